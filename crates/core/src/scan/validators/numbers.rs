//! Tests numbers that are given out under rules: cards, bank accounts, identities. Their ranges and checksums tell them from others.

use crate::builtin::WORDS;
use crate::scan::tokens::is_published;
use presend_lexicon::names::WordList;

/// So many times the same digit in a row: cards for tests have it, one in a thousand of people's has.
const TEST_RUN: usize = 6;

/// Returns true if and only if the digits pass the Luhn checksum of payment cards.
pub(super) fn luhn(value: &str) -> bool {
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

/// Returns true if and only if the digits pass the checksum of payment cards, and no payment service publishes them for tests.
pub(super) fn own_card(value: &str) -> bool {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let bytes = digits.as_bytes();
    let has_run = bytes.windows(TEST_RUN).any(|run| run.iter().all(|digit| Some(digit) == run.first()));
    let is_periodic =
        (1..5).any(|period| bytes.iter().zip(bytes.iter().skip(period)).all(|(one, two)| one == two));
    luhn(value) && !has_run && !is_periodic && !WORDS.get(WordList::PublishedCards).contains(&digits)
}

/// Returns true if and only if this is a card number: a card scheme's prefix and length, the checksum, and not a number for tests.
pub(super) fn card(value: &str) -> bool {
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
    known && own_card(value)
}

/// Returns true if and only if this is an IBAN: a country's length and the mod-97 checksum; and none that stands in documents as an
/// example.
pub(super) fn mod97(value: &str) -> bool {
    let letters: String =
        value.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    if country_length(&letters) != Some(letters.len()) {
        return false;
    }
    let turned = letters.chars().skip(4).chain(letters.chars().take(4));
    let rest = turned.filter_map(|c| c.to_digit(36)).fold(0, |rest, digit| {
        let shift = if digit > 9 { 100 } else { 10 };
        (rest * shift + digit) % 97
    });
    rest == 1 && !is_published(letters.as_bytes())
}

/// Returns how many letters and digits an IBAN has that begins so.
fn country_length(iban: &str) -> Option<usize> {
    let country = iban.get(..2)?.to_ascii_uppercase();
    let lengths = WORDS.get(WordList::IbanLengths);
    lengths.iter().find_map(|entry| entry.strip_prefix(country.as_str()))?.parse().ok()
}

/// Returns how many bytes of a text belong to the IBAN that it begins with: words may stand behind it.
pub(in crate::scan) fn iban_length(text: &str) -> usize {
    let Some(length) = country_length(text) else { return text.len() };
    let signs = text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric()).map(|(at, _)| at);
    match signs.skip(length - 1).take(2).collect::<Vec<usize>>()[..] {
        // Where the last group goes on it is none of the IBAN's.
        [last, next] if next == last + 1 => text.len(),
        [last, ..] => last + 1,
        [] => text.len(),
    }
}

/// Returns true if and only if nine digits pass the checksum of American routing numbers.
pub(super) fn aba_routing(value: &str) -> bool {
    let digits = digits_of(value);
    let sum: u32 =
        digits.iter().zip([3, 7, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 9 && sum.is_multiple_of(10) && sum > 0
}

/// Returns true if and only if nine digits may be an American social security number and are not a famous example.
pub(super) fn ssn_ranges(value: &str) -> bool {
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
pub(super) fn nino_prefix(value: &str) -> bool {
    let prefix: String =
        value.chars().filter(char::is_ascii_alphabetic).take(2).collect::<String>().to_ascii_uppercase();
    let never = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(&prefix.as_str());
    !never && prefix.len() == 2 && !prefix.contains(['D', 'F', 'I', 'Q', 'U', 'V']) && !prefix.ends_with('O')
}

/// Returns true if and only if ten digits pass the mod-11 checksum of British health service numbers.
pub(super) fn nhs(value: &str) -> bool {
    let digits = digits_of(value);
    let Some((check, body)) = digits.split_last() else { return false };
    let sum: u32 = body.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 10 && (11 - sum % 11) % 11 == *check && digits_not_repeated(value)
}

/// Returns true if and only if eleven digits pass both checksums of Brazilian tax numbers.
pub(super) fn cpf(value: &str) -> bool {
    let digits = digits_of(value);
    let check = |length: usize| -> u32 {
        let weights = (2..=length as u32 + 1).rev();
        let sum: u32 = digits.iter().take(length).zip(weights).map(|(digit, weight)| digit * weight).sum();
        sum * 10 % 11 % 10
    };
    matches!(*digits, [.., first, second] if digits.len() == 11 && check(9) == first && check(10) == second)
        && digits_not_repeated(value)
}

/// Returns true if and only if eleven digits pass the checksum of German tax numbers.
pub(super) fn steuer_id(value: &str) -> bool {
    let digits = digits_of(value);
    let Some((check, body)) = digits.split_last() else { return false };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    digits.len() == 11 && digits.first() != Some(&0) && (11 - product) % 10 == *check
}

/// Returns true if and only if twelve digits pass the Verhoeff checksum of Indian identity numbers.
pub(super) fn aadhaar(value: &str) -> bool {
    let digits = digits_of(value);
    let rest = digits.iter().rev().enumerate().fold(0, |rest, (place, &digit)| {
        // A digit of even place stays; each step to the left applies the permutation once more.
        let turned = (0..place % 8).fold(digit as usize, |digit, _| TURN.get(digit).copied().unwrap_or(0));
        dihedral(rest, turned)
    });
    digits.len() == 12 && digits.first().is_some_and(|first| *first > 1) && rest == 0
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
pub(super) fn digits_not_repeated(value: &str) -> bool {
    let digits = digits_of(value);
    digits.len() >= 4 && digits.iter().any(|digit| Some(digit) != digits.first())
}

fn digits_of(value: &str) -> Vec<u32> {
    value.chars().filter_map(|c| c.to_digit(10)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn cards_need_prefix_length_and_checksum() {
        check(luhn, &["4111 1111 1111 1111", "79927398713"], &["4111 1111 1111 1112", "", "0"]);
        check(
            card,
            &["4929-1872-6634-5201", "5412751234567815", "3714 496350 47137", "30128904172635"],
            &[
                "4242 4242 4242 4242",
                "4111-1111-1111-1111",
                "5555555555554444",
                "3782 822463 10005",
                "30569309025904",
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
            &["DE44 5001 0517 5407 3249 31", "gb33west40051298765437", "NO25 6002 1117 942"],
            &[
                "DE89 3704 0044 0532 0130 00",
                "DE44 5001 0517 5407 3249 32",
                "DE89 3704 0044",
                "XX89 3704",
                "D",
                "",
                "é",
            ],
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
}
