//! Tests that what was said in meetings is told apart by who said it, as programs of calls and transcribers write it.

use super::{list, said};
use crate::message::Format;

/// `Bo`, `Ana Reis` and `Bo` again say `and?`, `by noon` and `ok`.
const TRANSCRIPTS: [(&str, &str); 21] = [
    (
        "Zoom",
        "WEBVTT\n\n1\n00:00:01.230 --> 00:00:02.100\nBo: and?\n\n2\n00:00:03.000 --> 00:00:04.000\nAna Reis: by noon\n\n\
         3\n00:00:05.000 --> 00:00:06.000\nBo: ok\n",
    ),
    (
        "Zoom, on Windows",
        "\u{feff}WEBVTT\r\n\r\n1\r\n00:00:01.230 --> 00:00:02.100\r\nBo: and?\r\n\r\n2\r\n00:00:03.000 --> 00:00:04.000\r\n\
         Ana Reis: by noon\r\n\r\n3\r\n00:00:05.000 --> 00:00:06.000\r\nBo: ok\r\n",
    ),
    (
        "Teams",
        "WEBVTT\n\n00:00:01.230 --> 00:00:02.100\n<v Bo>and?</v>\n\n00:00:03.000 --> 00:00:04.000\n<v Ana Reis>by noon</v>\n\n\
         00:00:05.000 --> 00:00:06.000\n<v Bo>ok</v>\n",
    ),
    (
        "Teams, with ids",
        "WEBVTT\n\n9f1c7a52-0b1d-4c55-8a0e-3f7d21c0b6aa/12-0\n00:00:01.230 --> 00:00:02.100\n<v Bo>and?</v>\n\n\
         9f1c7a52-0b1d-4c55-8a0e-3f7d21c0b6aa/15-0\n00:00:03.000 --> 00:00:04.000\n<v Ana Reis>by noon</v>\n\n\
         9f1c7a52-0b1d-4c55-8a0e-3f7d21c0b6aa/19-1\n00:00:05.000 --> 00:00:06.000\n<v Bo>ok</v>",
    ),
    (
        "Stream, with notes",
        "WEBVTT\n\nNOTE duration:\"00:10:00.0000000\"\n\nNOTE language:en-us\n\nNOTE Confidence: 0.91\n\n\
         00:00:01.230 --> 00:00:02.100\n<v Bo>and?</v>\n\nNOTE Confidence: 0.87\n\n00:00:03.000 --> 00:00:04.000\n\
         <v Ana Reis>by noon</v>\n\nNOTE Confidence: 0.9\n\n00:00:05.000 --> 00:00:06.000\n<v Bo>ok</v>\n",
    ),
    (
        "voices with classes, styles and places",
        "WEBVTT - Kiln\nKind: captions\n\nSTYLE\n::cue { color: white }\n\n00:01.230 --> 00:02.100 align:start position:0%\n\
         <v.first.loud Bo>and?\n\n00:03.000 --> 00:04.000\n<v Ana Reis>by <i>noon</i></v>\n\n00:05.000 --> 00:06.000\n<v Bo><00:05.100>ok\n",
    ),
    (
        "two voices in one caption",
        "WEBVTT\n\n00:00:01.230 --> 00:00:02.100\n<v Bo>and?</v>\n<v Ana Reis>by noon</v>\n\n00:00:05.000 --> 00:00:06.000\n<v Bo>ok</v>\n",
    ),
    (
        "two voices in one line",
        "WEBVTT\n\n00:00:01.230 --> 00:00:02.100\n<v Bo>and?</v> <v Ana Reis>by noon</v>\n\n00:00:05.000 --> 00:00:06.000\n<v Bo>ok</v>\n",
    ),
    (
        "Webex",
        "WEBVTT\n\n1 \"Bo\" (3141592)\n00:00:01.230 --> 00:00:02.100\nand?\n\n2 \"Ana Reis\" (2718281)\n00:00:03.000 --> 00:00:04.000\n\
         by noon\n\n3 \"Bo\" (3141592)\n00:00:05.000 --> 00:00:06.000\nok\n",
    ),
    (
        "SubRip",
        "1\n00:00:01,230 --> 00:00:02,100\nBo: and?\n\n2\n00:00:03,000 --> 00:00:04,000\nAna Reis: by noon\n\n\
         3\n00:00:05,000 --> 00:00:06,000\nBo: ok\n",
    ),
    (
        "Teams, as a document of some years ago",
        "0:0:1.230 --> 0:0:2.100\nBo\nand?\n\n0:0:3.0 --> 0:0:4.0\nAna Reis\nby noon\n\n0:0:5.0 --> 0:0:6.0\nBo\nok\n",
    ),
    ("Teams, as a document", "Bo   0:01\nand?\n\nAna Reis   0:03\nby noon\n\nBo   0:05\nok\n"),
    (
        "Otter",
        "Bo  0:01  \nand?\n\nAna Reis  0:03  \nby noon\n\nBo  0:05  \nok\n\nTranscribed by https://otter.ai\n",
    ),
    ("Fireflies", "Bo - 00:01\nand?\n\nAna Reis - 00:03\nby noon\n\nBo - 00:05\nok\n"),
    (
        "Fathom",
        "0:01 - Bo (Kiln Ltd)\n  and?\n\n0:03 - Ana Reis (Kiln Ltd)\n  by noon\n\n0:05 - Bo (Kiln Ltd)\n  ok\n",
    ),
    ("Fathom, with links", "@0:01 - Bo\nand?\n\n@0:03 - Ana Reis\nby noon\n\n@0:05 - Bo\nok\n"),
    ("Rev", "Bo (00:01):\nand?\n\nAna Reis (00:03):\nby noon\n\nBo (00:05):\nok\n"),
    ("Descript", "[00:00:01] Bo: and?\n\n[00:00:03] Ana Reis: by noon\n\n[00:00:05] Bo: ok\n"),
    ("captions of Zoom", "[Bo] 21:03:10\nand?\n\n[Ana Reis] 21:04:10\nby noon\n\n[Bo] 21:05:10\nok\n"),
    (
        "chat of Zoom",
        "21:03:10 From  Bo  to  Everyone:\n\tand?\n21:04:10 From  Ana Reis  to  Bo(Direct Message):\n\tby noon\n\
         21:05:10 From  Bo  to  Everyone:\n\tok\n",
    ),
    (
        "chat of Zoom, on one line",
        "21:03:10\t From Bo : and?\n21:04:10\t From Ana Reis : by noon\n21:05:10\t From Bo : ok\n",
    ),
];

#[test]
fn who_said_what_is_told_in_transcripts() {
    let mut wrong = Vec::new();
    for (program, log) in TRANSCRIPTS {
        let found: Vec<(String, String)> =
            list(log).into_iter().map(|(name, text, ..)| (name.replace(" (Kiln Ltd)", ""), text)).collect();
        let expected = [("Bo", "and?"), ("Ana Reis", "by noon"), ("Bo", "ok")];
        if found != expected.map(|(name, text)| (name.to_owned(), text.to_owned())) {
            wrong.push(format!("{program}: {found:?}"));
        }
        let format = Format::detect("<stdin>", log.as_bytes());
        if format != Format::Chat {
            wrong.push(format!("{program}: read as {}", format.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn captions_keep_their_own_lines() {
    // A number that somebody says is no number of a caption; neither is a word above times where no line is left blank.
    let log = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nBo: how many?\n42\nsurely\n00:00:03.000 --> 00:00:04.000\nand a\nhalf\n\n\
               2\n00:00:05.000 --> 00:00:06.000\nAna Reis: Note: no salt\nWarning: hot\n";
    assert_eq!(
        list(log),
        [
            said("Bo", "how many?\n42\nsurely|and a\nhalf", 1, 3),
            said("Ana Reis", "Note: no salt\nWarning: hot", 1, 12)
        ]
    );
    // Where tags name the speakers, colons do not.
    let log = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana &amp; Bo>Remember: you &lt;3 <i>the</i> kiln\nso\nmuch</v>\n\n\
               00:03.000 --> 00:04.000\nThe plan: sleep\n";
    assert_eq!(list(log), [said("Ana & Bo", "Remember: you <3 the kiln\nso\nmuch|The plan: sleep", 1, 3)]);
    // Without names everything is one person's, and no time or number is.
    let log = "1\n00:00:01,000 --> 00:00:02,000\nThe kiln is off.\n\n2\n00:00:03,000 --> 00:00:04,000\nReally: off.\n";
    assert_eq!(list(log), [said("", "The kiln is off.|Really: off.", 1, 1)]);
}

#[test]
fn texts_with_times_are_no_transcripts() {
    for text in [
        "Opening - 10:00\nAna welcomes all\n\nBudget - 10:15\nBen speaks\n\nBreak - 10:30\ncoffee\n",
        "Opening (10:00)\nAna welcomes all\n\nBudget (10:15)\nBen speaks\n",
        "10:00 - Opening\nAna welcomes all\n\n10:15 - Break\ncoffee\n\n10:30 - Budget\nBen\n\n10:45 - Break\ntea\n",
        "Opening  10:00\nAna welcomes all\n\nBudget  10:15\nBen speaks\n",
        "The clip runs from 00:00:01 --> 00:00:05.\nCut it there.\n",
        "Cut these:\n\n00:00:01.000 --> 00:00:02.000\n00:00:07.000 --> 00:00:09.000\n\nThanks\nBo\n",
        "WEBVTT is what the file must begin with.\nBo\n",
    ] {
        assert_ne!(Format::detect("<stdin>", text.as_bytes()), Format::Chat, "{text}");
    }
}

#[test]
fn files_of_captions_are_chats_by_name() {
    for name in ["call.vtt", "CALL.VTT", "call.srt", "call.sbv"] {
        assert_eq!(Format::detect(name, b"hi"), Format::Chat, "{name}");
    }
}
