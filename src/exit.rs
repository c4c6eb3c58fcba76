//! Names the exit codes of a check; wrapper and hooks have codes of their own besides.

/// Nothing that `--fail-on` names.
pub(crate) const CLEAN: u8 = 0;
/// Something that `--fail-on` names.
pub(crate) const FOUND: u8 = 1;
/// Ended by Ctrl+C, as a shell counts signals.
pub(crate) const INTERRUPTED: u8 = 130;
/// Could not do it.
pub(crate) const FAILED: u8 = 2;
