//! Lays out the expressions of the built-in patterns as programs over bytes, so that none is compiled when presend runs.
//!
//! All numbers are cells of four bytes, little-endian. The file begins with how many patterns there are, then for each of them,
//! and once more behind the last, the number of its first expression: that of the value, behind which its exceptions follow.
//! Then comes the place of each expression, counted in cells. An expression is its first state, the eight cells of the bytes
//! that a match may begin with, how many choices there are, what every match holds, which three bytes a match may begin with, two
//! cells for each state, and the rows that states point to, from the first cell of the expression. `presend_lexicon::program` says
//! what the cells mean; `scan/patterns/program.rs` in the core runs them.

use std::collections::HashMap;

use crate::anchors::{Anchor, anchors};
use crate::heads::heads;
use crate::states::ranges;
use presend_lexicon::program::{
    BYTES, CAPTURE, CHOICE, CHOICE_BY_BYTE, CLASS, FAIL, HEAD, LINE_END, LINE_START, LOOK, MATCH,
    NO_WORD_EDGE, RANGES, TEXT_END, TEXT_START, WORD_EDGE,
};
use presend_lexicon::{Lexicon, Pattern};
use regex_automata::nfa::thompson::{NFA, State, Transition, WhichCaptures};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;

/// A choice among this many states or more has a list for each byte.
const MANY: usize = 4;

/// Returns the programs of all patterns of packed lexicons. Without their heads, which press badly, they find the same, after more
/// tries.
///
/// # Errors
/// Returns each expression that cannot be laid out, with the reason.
pub(crate) fn programs(packed: &[u8], with_heads: bool) -> Result<Vec<u8>, Vec<String>> {
    let lexicon = Lexicon::open(packed).map_err(|error| vec![error.to_string()])?;
    let (mut firsts, mut bodies, mut errors) = (vec![0], Vec::new(), Vec::new());
    for pattern in lexicon.patterns.iter() {
        for expression in std::iter::once(&*pattern.regex).chain(pattern.not.iter()) {
            match program(expression, &pattern, with_heads) {
                Ok(cells) => bodies.push(cells),
                Err(reason) => errors.push(format!("the pattern `{expression}`: {reason}")),
            }
        }
        firsts.push(small(bodies.len()));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut cells = vec![small(lexicon.patterns.len())];
    cells.extend(firsts);
    let mut place = cells.len() + bodies.len();
    for body in &bodies {
        cells.push(small(place));
        place += body.len();
    }
    cells.extend(bodies.into_iter().flatten());
    Ok(cells.into_iter().flat_map(u32::to_le_bytes).collect())
}

/// Lays out one expression. It is read without Unicode where that is possible, as the program itself reads those of a user.
fn program(expression: &str, pattern: &Pattern<'_>, with_heads: bool) -> Result<Vec<u32>, String> {
    let build = |unicode: bool| {
        NFA::compiler()
            .configure(NFA::config().utf8(false).which_captures(WhichCaptures::All))
            .syntax(syntax::Config::new().unicode(unicode).utf8(false))
            .build(expression)
            .map_err(|error| error.to_string())
    };
    let nfa = build(false).or_else(|_| build(true))?;
    let is_value = expression == &*pattern.regex;
    let wanted = if is_value { pattern.group as usize } else { 0 };
    let mut cells = vec![small(nfa.start_anchored().as_usize())];
    cells.extend(first_bytes(&nfa, nfa.start_anchored()));
    let mut rows = Rows {
        behind: HEAD + nfa.states().len() * 2,
        choices: 0,
        classes: HashMap::new(),
        cells: Vec::new(),
    };
    let states = nfa.states().iter().map(|state| rows.state(&nfa, state, wanted));
    let states = states.collect::<Result<Vec<[u32; 2]>, String>>()?;
    cells.push(rows.choices);
    cells.extend(anchors(&nfa).iter().flat_map(Anchor::cells));
    // Exceptions are seldom looked for.
    cells.extend(if is_value && with_heads { heads(&nfa) } else { [u32::MAX; 8] });
    cells.extend(states.into_iter().flatten());
    cells.extend(rows.cells);
    Ok(cells)
}

/// What does not fit into the two cells of a state.
struct Rows {
    /// How many cells stand before the rows.
    behind: usize,
    /// How many states are choices.
    choices: u32,
    /// Where the bits of each class stand.
    classes: HashMap<[u32; 8], u32>,
    cells: Vec<u32>,
}

impl Rows {
    /// Returns the two cells of a state.
    fn state(&mut self, nfa: &NFA, state: &State, wanted: usize) -> Result<[u32; 2], String> {
        Ok(match state {
            State::ByteRange { trans } => {
                [BYTES | u32::from(trans.start) << 8 | u32::from(trans.end) << 16, id(trans.next)]
            }
            State::Sparse(_) | State::Dense(_) => {
                let (place, ranges) = (self.place(), ranges(state));
                if let Some(next) = only_next(&ranges) {
                    return Ok([CLASS | self.class(&ranges) << 8, id(next)]);
                }
                for range in &ranges {
                    self.cells.extend([u32::from(range.start) | u32::from(range.end) << 8, id(range.next)]);
                }
                [RANGES | small(ranges.len()) << 8, place]
            }
            State::Look { look, next } => [LOOK | look_number(*look)? << 8, id(*next)],
            State::Union { alternates } => self.choice(nfa, alternates),
            State::BinaryUnion { alt1, alt2 } => self.choice(nfa, &[*alt1, *alt2]),
            State::Capture { next, group_index, slot, .. } => {
                let is_end = slot.as_u32() % 2;
                // A group that nobody asks for has no slot: it is a step that always holds.
                let slot = match group_index.as_usize() {
                    0 => is_end,
                    group if group == wanted => 2 + is_end,
                    _ => 0xFF,
                };
                [CAPTURE | slot << 8, id(*next)]
            }
            State::Fail => [FAIL, 0],
            State::Match { .. } => [MATCH, 0],
        })
    }

    /// Returns where the bits of the bytes of ranges stand, laid out once for each class.
    fn class(&mut self, ranges: &[Transition]) -> u32 {
        let mut bits = [0; 8];
        for byte in ranges.iter().flat_map(|range| range.start..=range.end) {
            bits[usize::from(byte / 32)] |= 1 << (byte % 32);
        }
        let place = self.place();
        *self.classes.entry(bits).or_insert_with(|| {
            self.cells.extend(bits);
            place
        })
    }

    /// Lays out a choice. One among many states gets a list for each byte, of those that may go on with it.
    fn choice(&mut self, nfa: &NFA, alternates: &[StateID]) -> [u32; 2] {
        let number = self.choices << 8;
        self.choices += 1;
        if alternates.len() < MANY {
            return [CHOICE | number, self.list(alternates)];
        }
        let starts: Vec<[u32; 8]> = alternates.iter().map(|state| first_bytes(nfa, *state)).collect();
        // The first list is for the end of the text, where a look may still hold.
        let mut lists = vec![alternates.to_vec()];
        let mut table = [0; 256];
        for (byte, slot) in table.iter_mut().enumerate() {
            let may_go_on = |start: &[u32; 8]| start[byte / 32] >> (byte % 32) & 1 == 1;
            let list: Vec<StateID> = alternates
                .iter()
                .zip(&starts)
                .filter(|(_, start)| may_go_on(start))
                .map(|(state, _)| *state)
                .collect();
            let known = lists.iter().position(|known| *known == list);
            *slot = known.unwrap_or_else(|| {
                lists.push(list);
                lists.len() - 1
            });
        }
        let places: Vec<u32> = lists.iter().map(|list| self.list(list)).collect();
        let place = self.place();
        let number_of = |list: &usize| {
            u32::from(
                u8::try_from(*list)
                    .expect("bytes share lists, or the lists of a choice have no numbers of a byte"),
            )
        };
        self.cells.extend(table.chunks(4).map(|four| {
            four.iter().zip([0, 8, 16, 24]).fold(0, |cell, (list, shift)| cell | number_of(list) << shift)
        }));
        self.cells.extend(places);
        [CHOICE_BY_BYTE | number, place]
    }

    /// Lays out a list of states behind their number.
    fn list(&mut self, states: &[StateID]) -> u32 {
        let place = self.place();
        self.cells.push(small(states.len()));
        self.cells.extend(states.iter().map(|state| id(*state)));
        place
    }

    fn place(&self) -> u32 {
        small(self.behind + self.cells.len())
    }
}

/// Returns the state behind all ranges, if it is one.
fn only_next(ranges: &[Transition]) -> Option<StateID> {
    let next = ranges.first()?.next;
    ranges.iter().all(|range| range.next == next).then_some(next)
}

/// Returns the number of what must hold between two bytes.
fn look_number(look: Look) -> Result<u32, String> {
    Ok(match look {
        Look::Start => TEXT_START,
        Look::End => TEXT_END,
        Look::StartLF => LINE_START,
        Look::EndLF => LINE_END,
        Look::WordAscii => WORD_EDGE,
        Look::WordAsciiNegate => NO_WORD_EDGE,
        _ => return Err(format!("{look:?} is not laid out")),
    })
}

/// Returns the bytes that may be taken first from a state, a bit for each; all of them where a match may take none.
fn first_bytes(nfa: &NFA, from: StateID) -> [u32; 8] {
    let (mut bytes, mut seen) = ([0; 8], vec![false; nfa.states().len()]);
    let mut next = vec![from];
    while let Some(state) = next.pop() {
        if std::mem::replace(&mut seen[state.as_usize()], true) {
            continue;
        }
        let mut add = |start: u8, end: u8| {
            (start..=end).for_each(|byte| bytes[usize::from(byte) / 32] |= 1 << (byte % 32));
        };
        match nfa.state(state) {
            State::ByteRange { .. } | State::Sparse(_) | State::Dense(_) => {
                ranges(nfa.state(state)).iter().for_each(|range| add(range.start, range.end));
            }
            State::Look { next: behind, .. } | State::Capture { next: behind, .. } => next.push(*behind),
            State::Union { alternates } => next.extend(alternates.iter()),
            State::BinaryUnion { alt1, alt2 } => next.extend([*alt1, *alt2]),
            State::Fail => {}
            State::Match { .. } => return [u32::MAX; 8],
        }
    }
    bytes
}

fn id(state: StateID) -> u32 {
    state.as_u32()
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
