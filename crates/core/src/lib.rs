//! Lints message drafts: finds what is sensitive, urgent or heated in a mail or a chat message, and says what to do with it.
//!
//! Like a compiler it points at words; unlike one it ends with a verdict on the channel: *write* the message, *reword*
//! it, *hold* it, or *talk* instead. Everything it knows is in the library; it opens no file, reads no clock or
//! environment, starts no thread and uses no network.
//!
//! ```
//! use presend_core::{Action, Channel, lint};
//!
//! let report = lint("Hi Bo,\n\nUnfortunately we have to let you go effective Friday.\n");
//!
//! let found = &report.diagnostics[0];
//! assert_eq!((&*found.code, &*found.name), ("S001", "employment-ending"));
//! assert_eq!(found.label.span.of(&report.message.parts[0].text), "let you go effective");
//! assert_eq!((report.verdict.action, report.verdict.channel), (Action::Talk, Channel::InPersonOrVideo));
//! ```
//!
//! Drawn for a person, 66 columns wide, a report looks like this; on the right is the part of it that each line shows:
//!
//! ```text
//! error[S001]: this tells someone that their job is ending              <- Diagnostic: severity, code, message
//!  --> <text>:3:26                                                      <- its Label: part and Span
//!   |
//! 3 | Unfortunately we have to let you go effective Friday.
//!   |                          ^^^^^^^^^^^^^^^^^^^^                     <- the words
//!   |
//!   = note: alone with a screen, the reader can ask nothing and has     <- note: why it matters
//!           to guess the tone
//!   = help: say it in a private meeting or by video first, with the     <- help: what to do; Suggestions appear here too
//!           reason, the end date, the notice and the right to
//!           appeal; then send the same four points in writing
//!
//! verdict: talk first, then write                                       <- Verdict: action and channel
//!    sensitive ████████░░ 0.85  S001                                    <- score of an Axis, and the codes behind it
//!    charged   ██████░░░░ 0.63
//!    fyi       ████░░░░░░ 0.42
//!    meeting   █░░░░░░░░░ 0.13
//!    meet in person or by video first, then put it in writing           <- summary
//! ```
//!
//! ```
//! use presend_core::lint;
//! use presend_core::render::{OutputFormat, RenderOptions, Renderer};
//!
//! let report = lint("Hi Bo,\n\nUnfortunately we have to let you go effective Friday.\n");
//! # #[cfg(feature = "snippets")]
//! # {
//! let options = RenderOptions { width: 66, ..RenderOptions::default() };
//! let drawn = Renderer::new(OutputFormat::Full, options).render_report(&report);
//! assert!(drawn.starts_with(b"error[S001]: this tells someone that their job is ending\n"));
//! # }
//! ```
//!
//! # What there is
//!
//! * [`lint`] lints a text; [`Linter::builder`] takes lexicons, a team's guidelines, a time, threads and more.
//! * [`message`] reads mail, chats, archives, commit messages and other formats into a [`Message`].
//! * [`Report`] is what comes out; [`render`] draws it, as text or as JSON, and applies safe suggestions.
//! * [`guidelines`] reads `presend.toml`: who is who, when people work, what a team agreed on.
//!
//! ```
//! use presend_core::message::{Format, read};
//! use presend_core::{Linter, RuleRequest, Source};
//!
//! let lexicon = "language = \"en\"\ngroup = \"tone\"\n[[rule]]\ncode = \"T900\"\nname = \"our-codename\"\n\
//!     severity = \"warning\"\nmessage = \"this names the project\"\nterms = [\"blue heron\"]\n";
//! let linter = Linter::builder().lexicon("team.toml", lexicon).build()?;
//! let only = RuleRequest { select: vec!["T900".to_owned()], ..RuleRequest::default() };
//! let policy = linter.policy(&only)?;
//!
//! let message = read(Source::new("note.md", b"Blue Heron ships on Friday.".as_slice()), Format::Markdown);
//! let report = linter.lint(message, &policy);
//! assert_eq!(report.diagnostics.len(), 1);
//! # Ok::<(), presend_core::Error>(())
//! ```
//!
//! # What stays the same
//!
//! Rule codes, JSON names and the meaning of settings do not change within version 0. What is expected to grow is
//! `#[non_exhaustive]`: reports, messages, regions, formats and the like gain fields and variants in any version. Take
//! them apart with `..` and `_`. What a caller fills in ([`RuleRequest`], [`render::RenderOptions`]) is meant to be
//! written with `..Default::default()`, and gains fields too.
//!
//! # Features
//!
//! `snippets`, on by default, is the output format for a person, `full`; without it neither `annotate-snippets` nor
//! `anstyle` is built.

// A draft, a setting or a lexicon must not be able to end a send: what cannot fail says why in an `#[expect]`.
#![deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unreachable)]

pub mod guidelines;
pub mod message;
pub mod render;

mod builtin;
mod diagnostic;
mod error;
mod judge;
mod linter;
mod record;
mod report;
mod scan;
mod stop_rule;
mod text;
mod words;

// Linting.
pub use error::{Error, ErrorKind, GuidelinesError};
pub use linter::{Executor, Linter, LinterBuilder, OwnWord, Policy, RuleRequest, lint, own_words};

// What goes in.
pub use guidelines::{Guidelines, Team};
pub use judge::ignore_requests::{Ignore, header_ignores, ignores, line_ignores};
pub use judge::is_date;
pub use message::Message;
pub use text::decode::{is_mostly_binary, looks_binary};
pub use text::nearest::nearest;
pub use text::{Column, Source, Span};

// What comes out.
pub use diagnostic::{Diagnostic, Edit, Label, Language, Plan, Point, Suggestion, Verdict};
pub use judge::{Contribution, ContributionKind, ScoreExplanation, explain_verdict};
pub use presend_lexicon::Code;
pub use presend_lexicon::names::{Action, Applicability, Axis, Channel, Profile, RegionKind, Severity};
pub use record::{MessagePlace, MessageRecord};
pub use report::Report;
pub use stop_rule::{StopCause, StopRule};
