//! Tells the signs that could disturb or deceive a terminal, and shows a text with escapes in their place.

use std::fmt::{self, Write as _};

/// Returns true for control, zero-width, bidi and other invisible characters.
#[must_use]
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// A text as it may stand in the reason of an error: on one line, control, zero-width and bidi characters as `\u{…}`.
#[derive(Debug, Clone, Copy)]
pub struct Visible<'t>(pub &'t str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '\t' | '\n' => f.write_char(' '),
            '\r' => Ok(()),
            _ if is_unsafe(character) => write!(f, "{}", character.escape_unicode()),
            _ => f.write_char(character),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_or_hide_is_escaped() {
        assert_eq!(Visible("a\u{1b}[2Jb\u{202e}c\r\n\td é").to_string(), "a\\u{1b}[2Jb\\u{202e}c  d é");
    }
}
