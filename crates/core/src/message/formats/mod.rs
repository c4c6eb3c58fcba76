//! Readers, one for each format in which messages come; chooses among them by name or by looking.

pub mod chat;
pub mod email;
pub mod exports;
pub mod git;
pub mod ics;
pub mod jsonl;
pub mod mbox;
pub mod slack;

mod bursts;
mod html;
mod json;
mod markdown;
mod text;

use super::model::Message;
use crate::text::{Ends, Source};
use chat::{Likeness, is_log_in_html, is_log_of_program, likeness};
use email::{Fields, has_time};

/// Files in which git keeps a message while it is written.
const GIT_FILES: [&str; 4] = ["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG"];

/// How the names of such files of Mercurial, Subversion, Jujutsu and Fossil begin and end.
const MESSAGE_FILES: [(&str, &str); 4] =
    [("hg-editor-", ".txt"), ("svn-commit", ".tmp"), ("", ".jjdescription"), ("ci-comment-", ".txt")];

/// How a file holds messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// One RFC 5322 message.
    Email,
    /// HTML.
    Html,
    /// Many RFC 5322 messages in a file.
    Mbox,
    /// One JSON object a line.
    Jsonl,
    /// Lines of a chat, each with the name of who wrote it.
    Chat,
    /// A day of a Slack export as JSON, or a zip file of an export.
    Slack,
    /// What a program of chats exports as JSON.
    ChatExport,
    /// An invitation as iCalendar.
    Ics,
    /// A patch as `git format-patch` writes it.
    GitPatch,
    /// A commit message as git hands it to its editor and hooks.
    CommitMsg,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 12] = [
        Format::Text,
        Format::Markdown,
        Format::Email,
        Format::Html,
        Format::Mbox,
        Format::Jsonl,
        Format::Chat,
        Format::Slack,
        Format::ChatExport,
        Format::Ics,
        Format::GitPatch,
        Format::CommitMsg,
    ];

    /// Returns the name used in options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Email => "email",
            Format::Html => "html",
            Format::Mbox => "mbox",
            Format::Jsonl => "jsonl",
            Format::Chat => "chat",
            Format::Slack => "slack",
            Format::ChatExport => "chat-export",
            Format::Ics => "ics",
            Format::GitPatch => "git-patch",
            Format::CommitMsg => "commit-msg",
        }
    }

    /// Finds a format by its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Chooses the format of a file by its name, else by the start of its bytes.
    #[must_use]
    pub fn detect(name: &str, bytes: &[u8]) -> Format {
        // A patch that was saved or attached as a text is one still.
        let named = Format::by_name(name).filter(|named| *named != Format::Text || !git::is_patch(bytes));
        match named {
            Some(Format::Text) if is_log_of_program(bytes) => Format::Chat,
            Some(Format::Html) if is_log_in_html(bytes) => Format::Chat,
            named => named.unwrap_or_else(|| Format::by_content(bytes)),
        }
    }

    /// Chooses the format by the extension, or by the `cur` or `new` folder of a maildir.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Format> {
        let (folders, file) = name.rsplit_once(['/', '\\']).unwrap_or(("", name));
        if is_message_file(file) {
            return Some(Format::CommitMsg);
        }
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        match extension.as_str() {
            "eml" => return Some(Format::Email),
            "txt" | "text" => return Some(Format::Text),
            "md" | "markdown" => return Some(Format::Markdown),
            "html" | "htm" => return Some(Format::Html),
            "mbox" => return Some(Format::Mbox),
            "jsonl" => return Some(Format::Jsonl),
            "json" => return Some(Format::ChatExport),
            "zip" => return Some(Format::Slack),
            "ics" => return Some(Format::Ics),
            "vtt" | "srt" | "sbv" => return Some(Format::Chat),
            "patch" => return Some(Format::GitPatch),
            _ => {}
        }
        let folder = folders.rsplit(['/', '\\']).next().unwrap_or("");
        matches!(folder, "cur" | "new").then_some(Format::Email)
    }

    fn by_content(bytes: &[u8]) -> Format {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if git::is_patch(bytes) {
            return Format::GitPatch;
        }
        if bytes.starts_with(b"From ") {
            let line_end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |newline| newline + 1);
            let is_dated = has_time(bytes.head(line_end));
            let is_mbox = is_dated && Fields::parse(bytes, line_end).list.len() >= 2;
            return if is_mbox { Format::Mbox } else { Format::Text };
        }
        if ics::is_ics(bytes) {
            return Format::Ics;
        }
        if git::is_commit(bytes) {
            return Format::CommitMsg;
        }
        // Other programs write `ts` too.
        if slack::is_slack(bytes) && !exports::is_export(bytes) {
            return Format::Slack;
        }
        if bytes.trim_ascii_start().starts_with(b"{") && exports::may_be_export(bytes)
            || bytes.trim_ascii_start().starts_with(b"[") && exports::is_export(bytes)
        {
            return Format::ChatExport;
        }
        let chat = likeness(bytes);
        if chat == Likeness::Sure {
            return Format::Chat;
        }
        let fields = Fields::parse(bytes, 0);
        let has_two = fields.list.len() >= 2;
        // `Ana: hello` and `Bob: hi` are a chat; mail has a field that every mail has, or a name with a dash.
        let is_mail = match fields.is_closed {
            true => fields.is_of_mail() || has_two && fields.has_compound_name(),
            false => has_two && fields.is_of_mail() && fields.body_start == bytes.len(),
        };
        match is_mail {
            true => Format::Email,
            false if chat == Likeness::Named => Format::Chat,
            false => Format::Text,
        }
    }
}

/// Ends each line as all readers expect it, where all of them end as on an old Macintosh; no byte moves.
fn with_line_feeds(mut source: Source<'_>) -> Source<'_> {
    let returns = memchr::memchr_iter(b'\r', &source.bytes);
    if memchr::memchr(b'\n', &source.bytes).is_none() && returns.take(2).count() > 1 {
        for byte in source.bytes.to_mut().iter_mut().filter(|byte| **byte == b'\r') {
            *byte = b'\n';
        }
    }
    source
}

/// Returns true if and only if a file is one in which a program keeps a commit message while it is written.
fn is_message_file(file: &str) -> bool {
    let is_of = |(start, end): &(&str, &str)| file.starts_with(start) && file.ends_with(end);
    GIT_FILES.contains(&file) || MESSAGE_FILES.iter().any(is_of)
}

/// Reads one message. An archive format is read as its first part's kind: mbox as mail, jsonl and
/// exports of chats as text.
#[must_use]
pub fn read(source: Source<'_>, format: Format) -> Message<'_> {
    let source = with_line_feeds(source);
    match format {
        Format::Text | Format::Jsonl | Format::Slack | Format::ChatExport => text::read(source),
        Format::Chat => chat::read(source),
        Format::Ics => ics::read(source),
        Format::Markdown => markdown::read(source),
        Format::Email | Format::Mbox => email::read(source),
        Format::Html => html::read(source),
        Format::GitPatch => git::read_patch(source),
        Format::CommitMsg => git::read_commit(source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::RegionKind;

    #[test]
    fn names_round_trip() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.name()), Some(format));
        }
        assert_eq!(Format::parse("docx"), None);
    }

    #[test]
    fn a_mail_whose_lines_end_in_returns_has_a_head_and_a_body() {
        let mail = "From: ana@example.com\rTo: bo@example.com\rSubject: Pump\r\rMend it.\r";
        let found = read(Source::new("a.eml", mail.as_bytes()), Format::Email);
        assert_eq!(found.headers.subject.as_deref(), Some("Pump"));
        let body = found.regions.iter().find(|region| region.kind == RegionKind::Body).unwrap();
        assert_eq!(body.span.of(&found.parts[body.part].text).trim(), "Mend it.");
        assert_eq!(found.source.len(), mail.len());
    }

    #[test]
    fn the_name_decides_first() {
        let mail = b"From: a@example.com\nTo: b@example.com\n\nhi";
        assert_eq!(Format::detect("a.txt", mail), Format::Text);
        let patch = format!("From {} Mon Sep 17 00:00:00 2001\nFrom: a@example.com\n", "1a".repeat(20));
        assert_eq!(Format::detect("a.txt", patch.as_bytes()), Format::GitPatch);
        assert_eq!(Format::detect("A.EML", b"hi"), Format::Email);
        assert_eq!(Format::detect("mail/cur/123:2,S", b"hi"), Format::Email);
        assert_eq!(Format::detect("notes.md", b""), Format::Markdown);
        assert_eq!(Format::detect("x.htm", b""), Format::Html);
        assert_eq!(Format::detect(".git/COMMIT_EDITMSG", mail), Format::CommitMsg);
        assert_eq!(Format::detect("out/0001-x.patch", mail), Format::GitPatch);
    }

    #[test]
    fn the_text_decides_else() {
        let by = |text: &str| Format::detect("<stdin>", text.as_bytes());
        assert_eq!(by("Subject: lunch\n\nhi"), Format::Email);
        assert_eq!(by("X-One: 1\nX-Two: 2\n\nhi"), Format::Email);
        assert_eq!(
            by("From: a@example.com\nTo: b@example.com\n--text follows this line--\nhi"),
            Format::Email
        );
        assert_eq!(by("Name: Bo\nVerdict: out\nDate: 3 March\n"), Format::Text);
        assert_eq!(by("From: Lisbon\nTo: Oslo\n\nhave fun"), Format::Text);
        assert_eq!(by("Subject: maths\nGrade: poor\n\nsorry"), Format::Text);
        assert_eq!(by("Note: buy milk\n\nhi"), Format::Text);
        assert_eq!(by("Hi Ana,\n\nlunch?"), Format::Text);
        assert_eq!(by("From a@example.com Mon May  5 12:00:00 2025\nFrom: a\nTo: b\n\nhi"), Format::Mbox);
        assert_eq!(by("From 12:00 on\nwe meet\n"), Format::Text);
        assert_eq!(by(""), Format::Text);
    }
}
