//! Describes one rule as a lexicon file states it, ready to be read in place.

use std::borrow::Cow;

/// Text that lives in the binary for built-in rules and on the heap for a user's.
pub type Text = Cow<'static, str>;

/// Stands between the texts of a [`List`].
const SEPARATOR: char = '\u{1f}';

/// A list of texts, kept as one: each text of its own would be an address to fill in whenever the program starts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List(Text);

impl List {
    /// Makes a list of its packed form.
    #[must_use]
    pub const fn packed(texts: Text) -> List {
        List(texts)
    }

    /// Returns the packed form: each text with a separator behind it.
    #[must_use]
    pub fn as_packed(&self) -> &str {
        &self.0
    }

    /// Returns the texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(SEPARATOR)
    }

    /// Returns how many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.matches(SEPARATOR).count()
    }

    /// Returns true if and only if there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns true if and only if `text` is among them.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        self.iter().any(|other| other == text)
    }
}

impl FromIterator<String> for List {
    fn from_iter<I: IntoIterator<Item = String>>(texts: I) -> List {
        let mut packed = String::new();
        for text in texts {
            packed.extend(text.chars().filter(|&c| c != SEPARATOR));
            packed.push(SEPARATOR);
        }
        List(packed.into())
    }
}

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
    /// Better wordings, by the number that accepts of kind `Suggest` carry.
    pub suggestions: Cow<'static, [Wording]>,
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

/// A better wording for a hit.
#[derive(Debug, Clone)]
pub struct Wording {
    /// What it does.
    pub title: Text,
    /// What comes in place of the hit.
    pub text: Text,
    /// `safe`, `unsafe` or `display-only`.
    pub applicability: Text,
}

/// A regular expression of a rule.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Number of the rule.
    pub rule: u32,
    /// The expression.
    pub regex: Text,
    /// Literals of which one must stand in the text, case-blind; without any, seven digits close together must.
    pub gates: List,
    /// How many digits must stand near the gate at least.
    pub digits: u32,
    /// Lengths of groups of digits, as `3-2-4`, one of which must stand in the window; any if empty.
    pub groups: List,
    /// What the text near the gate must hold, or nothing.
    pub with: Text,
    /// A word of letters mixed with digits or signs must stand near the gate.
    pub mixed: bool,
    /// Name of a test of the value; empty for none.
    pub test: Text,
    /// The capture group that is the hit.
    pub group: u32,
    /// Expressions that drop an overlapping hit.
    pub not: List,
    /// Its line in its file, for errors.
    pub line: u32,
}

/// A context frame without its terms: what it does to hits near it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Name, such as `negation`.
    pub name: Text,
    /// Codes, groups, or `negatable`.
    pub rules: List,
    /// `before`, `after`, `around`, `sentence`, `paragraph` or `message`.
    pub reach: Text,
    /// Words between frame and hit at most.
    pub words: u32,
    /// `silence`, `soften`, `hint` or `info`.
    pub effect: Text,
    /// Factor on the weight.
    pub factor: f32,
    /// How many different hits it takes.
    pub least: u32,
}

/// Everything compiled from a set of lexicon files.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// Vocabulary and automaton.
    pub table: super::table::Table,
    /// The rules, by code.
    pub rules: Cow<'static, [Rule]>,
    /// Substrings and the number of their rule.
    pub marks: Cow<'static, [(Text, u32)]>,
    /// The gates of all patterns, triples sorted by the first: number of the key word, of the gate, offset of the word in it.
    pub gate_keys: Cow<'static, [u32]>,
    /// Regular expressions.
    pub patterns: Cow<'static, [Pattern]>,
    /// Context frames, by the number that accepts in a walk from `Root::Frames` carry.
    pub frames: Cow<'static, [Frame]>,
}
