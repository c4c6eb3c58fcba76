//! Finds the signs that stand in every match of an expression, so that it is tried only near them.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use presend_lexicon::program::{ANY, EITHER_CASE, ENDLESS, ONE_BYTE, SIGNS};
use regex_automata::nfa::thompson::{NFA, State, Transition};
use regex_automata::util::primitives::StateID;

use crate::states::{ranges, successors, takers};

/// More signs are not needed to find the place.
const MOST_SIGNS: usize = 8;
/// Signs that may stand farther from the beginning spare too little.
const MOST_REACH: usize = 200;
/// What stands at more than one of sixteen places tells too little.
const LEAST_WORTH: f64 = 4.0;
/// Letters of prose, the most frequent first.
const LETTERS: &[u8] = b"etaoinshrdlucmfwygpbvkxqjz";

/// What stands in every match: bytes side by side, of each of which some bits are known.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Anchor {
    /// Empty where there is nothing.
    signs: Vec<Sign>,
    /// At most so many bytes of a match stand before it; `None` where there may be more than are worth knowing.
    reach: Option<usize>,
}

/// One byte of those.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sign {
    mask: u8,
    value: u8,
}

impl Sign {
    /// Returns what all bytes of ranges have in common.
    fn of(ranges: impl Iterator<Item = Transition>) -> Sign {
        let bytes = ranges.flat_map(|range| range.start..=range.end);
        let (all, any) = bytes.fold((u8::MAX, 0), |(all, any), byte| (all & byte, any | byte));
        Sign { mask: all | !any, value: all }
    }

    /// Returns the share of the bytes of a text that have these bits, about.
    fn share(self) -> f64 {
        let own = (0..=u8::MAX).zip(&*SHARES).filter(|(byte, _)| byte & self.mask == self.value);
        own.map(|(_, share)| share).sum()
    }

    /// Returns how a byte of this kind is looked for.
    fn kind(self) -> u32 {
        let is_letter = self.value.is_ascii_uppercase();
        match self.mask {
            u8::MAX => ONE_BYTE,
            0xDF if is_letter => EITHER_CASE,
            _ => ANY,
        }
    }
}

/// The share of each byte in prose, about.
static SHARES: LazyLock<[f64; 256]> = LazyLock::new(|| {
    let all: f64 = (0..=u8::MAX).map(weight).sum();
    std::array::from_fn(|byte| weight(byte as u8) / all)
});

/// Returns how often a byte stands in prose, compared with others.
fn weight(byte: u8) -> f64 {
    let of_letter = |letter: u8| {
        let rank = LETTERS.iter().position(|other| *other == letter).unwrap_or(0);
        (120.0 - 5.0 * rank as f64).max(2.0)
    };
    match byte {
        b' ' => 180.0,
        b'a'..=b'z' => of_letter(byte),
        b'A'..=b'Z' => of_letter(byte.to_ascii_lowercase()) / 25.0,
        b'\n' | b'.' | b',' => 15.0,
        b'0'..=b'9' | b'-' => 4.0,
        0x80.. => 0.2,
        _ => 1.0,
    }
}

impl Anchor {
    /// Returns how much it tells: the more, the fewer places of a text have it.
    fn worth(&self) -> f64 {
        self.signs.iter().map(|sign| -sign.share().log2()).sum()
    }

    /// Returns its cells.
    pub(crate) fn cells(&self) -> [u32; SIGNS] {
        let of = |from: usize, part: fn(&Sign) -> u8| {
            let byte = |at: usize| self.signs.get(from + at).map_or(0, part);
            u32::from_le_bytes([0, 1, 2, 3].map(byte))
        };
        let ways = |sign: &Sign| (sign.kind() == ANY, sign.share());
        let by_rarity = |(_, one): &(u8, &Sign), (_, other): &(u8, &Sign)| {
            ways(one).partial_cmp(&ways(other)).unwrap_or(std::cmp::Ordering::Equal)
        };
        let (rarest, kind) =
            (0..).zip(&self.signs).min_by(by_rarity).map_or((0, ANY), |(at, sign)| (at, sign.kind()));
        let length = u8::try_from(self.signs.len()).unwrap_or(0);
        let reach = self.reach.and_then(|reach| u8::try_from(reach).ok()).unwrap_or(ENDLESS);
        let rest = u32::from_le_bytes([length, reach, rarest, u8::try_from(kind).unwrap_or(0)]);
        [
            of(0, |sign| sign.mask),
            of(4, |sign| sign.mask),
            of(0, |sign| sign.value),
            of(4, |sign| sign.value),
            rest,
        ]
    }
}

/// Returns of what stands in every match that which tells most, first among what is near the beginning, then among all.
pub(crate) fn anchors(nfa: &NFA) -> [Anchor; 2] {
    let (mut near, mut any) = (Anchor::default(), Anchor::default());
    for state in some_way(nfa) {
        let mut anchor = Anchor { signs: signs_from(nfa, state), reach: None };
        if anchor.worth() <= near.worth().max(LEAST_WORTH) || !is_on_every_way(nfa, state) {
            continue;
        }
        let way = longest_way(nfa, nfa.start_anchored(), state, &mut HashMap::new());
        anchor.reach = way.ok().flatten().filter(|reach| *reach <= MOST_REACH);
        if anchor.reach.is_some() {
            near = anchor.clone();
        }
        if anchor.worth() > any.worth() {
            any = anchor;
        }
    }
    if any == near { [near, Anchor::default()] } else { [near, any] }
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

/// Returns what the bytes have in common that must follow one another from a state on, whichever way is taken.
fn signs_from(nfa: &NFA, state: StateID) -> Vec<Sign> {
    let (mut signs, mut states) = (Vec::new(), BTreeSet::from([state]));
    while signs.len() < MOST_SIGNS
        && let Some(takers) = takers(nfa, states.iter().copied())
        && !takers.is_empty()
    {
        let taken = || takers.iter().flat_map(|state| ranges(nfa.state(*state)));
        signs.push(Sign::of(taken()));
        states = taken().map(|range| range.next).collect();
    }
    let known = signs.iter().rposition(|sign| sign.mask != 0).map_or(0, |last| last + 1);
    signs.truncate(known);
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
