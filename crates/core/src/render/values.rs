//! Looks for the private values of a message, and for those of others of its file, in all that is shown.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::people::names_of_people;
use super::positions::clamp;
use super::sanitize::char_width;
use crate::report::Report;
use crate::text::private_values::{PrivateValues, join};
use crate::text::{Ends, Span};

/// Stands for one hidden column.
pub(super) const DOT: char = '•';

/// What to look for wherever it stands.
pub(super) struct Values<'r> {
    own: Option<Arc<PrivateValues>>,
    of_others: Option<&'r PrivateValues>,
    writers: Option<&'r PrivateValues>,
}

impl<'r> Values<'r> {
    /// Takes each value as it stands in the draft, and those that others of its file have.
    pub(super) fn of(report: &'r Report<'_>) -> Values<'r> {
        Values { own: own_values(report), of_others: report.of_others.as_deref(), writers: None }
    }

    /// Takes what names the people of the message too.
    pub(super) fn with_people(report: &'r Report<'_>) -> Values<'r> {
        let names = names_of_people(report);
        let own = PrivateValues::with_names(of_itself(report), names.iter().map(String::as_str));
        let own = own.map(Arc::new);
        let writers = report.other_writers.as_deref();
        Values { own, of_others: report.of_others.as_deref(), writers }
    }

    /// Returns where values stand in a text.
    pub(super) fn find(&self, text: &str) -> Vec<Span> {
        let all = self.own.as_deref().into_iter().chain(self.of_others).chain(self.writers);
        let mut found: Vec<Span> = all.flat_map(|values| values.find(text)).collect();
        join(&mut found);
        found
    }

    /// Returns a text without them.
    pub(super) fn hide_in<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let found = self.find(text);
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for found in found {
            out.push_str(text.between(done, found.start));
            let wide = found.of(text).chars().map(char_width).sum();
            out.extend(std::iter::repeat_n(DOT, wide));
            done = found.end;
        }
        out.push_str(text.tail(done));
        Cow::Owned(out)
    }
}

/// Lists the private values of a report as they stand in its draft.
pub(super) fn written<'r>(report: &'r Report<'_>) -> impl Iterator<Item = &'r str> {
    report.masked.iter().filter_map(|&(part, span)| {
        let text: &str = &report.message.parts.get(part)?.text;
        Some(clamp(text, span).of(text))
    })
}

/// Lists those that are not looked for already, as values of its file.
fn of_itself<'r>(report: &'r Report<'_>) -> impl Iterator<Item = &'r str> {
    let of_file = report.of_others.as_deref();
    written(report).filter(move |value| !of_file.is_some_and(|known| known.has(value)))
}

/// Returns those to look for. Of many it takes long to make them, and the report and its name are drawn one after the other.
fn own_values(report: &Report<'_>) -> Option<Arc<PrivateValues>> {
    let mut digest = DefaultHasher::new();
    of_itself(report).for_each(|value| value.hash(&mut digest));
    let digest = digest.finish();
    let make = || PrivateValues::new(of_itself(report)).map(Arc::new);
    let (known, values) = report.own_values.get_or_init(|| (digest, make()));
    if *known == digest { values.clone() } else { make() }
}

/// Returns the name of the source as it may be shown.
pub(super) fn shown_name<'r>(report: &'r Report<'_>) -> Cow<'r, str> {
    named(report, &Values::of(report))
}

/// Returns it by values that are known already.
pub(super) fn named<'r>(report: &'r Report<'_>, values: &Values<'_>) -> Cow<'r, str> {
    values.hide_in(report.message.name.as_ref())
}
