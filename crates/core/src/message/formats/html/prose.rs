//! Tells preformatted words from preformatted code.

use presend_lexicon::names::RegionKind;

use crate::message::model::Segment;

/// A line of prose has at least so many words,
const WORDS: usize = 3;
/// of which so many in ten are letters alone, with the marks of sentences at their ends.
const TENTHS: usize = 8;

/// Parts of the classes by which a page says that an element is code.
const CODE_CLASSES: [&str; 6] = ["code", "highlight", "lang", "prettyprint", "syntax", "brush"];

/// Returns true if and only if the class of an element says that it is code.
pub(super) fn says_code(class: &str) -> bool {
    CODE_CLASSES.iter().any(|part| class.contains(part))
}

/// Returns true if and only if most lines of a text are sentences, or parts of them: mail programs set plain words in `pre` too.
pub(super) fn is_prose(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let told = lines().filter(|line| is_told(line)).count();
    // A name or a greeting beside them is no code.
    let plain = lines().filter(|line| words(line).all(is_word)).count();
    told > 0 && plain.max(told) * 2 > lines().count()
}

fn is_told(line: &str) -> bool {
    let count = words(line).count();
    let begins =
        line.starts_with(|first: char| first.is_uppercase() || first.is_lowercase() || !first.is_ascii());
    let ends = line.ends_with(|last: char| {
        last.is_alphanumeric() || matches!(last, '.' | ',' | '!' | '?' | ':' | '…' | ')' | '"')
    });
    // Columns have gaps between them.
    let has_gap = line.replace(".  ", ". ").contains("  ");
    begins
        && ends
        && !has_gap
        && count >= WORDS
        && words(line).filter(|word| is_word(word)).count() * 10 >= count * TENTHS
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace()
}

/// Letters alone, with apostrophes and hyphens between them.
fn is_word(word: &str) -> bool {
    let inner = word
        .trim_start_matches(['"', '(', '“', '‘'])
        .trim_end_matches(['.', ',', '!', '?', ':', '"', ')', '”', '’', '…']);
    !inner.is_empty() && inner.chars().all(|char| char.is_alphabetic() || matches!(char, '\'' | '’' | '-'))
}

/// What stands in `pre` is code beside other words, unless it reads like prose, and a plain text where there are none.
pub(super) fn read_plain_pages(text: &str, pres: &[usize], segments: &mut Vec<Segment>) {
    let mut at = 0;
    let mut is_between = |segment: &Segment| {
        let between = text.get(at..segment.span.start);
        at = segment.span.end;
        between.is_some_and(|between| !between.trim().is_empty())
    };
    let is_plain = !pres.is_empty() && !segments.iter().any(&mut is_between);
    let is_plain = is_plain && text.get(at..).is_none_or(|rest| rest.trim().is_empty());
    let is_words = |segment: &Segment| {
        let is_pre = pres.binary_search(&segment.span.start).is_ok();
        is_plain || is_pre && is_prose(segment.span.of(text))
    };
    segments.retain(|segment| !(segment.kind == RegionKind::Code && is_words(segment)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_code() {
        for text in [
            "Hi Bo,\n\nthe hens are fed, and the gate is shut.\n\nAna",
            "You never listen to me.",
            "I told you that the gate was open.  And\nand you didn't shut it.",
        ] {
            assert!(is_prose(text), "{text}");
        }
        for text in [
            "x = 1",
            "let hens = feed(10);\nreturn hens;",
            "$ make install\nmake: nothing to be done",
            "ERROR 12:00:01 pump: gone\nERROR 12:00:02 pump: gone",
            "drwxr-xr-x 2 ana ana 4096 hens",
            "NAME   READY   STATUS",
            "hens\neggs",
            "",
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }
}
