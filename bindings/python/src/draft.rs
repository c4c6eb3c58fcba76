//! Reads drafts: texts, or dictionaries that say more about a text.

use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyMapping, PyString};

use crate::context::{Context, shown, text};
use crate::errors::not_a;

/// A draft, in a form that needs no interpreter.
pub(crate) struct Draft {
    text: Text,
    pub(crate) context: Context,
}

/// A text where Python has it, or made anew.
enum Text {
    Str(PyBackedStr),
    Bytes(PyBackedBytes),
    Replaced(String),
}

impl Draft {
    /// Reads a text, or a mapping with `text` and what is known besides; `common` is known about every draft.
    ///
    /// # Errors
    /// Returns what is wrong with it.
    pub(crate) fn of(found: &Bound<'_, PyAny>, common: &Context) -> PyResult<Draft> {
        let mut context = common.clone();
        let Ok(mapping) = found.cast::<PyMapping>() else {
            return Ok(Draft { text: Text::of(found)?, context });
        };
        let mut own = None;
        for item in mapping.items()? {
            let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            match text("keys", &key)?.as_str() {
                "text" => own = Some(Text::of(&value)?),
                key => context.set(key, &value)?,
            }
        }
        let text = own.ok_or_else(|| not_a("a draft", "a dict with \"text\"", "one without"))?;
        Ok(Draft { text, context })
    }

    /// Returns the text as bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.text {
            Text::Str(text) => text.as_bytes(),
            Text::Bytes(bytes) => bytes,
            Text::Replaced(text) => text.as_bytes(),
        }
    }
}

impl Text {
    fn of(found: &Bound<'_, PyAny>) -> PyResult<Text> {
        if let Ok(bytes) = found.cast::<PyBytes>() {
            return Ok(Text::Bytes(PyBackedBytes::from(bytes.clone())));
        }
        let Ok(string) = found.cast::<PyString>() else {
            return Err(not_a("text", "a str or bytes", &shown(found)));
        };
        match PyBackedStr::try_from(string.clone()) {
            Ok(text) => Ok(Text::Str(text)),
            Err(_) => Ok(Text::Replaced(text("text", found)?)),
        }
    }
}
