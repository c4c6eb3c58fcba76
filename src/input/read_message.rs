//! Turns the bytes of a message of a check into a message.

use presend_core::Source;
use presend_core::message::{self, Format};
use presend_core::message::{Message, exports, jsonl, slack};
use presend_core::render::ReadError;

use super::unit::MessageBytes;

/// Reads a message.
///
/// # Errors
/// Returns why a line of jsonl, or a message of a Slack export, is not one.
pub(crate) fn read_message(raw: &MessageBytes) -> Result<Message<'_>, ReadError> {
    if let Some(context) = raw.export.as_deref() {
        let place = (raw.line, raw.column, raw.offset);
        return Ok(exports::read_message(&raw.path, &raw.bytes, place, context));
    }
    let mut message = match raw.format {
        Format::Jsonl => jsonl::read_line(&raw.path, &raw.bytes, raw.line, raw.offset)
            .map_err(|reason| raw.error(reason))?,
        Format::Slack => {
            let context = raw.slack.as_deref().cloned().unwrap_or_default();
            slack::read_message(&raw.path, &raw.bytes, (raw.line, raw.column, raw.offset), &context)
                .map_err(|reason| raw.error(reason))?
        }
        format => {
            let mut source = Source::new(&*raw.path, raw.bytes.as_slice());
            (source.base_offset, source.base_line) = (raw.offset, raw.line);
            message::read(source, format)
        }
    };
    message.is_live |= raw.is_live;
    Ok(message)
}
