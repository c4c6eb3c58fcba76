//! Squeezes texts and the vocabulary: only the words' texts are needed, for their hashes and places are computed of them.

#[cfg(feature = "built-in")]
use super::columns::Writer;
use super::columns::{Column, Reader};
use crate::layout::index;
#[cfg(feature = "built-in")]
use crate::pack::Packed;
use crate::pack::{Packer, Section, small};

#[cfg(feature = "built-in")]
pub(super) fn squeeze_texts(tables: Packed<'_>, columns: &mut Writer) {
    columns.put_bytes(Column::Texts, tables.section(Section::Texts));
    let mut end = 0_u32;
    for [start, length] in tables.numbers(Section::Lists).rows() {
        columns.put_signed(Column::ListStarts, start.wrapping_sub(end).cast_signed());
        columns.put(Column::ListLengths, length);
        end = start.wrapping_add(length);
    }
    // Lists end with the column: a number of entries would be one more to keep.
    columns.put_signed(Column::ListStarts, i32::MIN);
}

pub(super) fn expand_texts(columns: &mut Reader<'_>, packer: &mut Packer) -> Option<()> {
    packer.bytes(Section::Texts, columns.take_bytes(Column::Texts)?);
    let mut end = 0_u32;
    loop {
        let step = columns.take_signed(Column::ListStarts)?;
        if step == i32::MIN {
            return Some(());
        }
        let (start, length) = (end.wrapping_add(step.cast_unsigned()), columns.take(Column::ListLengths)?);
        packer.numbers(Section::Lists, &[start, length]);
        end = start.wrapping_add(length);
    }
}

#[cfg(feature = "built-in")]
pub(super) fn squeeze(tables: Packed<'_>, columns: &mut Writer) {
    columns.put_bytes(Column::Arena, tables.section(Section::Arena));
    let starts: Vec<u32> = tables.numbers(Section::Starts).iter().collect();
    columns.put(Column::WordLengths, small(starts.len()).saturating_sub(1));
    for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
        columns.put(Column::WordLengths, end.wrapping_sub(*start));
    }
    for (section, column) in [(Section::Splits, Column::Splits), (Section::Capitals, Column::Capitals)] {
        tables.numbers(section).iter().for_each(|number| columns.put(column, number));
    }
}

/// Returns how many words there are.
pub(super) fn expand(columns: &mut Reader<'_>, packer: &mut Packer) -> Option<usize> {
    let arena = columns.take_bytes(Column::Arena)?;
    packer.bytes(Section::Arena, arena);
    let count = columns.take(Column::WordLengths)? as usize;
    let (mut start, mut texts) = (0_usize, Vec::new());
    packer.numbers(Section::Starts, &[0]);
    for _ in 0..count {
        let end = start.checked_add(columns.take(Column::WordLengths)? as usize)?;
        packer.numbers(Section::Starts, &[small(end)]);
        texts.push(std::str::from_utf8(arena.get(start..end)?).ok()?);
        start = end;
    }
    let (hashes, slots) = index(texts.into_iter());
    packer.numbers(Section::Hashes, &hashes);
    packer.numbers(Section::Slots, &slots);
    for (section, column, each) in
        [(Section::Splits, Column::Splits, 2), (Section::Capitals, Column::Capitals, 1)]
    {
        for _ in 0..count * each {
            packer.numbers(section, &[columns.take(column)?]);
        }
    }
    Some(count)
}
