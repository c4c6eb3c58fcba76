//! Turns the bytes of a message of a check into a message.

use presend_core::Source;
use presend_core::message::{self, Format};
use presend_core::message::{Message, exports, ics, jsonl, slack};
use presend_core::render::ReadError;

use super::unit::{ArchiveContext, MessageBytes};

/// Reads a message.
///
/// # Errors
/// Returns why a line of jsonl, or a message of a Slack export, is not one.
pub(crate) fn read_message(raw: &MessageBytes) -> Result<Message<'_>, ReadError> {
    let place = (raw.line, raw.column, raw.offset);
    let source = || {
        let mut source = Source::new(&*raw.path, raw.bytes.as_slice());
        (source.base_offset, source.base_line) = (raw.offset, raw.line);
        source
    };
    let mut message = match (raw.context.as_deref(), raw.format) {
        (Some(ArchiveContext::Slack(context)), _) => {
            slack::read_message(&raw.path, &raw.bytes, place, context).map_err(|reason| raw.error(reason))?
        }
        (Some(ArchiveContext::Export(context)), _) => {
            exports::read_message(&raw.path, &raw.bytes, place, context)
        }
        (Some(ArchiveContext::Calendar(method)), _) => ics::read_piece(source(), method.as_deref()),
        (None, Format::Jsonl) => jsonl::read_line(&raw.path, &raw.bytes, raw.line, raw.offset)
            .map_err(|reason| raw.error(reason))?,
        (None, format) => message::read(source(), format),
    };
    message.is_live |= raw.is_live;
    message.number = Some(raw.number);
    Ok(message)
}
