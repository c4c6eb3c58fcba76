//! Writes what Thunderbird needs to find presend, and removes it again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::error::{CliError, reason};
use crate::folders::UserFolders;
use crate::terminal::say;

/// The name under which extensions call the host.
const NAME: &str = "presend";
/// The extension for Thunderbird in `integrations/thunderbird`.
const EXTENSION: &str = "presend@example.org";

/// Where the description of the host is, and the script that it names: programs start a host with arguments of
/// their own, so presend cannot be named itself.
struct HostFiles {
    manifest: PathBuf,
    script: PathBuf,
}

impl HostFiles {
    fn find() -> Result<HostFiles, CliError> {
        let folders = UserFolders::needed()?;
        let hosts = if cfg!(target_os = "macos") {
            "Library/Mozilla/NativeMessagingHosts"
        } else {
            ".mozilla/native-messaging-hosts"
        };
        Ok(HostFiles {
            manifest: folders.home.join(hosts).join(format!("{NAME}.json")),
            script: folders.data.join("presend").join("presend-native-host"),
        })
    }
}

/// Writes the description and the script.
///
/// # Errors
/// Returns why one of them could not be written.
pub(crate) fn install() -> Result<(), CliError> {
    let HostFiles { manifest, script } = HostFiles::find()?;
    let here = std::env::current_exe().map_err(|error| CliError::Failed(reason(&error)))?;
    let here = here.to_string_lossy().replace('\'', "'\\''");
    write(&script, &format!("#!/bin/sh\nexec '{here}' native-host \"$@\"\n"))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(&script, mode).map_err(|error| CliError::of_file(&script, &error))?;
    }
    let description = json!({
        "name": NAME,
        "description": "presend, a linter for message drafts",
        "path": script,
        "type": "stdio",
        "allowed_extensions": [EXTENSION],
    });
    write(&manifest, &format!("{description:#}\n"))?;
    say(&format!("presend: {}: written; it names {}", manifest.display(), script.display()));
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), CliError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| CliError::of_file(folder, &error))?;
    }
    fs::write(path, text).map_err(|error| CliError::of_file(path, &error))
}

/// Removes the description and the script.
///
/// # Errors
/// Returns why one of them could not be removed.
pub(crate) fn uninstall() -> Result<(), CliError> {
    let HostFiles { manifest, script } = HostFiles::find()?;
    for path in [manifest, script] {
        match fs::remove_file(&path) {
            Ok(()) => say(&format!("presend: {}: removed", path.display())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(CliError::of_file(&path, &error)),
        }
    }
    Ok(())
}
