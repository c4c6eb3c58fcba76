//! Finds the fields of one name in the head of a mail, for who takes them out.

use std::ops::Range;

use super::header::Fields;
use super::reader::head_start;
use crate::text::Ends;
use crate::text::decode::lossy;

/// Returns the lines of each field of that name, and its value; folded lines are part of both.
#[must_use]
pub fn fields_named(mail: &[u8], name: &str) -> Vec<(Range<usize>, String)> {
    let fields = Fields::parse(mail, head_start(mail));
    let place = |field: super::header::Field| {
        let end = field.value.end.max(field.name.end);
        let line_end = memchr::memchr(b'\n', mail.tail(end)).map_or(mail.len(), |newline| end + newline + 1);
        (field.name.start..line_end, lossy(fields.bytes_of(field.value)).trim().to_owned())
    };
    fields.all(name).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_however_its_name_is_written() {
        for (head, lines) in [
            ("From a@b Mon Mar  2 10:00:00 2026\nX-A: 1\n", "X-A: 1\n"),
            ("\u{feff}x-a:\n 1\nTo: b@example.com\n", "x-a:\n 1\n"),
            ("To: b@example.com\nX-A :1\n", "X-A :1\n"),
            ("To: b@example.com\nX-A\t: 1 \r\n", "X-A\t: 1 \r\n"),
        ] {
            let mail = format!("{head}\nX-A: text\n");
            let found = fields_named(mail.as_bytes(), "X-A");
            assert_eq!(found.len(), 1, "{head}");
            assert_eq!((&mail[found[0].0.clone()], found[0].1.as_str()), (lines, "1"));
        }
        assert!(fields_named(b"Hi\nX-A: 1\n\n", "X-A").is_empty() && fields_named(b"", "X-A").is_empty());
    }
}
