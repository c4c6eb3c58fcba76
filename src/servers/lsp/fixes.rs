//! Offers the changes that suggestions make, and of a secret that stands in several places a change of them all.

use std::collections::BTreeSet;

use gen_lsp_types::{Range, TextEdit};

use presend_core::message::Origin;
use presend_core::render::PrivateMask;
use presend_core::{Applicability, Diagnostic, Edit, Report, Span, Suggestion};

/// A shorter secret may stand in other words by chance.
const SHORTEST: usize = 6;

/// A change that a suggestion offers.
pub(super) struct OfferedFix {
    pub(super) title: String,
    pub(super) is_preferred: bool,
    pub(super) edits: Vec<TextEdit>,
}

/// Lists the changes for a diagnostic that an editor can make; `range` tells where a place of a part is in the document.
pub(super) fn offered(
    report: &Report<'_>,
    mask: &PrivateMask<'_>,
    found: &Diagnostic,
    range: impl Fn(usize, Span) -> Range,
) -> Vec<OfferedFix> {
    let edit = |edit: &Edit| TextEdit { range: range(edit.part, edit.span), new_text: edit.text.clone() };
    let is_offered = |suggestion: &&Suggestion| {
        suggestion.applicability != Applicability::DisplayOnly
            && !suggestion.edits.is_empty()
            && suggestion.edits.iter().all(|edit| is_verbatim(report, edit.part) && mask.shows(edit))
    };
    let (mut fixes, mut known) = (Vec::new(), BTreeSet::new());
    for suggestion in found.suggestions.iter().filter(is_offered) {
        let title = mask.text(&suggestion.title);
        let everywhere = everywhere(report, suggestion).filter(|(value, _)| known.insert(value.to_owned()));
        let all = everywhere.map(|(_, edits)| OfferedFix {
            title: format!("{title} in all {} places", edits.len()),
            is_preferred: false,
            edits: edits.iter().map(edit).collect(),
        });
        let is_preferred = suggestion.applicability == Applicability::Safe;
        fixes.push(OfferedFix { title, is_preferred, edits: suggestion.edits.iter().map(edit).collect() });
        fixes.extend(all);
    }
    fixes
}

/// Returns the secret that a suggestion hides, with the edits that hide it wherever it stands, if that is more than one place.
fn everywhere<'r>(report: &'r Report<'_>, suggestion: &Suggestion) -> Option<(&'r str, Vec<Edit>)> {
    let [edit] = suggestion.edits.as_slice() else { return None };
    let text = |part: usize, span: Span| report.message.parts.get(part).map(|part| span.of(&part.text));
    let is_secret = report.masked.contains(&(edit.part, edit.span));
    let value = text(edit.part, edit.span).filter(|value| is_secret && value.len() >= SHORTEST)?;
    let parts = report.message.parts.iter().enumerate().filter(|(part, _)| is_verbatim(report, *part));
    let stands = |(part, text): (usize, &'r str)| {
        text.match_indices(value).map(move |(at, _)| (part, Span::new(at, at + value.len())))
    };
    let places: BTreeSet<(usize, Span)> =
        parts.flat_map(|(number, part)| stands((number, &*part.text))).collect();
    let edits = places.into_iter().map(|place| {
        let mut edit = edit.clone();
        (edit.part, edit.span) = place;
        edit
    });
    Some((value, edits.collect::<Vec<Edit>>())).filter(|(_, edits)| edits.len() > 1)
}

/// Returns true if and only if a part stands in the document as it was read.
fn is_verbatim(report: &Report<'_>, part: usize) -> bool {
    let origin = report.message.parts.get(part).map(|part| &part.origin);
    matches!(origin, Some(Origin::Verbatim { .. }))
}
