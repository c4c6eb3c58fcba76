//! Cuts HTML into text and tags as browsers do, from sign to sign; the few stretches that need more go through their tokenizer.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use memchr::{memchr, memchr_iter, memchr2, memmem};

use super::attributes::{Attributes, attributes, is_blank, style_hides, style_indents};
use super::references::reference;
use crate::text::Ends;

/// Longer names of tags are not told apart.
const NAME_BYTES: usize = 16;

/// What HTML is cut into. Comments and the like are left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'h> {
    /// Text, its entities as the signs they stand for; it may stand in several pieces.
    Text(Cow<'h, str>),
    /// The start of an element.
    Start(Tag<'h>),
    /// The end of one.
    End(Name),
}

/// The name of a tag in small letters; empty where it is too long to be one that counts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    bytes: [u8; NAME_BYTES],
    length: usize,
}

impl Name {
    fn of(written: &[u8]) -> Name {
        let mut name = Name::default();
        if let Some(room) = name.bytes.get_mut(..written.len()) {
            room.copy_from_slice(written);
            room.make_ascii_lowercase();
            name.length = written.len();
        }
        name
    }

    /// Returns its bytes.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.head(self.length)
    }
}

/// A tag that starts an element, with what is asked of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    pub(super) name: Name,
    pub(super) is_closed: bool,
    pub(super) class: Cow<'h, str>,
    pub(super) id: Cow<'h, str>,
    /// Where a link leads.
    pub(super) href: Cow<'h, str>,
    /// What its attribute `name` says.
    pub(super) label: Cow<'h, str>,
    /// Its style, and the colour that its attribute `color` gives.
    pub(super) style: Cow<'h, str>,
    pub(super) colour: Cow<'h, str>,
    /// An attribute or a style keeps it from readers.
    pub(super) is_hidden: bool,
    /// Its style moves it to the right and does no more, and it has no class.
    pub(super) is_indent: bool,
}

/// Ends each line of HTML as browsers take it.
pub(super) fn with_newlines(html: &str) -> Cow<'_, str> {
    match memchr(b'\r', html.as_bytes()) {
        Some(_) => Cow::Owned(html.replace("\r\n", "\n").replace('\r', "\n")),
        None => Cow::Borrowed(html),
    }
}

/// Calls `take` for each piece of some HTML, in order.
pub(super) fn each_piece<'h>(html: &'h str, mut take: impl FnMut(Piece<'h>)) {
    let mut rest = html;
    while let Some(length) = memchr2(b'<', b'&', rest.as_bytes()) {
        if length > 0 {
            take(Piece::Text(Cow::Borrowed(rest.head(length))));
        }
        rest = rest.tail(length);
        let step = if rest.starts_with('&') {
            let (text, length) = reference(rest);
            take(Piece::Text(text));
            Some(length)
        } else {
            markup(rest, &mut take)
        };
        match step {
            Some(length) => rest = rest.tail(length),
            None => return by_tokenizer(rest, take),
        }
    }
    if !rest.is_empty() {
        take(Piece::Text(Cow::Borrowed(rest)));
    }
}

/// Cuts HTML with the tokenizer of browsers.
pub(super) fn by_tokenizer<'h>(html: &str, mut take: impl FnMut(Piece<'h>)) {
    let mut emitter = DefaultEmitter::default();
    // Else the text of a script would come out as text of the page.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => take(Piece::Start(Tag::of(&tag))),
            Ok(Token::EndTag(tag)) => take(Piece::End(Name::of(&tag.name))),
            Ok(Token::String(text)) => {
                take(Piece::Text(Cow::Owned(String::from_utf8_lossy(&text).into_owned())));
            }
            Ok(_) | Err(_) => {}
        }
    }
}

impl Tag<'_> {
    fn of(tag: &StartTag<()>) -> Tag<'static> {
        let attribute = |name: &[u8]| {
            let value = tag.attributes.get(name);
            value.map_or(Cow::Borrowed(""), |value| Cow::Owned(String::from_utf8_lossy(value).into_owned()))
        };
        Tag {
            name: Name::of(&tag.name),
            is_closed: tag.self_closing,
            is_indent: attribute(b"class").is_empty() && style_indents(&attribute(b"style")),
            class: attribute(b"class"),
            id: attribute(b"id"),
            href: attribute(b"href"),
            label: attribute(b"name"),
            style: attribute(b"style"),
            colour: attribute(b"color"),
            is_hidden: tag.attributes.contains_key(&b"hidden"[..]) || style_hides(&attribute(b"style")),
        }
    }
}

/// Takes what a `<` opens and returns how long it is; `None` where the tokenizer must tell.
fn markup<'h>(rest: &'h str, take: &mut impl FnMut(Piece<'h>)) -> Option<usize> {
    match *rest.as_bytes() {
        [_, first, ..] if first.is_ascii_alphabetic() => start_tag(rest, take),
        [_, b'/', first, ..] if first.is_ascii_alphabetic() => {
            let name = name(rest, 2);
            let Some((_, length)) = attributes(rest, 2 + name.len()) else { return Some(rest.len()) };
            take(Piece::End(Name::of(name)));
            Some(length)
        }
        [_, b'!', b'-', b'-', ..] => Some(comment_len(rest.as_bytes())),
        [_, b'/', b'>', ..] => Some(3),
        [_, b'/', _, ..] | [_, b'!' | b'?', ..] => {
            Some(memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1))
        }
        _ => {
            take(Piece::Text(Cow::Borrowed("<")));
            Some(1)
        }
    }
}

/// Takes a tag that starts an element, with the text of elements that hold no tags.
fn start_tag<'h>(rest: &'h str, take: &mut impl FnMut(Piece<'h>)) -> Option<usize> {
    let name = name(rest, 1);
    let Some((attributes, length)) = attributes(rest, 1 + name.len()) else { return Some(rest.len()) };
    let name = Name::of(name);
    let Attributes { class, id, href, name: label, style, color, hidden, is_closed } = attributes;
    let [class, id, href, label, style, color] =
        [class, id, href, label, style, color].map(Option::unwrap_or_default);
    if [class, id, label].iter().any(|value| value.contains(['&', '\0'])) {
        return None;
    }
    let style = with_signs(style);
    let is_hidden = hidden.is_some() || style_hides(&style);
    let is_indent = name.as_bytes() == b"blockquote" && class.is_empty() && style_indents(&style);
    let raw = raw_len(name.as_bytes(), is_closed, rest.tail(length))?;
    take(Piece::Start(Tag {
        name,
        is_closed,
        class: Cow::Borrowed(class),
        id: Cow::Borrowed(id),
        href: Cow::Borrowed(href),
        label: Cow::Borrowed(label),
        style,
        colour: Cow::Borrowed(color),
        is_hidden,
        is_indent,
    }));
    if raw > 0 {
        take(Piece::Text(Cow::Borrowed(rest.tail(length).head(raw))));
    }
    Some(length + raw)
}

/// Returns a value with signs in the place of its entities, of which mail programs write many into styles.
fn with_signs(value: &str) -> Cow<'_, str> {
    let (mut text, mut rest) = (String::new(), value);
    while let Some((before, _)) = rest.split_once('&') {
        let (sign, length) = reference(rest.tail(before.len()));
        text.push_str(before);
        text.push_str(&sign);
        rest = rest.tail(before.len() + length);
    }
    if rest.len() == value.len() {
        return Cow::Borrowed(value);
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Returns how much of the text behind a tag holds no tags because of its name; `None` where that is not easily told.
fn raw_len(name: &[u8], is_closed: bool, text: &str) -> Option<usize> {
    match name {
        b"style" | b"script" | b"iframe" | b"xmp" | b"noembed" | b"noframe" | b"noscript" => {}
        // Its text has entities, but it is dropped.
        b"title" if !is_closed => {}
        b"title" | b"textarea" | b"plaintext" => return None,
        _ => return Some(0),
    }
    let bytes = text.as_bytes();
    let ends = |at: &usize| {
        let behind = bytes.tail(at + 2);
        let is_name = behind.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        is_name && behind.get(name.len()).is_some_and(|byte| is_blank(*byte) || matches!(byte, b'/' | b'>'))
    };
    let end = memmem::find_iter(bytes, b"</").find(ends).unwrap_or(bytes.len());
    let text = bytes.head(end);
    // A script in a comment of a script has an end of its own.
    let is_odd = name == b"script" && memmem::find(text, b"<!--").is_some() && opens_script(text);
    (!is_odd && !text.contains(&0)).then_some(end)
}

fn opens_script(text: &[u8]) -> bool {
    memchr_iter(b'<', text)
        .any(|at| text.get(at + 1..at + 7).is_some_and(|name| name.eq_ignore_ascii_case(b"script")))
}

/// Returns the length of a comment: `-->` ends it, and `--!>`.
fn comment_len(rest: &[u8]) -> usize {
    let ends = |at: &usize| match rest.head(*at) {
        [_, _, .., b'-', b'-'] => *at >= 4,
        [_, _, _, _, .., b'-', b'-', b'!'] => true,
        _ => false,
    };
    memchr_iter(b'>', rest).find(ends).map_or(rest.len(), |at| at + 1)
}

/// Returns the name of a tag that starts at a place.
fn name(rest: &str, start: usize) -> &[u8] {
    let is_over = |byte: &u8| is_blank(*byte) || matches!(byte, b'/' | b'>');
    rest.as_bytes().tail(start).split(is_over).next().unwrap_or_default()
}
