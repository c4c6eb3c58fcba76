//! Writes numbers of a kind side by side, each in as few bytes as it takes, and reads them again.

/// What stands in a column of its own, because its numbers are alike.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
    /// The sections that are kept as they are: length, bytes.
    Kept,
    /// The texts.
    Texts,
    /// Where the texts of lists start, counted from the end of the text before.
    ListStarts,
    /// How long they are.
    ListLengths,
    /// The texts of the words.
    Arena,
    /// How long each word is.
    WordLengths,
    /// What short forms stand for.
    Splits,
    /// The forms in capitals.
    Capitals,
    /// How many states there are, then which one each word leads to from the roots, and which ones names and numbers lead to.
    Roots,
    /// How many words a list has, and the steps from one to the next.
    SetSizes,
    SetWords,
    /// Which parts each state has, and how many entries each of them.
    StateParts,
    StateCounts,
    /// The states that states lead to: those that a fork is, on any word, name or number, on a list, on a single word.
    Forks,
    Specials,
    GroupStates,
    SingleStates,
    /// The lists of words.
    Groups,
    /// The steps from one single word to the next.
    SingleWords,
    /// Whose terms end, and their numbers.
    Accepts,
    AcceptTerms,
    /// Whether each node is a cue.
    CueNodes,
    /// The node from which one comes to it first, counted back, or 0 for none; and the step to the word from the
    /// last one there.
    CueParents,
    CueWords,
    /// The further words that lead to a node: the node before, the word, the node.
    CueOthers,
    /// The weights, one column for each target and more.
    CueWeights0,
    CueWeights1,
    CueWeights2,
    CueWeights3,
    CueWeights4,
    CueWeights5,
    CueWeights6,
    CueWeights7,
    CueWeights8,
    CueWeights9,
    /// Where the programs of patterns begin, and their heads.
    ProgramHeads,
    /// What each state of a program does.
    Operations,
    /// Where it goes on, counted from itself.
    Steps,
    /// The states of choices, counted from the one that chooses; what else stands in rows.
    Choices,
    Classes,
    Bytes,
    Ranges,
}

/// How many columns there are.
const COLUMNS: usize = Column::Ranges as usize + 1;

/// The columns of the numbers of cues, two in each cell of a cue.
pub(super) const CUE_WEIGHTS: [Column; 10] = [
    Column::CueWeights0,
    Column::CueWeights1,
    Column::CueWeights2,
    Column::CueWeights3,
    Column::CueWeights4,
    Column::CueWeights5,
    Column::CueWeights6,
    Column::CueWeights7,
    Column::CueWeights8,
    Column::CueWeights9,
];

/// Collects columns.
#[cfg(feature = "built-in")]
pub(super) struct Writer([Vec<u8>; COLUMNS]);

#[cfg(feature = "built-in")]
impl Writer {
    pub(super) const fn new() -> Writer {
        Writer([const { Vec::new() }; COLUMNS])
    }

    #[expect(clippy::indexing_slicing, reason = "each column has a place")]
    fn column(&mut self, column: Column) -> &mut Vec<u8> {
        &mut self.0[column as usize]
    }

    /// Appends a number: seven bits in each byte, the lowest first, and the eighth bit where more follow.
    pub(super) fn put(&mut self, column: Column, mut number: u32) {
        let bytes = self.column(column);
        while number >= 0x80 {
            bytes.push((number & 0x7F) as u8 | 0x80);
            number >>= 7;
        }
        bytes.push((number & 0x7F) as u8);
    }

    /// Appends a number that may be negative.
    pub(super) fn put_signed(&mut self, column: Column, number: i32) {
        self.put(column, folded(number));
    }

    /// Appends bytes behind their number.
    pub(super) fn put_bytes(&mut self, column: Column, bytes: &[u8]) {
        self.put(column, crate::pack::small(bytes.len()));
        self.column(column).extend_from_slice(bytes);
    }

    /// Writes all columns, each behind its length.
    pub(super) fn finish(self) -> Vec<u8> {
        let length = |column: &Vec<u8>| crate::pack::small(column.len()).to_le_bytes();
        self.0.iter().flat_map(|column| length(column).into_iter().chain(column.iter().copied())).collect()
    }
}

/// Takes numbers from columns, each from where the one before ended.
pub(super) struct Reader<'a>([&'a [u8]; COLUMNS]);

impl<'a> Reader<'a> {
    /// Finds the columns.
    pub(super) fn new(mut bytes: &'a [u8]) -> Option<Reader<'a>> {
        let mut columns = [&[][..]; COLUMNS];
        for column in &mut columns {
            let (length, rest) = bytes.split_first_chunk::<4>()?;
            (*column, bytes) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        }
        Some(Reader(columns))
    }

    /// Takes a number.
    pub(super) fn take(&mut self, column: Column) -> Option<u32> {
        let bytes = self.0.get_mut(column as usize)?;
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let (byte, rest) = bytes.split_first()?;
            *bytes = rest;
            number |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    /// Takes a number that may be negative.
    pub(super) fn take_signed(&mut self, column: Column) -> Option<i32> {
        self.take(column).map(unfolded)
    }

    /// Takes bytes.
    pub(super) fn take_bytes(&mut self, column: Column) -> Option<&'a [u8]> {
        let length = self.take(column)? as usize;
        let bytes = self.0.get_mut(column as usize)?;
        let (taken, rest) = bytes.split_at_checked(length)?;
        *bytes = rest;
        Some(taken)
    }

    /// Returns true if and only if nothing is left to take.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|column| column.is_empty())
    }
}

/// Lets negative numbers alternate with the others, so that small ones of either kind stay small.
#[cfg(feature = "built-in")]
pub(super) const fn folded(number: i32) -> u32 {
    (number << 1 ^ number >> 31).cast_unsigned()
}

pub(super) const fn unfolded(number: u32) -> i32 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}
