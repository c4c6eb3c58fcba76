//! Answers an extension of a mail program or browser: messages of native messaging on standard input and output.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Args;
use serde_json::{Value, json};

use crate::commands::check::args::Check;
use crate::error::CliError;
use crate::error::reason;
use crate::exit::CLEAN;
use crate::session::draft_fields::DraftFields;
use crate::session::lint_session::{IgnorePolicy, LintSession, Lookup};
use crate::terminal::say;
use presend_core::message::jsonl;

/// The name under which extensions call the host.
const NAME: &str = "presend";
/// The extension for Thunderbird in `integrations/thunderbird`.
const EXTENSION: &str = "presend@example.org";
/// Bytes of the largest message that is read.
const MOST_IN: u32 = 64 << 20;
/// Bytes of the largest answer: a browser takes no more than a megabyte.
const MOST_OUT: usize = 1_000_000;

/// Options of `presend native-host`.
#[derive(Debug, Args)]
pub(crate) struct NativeHost {
    /// Write what Thunderbird needs to find presend
    #[arg(long, conflicts_with = "uninstall")]
    pub(crate) install: bool,
    /// Take that away again
    #[arg(long)]
    pub(crate) uninstall: bool,
    /// What the program adds: the description's path and the extension
    #[arg(hide = true)]
    pub(crate) added: Vec<OsString>,
}

/// Answers message after message until standard input ends, or installs the host.
///
/// # Errors
/// Returns why a stream failed, or why a file could not be written.
pub(crate) fn run(args: &NativeHost) -> Result<u8, CliError> {
    if args.install || args.uninstall {
        return if args.install { install() } else { uninstall() };
    }
    let (mut input, mut out) = (io::stdin().lock(), io::stdout().lock());
    let mut length = [0; 4];
    loop {
        match input.read_exact(&mut length) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(CLEAN),
            Err(error) => return Err(error.into()),
        }
        let length = u32::from_ne_bytes(length);
        let answer = if length > MOST_IN {
            io::copy(&mut input.by_ref().take(u64::from(length)), &mut io::sink())?;
            json!({ "error": format!("the message is larger than {} MB", MOST_IN >> 20) })
        } else {
            let mut message = Vec::new();
            input.by_ref().take(u64::from(length)).read_to_end(&mut message)?;
            answer(&message).unwrap_or_else(|why| json!({ "error": why }))
        };
        write(&mut out, &answer)?;
    }
}

/// Writes one answer; one that is too large loses its diagnostics, not its verdict.
fn write(out: &mut dyn Write, answer: &Value) -> io::Result<()> {
    let mut bytes = answer.to_string().into_bytes();
    if bytes.len() > MOST_OUT {
        let mut shorter = answer.clone();
        shorter["diagnostics"] = json!([]);
        bytes = shorter.to_string().into_bytes();
    }
    out.write_all(&u32::try_from(bytes.len()).unwrap_or(0).to_ne_bytes())?;
    out.write_all(&bytes)?;
    out.flush()
}

/// Answers `{"op": "lint", "body", "subject"?, "from"?, "to"?, "cc"?, "bcc"?, "isHtml"?, "profile"?}`.
fn answer(message: &[u8]) -> Result<Value, String> {
    let given = jsonl::value(message)?;
    if given["op"] != "lint" {
        return Err("the one thing presend does here is `\"op\": \"lint\"`".to_owned());
    }
    let text = |key: &str| given[key].as_str();
    let letter = DraftFields {
        from: people(&given["from"]),
        to: people(&given["to"]),
        cc: people(&given["cc"]),
        bcc: people(&given["bcc"]),
        subject: text("subject").map(Rc::from),
        text: text("body").ok_or("`body` is missing")?.to_owned(),
        is_html: given["isHtml"] == Value::Bool(true),
        profile: text("profile").map(str::to_owned),
        heeds: IgnorePolicy::All,
    };
    let desk = LintSession::open(Lookup::User, &Check { threads: 1, ..Check::default() })
        .map_err(|error| error.reason())?;
    let mut opinion = letter.lint(&desk)?;
    let said = opinion.reason().join("\n");
    let [verdict, diagnostics] = ["verdict", "diagnostics"].map(|key| opinion.report[key].take());
    Ok(json!({ "stops": opinion.stops, "text": said, "verdict": verdict, "diagnostics": diagnostics }))
}

/// Reads addresses: one string, or a list of strings.
fn people(given: &Value) -> Rc<Vec<String>> {
    let list = given.as_array().map_or_else(|| std::slice::from_ref(given), Vec::as_slice);
    Rc::new(
        list.iter().filter_map(|one| one.as_str().map(str::to_owned)).filter(|one| !one.is_empty()).collect(),
    )
}

/// Where the description of the host stands, and the script that it names: programs start a host with arguments of
/// their own, so presend cannot be named itself.
fn places() -> Result<(PathBuf, PathBuf), CliError> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy().map_err(|error| CliError::Failed(error.to_string()))?;
    let hosts = if cfg!(target_os = "macos") {
        "Library/Mozilla/NativeMessagingHosts"
    } else {
        ".mozilla/native-messaging-hosts"
    };
    let manifest = base.home_dir().join(hosts).join(format!("{NAME}.json"));
    Ok((manifest, base.data_dir().join("presend").join("presend-native-host")))
}

fn install() -> Result<u8, CliError> {
    let (manifest, script) = places()?;
    let here = std::env::current_exe().map_err(|error| CliError::Failed(reason(&error)))?;
    let here = here.to_string_lossy().replace('\'', "'\\''");
    put(&script, &format!("#!/bin/sh\nexec '{here}' native-host \"$@\"\n"))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&script, mode).map_err(|error| CliError::of_file(&script, &error))?;
    }
    let description = json!({
        "name": NAME,
        "description": "presend, a linter for message drafts",
        "path": script,
        "type": "stdio",
        "allowed_extensions": [EXTENSION],
    });
    put(&manifest, &format!("{description:#}\n"))?;
    say(&format!("presend: {}: written; it names {}", manifest.display(), script.display()));
    Ok(CLEAN)
}

fn put(path: &Path, text: &str) -> Result<(), CliError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| CliError::of_file(folder, &error))?;
    }
    std::fs::write(path, text).map_err(|error| CliError::of_file(path, &error))
}

fn uninstall() -> Result<u8, CliError> {
    let (manifest, script) = places()?;
    for path in [manifest, script] {
        match std::fs::remove_file(&path) {
            Ok(()) => say(&format!("presend: {}: taken away", path.display())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(CliError::of_file(&path, &error)),
        }
    }
    Ok(CLEAN)
}
