//! Finds structured values by regular expressions behind literal gates.

mod anchor;
mod columns;
mod compiled;
mod digit_groups;
mod find;
mod gates;
mod key_text;
mod known_values;
mod known_windows;
mod lists;
mod memory;
mod program;
mod room;
mod search;
mod set;
mod starts;
mod whole_value;

pub(crate) use find::ValueFinder;
pub(crate) use memory::Memory;
