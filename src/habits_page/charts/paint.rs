//! Names the colours of charts, and says what each is on a light page, a dark one and on paper.

use plotters::style::RGBColor;

/// What something is painted with. A chart holds the light colour; the page lays its own over it, by [`style`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// Words.
    Ink,
    /// Words that matter less.
    Soft,
    /// Lines behind the bars.
    Line,
    /// Bars that are not told apart.
    Plain,
    /// Bars of what fell outside of something.
    Outside,
    Write,
    Reword,
    Hold,
    Talk,
    /// How much there is, from nothing.
    Heat0,
    Heat1,
    Heat2,
    Heat3,
    Heat4,
}

/// Every paint with its light colour and what the page fills it with: a variable of the style, or a pattern that can be told
/// apart without colours.
const PAINTS: [(Paint, [u8; 3], &str); 14] = [
    (Paint::Ink, [0x1f, 0x23, 0x28], "var(--ink)"),
    (Paint::Soft, [0x56, 0x5e, 0x67], "var(--soft)"),
    (Paint::Line, [0xd8, 0xd4, 0xcb], "var(--line)"),
    (Paint::Plain, [0xb9, 0xc8, 0xd3], "var(--plain)"),
    (Paint::Outside, [0x3f, 0x5f, 0x77], "url(#outside)"),
    (Paint::Write, [0xc4, 0xd0, 0xd9], "var(--write)"),
    (Paint::Reword, [0xd9, 0xa4, 0x41], "url(#reword)"),
    (Paint::Hold, [0xb9, 0x4a, 0x38], "url(#hold)"),
    (Paint::Talk, [0x57, 0x2b, 0x6b], "var(--talk)"),
    (Paint::Heat0, [0xef, 0xed, 0xe7], "var(--heat-0)"),
    (Paint::Heat1, [0xcd, 0xda, 0xe3], "var(--heat-1)"),
    (Paint::Heat2, [0x97, 0xb3, 0xc6], "var(--heat-2)"),
    (Paint::Heat3, [0x57, 0x82, 0x9f], "var(--heat-3)"),
    (Paint::Heat4, [0x1c, 0x4a, 0x69], "var(--heat-4)"),
];

/// The paints of how much there is, from nothing on.
pub(crate) const HEAT: [Paint; 5] = [Paint::Heat0, Paint::Heat1, Paint::Heat2, Paint::Heat3, Paint::Heat4];

impl Paint {
    /// Returns the colour that a chart holds.
    pub(super) fn color(self) -> RGBColor {
        let found = PAINTS.iter().find(|(paint, ..)| *paint == self);
        let [red, green, blue] = found.map_or([0; 3], |(_, color, _)| *color);
        RGBColor(red, green, blue)
    }

    /// Returns the colour as charts write it.
    pub(crate) fn hex(self) -> String {
        let RGBColor(red, green, blue) = self.color();
        format!("#{red:02X}{green:02X}{blue:02X}")
    }
}

/// Returns the rules of style that lay the page's colours over those of the charts.
pub(crate) fn style() -> String {
    let rule = |(paint, _, fill): &(Paint, [u8; 3], &str)| {
        let hex = paint.hex();
        let stroke = if fill.starts_with("url") {
            String::new()
        } else {
            format!("svg [stroke=\"{hex}\"]{{stroke:{fill}}}")
        };
        format!("svg [fill=\"{hex}\"]{{fill:{fill}}}{stroke}\n")
    };
    PAINTS.iter().map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paint_has_a_colour_of_its_own() {
        let mut seen: Vec<String> = PAINTS.iter().map(|(paint, ..)| paint.hex()).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), PAINTS.len());
        assert!(style().contains("svg [fill=\"#572B6B\"]{fill:var(--talk)}svg [stroke=\"#572B6B\"]"));
    }
}
