//! Word lists are data: no source file holds one.

pub(super) mod lists;
mod texts;

use super::tree::Tree;
use lists::List;

/// Lists that are no words of a language: file, the items that hold them, and what they name.
const ALLOWED: [(&str, &[&str], &str); 16] = [
    ("crates/core/build.rs", &["pack"], "names of files"),
    ("crates/core/src/guidelines/file.rs", &["lists"], "keys of presend.toml"),
    ("crates/core/src/judge/verdict/page.rs", &["explain_verdict"], "heads of a table that is printed"),
    ("crates/core/src/message/format.rs", &["by_name"], "endings of file names"),
    ("crates/core/src/message/formats/email/header.rs", &["has_mail_field"], "header fields"),
    ("crates/core/src/message/formats/email/media_type.rs", &["leaf_kind"], "media types"),
    ("crates/core/src/message/formats/html.rs", &["end", "line_break", "start"], "elements of HTML"),
    ("crates/core/src/message/formats/slack/text.rs", &["written_out"], "Slack's mark-up for mentions"),
    ("crates/lexicon/src/format.rs", &["KEYS", "TALL"], "keys of lexicon files"),
    ("crates/lexicon/src/team.rs", &["Weekday"], "days as presend.toml writes them"),
    ("src/commands/hook/tool_call.rs", &["ADDRESSES", "KNOWN"], "keys of tool calls"),
    ("src/input/walk.rs", &["ENDINGS"], "endings of file names"),
    ("src/output/rule_table.rs", &["write_table"], "heads of a table that is printed"),
    ("src/sendmail/mta.rs", &["OTHER_NAMES"], "names of programs"),
    ("src/servers/lsp/documents.rs", &["format"], "language ids of editors"),
    ("src/servers/mcp/tool.rs", &["draft"], "keys of tool calls"),
];

fn is_allowed(path: &str, list: &List) -> bool {
    ALLOWED.iter().any(|(file, items, _)| *file == path && items.contains(&list.item.as_str()))
}

#[test]
fn word_lists_are_not_in_the_code() {
    let tree = Tree::read();
    let mut shown = Vec::new();
    for file in &tree.files {
        for list in lists::of(file).iter().filter(|list| !is_allowed(&file.path, list)) {
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
    for (path, items, _) in ALLOWED {
        let file =
            tree.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no file {path}"));
        let lists = lists::of(file);
        for item in items {
            assert!(lists.iter().any(|list| list.item == *item), "{path} has no list in `{item}`");
        }
    }
}
