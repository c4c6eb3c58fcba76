//! Puts sentences that must be reported at every paragraph of many mails: in own words each is found, in quotes none.

use presend_core::{Label, Linter, Policy, Report, RuleRequest, Span};

use super::chance::Chance;
use super::corpus::{Case, Line, cases, joined, message};
use super::known_misses;

/// Sentences and the codes that speak on each.
const PROBES: [(&str, &[&str]); 5] = [
    ("You are fired. You stupid idiot.", &["S001", "T003"]),
    ("We have to let you go effective Friday.", &["S001"]),
    ("You never listen to me.", &["T002"]),
    ("Shut up, you moron.", &["T003"]),
    ("Your position ends on Friday.", &["S001"]),
];
const MAILS: usize = 500;

struct Judge(Linter, Policy);

impl Judge {
    fn new() -> Judge {
        let linter = Linter::builder().build().unwrap();
        let policy = linter.policy(&RuleRequest::default()).unwrap();
        Judge(linter, policy)
    }

    /// Returns the codes that speak, each with a place of it that overlaps the line `at`.
    fn codes_at(&self, path: &str, lines: &[Line], at: usize) -> Vec<String> {
        let text = joined(lines);
        let report = self.0.lint(message(path, &text), &self.1);
        let start: usize = lines[..at].iter().map(|line| line.text.len() + 1).sum();
        let span = Span::new(start, start + lines[at].text.len());
        let found = report.diagnostics.iter().filter(|found| {
            std::iter::once(&found.label).chain(&found.related).any(|label| overlaps(&report, label, span))
        });
        found.map(|found| found.code.to_string()).collect()
    }

    /// Returns the codes that speak on a line where the own words stand alone: in a text of another language some do not.
    fn codes_alone(&self, path: &str, lines: &[Line], probe: &str) -> Vec<String> {
        let own: Vec<Line> = lines.iter().filter(|line| matches!(line.margin, "own" | "")).cloned().collect();
        let at = own.iter().position(|line| line.text == probe);
        at.map(|at| self.codes_at(path, &own, at)).unwrap_or_default()
    }
}

/// Compares in the bytes of the source, in which the line stands.
fn overlaps(report: &Report<'_>, label: &Label, span: Span) -> bool {
    let part = &report.message.parts[label.part];
    let place = part.source_span(&report.message.source, label.span);
    place.start < span.end && span.start < place.end
}

/// Makes mail number `index`: the words of some files above, between or below what is not own of another.
fn mail(cases: &[&Case], index: usize) -> (String, Vec<Line>) {
    let mut chance = Chance(index as u64);
    let frame = cases[index % cases.len()];
    let donor = cases[chance.below(cases.len())];
    let mut given = paragraphs(donor).into_iter();
    let mut lines = Vec::new();
    for (index, line) in frame.lines.iter().enumerate() {
        // Behind a name in brackets an answer is own because of the name: words without one would be somebody else's there.
        let opens = line.margin == "own"
            && !line.text.starts_with('[')
            && index.checked_sub(1).is_none_or(|at| frame.lines[at].margin != "own");
        if opens
            && chance.below(2) == 0
            && let Some(more) = given.next()
        {
            lines.extend(more);
            lines.push(Line { margin: "", text: String::new() });
        }
        lines.push(line.clone());
    }
    (frame.path.clone(), lines)
}

/// Returns the paragraphs of a plain mail's own words that are neither greeting nor a frame's line.
fn paragraphs(case: &Case) -> Vec<Vec<Line>> {
    let groups = case.lines.chunk_by(|before, after| before.margin == after.margin);
    groups
        .filter(|lines| lines[0].margin == "own" && lines[0].text.ends_with('.'))
        .map(<[Line]>::to_vec)
        .collect()
}

/// Returns the lines before which a paragraph with this margin starts.
fn starts(lines: &[Line], margin: &str) -> Vec<usize> {
    let is_start = |&at: &usize| lines[at].margin == margin && (at == 0 || lines[at - 1].margin.is_empty());
    (0..lines.len()).filter(is_start).collect()
}

#[test]
fn a_probe_alone_is_reported() {
    let judge = Judge::new();
    for (probe, codes) in PROBES {
        let lines = [Line { margin: "own", text: probe.to_owned() }];
        let found = judge.codes_at("draft.txt", &lines, 0);
        assert!(codes.iter().all(|code| found.iter().any(|said| said == code)), "{probe}: {found:?}");
    }
}

#[test]
fn own_words_are_reported_wherever_they_stand_and_quoted_ones_nowhere() {
    let all = cases();
    let known = known_misses();
    let plain: Vec<&Case> =
        all.iter().filter(|case| case.path.ends_with(".txt") && !known.contains(&case.path)).collect();
    let judge = Judge::new();
    let (mut lost, mut heard, mut tried) = (Vec::new(), Vec::new(), (0, 0));
    for index in 0..MAILS {
        let (path, lines) = mail(&plain, index);
        let (probe, codes) = PROBES[index % PROBES.len()];
        for at in starts(&lines, "own") {
            tried.0 += 1;
            let mut lines = lines.clone();
            lines.insert(at, Line { margin: "", text: String::new() });
            lines.insert(at, Line { margin: "own", text: probe.to_owned() });
            let speak = |found: &[String]| codes.iter().all(|code| found.iter().any(|said| said == code));
            let found = judge.codes_at(&path, &lines, at);
            if !speak(&found) && speak(&judge.codes_alone(&path, &lines, probe)) {
                lost.push(format!("{path} with {probe:?} in line {}: {found:?}", at + 1));
            }
        }
        for at in starts(&lines, "quote").into_iter().chain(starts(&lines, "forward")) {
            let mut lines = lines.clone();
            // The sign before a quoted line stays, and so does a name in it.
            let tag = lines[at].text.find("> ").filter(|tag| *tag < 12).map(|tag| tag + 2);
            let mark = tag.or_else(|| lines[at].text.find(char::is_alphabetic)).unwrap_or(0);
            tried.1 += 1;
            lines[at].text = format!("{}{probe}", &lines[at].text[..mark]);
            let found = judge.codes_at(&path, &lines, at);
            if !found.is_empty() {
                heard.push(format!("{path} with {probe:?} in line {}: {found:?}", at + 1));
            }
        }
    }
    assert!(tried.0 >= 2 * MAILS && tried.1 >= MAILS / 2, "{tried:?}");
    assert!(lost.is_empty(), "{} of {} lost:\n{}", lost.len(), tried.0, lost.join("\n"));
    assert!(heard.is_empty(), "{} of {} heard:\n{}", heard.len(), tried.1, heard.join("\n"));
}
