//! Finds structured values by regular expressions behind literal gates.

mod anchor;
mod compiled;
mod digit_groups;
mod find;
mod gates;
mod known_values;
mod known_windows;
mod program;
mod search;
mod set;

pub(crate) use find::ValueFinder;
