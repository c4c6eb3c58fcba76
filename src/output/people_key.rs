//! Keeps the key that pseudonyms are made with, so that somebody has the same one in every run.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use presend_core::render::PeopleKey;

use crate::error::CliError;
use crate::folders::UserFolders;
use crate::named_file::read_settings_text;
use crate::terminal::say;

/// Reads the key of a file, or of the user's own where none is named; makes one where there is none yet, and says so.
///
/// # Errors
/// Returns why there is no key, and how to give one.
pub(crate) fn load(file: Option<&Path>) -> Result<PeopleKey, CliError> {
    let home = || {
        let why =
            "--hide-people: there is no home folder to keep a key in; name a file with --people-key FILE";
        own_file().ok_or_else(|| CliError::Failed(why.to_owned()))
    };
    let path = file.map_or_else(home, |path| Ok(path.to_owned()))?;
    match read_settings_text(&path) {
        Ok(text) => read(&text).ok_or_else(|| {
            let shown = path.display();
            CliError::Failed(format!(
                "{shown}: not a key: it has to be 32 hexadecimal digits, as presend writes it"
            ))
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let key = make(&path).map_err(|error| CliError::of_file(&path, &error))?;
            let shown = path.display();
            say(&format!(
                "presend: wrote a key for pseudonyms to {shown}: anyone who has it can tell who is who"
            ));
            Ok(key)
        }
        Err(error) => Err(CliError::of_file(&path, &error)),
    }
}

/// Returns where a user's own key is kept.
fn own_file() -> Option<PathBuf> {
    Some(UserFolders::find()?.state.join("presend").join("people.key"))
}

fn read(text: &str) -> Option<PeopleKey> {
    let text = text.trim();
    let is_key = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u128::from_str_radix(text, 16).ok().filter(|_| is_key)?;
    Some(PeopleKey::new(number.to_be_bytes()))
}

/// Makes a key and writes it, for nobody else to read.
fn make(path: &Path) -> io::Result<PeopleKey> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.write(true).create_new(true).open(path)?;
    writeln!(file, "{:032x}", u128::from_be_bytes(bytes))?;
    file.sync_all()?;
    Ok(PeopleKey::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("people.key");
        let made = load(Some(&path)).unwrap();
        assert!(load(Some(&path)).unwrap() == made);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        for text in ["", "+0000000000000000000000000000000", "xyz"] {
            fs::write(&path, text).unwrap();
            assert!(load(Some(&path)).unwrap_err().reason().contains("32 hexadecimal digits"), "{text}");
        }
    }
}
