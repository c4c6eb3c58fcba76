//! Applies word context to a finding: frames, inline quotations, titles.

use std::collections::HashMap;
use std::rc::Rc;

use super::check_context::CheckContext;
use super::finding::Finding;
use crate::builtin::WORDS;
use crate::diagnostic::Severity;
use crate::message::RegionKind;
use crate::scan::{Hit, phrases_within};
use crate::text::Span;
use crate::words::{ALL_CAPS, CAPITALISED, SENTENCE_START, Words};
use presend_lexicon::names::{Effect, Group, Reach, WordList};
use presend_lexicon::table::{CLAUSE_END, Kind, NONE, Root};
use presend_lexicon::{Frame, Rule};

/// Groups whose hits inside a quotation are somebody else's words.
const QUOTABLE: [Group; 2] = [Group::Heat, Group::Tone];

/// A text of more words than this is not a single message, and what is said in one place says nothing of the rest.
const MAX_GENRE_WORDS: usize = 20_000;

/// Frame hits, found sentence by sentence where a finding needs them.
pub(super) struct ContextFrames<'s> {
    context: &'s CheckContext<'s>,
    ranges: HashMap<(usize, u32, usize, usize), Rc<[Hit]>>,
    message: Option<Vec<bool>>,
}

impl<'s> ContextFrames<'s> {
    pub(super) fn new(context: &'s CheckContext<'s>) -> ContextFrames<'s> {
        ContextFrames { context, ranges: HashMap::new(), message: None }
    }

    /// Changes a finding by its context; returns false if nothing is left of it.
    pub(super) fn apply(&mut self, rule: Rule<'_>, finding: &mut Finding) -> bool {
        let hit = finding.hit;
        if self.context.message.headers.is_bulk && !matches!(rule.group(), Group::Private | Group::Wellbeing)
        {
            return false;
        }
        let Some(words) = self.context.words(&hit).filter(|words| !words.list.is_empty()) else {
            return true;
        };
        if QUOTABLE.contains(&rule.group()) && is_quoted(self.context.text(hit.part), hit.span) {
            return false;
        }
        if rule.negatable() && is_title(words, &hit) && finding.region != RegionKind::Subject {
            return false;
        }
        let sentence = words.sentence(hit.first as usize);
        finding.first_person = self.context.has_word(words, sentence, WORDS.get(WordList::FirstPerson));
        let context = self.context;
        for (number, frame) in context.book.frames.iter().enumerate() {
            if !applies(&frame, rule) || !self.is_framed(words, &hit, number, &frame) {
                continue;
            }
            match frame.effect {
                Effect::Silence => return false,
                Effect::Info => finding.at_most = finding.at_most.min(Severity::Info),
                Effect::Hint => finding.at_most = finding.at_most.min(Severity::Hint),
                Effect::Topic => {
                    finding.is_topic = true;
                    continue;
                }
                Effect::Soften => finding.milder += 1,
            }
            finding.factor *= frame.factor;
        }
        true
    }

    /// Returns true if and only if enough of the frame's terms stand in reach of the hit.
    fn is_framed(&mut self, words: &Words, hit: &Hit, number: usize, frame: &Frame<'_>) -> bool {
        let around = match frame.reach {
            Reach::Message => return self.message_frames().get(number).copied().unwrap_or(false),
            Reach::Paragraph => {
                self.in_range(Root::Frames, words, hit.block, words.paragraph(hit.first as usize))
            }
            _ => self.in_range(Root::Frames, words, hit.block, words.sentence(hit.first as usize)),
        };
        is_met(&around, number, frame, |other| reaches(self.context, words, hit, other, frame))
    }

    /// Returns the exceptions and suggestions of all rules in the sentences of a hit.
    pub(super) fn exceptions(&mut self, hit: &Hit) -> Rc<[Hit]> {
        let Some(words) = self.context.words(hit).filter(|words| !words.list.is_empty()) else {
            return Rc::default();
        };
        let range = words.sentence(hit.first as usize).start..words.sentence(hit.last as usize).end;
        self.in_range(Root::Exceptions, words, hit.block, range)
    }

    fn in_range(
        &mut self,
        root: Root,
        words: &Words,
        block: u32,
        range: std::ops::Range<usize>,
    ) -> Rc<[Hit]> {
        let table = self.context.table;
        let find = || {
            let mut hits = Vec::new();
            phrases_within((table, root), words, block, range.clone(), &mut hits);
            hits.into()
        };
        Rc::clone(self.ranges.entry((root as usize, block, range.start, range.end)).or_insert_with(find))
    }

    /// Returns the frames that the program asks for by name and that the message as a whole meets, a mask of `FrameName::bit`.
    pub(super) fn met_frames(&mut self) -> u8 {
        let frames = self.context.book.frames.iter();
        let met = frames.zip(self.message_frames()).filter(|(_, is_met)| **is_met);
        met.filter_map(|(frame, _)| frame.asked_as).fold(0, |mask, name| mask | name.bit())
    }

    /// Tells for each frame whether the message as a whole meets it.
    fn message_frames(&mut self) -> &[bool] {
        let context = self.context;
        self.message.get_or_insert_with(|| {
            let mut hits = Vec::new();
            let frames = (context.table, Root::Frames);
            if context.word_count <= MAX_GENRE_WORDS {
                for (block, words) in context.blocks.iter().enumerate() {
                    let block = u32::try_from(block).unwrap_or(u32::MAX);
                    phrases_within(frames, words, block, 0..words.list.len(), &mut hits);
                }
            }
            let is_met = |(number, frame): (usize, Frame<'_>)| {
                frame.reach == Reach::Message && is_met(&hits, number, &frame, |_| true)
            };
            context.book.frames.iter().enumerate().map(is_met).collect()
        })
    }
}

/// Returns true if and only if enough different terms of a frame are in reach, exceptions apart.
fn is_met(hits: &[Hit], number: usize, frame: &Frame<'_>, in_reach: impl Fn(&Hit) -> bool) -> bool {
    let of_frame = || hits.iter().filter(|other| other.rule as usize == number);
    let excepted = |other: &Hit| {
        of_frame()
            .any(|not| not.kind == Kind::Unless && not.block == other.block && not.span.overlaps(other.span))
    };
    let terms = of_frame().filter(|other| other.kind == Kind::Term && in_reach(other) && !excepted(other));
    let mut different: Vec<u32> = terms.map(|other| other.index).collect();
    different.sort_unstable();
    different.dedup();
    different.len() >= frame.least as usize
}

/// Returns true if and only if a frame names the rule by code or group, or all negatable rules.
fn applies(frame: &Frame<'_>, rule: Rule<'_>) -> bool {
    frame.rules.iter().any(|name| {
        rule.code() == *name || rule.group().name() == name || (name == "negatable" && rule.negatable())
    })
}

/// Returns true if and only if a frame's term stands where the frame wants it.
fn reaches(context: &CheckContext<'_>, words: &Words, hit: &Hit, other: &Hit, frame: &Frame<'_>) -> bool {
    let before = || {
        other.last < hit.first
            && hit.first - other.last <= frame.words
            && same_clause(context, words, other, hit)
    };
    let after = || {
        let near = other.first <= hit.last + frame.words && other.first > hit.last;
        let on_it = other.first <= hit.last && other.last >= hit.first && other.last > hit.last;
        (near && same_clause(context, words, hit, other))
            || on_it
            || (hit.first <= other.first && other.last <= hit.last)
    };
    match frame.reach {
        Reach::Before => before(),
        Reach::After => after(),
        Reach::Around => before() || after(),
        Reach::Overlap => other.block == hit.block && other.span.overlaps(hit.span),
        Reach::Sentence | Reach::Paragraph | Reach::Message => true,
    }
}

/// Returns true if and only if neither a clause-ending word nor a comma, semicolon or dash stands between two hits.
fn same_clause(context: &CheckContext<'_>, words: &Words, left: &Hit, right: &Hit) -> bool {
    let between = &words.list[left.last as usize + 1..right.first as usize];
    if between.iter().any(|word| word.id != NONE && context.table.flags(word.id) & CLAUSE_END != 0) {
        return false;
    }
    let gap = Span::new(left.span.end, right.span.start.max(left.span.end));
    !gap.of(context.text(left.part)).contains([',', ';', ':', '(', '—', '–'])
}

/// Returns true if and only if the span stands inside quotation marks that hold more than two words.
fn is_quoted(text: &str, span: Span) -> bool {
    const REACH: usize = 600;
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let before = &text[floor(span.start.saturating_sub(REACH))..span.start];
    let after = &text[span.end..floor((span.end + REACH).min(text.len()))];
    let before = before.rsplit("\n\n").next().unwrap_or(before);
    let after = after.split("\n\n").next().unwrap_or(after);
    let (open, close) = if let Some(at) = before.rfind(['“', '”']).filter(|&at| before[at..].starts_with('“'))
    {
        (at, after.find('”'))
    } else if before.matches('"').count() % 2 == 1 {
        (before.rfind('"').unwrap_or(0), after.find('"'))
    } else {
        return false;
    };
    let Some(close) = close else { return false };
    let blanks = before[open..].split_whitespace().count() + after[..close].split_whitespace().count();
    let inside = span.of(text).split_whitespace().count();
    blanks + inside > 3
}

/// Returns true if and only if the hit is a run of two or more capitalised words inside a sentence: a name or a title.
fn is_title(words: &Words, hit: &Hit) -> bool {
    let list = &words.list[hit.first as usize..=(hit.last as usize).min(words.list.len() - 1)];
    let titled =
        |word: &crate::words::Word| word.has(CAPITALISED) && !word.has(ALL_CAPS) && word.end - word.start > 1;
    list.len() > 1 && list.iter().all(titled) && !list[0].has(SENTENCE_START)
}
