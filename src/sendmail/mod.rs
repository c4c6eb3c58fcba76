//! A sendmail that lints first: the same bytes and arguments go on to the real one, or nothing does.

mod directives;
pub(crate) mod exit;
mod keep;
mod mta;
pub(crate) mod options;
mod watch;

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use presend_core::line_ignores;
use presend_core::message::Format;
use presend_core::message::Headers;

use crate::config::ConfigLookup;
use crate::environment::is_forced;
use crate::error::reason;
use crate::output::style;
use crate::session::draft::{Draft, IgnorePolicy};
use crate::session::lint_session::LintSession;
use crate::session::stop_rule::StopRule;
use crate::terminal::{Terminal, say};
use directives::Directives;
use exit::{BLOCKED, NOT_NOW, UNAVAILABLE, UNREADABLE};
use keep::Keeper;
use mta::Mta;
use options::{OnError, OnFindings, SendmailOptions};
use watch::Watch;

/// Reads a message, lints it, and sends or keeps it. Where it is sent, the process becomes the real sendmail, so that its
/// code, its signals and its output are its own.
pub(crate) fn run(options: &SendmailOptions) -> u8 {
    let mta = Mta::new(&options.mta);
    if !mta.submits() {
        return failed_to_start(&mta, mta.pass_through(), None);
    }
    // A fault of presend must not print a word: some programs take any output for a failure, and send twice.
    std::panic::set_hook(Box::new(|_| {}));
    let keeper = Arc::new(Keeper::new(options.keep_folder.clone()));
    let watch = Watch::start(keeper.clone());
    let mut message = Vec::new();
    if let Err(error) = io::stdin().lock().read_to_end(&mut message) {
        say(&format!("presend: the message could not be read: {}; nothing was sent", reason(&error)));
        return UNREADABLE;
    }
    let message = Arc::new(message);
    watch.hold(message.clone());
    keeper.name_leftovers();
    let directives = Directives::of(&message);
    let send = || {
        // From here on a signal is the real sendmail's.
        watch.release();
        failed_to_start(&mta, mta.submit(&directives.outgoing), Some((&keeper, &message)))
    };
    if directives.skips || is_forced() {
        return send();
    }
    match check(options, &message, &directives) {
        Ok(None) => send(),
        Ok(Some(stop)) => keep_back(options, &stop, (&keeper, &message), send),
        Err(why) if options.on_error == OnError::Block => {
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
fn keep_back(
    options: &SendmailOptions,
    stop: &StopReport,
    (keeper, message): (&Keeper, &[u8]),
    send: impl Fn() -> u8,
) -> u8 {
    let sends_anyway = match options.ask.then(Terminal::open).flatten() {
        Some(mut terminal) => terminal.ask(&stop.report, "presend: send it anyway? [y/N]").starts_with('y'),
        None => {
            // Nobody is left to tell if this fails.
            let _ = io::stderr().write_all(stop.report.as_bytes());
            options.on_findings == OnFindings::Warn
        }
    };
    if sends_anyway {
        return send();
    }
    say("presend: not sent");
    if stop.has_unheard {
        say("presend: `presend: ignore[…]` stands where it cannot be taken out: write the header \
             `X-Presend: ignore=CODES` instead");
    }
    keeper.keep_and_say(message);
    say("presend: to send it as it is: set PRESEND_FORCE=1, or add the header `X-Presend: skip`");
    BLOCKED
}

/// What a person is told about a message that is held back.
struct StopReport {
    /// The report as a check draws it.
    report: String,
    /// An ignore stands in the text where it cannot be removed, and was not heeded.
    has_unheard: bool,
}

/// Checks a message; `None` lets it pass.
fn check(
    options: &SendmailOptions,
    message: &[u8],
    directives: &Directives,
) -> Result<Option<StopReport>, String> {
    let lookup = ConfigLookup::From(Path::new("."));
    let session =
        LintSession::open(lookup, &options.check, StopRule::PersonSends).map_err(|error| error.reason())?;
    let presend =
        Some(format!("ignore={}", directives.ignores.join(","))).filter(|_| !directives.ignores.is_empty());
    let headers = Headers { presend, ..Headers::default() };
    let draft = Draft {
        name: "message",
        bytes: message,
        format: Some(Format::Email),
        headers: Some(&headers),
        ignores: IgnorePolicy::Header,
        ..Draft::default()
    };
    let outcome = session.lint(&draft)?;
    Ok(outcome.stops.then(|| StopReport {
        report: outcome.draw_full(style::on_stderr()),
        has_unheard: line_ignores(&outcome.report.message).len() > directives.heeded_lines,
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
