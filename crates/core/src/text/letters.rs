//! Tells copies of a text by its letters, however it is set or marked up.

/// Returns the letters and digits of a text.
#[must_use]
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}
