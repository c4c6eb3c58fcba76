//! Draws bars that are made of parts: columns side by side, or bars below each other.

use plotters::chart::ChartBuilder;
use plotters::style::{Color, TRANSPARENT};

use super::canvas::{Area, At, Drawing, Fault, Size, drawing, fill, pixels, text, text_style};
use super::paint::Paint;
use crate::habits_page::words::number;

/// A part that is there is seen, however small its share.
const LEAST_PIXELS: i32 = 2;

/// Bars, each with the same parts.
#[derive(Debug, Default)]
pub(crate) struct Stacked {
    /// What each part is, from the foot of the bar on.
    pub(crate) parts: Vec<(String, Paint)>,
    /// Each bar with its label and as many numbers as there are parts.
    pub(crate) bars: Vec<(String, Vec<usize>)>,
}

impl Stacked {
    fn most(&self) -> usize {
        self.bars.iter().map(|(_, values)| values.iter().sum()).max().unwrap_or(0)
    }

    /// Draws the bars as columns, along time.
    pub(crate) fn columns(&self, size: Size) -> Drawing {
        let height = if size.is_narrow { 220 } else { 240 };
        drawing(size.width, height, |area| self.draw_columns(area, size))
    }

    #[expect(clippy::cast_precision_loss, reason = "a chart shows no more than the bits of an f64")]
    fn draw_columns(&self, area: &Area<'_>, size: Size) -> Result<(), Fault> {
        let (count, top) = (self.bars.len().max(1) as f64, rounded_up(self.most()) as f64);
        let mut plot = ChartBuilder::on(area)
            .margin_top(size.text)
            .x_label_area_size(size.text * 2)
            .y_label_area_size(self.scale_width(size))
            .build_cartesian_2d(0.0..count, 0.0..top)?;
        plot.configure_mesh()
            .disable_x_mesh()
            .disable_x_axis()
            .y_labels(5)
            .y_label_formatter(&|count| whole(*count))
            .label_style(text_style(Paint::Soft, size))
            .axis_style(TRANSPARENT)
            .bold_line_style(Paint::Line.color().stroke_width(1))
            .light_line_style(TRANSPARENT)
            .draw()?;
        let step = self.label_step(size);
        for (number, (label, values)) in self.bars.iter().enumerate() {
            let edge = |share: f64| plot.backend_coord(&(number as f64 + share, 0.0));
            let ((left, foot), (right, _), (middle, _)) = (edge(0.14), edge(0.86), edge(0.5));
            let mut low = foot;
            for ((_, paint), value) in self.parts.iter().zip(values).filter(|(_, value)| **value > 0) {
                let (_, high) = plot.backend_coord(&(0.0, *value as f64));
                let high = low - (foot - high).max(LEAST_PIXELS);
                fill(area, [(left, high), (right, low)], *paint)?;
                low = high;
            }
            if number % step == 0 {
                text(area, label, (At::Below, (middle, foot + pixels(size.text) / 2)), Paint::Soft, size)?;
            }
        }
        Ok(())
    }

    /// Returns the room that the numbers of the scale take.
    fn scale_width(&self, size: Size) -> u32 {
        let digits = number(rounded_up(self.most())).len().max(2);
        u32::try_from(digits + 2).unwrap_or(u32::MAX).saturating_mul(size.text * 5 / 8)
    }

    /// Returns how many columns stand from one label to the next, so that they do not touch.
    fn label_step(&self, size: Size) -> usize {
        let longest = self.bars.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(1) + 1;
        let room = size.characters(size.width.saturating_sub(self.scale_width(size)));
        (self.bars.len() * longest).div_ceil(room.max(1)).max(1)
    }

    /// Draws the bars below each other, each with its label above and its number behind.
    pub(crate) fn rows(&self, size: Size) -> Drawing {
        let row = size.text * 3;
        let height = row * u32::try_from(self.bars.len()).unwrap_or(0).max(1);
        drawing(size.width, height, |area| self.draw_rows(area, size))
    }

    fn draw_rows(&self, area: &Area<'_>, size: Size) -> Result<(), Fault> {
        let (line, most) = (pixels(size.text), self.most().max(1));
        let room = size.width.saturating_sub(size.text * 4);
        let wide = |value: usize| pixels(u32::try_from(value * room as usize / most).unwrap_or(room));
        let mut top = 0;
        for (label, values) in &self.bars {
            let label = shortened(label, size.characters(size.width));
            text(area, &label, (At::Start, (0, top + line / 2)), Paint::Ink, size)?;
            let (mut left, high) = (0, top + line * 5 / 4);
            for ((_, paint), value) in self.parts.iter().zip(values).filter(|(_, value)| **value > 0) {
                let right = left + wide(*value).max(LEAST_PIXELS);
                fill(area, [(left, high), (right, high + line)], *paint)?;
                left = right;
            }
            let total = number(values.iter().sum());
            text(area, &total, (At::Start, (left + line / 2, high + line / 2)), Paint::Soft, size)?;
            top += line * 3;
        }
        Ok(())
    }
}

/// Returns a number of at least this size that is easy to divide: 1, 2, 3, 4, 5, 6 or 8 with zeros behind.
fn rounded_up(count: usize) -> usize {
    let mut unit = 1;
    loop {
        if let Some(found) =
            [1, 2, 3, 4, 5, 6, 8, 10].into_iter().map(|step| step * unit).find(|step| *step >= count)
        {
            return found.max(2);
        }
        unit *= 10;
    }
}

/// Writes a number of a scale; one between two whole ones is left out.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a scale begins at 0 and ends at a count"
)]
fn whole(count: f64) -> String {
    if count.fract() == 0.0 { number(count as usize) } else { String::new() }
}

/// Cuts a label that is too long for its place.
fn shortened(label: &str, most: usize) -> String {
    if label.chars().count() <= most {
        return label.to_owned();
    }
    let mut short: String = label.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> Stacked {
        Stacked {
            parts: vec![("talk".to_owned(), Paint::Talk), ("write".to_owned(), Paint::Write)],
            bars: vec![("<b>\"May\"</b>".to_owned(), vec![1, 900]), ("June".to_owned(), vec![0, 30])],
        }
    }

    #[test]
    fn a_small_part_is_seen_and_one_that_is_not_there_is_not() {
        for Drawing { svg, .. } in [chart().columns(Size::WIDE), chart().rows(Size::NARROW)] {
            assert_eq!(svg.matches(&Paint::Talk.hex()).count(), 1, "{svg}");
            assert_eq!(svg.matches(&Paint::Write.hex()).count(), 2, "{svg}");
            assert!(svg.contains("&lt;b&gt;&quot;May&quot;") && !svg.contains("<b>"), "{svg}");
            assert!(svg.trim_end().ends_with("</svg>"));
        }
    }

    #[test]
    fn scales_end_at_round_numbers() {
        for (count, top) in
            [(0, 2), (1, 2), (3, 3), (7, 8), (9, 10), (11, 20), (28, 30), (99, 100), (4567, 5000)]
        {
            assert_eq!(rounded_up(count), top, "{count}");
        }
        assert_eq!((whole(1200.0), whole(0.5)), ("1,200".to_owned(), String::new()));
    }

    #[test]
    fn labels_do_not_touch() {
        let bars = |count: usize| Stacked { bars: vec![("Mar 2026".to_owned(), vec![1]); count], ..chart() };
        assert_eq!((bars(6).label_step(Size::WIDE), bars(36).label_step(Size::WIDE)), (1, 4));
        assert!(bars(6).label_step(Size::NARROW) > 1);
        assert_eq!(shortened("naïveté", 4), "naï…");
    }
}
