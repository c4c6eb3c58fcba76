//! Puts a chart on the page: with a title and a description for those who hear it, and a table with its numbers.

use maud::{Markup, PreEscaped, html};

use super::charts::{Drawing, Paint, Size};
use super::words::number;

/// A chart and what belongs to it.
pub(super) struct Figure<'f> {
    /// Tells it from the others on the page.
    pub(super) id: &'static str,
    pub(super) title: String,
    /// What the chart shows, in a sentence or two.
    pub(super) description: String,
    /// What its colours stand for; of one there is no need to speak.
    pub(super) legend: Vec<(String, Paint)>,
    pub(super) draw: &'f dyn Fn(Size) -> Drawing,
    pub(super) table: Table,
}

/// Numbers with a name for each row and column.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// What the rows are.
    pub(super) rows_are: &'static str,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<(String, Vec<usize>)>,
}

impl Figure<'_> {
    /// Returns the figure.
    pub(super) fn markup(&self) -> Markup {
        html! {
            figure id=(self.id) {
                figcaption { (self.title) }
                (self.chart(Size::WIDE, "wide"))
                (self.chart(Size::NARROW, "narrow"))
                @if self.legend.len() > 1 {
                    ul.legend {
                        @for (name, paint) in &self.legend { li { (swatch(*paint)) (name) } }
                    }
                }
                details {
                    summary { "The numbers as a table" }
                    (self.table.markup(&self.title))
                }
            }
        }
    }

    fn chart(&self, size: Size, width: &str) -> Markup {
        let Drawing { width: across, height, svg } = (self.draw)(size);
        let (title, description) =
            (format!("{}-{width}-title", self.id), format!("{}-{width}-text", self.id));
        html! {
            svg class=(format!("chart {width}")) role="img" aria-labelledby=(format!("{title} {description}"))
                viewBox=(format!("0 0 {across} {height}")) {
                title id=(title) { (self.title) }
                desc id=(description) { (self.description) }
                (PreEscaped(svg))
            }
        }
    }
}

impl Table {
    fn markup(&self, title: &str) -> Markup {
        html! {
            div.table tabindex="0" role="region" aria-label=(format!("Table: {title}")) {
                table {
                    caption { (title) }
                    thead {
                        tr {
                            th scope="col" { (self.rows_are) }
                            @for column in &self.columns { th scope="col" { (column) } }
                        }
                    }
                    tbody {
                        @for (name, values) in &self.rows {
                            tr {
                                th scope="row" { (name) }
                                @for value in values { td { (number(*value)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Returns a small square of a paint.
pub(super) fn swatch(paint: Paint) -> Markup {
    html! {
        svg.swatch aria-hidden="true" viewBox="0 0 14 14" { rect width="14" height="14" fill=(paint.hex()) {} }
    }
}

/// Returns the patterns by which bars are told apart without colours.
pub(super) fn patterns() -> Markup {
    html! {
        svg.patterns aria-hidden="true" width="0" height="0" {
            defs {
                pattern id="reword" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect.reword-ground width="6" height="6" {}
                    rect.reword-mark width="2" height="6" {}
                }
                pattern id="hold" width="5" height="5" patternUnits="userSpaceOnUse" {
                    rect.hold-ground width="5" height="5" {}
                    rect.hold-mark width="5" height="2" {}
                }
                pattern id="outside" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)" {
                    rect.outside-ground width="6" height="6" {}
                    rect.outside-mark width="1.5" height="6" {}
                }
            }
        }
    }
}
