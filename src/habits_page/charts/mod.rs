//! Draws charts as SVG, each for a wide page and for a narrow one.

mod canvas;
mod paint;
mod stacked;
mod week;

pub(super) use canvas::{Drawing, Size};
pub(super) use paint::{HEAT, Paint, style};
pub(super) use stacked::Stacked;
pub(super) use week::{Week, steps};
