//! Reads chat logs, in the forms that chat programs write.

mod code_marks;
mod detect;
mod header;
mod line;
mod long;
mod messages;
mod reader;
mod stamp;
#[cfg(test)]
mod tests;

pub(crate) use code_marks::marked_code;
pub(crate) use detect::{Likeness, likeness};
pub use messages::{LogStyle, Messages};
pub(crate) use reader::read;
