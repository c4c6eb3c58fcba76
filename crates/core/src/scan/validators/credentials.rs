//! Tests what programs sign in with: passwords in addresses and commands, headers of basic authentication, private keys.

use super::secrets::not_placeholder;
use crate::builtin::WORDS;
use crate::message::{Coding, decode};
use crate::scan::tokens::is_filled;
use presend_lexicon::names::WordList;

/// Bodies of private keys begin so: a sequence in DER, and the magic of OpenSSH.
const KEY_BEGINNINGS: [&str; 2] = ["MII", "b3BlbnNzaC1rZXktdjE"];

/// Returns true if and only if this is a password of an address or a command, and not the one of a manual.
pub(super) fn connection_password(value: &str) -> bool {
    let folded = value.to_ascii_lowercase();
    let stands_for = folded.starts_with(['[', '{', '(', '@', '#']) || folded.contains("$(");
    not_placeholder(value) && !stands_for && !WORDS.get(WordList::SamplePasswords).contains(&folded)
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
}
