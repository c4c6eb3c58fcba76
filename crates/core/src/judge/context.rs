//! Applies word context to a finding: frames, inline quotations, titles.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::rc::Rc;

use super::check_context::CheckContext;
use super::context_hits::{ContextHits, MAX_GENRE_WORDS};
use super::finding::Finding;
use super::laughter::laughs_behind;
use super::quotation::is_quoted;
use crate::diagnostic::Severity;
use crate::message::{Region, RegionKind, repeats_subject};
use crate::scan::Hit;
use crate::text::{Ends, Span};
use crate::words::{ALL_CAPS, CAPITALISED, FIRST_PERSON, SENTENCE_START, Words};
use presend_lexicon::names::{Effect, FrameName, Group, Reach};
use presend_lexicon::table::{CLAUSE_END, NONE, TermKind};
use presend_lexicon::{Frame, Rule};

/// Groups whose hits inside a quotation are somebody else's words.
const QUOTABLE: [Group; 2] = [Group::Heat, Group::Tone];

/// Groups whose hits in the subject of an answer are the words of whoever began the thread.
const ANSWERED: [Group; 6] =
    [Group::Sensitive, Group::Wellbeing, Group::Urgency, Group::Heat, Group::Tone, Group::Record];

/// Changes findings by the frames around them.
pub(super) struct ContextFrames<'s> {
    context: &'s CheckContext<'s>,
    hits: &'s ContextHits<'s>,
    /// The frames that the message as a whole meets, a bit for each.
    of_message: OnceCell<u32>,
    /// The parts whose subject another message had before: read once, for a subject may have many findings.
    repeated_subjects: OnceCell<Vec<usize>>,
}

impl<'s> ContextFrames<'s> {
    pub(super) const fn new(context: &'s CheckContext<'s>, hits: &'s ContextHits<'s>) -> ContextFrames<'s> {
        ContextFrames { context, hits, of_message: OnceCell::new(), repeated_subjects: OnceCell::new() }
    }

    /// Changes a finding by its context; returns false if nothing is left of it.
    pub(super) fn apply(&self, rule: Rule<'_>, finding: &mut Finding) -> bool {
        let hit = finding.hit;
        if self.context.message.headers.is_bulk && !matches!(rule.group(), Group::Private | Group::Wellbeing)
        {
            return false;
        }
        if ANSWERED.contains(&rule.group()) && self.is_in_repeated_subject(finding) {
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
        let around =
            Around { hits: self.hits, words, hit, sentence: OnceCell::new(), paragraph: OnceCell::new() };
        let sentence = words.sentence(hit.first as usize);
        finding.first_person =
            words.list.get(sentence).unwrap_or_default().iter().any(|word| word.has(FIRST_PERSON));
        for (number, frame) in self.context.book.frames.of_mask(rule.frames()) {
            if !self.is_framed(&around, number, &frame) {
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

    /// Returns true if and only if a finding stands in a subject that another message had before.
    fn is_in_repeated_subject(&self, finding: &Finding) -> bool {
        finding.region == RegionKind::Subject
            && self
                .repeated_subjects
                .get_or_init(|| self.find_repeated_subjects())
                .contains(&finding.hit.part)
    }

    /// Returns the parts whose first subject another message had before.
    fn find_repeated_subjects(&self) -> Vec<usize> {
        let regions = self.context.message.regions.iter();
        let mut subjects: Vec<&Region> =
            regions.filter(|region| region.kind == RegionKind::Subject).collect();
        subjects.sort_by_key(|region| region.part);
        subjects.dedup_by_key(|region| region.part);
        subjects.retain(|region| repeats_subject(region.span.of(self.context.text(region.part))));
        subjects.into_iter().map(|region| region.part).collect()
    }

    /// Returns true if and only if enough of the frame's terms stand in reach of the hit.
    fn is_framed(&self, around: &Around<'_>, number: usize, frame: &Frame<'_>) -> bool {
        let hits = match frame.reach {
            Reach::Message => return self.frames_of_message() >> number & 1 == 1,
            Reach::Paragraph => around.in_paragraph(),
            _ => around.in_sentence(),
        };
        let (words, hit) = (around.words, &around.hit);
        let is_joke = frame.asked_as == Some(FrameName::Joking);
        if is_joke && laughs_behind(self.context.text(hit.part), words, hit) {
            return true;
        }
        is_met(hits, number, frame, |other| reaches(self.context, words, hit, other, frame))
    }

    /// Returns the exceptions and suggestions of all rules in the sentences of a hit.
    pub(super) fn exceptions(&self, hit: &Hit) -> Rc<[Hit]> {
        let Some(words) = self.context.words(hit).filter(|words| !words.list.is_empty()) else {
            return Rc::default();
        };
        let range = words.sentence(hit.first as usize).start..words.sentence(hit.last as usize).end;
        self.hits.exceptions_in(hit.block as usize, range)
    }

    /// Returns the frames that the program asks for by name and that the message as a whole meets, a mask of `FrameName::bit`.
    pub(super) fn met_frames(&self) -> u8 {
        let met = self.context.book.frames.of_mask(self.frames_of_message());
        met.filter_map(|(_, frame)| frame.asked_as).fold(0, |mask, name| mask | name.bit())
    }

    /// Returns the frames that the message as a whole meets, a bit for each.
    fn frames_of_message(&self) -> u32 {
        *self.of_message.get_or_init(|| {
            if self.context.word_count > MAX_GENRE_WORDS {
                return 0;
            }
            let frames = self.context.book.frames.iter().enumerate();
            let of_message = frames.filter(|(_, frame)| frame.reach == Reach::Message);
            let all = || (0..self.context.blocks.len()).flat_map(|block| self.hits.frames(block));
            of_message.fold(0, |met, (number, frame)| {
                let own: Vec<Hit> = all().filter(|hit| hit.rule as usize == number).copied().collect();
                if is_met(&own, number, &frame, |_| true) { met | 1 << number } else { met }
            })
        })
    }
}

/// The frames around one hit, found once for all that apply to it.
struct Around<'s> {
    hits: &'s ContextHits<'s>,
    words: &'s Words,
    hit: Hit,
    sentence: OnceCell<Cow<'s, [Hit]>>,
    paragraph: OnceCell<Cow<'s, [Hit]>>,
}

impl Around<'_> {
    fn in_sentence(&self) -> &[Hit] {
        let range = || self.words.sentence(self.hit.first as usize);
        self.sentence.get_or_init(|| self.hits.frames_in(self.hit.block as usize, range()))
    }

    fn in_paragraph(&self) -> &[Hit] {
        let range = || self.words.paragraph(self.hit.first as usize);
        self.paragraph.get_or_init(|| self.hits.frames_in(self.hit.block as usize, range()))
    }
}

/// Returns true if and only if enough different terms of a frame are in reach, exceptions apart.
fn is_met(hits: &[Hit], number: usize, frame: &Frame<'_>, in_reach: impl Fn(&Hit) -> bool) -> bool {
    let of_frame =
        |kind: TermKind| hits.iter().filter(move |other| other.rule as usize == number && other.kind == kind);
    // Most frames meet no exception; then nothing is looked for at each of their terms.
    let exceptions: Vec<&Hit> = of_frame(TermKind::Unless).collect();
    let reach = exceptions.iter().map(|not| not.span.len()).max().unwrap_or(0);
    let excepted = |other: &Hit| {
        let begins_before = |not: &&Hit, at: usize| (not.block, not.span.start) < (other.block, at);
        let from =
            exceptions.partition_point(|not| begins_before(not, other.span.start.saturating_sub(reach)));
        let to = exceptions.partition_point(|not| begins_before(not, other.span.end));
        exceptions.between(from, to).iter().any(|not| not.span.overlaps(other.span))
    };
    let terms = of_frame(TermKind::Term).filter(|other| in_reach(other) && !excepted(other));
    let mut different: Vec<u32> = terms.map(|other| other.index).collect();
    different.sort_unstable();
    different.dedup();
    different.len() >= frame.least as usize
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
    let between = words.list.between(left.last as usize + 1, right.first as usize);
    if between.iter().any(|word| word.id != NONE && context.table.flags(word.id) & CLAUSE_END != 0) {
        return false;
    }
    let gap = Span::new(left.span.end, right.span.start.max(left.span.end));
    !gap.of(context.text(left.part)).contains([',', ';', ':', '(', '—', '–'])
}

/// Returns true if and only if the hit is a run of two or more capitalised words inside a sentence: a name or a title.
fn is_title(words: &Words, hit: &Hit) -> bool {
    let list = words.list.head((hit.last as usize).saturating_add(1)).tail(hit.first as usize);
    let titled =
        |word: &crate::words::Word| word.has(CAPITALISED) && !word.has(ALL_CAPS) && word.end - word.start > 1;
    list.len() > 1 && list.iter().all(titled) && !list.first().is_some_and(|word| word.has(SENTENCE_START))
}
