//! Spells out the inflections of a word: regular by rule, irregular from a table.

use std::collections::BTreeMap;

/// Irregular forms: base form to its other forms.
pub type Irregular = BTreeMap<String, Vec<String>>;

/// Returns the word and its inflections: plural or third person, past, participle, `-ing`. All are folded.
#[must_use]
pub fn forms(base: &str, irregular: &Irregular) -> Vec<String> {
    let mut all = vec![base.to_owned()];
    if let Some(others) = irregular.get(base) {
        all.extend(others.iter().cloned());
        return all;
    }
    all.push(with_s(base));
    all.extend(with_ed_and_ing(base));
    all.sort();
    all.dedup();
    all
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Adds `s`, `es` or `ies`.
fn with_s(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y')
        && !stem.ends_with(is_vowel)
    {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end));
    if hisses { format!("{base}es") } else { format!("{base}s") }
}

/// Adds `ed` and `ing`, with the spelling changes of English; where usage differs both forms are listed.
fn with_ed_and_ing(base: &str) -> Vec<String> {
    if let Some(stem) = base.strip_suffix("ie") {
        return vec![format!("{base}d"), format!("{stem}ying")];
    }
    if base.ends_with("ee") || base.ends_with("oe") || base.ends_with("ye") {
        return vec![format!("{base}d"), format!("{base}ing")];
    }
    if let Some(stem) = base.strip_suffix('e') {
        return vec![format!("{base}d"), format!("{stem}ing")];
    }
    if let Some(stem) = base.strip_suffix('y')
        && !stem.ends_with(is_vowel)
    {
        return vec![format!("{stem}ied"), format!("{base}ing")];
    }
    let plain = [format!("{base}ed"), format!("{base}ing")];
    let Some(last) = doubled(base) else { return plain.to_vec() };
    let twice = [format!("{base}{last}ed"), format!("{base}{last}ing")];
    // A long word may double or not, by stress and by country (cancelled, canceled).
    if syllables(base) == 1 { twice.to_vec() } else { [plain, twice].concat() }
}

/// Returns the final consonant if it may be doubled: consonant, one vowel, consonant other than w, x, y.
fn doubled(base: &str) -> Option<char> {
    let mut back = base.chars().rev();
    let (last, vowel) = (back.next()?, back.next()?);
    let fits = !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y' | '\'') && is_vowel(vowel);
    let before_is_vowel =
        back.next().is_some_and(|letter| is_vowel(letter) && !(letter == 'u' && base.contains("qu")));
    (fits && !before_is_vowel).then_some(last)
}

/// Counts groups of vowels.
fn syllables(base: &str) -> usize {
    let mut count = 0;
    let mut in_vowels = false;
    for letter in base.chars() {
        let vowel = is_vowel(letter) || letter == 'y';
        count += usize::from(vowel && !in_vowels);
        in_vowels = vowel;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_are_spelt_as_in_english() {
        let none = Irregular::new();
        for (base, expected) in [
            ("fire", vec!["fire", "fired", "fires", "firing"]),
            ("sack", vec!["sack", "sacked", "sacking", "sacks"]),
            ("bully", vec!["bullied", "bullies", "bully", "bullying"]),
            ("stop", vec!["stop", "stopped", "stopping", "stops"]),
            ("dismiss", vec!["dismiss", "dismissed", "dismisses", "dismissing"]),
            ("die", vec!["die", "died", "dies", "dying"]),
            ("cancel", vec!["cancel", "canceled", "canceling", "cancelled", "cancelling", "cancels"]),
            ("delay", vec!["delay", "delayed", "delaying", "delays"]),
        ] {
            assert_eq!(forms(base, &none), expected);
        }
    }

    #[test]
    fn irregular_forms_come_from_the_table() {
        let table = Irregular::from([("let".to_owned(), vec!["lets".to_owned(), "letting".to_owned()])]);
        assert_eq!(forms("let", &table), ["let", "lets", "letting"]);
    }
}
