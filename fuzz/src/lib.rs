//! Says for each way into presend how bytes are fed to it and what must hold of the answer. The fuzz targets run these
//! functions, and so does `cargo test` over the seeds and over mutations of them.

mod checks;
mod drafts;
mod frames;
mod mail;

use presend::harness;
use presend_core::message::Format;
use presend_core::{Linter, Source, message};

pub use frames::{agent_call, lsp, mcp, native_host};

/// Takes bytes as a fuzzer makes them; panics where what must hold does not.
pub type Target = fn(&[u8]);

/// Every target by its name: that of its function, of its file in `fuzz_targets`, and of its folder in `seeds`.
pub const TARGETS: [(&str, Target); 22] = [
    ("agent_call", agent_call),
    ("chat", chat),
    ("exports", exports),
    ("git", git),
    ("html", html),
    ("ics", ics),
    ("jsonl", jsonl),
    ("lexicon", lexicon),
    ("lsp", lsp),
    ("made_mail", made_mail),
    ("mail", mail),
    ("markdown", markdown),
    ("mbox", mbox),
    ("mcp", mcp),
    ("native_host", native_host),
    ("outgoing", outgoing),
    ("settings", settings),
    ("slack", slack),
    ("term", term),
    ("text", text),
    ("whole", whole),
    ("zip", zip),
];

/// A mail that meets what a presend.toml may say: readers, a date, an urgent request and a bad message.
const MAIL: &[u8] = b"From: me@example.org\nTo: Ana <ana@example.com>, team@example.net\nCc: bo@example.com\n\
    Date: Fri, 6 Mar 2026 17:45:00 +0100\nSubject: By tomorrow\n\nHi Ana,\n\nI need the list ASAP, by 9 am tomorrow.\n\
    We have to let you go, effective Friday.\n\nMe\n";

/// Text in plain files.
pub fn text(bytes: &[u8]) {
    drafts::read(Some(Format::Text), bytes);
}

/// Markdown.
pub fn markdown(bytes: &[u8]) {
    drafts::read(Some(Format::Markdown), bytes);
}

/// One mail.
pub fn mail(bytes: &[u8]) {
    drafts::read(Some(Format::Email), bytes);
}

/// HTML.
pub fn html(bytes: &[u8]) {
    drafts::read(Some(Format::Html), bytes);
}

/// Many mails in a file.
pub fn mbox(bytes: &[u8]) {
    drafts::read(Some(Format::Mbox), bytes);
}

/// Lines of JSON.
pub fn jsonl(bytes: &[u8]) {
    drafts::read(Some(Format::Jsonl), bytes);
}

/// Logs of chats.
pub fn chat(bytes: &[u8]) {
    drafts::read(Some(Format::Chat), bytes);
}

/// A day of a Slack export.
pub fn slack(bytes: &[u8]) {
    drafts::read(Some(Format::Slack), bytes);
}

/// Exports of other programs of chats.
pub fn exports(bytes: &[u8]) {
    drafts::read(Some(Format::ChatExport), bytes);
}

/// Invitations and calendars.
pub fn ics(bytes: &[u8]) {
    drafts::read(Some(Format::Ics), bytes);
}

/// Patches and commit messages.
pub fn git(bytes: &[u8]) {
    drafts::read(Some(Format::GitPatch), bytes);
    drafts::read(Some(Format::CommitMsg), bytes);
}

/// The zip file of a Slack export.
pub fn zip(bytes: &[u8]) {
    let Ok(file) = tempfile::Builder::new().suffix(".zip").tempfile() else { return };
    if std::fs::write(file.path(), bytes).is_ok() {
        harness::messages_of(file.path(), &mut |message| checks::message(message));
    }
}

/// The whole way with every output; the first byte chooses the format.
pub fn whole(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    // One beyond the last format: by looking.
    let format = Format::ALL.get(usize::from(*first) % (Format::ALL.len() + 1)).copied();
    drafts::lint(format, rest);
}

/// The whole way of a mail that is made of the bytes, and the sendmail's.
pub fn made_mail(bytes: &[u8]) {
    let mail = mail::made(bytes);
    drafts::lint(Some(Format::Email), &mail);
    outgoing(&mail);
}

/// What the sendmail sends of a mail.
pub fn outgoing(bytes: &[u8]) {
    checks::outgoing(bytes, &harness::outgoing(bytes));
}

/// A presend.toml, and a mail under it.
pub fn settings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(reason) = harness::settings(&text, MAIL, &mut |report| drafts::draw(report)) {
        checks::refusal("presend.toml", &text, &reason);
    }
}

/// A lexicon, with a mail in which it may find something.
pub fn lexicon(bytes: &[u8]) {
    build(&String::from_utf8_lossy(bytes), &String::from_utf8_lossy(MAIL));
}

/// Terms, one a line, in a lexicon that is else good, and a draft of nothing but their words.
pub fn term(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let terms: Vec<String> = text.lines().map(|term| serde_json::json!(term).to_string()).collect();
    let lexicon = format!(
        "language = \"en\"\ngroup = \"tone\"\n[[rule]]\ncode = \"T900\"\nname = \"fuzzed\"\nseverity = \"warning\"\n\
         message = \"this is said\"\nterms = [{}]\n",
        terms.join(", ")
    );
    let draft: String =
        text.chars().map(|letter| if "()|?*{}[]<>~_\"".contains(letter) { ' ' } else { letter }).collect();
    build(&lexicon, &draft);
}

/// Compiles a lexicon and lints a draft with it.
fn build(lexicon: &str, draft: &str) {
    let linter = match Linter::builder().lexicon("fuzzed.toml", lexicon).build() {
        Ok(linter) => linter,
        Err(error) => return checks::refusal("fuzzed.toml", lexicon, &error.to_string()),
    };
    let Ok(policy) = linter.policy(&presend_core::RuleRequest::default()) else { return };
    let message = message::read(Source::new("draft.txt", draft.as_bytes()), Format::Text);
    drafts::draw(&linter.lint(message, &policy));
}
