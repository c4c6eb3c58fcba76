//! Describes one rule as a lexicon file states it, ready to be read in place.

use std::borrow::Cow;

/// Text that lives in the binary for built-in rules and on the heap for a user's.
pub type Text = Cow<'static, str>;

/// A list that lives in the binary for built-in rules and on the heap for a user's.
pub type List = Cow<'static, [Text]>;

/// One rule: what it looks for and what it says.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Letter and three digits, such as `S001`.
    pub code: Text,
    /// Kebab-case name of the problem.
    pub name: Text,
    /// Name of its group, such as `sensitive`.
    pub group: Text,
    /// `error`, `warning`, `info` or `hint`.
    pub severity: Text,
    /// Evidence per axis: (axis name, weight in 0..=1).
    pub weights: Cow<'static, [(Text, f32)]>,
    /// Recommended channel, as in a verdict; empty if none.
    pub channel: Text,
    /// Write it down after talking.
    pub follow_up: bool,
    /// What the text does.
    pub message: Text,
    /// Why it matters.
    pub note: Text,
    /// What to do.
    pub help: Text,
    /// Region kinds in which it speaks, as a mask of `RegionKind::bit`.
    pub zones: u8,
    /// Profiles in which it speaks; empty means all.
    pub profiles: List,
    /// Whether a negation just before a hit silences it.
    pub negatable: bool,
    /// False when it never stops a send.
    pub blocks: bool,
    /// Name of the check function that produces or filters its hits; empty if none.
    pub check: Text,
    /// The terms as written, for `explain` and `lexicon list`.
    pub terms: List,
    /// The exceptions as written.
    pub unless: List,
    /// Texts on which the rule speaks.
    pub fires: List,
    /// Texts on which it stays silent.
    pub quiet: List,
    /// Where the rule's reasons come from.
    pub sources: List,
}
