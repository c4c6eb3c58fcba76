//! Reads mail: RFC 5322 with MIME.

mod header;
mod headers;
mod leaf_text;
mod media_type;
mod mime;
mod reader;

pub(crate) use header::{Fields, addresses, has_time};
pub use reader::read;
