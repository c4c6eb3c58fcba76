//! Walks down the decision table and words the verdict.

use super::modifiers::{VerdictContext, direct, modify};
use crate::builtin::DECISION;
use crate::diagnostic::{Action, Axis, Verdict};
use crate::judge::facts::Facts;
use crate::judge::message_stats::MessageStats;
use crate::judge::scores::{CueScores, Evidence, combined, level, scores};
use presend_lexicon::Code;
use presend_lexicon::decision::Row;
use presend_lexicon::names::Channel;

/// Softened evidence does not count as a code that spoke.
const SPEAKS: f32 = 0.5;

/// Returns the verdict on the evidence.
pub(in crate::judge) fn verdict(
    evidence: &mut [Evidence<'_>],
    (stats, facts): (&MessageStats, &Facts),
    cues: &CueScores,
) -> Verdict {
    let direction = facts.readers.direction();
    direct(evidence, direction);
    let evidence = &*evidence;
    let levels = scores(evidence).map(level);
    let row = DECISION
        .rows()
        .find(|row| row.goes(direction) && likely(row, cues) && matches(row, &levels, evidence, stats));
    let row =
        &row.or_else(|| DECISION.rows().next_back()).expect("the table has rows; build.rs has read them");
    let leaks = spoken(evidence, DECISION.leak_codes);
    let is_leak = row.action == Action::Write && !leaks.is_empty();
    let mut verdict = Verdict {
        action: if is_leak { Action::Reword } else { row.action },
        channel: row.channel,
        row: row.row as usize,
        follow_up: row.follow_up,
        reply_needed: stats.asks,
        wait: row.wait,
        scores: combined(evidence, cues),
        reasons: reasons(row, &levels, evidence, is_leak),
        summary: if is_leak { DECISION.leak_say.to_string() } else { row.say.to_string() },
        modifiers: if is_leak { vec![0] } else { Vec::new() },
        shared_hours: None,
    };
    modify(&mut verdict, &VerdictContext { evidence, stats, facts });
    let is_live = verdict.follow_up || matches!(verdict.action, Action::Talk | Action::Hold);
    verdict.shared_hours = facts.shared.flatten().filter(|_| is_live && verdict.channel != Channel::Counsel);
    verdict
}

/// Returns true if and only if the cues say what the row asks of them.
fn likely(row: &Row<'_>, cues: &CueScores) -> bool {
    !row.by_cues || cues.reword >= DECISION.thresholds.reword_score
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
            let axes = Axis::ALL
                .iter()
                .filter(|axis| row.levels[**axis as usize] > 0 && levels[**axis as usize] > 0);
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
