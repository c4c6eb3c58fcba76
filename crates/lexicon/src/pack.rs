//! Packs compiled lexicons into one block of bytes and finds the sections in it again; the format stands in `FORMAT.md`.

use std::collections::HashMap;

/// The first four bytes of a packed table.
const MAGIC: [u8; 4] = *b"PSLX";
/// Raised with every change of the format.
const VERSION: u32 = 1;
/// Bytes of one entry of the directory: offset and length.
const ENTRY: usize = 8;
/// Bytes before the directory: magic, version.
const HEAD: usize = 8;
/// Stands for "none" where a record holds the number of a named value.
pub(crate) const NO_NAME: u32 = 0xFF;

/// A number of four bytes as it lies in the table.
pub(crate) type Cell = [u8; 4];

/// The sections of a packed table, in the order of its directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Every text, one behind the other, in UTF-8.
    Texts,
    /// Start and length in `Texts` of each text of a list.
    Lists,
    /// The hash table of the vocabulary.
    Slots,
    /// The hash of each word.
    Hashes,
    /// Where each word's text starts in `Arena`.
    Starts,
    /// The texts of the words.
    Arena,
    /// The flags of each word.
    Flags,
    /// What short forms stand for.
    Splits,
    /// The form in capitals of each word.
    Capitals,
    /// The first states of the automaton.
    Roots,
    /// The first states on names and numbers.
    RootSpecials,
    /// The states of the automaton.
    States,
    /// What must follow on a state.
    Needs,
    /// The words of the automaton's edges.
    EdgeWords,
    /// The states behind them.
    EdgeStates,
    /// Whose term ends on a state.
    Accepts,
    /// One bit for each pair of first words.
    Pairs,
    /// The gates of patterns by their key word.
    GateKeys,
    /// The rules.
    Rules,
    /// Better wordings.
    Wordings,
    /// Marks with their rules.
    Marks,
    /// Regular expressions.
    Patterns,
    /// Context frames.
    Frames,
    /// How scores are made of cues.
    CueColumns,
    /// The node behind each word.
    CueHeads,
    /// The trie of cues.
    CueNodes,
    /// Its edges.
    CueEdges,
    /// Where the weights of each cue start.
    CueFirstEntry,
    /// Columns and weights.
    CueEntries,
    /// Weights of shapes.
    CueShapes,
    /// Weights of rules that spoke.
    CueCodes,
    /// The judge's numbers.
    Thresholds,
    /// The decision table.
    Rows,
    /// What changes the outcome of rows.
    Modifiers,
    /// Other wordings of rules.
    Variants,
    /// What to say and what to write.
    Plans,
    /// Which rule keeps others quiet.
    Outranks,
    /// The lists of `verdict.toml`.
    VerdictLists,
    /// Words of date and time.
    TimeWords,
    /// Where each list of them starts and ends.
    TimeLists,
    /// The lists of words by their number.
    WordLists,
    /// What each working model stands for.
    Models,
    /// Texts of files that are needed to compile a user's lexicon.
    Files,
}

/// How many sections there are.
const SECTIONS: usize = Section::Files as usize + 1;

/// Collects sections and writes them.
#[derive(Debug, Clone)]
pub struct Packer {
    sections: Vec<Vec<u8>>,
    known: HashMap<String, [u32; 2]>,
}

impl Default for Packer {
    fn default() -> Packer {
        Packer { sections: vec![Vec::new(); SECTIONS], known: HashMap::new() }
    }
}

impl Packer {
    /// Appends numbers to a section.
    pub fn numbers(&mut self, section: Section, numbers: &[u32]) {
        self.sections[section as usize].extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    /// Returns how many numbers a section holds so far.
    #[must_use]
    pub fn len(&self, section: Section) -> u32 {
        small(self.sections[section as usize].len() / 4)
    }

    /// Appends bytes to a section.
    pub(crate) fn bytes(&mut self, section: Section, bytes: &[u8]) {
        self.sections[section as usize].extend_from_slice(bytes);
    }

    /// Stores a text, each only once, and returns its start and its length in bytes.
    pub fn text(&mut self, text: &str) -> [u32; 2] {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let texts = &mut self.sections[Section::Texts as usize];
        let place = [small(texts.len()), small(text.len())];
        texts.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), place);
        place
    }

    /// Stores a list of texts, and returns the number of its first entry and how many there are.
    pub fn list<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) -> [u32; 2] {
        let places: Vec<u32> = texts.into_iter().flat_map(|text| self.text(text.as_ref())).collect();
        let first = self.len(Section::Lists) / 2;
        self.numbers(Section::Lists, &places);
        [first, small(places.len() / 2)]
    }

    /// Writes everything as one block of bytes.
    #[must_use]
    pub fn finish(&self) -> Vec<u8> {
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

/// Narrows a length; a lexicon of 4 GiB is beyond what a program could hold.
pub(crate) fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The sections of a packed table, found in its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packed<'a> {
    bytes: &'a [u8],
}

impl<'a> Packed<'a> {
    /// Opens a packed table. Reads its head alone; a test has read the rest of the built-in one.
    ///
    /// # Errors
    /// Returns what is wrong with the head or the directory.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Packed<'a>, &'static str> {
        let packed = Packed { bytes };
        if bytes.get(..4) != Some(&MAGIC) || packed.head(4) != Some(VERSION) {
            return Err("these are not lexicons that this version of presend has packed");
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
        let found = self.entry(section as usize);
        found.and_then(|(offset, length)| self.bytes.get(offset..offset + length)).unwrap_or_default()
    }

    /// Returns the numbers of a section.
    #[must_use]
    pub(crate) fn numbers(&self, section: Section) -> Numbers<'a> {
        Numbers(self.section(section).as_chunks().0)
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
        Pool { texts: self.section(Section::Texts), lists: self.records(Section::Lists) }
    }
}

/// Reads a number.
#[inline]
pub(crate) const fn number(cell: Cell) -> u32 {
    u32::from_le_bytes(cell)
}

/// Numbers of four bytes, little-endian and at any address: read in place on every machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Numbers<'a>(&'a [Cell]);

impl<'a> Numbers<'a> {
    /// Returns the number at an index.
    ///
    /// # Panics
    /// Where the index is not below [`Numbers::len`].
    #[must_use]
    #[inline]
    pub const fn at(self, index: usize) -> u32 {
        number(self.0[index])
    }

    /// Returns the number at an index, if there is one.
    #[must_use]
    #[inline]
    pub fn get(self, index: usize) -> Option<u32> {
        self.0.get(index).copied().map(number)
    }

    /// Returns `N` numbers from an index on.
    ///
    /// # Panics
    /// Where there are fewer.
    #[must_use]
    #[inline]
    pub fn row<const N: usize>(self, from: usize) -> [u32; N] {
        self.0[from..from + N].as_chunks::<N>().0[0].map(number)
    }

    /// Returns the numbers of a range.
    ///
    /// # Panics
    /// Where the range does not lie inside.
    #[must_use]
    #[inline]
    pub fn range(self, range: std::ops::Range<usize>) -> Numbers<'a> {
        Numbers(&self.0[range])
    }

    /// Returns the index of a number among sorted ones.
    #[must_use]
    #[inline]
    pub fn search(self, wanted: u32) -> Option<usize> {
        self.0.binary_search_by_key(&wanted, |cell| number(*cell)).ok()
    }

    /// Returns how many of the sorted rows of `N` numbers have a first number below `wanted`.
    #[must_use]
    pub fn rows_below<const N: usize>(self, wanted: u32) -> usize {
        self.0.as_chunks::<N>().0.partition_point(|row| number(row[0]) < wanted)
    }

    /// Returns the rows of `N` numbers.
    pub fn rows<const N: usize>(self) -> impl Iterator<Item = [u32; N]> + use<'a, N> {
        self.0.as_chunks::<N>().0.iter().map(|row| row.map(number))
    }

    /// Returns all numbers.
    pub fn iter(self) -> impl Iterator<Item = u32> + use<'a> {
        self.0.iter().copied().map(number)
    }

    /// Returns how many numbers there are.
    #[must_use]
    #[inline]
    pub const fn len(self) -> usize {
        self.0.len()
    }

    /// Returns true if and only if there is no number.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

/// Where the texts and lists of a packed table stand.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pool<'a> {
    texts: &'a [u8],
    lists: &'a [[Cell; 2]],
}

impl<'a> Pool<'a> {
    /// Returns a text by its start and its length.
    #[inline]
    pub(crate) fn text(self, [start, length]: [Cell; 2]) -> Text<'a> {
        let start = number(start) as usize;
        Text(self.texts.get(start..start + number(length) as usize).unwrap_or_default())
    }

    /// Returns the one list whose place a section holds.
    pub(crate) fn list_of(self, cells: &[Cell]) -> List<'a> {
        cells.first_chunk().map_or_else(List::default, |place| self.list(*place))
    }

    /// Returns a list by the number of its first text and how many there are.
    #[inline]
    pub(crate) fn list(self, [first, count]: [Cell; 2]) -> List<'a> {
        let first = number(first) as usize;
        let places = self.lists.get(first..first + number(count) as usize).unwrap_or_default();
        List { pool: self, places }
    }
}

/// A text of a packed table. It is seen to be UTF-8 when it is read, not before.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<'a>(&'a [u8]);

impl<'a> Text<'a> {
    /// Returns the text.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        std::str::from_utf8(self.0).unwrap_or_default()
    }

    /// Returns its bytes.
    pub(crate) const fn as_bytes(self) -> &'a [u8] {
        self.0
    }
}

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self.as_str(), f)
    }
}

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self.as_str(), f)
    }
}

/// A list of texts in a packed table.
#[derive(Clone, Copy, Default)]
pub struct List<'a> {
    pool: Pool<'a>,
    places: &'a [[Cell; 2]],
}

impl<'a> List<'a> {
    /// Returns the texts in order.
    pub fn iter(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.places.iter().map(move |place| self.pool.text(*place).as_str())
    }

    /// Returns how many texts there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.places.len()
    }

    /// Returns true if and only if there is no text.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.places.is_empty()
    }

    /// Returns true if and only if `text` is among them.
    #[must_use]
    pub fn contains(self, text: &str) -> bool {
        self.places.iter().any(|place| self.pool.text(*place) == *text)
    }
}

impl std::fmt::Debug for List<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn other_bytes_and_cut_ones_are_refused() {
        let mut packer = Packer::default();
        packer.numbers(Section::Files, &[7]);
        let bytes = packer.finish();
        assert!(Packed::open(&bytes).is_ok());
        assert!(Packed::open(&bytes[..bytes.len() - 1]).is_err());
        assert!(Packed::open(&bytes[..20]).is_err());
        assert!(Packed::open(b"").is_err());
        assert!(Packed::open(b"PSLX\x09\0\0\0").is_err());
    }
}
