//! Tells text from addresses in a string of a tool call, and finds what is packed into it: words in the quotes of a command,
//! and base64.

use presend_core::message::{Coding, decode};

/// Bytes from which on a run of letters may be base64 of a message.
const SHORTEST_CODED: usize = 24;

/// Words of a reader's name: what is longer is read, for it may be a sentence.
const MOST_NAME_WORDS: usize = 4;

/// Returns true if and only if a text holds words that somebody could read: two next to nothing else.
pub(super) fn is_prose(text: &str) -> bool {
    let is_word = |token: &&str| {
        let token = token.trim_matches(|character: char| !character.is_alphanumeric());
        !token.is_empty() && token.chars().all(|one| one.is_alphabetic() || matches!(one, '\'' | '’' | '-'))
    };
    let begins_option = |token: &&str| token.starts_with('-') && token.len() > 1;
    text.split_whitespace().filter(|token| !begins_option(token)).filter(is_word).nth(1).is_some()
}

/// Returns true if and only if a text may be what somebody is called.
pub(super) fn is_short_name(text: &str) -> bool {
    text.split_whitespace().count() <= MOST_NAME_WORDS
}

/// Returns true if and only if a text is an address, `Name <address>` or a list of these, and has no words beside.
pub(super) fn is_addresses(text: &str) -> bool {
    let is_address = |token: &str| {
        let halves = token.split_once('@');
        halves.is_some_and(|(local, domain)| {
            local.ends_with(char::is_alphanumeric) && domain.starts_with(char::is_alphanumeric)
        })
    };
    let mut name_words = 0;
    for token in text.split_whitespace() {
        if !is_address(token) {
            name_words += 1;
            continue;
        }
        let most = if token.contains('<') { MOST_NAME_WORDS } else { 0 };
        if name_words > most {
            return false;
        }
        name_words = 0;
    }
    name_words == 0
}

/// Returns what stands in the quotes of a command, as its program gets it.
pub(super) fn quoted(command: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut characters = command.chars();
    let mut before = ' ';
    // Behind a quote that nothing closes, nothing closes another of its kind: each of those is escaped.
    let mut unclosed = Vec::new();
    while let Some(character) = characters.next() {
        // An apostrophe inside a word opens nothing.
        let opens = character == '"' || (character == '\'' && !before.is_alphanumeric());
        let kind = (character, before == '$');
        if opens && !unclosed.contains(&kind) {
            match up_to(character, before == '$', &mut characters) {
                Some(text) => found.push(text),
                None => unclosed.push(kind),
            }
        }
        before = character;
    }
    found
}

/// Takes what stands up to a quote that closes.
fn up_to(quote: char, is_escaped: bool, characters: &mut std::str::Chars<'_>) -> Option<String> {
    let (mut text, start) = (String::new(), characters.clone());
    while let Some(character) = characters.next() {
        match character {
            _ if character == quote => return Some(text),
            '\\' if quote == '"' || is_escaped => match characters.next() {
                Some('n') if is_escaped => text.push('\n'),
                Some('\n') | None => {}
                Some(next) => text.push(next),
            },
            _ => text.push(character),
        }
    }
    // It was no quote: what follows is looked at again.
    *characters = start;
    None
}

/// Returns the texts that are coded as base64 or base64url in a string, or as which the whole string is coded.
pub(super) fn decoded(text: &str) -> Vec<String> {
    let bare = text.rsplit_once(";base64,").map_or(text, |(_, coded)| coded);
    let whole: String = bare.split_whitespace().collect();
    if let Some(found) = message_of(&whole) {
        return vec![found];
    }
    text.split(|character| character != '=' && !is_code(character)).filter_map(message_of).collect()
}

/// Returns true if and only if a sign stands for bits in base64 or base64url.
fn is_code(character: char) -> bool {
    character.is_ascii_alphanumeric() || "+/-_".contains(character)
}

fn message_of(coded: &str) -> Option<String> {
    let coded = coded.trim_end_matches('=');
    if coded.len() < SHORTEST_CODED || coded.len() % 4 == 1 || !coded.chars().all(is_code) {
        return None;
    }
    let bytes = decode(coded.replace('-', "+").replace('_', "/").as_bytes(), Coding::Base64);
    let is_text = |bytes: &[u8]| {
        let plain = bytes.iter().filter(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')).count();
        !bytes.contains(&0) && (std::str::from_utf8(bytes).is_ok() || plain * 10 >= bytes.len() * 9)
    };
    let text = is_text(&bytes).then(|| String::from_utf8_lossy(&bytes).into_owned())?;
    let is_shown = |one: char| !one.is_control() || one.is_whitespace();
    (text.chars().all(is_shown) && is_prose(&text)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_commands_and_names() {
        for text in ["you're fired", "gh pr comment 5", "Hi Bob,\n\nok"] {
            assert!(is_prose(text), "{text}");
        }
        for text in ["", "ls -l", "a@example.com", "C0123", "x=1 y=2", "2026-03-10 08:00"] {
            assert!(!is_prose(text), "{text}");
        }
    }

    #[test]
    fn addresses_are_told_from_words_beside_them() {
        for text in [
            "",
            "a@x.y",
            "a@x.y, b@x.y;c@x.y",
            "Ann Lee <a@x.y>",
            "\"Lee, Ann\" <a@x.y>, <b@x.y>\nBo <c@x.y>",
        ] {
            assert!(is_addresses(text), "{text}");
        }
        for text in [
            "Ann Lee",
            "tell @bo we go now",
            "a@x.y we go now",
            "we go now a@x.y",
            "Ann <a@x.y> and we go now",
            "we have to let you go <a@x.y>",
        ] {
            assert!(!is_addresses(text), "{text}");
        }
    }

    #[test]
    fn the_quotes_of_a_command_are_opened() {
        for (command, texts) in [
            (r#"gh pr comment 5 --body "it's \"so\" bad" -t x"#, vec![r#"it's "so" bad"#]),
            (r"mail -s 'we go' bo <<< $'a\nb'", vec!["we go", "a\nb"]),
            ("don't stop 'til", vec![]),
            ("say \"open 'one two'", vec!["one two"]),
            (r#"say "open \"a\" 'one two' \"b\" "#, vec!["one two"]),
        ] {
            assert_eq!(quoted(command), texts, "{command}");
        }
    }

    #[test]
    fn base64_is_read_in_both_alphabets() {
        for coded in [
            "d2UgaGF2ZSB0byBsZXQgeW91IGdv",
            "echo d2UgaGF2ZSB0byBsZXQgeW91IGdv | base64 -d | mail",
            "data:text/plain;base64,d2UgaGF2ZSB0\nbyBsZXQgeW91IGdv",
        ] {
            assert_eq!(decoded(coded), ["we have to let you go"], "{coded}");
        }
        assert_eq!(decoded("w6_Dvz8-IHdlIGdvIHRvZ2V0aGVyIG5vdw=="), ["ïÿ?> we go together now"]);
        for text in
            ["", "d2Ug", "aVeryLongNameOfSomeFunctionInCode", "0123456789012345678901234567890123456789"]
        {
            assert!(decoded(text).is_empty(), "{text}");
        }
    }
}
