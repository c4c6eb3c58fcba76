//! Tests that logs of many programs are cut into messages.

use super::list;

#[test]
fn logs_of_many_programs_are_cut_into_messages() {
    for (log, program) in [
        (
            "01.04.2015 - 16:00:27; Bo: and?\n01.04.2015 - 16:06:34; Ana Reis: by noon\n01.04.2015 - 16:07:34; Bo: ok\n",
            "WhatsApp Viewer",
        ),
        (
            "12.3.2026 klo 21.03 - Bo: and?\n12.3.2026 klo 21.04 - Ana Reis: by noon\n12.3.2026 klo 21.05 - Bo: ok\n",
            "WhatsApp, fi",
        ),
        (
            "[12/3/26, 9:03:10 p. m.] Bo: and?\n[12/3/26, 9:04:10 p. m.] Ana Reis: by noon\n[12/3/26, 9:05:10 p. m.] Bo: ok\n",
            "WhatsApp, es",
        ),
        (
            "2026. 3. 12. 오후 9:03, Bo : and?\n2026. 3. 12. 오후 9:04, Ana Reis : by noon\n2026. 3. 12. 오후 9:05, Bo : ok\n",
            "WhatsApp, ko",
        ),
        (
            "12/03/2026, 21:00 - Bo created group Kiln\n12/03/2026, 21:01 - Bo added Ana Reis\n12/03/2026, 21:03 - Bo: and?\n12/03/2026, 21:03 - Ana Reis: by noon\n12/03/2026, 21:04 - Bo: ok\n",
            "WhatsApp, en",
        ),
        (
            "Jun 18 12:59:57 <Bo>\tand?\nJun 18 13:00:57 <Ana Reis>\tby noon\nJun 18 13:01:57 <Bo>\tok\n",
            "XChat",
        ),
        (
            "**** BEGIN LOGGING AT Mon Jun 18 12:59:00 2026\n\nJun 18 12:59:57 <Bo>\tand?\nJun 18 13:00:57 <Ana Reis>\tby noon\nJun 18 13:01:57 <Bo>\tok\n",
            "HexChat",
        ),
        (
            "2026-03-12 21:03:10\tBo\tand?\n2026-03-12 21:04:10\tAna Reis\tby noon\n2026-03-12 21:05:10\tBo\tok\n",
            "weechat",
        ),
        (
            "Bo, [12.03.2026 21:03]\nand?\n\nAna Reis, [12.03.2026 21:04]\nby noon\n\nBo, [12.03.2026 21:05]\nok\n",
            "Telegram",
        ),
        (
            "Bo, [12 Mar 2026 at 21:03:10]:\nand?\n\nAna Reis, [12 Mar 2026 at 21:04:10]:\nby noon\n\nBo, [12 Mar 2026 at 21:05:10]:\nok\n",
            "Telegram of a Mac",
        ),
        (
            "Bo — Today at 9:03 PM\nand?\nAna Reis — Today at 9:04 PM\nby noon\nBo — Today at 9:05 PM\nok\n",
            "Discord",
        ),
        (
            "[12-Mar-26 09:03 PM] Bo\nand?\n\n[12-Mar-26 09:04 PM] Ana Reis\nby noon\n\n[12-Mar-26 09:05 PM] Bo\nok\n",
            "exporter of Discord",
        ),
        ("[9:03 PM] Bo\nand?\n[9:04 PM] Ana Reis\nby noon\n[9:05 PM] Bo\nok\n", "Teams"),
        ("Bo\n  9:03 PM\nand?\nAna Reis\n  9:04 PM\nby noon\nBo\n  9:05 PM\nok\n", "Slack"),
        ("Bo\nAPP  9:03 PM\nand?\nAna Reis\n  9:04 PM\nby noon\nBo\n  9:05 PM\nok\n", "Slack with an app"),
        ("Bo\n21:03\nand?\n\nAna Reis\n21:04\nby noon\n\nBo\n21:05\nok\n", "Signal, copied"),
        ("21:03\nBo\nand?\n21:04\nAna Reis\nby noon\n21:05\nBo\nok\n", "Element, copied"),
        (
            "9:03 PM\nBo\nand?\n9:04 PM\nAna Reis\nby noon\n9:05 PM\nBo\nok\n",
            "Element, copied, with halves of the day",
        ),
        (
            "Kiln (2026-03-12 21:00 GMT+1) - Transcript\nAttendees\nAna Reis, Bo\nTranscript\n00:00:00\n \nBo: and?\n\
             00:01:00\n \nAna Reis: by noon\nBo: ok\n",
            "Google Meet",
        ),
        (
            "Mar 12, 2026\nKiln - Transcript\n00:00:00\n \nBo: and?\nAna Reis: by noon\n00:05:00\n \nBo: ok\n",
            "Google Meet, without those who were there",
        ),
        (
            "12. März 2026\nOfen – Mitschrift\n00:00:00\n \nBo: and?\nAna Reis: by noon\nBo: ok\n",
            "Google Meet, de",
        ),
        (
            "00:03:05.123,00:03:08.123\nBo: and?\n\n00:03:15.123,00:03:18.123\nAna Reis: by noon\n\n\
             00:04:05.123,00:04:08.123\nBo: ok\n",
            "chat of Google Meet",
        ),
        (
            "WEBVTT\n\n00:03:05.123 --> 00:03:08.123\nBo: and?\n\n00:03:15.123 --> 00:03:18.123\nAna Reis: by noon\n\n\
             00:04:05.123 --> 00:04:08.123\nBo: ok\n",
            "subtitles",
        ),
        (
            "Bo\n — \n12/03/2026 21:03\nand?\nAna Reis\n — \n12/03/2026 21:04\nby noon\nBo\n — \nToday at 21:05\nok\n",
            "Discord on three lines",
        ),
        (
            "Bo\nMar 12, 2026 9:03 PM\nand?\nAna Reis\nMar 12, 2026 9:04 PM\nby noon\nBo\nMar 12, 2026 9:05 PM\nok\n",
            "Messenger, copied",
        ),
        (
            "Bo, [Mar 12, 2026 at 9:03:10 PM]:\nand?\n\nAna Reis, [Mar 12, 2026 at 9:04:10 PM]:\nby noon\n\nBo, [Mar 12, 2026 at 9:05:10 PM]:\nok\n",
            "Telegram of a Mac, en",
        ),
        (
            "[2026-03-12T21:03:10+0100] <Bo> and?\n[2026-03-12T21:04:10+0100] <Ana Reis> by noon\n[2026-03-12T21:05:10+0100] <Bo> ok\n",
            "Textual",
        ),
        ("[Bo] [오후 9:03] and?\n[Ana Reis] [오후 9:04] by noon\n[Bo] [오후 9:05] ok\n", "KakaoTalk"),
        (
            "[2026-03-12 21:03] Bo: and?\n[2026-03-12 21:04] Ana Reis: by noon\n[2026-03-12 21:05] Bo: ok\n",
            "Signal",
        ),
        (
            "12/03/2026, 21:03:10 - Bo: and?\n12/03/2026, 21:04:10 - Ana Reis: by noon\n12/03/2026, 21:05:10 - Bo: ok\n",
            "Element",
        ),
    ] {
        let found: Vec<(String, String)> =
            list(log).into_iter().map(|(name, text, ..)| (name, text)).collect();
        let expected = [("Bo", "and?"), ("Ana Reis", "by noon"), ("Bo", "ok")];
        assert_eq!(found, expected.map(|(name, text)| (name.to_owned(), text.to_owned())), "{program}");
    }
}

/// What each program writes around messages: its own lines are nobody's.
#[test]
fn lines_of_programs_are_nobodys() {
    for (log, program) in [
        (
            "--- Log opened Thu Mar 12 21:00:00 2026\n21:02 -!- Bo [bo@example.org] has joined #kiln\n21:03 < Bo> and?\n\
             21:04 <@Ana> by noon\n21:05 -!- mode/#kiln [+o Bo] by Ana\n21:05 <+Bo> ok\n--- Day changed Fri Mar 13 2026\n\
             --- Log closed Fri Mar 13 00:00:00 2026\n",
            "irssi",
        ),
        (
            "2026-03-12 21:02:10\t-->\tBo (bo@example.org) has joined #kiln\n2026-03-12 21:03:10\tBo\tand?\n\
             2026-03-12 21:04:10\t@Ana\tby noon\n2026-03-12 21:04:20\t--\tMode #kiln [+o Bo] by Ana\n\
             2026-03-12 21:05:10\tBo\tok\n2026-03-12 21:06:10\t<--\tBo has quit (Quit)\n",
            "weechat",
        ),
        (
            "**** BEGIN LOGGING AT Thu Mar 12 21:00:00 2026\n\nMar 12 21:02:10 *\tBo has joined\n\
             Mar 12 21:03:10 <Bo>\tand?\nMar 12 21:04:10 <Ana>\tby noon\nMar 12 21:05:10 <Bo>\tok\n\
             **** ENDING LOGGING AT Thu Mar 12 22:00:00 2026\n",
            "HexChat",
        ),
        (
            "[21:02:10] *** Joins: Bo (bo@example.org)\n[21:03:10] <Bo> and?\n[21:04:10] <Ana> by noon\n\
             [21:05:10] <Bo> ok\n[21:06:10] *** Quits: Bo (bo@example.org) (Quit)\n",
            "ZNC",
        ),
        (
            "Session Start: Thu Mar 12 21:00:00 2026\nSession Ident: #kiln\n[21:02] * Bo (bo@example.org) has joined #kiln\n\
             [21:03] <Bo> and?\n[21:04] <@Ana> by noon\n[21:05] <Bo> ok\nSession Close: Thu Mar 12 22:00:00 2026\n",
            "mIRC",
        ),
        (
            "[21:02] *** Bo (~bo@example.org) has joined channel #kiln\n[21:03] <Bo> and?\n[21:04] <Ana> by noon\n[21:05] <Bo> ok\n",
            "energymech",
        ),
        (
            "\u{200e}[12.03.26, 21:00:10] Kiln: \u{200e}Messages and calls are end-to-end encrypted.\n[12.03.26, 21:03:10] Bo: and?\n\
             [12.03.26, 21:04:10] Ana: by noon\n[12.03.26, 21:05:10] Bo: ok\n",
            "WhatsApp of an iPhone, de",
        ),
        (
            "2026/03/12, 21:00 - Messages and calls are end-to-end encrypted.\n2026/03/12, 21:03 - Bo: and?\n\
             2026/03/12, 21:04 - Ana: by noon\n2026/03/12, 21:05 - Bo: ok\n",
            "WhatsApp, za",
        ),
        (
            "12/03/26, 9:00\u{202f}pm - Bo created group \u{201c}Kiln\u{201d}\n12/03/26, 9:03\u{202f}pm - Bo: and?\n\
             12/03/26, 9:04\u{202f}pm - Ana: by noon\n12/03/26, 9:05\u{202f}pm - Bo: ok\n",
            "WhatsApp, au",
        ),
        (
            "12.03.26, 21:03 - Bo: and?\n12.03.26, 21:04 - Ana: by noon\n12.03.26, 21:05 - Bo: ok\n",
            "WhatsApp, de",
        ),
        (
            "12-03-2026 21:03 - Bo: and?\n12-03-2026 21:04 - Ana: by noon\n12-03-2026 21:05 - Bo: ok\n",
            "WhatsApp, nl",
        ),
        (
            "3/12/26, 9:03 p.\u{a0}m. - Bo: and?\n3/12/26, 9:04 p.\u{a0}m. - Ana: by noon\n3/12/26, 9:05 p.\u{a0}m. - Bo: ok\n",
            "WhatsApp, mx",
        ),
        (
            "==============================================================\nGuild: Pots\nChannel: Text / kiln\n\
             ==============================================================\n\n[12/03/2026 21:03] Bo\nand?\n\n\
             [12/03/2026 21:04] Ana\nby noon\n\n[12/03/2026 21:05] Bo\nok\n",
            "DiscordChatExporter",
        ),
        (
            "[3/12/2026 9:03 PM] Bo\nand?\n[3/12/2026 9:04 PM] Ana\nby noon\n[3/12/2026 9:05 PM] Bo\nok\n",
            "Teams, copied",
        ),
        (
            "Bo, [3/12/2026 9:03 PM]\nand?\n\nAna, [3/12/2026 9:04 PM]\nby noon\n\nBo, [3/12/2026 9:05 PM]\nok\n",
            "Telegram, en",
        ),
        (
            "Bo — 12/03/2026 21:03\nand?\nAna — 12/03/2026 21:04\nby noon\nBo — 12/03/2026 21:05\nok\n",
            "Discord, copied",
        ),
        (
            "Bo — Yesterday at 21:03\nand?\nAna — Yesterday at 21:04\nby noon\nBo — 21:05\nok\n",
            "Discord, copied",
        ),
    ] {
        let found: Vec<(String, String)> =
            list(log).into_iter().map(|(name, text, ..)| (name, text)).collect();
        let found: Vec<_> = found.iter().filter(|(name, _)| name != "Kiln").collect();
        let expected = [("Bo", "and?"), ("Ana", "by noon"), ("Bo", "ok")];
        let expected = expected.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert!(found.iter().copied().eq(&expected), "{program}: {found:?}");
        assert_eq!(
            crate::message::Format::detect("<stdin>", log.as_bytes()),
            crate::message::Format::Chat,
            "{program}"
        );
    }
}
