//! Reads mail: RFC 5322 with MIME.

mod alternatives;
mod charset;
mod fields;
mod from_line;
mod header;
mod headers;
mod leaf_text;
mod media_type;
mod mime;
mod reader;
mod shifted;
mod stand_in;

pub(crate) use alternatives::alternatives;
pub use fields::fields_named;
pub(crate) use from_line::{has_time, is_escaped_separator};
pub(crate) use header::{Fields, addresses};
pub use reader::read;
