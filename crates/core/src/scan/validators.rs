//! Tests whether a value that a pattern found is what it looks like: a checksum, a range, or a plausible secret.

use presend_lexicon::names::Validator;

/// A test of a value.
pub type Test = fn(&str) -> bool;

/// Returns the test of a value by its name.
#[must_use]
pub fn test(name: Validator) -> Test {
    match name {
        Validator::Aadhaar => aadhaar,
        Validator::AbaRouting => aba_routing,
        Validator::Card => card,
        Validator::Cpf => cpf,
        Validator::Digits => digits_not_repeated,
        Validator::Jwt => jwt,
        Validator::LongSecret => long_secret,
        Validator::Luhn => luhn,
        Validator::Mod97 => mod97,
        Validator::Nhs => nhs,
        Validator::NinoPrefix => nino_prefix,
        Validator::NotPlaceholder => not_placeholder,
        Validator::Password => password,
        Validator::SecretLike => secret_like,
        Validator::SsnRanges => ssn_ranges,
        Validator::SteuerId => steuer_id,
        Validator::Strong => strong,
    }
}

/// Returns true if and only if the digits pass the Luhn checksum of payment cards.
#[must_use]
pub fn luhn(value: &str) -> bool {
    let digits = digits_of(value);
    let sum: u32 = digits.iter().rev().enumerate().map(|(place, &digit)| luhn_term(place, digit)).sum();
    digits.len() > 1 && sum.is_multiple_of(10)
}

fn luhn_term(place: usize, digit: u32) -> u32 {
    match (place % 2, digit * 2) {
        (0, _) => digit,
        (_, twice) if twice > 9 => twice - 9,
        (_, twice) => twice,
    }
}

/// Returns true if and only if this is a card number: a card scheme's prefix and length, the checksum, and not the number that
/// payment documentation uses everywhere.
#[must_use]
pub fn card(value: &str) -> bool {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let number =
        |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let (two, four) = (number(0, 2), number(0, 4));
    let known = match digits.len() {
        13 | 19 => digits.starts_with('4') || two == 62,
        14 => (300..=305).contains(&number(0, 3)) || matches!(two, 36 | 38 | 39),
        15 => matches!(two, 34 | 37),
        16 => {
            digits.starts_with('4')
                || (51..=55).contains(&two)
                || (2221..=2720).contains(&four)
                || matches!(two, 35 | 60 | 62 | 64 | 65 | 81)
        }
        _ => false,
    };
    known && luhn(value) && digits_not_repeated(value) && !digits.starts_with("42424242")
}

/// Letters of the countries that use IBANs, each with the length of its IBANs.
const IBAN_LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 \
    FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 \
    LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 SV28 TN24 \
    TR26 UA29 VA22 VG24 XK20";

/// Returns true if and only if this is an IBAN: a country's length and the mod-97 checksum.
#[must_use]
pub fn mod97(value: &str) -> bool {
    let letters: String =
        value.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let Some((country, _)) = letters.split_at_checked(2) else { return false };
    let length = IBAN_LENGTHS
        .split_whitespace()
        .find_map(|entry| entry.strip_prefix(country))
        .and_then(|n| n.parse().ok());
    if length != Some(letters.len()) {
        return false;
    }
    let turned = letters.chars().skip(4).chain(letters.chars().take(4));
    let rest = turned.filter_map(|c| c.to_digit(36)).fold(0, |rest, digit| {
        let shift = if digit > 9 { 100 } else { 10 };
        (rest * shift + digit) % 97
    });
    rest == 1
}

/// Returns true if and only if nine digits pass the checksum of American routing numbers.
#[must_use]
pub fn aba_routing(value: &str) -> bool {
    let digits = digits_of(value);
    let sum: u32 =
        digits.iter().zip([3, 7, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 9 && sum.is_multiple_of(10) && sum > 0
}

/// Returns true if and only if nine digits may be an American social security number and are no famous example.
#[must_use]
pub fn ssn_ranges(value: &str) -> bool {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let (Some(area), Some(group), Some(serial)) = (digits.get(0..3), digits.get(3..5), digits.get(5..9))
    else {
        return false;
    };
    let issued =
        area != "000" && area != "666" && !area.starts_with('9') && group != "00" && serial != "0000";
    issued
        && digits.len() == 9
        && digits_not_repeated(value)
        && !matches!(digits.as_str(), "078051120" | "123456789" | "219099999")
}

/// Returns true if and only if the first two letters may begin a British national insurance number.
#[must_use]
pub fn nino_prefix(value: &str) -> bool {
    let prefix: String =
        value.chars().filter(char::is_ascii_alphabetic).take(2).collect::<String>().to_ascii_uppercase();
    let never = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(&prefix.as_str());
    !never && prefix.len() == 2 && !prefix.contains(['D', 'F', 'I', 'Q', 'U', 'V']) && !prefix.ends_with('O')
}

/// Returns true if and only if ten digits pass the mod-11 checksum of British health service numbers.
#[must_use]
pub fn nhs(value: &str) -> bool {
    let digits = digits_of(value);
    let Some((check, body)) = digits.split_last() else { return false };
    let sum: u32 = body.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 10 && (11 - sum % 11) % 11 == *check && digits_not_repeated(value)
}

/// Returns true if and only if eleven digits pass both checksums of Brazilian tax numbers.
#[must_use]
pub fn cpf(value: &str) -> bool {
    let digits = digits_of(value);
    let check = |length: usize| -> u32 {
        let weights = (2..=length as u32 + 1).rev();
        let sum: u32 = digits.iter().take(length).zip(weights).map(|(digit, weight)| digit * weight).sum();
        sum * 10 % 11 % 10
    };
    digits.len() == 11 && digits_not_repeated(value) && check(9) == digits[9] && check(10) == digits[10]
}

/// Returns true if and only if eleven digits pass the checksum of German tax numbers.
#[must_use]
pub fn steuer_id(value: &str) -> bool {
    let digits = digits_of(value);
    let Some((check, body)) = digits.split_last() else { return false };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    digits.len() == 11 && digits[0] != 0 && (11 - product) % 10 == *check
}

/// Returns true if and only if twelve digits pass the Verhoeff checksum of Indian identity numbers.
#[must_use]
pub fn aadhaar(value: &str) -> bool {
    let digits = digits_of(value);
    let rest = digits.iter().rev().enumerate().fold(0, |rest, (place, &digit)| {
        // A digit of even place stays; each step to the left applies the permutation once more.
        let turned = (0..place % 8).fold(digit as usize, |digit, _| TURN[digit]);
        dihedral(rest, turned)
    });
    digits.len() == 12 && digits[0] > 1 && rest == 0
}

/// The permutation of the Verhoeff checksum.
const TURN: [usize; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/// Multiplies in the group of the symmetries of a pentagon: 0 to 4 turn, 5 to 9 turn and flip.
fn dihedral(left: usize, right: usize) -> usize {
    match (left < 5, right < 5) {
        (true, true) => (left + right) % 5,
        (true, false) => (left + right - 5) % 5 + 5,
        (false, true) => (left - 5 + 5 - right) % 5 + 5,
        (false, false) => (left + 5 - right) % 5,
    }
}

/// Returns true if and only if the digits are at least four and not all the same.
#[must_use]
pub fn digits_not_repeated(value: &str) -> bool {
    let digits = digits_of(value);
    digits.len() >= 4 && digits.iter().any(|&digit| digit != digits[0])
}

/// Returns true if and only if this is three dotted parts of base64 of which the first opens a JSON object.
#[must_use]
pub fn jwt(value: &str) -> bool {
    let parts: Vec<&str> = value.split('.').collect();
    let is_base64 = |part: &&str| {
        part.len() >= 10 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    parts.len() == 3
        && parts.iter().all(is_base64)
        && parts[0].starts_with("eyJ")
        && parts[1].starts_with("eyJ")
}

/// Pieces that show that a value only stands in for a secret.
const PLACEHOLDERS: [&str; 28] = [
    "...",
    "***",
    "•••",
    "${",
    "{{",
    "<",
    "[your",
    "abc123",
    "asdf",
    "change_me",
    "change-me",
    "changeme",
    "dummy",
    "example",
    "fake",
    "insert",
    "placeholder",
    "redacted",
    "replace",
    "sample",
    "secret_here",
    "todo",
    "user:pass",
    "xxx",
    "your_",
    "your-",
    "yourpass",
    "yoursecret",
];

/// Returns true if and only if the value does not merely stand in for a secret.
#[must_use]
pub fn not_placeholder(value: &str) -> bool {
    let folded = value.to_ascii_lowercase();
    let repeated = folded.chars().next().is_some_and(|first| folded.chars().all(|c| c == first));
    !value.is_empty()
        && !repeated
        && !PLACEHOLDERS.iter().any(|piece| folded.contains(piece))
        && !value.starts_with(['$', '%'])
}

/// Words that follow "password is" or "password:" without being one; those that end in `-ed` or `-ing` need no entry.
const NOT_PASSWORDS: &str = " about above account address again alias all also always and any anything authentication available \
    aware back bad because before being below best between blank both button case case-sensitive caps check confidential correct \
    correctly date default different easy either email e-mail empty enough every everything exactly field file fine first forgotten \
    form from function generator gone good great hacker hash hard help here hidden hint history host identical important incorrect \
    information instructions invalid just kept known later letters link login longer lost manager minimum missing more must name \
    necessary needs never newsletter none nonsense not null number numbers obvious okay only optional option over page personal \
    please policy probably problem problems prompt protection question reminder request reset retrieval right safe same secret \
    secure security sensitive set should simple simply something somewhere still strength strong sufficient that then there these \
    thing this those through time today tomorrow unchanged under unique unknown unnecessary until user username valid very wait weak \
    what when where which will with within without wrong your yours ";

/// Returns true if and only if this may be a password that someone writes out: letters with digits or signs, or a word that
/// nobody says about a password.
#[must_use]
pub fn password(value: &str) -> bool {
    let value = value.trim_matches(|c: char| {
        matches!(c, '"' | '\'' | '`' | '.' | ',' | '?' | ';' | ':' | '(' | ')' | '*' | '’' | '“' | '”')
    });
    if value.chars().count() < 4 || !not_placeholder(value) || value.contains("://") {
        return false;
    }
    let folded = value.to_ascii_lowercase();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return digits_not_repeated(value) && value.bytes().all(|b| b.is_ascii_graphic());
    }
    let plain = value.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '/'));
    let is_speech = NOT_PASSWORDS.split(' ').any(|word| word == folded);
    let inflected = ["ed", "ing", "ly", "able", "ible", "ive", "ion", "n't", "n’t"]
        .iter()
        .any(|end| folded.ends_with(end));
    !plain || (letters > 4 && !is_speech && !inflected)
}

/// Returns true if and only if letters and digits mix as in a random token, and it is no hash, UUID or address.
#[must_use]
pub fn secret_like(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let signs = value.len() - digits - letters;
    let hex = value.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let other = value.contains("://")
        || value.contains("--")
        || (hex && matches!(value.len(), 32 | 36 | 40 | 64 | 128));
    value.len() >= 8
        && digits > 0
        && letters > 1
        && signs * 4 <= value.len()
        && !other
        && not_placeholder(value)
}

/// Returns true if and only if this is a token of at least twelve signs; a hash may be one when a word before it says so.
#[must_use]
pub fn long_secret(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    value.len() >= 12 && digits > 1 && letters > 3 && not_placeholder(value) && !value.contains("://")
}
/// Returns true if and only if capitals, small letters, digits and a sign mix, as people make passwords and write little else.
#[must_use]
pub fn strong(value: &str) -> bool {
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

fn digits_of(value: &str) -> Vec<u32> {
    value.chars().filter_map(|c| c.to_digit(10)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(test: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for value in yes {
            assert!(test(value), "{value} should pass");
        }
        for value in no {
            assert!(!test(value), "{value} should fail");
        }
    }

    #[test]
    fn cards_need_prefix_length_and_checksum() {
        check(luhn, &["4111 1111 1111 1111", "79927398713"], &["4111 1111 1111 1112", "", "0"]);
        check(
            card,
            &["4111-1111-1111-1111", "5555555555554444", "3782 822463 10005", "30569309025904"],
            &[
                "4242 4242 4242 4242",
                "4111 1111 1111 1112",
                "9111111111111111",
                "0000000000000000",
                "41111111",
                "no digits",
            ],
        );
    }

    #[test]
    fn bank_numbers_need_their_checksums() {
        check(
            mod97,
            &["DE89 3704 0044 0532 0130 00", "gb29nwbk60161331926819", "NO93 8601 1117 947"],
            &["DE89 3704 0044 0532 0130 01", "DE89 3704 0044", "XX89 3704", "D", "", "é"],
        );
        check(aba_routing, &["021000021", "110000000"], &["021000022", "000000000", "2100002"]);
    }

    #[test]
    fn identity_numbers_need_ranges_or_checksums() {
        check(
            ssn_ranges,
            &["536-22-1234"],
            &["000-12-3456", "666-12-3456", "912-12-3456", "536-00-1234", "219-09-9999", "12"],
        );
        check(nino_prefix, &["AB 12 34 56 C", "jg103759a"], &["GB123456A", "DA123456A", "AO123456A", "1"]);
        check(nhs, &["943 476 5919"], &["943 476 5910", "000 000 0000", ""]);
        check(cpf, &["111.444.777-35"], &["111.444.777-36", "111.111.111-11", "1"]);
        check(steuer_id, &["86095742719"], &["86095742718", "06095742719", ""]);
        check(aadhaar, &["9999 4105 7058"], &["9999 4105 7059", "0999 4105 7058", ""]);
    }

    #[test]
    fn placeholders_are_no_secrets() {
        check(
            not_placeholder,
            &["Tr0ub4dor&3", "muddy-boots-1998"],
            &[
                "<password>",
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
                "1111",
                "é",
            ],
        );
    }

    #[test]
    fn tokens_are_told_from_hashes_words_and_names() {
        check(
            secret_like,
            &["q7RkT2mZx9LpW4", "8sKd-92jsQ-ls92"],
            &[
                "9fceb02d0ae598e95dc970b74767f19372d61af8",
                "123e4567-e89b-12d3-a456-426614174000",
                "wonderful",
                "12345678",
                "a1--against",
                "your-key-1",
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
