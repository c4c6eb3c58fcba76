//! Draws on an SVG of one size, in which texts are escaped.

use std::io;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Rectangle, Text};
use plotters::prelude::SVGBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, TextStyle};

use super::paint::Paint;

/// What is drawn on.
pub(super) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Why a chart could not be drawn.
pub(super) type Fault = DrawingAreaErrorKind<io::Error>;

/// plotters takes sizes of texts that are by so much larger than what it writes.
const FONT: f64 = 1.24;

/// How large a chart is, and the texts in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(super) width: u32,
    /// Height of the texts.
    pub(super) text: u32,
    /// It is for a narrow page.
    pub(super) is_narrow: bool,
}

impl Size {
    /// For a page of 70 characters, and for paper.
    pub(crate) const WIDE: Size = Size { width: 640, text: 13, is_narrow: false };
    /// For a phone.
    pub(crate) const NARROW: Size = Size { width: 340, text: 12, is_narrow: true };

    /// Returns how many characters about fit into a width.
    pub(super) fn characters(self, width: u32) -> usize {
        (width * 100 / (self.text * 56)) as usize
    }

    /// Returns the size of texts as plotters takes it.
    pub(super) fn font(self) -> f64 {
        f64::from(self.text) * FONT
    }
}

/// Where a text stands at its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum At {
    /// It begins there, its middle as high as the place.
    Start,
    /// It ends there, its middle as high as the place.
    End,
    /// It hangs below, its middle at the place.
    Below,
}

/// A chart.
#[derive(Debug)]
pub(crate) struct Drawing {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// An `svg` element; empty where it could not be drawn, which leaves its table.
    pub(crate) svg: String,
}

/// Draws a chart.
pub(super) fn drawing(width: u32, height: u32, draw: impl FnOnce(&Area<'_>) -> Result<(), Fault>) -> Drawing {
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
    let is_drawn = draw(&area).and_then(|()| area.present()).is_ok();
    drop(area);
    let svg = if is_drawn { svg } else { String::new() };
    Drawing { width, height, svg }
}

/// Returns the style of texts.
pub(super) fn text_style<'a>(paint: Paint, size: Size) -> TextStyle<'a> {
    let style = TextStyle::from(("sans-serif", size.font()).into_font());
    TextStyle { color: paint.color().to_backend_color(), ..style }
}

/// Writes a text.
pub(super) fn text(
    area: &Area<'_>,
    words: &str,
    (at, place): (At, (i32, i32)),
    paint: Paint,
    size: Size,
) -> Result<(), Fault> {
    let (across, down) = match at {
        At::Start => (HPos::Left, VPos::Center),
        At::End => (HPos::Right, VPos::Center),
        At::Below => (HPos::Center, VPos::Top),
    };
    let style = text_style(paint, size).pos(Pos::new(across, down));
    area.draw(&Text::new(words.to_owned(), place, style))
}

/// Fills a rectangle between two corners.
pub(super) fn fill(area: &Area<'_>, corners: [(i32, i32); 2], paint: Paint) -> Result<(), Fault> {
    area.draw(&Rectangle::new(corners, paint.color().filled()))
}

/// Returns a number of pixels; none is larger than a screen.
pub(super) fn pixels(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
