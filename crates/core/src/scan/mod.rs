//! Finds where terms, marks and patterns stand; a hit says where and of which rule, and judges nothing.

mod around;
mod cue_sets;
mod cues;
mod hit;
mod known_sentences;
mod latest;
mod marks;
#[cfg(test)]
mod oracle;
mod patterns;
mod phrases;
mod repeats;
mod sentence_shapes;
mod tokens;
mod validators;
mod walk;

pub(crate) use around::look_around;
pub(crate) use cues::{CueHit, CueHits, Sentence};
pub(crate) use hit::{Hit, NO_BLOCK};
pub(crate) use known_sentences::KnownSentences;
pub(crate) use marks::Marks;
pub(crate) use patterns::{Memory, ValueFinder};
pub(crate) use phrases::{phrases, phrases_from, phrases_of_user};
