//! Makes the safe edits: files are replaced whole or not at all, a piped draft goes to standard output.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::commands::check::Inputs;
use crate::error::CliError;
use crate::error::reason;
use crate::session::batch::{Checker, Fix};
use crate::terminal::say;

/// What goes and what comes, by start, in one file. Two names of one file lead to the same edits only once.
type Edits = BTreeMap<(usize, usize), (Vec<u8>, String)>;

/// Fixes everything. Returns false if some file could not be written. What is piped in is kept fixed in `inputs`, for
/// the report on what is left.
pub(crate) fn run(checker: &Checker, inputs: &mut Inputs) -> Result<bool, CliError> {
    if inputs.has_stdin() {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes)?;
        inputs.stdin = Some(bytes.into());
    }
    let mut files: BTreeMap<PathBuf, (Arc<Path>, Edits)> = BTreeMap::new();
    let mut piped = Edits::new();
    for fix in checker.fixes(inputs.units())? {
        let edits = match &fix.file {
            None => &mut piped,
            Some(file) => {
                // Through a link the file it leads to is written, not the link.
                let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
                &mut files.entry(real).or_insert_with(|| (file.clone(), Edits::new())).1
            }
        };
        collect(fix, edits);
    }
    let mut all_written = true;
    for (path, (shown, edits)) in files {
        let (shown, count) = (shown.display(), edits.len());
        match rewrite(&path, &edits) {
            Ok(()) => {
                say(&format!("presend: {shown}: {count} {}", if count == 1 { "change" } else { "changes" }));
            }
            Err(why) => {
                all_written = false;
                say(&format!("presend: {shown}: not changed: {why}"));
            }
        }
    }
    if let Some(bytes) = &inputs.stdin {
        let fixed = apply(bytes, &piped).unwrap_or_else(|| bytes.to_vec());
        let mut out = io::stdout().lock();
        out.write_all(&fixed)?;
        out.flush()?;
        inputs.stdin = Some(fixed.into());
    }
    Ok(all_written)
}

fn collect(fix: Fix, edits: &mut Edits) {
    for (edit, old) in fix.edits {
        let place = (fix.offset + edit.span.start, fix.offset + edit.span.end);
        edits.insert(place, (old, edit.text));
    }
}

/// Applies edits, or returns `None` if the bytes are not those that were checked.
fn apply(bytes: &[u8], edits: &Edits) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for (&(start, end), (old, new)) in edits {
        if bytes.get(start..end)? != old {
            return None;
        }
        out.extend_from_slice(bytes.get(done..start)?);
        out.extend_from_slice(new.as_bytes());
        done = end;
    }
    out.extend_from_slice(bytes.get(done..)?);
    Some(out)
}

fn rewrite(path: &Path, edits: &Edits) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|error| reason(&error))?;
    replace(path, &apply(&bytes, edits).ok_or("it changed while it was checked")?)
}

/// Writes the new file beside the old one and puts it in its place, so that at no time half a file is there.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let permissions = fs::metadata(path).map_err(|error| reason(&error))?.permissions();
    if permissions.readonly() {
        return Err("it is read-only".to_owned());
    }
    let (beside, file) = create_beside(path).map_err(|error| reason(&error))?;
    let written = fill(file, bytes, permissions).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // The file itself is untouched; a left-over is all that could remain.
        let _ = fs::remove_file(&beside);
        reason(&error)
    })
}

fn create_beside(path: &Path) -> io::Result<(PathBuf, fs::File)> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..16 {
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}-{attempt}.presend", std::process::id()));
        let beside = path.with_file_name(name);
        match fs::File::create_new(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

fn fill(mut file: fs::File, bytes: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    file.set_permissions(permissions)?;
    file.write_all(bytes)?;
    file.sync_all()
}
