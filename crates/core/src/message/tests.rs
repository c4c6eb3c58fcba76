//! Tests of what holds for every format.

use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

use super::{Format, Message, Origin, jsonl, mbox, read};
use crate::text::Source;

fn assert_sound(message: &Message<'_>) {
    let mut ends = vec![0; message.parts.len()];
    for region in &message.regions {
        let part = &message.parts[region.part];
        assert!(part.text.get(region.span.start..region.span.end).is_some_and(|text| !text.is_empty()));
        assert!(region.span.start >= ends[region.part], "regions in order and apart");
        ends[region.part] = region.span.end;
        let source = part.source_span(&message.source, region.span);
        assert!(source.start <= source.end && source.end <= message.source.len());
        if let Origin::Verbatim { .. } = part.origin {
            assert_eq!(
                &message.source[source.start..source.end],
                &part.text.as_bytes()[region.span.start..region.span.end]
            );
        }
    }
}

const PIECES: [&str; 32] = [
    "> ",
    ">\n",
    "\n",
    "\r\n",
    "On 5 May Ana wrote:\n",
    "-- \n",
    "```",
    "    x = (1);\n",
    "Thanks,\nAna\n",
    "é😀",
    "From: a@b\n",
    "Subject: =?utf-8?Q?=C3?=\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "\n\n--b\n",
    "--b--\n",
    "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n",
    "=C3=A9=\n",
    "SGVsbG8=",
    "<p>",
    "<div class=gmail_quote>",
    "</div>",
    "<script>",
    "[a](b)",
    "`c`",
    "<!-- presend: ignore[S001] -->",
    "\0",
    "\u{feff}",
    "From a@b 10:00\n",
    "intended recipient",
    "{\"text\":\"\\ud83d\"}",
    "--text follows this line--\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_any_format_make_a_sound_message(
        pieces in proptest::collection::vec(0..PIECES.len() + 4, 0..40),
        noise in proptest::collection::vec(proptest::num::u8::ANY, 0..12),
    ) {
        let mut bytes = Vec::new();
        for piece in pieces {
            bytes.extend_from_slice(PIECES.get(piece).map_or(&noise[..], |piece| piece.as_bytes()));
        }
        for format in Format::ALL {
            let borrowed = read(Source::new("x", &bytes[..]), format);
            assert_sound(&borrowed);
            let owned = read(Source::new("x", bytes.clone()), format);
            prop_assert_eq!(&borrowed.regions, &owned.regions);
        }
        if let Ok(message) = jsonl::read_line("x", &bytes, 1, 0) {
            assert_sound(&message);
        }
        for message in mbox::Messages::new(&bytes[..]) {
            let message = message.expect("memory does not fail");
            prop_assert!(bytes[message.offset..].starts_with(&message.bytes));
        }
        prop_assert!(Format::ALL.contains(&Format::detect("x", &bytes)));
    }
}
