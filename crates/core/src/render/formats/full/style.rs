//! Chooses the colours: each is readable on white and on black, whatever the terminal's own palette is.

use anstyle::{Ansi256Color, Color, Style};

use crate::diagnostic::{Action, Severity};
use crate::render::options::RenderOptions;

/// What must not go out.
const MAGENTA: u8 = 163;
/// What is likely to hurt.
const CLAY: u8 = 131;
/// What is worth a look, and what only frames the rest.
const BLUE: u8 = 63;
/// What may go, and advice.
const GREEN: u8 = 29;
/// What is better said aloud.
const VIOLET: u8 = 98;

/// Returns the style, or none where colour is off.
pub(super) fn paint(options: &RenderOptions, style: Style) -> Style {
    if options.color { style } else { Style::new() }
}

/// Returns the style of a severity.
pub(super) fn of_severity(severity: Severity) -> Style {
    bold(match severity {
        Severity::Error => MAGENTA,
        Severity::Warning => CLAY,
        Severity::Info => BLUE,
        Severity::Hint => GREEN,
    })
}

/// Returns the style of a verdict.
pub(super) fn of_action(action: Action) -> Style {
    bold(match action {
        Action::Write => GREEN,
        Action::Reword => CLAY,
        Action::Hold => MAGENTA,
        Action::Talk => VIOLET,
    })
}

/// Returns the style of frames, line numbers and places.
pub(super) fn of_frame() -> Style {
    bold(BLUE)
}

/// Returns the style of notes and of help.
pub(super) fn of_advice() -> Style {
    bold(GREEN)
}

const fn bold(color: u8) -> Style {
    Style::new().fg_color(Some(Color::Ansi256(Ansi256Color(color)))).bold()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What WCAG 2.2 asks of text (success criterion 1.4.3).
    const LEAST: f64 = 4.5;

    /// Returns the red, green and blue of a colour in the cube of xterm's palette, which terminals do not let themes change.
    fn of_cube(number: u8) -> [u8; 3] {
        assert!((16..232).contains(&number), "{number} is not in the cube");
        let level = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
        let at = number - 16;
        [level(at / 36), level(at / 6 % 6), level(at % 6)]
    }

    /// Returns the relative luminance as WCAG defines it.
    fn luminance(color: [u8; 3]) -> f64 {
        let [red, green, blue] = color.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        // An example of the guidelines' own understanding document: grey #767676 on white is 4.54.
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.005);
    }

    #[test]
    fn every_colour_is_readable_on_white_and_on_black() {
        for number in [MAGENTA, CLAY, BLUE, GREEN, VIOLET] {
            let color = of_cube(number);
            for ground in [[255; 3], [0; 3]] {
                let found = contrast(color, ground);
                assert!(found >= LEAST, "{number} {color:?} on {ground:?}: {found:.2}");
            }
        }
    }
}
