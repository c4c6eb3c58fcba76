//! Holds the built-in lexicons of presend, which the build script packs into tables that are read in place.
//!
//! For WebAssembly they are squeezed, and `presend_lexicon::squeeze::expand` makes the tables of them again. The tables stand apart from the code that reads them, so that a changed phrase leaves that code as it was compiled.

/// The lexicons, as `presend_lexicon::Lexicon` opens them beside their texts.
pub static LEXICONS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicons.bin"));

/// The texts of the lexicons, of which the compiler sees that they are UTF-8; none where they are squeezed with the rest.
pub static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/texts.txt"));

/// The expressions of their patterns as programs over bytes; `programs.rs` beside the build script says how they lie.
pub static PROGRAMS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/programs.bin"));
