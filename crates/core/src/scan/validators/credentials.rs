//! Tests what programs sign in with: passwords in addresses and commands, headers of basic authentication, private keys.

use super::passphrases::is_of_words;
use super::secrets::{not_placeholder, password};
use crate::builtin::WORDS;
use crate::message::{Coding, decode};
use crate::scan::tokens::is_filled;
use presend_lexicon::names::WordList;

/// Bodies of private keys begin so: a sequence in DER, and the magic of OpenSSH.
const KEY_BEGINNINGS: [&str; 2] = ["MII", "b3BlbnNzaC1rZXktdjE"];

/// The banner of a private key stands in so many bytes of its base64.
const BANNER_BYTES: usize = 64;

/// A plain word that code sets a password to has at least so many letters: shorter ones are states, such as `hidden`.
const PLAIN_LETTERS: usize = 8;
/// A password of words and a number has no more.
const MOST_WORDS: usize = 4;

/// Returns true if and only if this is a password of an address or a command, and not the one of a manual.
pub(super) fn connection_password(value: &str) -> bool {
    let folded = value.to_ascii_lowercase();
    let stands_for = folded.starts_with(['[', '{', '(', '@', '#']) || folded.contains("$(");
    not_placeholder(value) && !stands_for && !WORDS.get(WordList::SamplePasswords).contains(&folded)
}

/// Returns true if and only if this is a text that code sets or compares a password with, and no label, name, path or state.
pub(super) fn code_password(value: &str) -> bool {
    let value = value.trim();
    let folded = value.to_lowercase();
    let words = || folded.split([' ', '-', '_', '.']).filter(|word| !word.is_empty());
    let opens_code =
        value.starts_with(['/', '.', '#', '$', '%', '@', '<', '{', '[', '(', ':', '&', '*', '\\']);
    let names_secret = WORDS.get(WordList::SecretNames).iter().any(|name| folded.contains(name));
    let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
    if opens_code || names_secret && !has_digit || !connection_password(value) || folded.contains("://") {
        return false;
    }
    // What several words say is a label, unless a number is among them that nothing but a password has.
    let is_said = words().any(|word| WORDS.get(WordList::NotPasswords).contains(word));
    match value.contains(' ') {
        true if has_digit => !is_said && value.split(' ').count() <= MOST_WORDS && value == folded,
        true => !is_said && is_of_words(value),
        false if has_digit => password(value),
        false => value.chars().count() >= PLAIN_LETTERS && value.bytes().all(is_letter) && password(value),
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'-'
}

/// Returns true if and only if this is base64 of a user and a password that is no sample.
pub(super) fn basic_auth(value: &str) -> bool {
    let decoded = decode(value.as_bytes(), Coding::Base64);
    let decoded = String::from_utf8_lossy(&decoded);
    let Some((user, password)) = decoded.split_once(':') else { return false };
    // The head of a web token decodes to `{"alg":…`.
    let is_other = decoded.chars().any(char::is_control) || user.contains(['{', '"']);
    let is_same = is_other || user.eq_ignore_ascii_case(password);
    password.chars().count() > 3 && !is_same && connection_password(password)
}

/// Returns true if and only if the body behind the banner of a private key was not filled up.
pub(super) fn key_block(value: &str) -> bool {
    let body = value.rsplit_once("---").map_or(value, |(_, body)| body);
    let body = body.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let begins = KEY_BEGINNINGS.iter().any(|start| body.starts_with(start));
    begins || (body.bytes().any(|byte| byte.is_ascii_digit()) && !is_filled(body.as_bytes()))
}

/// Returns true if and only if this is base64 of a private key with its banner.
pub(super) fn encoded_key(value: &str) -> bool {
    let head: Vec<u8> = value.bytes().take(BANNER_BYTES).collect();
    memchr::memmem::find(&decode(&head, Coding::Base64), b"PRIVATE KEY").is_some()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn passwords_of_manuals_are_no_secrets() {
        check(
            connection_password,
            &["Lantern5Boat", "P@ssw0rd$1", "h0pk1ns~21s"],
            &["password", "changeit", "TOKEN", "guest", "[PASSWORD]", "{{ pass }}", "$PASS", "$(cat", "<pw>"],
        );
    }

    #[test]
    fn passwords_in_code_are_told_from_labels_names_and_states() {
        check(
            code_password,
            &[
                "kestrelmoss",
                "swordfish",
                "correcthorse",
                "Anchovy-Pie-88",
                "herring sky 7",
                "HerringSky7",
                "herring kiln otter lamp",
            ],
            &[
                "password",
                "Confirm password",
                "Password is required",
                "must be 8 signs",
                "herring kiln otter",
                "the kiln for our otter",
                "Herring Kiln Otter Lamp",
                "herring kiln otter, lamp",
                "loading profile page settings",
                "/forgot-password",
                "#password",
                "user_password",
                "loginForm.password",
                "hidden",
                "optional",
                "required|min:8",
                "Password1 must match",
                "********",
                "${DB_PASSWORD}",
                "changeme",
                "test",
            ],
        );
    }

    #[test]
    fn a_header_of_basic_authentication_holds_user_and_password() {
        check(
            basic_auth,
            &["dGlsbDM6QW5jaG92eS1QaWUtODg=", "dGlsbDM6QW5jaG92eS1QaWUtODg"],
            &[
                "dXNlcjpwYXNzd29yZA==",
                "QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                "dGVzdDp0ZXN0",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
                "bm9jb2xvbmhlcmU=",
                "AAECAzoE",
                "",
            ],
        );
    }

    #[test]
    fn a_banner_without_a_body_is_no_key() {
        let block = |body: &str| format!("-----BEGIN PRIVATE {}-----\n{body}", "KEY");
        assert!(key_block(&block("q7RkT2mZx9LpW4vB8sNdY5cF3hJ6gKq1")));
        assert!(key_block(&block(&format!("MIIEowIBAAKCAQEA{}", "x".repeat(48)))));
        assert!(!key_block(&block(&"X".repeat(64))));
        assert!(!key_block(&block("onlyWordsHereAndNoDigitAnywhere")));
    }

    #[test]
    fn a_private_key_is_known_when_it_is_encoded_once_more() {
        // "-----BEGIN " in base64.
        let begin = "LS0tLS1CRUdJTi";
        assert!(encoded_key(&format!("{begin}BSU0EgUFJJVkFURSBLRVktLS0tLQpxN1JrVDJtWng5THBXNHZCOHNOZA==")));
        assert!(!encoded_key(&format!("{begin}BDRVJUSUZJQ0FURS0tLS0tCnE3UmtUMm1aeDlMcFc0dkI4c05k")));
        assert!(!encoded_key(""));
    }
}
