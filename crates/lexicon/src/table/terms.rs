//! Says where walks through the automaton begin, and whose term ends where.

/// Where a walk through the automaton begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// Terms of rules, inside a sentence.
    Rules = 0,
    /// Terms of rules, at the start of a sentence.
    RulesAtStart = 1,
    /// Context frames, inside a sentence.
    Frames = 2,
    /// Context frames, at the start of a sentence.
    FramesAtStart = 3,
    /// What a term found is judged by, exceptions and suggestions, inside a sentence.
    Exceptions = 4,
    /// Exceptions and suggestions, at the start of a sentence.
    ExceptionsAtStart = 5,
}

/// How many roots there are.
pub(crate) const ROOTS: usize = 6;

impl Root {
    /// Returns the root to begin from with a word that begins a sentence.
    #[must_use]
    #[inline]
    pub const fn at_start(self) -> Root {
        match self {
            Root::Rules | Root::RulesAtStart => Root::RulesAtStart,
            Root::Frames | Root::FramesAtStart => Root::FramesAtStart,
            Root::Exceptions | Root::ExceptionsAtStart => Root::ExceptionsAtStart,
        }
    }
}

/// What an accepted term is to its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermKind {
    /// A term that makes the rule speak.
    Term = 0,
    /// A term that counts only beside another hit.
    Weak = 1,
    /// A term that silences an overlapping hit.
    Unless = 2,
    /// A term that silences a hit in the same sentence.
    UnlessNear = 3,
    /// Words that a suggestion replaces.
    Suggest = 4,
    /// A term that is right more often than its rule.
    Sure = 5,
}

impl TermKind {
    /// Every kind, by number.
    pub const ALL: [TermKind; 6] = [
        TermKind::Term,
        TermKind::Weak,
        TermKind::Unless,
        TermKind::UnlessNear,
        TermKind::Suggest,
        TermKind::Sure,
    ];
}

/// The end of a term: whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accept {
    /// Number of the rule, or of the frame in a walk from [`Root::Frames`].
    pub rule: u32,
    /// What the term is to the rule.
    pub kind: TermKind,
    /// It counts only at the start of a sentence.
    pub at_start: bool,
    /// It counts only at the end of a sentence.
    pub at_end: bool,
    /// Number of the term in its list, or of the suggestion in its rule.
    pub index: u32,
}

impl Accept {
    /// Packs the accept into two words of a table.
    #[must_use]
    pub fn pack(self) -> [u32; 2] {
        [
            self.rule << 8 | u32::from(self.at_start) << 7 | (self.kind as u32) << 1 | u32::from(self.at_end),
            self.index,
        ]
    }

    /// Unpacks two words of a table.
    #[must_use]
    pub fn unpack(first: u32, index: u32) -> Accept {
        let kind = TermKind::ALL.get(((first >> 1) & 0x3F) as usize).copied().unwrap_or(TermKind::Term);
        Accept { rule: first >> 8, kind, at_start: first >> 7 & 1 == 1, at_end: first & 1 == 1, index }
    }
}
