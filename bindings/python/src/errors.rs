//! Turns what is wrong with settings into the exceptions of the package.

use presend_core::{Error, ErrorKind};
use pyo3::PyErr;
use pyo3::exceptions::{PyTypeError, PyValueError};

pyo3::import_exception!(presend, ConfigError);
pyo3::import_exception!(presend, LexiconError);
pyo3::import_exception!(presend, UnknownRuleError);

/// Makes the exception that says what is wrong with a presend.toml, a lexicon, or the name of a rule.
pub(crate) fn of_settings(error: &Error) -> PyErr {
    let place = (error.to_string(), error.path().map(str::to_owned), error.line());
    match error.kind() {
        ErrorKind::Lexicon => LexiconError::new_err(place),
        ErrorKind::UnknownRule => UnknownRuleError::new_err(place),
        _ => ConfigError::new_err(place),
    }
}

/// Makes the exception on a value that is not one of those there are.
pub(crate) fn not_one_of<'n>(key: &str, value: &str, names: impl IntoIterator<Item = &'n str>) -> PyErr {
    let names: Vec<&str> = names.into_iter().collect();
    PyValueError::new_err(format!("{key}: {value:?} is not one of {}", names.join(", ")))
}

/// Makes the exception on a value that is wrong for another reason.
pub(crate) fn value(key: &str, reason: &str) -> PyErr {
    PyValueError::new_err(format!("{key}: {reason}"))
}

/// Makes the exception on a value of a type that its key does not take.
pub(crate) fn not_a(key: &str, wanted: &str, found: &str) -> PyErr {
    PyTypeError::new_err(format!("{key}: expected {wanted}, not {found}"))
}
