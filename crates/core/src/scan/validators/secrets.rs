//! Tests whether a value is plausible as a secret: a password, a key, a token.

use super::names_of_things::{has_random_letters, is_code, is_name, is_path};
use super::numbers::digits_not_repeated;
use crate::builtin::WORDS;
use crate::scan::tokens::{is_filled, is_published};
use presend_lexicon::names::WordList;

/// A piece of a placeholder that is less than this part of a value may stand in it by chance.
const LEAST_SHARE: usize = 16;

/// Returns true if and only if this is three dotted parts of base64 of which the first opens a JSON object.
pub(super) fn jwt(value: &str) -> bool {
    let parts: Vec<&str> = value.split('.').collect();
    let is_base64 = |part: &&str| {
        part.len() >= 10 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    parts.iter().all(is_base64)
        && matches!(*parts, [head, claims, _] if head.starts_with("eyJ") && claims.starts_with("eyJ"))
}

/// Returns true if and only if the value does not merely stand in for a secret.
pub(super) fn not_placeholder(value: &str) -> bool {
    let folded = value.to_ascii_lowercase();
    let repeated = folded.chars().next().is_some_and(|first| folded.chars().all(|c| c == first));
    // A few letters stand in a long value by chance.
    let has_piece = |piece: &str| {
        let is_chance =
            piece.len() * LEAST_SHARE < value.len() && piece.bytes().all(|b| b.is_ascii_alphanumeric());
        !is_chance && folded.contains(piece)
    };
    !value.is_empty()
        && !repeated
        && !WORDS.get(WordList::Placeholders).iter().any(has_piece)
        && !WORDS.get(WordList::SecretReferences).iter().any(|start| folded.starts_with(start))
        && !value.trim_start_matches('\\').starts_with(['$', '%'])
        && !value.starts_with("#{")
        && !value.strip_prefix('{').is_some_and(is_slot)
        && !value.split('<').skip(1).any(is_named_slot)
        && !is_published(value.as_bytes())
}

/// Returns true if and only if this may be a password that someone writes out: letters with digits or signs, or a word that
/// nobody says about a password.
pub(super) fn password(written: &str) -> bool {
    let value = written.trim_matches(|c: char| {
        matches!(c, '"' | '\'' | '`' | '.' | ',' | '?' | ';' | ':' | '(' | ')' | '*' | '’' | '“' | '”')
    });
    let is_code = is_code(value) || is_code(written) || is_rule(value) || is_type(value);
    let is_place =
        value.contains('/') && !value.contains(['!', '$', '^', '+']) && is_name(value) && !is_shuffled(value);
    let is_elsewhere = value.contains("://") || is_code || is_place;
    let is_letters = |rest: &str| rest.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    // What begins with one of these belongs to the code around it, or names an element of a page.
    let is_code_around =
        value.strip_prefix('#').is_some_and(is_letters) || written.starts_with([',', ';', ')', ']', '}']);
    if is_code_around || value.chars().count() < 4 || !not_placeholder(value) || is_elsewhere {
        return false;
    }
    let folded = value.to_ascii_lowercase();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return digits_not_repeated(value) && value.bytes().all(|b| b.is_ascii_graphic());
    }
    let plain = value.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '/'));
    let is_speech = WORDS.get(WordList::NotPasswords).contains(&folded);
    let inflected = WORDS.get(WordList::NotPasswordEndings).iter().any(|end| folded.ends_with(end));
    !plain || (letters > 4 && !is_speech && !inflected)
}

/// Returns true if and only if what stands behind a `<` says what to put there, as in `<password>`, or is a tag: words, and no more
/// than words before what closes them. In a password there may be any sign behind it.
fn is_named_slot(behind: &str) -> bool {
    let (name, is_closed) = behind.split_once('>').map_or((behind, false), |(name, _)| (name, true));
    let is_of_words = |c: char| c.is_alphabetic() || matches!(c, '-' | '_' | '.' | ' ' | ':');
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_name = name.trim_end_matches(|c: char| c.is_ascii_digit()).chars().all(is_of_words);
    !name.starts_with(char::is_alphanumeric) || is_name && (letters > 1 || !is_closed || TAGS.contains(&name))
}

/// Tags of one letter.
const TAGS: [&str; 7] = ["a", "b", "i", "p", "q", "s", "u"];

/// Capitals, small letters and digits around one slash: a path has small letters, or several slashes.
fn is_shuffled(value: &str) -> bool {
    let has = |test: fn(&u8) -> bool| value.bytes().any(|byte| test(&byte));
    has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_digit)
        && !value.contains('.')
        && value.matches('/').count() == 1
}

/// `password}`, behind the brace that opens it: where a program sets a value in.
fn is_slot(rest: &str) -> bool {
    rest.trim_end_matches('}').bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

/// `&'a str`, `*const u8`, `Option`: what a signature says of a parameter.
fn is_type(value: &str) -> bool {
    let names = || value.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|name| name.len() > 1);
    let is_name = |name: &str| WORDS.get(WordList::TypeNames).contains(&name.to_ascii_lowercase());
    names().next().is_some() && names().all(is_name)
}

/// `required|min:8|confirmed`: what a form asks of a password.
fn is_rule(value: &str) -> bool {
    let is_condition = |piece: &str| {
        let (name, number) = piece.split_once(':').unwrap_or((piece, "0"));
        let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        is_word && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    value.contains('|') && value.split('|').all(is_condition)
}

/// Returns true if and only if letters and digits mix as in a random token, and it is not a hash, UUID, address, path or code.
pub(super) fn secret_like(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    // Letters of scripts that set no blanks between words make sentences, not passwords.
    let letters = value.chars().filter(|sign| sign.is_lowercase() || sign.is_uppercase()).count();
    let length = value.chars().count();
    let signs = length - digits - letters;
    let hex = value.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    // What ends with a dash is the beginning of something else: a prefix before `<token>`.
    let other = value.contains("://")
        || value.ends_with('-')
        || value.contains("--")
        || is_path(value)
        || is_code(value)
        || (hex && matches!(value.len(), 32 | 36 | 40 | 64 | 128));
    length >= 8
        && digits > 0
        && letters > 1
        && signs * 4 <= length
        && !other
        && not_placeholder(value)
        && !is_filled(value.as_bytes())
}

/// Returns true if and only if this may be the value of a setting whose name says that it is secret: there a hash may be one.
pub(super) fn setting(value: &str) -> bool {
    secret_like(value) || (long_secret(value) && !is_code(value))
}

/// Returns true if and only if this is a token of at least twelve signs and no name of one, with digits or without; a hash may be
/// one when a word before it says so.
pub(super) fn long_secret(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    value.len() >= 12
        && (digits > 1 || has_random_letters(value))
        && letters > 3
        && !value.ends_with('-')
        && not_placeholder(value)
        && !value.contains("://")
        && !is_name(value)
        && !is_path(value)
        && !is_filled(value.as_bytes())
}

/// Returns true if and only if capitals, small letters, digits and a sign mix, as people make passwords and write little else.
pub(super) fn strong(value: &str) -> bool {
    let value = value.trim_end_matches(['.', ',', '?', ')']);
    let has = |test: fn(&u8) -> bool| value.bytes().any(|b| test(&b));
    let sign = |b: &u8| matches!(b, b'!' | b'@' | b'#' | b'$' | b'%' | b'&' | b'*' | b'^' | b'~' | b'+');
    // A name with a hash sign and four digits is a handle, not a password.
    let is_handle = value
        .split_once('#')
        .is_some_and(|(_, tail)| tail.len() == 4 && tail.bytes().all(|b| b.is_ascii_digit()));
    let mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit);
    (7..=32).contains(&value.len())
        && mixed
        && !is_handle
        && value.bytes().any(|b| sign(&b))
        && not_placeholder(value)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn placeholders_are_no_secrets() {
        check(
            not_placeholder,
            &["Tr0ub4dor&3", "muddy-boots-1998", "K&m<r>9x!Zq", "K<mr9x!Zq", "a<b9Tz!q", "7>Marsh!owl"],
            &[
                "<password>",
                "<password1",
                "<your pass word",
                "kiwi<br>boat7",
                "kiwi<b>boat7",
                "kiwi7</td>",
                "changeme",
                "xxxxxx",
                "your-api-key",
                "********",
                "${DB_PASSWORD}",
                "$PASS",
                "aaaa",
                "",
            ],
        );
    }

    #[test]
    fn passwords_are_told_from_what_is_said_about_them() {
        check(
            password,
            &[
                "Tulip!Horse42",
                "Lagos#Rain2019",
                "muddy-boots-1998",
                "4711",
                "swordfish",
                "hunter2.",
                "\"correcthorse\"",
                "Blue/Kite77",
                "kes/trel+99=x",
            ],
            &[
                "required",
                "hashed?",
                "incorrect",
                "below",
                "expired",
                "changing",
                "not",
                "case-sensitive",
                "the",
                "https://a.example/x1",
                "request.getParameter(",
                "required|min:8|confirmed",
                "{password}",
                "&str",
                "*const",
                "&'a",
                "Optional[String]",
                "[]byte",
                "1111",
                "docs/team/mailer2",
                "docs/Mail/Login2",
                "é",
            ],
        );
    }

    #[test]
    fn tokens_are_told_from_hashes_words_and_names() {
        check(
            secret_like,
            &["q7RkT2mZx9LpW4", "8sKd-92jsQ-ls92", "Grün!Öl4Äx"],
            &[
                "9fceb02d0ae598e95dc970b74767f19372d61af8",
                "123e4567-e89b-12d3-a456-426614174000",
                "wonderful",
                "12345678",
                "a1--against",
                "your-key-1",
                "至少8位数字和字母的密码",
            ],
        );
        check(
            long_secret,
            &["9fceb02d0ae598e95dc970b74767f193"],
            &["short1", "only-letters-in-here", "1234567890123456"],
        );
        check(
            strong,
            &["Summer!23", "Cam3ra!!"],
            &["Fluffy88", "RT-2040-b", "Kestrel#1024", "summer!23", "ABC!123", "A1!a"],
        );
        check(
            jwt,
            &["eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl"],
            &["eyJhbGciOiJub25lIn0.eyJzdWIi", "a.b.c", ""],
        );
    }
}
