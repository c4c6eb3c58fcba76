//! Counts how often presend agrees with labelled messages, and how often it disturbs ordinary mail.
//!
//! `cargo bench --bench accuracy` reads `../shared/eval`, or the folder `eval` in `$PRESEND_SHARED`. The labelled messages are
//! not part of the repository; without them there is nothing to count. `-- --rules` lists every rule on the texts that were
//! written for it.

#![allow(clippy::print_stdout, reason = "printing tables is what this program is for")]

mod figures;
mod kinds;
mod score;
#[path = "../table/mod.rs"]
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use presend_core::Report;
use presend_core::guidelines::FailOn;
use presend_core::message::jsonl;
use presend_core::{Action, Axis, Severity};
use presend_core::{Linter, Policy, RuleRequest};
use presend_lexicon::names::Channel;
use serde_json::Value;

use figures::Figures;
use score::{Counts, Figure, area, average_precision, best_f1, interval, kappa};
use table::{met, print};

/// What a verdict asks for.
const VERDICTS: [&str; 3] = ["write", "reword", "talk"];

struct Judge {
    linter: Linter,
    policy: Policy,
}

/// What the tables need of a report.
struct Judged {
    codes: Vec<(String, Severity)>,
    action: &'static str,
    /// By default it is held back.
    is_held: bool,
    scores: [f32; 7],
}

impl Judge {
    fn new() -> Judge {
        let linter = Linter::builder().build().expect("no lexicon of the user's can be wrong here");
        let policy = linter.policy(&RuleRequest::default()).expect("the default request names no rule");
        Judge { linter, policy }
    }

    /// Judges a row as the command line would: by its text, its subject and its channel.
    fn judge(&self, row: &Value) -> Judged {
        let fields = [("text", "text"), ("subject", "subject"), ("profile", "channel")];
        let given = fields.into_iter().filter_map(|(name, of_row)| Some((name, row[of_row].as_str()?)));
        let line = serde_json::to_string(&given.collect::<BTreeMap<_, _>>()).expect("texts are JSON");
        let message = jsonl::read_line("row", line.as_bytes(), 1, 0).expect("a row has a text");
        let report = self.linter.lint(message, &self.policy);
        let codes: Vec<(String, Severity)> =
            report.diagnostics.iter().map(|found| (found.code.to_string(), found.severity)).collect();
        let verdict = &report.verdict;
        let is_error = codes.iter().any(|(_, severity)| *severity == Severity::Error);
        let is_held = !verdict.spares
            && report.diagnostics.iter().all(|found| found.blocks)
            && (is_error || FailOn::default().counts(verdict.action, verdict.confidence));
        Judged { action: advice(&report), is_held, scores: verdict.scores, codes }
    }
}

/// Returns what the verdict asks for; to hold a message for its wording means to reword it, for its matter to talk.
fn advice(report: &Report<'_>) -> &'static str {
    let is_about_wording = matches!(report.verdict.channel, Channel::Message | Channel::Document);
    match report.verdict.action {
        Action::Write => "write",
        Action::Hold if !is_about_wording => "talk",
        Action::Reword | Action::Hold => "reword",
        Action::Talk => "talk",
    }
}

fn main() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("PRESEND_SHARED").map_or_else(beside, PathBuf::from).join("eval");
    if !folder.is_dir() {
        println!("accuracy: no labelled messages in {}, so there is nothing to count", folder.display());
        return;
    }
    let judge = Judge::new();
    let mut figures = Figures::default();
    kinds::kept_apart(&judge, &folder, &mut figures);
    disturbance(&judge, &folder, &mut figures);
    data_sets(&judge, &folder, &mut figures);
    agreement(&judge, &rows(&folder.join("gold.jsonl")), &mut figures);
    written_for_rules(
        &judge,
        &rows(&folder.join("authored.jsonl")),
        std::env::args().any(|word| word == "--rules"),
        &mut figures,
    );
    println!("\nagainst the figures measured last (benches/accuracy.tsv)");
    let changes = figures.changes();
    changes.iter().for_each(|change| println!("  {}", change.line));
    if changes.is_empty() {
        println!("  no figure has moved by more than 0.002");
    }
    if std::env::args().any(|word| word == "--write") {
        figures.write().expect("benches/accuracy.tsv can be written");
    } else if changes.iter().any(|change| change.is_fall) {
        println!("  fallen below the interval of the figure measured last");
        std::process::exit(1);
    }
}

fn rows(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Prints how many ordinary messages get a warning, an error, or another verdict than "write".
fn disturbance(judge: &Judge, folder: &Path, figures: &mut Figures) {
    let mut per_rule: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
    let mut messages = 0;
    let names =
        ["mail.aeslc", "mail.enron_sent", "mail.enron_other", "mail.spamassassin_ham", "chat.irc_ubuntu"];
    let table = names.map(|name| {
        let judged: Vec<Judged> =
            rows(&folder.join(format!("baserate_{name}.jsonl"))).iter().map(|row| judge.judge(row)).collect();
        messages += judged.len();
        for (code, severity) in judged.iter().flat_map(|judged| &judged.codes) {
            *per_rule.entry((code.clone(), severity.name())).or_default() += 1;
        }
        let share = |is_counted: &dyn Fn(&Judged) -> bool| {
            Figure::share(judged.iter().filter(|judged| is_counted(judged)).count(), judged.len())
        };
        let worst = |judged: &Judged| judged.codes.iter().map(|(_, severity)| *severity).max();
        let errors = share(&|judged| worst(judged) == Some(Severity::Error));
        let warnings = share(&|judged| worst(judged) >= Some(Severity::Warning));
        figures.add(&format!("rate error {name}"), errors);
        figures.add(&format!("rate warning {name}"), warnings);
        let stopped = share(&|judged| judged.action != "write");
        let held = share(&|judged| judged.is_held);
        figures.add(&format!("rate stopped {name}"), stopped);
        figures.add(&format!("rate held {name}"), held);
        let mut loudest: BTreeMap<&str, usize> = BTreeMap::new();
        for (code, _) in judged
            .iter()
            .flat_map(|judged| &judged.codes)
            .filter(|(_, severity)| *severity >= Severity::Warning)
        {
            *loudest.entry(code).or_default() += 1;
        }
        let loudest = loudest.into_iter().max_by_key(|(_, count)| *count);
        vec![
            name.to_owned(),
            judged.len().to_string(),
            percent(errors.value),
            percent(warnings.value),
            percent(stopped.value),
            percent(share(&|judged| judged.action == "talk").value),
            percent(held.value),
            loudest.map_or(String::new(), |(code, count)| format!("{code} x {count}")),
            {
                // Of the list mail, 8 % are not as they stand.
                let most = if name.contains("spamassassin") { 0.05 } else { 0.02 };
                let is_met = errors.value <= 0.001 && warnings.value <= 0.015 && stopped.value <= most;
                met(is_met, if most > 0.02 { "<= 0.1, 1.5, 5 %" } else { "<= 0.1, 1.5, 2 %" })
            },
        ]
    });
    let heads = [
        "ordinary messages",
        "rows",
        "error",
        "warning or error",
        "stopped",
        "of these talk",
        "held back",
        "loudest",
        "target",
    ];
    print("disturbance: how often routine messages are interrupted", &heads, &table);
    let table: Vec<Vec<String>> = per_rule
        .into_iter()
        .map(|((code, severity), count)| {
            let rate = Figure::per_mille(count, messages);
            figures.add(&format!("rate {code} {severity}"), rate);
            vec![code, severity.to_owned(), count.to_string(), format!("{:.2}", rate.value)]
        })
        .collect();
    print("per rule, in all of them", &["code", "severity", "spoke", "per 1,000"], &table);
}

/// Prints how the score of its axis ranks the rows of each labelled set, and what some warning of its kind is worth.
fn data_sets(judge: &Judge, folder: &Path, figures: &mut Figures) {
    const AXES: [(char, Axis); 5] = [
        ('a', Axis::Sensitive),
        ('b', Axis::Urgent),
        ('c', Axis::Charged),
        ('d', Axis::Fyi),
        ('e', Axis::Meeting),
    ];
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".jsonl") && name.as_bytes().get(1) == Some(&b'_'))
        .collect();
    names.sort();
    let mut table = Vec::new();
    for name in names {
        let Some((_, axis)) = AXES.iter().find(|(letter, _)| name.starts_with(*letter)) else { continue };
        let pairs: Vec<(bool, f64)> = rows(&folder.join(&name))
            .iter()
            .filter_map(|row| {
                Some((row["label"].as_i64()? == 1, f64::from(judge.judge(row).scores[*axis as usize])))
            })
            .collect();
        let average = average_precision(&pairs);
        let area_here = Figure::of(&pairs, area);
        let at_half = Counts::of(pairs.iter().map(|(is_so, score)| (*is_so, *score >= 0.5)));
        figures.add(&format!("auc {name}"), area_here);
        table.push(vec![
            name.trim_end_matches(".jsonl").to_owned(),
            axis.name().to_owned(),
            pairs.len().to_string(),
            format!("{:.3}", area_here.value),
            format!("{average:.3}"),
            format!("{:.3}", at_half.f1()),
            with_interval(at_half.right, at_half.right + at_half.false_alarms),
            with_interval(at_half.right, at_half.right + at_half.missed),
        ]);
    }
    let heads =
        ["labelled set", "axis", "rows", "AUC", "average precision", "F1 at 0.5", "precision", "recall"];
    print("the score of its axis on each labelled set", &heads, &table);
}

/// Writes a share with its 95 % interval.
fn with_interval(some: usize, all: usize) -> String {
    let (low, high) = interval(some, all);
    format!("{:.2} ({low:.2}-{high:.2})", some as f64 / all.max(1) as f64)
}

/// Prints how the scores and verdicts agree with readers.
fn agreement(judge: &Judge, rows: &[Value], figures: &mut Figures) {
    let judged: Vec<Judged> = rows.iter().map(|row| judge.judge(row)).collect();
    let labels = ["sensitive", "urgent", "charged", "coordination", "fyi", "meeting_ask"];
    let table = labels.map(|label| {
        let axis = Axis::ALL.iter().position(|axis| label.starts_with(axis.name())).unwrap_or_default();
        let pairs: Vec<(bool, f64)> = rows
            .iter()
            .zip(&judged)
            .filter_map(|(row, judged)| {
                Some((row["labels"][label].as_i64()? == 1, f64::from(judged.scores[axis])))
            })
            .collect();
        let positive = pairs.iter().filter(|(is_so, _)| *is_so).count();
        let (ranked, best) = (Figure::of(&pairs, area), best_f1(&pairs));
        figures.add(&format!("auc gold {label}"), ranked);
        let bins = [(0.0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1.01)].map(|(from, to)| {
            let inside: Vec<bool> = pairs
                .iter()
                .filter(|(_, score)| (from..to).contains(score))
                .map(|(is_so, _)| *is_so)
                .collect();
            let yes = inside.iter().filter(|is_so| **is_so).count();
            if inside.is_empty() {
                "-".to_owned()
            } else {
                format!("{:.2} of {}", yes as f64 / inside.len() as f64, inside.len())
            }
        });
        let mut row = vec![
            label.to_owned(),
            pairs.len().to_string(),
            positive.to_string(),
            format!("{:.3}", ranked.value),
            format!("{:.3}", average_precision(&pairs)),
            format!("{best:.3}"),
        ];
        row.extend(bins);
        row
    });
    let heads = [
        "label",
        "rows",
        "yes",
        "AUC",
        "avg. prec.",
        "best F1",
        "at 0-0.25",
        "0.25-0.5",
        "0.5-0.75",
        "0.75-1",
    ];
    print(
        "agreement of the scores with readers, and how many of each score were labelled so",
        &heads,
        &table,
    );

    let pairs: Vec<(&str, &str)> = rows
        .iter()
        .zip(&judged)
        .filter_map(|(row, judged)| Some((row["labels"]["verdict"].as_str()?, judged.action)))
        .collect();
    let counted = |name: &str, is_it: &dyn Fn(&str) -> bool| {
        let counts = Counts::of(pairs.iter().map(|(said, judged)| (is_it(said), is_it(judged))));
        vec![
            name.to_owned(),
            (counts.right + counts.missed).to_string(),
            with_interval(counts.right, counts.right + counts.false_alarms),
            with_interval(counts.right, counts.right + counts.missed),
            format!("{:.3}", counts.f1()),
        ]
    };
    let stops = Counts::of(pairs.iter().map(|(said, judged)| (*said != "write", *judged != "write")));
    figures.add("precision not as it stands", Figure::share(stops.right, stops.right + stops.false_alarms));
    figures.add("recall not as it stands", Figure::share(stops.right, stops.right + stops.missed));
    let table = [
        counted("not as it stands", &|verdict| verdict != "write"),
        counted("talk", &|verdict| verdict == "talk"),
        counted("reword", &|verdict| verdict == "reword"),
    ];
    print("agreement of the verdict with readers", &["verdict", "rows", "precision", "recall", "F1"], &table);
    let count = |said: &str, judged: &str| pairs.iter().filter(|pair| **pair == (said, judged)).count();
    let table = VERDICTS.map(|said| {
        let counts = VERDICTS.iter().map(|judged| count(said, judged).to_string());
        std::iter::once(said.to_owned()).chain(counts).collect::<Vec<_>>()
    });
    let kappa = kappa(&pairs, &VERDICTS);
    figures.add("kappa", Figure::of(&pairs, |drawn| score::kappa(drawn, &VERDICTS)));
    let title =
        format!("readers (rows) and verdicts (columns), kappa {kappa:.3}; the cues have seen these messages");
    print(&title, &["", "write", "reword", "talk"], &table);
}

/// Prints on how many of the texts written for a rule it speaks, and on how many near misses.
fn written_for_rules(judge: &Judge, rows: &[Value], is_each: bool, figures: &mut Figures) {
    let mut rules: BTreeMap<&str, [(usize, usize); 2]> = BTreeMap::new();
    for row in rows {
        let (Some(code), Some(kind)) = (row["code"].as_str(), row["kind"].as_str()) else { continue };
        let speaks = judge.judge(row).codes.iter().any(|(found, _)| found == code);
        let counts = &mut rules.entry(code).or_default()[usize::from(kind == "quiet")];
        *counts = (counts.0 + usize::from(speaks), counts.1 + 1);
    }
    let share = |kind: usize| {
        let sum = rules.values().fold((0, 0), |sum, counts| (sum.0 + counts[kind].0, sum.1 + counts[kind].1));
        Figure::share(sum.0, sum.1)
    };
    let (fires, quiet) = (share(0), share(1));
    figures.add("texts of a rule found", fires);
    figures.add("rate near misses found", quiet);
    let mut table = vec![vec![
        "all".to_owned(),
        percent(fires.value),
        percent(quiet.value),
        "for unseen texts: >= 65 %, <= 5 %".to_owned(),
    ]];
    if is_each {
        table.extend(rules.iter().map(|(code, [fires, quiet])| {
            vec![
                (*code).to_owned(),
                format!("{} of {}", fires.0, fires.1),
                format!("{} of {}", quiet.0, quiet.1),
                String::new(),
            ]
        }));
    }
    print(
        "texts written for each rule; its terms were broadened with them in view, so this is a ceiling and no forecast",
        &["rule", "speaks when it should", "speaks on a near miss", "target"],
        &table,
    );
}

fn percent(share: f64) -> String {
    format!("{:.2} %", share * 100.0)
}
