//! Names the closed sets that lexicons, the decision table and reports speak of: severities, axes, channels and their like.

mod alphabet;
mod frames;
mod named;
mod report;
mod rules;
mod shape;
mod word_list;

pub use alphabet::Alphabet;
pub use frames::{Effect, FrameName};
pub(crate) use named::named;
pub use report::{
    Action, Applicability, Axis, Channel, Direction, ModifierName, Profile, RegionKind, Severity,
};
pub use rules::{Check, Group, Reach, RuleProperty, Validator};
pub use shape::Shape;
pub use word_list::WordList;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_values() {
        assert_eq!(Severity::parse("warning"), Some(Severity::Warning));
        assert_eq!(Severity::parse("Warning"), None);
        assert!(Channel::ALL.into_iter().all(|channel| Channel::parse(channel.name()) == Some(channel)));
        assert_eq!(Check::numbered(Check::Crisis as u32), Some(Check::Crisis));
        assert_eq!(Check::numbered(0xFF), None);
    }

    #[test]
    fn a_header_is_in_no_mask() {
        assert_eq!(RegionKind::Header.bit(), 0);
        assert_eq!(RegionKind::OWN_WORDS, 0b111);
    }
}
