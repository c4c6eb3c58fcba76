//! Reads the attributes of a tag, of which the class, the id, the name, the target and what may hide it count.

use memchr::memchr;

use crate::text::Ends;

/// Properties of a style with the value that hides.
const HIDING: [(&str, &str); 4] =
    [("display", "none"), ("visibility", "hidden"), ("mso-hide", "all"), ("color", "transparent")];

/// Properties that hide when they are nought.
const HIDING_AT_NOUGHT: [&str; 3] = ["font-size", "opacity", "max-height"];

/// What is asked of the attributes of a tag; of those with one name the first counts.
#[derive(Default)]
pub(super) struct Attributes<'h> {
    pub(super) class: Option<&'h str>,
    pub(super) id: Option<&'h str>,
    pub(super) href: Option<&'h str>,
    pub(super) name: Option<&'h str>,
    pub(super) style: Option<&'h str>,
    pub(super) color: Option<&'h str>,
    pub(super) hidden: Option<&'h str>,
    pub(super) is_closed: bool,
}

/// Reads the attributes of a tag and returns its length with them; `None` where the tag does not end.
pub(super) fn attributes(rest: &str, from: usize) -> Option<(Attributes<'_>, usize)> {
    let bytes = rest.as_bytes();
    let (mut at, mut found) = (from, Attributes::default());
    loop {
        at += blanks(bytes.tail(at));
        match *bytes.get(at)? {
            b'>' => return Some((found, at + 1)),
            b'/' if bytes.get(at + 1) == Some(&b'>') => {
                found.is_closed = true;
                return Some((found, at + 2));
            }
            b'/' => at += 1,
            _ => {
                let start = at;
                // A sign of equality in front belongs to the name.
                let is_over = |byte: &u8| is_blank(*byte) || matches!(byte, b'/' | b'>' | b'=');
                at += 1 + bytes.tail(at + 1).iter().position(is_over)?;
                let (name, equals) = (bytes.get(start..at)?, at + blanks(bytes.tail(at)));
                at = equals;
                let value = if *bytes.get(equals)? == b'=' { value(rest, &mut at)? } else { "" };
                let slot = match name {
                    name if name.eq_ignore_ascii_case(b"class") => &mut found.class,
                    name if name.eq_ignore_ascii_case(b"id") => &mut found.id,
                    name if name.eq_ignore_ascii_case(b"href") => &mut found.href,
                    name if name.eq_ignore_ascii_case(b"name") => &mut found.name,
                    name if name.eq_ignore_ascii_case(b"style") => &mut found.style,
                    name if name.eq_ignore_ascii_case(b"color") => &mut found.color,
                    name if name.eq_ignore_ascii_case(b"hidden") => &mut found.hidden,
                    _ => continue,
                };
                slot.get_or_insert(value);
            }
        }
    }
}

/// Returns the value behind the sign of equality at `at`, and steps over it.
fn value<'h>(rest: &'h str, at: &mut usize) -> Option<&'h str> {
    let bytes = rest.as_bytes();
    let start = *at + 1 + blanks(bytes.tail(*at + 1));
    let value = match *bytes.get(start)? {
        quote @ (b'"' | b'\'') => {
            let length = memchr(quote, bytes.tail(start + 1))?;
            *at = start + length + 2;
            start + 1..start + 1 + length
        }
        _ => {
            *at = start + bytes.tail(start).iter().position(|byte| is_blank(*byte) || *byte == b'>')?;
            start..*at
        }
    };
    rest.get(value)
}

fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| is_blank(**byte)).count()
}

/// Returns true if and only if a byte stands between the attributes of a tag.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0C' | b' ')
}

/// Returns true if and only if a style keeps what it is set on from readers.
pub(super) fn style_hides(style: &str) -> bool {
    // Most tags have none.
    !style.is_empty()
        && style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
            let property = property.trim();
            let value = value.split('!').next().unwrap_or_default().trim();
            let is_it = |name: &str| property.eq_ignore_ascii_case(name);
            HIDING.iter().any(|(name, hiding)| is_it(name) && value.eq_ignore_ascii_case(hiding))
                || HIDING_AT_NOUGHT.iter().any(|name| is_it(name)) && is_nought(value)
        })
}

/// Returns true if and only if a style does nothing but move what it is set on to the right, without a line at its side:
/// mail programs write so what their writers indent, and quotations otherwise.
pub(super) fn style_indents(style: &str) -> bool {
    let (mut is_moved, mut is_plain) = (false, !style.trim().is_empty());
    for (property, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        if property.starts_with("border") {
            let is_none = value.split_whitespace().any(|word| word == "none") || is_nought(&value);
            is_plain &= is_none;
            is_moved |= is_none && property == "border";
        } else {
            is_plain &= property.starts_with("margin") || property.starts_with("padding");
        }
    }
    is_plain && is_moved
}

/// Returns true if and only if a value is nought, with or without a unit.
fn is_nought(value: &str) -> bool {
    let number = value.trim_end_matches(|char: char| char.is_ascii_alphabetic() || char == '%');
    number.trim().parse::<f32>() == Ok(0.0)
}
