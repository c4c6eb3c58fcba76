//! Squeezes the programs of patterns: what points is counted from where it stands, so that equal parts are equal anywhere.

#[cfg(feature = "built-in")]
use super::columns::Writer;
use super::columns::{Column, Reader};
use crate::pack::small;
use crate::program::{CHOICE, CHOICE_BY_BYTE, CLASS, HEAD, RANGES};

/// Cells of a class: a bit for each byte.
const CLASS_CELLS: usize = 8;
/// Cells of the table of a choice by byte.
const BYTE_CELLS: usize = 64;

#[cfg(feature = "built-in")]
pub(super) fn squeeze(programs: &[u8], columns: &mut Writer) -> Option<()> {
    let cells: Vec<u32> = programs.as_chunks::<4>().0.iter().map(|cell| u32::from_le_bytes(*cell)).collect();
    let patterns = *cells.first()? as usize;
    let firsts = cells.get(1..patterns + 2)?;
    let count = *firsts.last()? as usize;
    let places = cells.get(patterns + 2..patterns + 2 + count)?;
    columns.put(Column::ProgramHeads, small(patterns));
    firsts.iter().for_each(|first| columns.put(Column::ProgramHeads, *first));
    let ends = places.iter().skip(1).copied().chain([small(cells.len())]);
    for (place, end) in places.iter().zip(ends) {
        let body = cells.get(*place as usize..end as usize)?;
        let behind = states_of(body)?;
        columns.put(Column::ProgramHeads, small((behind - HEAD) / 2));
        body.get(..HEAD)?.iter().for_each(|cell| columns.put(Column::ProgramHeads, *cell));
        let mut program = Program { cells: body, row: behind, classes: Vec::new() };
        for (number, state) in body.get(HEAD..behind)?.as_chunks::<2>().0.iter().enumerate() {
            program.squeeze(columns, small(number), *state)?;
        }
    }
    Some(())
}

/// Returns where the states of a program end: where its first row lies, or with it.
#[cfg(feature = "built-in")]
fn states_of(body: &[u32]) -> Option<usize> {
    let (mut at, mut behind) = (HEAD, body.len());
    while at < behind {
        let [cell, next] = *body.get(at..)?.first_chunk()?;
        match cell & 0xFF {
            RANGES | CHOICE => behind = behind.min(next as usize),
            CLASS => behind = behind.min((cell >> 8) as usize),
            CHOICE_BY_BYTE => behind = behind.min(*body.get(next as usize + BYTE_CELLS)? as usize),
            _ => {}
        }
        at += 2;
    }
    (at == behind).then_some(behind)
}

/// A program whose states are read one after the other: their rows lie in the same order.
#[cfg(feature = "built-in")]
struct Program<'c> {
    cells: &'c [u32],
    /// Where the next row lies.
    row: usize,
    /// Where the bits of classes lie.
    classes: Vec<u32>,
}

#[cfg(feature = "built-in")]
impl<'c> Program<'c> {
    fn squeeze(&mut self, columns: &mut Writer, number: u32, [cell, next]: [u32; 2]) -> Option<()> {
        let step = |state: u32| state.wrapping_sub(number).cast_signed();
        match cell & 0xFF {
            CLASS => {
                columns.put(Column::Operations, CLASS);
                columns.put_signed(Column::Steps, step(next));
                let known = self.classes.iter().rev().position(|place| *place == cell >> 8);
                columns.put(Column::Classes, known.map_or(0, |back| small(back + 1)));
                if known.is_none() {
                    self.classes.push(cell >> 8);
                    self.take(CLASS_CELLS)?.iter().for_each(|bits| columns.put(Column::Classes, *bits));
                }
            }
            RANGES => {
                columns.put(Column::Operations, cell);
                for [bounds, next] in self.take((cell >> 8) as usize * 2)?.as_chunks::<2>().0 {
                    columns.put(Column::Ranges, *bounds);
                    columns.put_signed(Column::Ranges, step(*next));
                }
            }
            CHOICE => {
                columns.put(Column::Operations, CHOICE);
                self.squeeze_list(columns, number)?;
            }
            CHOICE_BY_BYTE => {
                columns.put(Column::Operations, CHOICE_BY_BYTE);
                let mut lists = 0;
                while self.row < next as usize {
                    self.squeeze_list(columns, number)?;
                    lists += 1;
                }
                columns.put(Column::Choices, 0);
                for list in self.take(BYTE_CELLS)?.iter().flat_map(|four| four.to_le_bytes()) {
                    columns.put(Column::Bytes, list.into());
                }
                self.take(lists)?;
            }
            _ => {
                columns.put(Column::Operations, cell);
                columns.put_signed(Column::Steps, step(next));
            }
        }
        Some(())
    }

    fn squeeze_list(&mut self, columns: &mut Writer, number: u32) -> Option<()> {
        let count = *self.take(1)?.first()?;
        columns.put(Column::Choices, count + 1);
        for state in self.take(count as usize)? {
            columns.put_signed(Column::Choices, state.wrapping_sub(number).cast_signed());
        }
        Some(())
    }

    /// Takes so many cells of rows.
    fn take(&mut self, count: usize) -> Option<&'c [u32]> {
        let taken = self.cells.get(self.row..self.row + count)?;
        self.row += count;
        Some(taken)
    }
}

pub(super) fn expand(columns: &mut Reader<'_>) -> Option<Vec<u8>> {
    let patterns = columns.take(Column::ProgramHeads)?;
    let mut cells = vec![patterns];
    for _ in 0..=patterns {
        cells.push(columns.take(Column::ProgramHeads)?);
    }
    let (first, count) = (cells.len(), *cells.last()? as usize);
    cells.extend((0..count).map(|_| 0));
    for number in 0..count {
        *cells.get_mut(first + number)? = small(cells.len());
        let mut program = Grown { cells: Vec::new(), choices: 0, classes: Vec::new() };
        program.expand(columns)?;
        cells.append(&mut program.cells);
    }
    Some(cells.into_iter().flat_map(u32::to_le_bytes).collect())
}

/// A program that grows.
struct Grown {
    cells: Vec<u32>,
    choices: u32,
    /// Where the bits of classes lie.
    classes: Vec<u32>,
}

impl Grown {
    fn expand(&mut self, columns: &mut Reader<'_>) -> Option<()> {
        let states = columns.take(Column::ProgramHeads)?;
        for _ in 0..HEAD {
            self.cells.push(columns.take(Column::ProgramHeads)?);
        }
        self.cells.extend((0..states).flat_map(|_| [0, 0]));
        for number in 0..states {
            let state = self.state(columns, number)?;
            let cells = self.cells.get_mut(HEAD + number as usize * 2..)?;
            *cells.first_chunk_mut()? = state;
        }
        Some(())
    }

    /// Takes a state and lays out its rows.
    fn state(&mut self, columns: &mut Reader<'_>, number: u32) -> Option<[u32; 2]> {
        let cell = columns.take(Column::Operations)?;
        let place = small(self.cells.len());
        Some(match cell & 0xFF {
            CLASS => {
                let next = number.wrapping_add(columns.take_signed(Column::Steps)?.cast_unsigned());
                [CLASS | self.class(columns)? << 8, next]
            }
            RANGES => {
                for _ in 0..cell >> 8 {
                    let bounds = columns.take(Column::Ranges)?;
                    let step = columns.take_signed(Column::Ranges)?;
                    self.cells.extend([bounds, number.wrapping_add(step.cast_unsigned())]);
                }
                [cell, place]
            }
            CHOICE => {
                self.list(columns, number)?;
                [CHOICE | self.choice(), place]
            }
            CHOICE_BY_BYTE => [CHOICE_BY_BYTE | self.choice(), self.lists(columns, number)?],
            _ => [cell, number.wrapping_add(columns.take_signed(Column::Steps)?.cast_unsigned())],
        })
    }

    /// Returns where the bits of a class lie: further back among those that are known, or new.
    fn class(&mut self, columns: &mut Reader<'_>) -> Option<u32> {
        let back = columns.take(Column::Classes)? as usize;
        if back > 0 {
            return self.classes.len().checked_sub(back).and_then(|at| self.classes.get(at)).copied();
        }
        let place = small(self.cells.len());
        self.classes.push(place);
        for _ in 0..CLASS_CELLS {
            self.cells.push(columns.take(Column::Classes)?);
        }
        Some(place)
    }

    /// Returns the number of a choice, where a cell has it.
    const fn choice(&mut self) -> u32 {
        self.choices += 1;
        (self.choices - 1) << 8
    }

    /// Lays out a list of states; returns false where there is no further one.
    fn list(&mut self, columns: &mut Reader<'_>, number: u32) -> Option<bool> {
        let Some(count) = columns.take(Column::Choices)?.checked_sub(1) else {
            return Some(false);
        };
        self.cells.push(count);
        for _ in 0..count {
            let step = columns.take_signed(Column::Choices)?;
            self.cells.push(number.wrapping_add(step.cast_unsigned()));
        }
        Some(true)
    }

    /// Lays out the lists of a choice by byte and its table; returns where that lies.
    fn lists(&mut self, columns: &mut Reader<'_>, number: u32) -> Option<u32> {
        let mut places = Vec::new();
        loop {
            let place = small(self.cells.len());
            if !self.list(columns, number)? {
                break;
            }
            places.push(place);
        }
        let table = small(self.cells.len());
        for _ in 0..BYTE_CELLS {
            let mut four = [0; 4];
            for list in &mut four {
                *list = u8::try_from(columns.take(Column::Bytes)?).ok()?;
            }
            self.cells.push(u32::from_le_bytes(four));
        }
        self.cells.append(&mut places);
        Some(table)
    }
}
