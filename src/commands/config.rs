//! Writes a presend.toml, or shows the one in force.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use clap::Subcommand;
use presend_core::Severity;
use presend_core::guidelines::{Guidelines, TEMPLATE, show as show_guidelines, show_presets};

use crate::config::{Config, ConfigLookup};
use crate::error::CliError;
use crate::exit::CLEAN;
use crate::options::{ConfigChoice, FailOn, Profile, available_threads};

/// What is done with presend.toml.
#[derive(Debug, Subcommand)]
pub(super) enum ConfigAction {
    /// Write a commented presend.toml here
    Init,
    /// Print what is in force and from where
    Show,
}

/// Does it.
///
/// # Errors
/// Returns why the file could not be written or read, or what is wrong in it.
pub(super) fn run(action: &ConfigAction, out: &mut dyn Write) -> Result<u8, CliError> {
    match action {
        ConfigAction::Init => init()?,
        ConfigAction::Show => show(out)?,
    }
    Ok(CLEAN)
}

fn init() -> Result<(), CliError> {
    let file = File::create_new("presend.toml");
    let mut file = file.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            CliError::Failed("presend.toml is there already; nothing was changed".to_owned())
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
    let chosen = |value: Option<&str>, default: &str| match value {
        Some(value) => format!("{value}  (presend.toml)"),
        None => format!("{default}  (default)"),
    };
    writeln!(out, "\nin force without options:")?;
    writeln!(
        out,
        "  fail-on         {}",
        chosen(config.fail_on().map(|choice| choice.to_string()).as_deref(), &FailOn::default().to_string())
    )?;
    let least = config.guidelines.as_ref().and_then(Guidelines::min_confidence);
    writeln!(out, "  min-confidence  {}", chosen(least.map(|least| least.to_string()).as_deref(), "0"))?;
    writeln!(out, "  profile         {}", chosen(config.profile().map(Profile::name), "email"))?;
    writeln!(out, "  format          full  (default)")?;
    writeln!(out, "  threads         {}  (as many as the machine has)", available_threads())?;
    let changed = config.guidelines.as_ref().map_or_else(Vec::new, Guidelines::severities);
    for (name, severity) in changed {
        writeln!(out, "  {name:<14}  {}  (presend.toml)", severity.map_or("off", Severity::name))?;
    }
    Ok(())
}
