//! Finds the name that a mistyped word was probably meant to be.

/// How alike two words must be, from 0 to 1: one wrong, missing or swapped letter in a short word, two in a long one.
const ALIKE: f64 = 0.7;

/// Returns the name that is nearest to a word, if one is near enough.
pub(crate) fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    let with_likeness = names
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(&word, &name.to_lowercase()), name));
    let near = with_likeness.filter(|(alike, _)| *alike >= ALIKE);
    near.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_undone_and_another_word_left() {
        let names = ["explain", "rules", "config", "sendmail", "hook"];
        for (word, meant) in [
            ("explian", Some("explain")),
            ("EXPLAIN", Some("explain")),
            ("rulse", Some("rules")),
            ("sendmial", Some("sendmail")),
            ("draft", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), meant, "{word}");
        }
    }
}
