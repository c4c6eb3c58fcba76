//! A sendmail that lints first: the same bytes and arguments go on to the real one, or nothing does.

mod directives;
pub(crate) mod exit;
mod keep;
mod mta;
pub(crate) mod options;
#[cfg(unix)]
mod signals;
mod watch;

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use presend_core::StopRule;
use presend_core::line_ignores;
use presend_core::message::Format;
use presend_core::message::Headers;

use crate::config::ConfigLookup;
use crate::environment::is_forced;
use crate::error::reason;
use crate::output::style;
use crate::session::draft::{Draft, IgnorePolicy};
use crate::session::fault::caught;
use crate::session::lint_session::LintSession;
use crate::terminal::{Terminal, say};
use directives::Directives;
use exit::{BLOCKED, NOT_NOW, UNAVAILABLE, UNREADABLE};
use keep::{Keeper, say_whole};
use mta::Mta;
use options::{OnError, OnFindings, SendmailOptions};
use watch::Watch;

/// Bytes that a check takes besides what grows with the message.
const ROOM: usize = 8 << 20;
/// Bytes that it takes for each byte of a message, most of which is attached where it is large.
const ROOM_PER_BYTE: usize = 3;
/// Bytes that it takes for each byte of text in which it finds something everywhere.
const ROOM_PER_WORD_BYTE: usize = 20;
/// Bytes of such text that are reckoned with in a message: the rest of a larger one is attached. One that has more of it and meets
/// the end of memory ends the process, which the caller sees.
const MOST_TEXT_BYTES: usize = 8 << 20;

/// Bytes that few mails without attachments exceed.
const ORDINARY_MAIL: usize = 64 << 10;

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
    // An ordinary mail in a few reads; what is not filled takes no memory.
    let mut message = Vec::with_capacity(ORDINARY_MAIL);
    if let Err(error) = io::stdin().lock().read_to_end(&mut message) {
        say(&format!("presend: the message could not be read: {}; nothing was sent", reason(&error)));
        return UNREADABLE;
    }
    let message = Arc::new(message);
    watch.hold(message.clone());
    let send = |outgoing: &[u8]| {
        // From here on a signal is the real sendmail's.
        watch.release();
        failed_to_start(&mta, mta.submit(outgoing), Some((&keeper, &message)))
    };
    match caught(|| rule(options, &keeper, &message)).flatten() {
        Ok(Ruling::Send(outgoing)) => send(&outgoing),
        Ok(Ruling::Stop(stop, outgoing)) => {
            let is_sent = caught(|| keep_back(options, &stop, (&keeper, &message))).unwrap_or_else(|why| {
                say(&format!("presend: not sent: {why}"));
                say_whole(&message);
                false
            });
            if is_sent { send(&outgoing) } else { BLOCKED }
        }
        Err(why) if options.on_error == OnError::Block => {
            say(&format!("presend: not sent, because it could not be checked: {why}"));
            keeper.keep_and_say(&message);
            NOT_NOW
        }
        Err(why) => {
            keeper.log(&format!("sent without a check: {why}"));
            let outgoing = caught(|| outgoing(&message));
            send(outgoing.as_deref().unwrap_or(&message))
        }
    }
}

/// Returns the bytes that are sent of a message: without what it asks of presend, else its own.
pub(crate) fn outgoing(message: &[u8]) -> Vec<u8> {
    Directives::of(message).outgoing
}

/// What is to become of a message.
enum Ruling {
    /// These bytes are sent.
    Send(Vec<u8>),
    /// It is held back; these bytes are sent where somebody wants that.
    Stop(StopReport, Vec<u8>),
}

/// Says whether there is memory for a check. An allocation that fails ends a program in Rust, and no promise could be kept; so
/// what a check takes at most is asked for once in a way that may fail.
fn has_room(length: usize) -> bool {
    let own = length.saturating_mul(ROOM_PER_BYTE).saturating_add(ROOM);
    let of_words = length.min(MOST_TEXT_BYTES).saturating_mul(ROOM_PER_WORD_BYTE);
    let mut room = Vec::<u8>::new();
    let is_there = room.try_reserve_exact(own.saturating_add(of_words)).is_ok();
    // Else the compiler, which knows that nothing is written there, would ask for nothing.
    std::hint::black_box(&mut room);
    is_there
}

/// Reads what a message asks for, and checks it.
fn rule(options: &SendmailOptions, keeper: &Keeper, message: &[u8]) -> Result<Ruling, String> {
    keeper.name_leftovers();
    if !has_room(message.len()) {
        return Err("there is not enough memory for it".to_owned());
    }
    let directives = Directives::of(message);
    let forced = is_forced();
    if directives.skips || forced == Ok(true) {
        return Ok(Ruling::Send(directives.outgoing));
    }
    let stop = check(options, message, &directives)?;
    if let Err(why) = &forced {
        // A send must be silent: a person hears of it where the message is held back.
        keeper.log(why);
    }
    Ok(match stop {
        None => Ruling::Send(directives.outgoing),
        Some(stop) => Ruling::Stop(StopReport { unforced: forced.err(), ..stop }, directives.outgoing),
    })
}

/// Says what was found, and keeps the message; returns true where it is to be sent nevertheless.
fn keep_back(options: &SendmailOptions, stop: &StopReport, (keeper, message): (&Keeper, &[u8])) -> bool {
    let sends_anyway = match options.ask.then(Terminal::open).flatten() {
        Some(mut terminal) => terminal.ask(&stop.report, "presend: send it anyway? [y/N]").starts_with('y'),
        None => {
            // Nobody is left to tell if this fails.
            let _ = io::stderr().write_all(stop.report.as_bytes());
            options.on_findings == OnFindings::Warn
        }
    };
    if sends_anyway {
        return true;
    }
    say("presend: not sent");
    if stop.has_unheard {
        say("presend: `presend: ignore[…]` stands where it cannot be taken out: write the header \
             `X-Presend: ignore=CODES` instead");
    }
    keeper.keep_and_say(message);
    if let Some(why) = &stop.unforced {
        say(&format!("presend: {why}"));
    }
    say("presend: to send it as it is: set PRESEND_FORCE=1, or add the header `X-Presend: skip`");
    false
}

/// What a person is told about a message that is held back.
struct StopReport {
    /// The report as a check draws it.
    report: String,
    /// An ignore stands in the text where it cannot be removed, and was not heeded.
    has_unheard: bool,
    /// Why `PRESEND_FORCE` did not force it.
    unforced: Option<String>,
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
    // Also where it is empty: a field that could not be taken out is not heeded.
    let mut headers = Headers::default();
    headers.presend = Some(format!("ignore={}", directives.ignores.join(",")));
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
        unforced: None,
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
