//! Reads chat logs, in the forms that chat programs write.

mod banner;
mod beside;
mod caption_text;
mod captions;
mod code_marks;
mod days;
mod detect;
mod header;
mod line;
mod long;
mod messages;
mod names;
mod passed_on;
mod pasted;
mod program_log;
mod reader;
mod row_forms;
mod row_text;
mod rows;
mod speakers;
mod stamp;
#[cfg(test)]
mod tests;

pub(crate) use code_marks::marked_code;
pub(crate) use detect::{Likeness, likeness};
pub use messages::{LogStyle, Messages};
pub(crate) use passed_on::quoted_rest;
pub(crate) use pasted::with_pasted;
pub(crate) use program_log::{is_log_in_html, is_log_of_program};
pub(crate) use reader::read;
