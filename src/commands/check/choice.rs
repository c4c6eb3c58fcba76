//! Chooses the messages of a sample, in a first reading of what a check reads.

use std::collections::BTreeSet;

use super::Check;
use crate::error::CliError;
use crate::input::inputs::Inputs;
use crate::input::unit::{MessageBytes, Unit, Units};
use crate::session::batch;
use crate::session::sample::{Sample, hash};

impl Check {
    /// Returns what is to be linted: everything, or the messages of the sample. What cannot be read is told either way.
    pub(super) fn chosen<'i>(&self, inputs: &'i Inputs) -> Result<Units<'i>, CliError> {
        let Some(size) = self.sample else { return Ok(inputs.units()) };
        let chosen = self.choose(inputs, size)?;
        let mut number = 0;
        Ok(Box::new(inputs.units().filter(move |unit| {
            let is_message = matches!(unit, Unit::Message(_));
            number += usize::from(is_message);
            !is_message || chosen.contains(&number)
        })))
    }

    /// Returns the numbers of the messages of the sample, and of those that are broken, from 1.
    fn choose(&self, inputs: &Inputs, size: usize) -> Result<BTreeSet<usize>, CliError> {
        let (mut sample, mut broken, mut number) = (Sample::new(size), Vec::new(), 0);
        let work = |raw: &MessageBytes| {
            // One that is broken is told in the second reading.
            let keeps = self.session.keeps(raw, &self.cut).ok();
            Ok(keeps.map(|keeps| keeps.then(|| hash(&raw.bytes))))
        };
        batch::for_each(inputs.units(), (self.threads, &self.interrupt), &work, &mut |unit| {
            let Unit::Message(found) = unit else { return Ok(()) };
            number += 1;
            match found {
                Some(Some(hash)) => sample.add(hash, number),
                Some(None) => {}
                None => broken.push(number),
            }
            Ok(())
        })?;
        let mut chosen = sample.numbers();
        chosen.extend(broken);
        Ok(chosen)
    }
}
