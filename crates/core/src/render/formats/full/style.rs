//! Leaves styles out where colour is off.

use anstyle::Style;

use crate::render::options::RenderOptions;

/// Returns the style, or none where colour is off.
pub(super) fn paint(options: &RenderOptions, style: Style) -> Style {
    if options.color { style } else { Style::new() }
}
