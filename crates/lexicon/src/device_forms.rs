//! Finds the forms of lines that devices add by how the lines begin and end.

use super::grouped::{Grouped, Phrase};
use super::pack::{Packed, Section};
#[cfg(feature = "squeezed")]
use super::{grouped::lay_out, names::WordList, pack::Packer, word_lists::WordLists};

/// How many bytes there are.
const BYTES: usize = 256;

/// Stands for the device and for its network in a form.
#[cfg(feature = "squeezed")]
const PLACEHOLDER: &[u8] = "…".as_bytes();

/// Three bytes of a form tell how it begins, and one more that no blank before the device is among them.
#[cfg(feature = "squeezed")]
const LOOKED_AT: usize = 4;

/// The forms, and the lines without a device: by their first byte; those that open with the device by their last byte, behind all others.
#[derive(Debug, Clone, Copy)]
pub struct DeviceForms<'a>(Grouped<'a>);

impl<'a> DeviceForms<'a> {
    pub(crate) fn of(packed: Packed<'a>) -> DeviceForms<'a> {
        DeviceForms(Grouped::of(packed.cells(Section::DeviceForms), 2 * BYTES, packed.pool()))
    }

    /// Returns true if a line that begins and ends with these bytes, in small letters, may have a form.
    #[must_use]
    pub fn may_fit(self, begin: [u8; 3], end: [u8; 3]) -> bool {
        let [third, second, last] = end;
        let any = |group: usize, three: [u8; 3]| self.0.group(group).any(|form| is_head(form.note, three));
        any(usize::from(begin[0]), begin)
            || any(BYTES + usize::from(last), [last, second, third])
            // A form that is all device has no last byte.
            || self.0.group(BYTES).next().is_some()
    }

    /// Returns the forms that a line in small letters may have, which began with this byte before anything was left out of it.
    pub fn beside<'l>(
        self,
        begin: Option<u8>,
        line: &'l [u8],
    ) -> impl Iterator<Item = &'a str> + use<'a, 'l> {
        let groups = [
            (begin.map(usize::from), three(line.iter())),
            (line.last().map(|last| BYTES + usize::from(*last)), three(line.iter().rev())),
            (Some(BYTES), [0; 3]),
        ];
        groups.into_iter().filter_map(|(group, three)| Some((group?, three))).flat_map(
            move |(group, three)| {
                let forms = self.0.group(group).filter(move |form| is_head(form.note, three));
                forms.map(Phrase::text)
            },
        )
    }
}

/// Returns the next three bytes; no form has one of those that stand for what is not there.
fn three<'b>(mut bytes: impl Iterator<Item = &'b u8>) -> [u8; 3] {
    std::array::from_fn(|_| bytes.next().copied().unwrap_or_default())
}

/// Returns true if and only if three bytes begin with those of a note.
fn is_head(note: u32, [first, second, third]: [u8; 3]) -> bool {
    let known = (1 << (note >> 24 << 3)) - 1;
    (u32::from_le_bytes([first, second, third, 0]) ^ note) & known == 0
}

/// Packs the forms of the lists.
#[cfg(feature = "squeezed")]
pub(crate) fn pack(packer: &mut Packer) {
    let lists = WordLists::of_packer(packer);
    let forms =
        [WordList::DeviceForms, WordList::DeviceNotes, WordList::DeviceLines].into_iter().flat_map(|list| {
            let list = lists.get(list);
            list.places().zip(list.bytes()).map(|(place, form)| match form.strip_prefix(PLACEHOLDER) {
                Some(_) => {
                    let last = form.last().filter(|_| !form.ends_with(PLACEHOLDER));
                    (BYTES + last.copied().map_or(0, usize::from), place, note(behind_device(form).rev()))
                }
                None => (form.first().copied().map_or(BYTES, usize::from), place, note(before_device(form))),
            })
        });
    let forms = lay_out(2 * BYTES, forms.collect());
    packer.numbers(Section::DeviceForms, &forms);
}

/// Returns how a form begins before its first placeholder: no more than is looked at, or less where another sign begins with the same
/// byte.
#[cfg(feature = "squeezed")]
fn before_device(form: &[u8]) -> impl Iterator<Item = u8> {
    let begin = form.get(..LOOKED_AT).unwrap_or(form);
    let before = begin.split(|byte| PLACEHOLDER.first() == Some(byte)).next().unwrap_or(begin);
    let is_cut = before.len() < begin.len();
    (if is_cut { before.trim_ascii_end() } else { before }).iter().copied()
}

/// Returns likewise how a form ends behind its last placeholder.
#[cfg(feature = "squeezed")]
fn behind_device(form: &[u8]) -> impl DoubleEndedIterator<Item = u8> {
    let end = form.get(form.len().saturating_sub(LOOKED_AT)..).unwrap_or(form);
    let behind = end.rsplit(|byte| PLACEHOLDER.last() == Some(byte)).next().unwrap_or(end);
    let is_cut = behind.len() < end.len();
    (if is_cut { behind.trim_ascii_start() } else { behind }).iter().copied()
}

/// Notes up to three bytes, and behind them how many.
#[cfg(feature = "squeezed")]
fn note(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.take(3).zip([0, 8, 16]).fold(0, |note, (byte, bit)| (note | u32::from(byte) << bit) + (1 << 24))
}

#[cfg(all(test, feature = "built-in"))]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_known_by_what_stands_beside_its_device() {
        let begins = |form: &str, three: &[u8; 3]| is_head(note(before_device(form.as_bytes())), *three);
        assert!(begins("sent from my …", b"sen") && !begins("sent from my …", b"see"));
        assert!(
            begins("z … gesendet", b"z i")
                && begins("z … gesendet", b"zu ")
                && !begins("z … gesendet", b"von")
        );
        assert!(begins("od …", b"odx") && begins("", b"abc"));
        let ends = |form: &str, three: &[u8; 3]| is_head(note(behind_device(form.as_bytes()).rev()), *three);
        assert!(ends("… gesendet", b"ted") && !ends("… gesendet", b"neg"));
        assert!(ends("… x", b"xab") && !ends("… x", b"abc"));
    }
}
