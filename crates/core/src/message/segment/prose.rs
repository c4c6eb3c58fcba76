//! Tells sentences that look like code, a log or a list from code, logs and lists.

use crate::text::Ends;

/// What is told of a moment has at least so many words.
const TOLD_WORDS: usize = 4;
/// What is noted of one to the minute has at least so many.
const NOTED_WORDS: usize = 3;

/// A clause with a bracket and a semicolon has at least so many words, of which so many in ten are letters alone.
const CLAUSE_WORDS: usize = 4;
const CLAUSE_TENTHS: usize = 8;

/// What somebody tells of a moment: words up to a full stop, without the signs and the levels of logs.
pub(super) fn is_told(behind: &[u8]) -> bool {
    let seconds = behind.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b':').count();
    let words = behind.tail(seconds).trim_ascii();
    let words = words.strip_prefix(b"- ").unwrap_or(words);
    let is_level = |word: &[u8]| word.len() >= 4 && word.iter().all(u8::is_ascii_uppercase);
    let is_sign = |byte: &u8| matches!(byte, b'[' | b']' | b'=' | b':' | b'|' | b'{' | b'<' | b'/' | b'_');
    let parts = words.split(|byte| *byte == b' ');
    let is_over = matches!(words.last(), Some(b'.' | b'!' | b'?'));
    // A note of somebody's needs no full stop, but then no seconds either, and nothing but words.
    let is_note = seconds == 0 && parts.clone().all(is_plain_word);
    let least = if is_note { NOTED_WORDS } else { TOLD_WORDS };
    (is_over || is_note)
        && behind.get(seconds) == Some(&b' ')
        && !words.iter().any(is_sign)
        && !parts.clone().any(is_level)
        && parts.count() >= least
}

/// Letters, and the marks of sentences at their end.
fn is_plain_word(word: &[u8]) -> bool {
    let inner = word.trim_ascii_end();
    let inner = inner.strip_suffix(b".").or_else(|| inner.strip_suffix(b",")).unwrap_or(inner);
    let inner = inner.strip_suffix(b"!").or_else(|| inner.strip_suffix(b"?")).unwrap_or(inner);
    !inner.is_empty()
        && inner.iter().all(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80 || *byte == b'\'')
}

/// Counts the letters and numbers in brackets by which people list things: `(a) one (b) another`.
pub(super) fn enumerators(line: &str) -> usize {
    let words = line.split(' ').filter(|word| {
        let inner = word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
        inner.is_some_and(|inner| {
            matches!(inner.len(), 1 | 2) && inner.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    });
    words.count()
}

/// Returns true if and only if a line is a clause of a list, with an aside in brackets: `you were late (again);`.
pub(super) fn is_clause(line: &str) -> bool {
    let is_aside = line.ends_with(';')
        && !line.contains(['=', '{', '}', '<', '"', '_'])
        && line.match_indices('(').all(|(at, _)| at == 0 || line.head(at).ends_with(' '))
        && !line.contains("()");
    let (mut words, mut plain) = (0, 0);
    for word in line.split_whitespace().filter(|_| is_aside) {
        let letters = word.trim_matches(|sign: char| sign.is_ascii_punctuation());
        words += 1;
        plain += usize::from(
            !letters.is_empty() && letters.chars().all(|sign| sign.is_alphabetic() || sign == '\''),
        );
    }
    words >= CLAUSE_WORDS && plain * 10 >= words * CLAUSE_TENTHS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_told_from_statements() {
        for clause in ["you were late (again);", "(b) the tenant has left (as two neighbours say);"] {
            assert!(is_clause(clause), "{clause}");
        }
        for code in ["close(handle);", "if (ready) go ();", "let x = open (path, mode);", "return (a + b);"] {
            assert!(!is_clause(code), "{code}");
        }
    }

    #[test]
    fn what_is_told_of_a_moment_is_no_log() {
        for note in
            [&b":05 I rang, and nobody came to the door."[..], b" the hens were out", b" - You are late."]
        {
            assert!(is_told(note), "{}", String::from_utf8_lossy(note));
        }
        for log in [
            &b":05 INFO server is up and ready."[..],
            b":05 worker: gone for good.",
            b" done",
            b" worker gone",
            b" ERROR the pump is gone",
            b":05 the hens were out",
            b":05.123Z a b c d.",
        ] {
            assert!(!is_told(log), "{}", String::from_utf8_lossy(log));
        }
    }

    #[test]
    fn enumerators_are_counted() {
        assert_eq!(enumerators("(a) this. (b) that (c)omma (12) there"), 3);
    }
}
