//! Finds where terms, marks and patterns stand; a hit says where and of which rule, and judges nothing.

mod ahead;
mod cue_sets;
mod cues;
mod hit;
mod known_sentences;
mod latest;
mod marks;
mod patterns;
mod phrases;
mod repeats;
mod sentence_shapes;
mod tokens;
mod validators;

pub(crate) use ahead::look_ahead;
pub(crate) use cues::{CueHit, CueHits, Sentence};
pub(crate) use hit::{Hit, NO_BLOCK};
pub(crate) use known_sentences::KnownSentences;
pub(crate) use marks::Marks;
pub(crate) use patterns::{Memory, ValueFinder};
pub(crate) use phrases::{phrases, phrases_from, phrases_of_user};
