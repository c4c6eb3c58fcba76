//! Lays out the gates that may stand inside a token of letters, digits and signs, and finds them by their first bytes.

use super::pack::{Numbers, small};

/// How many places there are: five bits of each of the first two bytes, which are those of either case.
const PLACES: usize = 1 << 10;
/// Numbers with one bit for each three first bytes, five bits of each.
const KNOWN: usize = (1 << 15) / 32;
/// Numbers of a gate: its first four bytes in small letters, the bits of the bytes that it has, its number among all gates.
const ROW: usize = 3;

/// The gates without a blank, by their first two bytes.
#[derive(Debug, Clone, Copy)]
pub struct InnerGates<'a> {
    /// For each place where its gates end in the list: those of the next begin there.
    ends: Numbers<'a>,
    /// One bit for each three first bytes; any third byte where a gate has two.
    known: Numbers<'a>,
    rows: Numbers<'a>,
}

impl<'a> InnerGates<'a> {
    /// Takes them as they were laid out; an empty section has none.
    pub(crate) fn of(laid_out: Numbers<'a>) -> InnerGates<'a> {
        let (places, known) = (PLACES.min(laid_out.len()), (PLACES + KNOWN).min(laid_out.len()));
        InnerGates {
            ends: laid_out.range(0..places),
            known: laid_out.range(places..known),
            rows: laid_out.range(known..laid_out.len()),
        }
    }

    /// Lays out those of all gates that may stand inside a token.
    pub(crate) fn lay_out(gates: &[String]) -> Vec<u32> {
        let mut known = vec![0; KNOWN];
        let mut rows: Vec<(usize, [u32; ROW])> = Vec::new();
        for (number, gate) in gates.iter().enumerate().filter(|(_, gate)| is_inner(gate)) {
            let [first, second, rest @ ..] = gate.as_bytes() else { continue };
            for third in rest.first().map_or(0..32, |third| *third..third.saturating_add(1)) {
                let bit = bit([*first, *second, third]);
                if let Some(word) = known.get_mut(bit / 32) {
                    *word |= 1 << (bit % 32);
                }
            }
            let mask = u32::MAX >> (32 - 8 * gate.len().min(4));
            rows.push((place(*first, *second), [head(gate.as_bytes()), mask, small(number)]));
        }
        rows.sort_by_key(|(place, _)| *place);
        let ends = (0..PLACES).map(|place| small(rows.partition_point(|(other, _)| *other <= place)));
        ends.chain(known).chain(rows.iter().flat_map(|(_, row)| *row)).collect()
    }

    /// Returns the numbers of the gates that may stand at the start of a text, whatever their case, by its first four bytes.
    #[inline]
    pub fn starting(self, text: &[u8]) -> impl Iterator<Item = usize> + use<'a> {
        let (mut rows, mut of_text) = (self.rows.range(0..0), 0);
        if let [first, second, ..] = *text
            && self.is_known([first, second, text.get(2).copied().unwrap_or(0)])
        {
            of_text = head(text);
            let place = place(first, second);
            let end = |place: usize| self.ends.get(place).map_or(0, |end| end as usize * ROW);
            rows = self.rows.range(place.checked_sub(1).map_or(0, end)..end(place));
        }
        rows.rows::<ROW>()
            .filter(move |[of_gate, mask, _]| of_text & mask == *of_gate)
            .map(|[.., gate]| gate as usize)
    }

    #[inline]
    fn is_known(self, bytes: [u8; 3]) -> bool {
        let bit = bit(bytes);
        self.known.get(bit / 32).is_some_and(|word| word >> (bit % 32) & 1 == 1)
    }
}

/// A short word in small letters would stand inside far too many tokens.
fn is_inner(gate: &str) -> bool {
    !gate.contains(' ') && (gate.len() > 3 || !gate.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Letters of either case have the same lowest bits.
const fn bit([first, second, third]: [u8; 3]) -> usize {
    place(first, second) * 32 + third as usize % 32
}

const fn place(first: u8, second: u8) -> usize {
    (first as usize % 32) * 32 + second as usize % 32
}

/// Returns the first four bytes in small letters; zeros where there are fewer.
fn head(text: &[u8]) -> u32 {
    u32::from_le_bytes([0, 1, 2, 3].map(|at| text.get(at).copied().unwrap_or(0).to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Cell;

    #[test]
    fn a_gate_is_found_at_its_place_in_either_case_and_no_other_is() {
        let gates = ["sk-live", "AKIA", "of", "a word", "_", "Bearer", "xy", "Xz", "akin"].map(str::to_owned);
        let cells: Vec<Cell> = InnerGates::lay_out(&gates).into_iter().map(u32::to_le_bytes).collect();
        let inner = InnerGates::of(Numbers::of(&cells));
        let found = |text: &str| inner.starting(text.as_bytes()).collect::<Vec<_>>();
        assert_eq!(found("SK-LIVE-123"), [0]);
        assert_eq!(found("akia123"), [1]);
        assert_eq!(found("AKIN"), [8]);
        assert_eq!(found("xz1"), [7], "two bytes, any third");
        assert_eq!(found("Xz"), [7]);
        for none in ["of1", "a word", "xy1", "a", "", "be", "sk_live"] {
            assert!(found(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn an_empty_section_has_no_gates() {
        let inner = InnerGates::of(Numbers::of(&[]));
        assert_eq!(inner.starting(b"AKIA1234").count(), 0);
    }
}
