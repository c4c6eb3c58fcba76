//! Recognises attributions that signs set off instead of words: `>>>` of GroupWise, the dashes of Notes.

use super::attribution_form::Strength;
use super::evidence::Evidence;

/// What GroupWise sets around name and date.
const ARROWS: &str = ">>>";
/// What Notes sets around the moment,
const NOTED: &str = "---";
/// which is no longer,
const MOMENT_BYTES: usize = 32;
/// behind a name that is no longer.
const NOTED_BYTES: usize = 80;
/// A name has no more words, and a zone so many signs.
const NAME_WORDS: usize = 4;
const ZONE_BYTES: usize = 5;

/// `>>> Ana Silva <ana@example.com> 05/05/2026 10:00 >>>`: arrows on both sides of name and date.
pub(super) fn is_arrowed(line: &str) -> bool {
    let inner = line.trim().strip_prefix(ARROWS).and_then(|rest| rest.strip_suffix(ARROWS));
    inner.is_some_and(|inner| {
        let evidence = Evidence::of(inner);
        evidence.has_year && evidence.has_clock && !inner.contains(ARROWS)
    })
}

/// `Ana Silva ---05/05/2026 10:00:00---Hens are`: a name, a moment between dashes, and how the message begins.
pub(super) fn is_noted(line: &str) -> bool {
    let Some((name, rest)) = line.split_once(NOTED) else { return false };
    rest.split_once(NOTED).is_some_and(|(moment, _)| {
        let evidence = Evidence::of(moment);
        let is_moment = moment.len() <= MOMENT_BYTES && evidence.has_year && evidence.has_clock;
        is_moment && !name.trim().is_empty() && name.len() <= NOTED_BYTES
    })
}

/// `Ana Silva @ Tue, 5 May 2026 10:00:05 +0200`: a meeting is announced so too, but without seconds and zone.
pub(super) fn name_at_date(text: &str, evidence: Evidence) -> Option<Strength> {
    let (name, date) = text.split_once(" @ ").filter(|_| evidence.has_year && evidence.has_clock)?;
    let is_name = name.split(' ').count() <= NAME_WORDS
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
        && !name.contains(char::is_numeric);
    let of_date = Evidence::of(date);
    let has_zone = date.rsplit(' ').next().is_some_and(|zone| {
        zone.len() == ZONE_BYTES
            && zone.starts_with(['+', '-'])
            && zone.bytes().skip(1).all(|byte| byte.is_ascii_digit())
    });
    let strength = if has_zone { Strength::Strong } else { Strength::Weak };
    (is_name && of_date.has_year && of_date.has_clock).then_some(strength)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_around_name_and_moment() {
        assert!(is_arrowed(">>> Ana Silva <ana@example.com> 05/05/2026 10:00 >>>"));
        assert!(!is_arrowed(">>> Ana Silva >>>"));
        assert!(is_noted("Ana Silva ---05/05/2026 10:00:00---Hens are"));
        for line in
            ["The mill --- in 2026 --- is closed.", "--- 05/05/2026 10:00 ---", "Ana --- 05/05/2026 10:00"]
        {
            assert!(!is_noted(line), "{line}");
        }
    }
}
