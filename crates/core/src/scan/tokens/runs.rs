//! Finds the runs of non-blanks in which a token has room.

use presend_lexicon::tokens::SHORTEST_TOKEN;

use crate::text::{Ends, Span};

/// Lists the runs of non-blanks that a token may stand in. Ordinary words are passed by in steps of the shortest token: one blank
/// near the end of a step rules out everything before it.
pub(super) fn long_runs(bytes: &[u8], limits: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = limits.start;
    std::iter::from_fn(move || {
        loop {
            let step = bytes.get(at..at + SHORTEST_TOKEN)?;
            if at >= limits.end {
                return None;
            }
            if let Some(blank) = step.iter().rposition(u8::is_ascii_whitespace) {
                at += blank + 1;
                continue;
            }
            let rest = bytes.tail(at + SHORTEST_TOKEN);
            let more = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
            let run = Span::new(at, at + SHORTEST_TOKEN + more);
            at = run.end;
            return Some(run);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_runs_are_listed() {
        let text = "short words here and https://example.com/a/long/path then abcdefghijklmnop";
        let runs: Vec<&str> =
            long_runs(text.as_bytes(), Span::new(0, text.len())).map(|run| run.of(text)).collect();
        assert_eq!(runs, ["https://example.com/a/long/path", "abcdefghijklmnop"]);
        assert_eq!(long_runs(b"", Span::new(0, 0)).count(), 0);
    }
}
