//! Opens a packed table and finds its sections.

use super::halves::Halves;
use super::layout::{ENTRY, HEAD, MAGIC, SECTIONS, Section, VERSION};
use super::numbers::{Cell, Numbers, small};
use super::texts::Pool;

/// The sections of a packed table, found in its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packed<'a> {
    bytes: &'a [u8],
    /// What `Texts` holds, here or apart from the other sections.
    texts: &'a str,
}

impl<'a> Packed<'a> {
    /// Opens a packed table with its texts in it, and looks whether those are UTF-8.
    ///
    /// # Errors
    /// Returns what is wrong with the head, the directory or the texts.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Packed<'a>, &'static str> {
        let packed = Packed::open_beside(bytes, "")?;
        let texts = std::str::from_utf8(packed.section(Section::Texts));
        Ok(Packed { texts: texts.map_err(|_| "the texts of the packed lexicons are not UTF-8")?, ..packed })
    }

    /// Opens a packed table beside the texts that were taken out of it. Reads its head alone; a test has read the rest of the
    /// built-in one.
    ///
    /// # Errors
    /// Returns what is wrong with the head or the directory.
    pub(crate) fn open_beside(bytes: &'a [u8], texts: &'a str) -> Result<Packed<'a>, &'static str> {
        let packed = Packed { bytes, texts };
        if bytes.get(..4) != Some(&MAGIC) || packed.head(4) != Some(VERSION) {
            return Err("these lexicons were not packed by this version of presend");
        }
        let fits = |entry: usize| {
            let (offset, length) = packed.entry(entry)?;
            bytes.get(offset..offset.checked_add(length)?)
        };
        if (0..SECTIONS).all(|entry| fits(entry).is_some()) {
            Ok(packed)
        } else {
            Err("the packed lexicons are cut short")
        }
    }

    fn head(&self, at: usize) -> Option<u32> {
        self.bytes.get(at..)?.first_chunk::<4>().map(|cell| u32::from_le_bytes(*cell))
    }

    fn entry(&self, entry: usize) -> Option<(usize, usize)> {
        let at = HEAD + entry * ENTRY;
        Some((self.head(at)? as usize, self.head(at + 4)? as usize))
    }

    /// Returns the bytes of a section.
    #[must_use]
    pub(crate) fn section(&self, section: Section) -> &'a [u8] {
        self.entry_bytes(section as usize)
    }

    fn entry_bytes(&self, entry: usize) -> &'a [u8] {
        let found = self.entry(entry);
        found.and_then(|(offset, length)| self.bytes.get(offset..offset + length)).unwrap_or_default()
    }

    /// Returns the numbers of a section.
    #[must_use]
    pub(crate) fn numbers(&self, section: Section) -> Numbers<'a> {
        Numbers(self.section(section).as_chunks().0)
    }

    /// Returns the numbers of 16 bits of a section.
    #[must_use]
    pub(crate) fn halves(&self, section: Section) -> Halves<'a> {
        Halves(self.section(section).as_chunks().0)
    }

    /// Returns the numbers of a section as they lie there.
    pub(crate) fn cells(&self, section: Section) -> &'a [Cell] {
        self.numbers(section).0
    }

    /// Returns the records of a section, each of `N` numbers.
    pub(crate) fn records<const N: usize>(&self, section: Section) -> &'a [[Cell; N]] {
        self.numbers(section).0.as_chunks().0
    }

    /// Returns the pool of texts and lists.
    #[must_use]
    pub(crate) fn pool(&self) -> Pool<'a> {
        Pool { texts: self.texts, lists: self.records(Section::Lists) }
    }
}

/// Takes the texts out of a packed table: what is known to be UTF-8 need not be seen to be at each look.
///
/// # Errors
/// Returns what is wrong with the table.
pub(crate) fn without_texts(bytes: &[u8]) -> Result<(Vec<u8>, String), &'static str> {
    let packed = Packed::open(bytes)?;
    let bytes_of =
        |entry: usize| if entry == Section::Texts as usize { &[] } else { packed.entry_bytes(entry) };
    let sections = (0..SECTIONS).map(bytes_of);
    let mut rest = bytes.get(..HEAD).unwrap_or_default().to_vec();
    let mut offset = HEAD + SECTIONS * ENTRY;
    for section in sections.clone() {
        rest.extend([offset, section.len()].map(|number| small(number).to_le_bytes()).as_flattened());
        offset += section.len();
    }
    rest.extend(sections.flatten());
    Ok((rest, packed.texts.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::packer::Packer;

    #[test]
    fn what_was_packed_is_read_back() {
        let mut packer = Packer::default();
        let (asap, list) = (packer.text("asap"), packer.list(["é", "asap", ""]));
        assert_eq!(packer.text("asap"), asap, "a text is stored once");
        packer.numbers(Section::Flags, &[1, 2, 3]);
        let bytes = packer.finish();
        let packed = Packed::open(&bytes).expect("just packed");
        let cells = |numbers: [u32; 2]| numbers.map(u32::to_le_bytes);
        assert_eq!(packed.pool().text(cells(asap)), "asap");
        let list = packed.pool().list(cells(list));
        assert_eq!(list.iter().collect::<Vec<_>>(), ["é", "asap", ""]);
        assert!(list.contains("é") && !list.contains("e"));
        assert_eq!(packed.numbers(Section::Flags).iter().collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(packed.numbers(Section::Flags).search(3), Some(2));
        assert!(packed.numbers(Section::Slots).is_empty());
    }

    #[test]
    fn texts_are_the_same_beside_a_table_as_in_it() {
        let mut packer = Packer::default();
        let (text, list) = (packer.text("für"), packer.list(["asap", "für"]));
        packer.numbers(Section::Flags, &[1, 2, 3]);
        let bytes = packer.finish();
        let (rest, texts) = without_texts(&bytes).expect("just packed");
        assert_eq!((rest.len() + texts.len(), texts.as_str()), (bytes.len(), "fürasap"));
        let packed = Packed::open_beside(&rest, &texts).expect("just packed");
        let cells = |numbers: [u32; 2]| numbers.map(u32::to_le_bytes);
        assert_eq!(packed.pool().text(cells(text)), "für");
        assert_eq!(packed.pool().list(cells(list)).iter().collect::<Vec<_>>(), ["asap", "für"]);
        assert_eq!(packed.numbers(Section::Flags).iter().collect::<Vec<_>>(), [1, 2, 3]);
        // What lies in no text, or inside of a sign, is none.
        assert_eq!(packed.pool().text(cells([2, 1])), "");
        assert_eq!(packed.pool().text(cells([7, 9])), "");
    }

    #[test]
    fn texts_that_are_not_utf_8_are_refused() {
        let mut packer = Packer::default();
        packer.bytes(Section::Texts, b"\xFF");
        assert!(Packed::open(&packer.finish()).is_err());
    }

    #[test]
    fn other_bytes_and_cut_ones_are_refused() {
        let mut packer = Packer::default();
        packer.numbers(Section::Files, &[7]);
        let bytes = packer.finish();
        assert!(Packed::open(&bytes).is_ok());
        assert!(Packed::open(&bytes[..bytes.len() - 1]).is_err());
        assert!(Packed::open(&bytes[..20]).is_err());
        assert!(Packed::open(b"").is_err());
        assert!(Packed::open(b"PSLX\x0A\0\0\0").is_err());
    }
}
