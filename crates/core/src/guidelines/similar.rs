//! Finds the known name that a mistyped one was probably meant to be.

/// Names that are less alike than this are different names.
const ALIKE: f64 = 0.8;

/// Returns the known name that is most like `word`.
#[must_use]
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let alike = known.into_iter().map(|name| (strsim::jaro_winkler(&word, &name.to_lowercase()), name));
    let best = alike.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    (best.0 >= ALIKE).then_some(best.1)
}

/// Says which names are known, and which one was probably meant.
#[must_use]
pub(super) fn known_names(word: &str, known: &[&str]) -> String {
    let all = known.join(", ");
    match nearest(word, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`? Known are {all}"),
        None => format!("known are {all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_word() {
        let known = ["address", "time-zone"];
        assert_eq!(nearest("adress", known), Some("address"));
        assert_eq!(nearest("timezone", known), Some("time-zone"));
        assert_eq!(nearest("Time_Zone", known), Some("time-zone"));
        assert_eq!(nearest("colour", known), None);
    }
}
