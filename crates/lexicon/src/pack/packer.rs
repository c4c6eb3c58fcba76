//! Collects the sections of a packed table and writes them as one block of bytes.

use std::collections::HashMap;

use super::layout::{ENTRY, HEAD, MAGIC, SECTIONS, Section, VERSION};
use super::numbers::small;
#[cfg(feature = "squeezed")]
use super::{numbers::Cell, texts::Pool};

/// Collects sections and writes them.
#[derive(Debug, Clone)]
pub(crate) struct Packer {
    sections: Vec<Vec<u8>>,
    known: HashMap<String, [u32; 2]>,
}

impl Default for Packer {
    fn default() -> Packer {
        Packer { sections: vec![Vec::new(); SECTIONS], known: HashMap::new() }
    }
}

impl Packer {
    #[expect(clippy::indexing_slicing, reason = "each section has a place")]
    fn section(&self, section: Section) -> &Vec<u8> {
        &self.sections[section as usize]
    }

    #[expect(clippy::indexing_slicing, reason = "each section has a place")]
    fn section_mut(&mut self, section: Section) -> &mut Vec<u8> {
        &mut self.sections[section as usize]
    }

    /// Appends numbers to a section.
    pub(crate) fn numbers(&mut self, section: Section, numbers: &[u32]) {
        self.section_mut(section).extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    /// Appends numbers of 16 bits to a section.
    pub(crate) fn halves(&mut self, section: Section, numbers: &[u16]) {
        self.section_mut(section).extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    /// Returns how many numbers a section holds so far.
    #[must_use]
    pub(crate) fn len(&self, section: Section) -> u32 {
        small(self.section(section).len() / 4)
    }

    /// Appends bytes to a section.
    pub(crate) fn bytes(&mut self, section: Section, bytes: &[u8]) {
        self.section_mut(section).extend_from_slice(bytes);
    }

    /// Stores a text, each only once, and returns its start and its length in bytes.
    pub(crate) fn text(&mut self, text: &str) -> [u32; 2] {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let texts = self.section_mut(Section::Texts);
        let place = [small(texts.len()), small(text.len())];
        texts.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), place);
        place
    }

    /// Stores a list of texts, and returns the number of its first entry and how many there are.
    pub(crate) fn list<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) -> [u32; 2] {
        let places: Vec<u32> = texts.into_iter().flat_map(|text| self.text(text.as_ref())).collect();
        let first = self.len(Section::Lists) / 2;
        self.numbers(Section::Lists, &places);
        [first, small(places.len() / 2)]
    }

    /// Returns the records that a section has so far, each of `N` numbers.
    #[cfg(feature = "squeezed")]
    pub(crate) fn records<const N: usize>(&self, section: Section) -> &[[Cell; N]] {
        self.section(section).as_chunks().0.as_chunks().0
    }

    /// Returns the texts and lists that are stored so far; none if the texts are not UTF-8.
    #[cfg(feature = "squeezed")]
    pub(crate) fn pool(&self) -> Pool<'_> {
        let texts = std::str::from_utf8(self.section(Section::Texts)).unwrap_or_default();
        Pool { texts, lists: self.records(Section::Lists) }
    }

    /// Writes everything as one block of bytes.
    #[must_use]
    pub(crate) fn finish(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = MAGIC.into_iter().chain(VERSION.to_le_bytes()).collect();
        let mut offset = HEAD + SECTIONS * ENTRY;
        for section in &self.sections {
            bytes.extend(small(offset).to_le_bytes());
            bytes.extend(small(section.len()).to_le_bytes());
            offset += section.len();
        }
        bytes.extend(self.sections.iter().flatten());
        bytes
    }
}
