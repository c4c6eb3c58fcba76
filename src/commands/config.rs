//! Writes a presend.toml, shows what is in force, or prints the schema for editors.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use clap::Subcommand;
use presend_core::Severity;
use presend_core::guidelines::{
    CheckToml, Guidelines, GuidelinesToml, TEMPLATE, Value, severities_of, show as show_guidelines,
    show_presets,
};

use crate::config::{Config, ConfigLookup};
use crate::error::CliError;
use crate::exit::CLEAN;
use crate::options::{ConfigChoice, Profile, available_threads};

/// The schema of presend.toml.
const SCHEMA: &str = include_str!("../../schemas/config.schema.json");

/// What is done with presend.toml.
#[derive(Debug, Subcommand)]
pub(super) enum ConfigAction {
    /// Write a commented presend.toml here
    Init,
    /// Print the settings in force and where they come from
    Show,
    /// Print the JSON schema of presend.toml, which lets editors complete and check it
    Schema,
}

/// Does it.
///
/// # Errors
/// Returns why the file could not be written or read, or what is wrong in it.
pub(super) fn run(action: &ConfigAction, out: &mut dyn Write) -> Result<u8, CliError> {
    match action {
        ConfigAction::Init => init()?,
        ConfigAction::Show => show(out)?,
        ConfigAction::Schema => out.write_all(SCHEMA.as_bytes())?,
    }
    Ok(CLEAN)
}

fn init() -> Result<(), CliError> {
    let file = File::create_new("presend.toml");
    let mut file = file.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            CliError::Failed("presend.toml already exists; nothing was changed".to_owned())
        }
        _ => CliError::Failed(format!("presend.toml: {error}")),
    })?;
    file.write_all(TEMPLATE.as_bytes())?;
    Ok(())
}

fn show(out: &mut dyn Write) -> Result<(), CliError> {
    let config = Config::find(ConfigLookup::From(Path::new(".")), &ConfigChoice::Search)?;
    match &config.guidelines {
        Some(found) => {
            out.write_all(show_guidelines(found).as_bytes())?;
            out.write_all(show_presets(found).as_bytes())?;
        }
        None => writeln!(out, "no presend.toml: defaults")?,
    }
    let files = || config.guidelines.iter().flat_map(Guidelines::files);
    let place = |of: &dyn Fn(&GuidelinesToml) -> Option<usize>| {
        let found = files().find_map(|file| Some(file.place(of(&file.toml)?)));
        found.unwrap_or_else(|| "default".to_owned())
    };
    let check = |of: &dyn Fn(&CheckToml) -> Option<usize>| place(&|toml| of(&toml.check));
    let least = config.guidelines.as_ref().and_then(Guidelines::min_confidence).unwrap_or(0.0);
    writeln!(out, "\nin force unless an option says otherwise:")?;
    for (name, value, place) in [
        (
            "fail-on",
            config.fail_on().unwrap_or_default().to_string(),
            check(&|toml| start(toml.fail_on.as_ref())),
        ),
        (
            "min-confidence",
            least.to_string(),
            check(&|toml| Some(toml.min_confidence.as_ref()?.span().start)),
        ),
        (
            "profile",
            config.profile().map_or("email", Profile::name).to_owned(),
            check(&|toml| start(toml.profile.as_ref())),
        ),
        ("format", "full".to_owned(), "default".to_owned()),
        ("threads", available_threads().to_string(), "as many as the machine has".to_owned()),
    ] {
        writeln!(out, "  {name:<14}  {value}  ({place})")?;
    }
    if files().any(|file| !file.toml.rules.is_empty()) {
        writeln!(out, "\nrules, where later lines win:")?;
    }
    for (_, file) in config.layers() {
        for (name, severity) in severities_of(&file.toml.rules) {
            let place = start(file.toml.rules.get(&name)).map_or_else(String::new, |at| file.place(at));
            writeln!(out, "  {name:<14}  {}  ({place})", severity.map_or("off", Severity::name))?;
        }
    }
    config.notes.iter().try_for_each(|note| writeln!(out, "\nnote: {note}"))?;
    Ok(())
}

fn start(value: Option<&Value>) -> Option<usize> {
    value.map(|value| value.span().start)
}
