//! Cuts a text into segments: own words, quote, forward, signature, disclaimer, code.

mod above;
mod answers;
mod attribution;
mod attribution_form;
mod attribution_spread;
mod banner;
mod call_details;
mod code;
mod device;
mod disclaimer;
mod ends;
mod evidence;
mod greeting;
mod lines;
mod message_opening;
mod name_block;
mod notes_header;
mod notice_phrases;
mod openings;
mod prose;
mod quote;
mod reply_header;
mod signature;
mod split;
#[cfg(test)]
mod tests;
mod tidy;

pub(super) use above::{Above, above_quotation};
pub(crate) use attribution::is_reply_line;
pub(super) use call_details::call_details;
pub use code::IGNORE_DIRECTIVE;
pub(super) use split::split;
