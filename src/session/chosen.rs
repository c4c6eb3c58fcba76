//! Chooses the messages of a sample, in a first reading of what is read again for the report.

use std::collections::BTreeSet;

use super::batch::{self, Looked};
use super::sample::{Sample, hash};
use crate::error::CliError;
use crate::input::unit::{MessageBytes, Unit, Units};
use crate::interrupt::Interrupt;
use crate::options::Threads;

/// What the first reading says of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The sample may have it.
    Candidate,
    /// It is read again whatever is chosen; one that is broken is told then.
    Certain,
    /// It is cut out.
    LeftOut,
}

/// Chooses so many of the candidates, and returns what is to be read: all but what is cut out. Of the candidates, those that
/// were not chosen say so.
///
/// # Errors
/// Returns why no threads could be started.
pub(crate) fn chosen<'i>(
    units: &dyn Fn() -> Units<'i>,
    size: usize,
    threads: (Threads, &Interrupt),
    standing: &(dyn Fn(&MessageBytes) -> Standing + Sync),
) -> Result<Units<'i>, CliError> {
    let (mut sample, mut left_out, mut certain) = (Sample::new(size), BTreeSet::new(), BTreeSet::new());
    let mut number = 0;
    let stands = |raw: &MessageBytes| {
        let standing = standing(raw);
        Some((standing, if standing == Standing::Candidate { hash(&raw.bytes) } else { 0 }))
    };
    batch::for_each(units(), threads, (&|raw| Ok(Looked::Done(stands(raw))), &|_, _| None), &mut |unit| {
        let Unit::Message(found) = unit else { return Ok(()) };
        number += 1;
        match found {
            Some((Standing::Candidate, hash)) => sample.add(hash, number),
            Some((Standing::LeftOut, _)) => drop(left_out.insert(number)),
            Some((Standing::Certain, _)) | None => drop(certain.insert(number)),
        }
        Ok(())
    })?;
    let of_sample = sample.numbers();
    let mut number = 0;
    Ok(Box::new(units().filter_map(move |unit| {
        let Unit::Message(message) = unit else { return Some(unit) };
        number += 1;
        let is_chosen = of_sample.contains(&number) || certain.contains(&number);
        (!left_out.contains(&number)).then_some(Unit::Message(MessageBytes { is_chosen, ..message }))
    })))
}
