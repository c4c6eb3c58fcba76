//! Tells what may be the name of somebody who writes or speaks.

use presend_lexicon::names::WordList;

use crate::builtin::phrases;
use crate::text::Ends;

/// Writer and readers of a message take no more.
const READERS_BYTES: usize = 160;
/// Longer names are prose.
const NAME_BYTES: usize = 48;

/// Returns true if and only if bytes may be the name of somebody, and nothing beside it.
pub(super) fn is_name(name: &[u8]) -> bool {
    // Most lines are longer than a name.
    if name.is_empty() || name.len() > NAME_BYTES {
        return false;
    }
    let words = name.split(|byte| *byte == b' ').count();
    let is_sign = |byte: u8| byte.is_ascii_control() || b"<>\"=:;!?[]{}*/".contains(&byte);
    // `Reis, Ana`, as organisations sort their people.
    let mut at_commas = name.split(|byte| *byte == b',').skip(1);
    let has_order =
        at_commas.next().is_none_or(|given| given.starts_with(b" ")) && at_commas.next().is_none();
    has_order
        && words <= 4
        && !name.ends_with(b".")
        && !name.iter().any(|byte| is_sign(*byte))
        && name.iter().any(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)
}

/// Returns a name without the address or the number behind it: `Ana<ana@example.com>`, `Ana(12345678)`.
pub(super) fn bare_name(name: &[u8]) -> &[u8] {
    let closed = |open: u8, close: &[u8]| {
        let at = memchr::memrchr(open, name)?;
        Some((name.get(..at)?, name.get(at + 1..)?.strip_suffix(close)?))
    };
    let address = closed(b'<', b">").filter(|(_, inside)| inside.contains(&b'@'));
    let number = || closed(b'(', b")").filter(|(_, inside)| inside.iter().all(u8::is_ascii_digit));
    address.or_else(number).map_or(name, |(bare, _)| bare.trim_ascii_end())
}

/// Returns true if and only if bytes may be the name that somebody goes by in a chat.
pub(super) fn is_nick(name: &[u8]) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_control() || b"<>/\"=:;,@()".contains(&byte);
    !name.is_empty()
        && name.len() <= NAME_BYTES
        && name.iter().filter(|byte| **byte == b' ').count() < 3
        && !name.iter().any(|byte| is_sign(*byte))
}

/// `name: text`; behind a time a name may be longer, or a telephone number.
pub(super) fn named(rest: &[u8], is_timed: bool) -> Option<(&[u8], &[u8])> {
    let (name, text) = before(rest, b':')?;
    let name = name.strip_prefix(b"~ ").filter(|_| is_timed).unwrap_or(name);
    // Some programs set a blank before the colon too.
    let name = name.strip_suffix(b" ").filter(|_| is_timed).unwrap_or(name);
    let is_apart = text.first().is_none_or(u8::is_ascii_whitespace);
    let words = name.split(|byte| *byte == b' ').count();
    // `bo@example.com/home`, as some programs call who writes.
    let is_address = is_timed && words == 1 && name.contains(&b'@');
    let fits = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || byte >= 0x80
            || b" _-.'[]|^`".contains(&byte)
            || is_timed && b"+()&#".contains(&byte)
            || is_address && b"@/".contains(&byte)
    };
    let is_name = name.iter().all(|byte| fits(*byte))
        && name.first().is_some_and(|byte| !b" -.'".contains(byte))
        && (is_timed || name.iter().any(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80))
        && words <= if is_timed { 6 } else { 3 }
        && name.last() != Some(&b' ')
        && !phrases(WordList::NotSpeakers).iter().any(|other| name.eq_ignore_ascii_case(other.as_bytes()))
        && !name.windows(3).any(|three| three.eq_ignore_ascii_case(b"-by"));
    (is_apart && is_name).then_some((name, text))
}

/// Returns what stands before a sign within the length of a name, and what stands behind it.
pub(super) fn before(text: &[u8], sign: u8) -> Option<(&[u8], &[u8])> {
    let place = memchr::memchr(sign, text.head(NAME_BYTES))?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// `From  Ana Reis  to  Everyone: text`, as calls keep their chat.
pub(super) fn to_readers(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = rest.strip_prefix(b"From ")?;
    let colon = rest.iter().take(READERS_BYTES).position(|byte| *byte == b':')?;
    let people = rest.head(colon);
    let name = people.head(memchr::memmem::find(people, b" to ").unwrap_or(colon)).trim_ascii();
    is_nick(name).then_some((name, rest.tail(colon + 1)))
}

/// `<name> text`, the name perhaps with the sign of an operator.
pub(super) fn angled(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let (name, text) = before(rest.strip_prefix(b"<")?, b'>')?;
    let name = match name.trim_ascii() {
        [b'@' | b'+' | b'%' | b'&' | b'~' | b'!', name @ ..] => name,
        name => name,
    };
    let is_apart = text.first().is_none_or(u8::is_ascii_whitespace);
    (is_apart && is_nick(name)).then_some((name, text))
}

/// Returns what stands before a tab and behind it.
pub(super) fn before_tab(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let tab = memchr::memchr(b'\t', text)?;
    Some((text.get(..tab)?, text.get(tab + 1..)?))
}

/// Passes over ` (user@host)`, which stands behind a name that comes or goes.
pub(super) fn behind_host(text: &[u8]) -> &[u8] {
    let trimmed = text.trim_ascii_start();
    trimmed.strip_prefix(b"(").and_then(|rest| before(rest, b')')).map_or(text, |(_, behind)| behind)
}
