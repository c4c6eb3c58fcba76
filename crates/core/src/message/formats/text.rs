//! Reads a plain text file: it is one body.

use crate::message::content::{Content, read_with, text_part};
use crate::message::formats::chat::with_pasted;
use crate::message::model::Message;
use crate::text::{Source, Span};

/// Reads a plain text.
pub(crate) fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, |bytes| {
        let mut content = Content::default();
        let part = text_part(bytes);
        let fixed = with_pasted(&part.text, Span::new(0, part.text.len()), Vec::new());
        content.add_draft(part, &fixed);
        content
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Coding, Origin, RegionKind};

    #[test]
    fn valid_utf8_is_verbatim_after_its_mark() {
        let message = read(Source::new("draft.txt", &b"\xef\xbb\xbfSee you there.\n"[..]));
        assert_eq!(message.parts[0].label, None);
        assert_eq!(message.parts[0].origin, Origin::Verbatim { start: 3 });
        assert_eq!(message.parts[0].source_span(&message.source, Span::new(0, 3)), Span::new(3, 6));
        assert_eq!(message.regions[0].kind, RegionKind::Body);
    }

    #[test]
    fn other_text_is_a_named_part() {
        let message = read(Source::new("draft.txt", b"caf\xe9".to_vec()));
        assert_eq!(message.parts[0].label.as_deref(), Some("text"));
        assert!(matches!(message.parts[0].origin, Origin::Decoded { coding: Coding::Opaque, .. }));
        assert_eq!(message.parts[0].source_span(&message.source, Span::new(0, 1)), Span::new(0, 4));
    }

    #[test]
    fn a_draft_below_its_own_head_is_own_and_a_mail_pasted_below_words_is_not() {
        let head =
            "From: Ana Lima <ana@example.com>\nSent: Tuesday, 10 March 2026 10:00\nTo: Bo\nSubject: gate\n\n";
        let own = |text: &str| {
            let message = read(Source::new("draft.txt", text.as_bytes()));
            message.regions.iter().all(|region| region.kind == RegionKind::Body)
        };
        for text in [
            format!("{head}Mend the gate.\n"),
            format!("\n{}Mend the gate.\n", head.replace("\n", "\r\n")),
            "Von: Ana Lima\nAn: Bo\nDatum: 10.03.2026\nBetreff: Tor\n\nMend the gate.\n".to_owned(),
        ] {
            assert!(own(&text), "{text}");
        }
        for text in [
            format!("See below.\n\n{head}Mend the gate.\n"),
            format!("-----Original Message-----\n{head}Mend the gate.\n"),
            format!("{head}Mend it.\n\n{}The gate is broken.\n", head.replace("Ana", "Bo")),
        ] {
            assert!(!own(&text), "{text}");
        }
    }

    #[test]
    fn empty_text_has_no_region() {
        assert!(read(Source::new("draft.txt", &b""[..])).regions.is_empty());
    }
}
