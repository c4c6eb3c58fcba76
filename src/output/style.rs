//! Chooses how reports look: colour, width, and whether there are characters beyond ASCII.

use std::env;
use std::ffi::OsStr;
use std::io::IsTerminal;

use presend_core::render::RenderOptions;

use crate::options::{ColorChoice, ReportOptions};

/// Chooses how the report of a check looks.
pub(crate) fn of_report(options: &ReportOptions) -> RenderOptions {
    let is_terminal = options.output_file.is_none() && std::io::stdout().is_terminal();
    RenderOptions {
        color: color(options.color, is_terminal),
        unicode: is_unicode(),
        width: width(is_terminal),
        columns: options.columns,
        redact: options.redact,
        people: options.people,
    }
}

/// Chooses how a `full` report on standard error looks.
pub(crate) fn on_stderr() -> RenderOptions {
    let is_terminal = std::io::stderr().is_terminal();
    RenderOptions {
        color: color(ColorChoice::Auto, is_terminal),
        unicode: is_unicode(),
        width: width(is_terminal),
        ..RenderOptions::default()
    }
}

/// Returns whether standard output may hold characters beyond ASCII, and how many columns it has.
pub(crate) fn of_terminal() -> (bool, usize) {
    (is_unicode(), width(std::io::stdout().is_terminal()))
}

/// Returns true if and only if no report is written to the terminal while drafts are checked.
pub(crate) fn leaves_terminal_alone(options: &ReportOptions) -> bool {
    options.quiet || options.output_file.is_some() || !std::io::stdout().is_terminal()
}

/// Returns true if and only if a terminal does not know escape sequences, or does not say what it is.
pub(crate) fn is_dumb_terminal() -> bool {
    is_dumb(env::var_os("TERM").as_deref())
}

fn is_dumb(term: Option<&OsStr>) -> bool {
    // Consoles of Windows say nothing and know them.
    term.map_or(!cfg!(windows), |term| term.is_empty() || term == "dumb" || term == "unknown")
}

/// Follows NO_COLOR, CLICOLOR_FORCE and CLICOLOR, in that order.
fn color(choice: ColorChoice, is_terminal: bool) -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_on = |name| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if is_on("CLICOLOR_FORCE") => true,
        ColorChoice::Auto if is_dumb_terminal() => false,
        ColorChoice::Auto => is_terminal && env::var_os("CLICOLOR").is_none_or(|value| value != "0"),
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
    let chosen = env::var("COLUMNS").ok().and_then(|value| value.parse().ok()).filter(|&width| width > 0);
    let seen = || {
        if is_terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None }
    };
    chosen.or_else(seen).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_knows_no_escapes_gets_none() {
        for (term, expected) in
            [("dumb", true), ("unknown", true), ("", true), ("xterm-256color", false), ("vt100", false)]
        {
            assert_eq!(is_dumb(Some(OsStr::new(term))), expected, "{term}");
        }
        assert_eq!(is_dumb(None), !cfg!(windows));
    }
}
