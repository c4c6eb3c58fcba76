//! Chooses how reports look: colour, width, and whether there are characters beyond ASCII.

use std::env;
use std::io::IsTerminal;

use crate::commands::check::args::Check;
use presend_core::render::{Columns, OutputFormat, RenderOptions};

/// Chooses the output format and how it looks.
pub(crate) fn drawing(args: &Check) -> (OutputFormat, RenderOptions) {
    let format = args.format.as_deref().and_then(OutputFormat::parse).unwrap_or(OutputFormat::Full);
    let is_terminal = args.output_file.is_none() && std::io::stdout().is_terminal();
    let options = RenderOptions {
        color: color(&args.color, is_terminal),
        unicode: is_unicode(),
        width: width(is_terminal),
        columns: Columns::parse(&args.columns).unwrap_or_default(),
        redact: args.redact,
    };
    (format, options)
}

/// Chooses how a `full` report on standard error looks.
pub(crate) fn on_stderr() -> RenderOptions {
    let is_terminal = std::io::stderr().is_terminal();
    RenderOptions {
        color: color("auto", is_terminal),
        unicode: is_unicode(),
        width: width(is_terminal),
        ..RenderOptions::default()
    }
}

/// Returns whether standard output may hold characters beyond ASCII, and how many columns it has.
pub(crate) fn terminal() -> (bool, usize) {
    (is_unicode(), width(std::io::stdout().is_terminal()))
}

/// Follows NO_COLOR, CLICOLOR_FORCE and CLICOLOR, in that order.
fn color(when: &str, is_terminal: bool) -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_on = |name| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match when {
        "always" => true,
        "never" => false,
        _ if is_set("NO_COLOR") => false,
        _ if is_on("CLICOLOR_FORCE") => true,
        _ => is_terminal && env::var_os("CLICOLOR").is_none_or(|value| value != "0"),
    }
}

fn is_unicode() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty());
    locale.is_some_and(|value| {
        let value = value.to_string_lossy().to_ascii_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    })
}

fn width(is_terminal: bool) -> usize {
    let given = env::var("COLUMNS").ok().and_then(|value| value.parse().ok()).filter(|&width| width > 0);
    let seen = || {
        if is_terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None }
    };
    given.or_else(seen).unwrap_or(100)
}
