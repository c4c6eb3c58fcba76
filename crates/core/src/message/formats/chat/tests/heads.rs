//! Tests the heads of chats that programs write in rows, in blocks, or below a line that says whose chat it is; and drafts that come near.

use super::list;
use crate::message::Format;

/// A log, the name of a file in which it stands, and the program that writes it: each has the same three messages.
const LOGS: [(&str, &str, &str); 32] = [
    (
        "KakaoTalk of a computer, ko",
        "a.txt",
        "Bo 님과 카카오톡 대화\n저장한 날짜 : 2026-03-12 21:10:11\n\n--------------- 2026년 3월 12일 목요일 ---------------\n\
         [Bo] [오후 9:03] and?\n[Ana] [오후 9:04] by noon\n--------------- 2026년 3월 13일 금요일 ---------------\n[Bo] [오후 9:05] ok\n",
    ),
    (
        "KakaoTalk of a computer, en",
        "a.txt",
        "KakaoTalk Chats with Bo\nDate Saved : 2026-03-12 21:10:11\n\n--------------- Thursday, March 12, 2026 ---------------\n\
         [Bo] [9:03 PM] and?\n[Ana] [9:04 PM] by noon\n[Bo] [9:05 PM] ok\n",
    ),
    (
        "KakaoTalk of a phone, ko",
        "a.txt",
        "Bo 님과 카카오톡 대화\n저장한 날짜 : 2026년 3월 12일 오후 9:10\n\n\n2026년 3월 12일 오후 9:03\n\
         2026년 3월 12일 오후 9:03, Bo : and?\n2026년 3월 12일 오후 9:04, Ana : by noon\n2026년 3월 12일 오후 9:05, Bo : ok\n",
    ),
    (
        "KakaoTalk of a phone, en",
        "a.txt",
        "KakaoTalk Chats with Bo\nDate Saved : March 12, 2026 at 9:10 PM\n\n\nMarch 12, 2026 at 9:03 PM\n\
         March 12, 2026 at 9:03 PM, Bo : and?\nMarch 12, 2026 at 9:04 PM, Ana : by noon\nMarch 12, 2026 at 9:05 PM, Bo : ok\n",
    ),
    (
        "KakaoTalk, table",
        "a.csv",
        "\u{feff}Date,User,Message\n2026-03-12 21:03:10,\"Bo\",\"and?\"\n2026-03-12 21:04:10,\"Ana\",\"by noon\"\n2026-03-12 21:05:10,\"Bo\",\"ok\"\n",
    ),
    (
        "Viber",
        "a.csv",
        "Date,Time,Name,Phone,Message\n12/03/2026,21:03:10,Bo,+34600000000,and?\n12/03/2026,21:04:10,Ana,,\"by noon\"\n\
         12/03/2026,21:05:10,Bo,+34600000000,ok\n",
    ),
    (
        "LINE, ja",
        "a.txt",
        "[LINE] Boとのトーク履歴\n保存日時：2026/03/12 21:10\n\n2026/03/12(木)\n21:03\tBo\tand?\n21:04\tAna\tby noon\n2026/03/13(金)\n21:05\tBo\tok\n",
    ),
    (
        "LINE, en",
        "a.txt",
        "[LINE] Chat history with Bo\nSaved on: 3/12/2026, 21:10\n\nThu, 3/12/2026\n21:03\tBo\tand?\n21:04\tAna\tby noon\n21:05\tBo\tok\n",
    ),
    (
        "LINE, with halves of the day",
        "a.txt",
        "[LINE] Chat history with Bo\nSaved on: 2026/03/12 21:10\n\n2026/03/12(Thu)\n09:03PM\tBo\tand?\n09:04PM\tAna\tby noon\n09:05PM\tBo\tok\n",
    ),
    (
        "LINE, zh",
        "a.txt",
        "[LINE] 與Bo的聊天記錄\n儲存日期： 2026/03/12 21:10\n\n2026/03/12（四）\n下午09:03\tBo\tand?\n下午09:04\tAna\tby noon\n下午09:05\tBo\tok\n",
    ),
    (
        "QQ, group",
        "a.txt",
        "消息记录（此消息记录为文本格式，不支持重新导入）\n\n================================================================\n\
         消息分组:我的群聊\n================================================================\n消息对象:Kiln\n\
         ================================================================\n\n2026-03-12 21:03:10 Bo(12345678)\nand?\n\n\
         2026-03-12 21:04:10 Ana<ana@example.com>\nby noon\n\n2026-03-12 21:05:10 Bo(12345678)\nok\n",
    ),
    (
        "QQ, friend",
        "a.txt",
        "消息记录（此消息记录为文本格式，不支持重新导入）\n\n================================================================\n\
         消息对象:Bo\n================================================================\n\n2026-03-12 9:03:10 Bo\nand?\n\n\
         2026-03-12 9:04:10 Ana\nby noon\n\n2026-03-12 9:05:10 Bo\nok\n",
    ),
    (
        "WeChat, copied",
        "<stdin>",
        "Bo 2026/3/12 21:03:10\nand?\n\nAna 2026/3/12 21:04:10\nby noon\n\nBo 2026/3/12 21:05:10\nok\n",
    ),
    (
        "WeChat, by mail",
        "a.txt",
        "Dear:\n\n      以下是Ana和Bo的微信聊天记录，请查收。\n\n—————  2026-03-12  —————\n\n\nBo  21:03\n\nand?\n\nAna  21:04\n\nby noon\n\n\
         —————  2026-03-13  —————\n\n\nBo  21:05\n\nok\n",
    ),
    (
        "Pidgin",
        "a.txt",
        "Conversation with bo@example.com at Thu 12 Mar 2026 21:03:00 CET on ana@example.com/ (jabber)\n(21:03:10) Bo: and?\n\
         (21:04:10) Ana: by noon\n(21:04:12) Bo has gone offline.\n(21:05:10) Bo: ok\n",
    ),
    (
        "Pidgin, HTML",
        "a.html",
        "<html><head><title>Conversation with bo at Thu 12 Mar 2026 21:03:00 CET on ana (jabber)</title></head><body>\
         <h3>Conversation with bo at Thu 12 Mar 2026</h3>\n\
         <font color=\"#A82F2F\"><font size=\"2\">(21:03:10)</font> <b>Bo:</b></font> and?<br/>\n\
         <font color=\"#16569E\"><font size=\"2\">(21:04:10)</font> <b>Ana:</b></font> <b>by</b> noon<br/>\n\
         <font size=\"2\">(21:04:20)</font><b> Bo has gone offline.</b><br/>\n\
         <span style=\"color: #A82F2F\"><span style=\"font-size: smaller\">(21:05:10)</span> <b>Bo:</b></span> ok<br>\n</body></html>\n",
    ),
    (
        "Adium",
        "a.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<chat xmlns=\"http://purl.org/net/ulf/ns/0.4-02\" account=\"ana\" service=\"Jabber\">\n\
         <event type=\"windowOpened\" sender=\"ana\" time=\"2026-03-12T21:03:00+01:00\"/>\n\
         <message sender=\"bo@example.com\" time=\"2026-03-12T21:03:10+01:00\" alias=\"Bo\"><div><span style=\"a\">and?</span></div></message>\n\
         <message sender=\"ana\" time=\"2026-03-12T21:04:10+01:00\" alias=\"Ana\"><div>by noon</div></message>\n\
         <message sender=\"Bo\" time=\"2026-03-12T21:05:10+01:00\"><div>ok</div></message>\n</chat>\n",
    ),
    ("Google Chat, copied", "<stdin>", "Bo, 9:03 PM\nand?\nAna, 9:04 PM\nby noon\nBo, 9:07 PM\nok\n"),
    (
        "Google Chat, edited",
        "<stdin>",
        "Bo, Thu 9:03 PM\nand?\nAna, Thu 9:04 PM, Edited\nby noon\nBo, Fri 9:07 PM\nok\n",
    ),
    (
        "SMS Backup & Restore",
        "a.xml",
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--File Created By SMS Backup & Restore-->\n<smses count=\"3\">\n\
         \x20 <sms protocol=\"0\" address=\"+34600000000\" date=\"1773306000000\" type=\"1\" subject=\"null\" body=\"and?\" toa=\"null\" \
         readable_date=\"Mar 12, 2026 9:03:10 PM\" contact_name=\"Bo\" />\n\
         \x20 <sms protocol=\"0\" address=\"+34600000001\" date=\"1773306060000\" type=\"1\" body='by noon' \
         readable_date=\"Mar 12, 2026 9:04:10 PM\" contact_name=\"Ana\" />\n\
         \x20 <sms protocol=\"0\" address=\"+34600000000\" date=\"1773306120000\" type=\"1\" body=\"ok\" \
         readable_date=\"Mar 12, 2026 9:05:10 PM\" contact_name=\"Bo\" />\n</smses>\n",
    ),
    (
        "imessage-exporter",
        "a.txt",
        "Mar 12, 2026  9:03:10 PM (Read by you after 4 seconds)\nBo\nand?\n\nMar 12, 2026  9:04:10 PM\nAna\nby noon\nTapbacks:\nLoved by Bo\n\n\
         Mar 12, 2026  9:05:10 PM\nBo\nok\n\n",
    ),
    (
        "sigtop",
        "a.txt",
        "Conversation: Bo (+34600000000)\n\nFrom: Bo (+34600000000)\nType: incoming\nSent: Thu, 12 Mar 2026 21:03:10 +0100\n\
         Received: Thu, 12 Mar 2026 21:03:11 +0100\n\nand?\n\nFrom: Ana\nType: outgoing\nSent: Thu, 12 Mar 2026 21:04:10 +0100\n\nby noon\n\n\
         From: Bo (+34600000000)\nType: incoming\nSent: Thu, 12 Mar 2026 21:05:10 +0100\nReceived: Thu, 12 Mar 2026 21:05:11 +0100\n\nok\n",
    ),
    (
        "sigtop, short",
        "a.txt",
        "Conversation: Bo (+34600000000)\n\n2026-03-12 21:03 Bo: and?\n2026-03-12 21:04 Ana: by noon\n2026-03-12 21:05 Bo: ok\n",
    ),
    (
        "Konversation",
        "kiln.log",
        "[Thursday, March 12, 2026] [9:02:10 PM] Join\tYou (~ana@example.org) have joined the channel #kiln.\n\
         [Thursday, March 12, 2026] [9:03:10 PM] <Bo>\tand?\n[Thursday, March 12, 2026] [9:04:10 PM] <Ana>\tby noon\n\
         [Thursday, March 12, 2026] [9:05:10 PM] <Bo>\tok\n",
    ),
    (
        "Konversation, de",
        "kiln.log",
        "[Donnerstag, 12. März 2026] [21:03:10 CET] <Bo>\tand?\n[Donnerstag, 12. März 2026] [21:04:10 CET] <Ana>\tby noon\n\
         [Donnerstag, 12. März 2026] [21:05:10 CET] <Bo>\tok\n",
    ),
    (
        "Psi, copied",
        "a.txt",
        "(2026-03-12 21:03:10) Bo:\n    and?\n\n(2026-03-12 21:04:10) Ana:\n    by noon\n\n(2026-03-12 21:05:10) Bo:\n    ok\n",
    ),
    (
        "Gajim",
        "a.log",
        "2026-03-12 21:03:10 Bo: and?\n2026-03-12 21:04:10 Ana: by noon\n2026-03-12 21:05:10 Bo: ok\n",
    ),
    ("Gajim, copied", "a.txt", "[21:03:10] Bo: and?\n[21:04:10] Ana: by noon\n[21:05:10] Bo: ok\n"),
    (
        "ZNC",
        "2026-03-12.log",
        "[21:02:10] *** Joins: Bo (bo@example.org)\n[21:03:10] <Bo> and?\n[21:04:10] <Ana> by noon\n[21:04:20] -NickServ- identify\n\
         [21:04:35] *** Ana sets mode: +o Bo\n[21:05:10] <Bo> ok\n",
    ),
    (
        "WhatsApp, chat of one day",
        "a.txt",
        "12/03/2026, 21:03 - Bo: and?\n12/03/2026, 21:04 - Ana: by noon\n12/03/2026, 21:05 - Bo: ok\n",
    ),
    (
        "KakaoTalk, table, quoted names",
        "<stdin>",
        "\"Date\",\"User\",\"Message\"\n\"2026-03-12 21:03:10\",\"Bo\",\"and?\"\n\"2026-03-12 21:04:10\",\"Ana\",\"by noon\"\n\
         \"2026-03-12 21:05:10\",\"Bo\",\"ok\"\n",
    ),
    (
        "Pidgin, en-US",
        "a.txt",
        "Conversation with bo at 3/12/2026 9:03:00 PM on ana (aim)\n(9:03:10 PM) Bo: and?\n(9:04:10 PM) Ana: by noon\n(9:05:10 PM) Bo: ok\n",
    ),
];

#[test]
fn heads_of_many_programs_are_cut_into_messages() {
    for (program, name, log) in LOGS {
        let found: Vec<(String, String)> =
            list(log).into_iter().map(|(name, text, ..)| (name, text)).collect();
        let expected = [("Bo", "and?"), ("Ana", "by noon"), ("Bo", "ok")];
        assert_eq!(found, expected.map(|(name, text)| (name.to_owned(), text.to_owned())), "{program}");
        // A file of such a name is a draft else: brackets with a bare time, as people note what happened when.
        if program != "Gajim, copied" {
            assert_eq!(Format::detect(name, log.as_bytes()), Format::Chat, "{program}");
        }
    }
}

#[test]
fn rows_are_read_with_what_their_form_hides() {
    let own = |log: &str| list(log).into_iter().map(|(_, text, ..)| text).collect::<Vec<_>>();
    let sms = "<smses count=\"1\">\n<sms address=\"+34600000000\" type=\"2\" body=\"Bo &amp; I&#10;say &quot;no&quot;\" contact_name=\"Bo\" />\n</smses>\n";
    assert_eq!(own(sms), ["Bo & I\nsay \"no\""]);
    assert_eq!(list(sms)[0].0, "Me");
    let psi = "|2026-03-12T21:03:10|1|from|N---|all\\nof it\n|2026-03-12T21:03:20|3|from|N---|\n";
    assert_eq!(own(psi), ["all\nof it"]);
    let table = "Date,User,Message\n2026-03-12 21:03:10,\"Bo\",\"all\nof \"\"it\"\"\"\n";
    assert_eq!(own(table), ["all\nof \"it\""]);
    let quoted = "Conversation: Bo\n\nFrom: Bo\nType: incoming\nSent: Thu, 12 Mar 2026 21:03:10 +0100\n\n> From: Ana\n> off?\n\nno\n";
    assert_eq!(own(quoted).len(), 1);
    assert!(own(quoted)[0].ends_with("no"));
}

#[test]
fn schedules_minutes_tables_and_lists_are_no_chats() {
    for text in [
        // A programme with one speaker twice.
        "Ana, 9:00 AM\nwelcomes all\nBo, 9:30 AM\nhas the figures\nAna, 10:00 AM\nanswers\n",
        "Opening, 9:00 AM\nAna speaks\nBudget, 9:35 AM\nBo speaks\nQuestions, 10:02 AM\nall\n",
        "Conversation with Bo went badly.\nHe said: no\nI said: yes\nHe said: never\n",
        "Conversation: what Ana and Bo said\n\nFrom: Bo\nAbout: the kiln\n\nIt is off.\n",
        "KakaoTalk chats with Ana are what I like least.\n\nYou never answer.\n",
        "Date,User,Message\nplease fill in this table\nand send it back\n",
        "Date,User,Message\n12 March,Ana,too late\n13 March,Bo,too early\n",
        "Date,Time,Name,Phone,Message\nask Bo for these\n",
        "2026-03-12,Ana,12.50\n2026-03-13,Bo,13.50\n2026-03-14,Ana,9.00\n",
        "1. Bo - The kiln (3:04)\n2. Ana - By noon (2:59)\n3. Bo - Ok (4:01)\n",
        "Bo - The kiln 3:04\nAna - By noon 2:59\nBo - Ok 4:01\n",
        "10:03 Oslo\t10:44 Bergen\n11:03 Oslo\t11:44 Bergen\n12:03 Oslo\t12:44 Bergen\n",
        "2026/03/12 (Thu)\nThe kiln is off.\n2026/03/13 (Fri)\nIt is on.\n",
        "--------------- March 12, 2026 ---------------\nThe kiln is off.\n--------------- March 13, 2026 ---------------\nIt is on.\n",
        "Present: Ana, Bo\nAna, 9:03: the kiln is off\nBo, 9:04: since ten\n",
        "<smses are what you never send>\nYou are late.\n",
        "<message to all>\nYou are late.\n",
        "Mar 12, 2026 9:03 PM\nAna\nYou are late.\n",
        "|12 March|Ana|late|\n|13 March|Bo|late|\n",
        "Deployed 2026-03-12 21:00:00\nfine\nReverted 2026-03-12 21:30:00\nnot fine\n",
    ] {
        for name in ["<stdin>", "a.txt", "a.csv"] {
            assert_ne!(Format::detect(name, text.as_bytes()), Format::Chat, "{name}: {text}");
        }
    }
}
