//! Cuts a text into segments: own words, quote, forward, signature, disclaimer, code.

mod above;
mod answers;
mod attribution;
mod attribution_form;
mod attribution_inline;
mod attribution_signs;
mod attribution_spread;
mod banner;
mod call_details;
mod calls;
mod card;
mod code;
mod device;
mod disclaimer;
mod ends;
mod evidence;
mod field_roles;
mod greeting;
mod header_line;
mod joined;
mod lines;
mod log_line;
mod markup;
mod memo;
mod message_opening;
mod name_block;
mod notes_header;
mod notice_phrases;
mod openings;
mod output;
mod prose;
mod quote;
mod reply_header;
mod signature;
mod signature_note;
mod split;
mod tapback;
#[cfg(test)]
mod tests;
mod tidy;

pub(super) use above::{Above, above_quotation};
pub(crate) use attribution::is_reply_line;
pub(super) use call_details::call_details;
pub use code::IGNORE_DIRECTIVE;
pub(super) use split::{split, split_draft};
