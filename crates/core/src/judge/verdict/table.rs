//! Walks down the decision table and words the verdict.

use super::modifiers::{VerdictContext, direct, modify};
use crate::builtin::DECISION;
use crate::diagnostic::{Action, Axis, Diagnostic, Language, Severity, Verdict};
use crate::judge::facts::Facts;
use crate::judge::message_stats::MessageStats;
use crate::judge::scores::{CueScores, Evidence, combined, level, scores};
use presend_lexicon::Code;
use presend_lexicon::decision::Row;
use presend_lexicon::names::{Channel, Group};

/// Softened evidence does not count as a code that spoke.
const SPEAKS: f32 = 0.5;

/// The chance of a message that was not read.
const UNKNOWN: f32 = 0.5;

/// What the chances ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    Write,
    Reword,
    Talk,
}

/// Returns the verdict on the evidence and on the diagnostics that came of it.
pub(in crate::judge) fn verdict(
    evidence: &mut [Evidence<'_>],
    (stats, facts): (&MessageStats, &Facts),
    cues: &CueScores,
    diagnostics: &[Diagnostic],
) -> Verdict {
    let direction = facts.readers.direction();
    direct(evidence, direction);
    let evidence = &*evidence;
    let levels = scores(evidence).map(level);
    let course = course(cues, stats, (evidence, &levels), diagnostics);
    let fits = |row: &Row<'_>| {
        row.goes(direction)
            && leads(row, course, evidence, diagnostics)
            && matches(row, &levels, evidence, stats)
    };
    let row = DECISION.rows().find(fits);
    #[expect(
        clippy::expect_used,
        reason = "the build script has read the table, and refuses one without rows"
    )]
    let row = &row.or_else(|| DECISION.rows().next_back()).expect("the table has rows");
    let is_leak = is_leak(row, evidence, diagnostics);
    let mut verdict = Verdict {
        action: if is_leak { Action::Reword } else { row.action },
        channel: row.channel,
        row: row.row as usize,
        confidence: 0.0,
        spares: row.spares,
        follow_up: row.follow_up,
        language: stats.language(),
        reply_needed: stats.asks || stats.language() == Language::Unknown,
        wait: row.wait,
        scores: combined(evidence, cues),
        reasons: reasons(row, &levels, evidence, is_leak),
        summary: summary(row, is_leak, stats.language()),
        modifiers: if is_leak { vec![0] } else { Vec::new() },
        shared_hours: None,
    };
    if verdict.reasons.is_empty() && verdict.action != Action::Write {
        verdict.reasons = diagnostics.iter().map(|found| found.code).collect();
    }
    modify(&mut verdict, &VerdictContext { evidence, stats, facts });
    verdict.confidence = certainty(&verdict, row.certain || is_leak, cues, stats, diagnostics);
    let is_live = verdict.follow_up || matches!(verdict.action, Action::Talk | Action::Hold);
    verdict.shared_hours = facts.shared.flatten().filter(|_| is_live && verdict.channel != Channel::Counsel);
    verdict
}

/// Returns true if and only if the private part, or who reads it, is all that a row of the table is about: then the chances are about it too.
fn is_leak(row: &Row<'_>, evidence: &[Evidence<'_>], diagnostics: &[Diagnostic]) -> bool {
    // Where rules say that the wording is sharp, that comes first.
    let by_level = row.levels.iter().any(|level| *level > 0);
    let is_about_text =
        !row.certain && (row.action == Action::Write || row.action == Action::Reword && !by_level);
    let leaks = spoken(evidence, DECISION.leak_codes);
    is_about_text && leaks.iter().any(|one| is_loud(one.rule.code(), diagnostics))
}

/// Returns what the chances ask for. A rule that is mostly right asks for more than writing by itself; a text that is
/// not English has no chances.
fn course(
    cues: &CueScores,
    stats: &MessageStats,
    (evidence, levels): (&[Evidence<'_>], &[u8; 7]),
    diagnostics: &[Diagnostic],
) -> Course {
    let weighs = |found: &Diagnostic| {
        let of_rule = evidence.iter().find(|one| one.rule.code() == found.code);
        of_rule.is_some_and(|one| {
            one.rule.group() != Group::Private && Axis::ALL.iter().any(|axis| one.weight(*axis) > 0.0)
        })
    };
    let is_trusted = |found: &&Diagnostic| {
        found.severity == Severity::Error
            || found.severity == Severity::Warning
                && (cues.is_wordless || found.confidence >= DECISION.thresholds.trusted)
    };
    let is_grave = diagnostics.iter().filter(is_trusted).any(weighs);
    // What the rules call no less delicate than sharp wants a voice.
    let [sensitive, charged] = [Axis::Sensitive, Axis::Charged].map(|axis| axis.of(levels));
    let is_for_talk = cues.is_for_talk() || sensitive >= 2 && sensitive >= charged;
    match (is_grave || cues.is_over() && !stats.gated, is_for_talk) {
        (false, _) => Course::Write,
        (true, false) => Course::Reword,
        (true, true) => Course::Talk,
    }
}

/// Returns true if and only if a row is for the course that the chances ask for, or does not depend on them.
fn leads(row: &Row<'_>, course: Course, evidence: &[Evidence<'_>], diagnostics: &[Diagnostic]) -> bool {
    if row.certain {
        let named = spoken(evidence, row.codes);
        let is_said = |one: &Evidence<'_>| is_loud(one.rule.code(), diagnostics);
        let by_level = row.levels.iter().any(|level| *level > 0);
        return by_level || row.action == Action::Write || named.into_iter().any(is_said);
    }
    let is_about_wording = matches!(row.channel, Channel::Message | Channel::Document);
    course
        == match row.action {
            Action::Write => Course::Write,
            Action::Reword => Course::Reword,
            Action::Hold if is_about_wording => Course::Reword,
            Action::Hold | Action::Talk => Course::Talk,
        }
}

/// Returns true if and only if a rule says a warning or more.
fn is_loud(code: Code, diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|found| found.code == code && found.severity >= Severity::Warning)
}

/// Returns how likely the verdict is right: by the chances, or by the rules that led to it where these alone decide.
fn certainty(
    verdict: &Verdict,
    by_rules: bool,
    cues: &CueScores,
    stats: &MessageStats,
    diagnostics: &[Diagnostic],
) -> f32 {
    let chance = if stats.gated || cues.is_wordless || cues.limit.is_none() { UNKNOWN } else { cues.chance };
    if verdict.action == Action::Write {
        return 1.0 - chance;
    }
    let led = |found: &&Diagnostic| {
        let is_trusted =
            found.severity >= Severity::Warning && found.confidence >= DECISION.thresholds.trusted;
        verdict.reasons.contains(&found.code) && (by_rules || is_trusted)
    };
    diagnostics.iter().filter(led).map(|found| found.confidence).fold(chance, f32::max)
}

/// Returns the sentence of a row; about a text that was hardly read it promises nothing.
fn summary(row: &Row<'_>, is_leak: bool, language: Language) -> String {
    match language {
        _ if is_leak => DECISION.leak_say.to_string(),
        Language::Unknown if row.action == Action::Write => String::new(),
        _ => row.say.to_string(),
    }
}

/// Returns true if and only if everything the row asks for is there.
fn matches(row: &Row<'_>, levels: &[u8; 7], evidence: &[Evidence<'_>], stats: &MessageStats) -> bool {
    let reached = row.levels.iter().zip(levels).all(|(needed, level)| level >= needed);
    let named = row.codes.is_empty() || !spoken(evidence, row.codes).is_empty();
    let weighs = |one: &&Evidence<'_>| one.weight(Axis::Sensitive) > 0.1;
    let only =
        row.only.is_empty() || evidence.iter().filter(weighs).all(|one| row.only.contains(&one.rule.code()));
    let ask = row.ask.is_none_or(|ask| ask == stats.asks);
    reached && named && only && ask
}

/// Returns the codes of the list that spoke; `S005+me` asks for the first person near it.
fn spoken<'e>(evidence: &'e [Evidence<'_>], codes: presend_lexicon::List<'_>) -> Vec<&'e Evidence<'e>> {
    let named = |one: &&Evidence<'_>| {
        codes.iter().any(|code| match code.strip_suffix("+me") {
            Some(code) => one.rule.code() == *code && one.first_person,
            None => one.rule.code() == *code,
        })
    };
    evidence.iter().filter(|one| one.factor >= SPEAKS).filter(named).collect()
}

/// Lists the codes that led to the row: those it names, then those on the axes it asks for, weightiest first.
fn reasons(row: &Row<'_>, levels: &[u8; 7], evidence: &[Evidence<'_>], is_leak: bool) -> Vec<Code> {
    let named = spoken(evidence, if is_leak { DECISION.leak_codes } else { row.codes });
    let mut weighed: Vec<(f32, &Evidence<'_>)> = evidence
        .iter()
        .map(|one| {
            let axes = Axis::ALL.iter().filter(|axis| axis.of(&row.levels) > 0 && axis.of(levels) > 0);
            (axes.map(|axis| one.weight(*axis)).fold(0.0, f32::max), one)
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.rule.code().cmp(&b.1.rule.code())));
    let mut codes: Vec<Code> = Vec::new();
    for one in named.into_iter().chain(weighed.into_iter().map(|(_, one)| one)) {
        if !codes.contains(&one.rule.code()) {
            codes.push(one.rule.code());
        }
    }
    codes
}
