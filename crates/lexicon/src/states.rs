//! What the states of an automaton are while it is laid out.

/// A state while the automaton is laid out.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The words on which it goes on, sorted, and the next state for each.
    pub(super) edges: Vec<Edge>,
    /// The next state on any word, on a name, on a number, and the one from which a walk goes back from the word at which it
    /// entered.
    pub(super) specials: [u32; 4],
    /// Packed accepts.
    pub(super) accepts: Vec<[u32; 2]>,
    /// The states that it is, if it is several at once; then it has nothing else.
    pub(super) forks: Vec<u32>,
}

/// A word, or the number of a list of words, and the state to which it leads.
pub(super) type Edge = (u32, u32);

/// The bits of what may come next behind a state, and of what may come later.
pub(super) type Needs = (u64, u64);

/// The states that first words, names and numbers lead to: [`super::table::ROOTS`] per word, and a pair per root.
#[derive(Debug, Clone, Copy)]
pub(super) struct Roots<'r> {
    pub(super) words: &'r [u32],
    pub(super) specials: &'r [u32],
}
