//! Puts the text of a lexicon file in order: rules by code, lists of terms by bytes, lists wrapped; comments stay with what they are about.

use std::mem;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Key, KeyMut, RawString, Table, Value};

use super::error::LexiconError;

/// The lists whose order means nothing; nor does that of a word class.
const SORTED: [&str; 5] = ["terms", "sure", "weak", "unless", "unless-near"];

/// The lists that grow, and so have one entry a line when they do not fit on one: a new entry is then one line of a diff.
const TALL: [&str; 9] =
    ["terms", "sure", "weak", "unless", "unless-near", "fires", "quiet", "suggestions", "patterns"];

/// The keys of a rule in the order in which they are written.
const KEYS: [&str; 26] = [
    "code",
    "name",
    "severity",
    "weight",
    "channel",
    "follow-up",
    "properties",
    "message",
    "note",
    "help",
    "terms",
    "sure",
    "weak",
    "unless",
    "unless-near",
    "marks",
    "patterns",
    "negatable",
    "zones",
    "profiles",
    "suggestions",
    "check",
    "blocks",
    "sources",
    "fires",
    "quiet",
];

/// Columns of a line; only an entry that is longer by itself makes a longer one.
const WIDTH: usize = 100;

/// Returns the text of the lexicon file `path` in order; a text in order comes back as it is.
///
/// Rules are sorted by code, their keys as the documentation lists them, terms and the members of word classes by bytes, each once. A list that
/// does not fit on a line of 100 columns is wrapped between its entries: terms, examples, suggestions and patterns stand one a line,
/// any other list fills its lines. Nothing else is changed, and the file need not be a good lexicon.
///
/// # Errors
/// Returns where the text is not TOML.
pub fn format(path: &str, text: &str) -> Result<String, LexiconError> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let offset = error.span().map_or(0, |span| span.start);
        LexiconError::at(path, text, offset, error.message().trim())
    })?;
    lay_out_lists(document.as_table_mut(), false);
    for key in ["rule", "extend"] {
        let Some(rules) = document.get_mut(key).and_then(Item::as_array_of_tables_mut) else { continue };
        rules.iter_mut().for_each(|rule| rule.sort_values_by(|a, _, b, _| rank(a).cmp(&rank(b))));
        if key == "rule" {
            sort_rules(rules);
        }
    }
    Ok(document.to_string())
}

/// Returns where a key of a rule stands; those that no rule has stay behind the others as they are.
fn rank(key: &Key) -> usize {
    KEYS.iter().position(|name| *name == key.get()).unwrap_or(KEYS.len())
}

/// Sorts rules by code. Tables are written by their position, so the sorted ones share out the old positions.
fn sort_rules(rules: &mut ArrayOfTables) {
    let code = |rule: &Table| rule.get("code").and_then(Item::as_str).unwrap_or_default().to_owned();
    let mut tables: Vec<Table> = rules.iter().cloned().collect();
    let mut positions = Vec::new();
    tables.iter_mut().for_each(|table| each_position(table, &mut |position| positions.push(*position)));
    positions.sort_unstable();
    tables.sort_by_cached_key(code);
    let mut next = positions.into_iter();
    let mut share_out = |position: &mut isize| *position = next.next().unwrap_or(*position);
    tables.iter_mut().for_each(|table| each_position(table, &mut share_out));
    *rules = tables.into_iter().collect();
}

/// Visits the positions of a table and of the tables in it.
fn each_position(table: &mut Table, visit: &mut dyn FnMut(&mut isize)) {
    if let Some(mut position) = table.position() {
        visit(&mut position);
        table.set_position(Some(position));
    }
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => each_position(inner, visit),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(|table| each_position(table, visit)),
            _ => {}
        }
    }
}

/// Lays out every list of a table and of the tables in it; `classes` says that the lists are word classes.
fn lay_out_lists(table: &mut Table, classes: bool) {
    for (key, item) in table.iter_mut() {
        match item {
            Item::Value(Value::Array(list)) => {
                let (mut entries, rest) = entries(list);
                if (classes || SORTED.contains(&key.get())) && list.iter().all(Value::is_str) {
                    sort(&mut entries);
                }
                let decor = mem::take(list.decor_mut());
                *list = lay_out(&key, entries, &rest);
                *list.decor_mut() = decor;
            }
            Item::Table(inner) => lay_out_lists(inner, key.get() == "classes"),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(|table| lay_out_lists(table, false)),
            _ => {}
        }
    }
}

/// An entry of a list with its comments.
struct Entry {
    /// The value without the space around it.
    value: Value,
    /// Columns that it takes; a text of several lines fills any line.
    columns: usize,
    /// Whole lines above it.
    above: Vec<String>,
    /// The comment behind it.
    behind: String,
}

impl Entry {
    fn is_bare(&self) -> bool {
        self.above.is_empty() && self.behind.is_empty()
    }
}

/// Sorts texts by bytes; of two alike the one with a comment stays.
fn sort(entries: &mut Vec<Entry>) {
    entries.sort_by(|a, b| (a.value.as_str(), a.is_bare()).cmp(&(b.value.as_str(), b.is_bare())));
    entries.dedup_by(|next, kept| next.value.as_str() == kept.value.as_str() && next.is_bare());
}

/// Takes a list apart. In TOML a comment behind an entry stands before the next one.
fn entries(list: &Array) -> (Vec<Entry>, Vec<String>) {
    let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or_default().to_owned();
    let mut entries: Vec<Entry> = Vec::new();
    for value in list {
        let (behind, above) = comments(&text(value.decor().prefix()));
        let mut above = above;
        match entries.last_mut() {
            Some(last) if last.behind.is_empty() => last.behind = behind,
            _ if !behind.is_empty() => above.insert(0, behind),
            _ => {}
        }
        let (own, more) = comments(&text(value.decor().suffix()));
        above.extend(more);
        let value = value.clone().decorated("", "");
        let shown = value.to_string();
        let columns = if shown.contains('\n') { WIDTH } else { shown.chars().count() };
        entries.push(Entry { value, columns, above, behind: own });
    }
    let (behind, mut rest) = comments(&text(Some(list.trailing())));
    match entries.last_mut() {
        Some(last) if last.behind.is_empty() => last.behind = behind,
        _ if !behind.is_empty() => rest.insert(0, behind),
        _ => {}
    }
    (entries, rest)
}

/// Parts the space between entries into the comment on the first line and those on lines of their own.
fn comments(space: &str) -> (String, Vec<String>) {
    let mut lines = space.lines().map(|line| line.trim().to_owned());
    let first = lines.next().unwrap_or_default();
    (first, lines.filter(|line| !line.is_empty()).collect())
}

/// Writes a list on the line of its key if it has no comments and fits there, otherwise on lines of its own.
fn lay_out(key: &KeyMut<'_>, entries: Vec<Entry>, rest: &[String]) -> Array {
    // `key = [a, b]`: each entry has two more columns, be they `, ` or the brackets.
    let columns: usize = entries.iter().map(|entry| entry.columns + 2).sum();
    let fits = key.display_repr().chars().count() + " = ".len() + columns <= WIDTH;
    if fits && rest.is_empty() && entries.iter().all(Entry::is_bare) {
        let spaced =
            |(number, entry): (usize, Entry)| entry.value.decorated(if number == 0 { "" } else { " " }, "");
        return entries.into_iter().enumerate().map(spaced).collect();
    }
    let tall = TALL.contains(&key.get()) || entries.iter().any(|entry| entry.value.is_inline_table());
    wrap(entries, rest, tall)
}

/// Writes entries on indented lines, one on each if `tall`, else as many as fit.
fn wrap(entries: Vec<Entry>, rest: &[String], tall: bool) -> Array {
    const INDENT: usize = 4;
    let mut list = Array::new();
    let mut behind = String::new();
    let mut column = WIDTH;
    let before = |behind: &str, lines: &[String]| {
        let first = if behind.is_empty() { String::new() } else { format!(" {behind}") };
        lines.iter().fold(first, |text, line| format!("{text}\n{:INDENT$}{line}", ""))
    };
    for entry in entries {
        let columns = entry.columns + ",".len();
        let breaks = tall || !behind.is_empty() || !entry.above.is_empty() || column + 1 + columns > WIDTH;
        column = if breaks { INDENT } else { column + 1 } + columns;
        let prefix = if breaks {
            format!("{}\n{:INDENT$}", before(&behind, &entry.above), "")
        } else {
            " ".to_owned()
        };
        list.push_formatted(entry.value.decorated(prefix, ""));
        behind = entry.behind;
    }
    list.set_trailing(before(&behind, rest) + "\n");
    list.set_trailing_comma(true);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts that a text is put in order so, and that this is left alone.
    fn assert_order(text: &str, expected: &str) {
        let sorted = format("words.toml", text).unwrap();
        assert_eq!(sorted, expected);
        assert_eq!(format("words.toml", &sorted).unwrap(), expected);
    }

    #[test]
    fn rules_and_terms_are_sorted_with_their_comments() {
        assert_order(
            "# head\nlanguage = \"en\"\n\n# about two\n[[rule]]\ncode = \"S902\"\nterms = [\n    \"b\", # on b\n    # above a\n    \"a\",\n    \"b\",\n    # end\n]\n\n# about one\n[[rule]]\ncode = \"S901\"\nterms = [\"z\", \"a\", \"z\"]\n[rule.weight]\nurgent = 0.5\n",
            "# head\nlanguage = \"en\"\n\n# about one\n[[rule]]\ncode = \"S901\"\nterms = [\"a\", \"z\"]\n[rule.weight]\nurgent = 0.5\n\n# about two\n[[rule]]\ncode = \"S902\"\nterms = [\n    # above a\n    \"a\",\n    \"b\", # on b\n    # end\n]\n",
        );
    }

    #[test]
    fn keys_of_a_rule_take_their_order_along_with_their_comments() {
        assert_order(
            "[[rule]]\nquiet = []\n# why so mild\nseverity = \"info\"\nname = \"n\"\ncode = \"S901\" # ours\n[[rule.patterns]]\nregex = 'a'\n[rule.weight]\nurgent = 0.5\n",
            "[[rule]]\ncode = \"S901\" # ours\nname = \"n\"\n# why so mild\nseverity = \"info\"\nquiet = []\n[rule.weight]\nurgent = 0.5\n[[rule.patterns]]\nregex = 'a'\n",
        );
    }

    #[test]
    fn of_a_term_that_stands_twice_the_one_with_a_comment_stays() {
        assert_order(
            "[[extend]]\nunless = [\"a\", \"b\",\n\"a\", # here\n]\n",
            "[[extend]]\nunless = [\n    \"a\", # here\n    \"b\",\n]\n",
        );
    }

    #[test]
    fn a_long_class_fills_lines_of_100_columns_and_a_long_member_stands_alone() {
        let word = |letter: &str, length: usize| format!("\"{}\"", letter.repeat(length));
        let (a, b, c, d) = (word("a", 44), word("b", 45), word("c", 120), word("d", 3));
        let list = [&d, &c, &b, &a].map(String::as_str).join(", ");
        assert_order(
            &format!("[classes]\nplace = [{list}] # where\n"),
            // The first line has exactly 100 columns.
            &format!("[classes]\nplace = [\n    {a}, {b},\n    {c},\n    {d},\n] # where\n"),
        );
    }

    #[test]
    fn a_comment_ends_a_line_that_is_filled() {
        let word = "\"a-word-of-thirty-letters-or-so\"";
        assert_order(
            &format!("[words]\nplain = [{word}, # one\n{word}, {word},\n# two\n{word}, {word}]\n"),
            &format!(
                "[words]\nplain = [\n    {word}, # one\n    {word}, {word},\n    # two\n    {word}, {word},\n]\n"
            ),
        );
    }

    #[test]
    fn examples_keep_their_order_and_have_a_line_each() {
        let texts = ["The keys are behind the board again.", "Who has the code of the shed, please?"];
        let [first, second] = texts.map(|text| format!("\"{text}\""));
        assert_order(
            &format!("[[rule]]\nfires = [{first}, {second}]\n"),
            &format!("[[rule]]\nfires = [{first}, {second}]\n"),
        );
        assert_order(
            &format!("[[rule]]\nfires = [{first}, {second}, \"Nobody knows.\"]\n"),
            &format!("[[rule]]\nfires = [\n    {first},\n    {second},\n    \"Nobody knows.\",\n]\n"),
        );
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        let error = format("words.toml", "a = 1\nb = [\n\n").unwrap_err().to_string();
        assert!(error.starts_with("words.toml:2: ") || error.starts_with("words.toml:4: "), "{error}");
    }
}
