//! A hit that context left standing, with what context made of it.

use std::sync::Arc;

use super::new_words::{NewWords, Rewording};
use crate::diagnostic::Severity;
use crate::message::{Message, RegionKind};
use crate::scan::Hit;
use crate::text::Span;
use crate::words::Words;
use presend_lexicon::Text;
use presend_lexicon::decision::Variant;
use presend_lexicon::table::TermKind;

/// A hit that context left standing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Finding {
    /// Where it stands.
    pub hit: Hit,
    /// The kind of region there.
    pub region: RegionKind,
    /// Factor on the rule's weight, 0..=1.
    pub factor: f32,
    /// How many severities milder than the rule's.
    pub milder: usize,
    /// Its severity is at most this.
    pub at_most: Severity,
    /// The writer speaks of themself in the sentence.
    pub first_person: bool,
    /// It only names the topic of a talk that the draft asks for.
    pub is_topic: bool,
    /// What its check would write instead.
    pub new_words: Option<NewWords>,
    /// What may stand in its place.
    pub rewording: Option<Rewording>,
    /// What the diagnostic's message says instead of the rule's, where the case is another.
    pub message: Option<Arc<str>>,
    /// What the diagnostic's note says instead of the rule's, where it knows more.
    pub note: Option<Arc<str>>,
    /// What its help says instead of the rule's.
    pub help: Option<Arc<str>>,
}

impl Finding {
    /// Words the finding as a variant of its rule.
    #[must_use]
    pub(crate) fn worded(mut self, variant: &Variant<'_>) -> Finding {
        let text = |text: &Text<'_>| Some(Arc::from(text.as_str()));
        self.message = text(&variant.message);
        self.note = text(&variant.note);
        self.help = text(&variant.help);
        self
    }

    /// Makes a finding of a rule on the words `first..=last` of a block.
    #[must_use]
    pub(crate) fn on_words(rule: u32, block: usize, words: &Words, first: usize, last: usize) -> Finding {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Finding::new(Hit {
            rule,
            kind: TermKind::Term,
            index: u32::MAX,
            block: small(block),
            first: small(first),
            last: small(last),
            part: words.part,
            span: words.span(first, last),
            is_value: false,
        })
    }

    /// Makes a finding of another rule at the same place, at full weight.
    #[must_use]
    pub(crate) fn for_rule(&self, rule: u32) -> Finding {
        let hit = Hit { rule, is_value: false, ..self.hit };
        Finding { region: self.region, first_person: self.first_person, ..Finding::new(hit) }
    }

    /// Returns true if and only if no context makes less of it: it is not told, quoted or denied.
    #[must_use]
    pub(crate) fn is_in_full(&self) -> bool {
        self.factor >= 1.0 && self.milder == 0 && self.at_most == Severity::Error
    }

    /// Returns true if and only if a term found it that is right more often than its rule, and no context makes less of it.
    #[must_use]
    pub(crate) fn is_sure(&self) -> bool {
        self.hit.kind == TermKind::Sure && self.is_in_full()
    }

    /// Makes a finding at full weight.
    #[must_use]
    pub(crate) fn new(hit: Hit) -> Finding {
        Finding {
            hit,
            region: RegionKind::Body,
            factor: 1.0,
            milder: 0,
            at_most: Severity::Error,
            first_person: false,
            is_topic: false,
            new_words: None,
            rewording: None,
            message: None,
            note: None,
            help: None,
        }
    }
}

/// Makes a finding about a message as a whole: at a header field if it stands in the draft, else at the first own word.
/// Returns `None` for a message without words.
#[must_use]
pub(super) fn finding_at(message: &Message<'_>, rule: u32, field: Option<(usize, Span)>) -> Option<Finding> {
    let (part, span, region) = match field {
        Some((part, span)) => (part, span, RegionKind::Header),
        None => first_own_word(message)?,
    };
    let hit = Hit::on_text(rule, part, span, false);
    Some(Finding { region, ..Finding::new(hit) })
}

/// Finds the first word of body or greeting, else of the subject.
fn first_own_word(message: &Message<'_>) -> Option<(usize, Span, RegionKind)> {
    let of_kinds = |kinds: &[RegionKind]| {
        message.regions.iter().filter(|region| kinds.contains(&region.kind)).find_map(|region| {
            let text = region.span.of(&message.parts.get(region.part)?.text);
            let word = text.split_whitespace().next()?;
            let start = region.span.start + (word.as_ptr() as usize - text.as_ptr() as usize);
            Some((region.part, Span::new(start, start + word.len()), region.kind))
        })
    };
    of_kinds(&[RegionKind::Greeting, RegionKind::Body]).or_else(|| of_kinds(&[RegionKind::Subject]))
}
