//! Recognises lines that programs print and people paste: errors, what a search found, commands, sums of changes, armour.

use crate::text::Ends;
use crate::text::boundaries::floor_char;

/// The armour of OpenPGP around a signature.
const ARMOUR: [&str; 2] = ["-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"];
/// Stands above a text that is signed.
const SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
/// A signature is no longer.
const ARMOUR_BYTES: usize = 16 * 1024;
/// Opens a commit in what `git log` prints,
pub(super) const COMMIT: &str = "commit ";
/// with a hash of at least so many digits,
const HASH_DIGITS: usize = 7;
/// these fields,
const COMMIT_FIELDS: [&str; 6] =
    ["Author: ", "AuthorDate: ", "Commit: ", "CommitDate: ", "Date: ", "Merge: "];
/// and its message, set in.
const SET_IN: &str = "    ";
/// Opens the inner error of a stack trace.
pub(super) const CAUSE: &str = "Caused by: ";

/// The armour of a signature, or the line above a text that is signed, with the fields below it.
pub(super) fn armour_len(rest: &str) -> Option<usize> {
    let window = rest.head(floor_char(rest, ARMOUR_BYTES));
    if rest.starts_with(SIGNED) {
        let lines = rest.split_inclusive('\n').enumerate();
        let fields = lines.take_while(|(index, line)| *index == 0 || line.starts_with("Hash: "));
        return Some(fields.map(|(_, line)| line.len()).sum());
    }
    let [begin, end] = ARMOUR;
    let end = rest.starts_with(begin).then(|| window.find(end))?? + end.len();
    Some(end + rest.tail(end).split_inclusive('\n').next().map_or(0, str::len))
}

/// What `git log` prints of a commit: its hash, who made it and when, and the message, which is set in.
pub(super) fn commit_len(rest: &str) -> Option<usize> {
    let mut lines = rest.split_inclusive('\n');
    let first = lines.next()?;
    let hash = first.strip_prefix(COMMIT)?.split([' ', '\n', '\r']).next()?;
    if hash.len() < HASH_DIGITS || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let (mut len, mut end, mut has_author, mut is_head) = (first.len(), 0, false, true);
    for line in lines {
        let is_blank = line.trim().is_empty();
        let is_field = is_head && COMMIT_FIELDS.iter().any(|field| line.starts_with(field));
        if !is_blank && !is_field && (is_head || !line.starts_with(SET_IN)) {
            break;
        }
        has_author |= is_field && line.contains('<');
        is_head &= !is_blank;
        len += line.len();
        end = if is_blank { end } else { len };
    }
    (has_author && !is_head).then_some(end)
}

/// `... 12 more`, at the end of the frames of an error.
pub(super) fn is_more_frames(inner: &str) -> bool {
    let number = inner.trim_end().strip_prefix("... ").and_then(|rest| rest.strip_suffix(" more"));
    number.is_some_and(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `mill.rs | 12 ++--`, `2 files changed, 12 insertions(+)`, as git writes them above a patch.
pub(super) fn is_diffstat(inner: &str) -> bool {
    // Either way of writing has a sign that few lines have.
    if memchr::memchr2(b'|', b'(', inner.as_bytes()).is_none() {
        return false;
    }
    let inner = inner.trim_end();
    let is_graph = |counts: &str| {
        let (number, graph) = counts.trim_start().split_once(' ').unwrap_or((counts.trim_start(), ""));
        is_number(number) && graph.bytes().all(|byte| matches!(byte, b'+' | b'-'))
    };
    inner.split_once(" | ").is_some_and(|(path, counts)| !path.trim_end().contains(' ') && is_graph(counts))
        || inner.starts_with(|first: char| first.is_ascii_digit())
            && (inner.ends_with("(+)") || inner.ends_with("(-)"))
}

/// The name of an error, as programs write it.
pub(super) fn is_error_name(name: &str) -> bool {
    (name.ends_with("Error") || name.ends_with("Exception")) && !name.contains(' ')
}

/// `java.io.IOException: words`, `Caused by: java.io.IOException`: a name with full stops that is an error's.
pub(super) fn is_error_line(line: &str) -> bool {
    let line = line.strip_prefix(CAUSE).unwrap_or(line);
    let is_end = |byte: u8| matches!(byte, b':' | b'\n' | b'\r' | b' ');
    let name = line.head(line.bytes().position(is_end).unwrap_or(line.len()));
    is_error_name(name)
        && name.contains('.')
        && matches!(line.as_bytes().get(name.len()), None | Some(b':' | b'\n' | b'\r'))
}

/// `mill.log:12:words`, as a search through files prints it.
pub(super) fn is_found_line(bytes: &[u8]) -> bool {
    let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'_' | b'-');
    let path = bytes.head(bytes.iter().take_while(|byte| is_path(byte)).count());
    let number = bytes.tail(path.len() + 1);
    let digits = number.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let dot = memchr::memrchr(b'.', path);
    dot.is_some_and(|dot| dot > 0 && dot + 1 < path.len())
        && bytes.get(path.len()) == Some(&b':')
        && digits > 0
        && number.get(digits) == Some(&b':')
}

/// `$ grep -r words`: a command behind a prompt has an option, a path or words in marks.
pub(super) fn is_command(line: &str) -> bool {
    let Some(command) = line.strip_prefix("$ ") else { return false };
    let is_telling = |word: &str| {
        word.starts_with(['-', '"', '|']) || word.contains('/') || word.trim_end_matches('.').contains('.')
    };
    command.starts_with(|first: char| first.is_ascii_lowercase())
        && command.split_whitespace().skip(1).any(is_telling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_programs_are_told_from_sentences() {
        for line in
            ["com.example.MillException: no", "Caused by: com.example.MillError\n", "a.b.CException\r\n"]
        {
            assert!(is_error_line(line), "{line}");
        }
        for line in
            ["Error: you are late", "My.Error is that I came", "Caused by: you", "com.example.Mill: no"]
        {
            assert!(!is_error_line(line), "{line}");
        }
        assert!(is_found_line(b"mill/pump.log:12:off") && is_found_line(b"pump.log:1:"));
        for line in ["pump:12:off", "at 10:12: off", "See a.b: 12", "e.g.:1", ".log:12:x"] {
            assert!(!is_found_line(line.as_bytes()), "{line}");
        }
        assert!(is_command("$ grep -n off pump.log") && is_command("$ cat /tmp/a"));
        for line in ["$ 500 is what you owe", "$ signs everywhere, as in a bank.", "$", "$ ls"] {
            assert!(!is_command(line), "{line}");
        }
        assert!(is_diffstat("mill.rs | 12 ++--") && is_diffstat("1 file changed, 2 insertions(+)\n"));
        for line in ["door | 2 keys", "two doors | 2", "2 people changed it (again)"] {
            assert!(!is_diffstat(line), "{line}");
        }
        assert!(is_more_frames("... 12 more") && !is_more_frames("... and 12 more"));
    }

    #[test]
    fn a_commit_is_told_from_a_sentence() {
        let head = "commit 0123456789abcdef\nAuthor: Bo Berg <bo@example.com>\nDate:   Tue Mar 3 10:00:05 2026 +0100\n";
        let whole = format!("{head}\n    Feed the hens\n\n    They were hungry.\n");
        assert_eq!(commit_len(&format!("{whole}\nmine\n")), Some(whole.len()));
        assert_eq!(commit_len(&format!("{head}mine\n")), None);
        for text in
            ["commit to it, you said\n", "commit deadbeef\n\n    was mine\n", "commit 12\nAuthor: <a>\n\n"]
        {
            assert_eq!(commit_len(text), None, "{text}");
        }
    }

    #[test]
    fn armour_ends_with_its_last_line() {
        let armour = "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n";
        assert_eq!(armour_len(&format!("{armour}mine\n")), Some(armour.len()));
        assert_eq!(armour_len("-----BEGIN PGP SIGNATURE-----\n\nnever closed\n"), None);
        let head = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n";
        assert_eq!(armour_len(&format!("{head}\nmine\n")), Some(head.len()));
        assert_eq!(armour_len("-----BEGIN RSA PRIVATE KEY-----\nx\n"), None);
    }
}
