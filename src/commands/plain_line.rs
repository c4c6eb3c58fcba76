//! Reads the options of usual command lines by themselves: to describe all that there are takes as long as to check a short draft.

use std::ffi::OsString;

/// An option that may stand on a plain line once.
pub(super) struct PlainOption<A> {
    /// What it is called, with its dashes.
    pub(super) names: &'static [&'static str],
    pub(super) takes: Takes<A>,
}

/// What an option takes, and where that is kept.
pub(super) enum Takes<A> {
    Nothing(fn(&mut A)),
    /// A value; what is kept is `None` if it cannot be read.
    Value(fn(&mut A, &str) -> Option<()>),
}

/// Keeps what the options among words say, and returns the other words. Returns `None` where anything is unusual: who knows all
/// options reads such a line, or says what is wrong with it.
pub(super) fn read<'w, A>(
    options: &[PlainOption<A>],
    words: &'w [OsString],
    args: &mut A,
) -> Option<Vec<&'w OsString>> {
    let (mut others, mut seen) = (Vec::new(), 0_u32);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let typed = word.to_str().filter(|word| !word.is_empty())?;
        if typed == "-" || !typed.starts_with('-') {
            others.push(word);
            continue;
        }
        let (name, value) = typed.split_once('=').map_or((typed, None), |(name, value)| (name, Some(value)));
        let (place, option) = (0..u32::BITS).zip(options).find(|(_, option)| option.names.contains(&name))?;
        if seen >> place & 1 == 1 {
            return None;
        }
        seen |= 1 << place;
        match (&option.takes, value) {
            (Takes::Nothing(keep), None) => keep(args),
            (Takes::Nothing(_), Some(_)) => return None,
            (Takes::Value(keep), value) => {
                let value = value.or_else(|| words.next()?.to_str())?;
                keep(args, Some(value).filter(|value| !value.is_empty() && !value.starts_with('-'))?)?;
            }
        }
    }
    Some(others)
}
