//! presend's core as a module for Python: settings and drafts come in as Python has them, reports go out as JSON.
//!
//! The package `presend` around it is the way to use it; it reads the files, and makes objects of the JSON.

#![deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unreachable)]

mod config;
mod context;
mod draft;
mod engine;
mod errors;
mod threads;

/// What the package `presend` calls.
#[pyo3::pymodule]
mod _engine {
    #[pymodule_export]
    use crate::config::lexicons_of;
    #[pymodule_export]
    use crate::engine::Engine;
}
