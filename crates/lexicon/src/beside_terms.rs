//! Holds what a lexicon is compiled with beside its rules: more words, their flags, what to leave out.

/// What is to be known beside what rules say.
#[derive(Debug, Default)]
pub(crate) struct BesideTerms<'w> {
    /// The commonest words of texts in the order of their use: they are numbered first.
    pub(crate) by_use: Vec<&'w str>,
    /// Words that are numbered beside those of the terms.
    pub(crate) numbered: Vec<&'w str>,
    /// Flags that words get which have a number.
    pub(crate) flagged: Vec<(&'w str, u32)>,
    /// What only the page of a rule shows is left out: terms as they are written, examples, sources.
    pub(crate) without_pages: bool,
}
