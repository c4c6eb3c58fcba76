//! Says which names are known, and which of them a mistyped one was probably meant to be.

use crate::text::nearest::nearest;

/// Says which names are known, and which one was probably meant.
#[must_use]
pub(super) fn known_names(word: &str, known: &[&str]) -> String {
    let all = known.join(", ");
    match nearest(word, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`? The known ones are {all}"),
        None => format!("the known ones are {all}"),
    }
}
