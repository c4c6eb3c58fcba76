//! Names the exit codes of a check; wrapper and hooks have codes of their own besides.

/// Nothing that `--fail-on` names.
pub(crate) const CLEAN: u8 = 0;
/// Something that `--fail-on` names.
pub(crate) const FOUND: u8 = 1;
/// Could not do it.
pub(crate) const FAILED: u8 = 2;
