//! Finds where terms, marks and patterns stand; a hit says where and of which rule, and judges nothing.

mod cues;
mod hit;
mod marks;
mod patterns;
mod phrases;
mod validators;

pub use cues::{CueHit, CueHits};
pub use hit::{Hit, NO_BLOCK};
pub use marks::Marks;
pub use patterns::Patterns;
pub use phrases::{phrases, phrases_within};
