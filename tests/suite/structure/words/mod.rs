//! Word lists are data: no source file holds one.

pub(super) mod lists;
mod texts;

use super::tree::Tree;
use lists::List;

/// Lists that may stand in the code: the end of the file's path, the item that holds the list, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("bindings/python/src/context.rs", "set", "names of arguments"),
    ("build.rs", "LIBRARIES", "libraries as linkers name them"),
    ("src/commands/hook/field_names.rs", "KNOWN", "fields of tool calls, as their makers spell them"),
    ("src/commands/hook/field_names.rs", "ADDRESSES", "fields of tool calls, as their makers spell them"),
    ("src/commands/config.rs", "show", "options and what they are without presend.toml"),
    ("src/input/names.rs", "ENDINGS", "endings of file names"),
    ("crates/core/src/render/formats/csv.rs", "COLUMNS", "names of columns"),
    ("src/output/rule_table.rs", "write_table", "column heads of a table"),
    ("src/sendmail/mta.rs", "OTHER_NAMES", "names under which sendmail is called"),
    ("src/servers/lsp/documents.rs", "format", "language identifiers of LSP"),
    ("src/servers/mcp/tool.rs", "draft", "keys of JSON"),
    ("crates/core/src/guidelines/file.rs", "lists", "keys of JSON"),
    ("crates/core/src/guidelines/read.rs", "wrong_type", "types as the reader of TOML names them"),
    ("crates/core/src/judge/verdict/page.rs", "explain_verdict", "column heads of a table"),
    ("crates/core/src/message/formats/mod.rs", "by_name", "endings of file names"),
    ("crates/core/src/message/formats/email/header.rs", "has_mail_field", "field names of RFC 5322"),
    ("crates/core/src/message/formats/email/media_type.rs", "leaf_kind", "media types of RFC 2046"),
    ("crates/core/src/message/formats/email/media_type.rs", "sealed", "media types"),
    ("crates/core/src/message/formats/exports/lists.rs", "LISTS", "keys of exports of chats"),
    ("crates/core/src/message/formats/exports/mattermost.rs", "LINES", "keys of Mattermost's bulk export"),
    ("crates/core/src/message/formats/exports/meta.rs", "read", "keys of Meta's messages"),
    ("crates/core/src/message/formats/exports/signal.rs", "knows", "keys of Signal's messages"),
    ("crates/core/src/message/formats/slack/text.rs", "written_out", "what Slack writes in angle brackets"),
    ("crates/core/src/message/formats/markdown.rs", "element", "elements of HTML"),
    ("crates/core/src/text/markup_view.rs", "ENTITIES", "entities of HTML"),
    ("crates/core/src/message/formats/html/mod.rs", "start", "elements of HTML"),
    ("crates/core/src/message/formats/html/mod.rs", "end", "elements of HTML"),
    ("crates/core/src/message/formats/html/blanks.rs", "breaks_at", "elements of HTML"),
    ("crates/core/src/message/formats/html/prose.rs", "CODE_CLASSES", "classes of HTML"),
    ("crates/core/src/message/formats/html/answers.rs", "VOID", "elements of HTML"),
    ("crates/core/src/message/formats/html/dress.rs", "NAMED", "colours of CSS"),
    ("crates/core/src/message/formats/html/attributes.rs", "attributes", "attributes of HTML"),
    ("crates/core/src/message/formats/html/attributes.rs", "HIDING", "properties of styles"),
    ("crates/core/src/message/formats/html/hidden.rs", "EMPTY", "elements of HTML"),
    ("crates/core/src/message/formats/html/tags.rs", "raw_len", "elements of HTML"),
    ("crates/core/src/message/formats/ics/event.rs", "TAGS", "elements of HTML"),
    ("crates/core/src/message/formats/git/diff.rs", "HEADERS", "lines of a diff as git writes them"),
    ("crates/core/src/message/formats/git/diff.rs", "SUMMARIES", "lines of a diffstat as git writes them"),
    ("crates/core/src/message/formats/slack/blocks.rs", "KEYS", "keys of Slack's blocks"),
    ("crates/core/src/message/formats/slack/blocks.rs", "of_attachments", "keys of Slack's attachments"),
    ("crates/core/src/message/formats/slack/blocks.rs", "write", "kinds of Slack's blocks"),
    ("crates/core/src/message/formats/slack/blocks.rs", "element", "kinds and keys of Slack's blocks"),
    ("crates/core/src/message/formats/slack/exported.rs", "is_message", "keys of Slack's messages"),
    ("crates/core/src/render/head_fields.rs", "SHOWN", "fields of a mail's head"),
    ("crates/lexicon/src/format.rs", "SORTED", "keys of the lexicon format"),
    ("crates/lexicon/src/format.rs", "TALL", "keys of the lexicon format"),
    ("crates/lexicon/src/format.rs", "KEYS", "keys of the lexicon format"),
    ("crates/lexicon/src/team.rs", "Weekday", "days as presend.toml writes them"),
];

fn reason(path: &str, list: &List) -> Option<&'static str> {
    let found = ALLOWED.iter().find(|(file, item, _)| path.ends_with(file) && list.item == *item);
    found.map(|(.., reason)| *reason)
}

#[test]
fn word_lists_are_not_in_the_code() {
    let tree = Tree::read();
    let mut shown = Vec::new();
    for file in &tree.files {
        for list in lists::of(file).iter().filter(|list| reason(&file.path, list).is_none()) {
            let words: Vec<&str> = list.words.iter().map(String::as_str).take(8).collect();
            let (path, line, item) = (&file.path, list.line, &list.item);
            shown.push(format!("{path}:{line}: {item} ({} words: {} …)", list.words.len(), words.join(", ")));
        }
    }
    assert!(shown.is_empty(), "{} word lists in the code:\n{}", shown.len(), shown.join("\n"));
}

/// Whoever moves a list to the lexicons takes its line out of the table above.
#[test]
fn every_allowed_list_is_still_there() {
    let tree = Tree::read();
    let lists: Vec<(&str, Vec<List>)> =
        tree.files.iter().map(|file| (file.path.as_str(), lists::of(file))).collect();
    for &(path, item, _) in ALLOWED {
        let is_there = lists
            .iter()
            .any(|(file, lists)| file.ends_with(path) && lists.iter().any(|list| list.item == item));
        assert!(is_there, "{path} has no list in {item}");
    }
}
