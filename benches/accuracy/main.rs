//! Counts how often presend agrees with labelled messages, and how often it disturbs ordinary mail.
//!
//! `cargo bench --bench accuracy` reads `../shared/eval`, or the folder `eval` in `$PRESEND_SHARED`. The labelled messages are
//! not part of the repository; without them there is nothing to count. `-- --rules` lists every rule on the texts that were
//! written for it.

#![allow(clippy::print_stdout, reason = "printing tables is what this program is for")]

mod score;
#[path = "../table/mod.rs"]
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use presend::diagnostic::{Action, Axis, Report, Severity};
use presend::message::format::{Format, read};
use presend::text::Source;
use presend::{Linter, Policy, RuleRequest, Settings};
use serde_json::Value;

use score::{Counts, area, best_f1};
use table::{met, print};

struct Judge {
    linter: Linter,
    policy: Policy,
}

/// What the tables need of a report.
struct Judged {
    codes: Vec<(String, Severity)>,
    action: &'static str,
    scores: [f32; 7],
}

impl Judge {
    fn new() -> Judge {
        let linter = Linter::new(Settings::default()).expect("no lexicon of the user's can be wrong here");
        let policy = linter.policy(&RuleRequest::default()).expect("the default request names no rule");
        Judge { linter, policy }
    }

    fn judge(&self, row: &Value) -> Judged {
        let text = row["text"].as_str().unwrap_or_default();
        let subject = row["subject"].as_str().filter(|subject| !subject.is_empty());
        let (source, format) = match subject {
            Some(subject) => {
                (format!("Subject: {}\n\n{text}", subject.replace(['\r', '\n'], " ")), Format::Email)
            }
            None => (text.to_owned(), Format::Text),
        };
        let message = read(Source::new("row", source.as_bytes()), format);
        let report = self.linter.lint(message, &self.policy);
        let codes = report.diagnostics.iter().map(|found| (found.code.to_string(), found.severity)).collect();
        Judged { codes, action: advice(&report), scores: report.verdict.scores }
    }
}

/// Returns what the verdict asks for; to hold a message for its wording means to reword it, for its matter to talk.
fn advice(report: &Report<'_>) -> &'static str {
    let is_about_wording = ["message", "document"].contains(&&*report.verdict.channel);
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
    disturbance(&judge, &folder);
    agreement(&judge, &rows(&folder.join("gold.jsonl")));
    written_for_rules(
        &judge,
        &rows(&folder.join("authored.jsonl")),
        std::env::args().any(|word| word == "--rules"),
    );
}

fn rows(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Prints how many ordinary messages get a warning, an error, or another verdict than "write".
fn disturbance(judge: &Judge, folder: &Path) {
    let names = ["mail.enron_sent", "mail.enron_other", "mail.spamassassin_ham", "chat.irc_ubuntu"];
    let table = names.map(|name| {
        let judged: Vec<Judged> =
            rows(&folder.join(format!("baserate_{name}.jsonl"))).iter().map(|row| judge.judge(row)).collect();
        let share = |is_counted: &dyn Fn(&Judged) -> bool| {
            judged.iter().filter(|judged| is_counted(judged)).count() as f64 / judged.len().max(1) as f64
        };
        let worst = |judged: &Judged| judged.codes.iter().map(|(_, severity)| *severity).max();
        let errors = share(&|judged| worst(judged) == Some(Severity::Error));
        let warnings = share(&|judged| worst(judged) >= Some(Severity::Warning));
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
            percent(errors),
            percent(warnings),
            percent(share(&|judged| judged.action == "reword")),
            percent(share(&|judged| judged.action == "talk")),
            loudest.map_or(String::new(), |(code, count)| format!("{code} x {count}")),
            if name.starts_with("mail") {
                met(errors <= 0.003 && warnings <= 0.04, "<= 0.3 %, <= 4 %")
            } else {
                String::new()
            },
        ]
    });
    let heads =
        ["ordinary messages", "rows", "error", "warning or error", "reword", "talk", "loudest", "target"];
    print("disturbance: how often routine messages are interrupted", &heads, &table);
}

/// Prints how the scores and verdicts agree with readers.
fn agreement(judge: &Judge, rows: &[Value]) {
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
        let (area, best) = (area(&pairs), best_f1(&pairs));
        vec![
            label.to_owned(),
            pairs.len().to_string(),
            positive.to_string(),
            format!("{area:.3}"),
            format!("{best:.3}"),
        ]
    });
    print("agreement of the scores with readers", &["label", "rows", "yes", "AUC", "best F1"], &table);

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
            format!("{:.3}", counts.precision()),
            format!("{:.3}", counts.recall()),
            format!("{:.3}", counts.f1()),
        ]
    };
    let table = [
        counted("not as it stands", &|verdict| verdict != "write"),
        counted("talk", &|verdict| verdict == "talk"),
        counted("reword", &|verdict| verdict == "reword"),
    ];
    print("agreement of the verdict with readers", &["verdict", "rows", "precision", "recall", "F1"], &table);
}

/// Prints on how many of the texts written for a rule it speaks, and on how many near misses.
fn written_for_rules(judge: &Judge, rows: &[Value], is_each: bool) {
    let mut rules: BTreeMap<&str, [(usize, usize); 2]> = BTreeMap::new();
    for row in rows {
        let (Some(code), Some(kind)) = (row["code"].as_str(), row["kind"].as_str()) else { continue };
        let speaks = judge.judge(row).codes.iter().any(|(found, _)| found == code);
        let counts = &mut rules.entry(code).or_default()[usize::from(kind == "quiet")];
        *counts = (counts.0 + usize::from(speaks), counts.1 + 1);
    }
    let share = |(some, all): (usize, usize)| some as f64 / all.max(1) as f64;
    let sum = |kind: usize| {
        rules.values().fold((0, 0), |sum, counts| (sum.0 + counts[kind].0, sum.1 + counts[kind].1))
    };
    let (fires, quiet) = (share(sum(0)), share(sum(1)));
    let mut table = vec![vec![
        "all".to_owned(),
        percent(fires),
        percent(quiet),
        "for unseen texts: >= 50 %, <= 5 %".to_owned(),
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
