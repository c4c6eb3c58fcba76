//! Lays out phrases in groups of which each is found by its number, and reads them in place.

#[cfg(feature = "squeezed")]
use super::pack::small;
use super::pack::{Cell, Pool, number};

/// Numbers of a phrase: where its text begins, how long it is, and what else is known of it.
const ROW: usize = 3;

/// Phrases in groups.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grouped<'a> {
    /// For each group where its phrases end: those of the next begin there.
    ends: &'a [Cell],
    rows: &'a [[Cell; ROW]],
    pool: Pool<'a>,
}

/// A phrase of a group; its text is read when it is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase<'a> {
    pub(crate) note: u32,
    place: [Cell; 2],
    pool: Pool<'a>,
}

impl<'a> Phrase<'a> {
    pub(crate) fn text(self) -> &'a str {
        self.pool.text(self.place).as_str()
    }
}

impl<'a> Grouped<'a> {
    /// Takes them as they were laid out; an empty section has none.
    pub(crate) fn of(laid_out: &'a [Cell], groups: usize, pool: Pool<'a>) -> Grouped<'a> {
        let (ends, rows) = laid_out.split_at(groups.min(laid_out.len()));
        Grouped { ends, rows: rows.as_chunks().0, pool }
    }

    /// Returns the phrases of a group.
    #[inline]
    pub(crate) fn group(self, group: usize) -> impl Iterator<Item = Phrase<'a>> + use<'a> {
        let end = |group: usize| self.ends.get(group).map_or(0, |end| number(*end) as usize);
        let rows = self.rows.get(group.checked_sub(1).map_or(0, end)..end(group)).unwrap_or_default();
        rows.iter().map(move |[start, length, note]| Phrase {
            note: number(*note),
            place: [*start, *length],
            pool: self.pool,
        })
    }
}

/// Lays out phrases, given as group, place of the text and note; those of a group stay in their order.
#[cfg(feature = "squeezed")]
pub(crate) fn lay_out(groups: usize, mut phrases: Vec<(usize, [Cell; 2], u32)>) -> Vec<u32> {
    if phrases.is_empty() {
        return Vec::new();
    }
    phrases.sort_by_key(|(group, ..)| *group);
    let ends = (0..groups).map(|group| small(phrases.partition_point(|(other, ..)| *other <= group)));
    let rows = phrases.iter().flat_map(|(_, [start, length], note)| [number(*start), number(*length), *note]);
    ends.chain(rows).collect()
}

#[cfg(all(test, feature = "built-in"))]
mod tests {
    use super::*;
    use crate::pack::Packer;

    #[test]
    fn phrases_stand_by_group_and_keep_their_order_in_it() {
        let mut packer = Packer::default();
        let mut phrase =
            |group: usize, text: &str, note| (group, packer.text(text).map(u32::to_le_bytes), note);
        let phrases = vec![phrase(2, "sent", 7), phrase(0, "get", 1), phrase(2, "sent from", 9)];
        let laid_out: Vec<Cell> = lay_out(4, phrases).into_iter().map(u32::to_le_bytes).collect();
        let grouped = Grouped::of(&laid_out, 4, packer.pool());
        let group =
            |group| grouped.group(group).map(|phrase| (phrase.text(), phrase.note)).collect::<Vec<_>>();
        assert_eq!([group(0), group(2)], [vec![("get", 1)], vec![("sent", 7), ("sent from", 9)]]);
        assert!([1, 3, 4].into_iter().all(|number| group(number).is_empty()));
        assert_eq!(Grouped::of(&[], 4, packer.pool()).group(0).count(), 0);
    }
}
