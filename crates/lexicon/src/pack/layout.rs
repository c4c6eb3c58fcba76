//! Says how a packed table is laid out: its head, its directory, its sections.

/// The first four bytes of a packed table.
pub(super) const MAGIC: [u8; 4] = *b"PSLX";
/// Raised with every change of the format.
pub(super) const VERSION: u32 = 10;
/// Bytes of one entry of the directory: offset and length.
pub(super) const ENTRY: usize = 8;
/// Bytes before the directory: magic, version.
pub(super) const HEAD: usize = 8;

/// The sections of a packed table, in the order of its directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
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
    /// The states of the automaton and their edges.
    Graph,
    /// Lists of words that lead to the same state.
    Sets,
    /// One bit for each pair of first words.
    Pairs,
    /// The gates of patterns.
    Gates,
    /// The same by their key word.
    GateKeys,
    /// Those that may stand inside a token, by their first bytes.
    InnerGates,
    /// The rules.
    Rules,
    /// Better wordings.
    Wordings,
    /// Marks with their rules.
    Marks,
    /// Regular expressions.
    Patterns,
    /// Forms of tokens.
    TokenFormats,
    /// Their parts.
    TokenParts,
    /// Which formats begin with which two bytes.
    TokenStarts,
    /// Context frames.
    Frames,
    /// Numbers that hold for all cues.
    CueNumbers,
    /// What each target adds up besides cues.
    CueTargets,
    /// The node behind each word, and the cue that it is.
    CueHeads,
    /// The trie of cues.
    CueNodes,
    /// Its edges.
    CueEdges,
    /// One bit for each node and word of an edge.
    CuePairs,
    /// Weights of each cue.
    CueWeights,
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
    /// How lines open that are not own words: a bit for each combination of five bits of their first three bytes.
    LineOpenings,
    /// The same of the names of weekdays.
    DayOpenings,
    /// The forms of lines that devices add, by how they begin or end.
    DeviceForms,
    /// The phrases of notices, by how they begin.
    NoticePhrases,
    /// What each working model stands for.
    Models,
    /// Texts of files that are needed to compile a user's lexicon.
    Files,
}

/// How many sections there are.
pub(super) const SECTIONS: usize = Section::Files as usize + 1;
