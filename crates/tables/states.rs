//! Reads the states of an automaton: which bytes they take, and what is behind them.

use std::collections::BTreeSet;

use regex_automata::nfa::thompson::{NFA, State, Transition};
use regex_automata::util::primitives::StateID;

/// Returns the ranges of bytes that a state takes, sorted.
pub(crate) fn ranges(state: &State) -> Vec<Transition> {
    let single = |(byte, next): (u8, &StateID)| Transition { start: byte, end: byte, next: *next };
    match state {
        State::ByteRange { trans } => vec![*trans],
        State::Sparse(sparse) => sparse.transitions.to_vec(),
        State::Dense(dense) => (0..=u8::MAX)
            .zip(&dense.transitions)
            .map(single)
            .filter(|one| one.next != StateID::ZERO)
            .collect(),
        _ => Vec::new(),
    }
}

/// Returns the states that take the next byte, from some states on; `None` where it is a match to take none.
pub(crate) fn takers(nfa: &NFA, from: impl Iterator<Item = StateID>) -> Option<BTreeSet<StateID>> {
    let (mut next, mut seen, mut takers) = (from.collect::<Vec<_>>(), BTreeSet::new(), BTreeSet::new());
    while let Some(state) = next.pop() {
        match nfa.state(state) {
            _ if !seen.insert(state) => {}
            State::Match { .. } => return None,
            State::ByteRange { .. } | State::Sparse(_) | State::Dense(_) => _ = takers.insert(state),
            _ => next.extend(successors(nfa, state)),
        }
    }
    Some(takers)
}

/// Returns the states right behind a state.
pub(crate) fn successors(nfa: &NFA, state: StateID) -> Vec<StateID> {
    match nfa.state(state) {
        State::ByteRange { trans } => vec![trans.next],
        State::Sparse(sparse) => sparse.transitions.iter().map(|one| one.next).collect(),
        State::Dense(dense) => {
            dense.transitions.iter().copied().filter(|next| *next != StateID::ZERO).collect()
        }
        State::Look { next, .. } | State::Capture { next, .. } => vec![*next],
        State::Union { alternates } => alternates.to_vec(),
        State::BinaryUnion { alt1, alt2 } => vec![*alt1, *alt2],
        State::Fail | State::Match { .. } => Vec::new(),
    }
}
