//! Counts, kind by kind, how the verdict agrees with readers on the messages that are kept apart from learning.

use std::collections::BTreeMap;
use std::path::Path;

use presend_core::Severity;
use serde_json::Value;

use crate::figures::Figures;
use crate::score::{Counts, Figure, kappa};
use crate::table::print;
use crate::{Judge, Judged, VERDICTS, percent, rows, with_interval};

/// A kind with fewer rows says nothing.
const LEAST_ROWS: usize = 40;

/// What a reader said of a message, beside what presend said.
struct Pair<'r> {
    said: &'r str,
    judged: Judged,
    /// Two messages of a pair share their wording, and one of them is fine.
    pair: Option<&'r str>,
}

/// Prints a row for each kind of message in `check/`.
pub(crate) fn kept_apart(judge: &Judge, folder: &Path, figures: &mut Figures) {
    let mut table = Vec::new();
    for file in ["drafts", "gold2"] {
        let rows = rows(&folder.join("check").join(format!("{file}.jsonl")));
        let mut kinds: BTreeMap<String, Vec<Pair<'_>>> = BTreeMap::new();
        for row in &rows {
            let Some(said) = row["labels"]["verdict"].as_str() else { continue };
            for kind in [kind(row), "all"] {
                let pair = Pair { said, judged: judge.judge(row), pair: row["pair"].as_str() };
                kinds.entry(format!("{file} {kind}")).or_default().push(pair);
            }
        }
        let counted = kinds.iter().filter(|(_, pairs)| pairs.len() >= LEAST_ROWS);
        table.extend(counted.map(|(kind, pairs)| counted_row(kind, pairs, figures)));
    }
    let heads = [
        "kept apart",
        "rows",
        "not as they stand",
        "precision",
        "recall",
        "F1",
        "kappa",
        "talk found",
        "held back",
        "fine ones stopped",
        "with a warning or error",
        "pairs right",
    ];
    print("the verdict on messages kept apart from learning, by kind", &heads, &table);
}

/// Returns the kind of a message: how a draft was written, or where a real one comes from.
fn kind(row: &Value) -> &str {
    match row["tier"].as_str().or_else(|| row["source"].as_str()).unwrap_or("other") {
        "aeslc" | "enron_raw" | "enron_ucb" => "enron",
        kind => kind,
    }
}

fn counted_row(kind: &str, pairs: &[Pair<'_>], figures: &mut Figures) -> Vec<String> {
    let stops = Counts::of(pairs.iter().map(|one| (one.said != "write", one.judged.action != "write")));
    let talks = Counts::of(pairs.iter().map(|one| (one.said == "talk", one.judged.action == "talk")));
    let verdicts: Vec<(&str, &str)> = pairs.iter().map(|one| (one.said, one.judged.action)).collect();
    let (fine, other): (Vec<&Pair<'_>>, Vec<&Pair<'_>>) = pairs.iter().partition(|one| one.said == "write");
    let share = |of: &[&Pair<'_>], is_counted: &dyn Fn(&Judged) -> bool| {
        Figure::share(of.iter().filter(|one| is_counted(&one.judged)).count(), of.len())
    };
    let stopped = share(&fine, &|judged| judged.action != "write");
    let loud =
        share(&fine, &|judged| judged.codes.iter().any(|(_, severity)| *severity >= Severity::Warning));
    let held = share(&other, &|judged| judged.is_held);
    let f1 = |drawn: &[(&str, &str)]| {
        Counts::of(drawn.iter().map(|(said, judged)| (*said != "write", *judged != "write"))).f1()
    };
    figures.add(&format!("F1 check {kind}"), Figure::of(&verdicts, f1));
    figures.add(&format!("kappa check {kind}"), Figure::of(&verdicts, |drawn| kappa(drawn, &VERDICTS)));
    figures.add(&format!("recall check {kind}"), Figure::share(stops.right, stops.right + stops.missed));
    figures.add(&format!("recall talk check {kind}"), Figure::share(talks.right, talks.right + talks.missed));
    figures.add(&format!("held check {kind}"), held);
    figures.add(&format!("rate stopped check {kind}"), stopped);
    figures.add(&format!("rate warning check {kind}"), loud);
    vec![
        kind.to_owned(),
        pairs.len().to_string(),
        other.len().to_string(),
        with_interval(stops.right, stops.right + stops.false_alarms),
        with_interval(stops.right, stops.right + stops.missed),
        format!("{:.3}", stops.f1()),
        format!("{:.3}", kappa(&verdicts, &VERDICTS)),
        format!("{:.2}", talks.recall()),
        format!("{:.2}", held.value),
        percent(stopped.value),
        percent(loud.value),
        both_right(pairs),
    ]
}

/// Returns how many pairs were told apart, of how many.
fn both_right(pairs: &[Pair<'_>]) -> String {
    let mut right: BTreeMap<&str, bool> = BTreeMap::new();
    for one in pairs {
        if let Some(pair) = one.pair {
            *right.entry(pair).or_insert(true) &= (one.said == "write") == (one.judged.action == "write");
        }
    }
    let count = right.values().filter(|is_right| **is_right).count();
    if right.is_empty() { String::new() } else { format!("{count} of {}", right.len()) }
}
