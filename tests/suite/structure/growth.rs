//! What the core hands out can gain fields and variants without breaking those who use it.

use syn::{Attribute, Fields, Item, Visibility};

use super::tree::Tree;

/// Sets that are whole by their nature.
const WHOLE: [&str; 5] = ["Address", "Column", "Origin", "Source", "Span"];

/// What a caller fills in, as `Options { one, ..Options::default() }`: the attribute would forbid just that.
const FILLED_IN: [&str; 5] = ["Excerpt", "OverlapQuery", "OverlapStyle", "RenderOptions", "RuleRequest"];

/// What readers of archives and the program hand each other, piece by piece; a new field is meant to stop the build of
/// whoever takes the pieces apart, so that nothing is dropped on the way.
const PIECES: [&str; 10] = [
    "ArchivedMessage",
    "CalendarPiece",
    "CommentRule",
    "Conversation",
    "Cut",
    "DayError",
    "Fault",
    "OverlapPerson",
    "RawMessage",
    "ReadError",
];

/// The tables of `presend.toml` and what they mean: the program puts files and options together field by field.
const GUIDELINES: &str = "crates/core/src/guidelines/";

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn may_grow(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

/// Returns the name of a public item whose parts others can see, unless it may grow.
fn fixed(item: &Item) -> Option<String> {
    let (name, attributes) = match item {
        Item::Enum(item) if is_public(&item.vis) => (&item.ident, &item.attrs),
        Item::Struct(item) if is_public(&item.vis) => {
            let Fields::Named(fields) = &item.fields else { return None };
            fields.named.iter().any(|field| is_public(&field.vis)).then_some((&item.ident, &item.attrs))?
        }
        _ => return None,
    };
    (!may_grow(attributes)).then(|| name.to_string())
}

#[test]
fn what_is_expected_to_grow_may_grow() {
    let tree = Tree::read();
    let core = tree.files.iter().filter(|file| file.path.starts_with("crates/core/src/"));
    let outside = core.filter(|file| !file.path.starts_with(GUIDELINES));
    let mut found: Vec<String> = outside.flat_map(|file| file.items.iter().filter_map(fixed)).collect();
    found.sort();
    // Two programs' chats have a `Conversation` each.
    found.dedup();
    let mut meant = [&WHOLE[..], &FILLED_IN, &PIECES].concat();
    meant.sort_unstable();
    assert_eq!(
        found, meant,
        "left: fixed in the code; right: fixed on purpose. Add #[non_exhaustive], or a reason here"
    );
}
