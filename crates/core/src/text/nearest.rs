//! Finds the name that a mistyped word was probably meant to be.

/// How alike two words must be, from 0 to 1: one letter wrong, missing or swapped in a word of three, two in one of six.
const ALIKE: f64 = 0.66;

/// Returns the name that is nearest to a word, in letters of any case, if one is near enough.
#[must_use]
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
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
        let keys = ["address", "time-zone"];
        assert_eq!(nearest("adress", keys), Some("address"));
        assert_eq!(nearest("timezone", keys), Some("time-zone"));
        assert_eq!(nearest("Time_Zone", keys), Some("time-zone"));
        assert_eq!(nearest("colour", keys), None);
    }
}
