//! Reads files of settings, which are refused where they have no end or are larger than any of their kind.

use std::fs::File;
use std::io::{self, Error, ErrorKind, Read};
use std::path::Path;

/// A file of settings, of header fields or of words has no more megabytes,
const MOST_OF_SETTINGS: u64 = 16;
/// and a list that presend wrote itself may have these.
const MOST_OF_LISTS: u64 = 256;

/// Reads a file that a person wrote.
///
/// # Errors
/// Returns why it cannot be read, or that it is larger than any such file.
pub(crate) fn read_settings(path: &Path) -> io::Result<Vec<u8>> {
    read(path, MOST_OF_SETTINGS)
}

/// Reads a text that a person wrote.
///
/// # Errors
/// Returns why it cannot be read, that it is larger than any such file, or that it is not UTF-8.
pub(crate) fn read_settings_text(path: &Path) -> io::Result<String> {
    text(read_settings(path)?)
}

/// Reads a list that presend wrote.
///
/// # Errors
/// Returns why it cannot be read, that it is larger than any such file, or that it is not UTF-8.
pub(crate) fn read_list(path: &Path) -> io::Result<String> {
    text(read(path, MOST_OF_LISTS)?)
}

fn text(bytes: Vec<u8>) -> io::Result<String> {
    let fault = "stream did not contain valid UTF-8";
    String::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::InvalidData, fault))
}

/// Reads a file of at most so many megabytes. Its kind is not asked for, since a pipe and /dev/null are good settings too; but a
/// device may go on for ever.
fn read(path: &Path, megabytes: u64) -> io::Result<Vec<u8>> {
    let most = megabytes << 20;
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(Error::other(format!("cannot be read: it has more than {megabytes} MB"))),
        false => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_has_no_end_is_refused_and_what_is_empty_is_read() {
        let error = read_settings(Path::new("/dev/zero")).unwrap_err();
        assert_eq!(error.to_string(), "cannot be read: it has more than 16 MB");
        assert_eq!(read_settings_text(Path::new("/dev/null")).unwrap(), "");
        assert!(
            read_list(Path::new("/no/such/file")).is_err_and(|error| error.kind() == ErrorKind::NotFound)
        );
    }
}
