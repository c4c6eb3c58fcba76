//! Parses one term into a small pattern over words.

#![deny(clippy::indexing_slicing, clippy::string_slice)]

use super::fold::{CharClass, class_of, fold_word};

/// A piece of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// One folded word.
    Word(String),
    /// One folded word that must be written in capitals.
    Caps(String),
    /// Every inflection of a folded word.
    Inflected(String),
    /// A word class, without its `@`.
    Class(String),
    /// A person's name.
    Name,
    /// Digits or a number word.
    Number,
    /// Exactly one word.
    Any,
    /// Up to four words.
    Gap,
    /// Items in a row.
    Sequence(Vec<Item>),
    /// One of several items.
    Choice(Vec<Item>),
    /// The item or nothing.
    Optional(Box<Item>),
}

/// A parsed term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What must stand in the text.
    pub item: Item,
    /// It must begin a sentence (`^`).
    pub at_start: bool,
    /// It must end a sentence (`$`).
    pub at_end: bool,
}

/// Deepest nesting of parentheses; a user's lexicon cannot exhaust the stack.
const MAX_DEPTH: usize = 12;

/// Parses a term.
///
/// # Errors
/// Returns what is wrong, in words that name the offending piece.
pub fn parse(text: &str) -> Result<Term, String> {
    let trimmed = text.trim();
    let at_start = trimmed.starts_with('^');
    let rest = trimmed.strip_prefix('^').unwrap_or(trimmed);
    let at_end = rest.ends_with('$');
    let rest = rest.strip_suffix('$').unwrap_or(rest);
    let mut parser = Parser { chars: rest.chars().collect(), at: 0 };
    let item = parser.choice(0)?;
    if parser.at < parser.chars.len() {
        return Err(format!("`)` without `(` in `{text}`"));
    }
    let term = Term { item, at_start, at_end };
    check(&term, text)?;
    Ok(term)
}

/// Refuses terms that match nothing in particular.
fn check(term: &Term, text: &str) -> Result<(), String> {
    let items = if let Item::Sequence(items) = &term.item {
        items.as_slice()
    } else {
        std::slice::from_ref(&term.item)
    };
    if matches!(items.first(), Some(Item::Gap | Item::Any)) || matches!(items.last(), Some(Item::Gap)) {
        return Err(format!("`{text}` begins with `*` or `**`, or ends with `**`: put a word there"));
    }
    if !has_anchor(&term.item) || can_be_empty(&term.item) {
        return Err(format!("`{text}` needs at least one word or class that is not optional"));
    }
    Ok(())
}

/// Returns true if and only if the item holds a word or class.
fn has_anchor(item: &Item) -> bool {
    match item {
        Item::Word(_) | Item::Caps(_) | Item::Inflected(_) | Item::Class(_) => true,
        Item::Name | Item::Number | Item::Any | Item::Gap => false,
        Item::Sequence(items) => items.iter().any(has_anchor),
        Item::Choice(items) => items.iter().any(has_anchor),
        Item::Optional(item) => has_anchor(item),
    }
}

/// Returns true if and only if the item can match no word at all; a class never can, for its members are terms.
pub(super) fn can_be_empty(item: &Item) -> bool {
    match item {
        Item::Gap | Item::Optional(_) => true,
        Item::Sequence(items) => items.iter().all(can_be_empty),
        Item::Choice(items) => items.iter().any(can_be_empty),
        _ => false,
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Parses `a b|c d` up to `)` or the end.
    fn choice(&mut self, depth: usize) -> Result<Item, String> {
        if depth > MAX_DEPTH {
            return Err(format!("parentheses nested more than {MAX_DEPTH} deep"));
        }
        let mut branches = vec![self.sequence(depth)?];
        while self.peek() == Some('|') {
            self.at += 1;
            branches.push(self.sequence(depth)?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Item::Choice(branches) })
    }

    /// Parses items in a row up to `|`, `)` or the end.
    fn sequence(&mut self, depth: usize) -> Result<Item, String> {
        let mut items = Vec::new();
        while let Some(c) = self.peek() {
            match c {
                '|' | ')' => break,
                ' ' | '\t' | ',' | '&' | '/' => self.at += 1,
                '(' => items.push(self.group(depth)?),
                '*' => items.push(self.gap()?),
                '@' => items.push(self.class()?),
                _ => items.extend(self.word()?),
            }
        }
        match items.len() {
            0 => Err("an empty term or alternative".to_owned()),
            1 => Ok(items.remove(0)),
            _ => Ok(Item::Sequence(items)),
        }
    }

    /// Parses `(…)` or `(…)?`.
    fn group(&mut self, depth: usize) -> Result<Item, String> {
        self.at += 1;
        let item = self.choice(depth + 1)?;
        if self.peek() != Some(')') {
            return Err("`(` without `)`".to_owned());
        }
        self.at += 1;
        if self.peek() == Some('?') {
            self.at += 1;
            return Ok(Item::Optional(Box::new(item)));
        }
        Ok(item)
    }

    /// Returns what has been read since a place.
    fn since(&self, start: usize) -> String {
        self.chars.iter().take(self.at).skip(start).collect()
    }

    /// Parses `*` or `**`.
    fn gap(&mut self) -> Result<Item, String> {
        let stars = self.chars.iter().skip(self.at).take_while(|&&c| c == '*').count();
        self.at += stars;
        match stars {
            1 => Ok(Item::Any),
            2 => Ok(Item::Gap),
            _ => Err("`*` is one word and `**` up to four; there is no longer gap".to_owned()),
        }
    }

    /// Parses `@class`.
    fn class(&mut self) -> Result<Item, String> {
        self.at += 1;
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == '-') {
            self.at += 1;
        }
        let name = self.since(start);
        Ok(match name.as_str() {
            "" => return Err("`@` without a class name".to_owned()),
            "name" => Item::Name,
            "number" => Item::Number,
            _ => Item::Class(name),
        })
    }

    /// Parses a word; a hyphen inside it stands for hyphen, space or nothing.
    fn word(&mut self) -> Result<Vec<Item>, String> {
        let start = self.at;
        while self.peek().is_some_and(|c| c == '-' || class_of(c) != CharClass::Separator) {
            self.at += 1;
        }
        let written = self.since(start);
        if written.is_empty() {
            let c = self.peek().unwrap_or(' ');
            return Err(format!("`{c}` cannot be used in a term: terms are words, see lexicons/README.md"));
        }
        let inflected = self.peek() == Some('~');
        if inflected {
            self.at += 1;
        }
        let pieces: Vec<&str> = written.split('-').filter(|piece| !piece.is_empty()).collect();
        if pieces.is_empty() {
            return Ok(Vec::new());
        }
        if let [piece] = pieces.as_slice() {
            return Ok(single(piece, inflected));
        }
        let last = pieces.len() - 1;
        let apart = pieces.iter().enumerate().flat_map(|(i, piece)| single(piece, inflected && i == last));
        let apart: Vec<Item> = apart.collect();
        let mut joined = single(&pieces.concat(), inflected);
        // Of apostrophes alone no word is left.
        Ok(match joined.pop() {
            None => Vec::new(),
            Some(only) if apart.is_empty() => vec![only],
            Some(only) if joined.is_empty() => vec![Item::Choice(vec![Item::Sequence(apart), only])],
            Some(last) => {
                joined.push(last);
                vec![Item::Choice(vec![Item::Sequence(apart), Item::Sequence(joined)])]
            }
        })
    }
}

/// Makes the item of a word without hyphen; each ideograph is a word of its own, as in a text.
fn single(written: &str, inflected: bool) -> Vec<Item> {
    let mut items = Vec::new();
    let mut plain = String::new();
    for c in written.chars() {
        if class_of(c) == CharClass::Ideograph {
            push_plain(&mut plain, false, &mut items);
            items.push(Item::Word(c.to_string()));
        } else {
            plain.push(c);
        }
    }
    push_plain(&mut plain, inflected, &mut items);
    items
}

fn push_plain(plain: &mut String, inflected: bool, items: &mut Vec<Item>) {
    let folded = fold_word(plain);
    if folded.is_empty() {
        return;
    }
    let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
    items.push(if inflected {
        Item::Inflected(folded)
    } else if letters >= 2 && plain.chars().all(|c| !c.is_lowercase()) {
        Item::Caps(folded)
    } else {
        Item::Word(folded)
    });
    plain.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Item {
        Item::Word(text.to_owned())
    }

    #[test]
    fn terms_parse_to_what_they_say() {
        let term = parse("^(let|letting) @you (right)? go$").unwrap();
        assert!(term.at_start && term.at_end);
        let expected = Item::Sequence(vec![
            Item::Choice(vec![word("let"), word("letting")]),
            Item::Class("you".to_owned()),
            Item::Optional(Box::new(word("right"))),
            word("go"),
        ]);
        assert_eq!(term.item, expected);
        assert_eq!(parse("PIP").unwrap().item, Item::Caps("pip".to_owned()));
        assert_eq!(parse("fire~").unwrap().item, Item::Inflected("fire".to_owned()));
        let joined = Item::Choice(vec![Item::Sequence(vec![word("lay"), word("off")]), word("layoff")]);
        assert_eq!(parse("lay-off").unwrap().item, joined);
        assert_eq!(parse("a ** b").unwrap().item, Item::Sequence(vec![word("a"), Item::Gap, word("b")]));
    }

    #[test]
    fn apostrophes_around_a_hyphen_are_no_word() {
        let around = Item::Sequence(vec![word("the"), word("key")]);
        assert_eq!(parse("the '-' key").unwrap().item, around);
    }

    #[test]
    fn bad_terms_say_why() {
        for bad in [
            "", "(a", "a)", "a||b", "** a", "a **", "* b", "@", "a *** b", "(a)?", "@name", "@number", "a!b",
            "|", "'-'", "'-", "''-'~",
        ] {
            assert!(parse(bad).is_err(), "{bad:?} should be refused");
        }
        assert!(parse(&format!("{}a{}", "(".repeat(50), ")".repeat(50))).is_err());
    }
}
