//! Walks JSON where it lies: values with their places, however deep, long, or cut off they are.

mod strings;

use std::borrow::Cow;

use super::Span;
use crate::text::Ends;

pub(crate) use strings::walk_string;

/// One value of a JSON text. What stands inside is looked at only when asked for, and nothing is recursed into.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Json<'b> {
    bytes: &'b [u8],
    span: Span,
    is_whole: bool,
}

/// The members of an object, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Object<'b> {
    members: Vec<(&'b [u8], Json<'b>)>,
}

/// The values of an array, or of a text with one value after another.
#[derive(Debug, Clone)]
pub(crate) struct Values<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Json<'b> {
    /// Returns the first value of a text; one that is cut off goes to the end.
    pub(crate) fn root(bytes: &'b [u8]) -> Option<Json<'b>> {
        Json::sequence(bytes).next()
    }

    /// Returns the values of a text that stand one after another, as in JSON lines.
    pub(crate) fn sequence(bytes: &'b [u8]) -> Values<'b> {
        Values { bytes, at: if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 } }
    }

    /// Returns where the value stands.
    pub(crate) const fn span(self) -> Span {
        self.span
    }

    /// Returns the value as it stands.
    pub(crate) fn raw(self) -> &'b [u8] {
        self.bytes.between(self.span.start, self.span.end)
    }

    /// Returns true if and only if the text does not end inside the value.
    pub(crate) const fn is_whole(self) -> bool {
        self.is_whole
    }

    /// Returns true if and only if the value is an object.
    pub(crate) fn is_object(self) -> bool {
        self.raw().first() == Some(&b'{')
    }

    /// Returns true if and only if the value is an array.
    pub(crate) fn is_array(self) -> bool {
        self.raw().first() == Some(&b'[')
    }

    /// Returns true if and only if the value is a string.
    pub(crate) fn is_string(self) -> bool {
        self.raw().first() == Some(&b'"')
    }

    /// Returns true if and only if the value is `true`.
    pub(crate) fn is_true(self) -> bool {
        self.raw() == b"true"
    }

    /// Returns the values of an array; of anything else none.
    pub(crate) fn items(self) -> Values<'b> {
        let end = if self.is_array() { self.span.end } else { 0 };
        Values { bytes: self.bytes.head(end), at: (self.span.start + 1).min(end) }
    }

    /// Returns the members of an object; of anything else none.
    pub(crate) fn object(self) -> Object<'b> {
        let mut members = Vec::new();
        let end = if self.is_object() { self.span.end } else { 0 };
        let mut rest = Values { bytes: self.bytes.head(end), at: (self.span.start + 1).min(end) };
        while let Some(key) = rest.next().filter(|key| key.is_string() && key.is_whole) {
            rest.skip_blanks(b':');
            let Some(value) = rest.next() else { break };
            members.push((key.raw().between(1, key.raw().len() - 1), value));
        }
        Object { members }
    }

    /// Returns the value of a member.
    pub(crate) fn get(self, key: &str) -> Option<Json<'b>> {
        self.object().get(key)
    }

    /// Returns the text of a string.
    pub(crate) fn string(self) -> Option<String> {
        let raw = self.raw();
        if !self.is_string() {
            return None;
        }
        let inside = raw.between(1, raw.len() - usize::from(self.is_whole));
        if memchr::memchr(b'\\', inside).is_none() {
            return Some(String::from_utf8_lossy(inside).into_owned());
        }
        let mut text = Vec::with_capacity(raw.len());
        walk_string(raw, 0, &mut |byte, _| {
            text.push(byte);
            true
        });
        Some(match String::from_utf8_lossy(&text) {
            Cow::Owned(lossy) => lossy,
            Cow::Borrowed(_) => String::from_utf8(text).unwrap_or_default(),
        })
    }

    /// Returns a string's text, or a number as it stands; of anything else an empty text.
    pub(crate) fn scalar(self) -> String {
        match self.raw().first() {
            Some(b'"') => self.string().unwrap_or_default(),
            Some(b'0'..=b'9' | b'-') => String::from_utf8_lossy(self.raw()).into_owned(),
            _ => String::new(),
        }
    }

    /// Returns how deep arrays and objects are nested.
    pub(crate) fn depth(self) -> usize {
        let (mut at, mut depth, mut deepest) = (0, 0_usize, 0);
        let raw = self.raw();
        while let Some(&byte) = raw.get(at) {
            match byte {
                b'"' => {
                    at = strings::end(raw, at).0;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
            at += 1;
        }
        deepest
    }
}

impl<'b> Object<'b> {
    /// Returns the value of a member that is not `null`.
    pub(crate) fn get(&self, key: &str) -> Option<Json<'b>> {
        let found = self.members.iter().find(|(own, _)| *own == key.as_bytes());
        found.map(|(_, value)| *value).filter(|value| value.raw() != b"null")
    }

    /// Returns a member's string or number; an empty text where there is none.
    pub(crate) fn text(&self, key: &str) -> String {
        self.get(key).map(Json::scalar).unwrap_or_default()
    }

    /// Returns true if and only if a member is there and not `null`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Returns true if and only if there is a member, be it `null`.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.members.iter().any(|(own, _)| *own == key.as_bytes())
    }

    /// Returns true if and only if a member is `true`.
    pub(crate) fn is_true(&self, key: &str) -> bool {
        self.get(key).is_some_and(Json::is_true)
    }

    /// Returns the length of a member that is an array.
    pub(crate) fn count(&self, key: &str) -> usize {
        self.get(key).map_or(0, |list| list.items().count())
    }

    /// Returns the values of the members.
    pub(crate) fn values(&self) -> impl Iterator<Item = Json<'b>> {
        self.members.iter().map(|(_, value)| *value)
    }
}

impl Values<'_> {
    /// Passes over blanks and one other sign.
    fn skip_blanks(&mut self, sign: u8) {
        let is_skipped = |byte: &u8| byte.is_ascii_whitespace() || *byte == sign;
        self.at += self.bytes.tail(self.at).iter().take_while(|byte| is_skipped(byte)).count();
    }
}

impl<'b> Iterator for Values<'b> {
    type Item = Json<'b>;

    fn next(&mut self) -> Option<Json<'b>> {
        self.skip_blanks(b',');
        let first = *self.bytes.get(self.at)?;
        if matches!(first, b']' | b'}') {
            return None;
        }
        let (end, is_whole) = pass(self.bytes, self.at);
        let span = Span::new(self.at, end);
        self.at = end;
        Some(Json { bytes: self.bytes, span, is_whole })
    }
}

/// Returns where the value at `at` ends, and whether it does.
fn pass(bytes: &[u8], at: usize) -> (usize, bool) {
    match bytes.get(at) {
        Some(b'"') => strings::end(bytes, at),
        Some(b'{' | b'[') => pass_nested(bytes, at),
        _ => {
            let is_end = |byte: &u8| byte.is_ascii_whitespace() || b",:]}[{\"".contains(byte);
            let length = bytes.tail(at + 1).iter().position(is_end);
            (length.map_or(bytes.len(), |length| at + 1 + length), true)
        }
    }
}

fn pass_nested(bytes: &[u8], mut at: usize) -> (usize, bool) {
    let mut depth = 0_usize;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => at = strings::end(bytes, at - 1).0,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 1 => return (at, true),
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    (bytes.len(), false)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_found_where_they_stand() {
        let text = br#" {"a" : [1, "x]\"", {"b":null}], "n": -2.5, "t": true, "s":"\u00e9\ud83d\ude00" } "#;
        let root = Json::root(text).expect("a value");
        assert!(root.is_whole() && root.is_object());
        let list = root.get("a").expect("a list");
        let items: Vec<&[u8]> = list.items().map(Json::raw).collect();
        assert_eq!(items, [&b"1"[..], br#""x]\"""#, br#"{"b":null}"#]);
        let object = root.object();
        assert_eq!((object.text("n").as_str(), object.is_true("t"), object.count("a")), ("-2.5", true, 3));
        assert_eq!(object.text("s"), "é😀");
        assert!(list.items().nth(2).expect("an object").get("b").is_none());
        assert_eq!((root.depth(), object.has("b")), (3, false));
    }

    #[test]
    fn what_is_cut_off_goes_to_the_end() {
        let root = Json::root(b"{\"a\":[{\"b\":1},{\"c\":\"d").expect("a value");
        assert!(!root.is_whole());
        let items: Vec<bool> = root.get("a").expect("a list").items().map(Json::is_whole).collect();
        assert_eq!(items, [true, false]);
        let deep = "[".repeat(200_000);
        assert_eq!(Json::root(deep.as_bytes()).expect("a value").depth(), 200_000);
        assert!(Json::root(b" \n").is_none() && Json::root(b"").is_none());
        assert_eq!(Json::sequence(b"{\"a\":1}\n{\"a\":2}\n").count(), 2);
    }

    proptest! {
        #[test]
        fn any_bytes_are_walked_to_an_end(text in "([\\[\\]{},:\"\\\\ é\n]|u00e9|ud83d|null|[a-z0-9]){0,60}") {
            let mut left = vec![];
            left.extend(Json::sequence(text.as_bytes()));
            let mut seen = 0;
            while let Some(value) = left.pop() {
                seen += 1;
                prop_assert!(seen < 10_000 && value.span().end <= text.len());
                let _ = (value.string(), value.scalar(), value.depth());
                left.extend(value.items());
                left.extend(value.object().values());
            }
        }
    }
}
