//! Adds up cues, the sharpest sentences, the length and the rules that spoke to one logit for each target.
//! `training/README.md` has the formula, and how chances were calibrated.

use crate::builtin::CUES;
use crate::diagnostic::Axis;
use crate::judge::passages::Passage;
use crate::scan::{CueHit, CueHits, Sentence};
use presend_lexicon::cues::{Signal, TARGETS, Target, TargetLine};
use presend_lexicon::names::Profile;

/// Weights are in hundredths.
pub(super) const UNIT: f32 = 0.01;

/// A factor of one, in hundredths.
const HUNDRED: i32 = 100;

/// What one message holds, added up once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CueEvidence<'a> {
    /// Its cues, each once, and its sharpest sentences.
    pub(crate) hits: &'a CueHits,
    /// What is judged by itself too.
    pub(super) passages: &'a [Passage],
    profile: &'a str,
    /// Weights of the cues per target, in hundredths of a logit.
    sums: [i32; TARGETS],
    /// What is left of a cue's weight in a message of this length.
    damping: f32,
    /// The natural logarithm of one more than the number of words, how far it lies below that of a short message, and how far
    /// above that of a long one.
    lengths: [f32; 3],
    /// Logit of `stop` from which the message should not go as it stands; `None` where nothing was learned of such messages.
    limit: Option<f32>,
    /// Slope and shift from the logit of `stop` to that of the chance, which are others in chat.
    calibration: (f32, f32),
}

impl<'a> CueEvidence<'a> {
    /// Adds up what a message of a profile holds.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "limits and counts are small")]
    pub(crate) fn new(hits: &'a CueHits, passages: &'a [Passage], profile: &'a str) -> CueEvidence<'a> {
        let mut sums = [0; TARGETS];
        for hit in &hits.list {
            let weights = CUES.weights(hit.cue);
            sums.iter_mut().zip(Target::ALL).for_each(|(sum, target)| *sum += i32::from(weights.at(target)));
        }
        let numbers = &CUES.numbers;
        let words = hits.words as f32;
        let damping = 1.0 / (1.0 + words / numbers.half as f32).sqrt();
        let (limit, slope, shift) = match Profile::parse(profile) {
            Some(Profile::Chat) => (Some(numbers.chat_limit), numbers.chat_slope, numbers.chat_shift),
            Some(Profile::Commit) => (None, HUNDRED, 0),
            _ if hits.words <= numbers.short.unsigned_abs() as usize => {
                (Some(numbers.short_limit), HUNDRED, 0)
            }
            _ => (Some(numbers.limit), HUNDRED, 0),
        };
        CueEvidence {
            hits,
            passages,
            profile,
            sums,
            damping,
            lengths: lengths(words),
            limit: limit.map(|limit| UNIT * limit as f32),
            calibration: (UNIT * slope as f32, UNIT * shift as f32),
        }
    }

    /// Adds up what a passage holds, as a message of its own.
    pub(super) fn of_passage(&self, passage: &'a Passage) -> CueEvidence<'a> {
        CueEvidence::new(&passage.cues, &[], self.profile)
    }

    /// Returns the chance that a logit of `stop` stands for.
    pub(super) fn chance(&self, stop: f32) -> f32 {
        logistic(self.calibration.0 * stop + self.calibration.1)
    }

    /// Scores the message with the signals that are there, each once.
    #[must_use]
    pub(crate) fn scores(&self, spoke: impl Iterator<Item = Signal>) -> CueScores {
        let signals = signal_sums(spoke);
        let logits = Target::ALL.map(|target| self.logit(target, &signals));
        let of_axis = |axis| Target::of_axis(axis).map_or(0.0, |target| logistic(target.of(&logits)));
        CueScores {
            axes: Axis::ALL.map(of_axis),
            stop: Target::Stop.of(&logits),
            talk: Target::Talk.of(&logits),
            limit: self.limit,
            is_wordless: self.hits.words == 0,
            chance: self.chance(Target::Stop.of(&logits)),
        }
    }

    /// Returns the logit of a target, with the [`signal_sums`].
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "weights and counts are small")]
    pub(crate) fn logit(&self, target: Target, signals: &[i32; TARGETS]) -> f32 {
        let line = target.of(&CUES.lines);
        let cues = target.of(&self.sums) as f32 * self.damping;
        let [best, second] = self.sentences(&line).map(|(weight, _)| weight);
        let fixed = UNIT * (line.bias + target.of(signals)) as f32;
        fixed + UNIT * cues + best + second + self.length(&line)
    }

    /// Returns what the two sharpest sentences add, in logits, with the sentences.
    #[expect(clippy::cast_precision_loss, reason = "sums are small")]
    pub(super) fn sentences(&self, line: &TargetLine) -> [(f32, Option<Sentence>); 2] {
        let [best, second] = self.hits.sharpest;
        [(line.best, best), (line.second, second)].map(|(factor, sentence)| {
            let sum = sentence.map_or(CUES.numbers.sentence_absent, |sentence| sentence.sum);
            (UNIT * factor as f32 * UNIT * sum as f32, sentence)
        })
    }

    /// Returns what the length adds, in logits.
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub(super) fn length(&self, line: &TargetLine) -> f32 {
        let weights = [line.length, line.short, line.long];
        weights.iter().zip(self.lengths).map(|(weight, length)| UNIT * *weight as f32 * length).sum()
    }

    /// Returns the cues that weigh for a target, heaviest first, with their weight in logits.
    #[must_use]
    pub(crate) fn heaviest(&self, target: Target) -> Vec<(f32, CueHit)> {
        let damping = self.damping;
        let weigh = |hit: &CueHit| (UNIT * f32::from(CUES.weights(hit.cue).at(target)) * damping, *hit);
        let mut all: Vec<(f32, CueHit)> = self.hits.list.iter().map(weigh).collect();
        all.retain(|(weight, _)| *weight != 0.0);
        all.sort_by(|a, b| {
            b.0.abs().total_cmp(&a.0.abs()).then_with(|| (a.1.part, a.1.span).cmp(&(b.1.part, b.1.span)))
        });
        all
    }
}

/// Returns what the weights for the length of a message are multiplied by.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn lengths(words: f32) -> [f32; 3] {
    let [log, short, long] = [words, CUES.numbers.short as f32, CUES.numbers.long as f32].map(f32::ln_1p);
    [log, (short - log).max(0.0), (log - long).max(0.0)]
}

/// Scores of a message.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct CueScores {
    /// One per axis, 0..=1, in the order of `Axis::ALL`; that of the relationship is 0.
    pub axes: [f32; 7],
    /// Logit of whether the message should not go as it stands.
    pub stop: f32,
    /// The chance of that, 0..=1, as calibrated for the profile.
    pub chance: f32,
    /// There is no word to weigh, as in a message of emoji alone: what the rules say is all that is known.
    pub is_wordless: bool,
    /// How much better talking is than other words.
    pub talk: f32,
    /// Logit of `stop` from which it should not; `None` where nothing was learned of such messages.
    pub limit: Option<f32>,
}

impl CueScores {
    /// Returns how far a rule that is mostly right is borne out, 0..=1: by the chance as it is for mail in every profile. That
    /// of chat is smaller for what is said less often there, and the rule has weighed that itself.
    #[must_use]
    pub(crate) fn bears_out(&self) -> f32 {
        logistic(self.stop)
    }

    /// Returns true if and only if the message should not go as it stands.
    #[must_use]
    pub(crate) fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.stop >= limit)
    }

    /// Returns true if and only if talking is better than other words. Of marks alone it is not known, and other words do.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "limits are small")]
    pub(crate) fn is_for_talk(&self) -> bool {
        !self.is_wordless && self.talk >= UNIT * CUES.numbers.talk_limit as f32
    }
}

/// Returns how often a rule is right where it speaks, 0..=1.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "percents are small")]
pub(in crate::judge) fn confidence(code: presend_lexicon::Code) -> f32 {
    let of_code = CUES.signals().find(|(signal, _)| *signal == Signal::Rule(code));
    let known = of_code.map(|(_, weights)| weights.right()).filter(|right| *right > 0);
    UNIT * known.map_or(CUES.numbers.confidence as f32, |right| right as f32)
}

/// Adds up the weights of signals, per target, in hundredths of a logit.
pub(super) fn signal_sums(spoke: impl Iterator<Item = Signal>) -> [i32; TARGETS] {
    let mut sums = [0; TARGETS];
    for (_, weights) in spoke.filter_map(|spoke| CUES.signals().find(|(signal, _)| *signal == spoke)) {
        sums.iter_mut().zip(Target::ALL).for_each(|(sum, target)| *sum += i32::from(weights.at(target)));
    }
    sums
}

pub(super) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x.clamp(-30.0, 30.0)).exp())
}
