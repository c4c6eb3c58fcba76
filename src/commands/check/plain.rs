//! Reads the usual options of a check by themselves.

use std::ffi::OsString;
use std::path::PathBuf;

use presend_core::message::Format;
use presend_core::render::OutputFormat;

use super::args::CheckArgs;
use crate::commands::closed_set::named;
use crate::commands::plain_line::{self, PlainOption, Takes};
use crate::options::{ColorChoice, FailOn, Profile, threads};

/// What programs and people write most.
const OPTIONS: [PlainOption<CheckArgs>; 10] = [
    PlainOption { names: &["--quiet", "-q"], takes: Takes::Nothing(|args| args.quiet = true) },
    PlainOption { names: &["--isolated"], takes: Takes::Nothing(|args| args.isolated = true) },
    PlainOption {
        names: &["--fail-on"],
        takes: Takes::Value(|args, what| keep(&mut args.fail_on, FailOn::parse(what).ok())),
    },
    PlainOption {
        names: &["--format"],
        takes: Takes::Value(|args, name| {
            keep(&mut args.format, named(OutputFormat::ALL, OutputFormat::name, name))
        }),
    },
    PlainOption {
        names: &["--profile"],
        takes: Takes::Value(|args, name| keep(&mut args.profile, named(Profile::ALL, Profile::name, name))),
    },
    PlainOption {
        names: &["--stdin-filename"],
        takes: Takes::Value(|args, name| keep(&mut args.stdin_filename, Some(name.to_owned()))),
    },
    PlainOption {
        names: &["--input-format"],
        takes: Takes::Value(|args, name| keep(&mut args.input_format, Format::parse(name))),
    },
    PlainOption {
        names: &["--output-file"],
        takes: Takes::Value(|args, path| keep(&mut args.output_file, Some(PathBuf::from(path)))),
    },
    PlainOption {
        names: &["--threads"],
        takes: Takes::Value(|args, count| threads(count).ok().map(|count| args.threads = count)),
    },
    PlainOption {
        names: &["--color"],
        takes: Takes::Value(|args, when| {
            named(ColorChoice::ALL, ColorChoice::name, when).map(|when| args.color = when)
        }),
    },
];

/// Keeps what a value says, if it could be read.
fn keep<T>(kept: &mut Option<T>, read: Option<T>) -> Option<()> {
    *kept = read;
    kept.is_some().then_some(())
}

impl CheckArgs {
    /// Reads words that are files, folders or usual options, none of them twice.
    pub(crate) fn of_plain(words: &[OsString]) -> Option<CheckArgs> {
        let mut args = CheckArgs::default();
        args.paths = plain_line::read(&OPTIONS, words, &mut args)?.into_iter().map(PathBuf::from).collect();
        Some(args)
    }
}
