//! Chooses what a check lints: everything, or the messages of a sample.

use super::Check;
use crate::error::CliError;
use crate::input::inputs::Inputs;
use crate::input::unit::{MessageBytes, Unit, Units};
use crate::session::chosen::{Standing, chosen};

impl Check {
    /// Returns what is to be linted: everything, or the messages of the sample. What cannot be read is told either way.
    pub(super) fn chosen<'i>(&self, inputs: &'i Inputs) -> Result<Units<'i>, CliError> {
        let Some(size) = self.sample else { return Ok(inputs.units()) };
        let standing = |raw: &MessageBytes| match self.session.keeps(raw, &self.cut) {
            Ok(true) => Standing::Candidate,
            Ok(false) => Standing::LeftOut,
            Err(_) => Standing::Certain,
        };
        let found = chosen(&|| inputs.units(), size, (self.threads, &self.interrupt), &standing)?;
        Ok(Box::new(found.filter(|unit| !matches!(unit, Unit::Message(message) if !message.is_chosen))))
    }
}
