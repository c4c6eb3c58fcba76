//! Applies suggestions: those that keep the meaning, and on request those that may not.

use std::collections::{BTreeMap, BTreeSet};

use super::positions::in_source;
use crate::diagnostic::{Applicability, Edit};
use crate::message::email::alternatives;
use crate::report::Report;
use crate::text::Span;
use crate::text::private_values::PrivateValues;

/// What stands in the place of a private value, by the rules that find them.
const MASK: &str = "********";
/// A shorter value may be part of something else elsewhere.
const SHORTEST_COPY: usize = 6;

/// So many values are looked for one by one where one of them is told twice; of more, all stay.
const MOST_TOLD_APART: usize = 64;

/// One replacement in the bytes of a message's source.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileEdit {
    /// The bytes that go, counted in the message's source.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
    /// Index of the part it belongs to.
    pub(super) part: usize,
    /// The bytes that go, counted in that part.
    pub(super) part_span: Span,
}

/// What may be changed in the source of a message, and what stands in the way of more.
#[derive(Debug, Default)]
struct Plan {
    /// By start, not overlapping.
    taken: BTreeMap<usize, FileEdit>,
    /// Labels of the parts in which more would have to be changed, and cannot be.
    left: BTreeSet<String>,
}

/// Returns the edits that may be made, by start and not overlapping: the safe ones, and where `least` is
/// [`Applicability::Unsafe`] also those that may change the meaning. A suggestion is taken whole or not at all; one that touches
/// an encoded part is left, and so is a mask of a value that an encoded part tells too.
#[must_use]
pub fn edits(report: &Report<'_>, least: Applicability) -> Vec<FileEdit> {
    edits_and_left_parts(report, least).0
}

/// Returns what [`edits`] returns, and the labels of the parts that they cannot change although suggestions would have it so: what
/// is encoded.
#[must_use]
pub fn edits_and_left_parts(report: &Report<'_>, least: Applicability) -> (Vec<FileEdit>, Vec<String>) {
    let plan = Plan::of(report, least);
    (plan.taken.into_values().collect(), plan.left.into_iter().collect())
}

impl Plan {
    fn of(report: &Report<'_>, least: Applicability) -> Plan {
        let least = least.max(Applicability::Unsafe);
        let mut plan = Plan::default();
        for diagnostic in &report.diagnostics {
            // Each place of a diagnostic has suggestions of its own; of two for one place the first is taken.
            for suggestion in diagnostic.suggestions.iter().filter(|s| s.applicability >= least) {
                let edits: Option<Vec<FileEdit>> =
                    suggestion.edits.iter().map(|edit| placed(report, edit)).collect();
                let Some(edits) = edits else {
                    let parts =
                        suggestion.edits.iter().filter_map(|edit| report.message.parts.get(edit.part));
                    plan.left.extend(parts.filter_map(|part| part.label.as_deref()).map(str::to_owned));
                    continue;
                };
                if edits.iter().all(|edit| is_free(&plan.taken, edit.span)) {
                    plan.taken.extend(edits.into_iter().map(|edit| (edit.span.start, edit)));
                }
            }
        }
        if least == Applicability::Unsafe {
            mask_copies(report, &mut plan.taken);
            plan.leave_what_is_told_twice(report);
        }
        plan
    }

    /// Leaves a value whole that another text for the same reader would still tell, such as HTML in base64: half masked, it would
    /// go out without another word from presend.
    fn leave_what_is_told_twice(&mut self, report: &Report<'_>) {
        let masked =
            self.taken.values().filter(|edit| is_mask(&edit.text)).filter_map(|edit| edit.old(report));
        let told: BTreeSet<String> = masked.map(str::to_owned).collect();
        if told.is_empty() {
            return;
        }
        let edits: Vec<FileEdit> = self.taken.values().cloned().collect();
        let texts = alternatives(&apply(&report.message.source, &edits));
        let still = |value: &str, text: &str| {
            PrivateValues::new(std::iter::once(value)).is_some_and(|values| !values.find(text).is_empty())
        };
        let all = PrivateValues::new(told.iter().map(String::as_str));
        let tells = |text: &str| all.as_ref().is_some_and(|all| !all.find(text).is_empty());
        for (label, text) in texts.into_iter().filter(|(_, text)| tells(text)) {
            let left: Vec<&String> = match told.len() <= MOST_TOLD_APART {
                true => told.iter().filter(|value| still(value, &text)).collect(),
                false => told.iter().collect(),
            };
            let left = PrivateValues::new(left.into_iter().map(String::as_str));
            let is_left = |old: &str| left.as_ref().is_some_and(|left| !left.find(old).is_empty());
            self.taken.retain(|_, edit| !is_mask(&edit.text) || !edit.old(report).is_some_and(is_left));
            self.left.insert(label);
        }
    }
}

impl FileEdit {
    /// Returns what it takes out.
    fn old<'r>(&self, report: &'r Report<'_>) -> Option<&'r str> {
        Some(self.part_span.of(&report.message.parts.get(self.part)?.text))
    }
}

/// Masks what was masked in one place wherever else it stands, as in the HTML beside a plain text, with the signs of markup that
/// write it there. The tags in it stay, since they may close what was opened before it.
fn mask_copies(report: &Report<'_>, taken: &mut BTreeMap<usize, FileEdit>) {
    let text_of = |part: usize| report.message.parts.get(part).map(|part| &*part.text);
    let masked = taken.values().filter(|edit| is_mask(&edit.text));
    let told: Vec<&str> = masked
        .filter_map(|edit| edit.part_span.of(text_of(edit.part)?).into())
        .filter(|value| value.len() >= SHORTEST_COPY && value.contains(|sign: char| !sign.is_alphabetic()))
        .collect();
    let Some(values) = PrivateValues::new(told.into_iter()) else { return };
    for (part, text) in report.message.parts.iter().enumerate().map(|(part, of)| (part, &*of.text)) {
        for span in values.find_shown(text) {
            let copy = format!("{MASK}{}", tags_in(span.of(text)));
            let Some(edit) = placed(report, &Edit { part, span, text: copy }) else { continue };
            let inside =
                |other: &FileEdit| edit.span.start <= other.span.start && other.span.end <= edit.span.end;
            let parts: Vec<usize> = taken
                .range(edit.span.start..edit.span.end)
                .filter(|(_, other)| is_mask(&other.text) && inside(other) && other.span != edit.span)
                .map(|(start, _)| *start)
                .collect();
            parts.iter().for_each(|start| _ = taken.remove(start));
            if is_free(taken, edit.span) {
                taken.insert(edit.span.start, edit);
            }
        }
    }
}

fn is_mask(text: &str) -> bool {
    text.starts_with(MASK)
}

/// Returns the tags in a stretch of markup.
fn tags_in(text: &str) -> String {
    let mut tags = String::new();
    let mut rest = text;
    while let Some((tag, behind)) = rest.split_once('<').and_then(|(_, behind)| behind.split_once('>')) {
        tags.push('<');
        tags.push_str(tag);
        tags.push('>');
        rest = behind;
    }
    tags
}

/// Applies edits, sorted and not overlapping, to the bytes of a message's source.
#[must_use]
pub fn apply(source: &[u8], edits: &[FileEdit]) -> Vec<u8> {
    let mut out = Vec::with_capacity(source.len());
    let mut done = 0;
    for edit in edits {
        out.extend_from_slice(source.get(done..edit.span.start).unwrap_or_default());
        out.extend_from_slice(edit.text.as_bytes());
        done = edit.span.end;
    }
    out.extend_from_slice(source.get(done..).unwrap_or_default());
    out
}

/// Returns the source with all [`edits`] made, or `None` if there are none.
#[must_use]
pub fn fixed(report: &Report<'_>, least: Applicability) -> Option<Vec<u8>> {
    let edits = edits(report, least);
    (!edits.is_empty()).then(|| apply(&report.message.source, &edits))
}

fn placed(report: &Report<'_>, edit: &Edit) -> Option<FileEdit> {
    let span = in_source(report, edit.part, edit.span)?;
    let fits = span.start <= span.end && span.end <= report.message.source.len();
    let text = &report.message.parts.get(edit.part)?.text;
    let whole = text.is_char_boundary(edit.span.start) && text.is_char_boundary(edit.span.end);
    (fits && whole).then(|| FileEdit { span, text: edit.text.clone(), part: edit.part, part_span: edit.span })
}

fn is_free(taken: &BTreeMap<usize, FileEdit>, span: Span) -> bool {
    let before = taken.range(..=span.start).next_back();
    let after = taken.range(span.start..).next();
    before.is_none_or(|(&start, edit)| edit.span.end <= span.start && start != span.start)
        && after.is_none_or(|(&start, _)| start >= span.end && start != span.start)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::diagnostic::{Severity, Suggestion};

    fn with_edits(text: &str, edits: &[(&str, &str)]) -> Report<'static> {
        let mut report = sample::report(text);
        for (words, replacement) in edits {
            let mut diagnostic = sample::diagnostic(&report, "T005", Severity::Hint, words);
            let edit = Edit { part: 0, span: diagnostic.label.span, text: (*replacement).to_owned() };
            let title = "reword".to_owned();
            diagnostic.suggestions.push(Suggestion {
                title,
                applicability: Applicability::Safe,
                edits: vec![edit],
            });
            report.diagnostics.push(diagnostic);
        }
        report
    }

    #[test]
    fn edits_apply_once_and_in_order() {
        let report = with_edits("\u{feff}one two three", &[("three", "3"), ("one", "1"), ("two three", "x")]);
        assert_eq!(fixed(&report, Applicability::Safe).unwrap(), "\u{feff}1 two 3".as_bytes());
        assert_eq!(fixed(&sample::report("one"), Applicability::Safe), None);
    }

    #[test]
    fn what_is_masked_in_one_place_is_masked_in_all() {
        let text = "say otter kiln 42 now\n<p>say otter&nbsp;<b>kiln 42</b>, not &quot;otter</p> Pie7";
        let mut report = with_edits(text, &[("otter kiln 42", "********"), ("Pie7", "********")]);
        report
            .diagnostics
            .iter_mut()
            .for_each(|one| one.suggestions[0].applicability = Applicability::Unsafe);
        let all = "say ******** now\n<p>say ********<b></b>, not &quot;otter</p> ********";
        assert_eq!(String::from_utf8(fixed(&report, Applicability::Unsafe).unwrap()).unwrap(), all);
        assert_eq!(fixed(&report, Applicability::Safe), None);
    }

    #[test]
    fn unsafe_and_encoded_suggestions_are_left() {
        let mut report = with_edits("one", &[("one", "1")]);
        report.diagnostics[0].suggestions[0].applicability = Applicability::Unsafe;
        assert_eq!(fixed(&report, Applicability::Safe), None);
        assert_eq!(fixed(&report, Applicability::Unsafe).unwrap(), b"1");
        report.diagnostics[0].suggestions[0].applicability = Applicability::DisplayOnly;
        assert_eq!(fixed(&report, Applicability::DisplayOnly), None);
        let mut report = sample::encoded();
        let edit = Edit { part: 0, span: Span::new(0, 2), text: String::new() };
        report.diagnostics[0].suggestions.push(Suggestion {
            title: String::new(),
            applicability: Applicability::Safe,
            edits: vec![edit],
        });
        assert_eq!(fixed(&report, Applicability::Unsafe), None);
    }
}
