//! Tells the lines of a patch that a program wrote: diffstat, diff, and what names the commits below.

use crate::text::{Ends, Span};

/// What a line of a diff's own header opens with.
const HEADERS: [&str; 21] = [
    "diff ",
    "index ",
    "--- ",
    "+++ ",
    "new file mode ",
    "deleted file mode ",
    "old mode ",
    "new mode ",
    "similarity index ",
    "dissimilarity index ",
    "rename from ",
    "rename to ",
    "copy from ",
    "copy to ",
    "Binary files ",
    "GIT binary patch",
    "literal ",
    "delta ",
    "Index: ",
    "Submodule ",
    "=======",
];

/// What git adds below a diffstat, and in front of the text of a Mercurial patch.
const SUMMARIES: [&str; 8] = [
    " create mode ",
    " delete mode ",
    " mode change ",
    " rename ",
    " copy ",
    " rewrite ",
    "base-commit: ",
    "prerequisite-patch-id: ",
];

/// What opens the comparison of a series with the one before it; it takes the lines below it, up to the diff.
const COMPARISONS: [&str; 2] = ["Range-diff", "Interdiff"];

/// Where a walk over the lines of a patch is.
enum Place {
    /// In the writer's text.
    Text,
    /// In the comparison with another series.
    Comparison,
    /// Between the files of a diff.
    Diff,
    /// In a hunk that has so many old and new lines left.
    Hunk(usize, usize),
    /// In the lines of a binary file.
    Binary,
}

/// Returns the lines of a patch that nobody wrote. `lines` are those of its text, in order.
pub(super) fn machine_lines(text: &str, lines: &[Span]) -> Vec<Span> {
    let mut place = Place::Text;
    let mut found = Vec::new();
    for (index, span) in lines.iter().enumerate() {
        let line = span.of(text).trim_end_matches(['\n', '\r']);
        let below = lines.get(index + 1).map_or("", |below| below.of(text));
        let (next, is_machine) = step(place, line, below);
        place = next;
        if is_machine {
            found.push(*span);
        }
    }
    found
}

/// Returns where the walk is after a line, and whether a program wrote it.
fn step(place: Place, line: &str, below: &str) -> (Place, bool) {
    if let Place::Hunk(old, new) = place
        && let Some(place) = in_hunk(line, old, new)
    {
        return (place, true);
    }
    if let Some(hunk) = hunk(line) {
        return (hunk, true);
    }
    if opens_diff(line, below) {
        return (Place::Diff, true);
    }
    let is_header = HEADERS.iter().any(|header| line.starts_with(header));
    match place {
        Place::Binary if !line.is_empty() => (Place::Binary, true),
        Place::Diff | Place::Hunk(..) | Place::Binary if is_header => {
            let is_binary = line.starts_with("literal ") || line.starts_with("delta ");
            (if is_binary { Place::Binary } else { Place::Diff }, true)
        }
        Place::Binary => (Place::Diff, true),
        // A diff that was cut or wrapped on its way keeps its signs.
        Place::Diff if line.starts_with(['+', '-', '\\', ' ']) && line != "-- " && line != "--" => {
            (place, true)
        }
        Place::Diff | Place::Hunk(..) if line.trim().is_empty() => (place, true),
        Place::Diff | Place::Hunk(..) => (Place::Text, false),
        Place::Comparison => (place, true),
        Place::Text if COMPARISONS.iter().any(|word| line.starts_with(word)) && line.ends_with(':') => {
            (Place::Comparison, true)
        }
        Place::Text => (place, is_diffstat(line)),
    }
}

/// Goes on in a hunk; `None` where it is over, or the line is none of it.
fn in_hunk(line: &str, old: usize, new: usize) -> Option<Place> {
    let (old_taken, new_taken) = match line.as_bytes().first() {
        Some(b'\\') => return Some(Place::Hunk(old, new)),
        _ if old == 0 && new == 0 => return None,
        Some(b'+') => (0, 1),
        Some(b'-') => (1, 0),
        // Mail programs take the blank of an empty line away.
        Some(b' ' | b'\t') | None => (1, 1),
        _ => return None,
    };
    Some(Place::Hunk(old.saturating_sub(old_taken), new.saturating_sub(new_taken)))
}

/// `@@ -1,3 +1,4 @@ fn main`, `@@@ -1 -1 +1 @@@`
fn hunk(line: &str) -> Option<Place> {
    let rest = line.strip_prefix("@@")?.trim_start_matches('@');
    let (ranges, _) = rest.strip_prefix(' ')?.split_once(" @@")?;
    let count = |sign: char| {
        let ranges = ranges.split(' ').filter_map(move |range| range.strip_prefix(sign));
        ranges.map(|range| range.split_once(',').map_or(Some(1), |(_, count)| count.parse().ok())).max()?
    };
    Some(Place::Hunk(count('-')?, count('+')?))
}

/// Returns true if and only if a diff starts with a line, whichever program wrote it.
fn opens_diff(line: &str, below: &str) -> bool {
    line.starts_with("diff --") || line.starts_with("diff -") || {
        let is_pair = |first: &str, second: &str| line.starts_with(first) && below.starts_with(second);
        is_pair("--- ", "+++ ") || is_pair("*** ", "--- ") || is_pair("Index: ", "=====")
    }
}

/// Returns true if and only if a line is one of a diffstat: ` src/main.rs | 12 +++---`, or of what stands around it.
fn is_diffstat(line: &str) -> bool {
    if SUMMARIES.iter().any(|summary| line.starts_with(summary)) || is_total(line) {
        return true;
    }
    let Some((name, counts)) = line.strip_prefix(' ').and_then(|line| line.rsplit_once(" | ")) else {
        return false;
    };
    let counts = counts.trim_start();
    let digits = counts.bytes().take_while(u8::is_ascii_digit).count();
    !name.trim().is_empty()
        && (counts.starts_with("Bin ")
            || counts == "Unmerged"
            || digits > 0 && counts.tail(digits).bytes().all(|byte| matches!(byte, b' ' | b'+' | b'-')))
}

/// ` 2 files changed, 3 insertions(+)`
fn is_total(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(' ') else { return false };
    let behind = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
    behind.len() < rest.len() && (behind.starts_with(" file changed") || behind.starts_with(" files changed"))
}
