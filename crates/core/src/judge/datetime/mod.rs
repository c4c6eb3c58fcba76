//! Finds dates, times of day and deadlines in a sentence and resolves them to instants.

mod clocks;
mod day;
mod expression;
mod read;
mod resolve;
mod spell_out;
mod time;
mod word;
mod zone;

pub(super) use clocks::{clocks, differ, readings, writers_clock};
pub(super) use expression::{StatedZone, Time, TimeExpression, When};
pub(super) use read::in_sentence;
pub(super) use resolve::deadline;
pub(super) use spell_out::{spelled_out, with_zone};
