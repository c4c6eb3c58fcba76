//! Cuts a text into segments: own words, quote, forward, signature, disclaimer, code.

mod call_details;
mod code;
mod disclaimer;
mod ends;
mod forward;
mod greeting;
mod lines;
mod name_block;
mod openings;
mod quote;
mod signature;
mod split;
#[cfg(test)]
mod tests;

pub(super) use call_details::call_details;
pub use code::IGNORE_DIRECTIVE;
pub(super) use split::split;
