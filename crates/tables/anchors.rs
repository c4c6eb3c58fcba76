//! Finds the signs that stand in every match of an expression, so that it is tried only near them.

use std::collections::HashMap;

use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;

/// More signs are not needed to find the place.
const MOST_SIGNS: usize = 8;
/// Signs that may stand farther from the beginning spare too little.
const MOST_REACH: usize = 200;

/// What stands in every match.
#[derive(Debug, Default)]
pub(crate) struct Anchor {
    /// Empty where there is nothing.
    pub(crate) signs: Vec<u8>,
    /// At most so many bytes of a match stand before it.
    pub(crate) reach: usize,
}

/// Returns the longest such signs, of equally long ones the first.
pub(crate) fn anchor(nfa: &NFA) -> Anchor {
    let mut best = Anchor::default();
    for state in some_way(nfa) {
        let signs = signs_from(nfa, state);
        if signs.len() > best.signs.len() && is_on_every_way(nfa, state) {
            let reach = longest_way(nfa, nfa.start_anchored(), state, &mut HashMap::new());
            if let Ok(Some(reach)) = reach
                && reach <= MOST_REACH
            {
                best = Anchor { signs, reach };
            }
        }
    }
    best
}

/// Returns the states of one way to a match: what is on every way is on this one.
fn some_way(nfa: &NFA) -> Vec<StateID> {
    let mut before: HashMap<StateID, StateID> = HashMap::new();
    let mut next = vec![nfa.start_anchored()];
    while let Some(state) = next.pop() {
        if matches!(nfa.state(state), State::Match { .. }) {
            let way = std::iter::successors(Some(state), |state| before.get(state).copied());
            let mut way: Vec<StateID> = way.collect();
            way.reverse();
            return way;
        }
        for behind in successors(nfa, state) {
            if behind != nfa.start_anchored() && !before.contains_key(&behind) {
                before.insert(behind, state);
                next.push(behind);
            }
        }
    }
    Vec::new()
}

/// Returns the bytes that must follow one another from a state on.
fn signs_from(nfa: &NFA, mut state: StateID) -> Vec<u8> {
    let mut signs = Vec::new();
    while let State::ByteRange { trans } = nfa.state(state)
        && trans.start == trans.end
        && signs.len() < MOST_SIGNS
    {
        signs.push(trans.start);
        state = trans.next;
    }
    signs
}

/// Returns true if and only if no match goes past a state.
fn is_on_every_way(nfa: &NFA, state: StateID) -> bool {
    let mut seen = vec![false; nfa.states().len()];
    let mut next = vec![nfa.start_anchored()];
    while let Some(at) = next.pop() {
        if at == state || std::mem::replace(&mut seen[at.as_usize()], true) {
            continue;
        }
        if matches!(nfa.state(at), State::Match { .. }) {
            return false;
        }
        next.extend(successors(nfa, at));
    }
    true
}

/// A way that may be as long as one likes.
struct Endless;

/// Returns how many bytes are taken at most from one state to another; `None` where no way leads there.
fn longest_way(
    nfa: &NFA,
    from: StateID,
    to: StateID,
    known: &mut HashMap<StateID, Option<Option<usize>>>,
) -> Result<Option<usize>, Endless> {
    if from == to {
        return Ok(Some(0));
    }
    match known.get(&from) {
        Some(Some(length)) => return Ok(*length),
        // The way has come back to where it is.
        Some(None) => return Err(Endless),
        None => {}
    }
    known.insert(from, None);
    let takes = matches!(nfa.state(from), State::ByteRange { .. } | State::Sparse(_) | State::Dense(_));
    let mut longest = None;
    for next in successors(nfa, from) {
        let way = longest_way(nfa, next, to, known)?;
        longest = longest.max(way.map(|length| length + usize::from(takes)));
    }
    known.insert(from, Some(longest));
    Ok(longest)
}

fn successors(nfa: &NFA, state: StateID) -> Vec<StateID> {
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
