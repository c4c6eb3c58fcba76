//! Shapes of texts that once hurt, or could: each is repeated up to a length, with a number that counts where it says `%`.

use presend_core::message::Format::{self, *};

/// A text of any length.
pub(crate) struct Shape {
    pub(crate) name: String,
    pub(crate) format: Format,
    pub(crate) make: Box<dyn Fn(usize) -> Vec<u8>>,
}

/// A writer who says how the answers in the message below look.
const COLOURED: &str = "<p>In red.</p><div><b>From:</b> Bo &lt;bo@example.com&gt;<br><b>Sent:</b> Tuesday, March 3, 2026 10:00 AM\
    <br><b>To:</b> Ana<br><b>Subject:</b> Kiln</div>";

/// How a text begins, and what is repeated behind that.
pub(crate) const SHAPES: [(Format, &str, &str); 79] = [
    (Text, "", "a"),
    (Text, "", " "),
    (Text, "", "\n"),
    (Text, "", "let let you let "),
    (Text, "", "([<{"),
    (Text, "", "4111 1111 1111 "),
    (Text, "", "U.S.A. NO! "),
    (Text, "", "On Monday at nine Ana wrote\n"),
    (Text, "", "> "),
    (Text, "", "> a\n"),
    (Text, "", "-- \nAna\n"),
    (Text, "", "```\n"),
    (Text, "", "-----Original Message-----\n"),
    (Text, "", "From: Ana\nSent: Monday\nTo: Bo\n"),
    (Text, "", "presend: ignore["),
    (Text, "", "presend: ignore[]"),
    (Text, "", "presend: ignore[S001]\n"),
    (Text, "", "presend: ignore[a, "),
    (Text, "", "\"quoted 'and \u{201c}"),
    (Text, "", "not n't never no "),
    (Text, "", "by 9 am tomorrow, or at 17:30 CET. "),
    (Text, "", "https://example.com/%?a=%&"),
    (Text, "", "a@example.com, "),
    (Text, "", "\u{1f621}\u{200d}\u{fe0f}"),
    (Text, "", "e\u{301}\u{301}\u{301}"),
    (Text, "", "Gr\u{fc}\u{df}e \u{65e5}\u{672c} "),
    (Text, "", "This message is confidential. "),
    (Text, "", "the key % is 0123456789abcdef0123456789abcdef%\n"),
    (Text, "", "asap "),
    (Text, "", "[URGENT] "),
    (Text, "", "password: Xy9!abc%\n"),
    (Html, "", "<blockquote>a</blockquote><p>password: Xy9!abc%</p>"),
    (Html, "", "<blockquote>a</blockquote><p>password: Xy9!abc</p>"),
    (Html, "", "<blockquote>password: Xy9!abc%</blockquote><p>password: Ab7!xyz%</p>"),
    (Html, COLOURED, "<p>Is it off?</p><blockquote>So?</blockquote><p style='color:red'>It is off.</p>"),
    (Html, "<p>Hi.</p><blockquote>", "<p>Is it off?</p><p style='color:red'>It is off.</p>"),
    (Text, "The password is aaaaaaaa1!.\n", "a"),
    (Text, "", "The password is aaaaaaaa%!.\n"),
    (Html, "", "<blockquote>a</blockquote><p>card 4111&nbsp;1111&nbsp;1111&nbsp;1111</p>"),
    (Markdown, "", "> a\n\npassword: Xy9!abc%\n\n"),
    (Email, "Content-Transfer-Encoding: quoted-printable\n\n", "=61sap "),
    (Email, "Content-Type: text/plain;", " charset*%=a;\n"),
    (Email, "From: a@example.com\nSubject: ", "[URGENT] "),
    (Markdown, "", "[a](b *c_ `"),
    (Markdown, "", ">"),
    (Markdown, "", "* a\n "),
    (Markdown, "", "| a "),
    (Markdown, "| a | b |\n|---|---|\n", "| a % | b |\n"),
    (Markdown, "", "<b><i>"),
    (Markdown, "", "![a][b%]\n\n[b%]: c\n"),
    (Markdown, "", "**a*"),
    (Html, "", "<div><blockquote>a"),
    (Html, "", "<p>"),
    (Html, "", "<table><tr><td>"),
    (Html, "", "&amp;&#x61;&"),
    (Html, "", "<!-- "),
    (Html, "", "<a href=\"b%\">c</a>"),
    (Email, "From: a@example.com\n", "To: <a@b>, b%@example.com\n"),
    (Email, "To: ", "<a@b>,\n "),
    (Email, "From: a@example.com\nSubject: x\n", " y\n"),
    (Email, "From: a@example.com\nSubject: ", "=?utf-8?q?a?= "),
    (Email, "From: a@example.com\nReferences:", " <%@example.com>\n"),
    (Email, "Content-Type: multipart/mixed; boundary=x\n\n", "--x\n\na\n"),
    (Email, "", "Content-Type: multipart/mixed; boundary=b%\n\n--b%\n"),
    (Email, "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n", "=F0=9F=\n"),
    (Email, "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n", "IHdlIA==\n"),
    (Email, "Content-Type: text/plain; format=flowed\n\n", "a \n> b \n"),
    (Email, "From: a@example.com\n", "(((("),
    (Mbox, "", "From a@example.com Mon May  5 12:00:00 2025\nFrom: a\nTo: b\n\nhi %\n\n"),
    (Jsonl, "", "{\"text\":\"let you go %\"}\n"),
    (Chat, "", "[12:03] ana: we have to\n[12:04] bo: no %\n"),
    (Chat, "", "<ana> a\n"),
    (Chat, "<ana> ", "]("),
    (Chat, "<ana> ", "`a` [b](c%) "),
    (Slack, "[", "{\"type\":\"message\",\"user\":\"U1\",\"text\":\"a %\",\"ts\":\"1772445600.%\"},\n"),
    (ChatExport, "{\"messages\":[", "{\"id\":%,\"type\":\"message\",\"from\":\"A\",\"text\":\"b\"},\n"),
    (Ics, "BEGIN:VCALENDAR\n", "BEGIN:VEVENT\nSUMMARY:a %\nEND:VEVENT\n"),
    (CommitMsg, "Fix\n\n", "Signed-off-by: A <a%@example.com>\n"),
    (
        GitPatch,
        "From 1 Mon Sep 17 00:00:00 2001\nFrom: a\nSubject: [PATCH] x\n\n",
        "diff --git a/% b/%\n@@ -1 +1 @@\n-x\n+y\n",
    ),
];

/// What shapes are made up of.
const PIECES: [&str; 40] = [
    "a",
    " ",
    "\n",
    "\r\n",
    "> ",
    "-- \n",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "<p>",
    "</p>",
    "<blockquote>",
    "&nbsp;",
    "`",
    "*",
    "_",
    "#",
    "let you go ",
    "ASAP ",
    "!!! ",
    "NOT ",
    "I hate ",
    "you ",
    "password: x%y\n",
    "4111 ",
    "12:30 ",
    "tomorrow ",
    "@ana ",
    "\u{1f621}",
    "\u{200b}",
    "\u{a0}",
    "On Monday Ana wrote:\n",
    "From: a\n",
    "presend: ignore[",
    "--x\n",
    "=\n",
    "{\"text\":\"",
];

/// Returns the shapes that are known.
pub(crate) fn known() -> impl Iterator<Item = Shape> {
    SHAPES.into_iter().map(|(format, start, unit)| shape(format, start.to_owned(), unit.to_owned()))
}

/// Makes up a shape; the same one for the same number.
pub(crate) fn made_up(number: u64) -> Shape {
    // Numbers that follow each other give shapes that have nothing in common.
    let mut state = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut next = |below: usize| {
        state ^= state >> 30;
        state = state.wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(27);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    let format = Format::ALL[next(Format::ALL.len())];
    let unit: String = (0..=next(4)).map(|_| PIECES[next(PIECES.len())]).collect();
    shape(format, String::new(), unit)
}

fn shape(format: Format, start: String, unit: String) -> Shape {
    let name = format!("{}: {start:?} {unit:?}", format.name());
    let make = move |length: usize| {
        let mut text = start.clone();
        let mut count = 0;
        while text.len() < length {
            text += &unit.replace('%', &count.to_string());
            count += 1;
        }
        text.into_bytes()
    };
    Shape { name, format, make: Box::new(make) }
}
