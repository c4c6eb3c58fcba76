//! Lets an option take one of the names of a closed set, and nothing else.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Returns a parser that takes the name of one of these; help and errors list the names.
pub(super) fn one_of<T: Copy + Send + Sync + 'static, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.map(name))
        .try_map(move |typed| named(all, name, &typed).ok_or("not one of these names"))
}

/// Returns the one of these that has a name.
pub(super) fn named<T: Copy, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    typed: &str,
) -> Option<T> {
    all.into_iter().find(|one| name(*one) == typed)
}
