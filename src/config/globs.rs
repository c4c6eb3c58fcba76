//! Compiles the globs of presend.toml.

use globset::{Glob, GlobSet};

/// Braces of one glob; each may be read by a call inside a call.
const MOST_BRACES: usize = 50;

/// Compiles the `match` of a `[[paths]]`.
///
/// # Errors
/// Returns why it is no glob, or one that is too large.
pub(crate) fn path_glob(glob: &str) -> Result<GlobSet, String> {
    if glob.matches('{').count() > MOST_BRACES {
        return Err(format!("it has more than {MOST_BRACES} braces"));
    }
    let fault = |error: globset::Error| error.kind().to_string();
    GlobSet::builder().add(Glob::new(glob).map_err(fault)?).build().map_err(fault)
}

/// Says what is wrong with a glob.
pub(super) fn glob_fault(glob: &str) -> Option<String> {
    path_glob(glob).err()
}
