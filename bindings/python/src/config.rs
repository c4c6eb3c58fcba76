//! Reads a presend.toml with what it builds on; the files that it names are read by Python.

use std::ffi::CString;
use std::path::{Path, PathBuf};

use presend_core::guidelines::{Folder, Layer, Layers, holidays};
use presend_core::{Error, Guidelines};
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;

use crate::errors::of_settings;

/// A presend.toml as Python has it: its path, its text, and what reads the files that it names.
pub(crate) type Config<'py> = (String, String, Bound<'py, PyAny>);

/// Files that an object of Python reads, by `read(path, most)` and `is_same(one, other)`.
struct PythonFiles<'f, 'py>(&'f Bound<'py, PyAny>);

impl Folder for PythonFiles<'_, '_> {
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, String> {
        let read =
            self.0.call_method1("read", (path.to_string_lossy(), most)).and_then(|found| found.extract());
        read.map_err(|error| reason(&error, self.0.py()))
    }

    fn is_same(&self, one: &Path, other: &Path) -> bool {
        let said = self.0.call_method1("is_same", (one.to_string_lossy(), other.to_string_lossy()));
        said.and_then(|said| said.is_truthy()).unwrap_or(one == other)
    }
}

/// Returns what an exception says; of one on a file, without the file, for that is named already.
fn reason(error: &PyErr, py: Python<'_>) -> String {
    let strerror = error.value(py).getattr("strerror").and_then(|said| said.extract::<String>());
    strerror.unwrap_or_else(|_| error.value(py).to_string())
}

/// Reads the files, the nearest first.
fn layers((path, text, files): &Config<'_>) -> PyResult<Vec<Layer>> {
    let folder = PythonFiles(files);
    let mut found = Layers::new(&folder);
    found.add(PathBuf::from(path), text);
    if found.errors.is_empty() { Ok(found.layers) } else { Err(of_settings(&Error::from(found.errors))) }
}

/// Reads a presend.toml with what it builds on, and warns of countries whose holidays are not known.
///
/// # Errors
/// Returns all that is wrong in one of them, or that such a warning is to be an error.
pub(crate) fn guidelines(py: Python<'_>, config: &Config<'_>) -> PyResult<Guidelines> {
    let layers = layers(config)?;
    for note in layers.iter().flat_map(|layer| holidays::not_known(&layer.file)) {
        let note = CString::new(note).unwrap_or_default();
        PyErr::warn(py, &py.get_type::<PyUserWarning>(), &note, 3)?;
    }
    Ok(Guidelines::of(layers.into_iter().map(|layer| layer.file)))
}

/// Returns the paths of the lexicon files that a presend.toml and those that it builds on name, those of the nearest last.
#[pyfunction]
pub(crate) fn lexicons_of(path: String, text: String, files: Bound<'_, PyAny>) -> PyResult<Vec<PathBuf>> {
    let layers = layers(&(path, text, files))?;
    let of_layer = |layer: &Layer| {
        let folder = layer.path.parent().unwrap_or(Path::new(""));
        layer.file.lexicons_in(folder).collect::<Vec<_>>()
    };
    Ok(layers.iter().rev().flat_map(of_layer).collect())
}
