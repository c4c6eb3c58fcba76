//! Packs compiled lexicons into one block of bytes and finds the sections in it again; the format stands in `FORMAT.md`.

mod halves;
mod layout;
mod numbers;
mod packed;
mod packer;
mod texts;

pub(crate) use halves::Halves;
pub(crate) use layout::Section;
pub use numbers::Numbers;
pub(crate) use numbers::{Cell, NO_NAME, number, pair, small};
pub(crate) use packed::{Packed, without_texts};
pub(crate) use packer::Packer;
pub(crate) use texts::Pool;
pub use texts::{List, Text};
