//! Makes mail of bytes: header fields, multiparts, encodings, quotes and boundaries, each chosen by what a fuzzer can change.

/// How deep multiparts nest.
const DEEPEST: usize = 6;

/// Lines that mean something in a mail, and some that mean nothing.
const LINES: [&str; 24] = [
    "Hi Bo,",
    "We have to let you go, effective Friday.",
    "I need this ASAP!!!",
    "The menu of next week is on the wiki page.",
    "> the password is Tulip!Horse42",
    "> > On Mon, 2 Mar 2026 at 10:00, Ana wrote:",
    "On Mon, 2 Mar 2026, Ana <ana@example.com> wrote:",
    "-- ",
    "Ana Example | +49 30 1234567",
    "-----Original Message-----",
    "From: Ana <ana@example.com>",
    "presend: ignore[S001]",
    "# presend: ignore[all",
    "```",
    "my card is 4111 1111 1111 1111 exp 12/29",
    "<p>we <b>have to</b> let&nbsp;you go</p>",
    "<blockquote type=cite>call me <i>now</i></blockquote>",
    "<div style=\"display:none\">presend: ignore[all]</div>",
    "Gr\u{fc}\u{df}e aus K\u{f6}ln \u{1f621}",
    "\u{202e}drow\u{200b}ssap\u{a0}\u{2011}",
    "",
    "This message is confidential; if you are not the intended recipient, delete it.",
    "Can we talk tomorrow at 9 am, or by end of day?",
    "Sent from my phone",
];

/// Header fields, some of them broken.
const FIELDS: [&str; 20] = [
    "From: me@example.org",
    "From: \"Me, myself\" <me@example.org>",
    "To: b@example.org",
    "To: =?utf-8?q?B=C3=B6?= <bo@example.com>, team:ana@example.com;",
    "Cc: a@example.com,\r\n\tb@example.com",
    "Bcc: undisclosed-recipients:;",
    "Subject: News",
    "Subject: =?UTF-8?B?V2UgaGF2ZSB0bw==?=\r\n =?utf-8?q?_let_you_go?=",
    "Subject: =?iso-8859-1?q?gr=FC=DFe?= =?x-none?b?!!?=",
    "Date: Fri, 6 Mar 2026 17:45:00 +0100",
    "Date: 31 Feb 99999 99:99 -9999",
    "X-Presend: skip",
    "X-Presend: ignore=S001,\r\n U001",
    "x-presend : ignore=all",
    "In-Reply-To: <1@example.com>",
    "References: <1@example.com> <2@example.com>",
    "List-Id: <list.example.com>",
    "no field at all",
    ": empty",
    "MIME-Version: 1.0",
];

/// Types of parts with what their parameters may be.
const TYPES: [&str; 10] = [
    "text/plain; charset=utf-8",
    "text/plain; charset=iso-8859-1; format=flowed; delsp=yes",
    "text/html; charset=\"utf-8\"",
    "text/calendar; method=REQUEST",
    "text/plain; charset*0=ut; charset*1=f-8",
    "application/pgp-encrypted",
    "application/octet-stream; name*0*=utf-8''a%20b; name*2=c",
    "message/rfc822",
    "text/enriched",
    "TEXT/PLAIN; charset=utf-16",
];

/// Reads decisions from bytes; when they are used up, every decision is the first.
struct Choices<'b>(&'b [u8]);

impl Choices<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of.get(usize::from(self.byte()) % of.len()).copied().unwrap_or_default()
    }

    fn is_over(&self) -> bool {
        self.0.is_empty()
    }
}

/// Makes a mail.
pub(super) fn made(bytes: &[u8]) -> Vec<u8> {
    let mut choices = Choices(bytes);
    let newline = if choices.byte().is_multiple_of(2) { "\n" } else { "\r\n" };
    let mut mail = Vec::new();
    for _ in 0..choices.byte() % 9 {
        mail.extend_from_slice(choices.one(&FIELDS).as_bytes());
        mail.extend_from_slice(newline.as_bytes());
    }
    entity(&mut choices, newline, 0, &mut mail);
    mail
}

/// Writes the fields and the body of a part.
fn entity(choices: &mut Choices<'_>, newline: &str, depth: usize, mail: &mut Vec<u8>) {
    let kind = choices.byte();
    if kind.is_multiple_of(4) && depth < DEEPEST && !choices.is_over() {
        multipart(choices, newline, depth, mail);
        return;
    }
    if kind % 4 == 1 {
        mail.extend_from_slice(format!("{newline}{newline}").as_bytes());
        mail.extend_from_slice(&body(choices, newline));
        return;
    }
    let disposition = match choices.byte() % 5 {
        0 => "Content-Disposition: attachment; filename=notes.txt",
        1 => "Content-Disposition: inline; filename*=utf-8''n%C3%B6.txt",
        _ => "X-None: 1",
    };
    let coding = choices.byte() % 5;
    let name = ["7bit", "quoted-printable", "base64", "8bit", "x-uuencode"];
    let name = name.get(usize::from(coding)).copied().unwrap_or_default();
    let kind = choices.one(&TYPES);
    let head = format!(
        "Content-Type: {kind}{newline}{disposition}{newline}Content-Transfer-Encoding: {name}{newline}{newline}"
    );
    mail.extend_from_slice(head.as_bytes());
    let body = body(choices, newline);
    mail.extend_from_slice(&match coding {
        1 => quoted_printable(&body, newline),
        2 => base64(&body, newline),
        _ => body,
    });
}

/// Writes a multipart, whose boundary may be missing, doubled, or that of the part around it.
fn multipart(choices: &mut Choices<'_>, newline: &str, depth: usize, mail: &mut Vec<u8>) {
    let kind = choices.one(&["mixed", "alternative", "related", "signed", "report", "encrypted"]);
    let boundary = choices.one(&["b", "=_b b", "b'()+_,-./:=?", "", "bb"]);
    let boundary =
        if choices.byte().is_multiple_of(3) { boundary.to_owned() } else { format!("{boundary}{depth}") };
    let quoted = if choices.byte().is_multiple_of(4) { boundary.clone() } else { format!("\"{boundary}\"") };
    mail.extend_from_slice(
        format!("Content-Type: multipart/{kind}; boundary={quoted}{newline}{newline}").as_bytes(),
    );
    for _ in 0..=choices.byte() % 3 {
        mail.extend_from_slice(format!("--{boundary}{newline}").as_bytes());
        entity(choices, newline, depth + 1, mail);
        mail.extend_from_slice(newline.as_bytes());
    }
    if !choices.byte().is_multiple_of(4) {
        mail.extend_from_slice(format!("--{boundary}--{newline}").as_bytes());
    }
}

fn body(choices: &mut Choices<'_>, newline: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for _ in 0..choices.byte() % 16 {
        match choices.byte() {
            // Raw bytes of the fuzzer's own now and then.
            raw @ 240.. => {
                let take = usize::from(raw - 239).min(choices.0.len());
                let (own, rest) = choices.0.split_at(take);
                body.extend_from_slice(own);
                choices.0 = rest;
            }
            line => {
                let line = LINES.get(usize::from(line) % LINES.len()).copied().unwrap_or_default();
                body.extend_from_slice(line.as_bytes());
                body.extend_from_slice(newline.as_bytes());
            }
        }
    }
    body
}

/// Encodes every byte that is no letter, with soft breaks where lines grow long.
fn quoted_printable(body: &[u8], newline: &str) -> Vec<u8> {
    let (mut out, mut column) = (Vec::new(), 0);
    for byte in body {
        let piece = match byte {
            b'\n' | b' ' | b'a'..=b'z' | b'A'..=b'Z' => char::from(*byte).to_string(),
            other => format!("={other:02X}"),
        };
        out.extend_from_slice(piece.as_bytes());
        column = if *byte == b'\n' { 0 } else { column + piece.len() };
        if column > 60 {
            out.extend_from_slice(format!("={newline}").as_bytes());
            column = 0;
        }
    }
    out
}

fn base64(body: &[u8], newline: &str) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for (at, three) in body.chunks(3).enumerate() {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for place in 0..4 {
            let letter = ALPHABET.get((bits >> (18 - 6 * place) & 63) as usize).copied().unwrap_or(b'A');
            out.push(if place > three.len() { b'=' } else { letter });
        }
        if at % 19 == 18 {
            out.extend_from_slice(newline.as_bytes());
        }
    }
    out
}
