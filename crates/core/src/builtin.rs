//! Opens the lexicons that are packed into the program.

#[cfg(target_family = "wasm")]
use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use presend_lexicon::Lexicon;
use presend_lexicon::cues::CueTable;
use presend_lexicon::decision::Decision;
use presend_lexicon::device_forms::DeviceForms;
use presend_lexicon::names::WordList;
use presend_lexicon::notices::NoticePhrases;
use presend_lexicon::openings::Openings;
use presend_lexicon::time::TimeWords;
use presend_lexicon::word_lists::WordLists;
use presend_tables::{LEXICONS, PROGRAMS, TEXTS};

/// The built-in lexicons.
#[expect(clippy::expect_used, reason = "the bytes do not change, and every test opens them")]
pub(crate) static LEXICON: LazyLock<Lexicon<'static>> = LazyLock::new(|| {
    let tables = expanded(LEXICONS);
    let opened = if TEXTS.is_empty() { Lexicon::open(tables) } else { Lexicon::open_beside(tables, TEXTS) };
    opened.expect("their build script wrote them with the same code")
});

/// The programs of the built-in patterns.
pub(crate) static PATTERN_PROGRAMS: LazyLock<&'static [[u8; 4]]> =
    LazyLock::new(|| expanded(PROGRAMS).as_chunks().0);

/// The cues of `lexicons/cues/`.
pub(crate) static CUES: LazyLock<CueTable<'static>> = LazyLock::new(|| LEXICON.cues());

/// The judge's numbers and the decision table of `lexicons/verdict.toml`.
pub(crate) static DECISION: LazyLock<Decision<'static>> = LazyLock::new(|| LEXICON.decision());

/// The words of `lexicons/time.toml`.
pub(crate) static TIME: LazyLock<TimeWords<'static>> = LazyLock::new(|| LEXICON.time_words());

/// The lists of words of `lexicons/words.toml` and `lexicons/boilerplate.toml`.
pub(crate) static WORDS: LazyLock<WordLists<'static>> = LazyLock::new(|| LEXICON.word_lists());

/// How lines open that are not own words.
pub(crate) static OPENINGS: LazyLock<Openings<'static>> = LazyLock::new(|| LEXICON.openings());

/// How lines are written that devices add.
pub(crate) static DEVICE_FORMS: LazyLock<DeviceForms<'static>> = LazyLock::new(|| LEXICON.device_forms());

/// The phrases of notices.
pub(crate) static NOTICE_PHRASES: LazyLock<NoticePhrases<'static>> =
    LazyLock::new(|| LEXICON.notice_phrases());

/// Returns tables as they are read: for browsers they are squeezed, are expanded once, and stay as long as the engine runs.
#[cfg(target_family = "wasm")]
fn expanded(tables: &'static [u8]) -> &'static [u8] {
    match presend_lexicon::squeeze::expand(tables) {
        Cow::Borrowed(tables) => tables,
        Cow::Owned(tables) => tables.leak(),
    }
}

#[cfg(not(target_family = "wasm"))]
const fn expanded(tables: &'static [u8]) -> &'static [u8] {
    tables
}

/// Returns the words of a list that is gone through often: they are gathered once, on first need.
pub(crate) fn phrases(list: WordList) -> &'static [&'static str] {
    static GATHERED: [OnceLock<Vec<&str>>; WordList::ALL.len()] =
        [const { OnceLock::new() }; WordList::ALL.len()];
    let gathered = GATHERED.get(list as usize);
    gathered.map_or(&[], |gathered| gathered.get_or_init(|| WORDS.get(list).iter().collect()))
}
