//! Gathers what the judge looks at: a message's words, the rules, and what was found so far.

use std::sync::Arc;

use super::facts::Facts;
use crate::diagnostic::Severity;
use crate::message::{Message, RegionKind};
use crate::scan::{Hit, NO_BLOCK};
use crate::text::Span;
use crate::words::Words;
use presend_lexicon::decision::Variant;
use presend_lexicon::rule::Frames;
use presend_lexicon::table::{Kind, NONE, Table};
use presend_lexicon::{List, Rule, Rules, Text};

/// The built-in rules and a user's, numbered in a row.
#[derive(Debug, Clone, Copy)]
pub struct RuleBook<'a> {
    /// The built-in rules.
    pub builtin: Rules<'a>,
    /// A user's rules, numbered after them.
    pub user: Option<Rules<'a>>,
    /// The context frames.
    pub frames: Frames<'a>,
}

impl<'a> RuleBook<'a> {
    /// Returns a rule by its number.
    #[must_use]
    pub fn rule(&self, number: u32) -> Option<Rule<'a>> {
        let number = number as usize;
        self.builtin.get(number).or_else(|| self.user?.get(number.checked_sub(self.builtin.len())?))
    }

    /// Returns true if and only if the message meets the frame of this name.
    #[must_use]
    pub fn is_framed(&self, tally: &MessageStats, name: &str) -> bool {
        let at = self.frames.iter().position(|frame| frame.name == *name);
        at.is_some_and(|at| at < 64 && tally.frames & (1 << at) != 0)
    }

    /// Returns every rule with its number.
    pub fn all(&self) -> impl Iterator<Item = (u32, Rule<'a>)> {
        self.builtin
            .iter()
            .chain(self.user.into_iter().flat_map(Rules::iter))
            .enumerate()
            .map(|(number, rule)| (u32::try_from(number).unwrap_or(u32::MAX), rule))
    }
}

/// One piece of a message with its words: the whole of it, unless it is very large.
#[derive(Debug, Clone, Copy)]
pub struct CheckContext<'a> {
    /// The message.
    pub message: &'a Message<'a>,
    /// The words of its blocks.
    pub blocks: &'a [Words],
    /// The built-in table.
    pub table: Table<'a>,
    /// The rules and frames.
    pub book: RuleBook<'a>,
    /// `email`, `chat` or `commit`.
    pub profile: &'a str,
    /// Words of the whole message, more than those in `blocks` where it is very large.
    pub word_count: usize,
    /// Questions of the whole message.
    pub question_count: usize,
    /// What is known beside the words.
    pub facts: &'a Facts,
}

impl<'a> CheckContext<'a> {
    /// Returns the block of a hit, if it stands in one.
    #[must_use]
    pub fn words(&self, hit: &Hit) -> Option<&'a Words> {
        if hit.block == NO_BLOCK { None } else { self.blocks.get(hit.block as usize) }
    }

    /// Returns the text of a part.
    #[must_use]
    pub fn text(&self, part: usize) -> &'a str {
        self.message.parts.get(part).map_or("", |part| &part.text)
    }

    /// Returns the kind of region a hit stands in.
    #[must_use]
    pub fn region(&self, hit: &Hit) -> RegionKind {
        if let Some(words) = self.words(hit) {
            return words.kind_at(hit.span.start);
        }
        let holds =
            |region: &&crate::message::Region| region.part == hit.part && region.span.contains(hit.span);
        self.message.regions.iter().find(holds).map_or(RegionKind::Body, |region| region.kind)
    }

    /// Returns true if and only if one of `range`'s words is among `folded`.
    #[must_use]
    pub fn has_word(&self, words: &Words, range: std::ops::Range<usize>, folded: List<'_>) -> bool {
        words.list[range].iter().any(|word| word.id != NONE && folded.contains(self.table.text(word.id)))
    }
}

/// A hit that context left standing.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
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
    /// Number of the suggestion whose words it is, if any.
    pub suggestion: Option<u32>,
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
    pub fn worded(mut self, variant: &Variant<'_>) -> Finding {
        let text = |text: &Text<'_>| Some(Arc::from(text.as_str()));
        self.message = text(&variant.message);
        self.note = text(&variant.note);
        self.help = text(&variant.help);
        self
    }

    /// Makes a finding of another rule at the same place, at full weight.
    #[must_use]
    pub fn for_rule(&self, rule: u32) -> Finding {
        let hit = Hit { rule, is_value: false, ..self.hit };
        Finding { region: self.region, first_person: self.first_person, ..Finding::new(hit) }
    }

    /// Makes a finding at full weight.
    #[must_use]
    pub fn new(hit: Hit) -> Finding {
        Finding {
            hit,
            region: RegionKind::Body,
            factor: 1.0,
            milder: 0,
            at_most: Severity::Error,
            first_person: false,
            is_topic: false,
            suggestion: None,
            message: None,
            note: None,
            help: None,
        }
    }
}

/// Makes a finding about a message as a whole: at a header field if it stands in the draft, else at the first own word.
/// Returns `None` for a message without words.
#[must_use]
pub fn finding_at(message: &Message<'_>, rule: u32, field: Option<(usize, Span)>) -> Option<Finding> {
    let (part, span, region) = match field {
        Some((part, span)) => (part, span, RegionKind::Header),
        None => first_own_word(message)?,
    };
    let hit = Hit {
        rule,
        kind: Kind::Term,
        index: u32::MAX,
        block: NO_BLOCK,
        first: 0,
        last: 0,
        part,
        span,
        is_value: false,
    };
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

/// Counts over a whole message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MessageStats {
    /// Own words.
    pub words: usize,
    /// Own words among the commonest of English.
    pub common: usize,
    /// Sentences that end with a question mark.
    pub questions: usize,
    /// Something is asked of the reader.
    pub asks: bool,
    /// The language gate kept the terms silent somewhere.
    pub gated: bool,
    /// The frames that the message as a whole meets, one bit each by their number; found only where something was found.
    pub frames: u64,
}

impl MessageStats {
    /// Adds another piece's counts.
    #[must_use]
    pub fn and(self, other: MessageStats) -> MessageStats {
        MessageStats {
            words: self.words + other.words,
            common: self.common + other.common,
            questions: self.questions + other.questions,
            asks: self.asks || other.asks,
            gated: self.gated || other.gated,
            frames: self.frames | other.frames,
        }
    }
}
