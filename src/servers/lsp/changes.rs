//! Applies what the client changed in a text.

use gen_lsp_types::{Position, Range};
use presend_core::Span;
use serde_json::Value;

use super::positions::{Encoding, LineIndex};

/// One change of a text.
pub(super) struct Change<'p> {
    /// What is replaced: `None` for all of the text.
    range: Option<Range>,
    text: &'p str,
}

impl<'p> Change<'p> {
    /// Reads the changes of a notification, in the order in which they happened. One that is not understood makes all that came
    /// before it meaningless, and what comes behind it too: then there are none.
    pub(super) fn all(params: &'p Value) -> Option<Vec<Change<'p>>> {
        let all = params["contentChanges"].as_array()?;
        let changes: Option<Vec<Change<'p>>> = all.iter().map(Change::read).collect();
        changes.filter(|changes| !changes.is_empty())
    }

    fn read(change: &'p Value) -> Option<Change<'p>> {
        let text = change.get("text")?.as_str()?;
        let place = |name: &str, field: &str| change.pointer(&format!("/range/{name}/{field}"))?.as_u64();
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let position = |name: &str| {
            Some(Position { line: small(place(name, "line")?), character: small(place(name, "character")?) })
        };
        let range = match change.get("range").filter(|range| !range.is_null()) {
            Some(_) => Some(Range { start: position("start")?, end: position("end")? }),
            None => None,
        };
        Some(Change { range, text })
    }

    /// Applies the change to a text.
    pub(super) fn apply(&self, text: &mut String, encoding: Encoding) {
        let Some(range) = self.range else {
            self.text.clone_into(text);
            return;
        };
        let lines = LineIndex::new(text, encoding);
        let (start, end) = (lines.byte(text, range.start), lines.byte(text, range.end));
        let span = Span::new(start.min(end), start.max(end));
        text.replace_range(span.start..span.end, self.text);
    }
}
