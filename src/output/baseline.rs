//! Remembers accepted diagnostics by fingerprint.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::replace::NewFile;
use crate::error::reason;
use crate::named_file::read_list;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    fingerprints: BTreeSet<String>,
}

/// Reads the fingerprints of a baseline.
pub(crate) fn read(path: &Path) -> Result<BTreeSet<String>, String> {
    let shown = path.display();
    let text = read_list(path).map_err(|error| format!("{shown}: {error}"))?;
    let file: File =
        serde_json::from_str(&text).map_err(|error| format!("{shown}: not a baseline: {error}"))?;
    match file.schema {
        1 => Ok(file.fingerprints),
        other => Err(format!("{shown}: schema {other} is not known; this presend reads 1")),
    }
}

/// Writes a baseline.
pub(crate) fn write(path: &Path, fingerprints: BTreeSet<String>) -> Result<(), String> {
    let file = File { schema: 1, fingerprints };
    let text = serde_json::to_string_pretty(&file).map_err(|error| error.to_string())?;
    let write = || {
        let mut file = NewFile::begin(path)?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.finish()
    };
    write().map_err(|error| format!("{}: {}", path.display(), reason(&error)))
}
