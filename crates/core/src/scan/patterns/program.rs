//! Runs the expressions of built-in patterns as programs that were laid out when presend was built.

#![expect(
    clippy::indexing_slicing,
    reason = "cells name cells of their own program, and a search makes room for each state at each place"
)]

use std::ops::Range;

use super::anchor::Anchor;
use super::room::{Room, Step};
use super::starts::{Starts, holds};
use crate::builtin::PATTERN_PROGRAMS;
use presend_lexicon::program::{
    ANCHOR, BYTES, CAPTURE, CHOICE, CHOICE_BY_BYTE, CLASS, HEAD, HEADS, LOOK, MATCH, NEEDED, RANGES,
};

/// Begin and end of the whole match, and of the group that is the value.
type Slots = [Option<usize>; 4];

/// One expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Program {
    cells: &'static [[u8; 4]],
    /// The two cells of each state.
    states: &'static [[[u8; 4]; 2]],
}

impl Program {
    /// Returns the programs of a built-in pattern by its number: that of its value, then those of its exceptions.
    pub(super) fn of(pattern: usize) -> impl Iterator<Item = Program> {
        let cells: &'static [[u8; 4]] = &PATTERN_PROGRAMS;
        let at = |place: usize| cells.get(place).map_or(0, |cell| u32::from_le_bytes(*cell) as usize);
        let patterns = at(0);
        let numbers = if pattern < patterns { at(1 + pattern)..at(2 + pattern) } else { 0..0 };
        numbers.filter_map(move |number| {
            let cells = cells.get(at(2 + patterns + number)..)?;
            Some(Program { cells, states: cells.get(HEAD..)?.as_chunks().0 })
        })
    }

    #[inline]
    fn cell(&self, place: usize) -> u32 {
        u32::from_le_bytes(self.cells[place])
    }

    /// Returns the two cells of a state.
    #[inline]
    fn state(&self, state: u32) -> [u32; 2] {
        self.states[state as usize].map(u32::from_le_bytes)
    }

    /// Calls `found` for each match with its place, and that of the group that is the value if it took part; until it
    /// returns false.
    pub(super) fn each(
        &self,
        text: &[u8],
        room: &mut Room,
        mut found: impl FnMut(Range<usize>, Option<Range<usize>>) -> bool,
    ) {
        let mut at = 0;
        while let Some([start, end, group_start, group_end]) = self.find(text, at, room) {
            let (start, end) = (start.unwrap_or(at), end.unwrap_or(at));
            let group = group_start.zip(group_end).map(|(start, end)| start..end);
            at = end.max(start + 1);
            if !found(start..end, group) {
                return;
            }
        }
    }

    /// Returns the slots of the first match that begins at `from` or behind it.
    fn find(&self, text: &[u8], from: usize, room: &mut Room) -> Option<Slots> {
        let starts = self.starts(text);
        room.make(self.cell(9) as usize * (text.len() + 1));
        let (anchor, mut next, mut at) = (self.anchor(ANCHOR), None, from);
        let begin = self.begin();
        let found = loop {
            if let Some(anchor) = anchor {
                if next.is_none_or(|next| next < at) {
                    next = anchor.next(text, at);
                }
                match next {
                    Some(next) => at = at.max(anchor.first_start(next)),
                    None => break None,
                }
            }
            let Some(start) = starts.next(text, at) else { break None };
            at = start;
            // Those bytes must stand behind the beginning.
            if anchor.is_some() && next.is_some_and(|next| next < at) {
                continue;
            }
            if let Some(found) = self.run(text, (begin, at), room) {
                break Some(found);
            }
            at += 1;
        };
        room.forget();
        found
    }

    fn anchor(&self, place: usize) -> Option<Anchor> {
        Anchor::of(std::array::from_fn(|cell| self.cell(place + cell)))
    }

    /// Returns false if what stands in every match does not stand in a text.
    pub(super) fn may_stand_in(&self, text: &[u8]) -> bool {
        let anchors = [NEEDED, ANCHOR].into_iter().filter_map(|place| self.anchor(place));
        anchors.into_iter().all(|anchor| anchor.next(text, 0).is_some())
    }

    /// Returns where matches may begin in a text.
    fn starts(&self, text: &[u8]) -> Starts {
        let bits = |place: usize| -> [u32; 8] { std::array::from_fn(|word| self.cell(place + word)) };
        let (firsts, heads) = (bits(1), bits(HEADS));
        let may_be_empty = firsts == [u32::MAX; 8];
        let end = text.len() + usize::from(may_be_empty);
        Starts { firsts, heads: (heads != [u32::MAX; 8]).then_some(heads), look: self.first_look(), end }
    }

    /// Returns what must hold where a match begins, if that is the first thing that the expression asks for: mostly that a word
    /// begins there.
    fn first_look(&self) -> Option<u32> {
        let [first, _] = self.state(self.behind_start());
        (first & 0xFF == LOOK).then_some(first >> 8)
    }

    /// Returns the state with which a match begins, where it is known that what must hold there does.
    fn begin(&self) -> u32 {
        let state = self.behind_start();
        let [first, next] = self.state(state);
        if first & 0xFF == LOOK { next } else { state }
    }

    /// Returns the state behind the one that notes where a match begins: that is known.
    fn behind_start(&self) -> u32 {
        let [first, next] = self.state(self.cell(0));
        if first == CAPTURE { next } else { self.cell(0) }
    }

    /// Returns the slots of a match that begins at `from`.
    fn run(&self, text: &[u8], (begin, from): (u32, usize), room: &mut Room) -> Option<Slots> {
        let mut slots = [Some(from), None, None, None];
        room.stack.clear();
        let mut next = Some(Step::Go(begin, from));
        while let Some(step) = next {
            match step {
                Step::Restore(slot, before) => slots[slot] = before,
                Step::Go(state, at) => {
                    if self.go(text, (state, at), room, &mut slots) {
                        return Some(slots);
                    }
                }
            }
            next = room.stack.pop();
        }
        None
    }

    /// Goes on from a state at a place, as far as there is no choice or to the first of it; returns true if that is a match.
    fn go(&self, text: &[u8], (mut state, mut at): (u32, usize), room: &mut Room, slots: &mut Slots) -> bool {
        loop {
            room.count_step();
            let [first, second] = self.state(state);
            let (count, place) = ((first >> 8) as usize, second as usize);
            match first & 0xFF {
                MATCH => return true,
                BYTES => {
                    let [_, least, most, _] = first.to_le_bytes();
                    if !text.get(at).is_some_and(|byte| (least..=most).contains(byte)) {
                        return false;
                    }
                    (state, at) = (second, at + 1);
                }
                CLASS => {
                    let is_in = |byte: &u8| self.cell(count + usize::from(byte / 32)) >> (byte % 32) & 1 == 1;
                    if !text.get(at).is_some_and(is_in) {
                        return false;
                    }
                    (state, at) = (second, at + 1);
                }
                RANGES => {
                    let Some(next) = text.get(at).and_then(|byte| self.next(*byte, place, count)) else {
                        return false;
                    };
                    (state, at) = (next, at + 1);
                }
                LOOK if holds(first >> 8, text, at) => state = second,
                kind @ (CHOICE | CHOICE_BY_BYTE) => {
                    if !room.is_new(count * (text.len() + 1) + at) {
                        return false;
                    }
                    let list = if kind == CHOICE { place } else { self.list_for(place, text.get(at)) };
                    let Some(last) = (self.cell(list) as usize).checked_sub(1) else { return false };
                    for other in (1..=last).rev() {
                        room.stack.push(Step::Go(self.cell(list + 1 + other), at));
                    }
                    state = self.cell(list + 1);
                }
                CAPTURE => {
                    if let Some(slot) = slots.get_mut(count) {
                        room.stack.push(Step::Restore(count, *slot));
                        *slot = Some(at);
                    }
                    state = second;
                }
                _ => return false,
            }
        }
    }

    /// Returns where the list begins of a choice that has one for each byte: the numbers of the lists come first, four in a cell,
    /// then their places. The first list is that of the end of the text.
    #[inline]
    fn list_for(&self, place: usize, byte: Option<&u8>) -> usize {
        let number = byte.map_or(0, |byte| self.cell(place + usize::from(byte / 4)) >> (byte % 4 * 8) & 0xFF);
        self.cell(place + 64 + number as usize) as usize
    }

    /// Returns the state behind the range that holds a byte, among `count` sorted ranges from `rows` on.
    #[inline]
    fn next(&self, byte: u8, rows: usize, count: usize) -> Option<u32> {
        let ranges = self.cells[rows..rows + count * 2].as_chunks::<2>().0;
        let [bounds, next] = ranges.iter().find(|[bounds, _]| byte <= bounds[1])?;
        (bounds[0] <= byte).then_some(u32::from_le_bytes(*next))
    }
}
