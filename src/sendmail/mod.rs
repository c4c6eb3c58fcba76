//! A sendmail that lints first: the same bytes and arguments go on to the real one, or nothing does.

mod args;
mod directives;
mod keep;
mod mta;
mod watch;

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use crate::commands::check::args::Check;
use crate::environment::is_forced;
use crate::error::reason;
use crate::output::style;
use crate::session::lint_session::{Draft, IgnorePolicy, LintSession, Lookup};
use crate::terminal::Terminal;
use crate::terminal::say;
pub(crate) use args::Sendmail;
use directives::Request;
use keep::Keeper;
use mta::Mta;
use presend_core::judge::silence::line_ignores;
use presend_core::message::Headers;
use presend_core::message::format::Format;
use presend_core::render::OutputFormat;
use watch::Watch;

// The codes of `sysexits.h`, which mail programs know how to tell.

/// The command was used wrongly.
pub(crate) const USAGE: u8 = 64;
/// The message must not go as it is.
const BLOCKED: u8 = 65;
/// There is no such program to send with.
const UNAVAILABLE: u8 = 69;
/// The message could not be read.
const UNREADABLE: u8 = 74;
/// Not now: presend failed, or was asked to end before anything was sent.
const NOT_NOW: u8 = 75;

/// Reads a message, lints it, and sends or keeps it. Where it is sent, the process becomes the real sendmail, so that its
/// code, its signals and its output are its own.
pub(crate) fn run(args: &Sendmail) -> u8 {
    let mta = Mta::new(&args.mta);
    if !mta.submits() {
        return failed_to_start(&mta, mta.pass_through(), None);
    }
    // A fault of presend must not print a word: some programs take any output for a failure, and send twice.
    std::panic::set_hook(Box::new(|_| {}));
    let keeper = Arc::new(Keeper::new(args.keep_dir.clone()));
    let watch = Watch::start(keeper.clone());
    let mut message = Vec::new();
    if let Err(error) = io::stdin().lock().read_to_end(&mut message) {
        say(&format!("presend: the message could not be read: {}; nothing was sent", reason(&error)));
        return UNREADABLE;
    }
    let message = Arc::new(message);
    watch.hold(message.clone());
    keeper.name_leftovers();
    let request = Request::of(&message);
    let send = || {
        // From here on a signal is the real sendmail's.
        watch.release();
        failed_to_start(&mta, mta.submit(&request.outgoing), Some((&keeper, &message)))
    };
    if request.skips || is_forced() {
        return send();
    }
    match check(args, &message, &request) {
        Ok(None) => send(),
        Ok(Some(findings)) => report(args, &findings, (&keeper, &message), send),
        Err(why) if args.on_error == "block" => {
            say(&format!("presend: not sent, for it could not be checked: {why}"));
            keeper.keep_and_say(&message);
            NOT_NOW
        }
        Err(why) => {
            keeper.log(&format!("sent without a check: {why}"));
            send()
        }
    }
}

/// Says what was found, and sends only where that was asked for.
fn report(
    args: &Sendmail,
    findings: &Findings,
    (keeper, message): (&Keeper, &[u8]),
    send: impl Fn() -> u8,
) -> u8 {
    let answer = match args.ask.then(Terminal::open).flatten() {
        Some(mut terminal) => {
            terminal.ask(&findings.report, "presend: send it anyway? [y/N]").starts_with('y')
        }
        None => {
            // Nobody is left to tell if this fails.
            let _ = io::stderr().write_all(findings.report.as_bytes());
            args.on_findings == "warn"
        }
    };
    if answer {
        return send();
    }
    say("presend: not sent");
    if findings.has_unheard {
        say("presend: `presend: ignore[…]` stands where it cannot be taken out: write the header \
             `X-Presend: ignore=CODES` instead");
    }
    keeper.keep_and_say(message);
    say("presend: to send it as it is: set PRESEND_FORCE=1, or add the header `X-Presend: skip`");
    BLOCKED
}

/// Why a message must stop.
struct Findings {
    /// The report as a check draws it.
    report: String,
    /// An ignore stands in the text where it cannot be taken out, and was not heeded.
    has_unheard: bool,
}

/// Checks a message; `None` lets it pass.
fn check(args: &Sendmail, message: &[u8], request: &Request) -> Result<Option<Findings>, String> {
    let check =
        Check { config: args.config.clone(), isolated: args.isolated, threads: 1, ..Check::default() };
    let desk = LintSession::open(Lookup::From(Path::new(".")), &check).map_err(|error| error.reason())?;
    let presend =
        Some(format!("ignore={}", request.ignores.join(","))).filter(|_| !request.ignores.is_empty());
    let headers = Headers { presend, ..Headers::default() };
    let draft = Draft {
        name: "message",
        bytes: message,
        format: Some(Format::Email),
        headers: Some(&headers),
        heeds: IgnorePolicy::Header,
        ..Draft::default()
    };
    let looked = desk.lint(&draft)?;
    Ok(looked.stops.then(|| Findings {
        report: desk.draw(&looked.report, OutputFormat::Full, style::on_stderr()),
        has_unheard: line_ignores(&looked.report.message).len() > request.heeded_lines,
    }))
}

/// Says why the real sendmail did not start, and keeps the message; or returns the code with which it ended.
fn failed_to_start(mta: &Mta<'_>, ended: io::Result<u8>, held: Option<(&Keeper, &[u8])>) -> u8 {
    match ended {
        Ok(code) => code,
        Err(error) => {
            say(&format!("presend: {}: {}; nothing was sent", mta.name(), reason(&error)));
            if let Some((keeper, message)) = held {
                keeper.keep_and_say(message);
            }
            UNAVAILABLE
        }
    }
}
