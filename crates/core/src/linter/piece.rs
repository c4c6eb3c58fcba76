//! Finds what one piece of a message holds, and adds the pieces up.

use super::scanner::Scanner;
use crate::builtin::LEXICON;
use crate::judge::{
    CheckContext, Facts, Findings, MAX_QUESTIONS, MessageStats, Passage, passages_around, questions, weigh,
};
use crate::message::{Message, RegionMap};
use crate::scan::{CueHits, Memory, look_around};
use crate::text::Span;
use crate::words::{Block, Tokenizer, Words};

/// What all pieces of one message are looked at with.
#[derive(Clone, Copy)]
pub(super) struct PieceContext<'a> {
    pub(super) scanner: &'a Scanner,
    pub(super) message: &'a Message<'a>,
    pub(super) regions: &'a RegionMap,
    pub(super) tokenizer: &'a Tokenizer<'a>,
    pub(super) facts: &'a Facts,
    pub(super) profile: &'a str,
    /// Whether the questions are wanted, for a plan.
    pub(super) plan: bool,
}

/// What was found in a piece, or in the whole, of a message.
#[derive(Default)]
pub(super) struct PieceFindings {
    pub(super) findings: Findings,
    /// Part and span of private values of which no rule speaks there, such as in quotes.
    pub(super) private: Vec<(usize, Span)>,
    pub(super) stats: MessageStats,
    /// Part and span of each question, if a plan is wanted.
    pub(super) questions: Vec<(usize, Span)>,
    pub(super) cues: CueHits,
    /// What is judged by itself too.
    pub(super) passages: Vec<Passage>,
}

impl PieceFindings {
    /// Looks at one piece.
    pub(super) fn of(context: PieceContext<'_>, piece: &[Block]) -> PieceFindings {
        let PieceContext { scanner, message, regions, tokenizer, facts, profile, plan } = context;
        let mut all: Vec<Words> = piece.iter().map(|block| tokenizer.cut(message, block)).collect();
        all.iter_mut().for_each(|words| look_around(LEXICON.table, words));
        let (mut hits, mut private, mut memory) = (Vec::new(), Vec::new(), Memory::of_joint_hits());
        for (number, (words, cut)) in all.iter().zip(piece).enumerate() {
            let block = u32::try_from(number).unwrap_or(u32::MAX);
            scanner.scan((message, regions), (words, block), &mut memory, &mut hits);
            private.extend(scanner.scan_plain((message, tokenizer), (cut, words, block), &mut hits));
        }
        let context = CheckContext {
            message,
            regions,
            blocks: &all,
            table: LEXICON.table,
            book: scanner.book(),
            known: scanner.known(),
            profile,
            word_count: all.iter().map(|words| words.list.len()).sum(),
            question_count: all.iter().map(|words| words.questions).sum(),
            facts,
        };
        let asked = if plan { questions(&context, MAX_QUESTIONS) } else { Vec::new() };
        let span = |(block, first, last): (usize, usize, usize)| {
            all.get(block).map(|words| (words.part, words.span(first, last)))
        };
        let (findings, stats) = weigh(&context, hits);
        let (mut cues, mut passages) = (CueHits::default(), Vec::new());
        if !stats.gated {
            for words in &all {
                cues.find_in(words, context.text(words.part), 0..words.list.len(), context.known);
            }
            passages = passages_around(&context, &findings);
        }
        let questions = asked.into_iter().filter_map(span).collect();
        PieceFindings { findings, private, stats, questions, cues, passages }
    }

    /// Returns where private values stand, whether or not their rule speaks: part and span, sorted.
    pub(super) fn masked(&self) -> Vec<(usize, Span)> {
        let values = self.findings.list.iter().filter(|finding| finding.hit.is_value);
        let values = values.map(|finding| (finding.hit.part, finding.hit.span));
        let others = self.findings.private.iter().chain(&self.private);
        let mut all: Vec<(usize, Span)> = values.chain(others.copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Adds what the next piece holds.
    pub(super) fn and(mut self, next: PieceFindings) -> PieceFindings {
        self.findings = self.findings.and(next.findings);
        self.private.extend(next.private);
        self.stats = self.stats.and(next.stats);
        self.questions.extend(next.questions);
        self.questions.truncate(MAX_QUESTIONS);
        self.cues.extend(next.cues);
        self.passages.extend(next.passages);
        self
    }
}
