//! Finds stretches that the marks of a wiki, a forum or Org set apart as quotation or code, in pairs.

use presend_lexicon::names::{RegionKind, WordList};

use super::lines::is_blank;
use super::tidy::fold;
use crate::builtin::phrases;
use crate::message::marker::Marker;
use crate::text::Ends;

/// A stretch is no longer, so that marks without their partners cost little.
const BLOCK_BYTES: usize = 16 * 1024;
/// So many marks are looked at.
const MARKS: usize = 256;
/// The mark that opens one is no longer.
const MARK_BYTES: usize = 200;

/// Two marks, and what stands between them.
struct Pair {
    open: &'static str,
    close: &'static str,
    kind: RegionKind,
    marker: Marker,
}

const PAIRS: [Pair; 11] = [
    pair("<quote", "</quote>", RegionKind::Quote),
    pair("<blockquote", "</blockquote>", RegionKind::Quote),
    pair("[quote", "[/quote]", RegionKind::Quote),
    pair("[code", "[/code]", RegionKind::Code),
    pair("{quote", "{quote}", RegionKind::Quote),
    pair("{code", "{code}", RegionKind::Code),
    pair("{noformat", "{noformat}", RegionKind::Code),
    pair("#+begin_quote", "#+end_quote", RegionKind::Quote),
    pair("#+begin_src", "#+end_src", RegionKind::Code),
    pair("#+begin_example", "#+end_example", RegionKind::Code),
    pair("#+begin_signature", "#+end_signature", RegionKind::Signature),
];

const fn pair(open: &'static str, close: &'static str, kind: RegionKind) -> Pair {
    let marker = match kind {
        RegionKind::Code => Marker::CodeMarkup,
        RegionKind::Signature => Marker::ClientMarkup,
        _ => Marker::BlockQuote,
    };
    Pair { open, close, kind, marker }
}

/// A quoted paragraph of a wiki, perhaps with its source.
const QUOTED_LINES: [&str; 2] = ["bq. ", "bq.:http"];
/// What AsciiDoc sets above a quotation, and around one of several paragraphs.
const ATTRIBUTED: [&str; 4] = ["[quote,", "[quote]", "[verse,", "[verse]"];
const RULE: &str = "____";

/// Returns true if and only if a line may open such a stretch.
pub(super) fn may_open(line: &[u8]) -> bool {
    matches!(line, [b'[' | b'{' | b'<', ..])
        || line.starts_with(b"#+")
        || QUOTED_LINES.iter().any(|opening| line.starts_with(opening.as_bytes()))
}

/// Recognises a stretch with which the text opens: what it is, what decided it, and how long it is with its marks.
pub(super) fn block(rest: &str) -> Option<(RegionKind, Marker, usize)> {
    let line = rest.split_inclusive('\n').next()?;
    if QUOTED_LINES.iter().any(|opening| line.starts_with(opening)) {
        return Some((RegionKind::Quote, Marker::BlockQuote, line.len()));
    }
    if let Some(length) = attributed_len(line, rest) {
        return Some((RegionKind::Quote, Marker::BlockQuote, length));
    }
    if line.starts_with("#+") && phrases(WordList::MarkupSettings).iter().any(|set| starts_with(line, set)) {
        return Some((RegionKind::Code, Marker::CodeMarkup, line.len()));
    }
    let pair = PAIRS.iter().find(|pair| starts_with(line, pair.open))?;
    let inside = pair.open_len(line)?;
    let window = rest.as_bytes().head(BLOCK_BYTES);
    let sign = *pair.open.as_bytes().first()?;
    let mut depth = 1;
    for at in memchr::memchr_iter(sign, window).skip_while(|at| *at < inside).take(MARKS) {
        let mark = rest.tail(at);
        if starts_with(mark, pair.close) && pair.may_close(rest.head(at), mark.tail(pair.close.len())) {
            depth -= 1;
        } else if pair.nests() && starts_with(mark, pair.open) && pair.open_len(mark).is_some() {
            depth += 1;
        }
        if depth == 0 {
            let end = at + pair.close.len();
            let is_last = words_behind(rest, end) == 0;
            let blank = rest.tail(end).split_inclusive('\n').next().filter(|_| is_last).map_or(0, str::len);
            return Some((pair.kind, pair.marker, end + blank));
        }
    }
    None
}

/// `[quote, Bo Berg]` above a paragraph, or above one or more between two rules of AsciiDoc.
fn attributed_len(line: &str, rest: &str) -> Option<usize> {
    let bare = line.trim_end();
    if !bare.ends_with(']') || !ATTRIBUTED.iter().any(|opening| starts_with(bare, opening)) {
        return None;
    }
    let below = rest.tail(line.len());
    let first = below.split_inclusive('\n').next()?;
    let is_rule =
        |line: &str| line.trim_end().len() >= RULE.len() && line.trim_end().bytes().all(|byte| byte == b'_');
    if is_rule(first) {
        let mut end = line.len() + first.len();
        for next in below.tail(first.len()).split_inclusive('\n') {
            end += next.len();
            if next.trim_end() == first.trim_end() {
                return Some(end);
            }
        }
        return None;
    }
    // `[quote]` opens a quotation of a forum too, which has an end of its own.
    let paragraph: usize = below.split_inclusive('\n').take_while(|line| !is_blank(line)).map(str::len).sum();
    (bare.contains(',') && paragraph > 0).then_some(line.len() + paragraph)
}

/// Returns the length of what stands behind the end of a stretch on its last line; nothing where that is blank.
pub(super) fn words_behind(rest: &str, end: usize) -> usize {
    let behind = rest.tail(end).split_inclusive('\n').next().unwrap_or_default();
    if rest.head(end).ends_with('\n') || is_blank(behind) { 0 } else { behind.len() }
}

impl Pair {
    /// Returns the length of the mark that opens a stretch: `[quote="Ana"]`, `{code:java}`, `#+begin_src sh`.
    fn open_len(&self, text: &str) -> Option<usize> {
        let line = text.split('\n').next().unwrap_or(text);
        let behind = line.tail(self.open.len());
        let (sign, ends): (char, &[char]) = match self.open.as_bytes().first()? {
            b'[' => (']', &[']', '=', ' ']),
            b'{' => ('}', &['}', ':']),
            b'<' => ('>', &['>', ' ']),
            _ => return (behind.is_empty() || behind.starts_with([' ', '\r'])).then_some(line.len()),
        };
        let end = behind.starts_with(ends).then(|| behind.find(sign))??;
        let len = self.open.len() + end + 1;
        // In a sentence about such a mark a blank stands behind it.
        let is_apart = sign != '}' || !line.tail(len).starts_with(' ');
        (len <= MARK_BYTES && is_apart).then_some(len)
    }

    /// Tells whether the mark between these texts closes a stretch: where both marks are alike, or it has a line for itself, it
    /// stands at an end of a line.
    fn may_close(&self, before: &str, after: &str) -> bool {
        let ends = after.split('\n').next().is_none_or(|rest| rest.trim().is_empty());
        let begins = before.trim_end_matches([' ', '\t']).ends_with('\n');
        match self.open.as_bytes().first() {
            Some(b'[' | b'<') => true,
            Some(b'{') => begins || ends,
            _ => begins && ends,
        }
    }

    fn nests(&self) -> bool {
        self.open.starts_with(['[', '<'])
    }
}

fn starts_with(text: &str, mark: &str) -> bool {
    text.as_bytes().get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
        || !mark.is_ascii() && fold(text.split('\n').next().unwrap_or(text)).starts_with(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_end_with_the_mark_that_closes_them() {
        for (text, kind) in [
            ("[quote=\"Ana\" post_id=12]\nold\n[/quote]", RegionKind::Quote),
            ("[QUOTE]a [quote]b[/quote] c[/QUOTE]", RegionKind::Quote),
            ("[code]\nf(x)\n[/code]", RegionKind::Code),
            ("{quote}\nold\n{quote}", RegionKind::Quote),
            ("{quote}old{quote}", RegionKind::Quote),
            ("{code:java}\nf(x);\n{code}", RegionKind::Code),
            ("{noformat}\nold\n{noformat}", RegionKind::Code),
            ("#+begin_quote\nold\n#+end_quote", RegionKind::Quote),
            ("#+BEGIN_SRC sh\nls\n#+END_SRC", RegionKind::Code),
            ("#+begin_signature\nAna\n#+end_signature", RegionKind::Signature),
            ("bq. old words\n", RegionKind::Quote),
            ("#+STARTUP: indent\n", RegionKind::Code),
        ] {
            let text = format!("{}\n", text.trim_end());
            let found = block(&format!("{text}mine\n"));
            assert!(found.is_some_and(|(found, _, len)| found == kind && len == text.len()), "{text}");
        }
    }

    #[test]
    fn words_behind_a_stretch_are_not_of_it() {
        let text = "[quote]old[/quote] and mine\nmore\n";
        assert_eq!(block(text).map(|(.., len)| words_behind(text, len)), Some(" and mine\n".len()));
    }

    #[test]
    fn quotations_of_asciidoc_are_known_by_the_line_above() {
        for quote in [
            "[quote, Bo]\n____\nold\n\nwords\n____\n",
            "[quote]\n_____\nold\n_____\n",
            "[quote, Bo Berg, The Mill]\nold\nwords\n",
            "[verse, Bo]\nold\n",
            "bq.:https://example.com old words\n",
        ] {
            assert_eq!(
                block(&format!("{quote}\nmine\n")).map(|(_, _, len)| len),
                Some(quote.len()),
                "{quote}"
            );
        }
    }

    #[test]
    fn marks_without_partners_and_talk_of_marks_are_own() {
        for text in [
            "[quote]never closed\n",
            "[quotes are cheap] and so are you [/quote]\n",
            "{quote} is a mark\nand {quote} ends it\n",
            "{quote}\nnever closed\n",
            "{code}\nand a {code} in prose\n",
            "{codes}\nx\n{code}\n",
            "#+begin_quote\nold\n",
            "#+begin_quotes\nold\n#+end_quote\n",
            "#+TITLE: You are late\n",
            "bq, words\n",
            "[quote]\n____\nnever closed\n",
            "[quote, Bo]\n\nmine\n",
            "[quote, Bo] is what I said\nmine\n",
            "____\nmine between two rules\n____\n",
        ] {
            assert_eq!(block(text), None, "{text}");
        }
    }
}
