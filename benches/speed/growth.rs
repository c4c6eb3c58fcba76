//! Times linting inside this process: against the size of the lexicon, the length of the text, and hostile texts.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;

use presend_core::Source;
use presend_core::message::Message;
use presend_core::message::{Format, read};
use presend_core::{Linter, RuleRequest};

use crate::corpus::{Corpus, Random, Scale, made_up_word};
use crate::measure::{Times, Work, work_in_turn};
use crate::shapes::{Shape, known, made_up};
use crate::table::{met, print};

/// Hostile shapes made up beside the known ones, and how many of the worst are shown.
const MADE_UP: u64 = 40;
const SHOWN: usize = 16;

/// Prints what a lexicon of the user's costs when it grows tenfold, and apart from that what building it costs.
pub(crate) fn lexicon(corpus: &Corpus, scale: &Scale) {
    let text = head_of(corpus, scale.lint);
    let vocabulary = vocabulary(&text);
    let lexicons =
        [0, 1_000, 10_000].map(|terms| (format!("{terms} terms"), lexicon_text(terms, &vocabulary)));
    let linters = lexicons.each_ref().map(build);
    let hits = linters.each_ref().map(|linter| lint(linter, &text));
    let work = lexicons.iter().map(|lexicon| Work::new(&*lexicon.0, || build(lexicon)));
    let builds = work_in_turn(work.collect(), scale.rounds);
    let work = lexicons.iter().zip(&linters);
    let work = work.map(|(lexicon, linter)| Work::new(&*lexicon.0, || lint(linter, &text)));
    let lints = work_in_turn(work.collect(), scale.rounds);

    let megabytes = text.len() as f64 / 1e6;
    let rows = (0..lints.len()).map(|index| {
        let ratio = lints[index].median / lints[index.saturating_sub(1)].median;
        let target = if index == 2 { met(ratio <= 1.3, "<= 1.3 for 10 x terms") } else { String::new() };
        vec![
            format!("built-in and {}", lints[index].name),
            format!("{:.1} ms", builds[index].median * 1e3),
            format!("{:.0} ms", lints[index].median * 1e3),
            format!("{:.0}", megabytes / lints[index].median),
            hits[index].to_string(),
            if index == 0 { String::new() } else { format!("{ratio:.2}") },
            target,
        ]
    });
    let title = format!("growth with the lexicon: one text of {megabytes:.1} MB, in-process, one thread");
    let heads = ["lexicon", "build", "lint", "MB/s", "diagnostics", "x row above", "target"];
    print(&title, &heads, &rows.collect::<Vec<_>>());
}

/// Prints how the time grows when the text doubles, and doubles again.
pub(crate) fn text(corpus: &Corpus, scale: &Scale) {
    let linter = built_in();
    let texts = [1, 2, 4].map(|factor| head_of(corpus, scale.lint / 4 * factor));
    let name = |text: &String| format!("{:.2} MB", text.len() as f64 / 1e6);
    let work = texts.iter().map(|text| Work::new(name(text), || lint(&linter, text)));
    let times = work_in_turn(work.collect(), scale.rounds);
    let work = texts.iter().map(|text| Work::new(name(text), || plain(text).regions.len()));
    let readings = work_in_turn(work.collect(), scale.rounds);
    let rows = times.iter().zip(&readings).zip(&texts).map(|((time, reading), text)| {
        let longer = text.len() as f64 / texts[0].len() as f64;
        let slower = time.median / times[0].median;
        let target =
            if longer > 1.5 { met(slower <= longer * 1.15, "<= 1.15 x linear") } else { String::new() };
        let milliseconds = |time: &Times| format!("{:.1} ms", time.median * 1e3);
        let (all, read) = (milliseconds(time), milliseconds(reading));
        vec![time.name.clone(), all, read, format!("{longer:.2}"), format!("{slower:.2}"), target]
    });
    let heads = ["text", "read and lint", "read", "x length", "x time", "target"];
    print(
        "growth with the text: built-in lexicons, in-process, one thread",
        &heads,
        &rows.collect::<Vec<_>>(),
    );
}

/// Prints how the time grows on texts made to hurt, the shapes of `tests/hostile` that one message can have, worst first. Four
/// times the text should cost about four times the time, and somewhat more where memory outgrows a cache; sixteen times would
/// be quadratic.
pub(crate) fn hostile(scale: &Scale) {
    let linter = built_in();
    let size = scale.lint / 10;
    let is_one = |shape: &Shape| {
        matches!(shape.format, Format::Text | Format::Markdown | Format::Html | Format::Email)
    };
    let shapes: Vec<Shape> = known().chain((0..MADE_UP).map(made_up)).filter(is_one).collect();
    let mut grown: Vec<(f64, [String; 3])> = shapes
        .iter()
        .map(|shape| {
            let texts = [(shape.make)(size / 4), (shape.make)(size)];
            let run = |text: &Vec<u8>| {
                let message = read(Source::new("hostile", text), shape.format);
                linter.lint(message, &policy(&linter)).diagnostics.len()
            };
            let work = texts.iter().map(|text| Work::new(&shape.name, move || run(text)));
            let times = work_in_turn(work.collect(), scale.rounds);
            let median = times[1].median;
            let speed = format!("{:.0}", texts[1].len() as f64 / 1e6 / median);
            (median / times[0].median, [shape.name.clone(), format!("{:.1} ms", median * 1e3), speed])
        })
        .collect();
    grown.sort_by(|one, other| other.0.total_cmp(&one.0));
    let row = |(ratio, [name, median, speed]): (f64, [String; 3])| {
        vec![name, median, speed, format!("{ratio:.2}"), met(ratio <= 8.0, "<= 8")]
    };
    let title = format!(
        "hostile texts of {:.0} KB, and a quarter of that: the worst of {} shapes",
        size as f64 / 1e3,
        grown.len()
    );
    let heads = ["text", "read and lint", "MB/s", "x time for 4 x", "target"];
    print(&title, &heads, &grown.into_iter().take(SHOWN).map(row).collect::<Vec<_>>());
}

fn policy(linter: &Linter) -> presend_core::Policy {
    linter.policy(&RuleRequest::default()).expect("the default request names no rule")
}

/// Lints one text and returns the number of diagnostics.
fn lint(linter: &Linter, text: &str) -> usize {
    linter.lint(plain(text), &policy(linter)).diagnostics.len()
}

fn plain(text: &str) -> Message<'_> {
    read(Source::new("bench.txt", text.as_bytes()), Format::Text)
}

fn built_in() -> Linter {
    Linter::builder().build().expect("no lexicon of the user's can be wrong here")
}

/// Builds a linter with a lexicon, given as its name and its text, unless that has no rule.
fn build((name, text): &(String, String)) -> Linter {
    let mut builder = Linter::builder();
    if text.contains("[[rule]]") {
        builder = builder.lexicon(name, text);
    }
    match builder.build() {
        Ok(linter) => linter,
        Err(error) => panic!("the invented lexicon does not compile: {error}"),
    }
}

/// Returns the first whole characters of the plain text, up to `size` bytes.
fn head_of(corpus: &Corpus, size: usize) -> String {
    let mut bytes = fs::read(&corpus.text).expect("the corpus was just written");
    bytes.truncate(size);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns the text's words of plain letters, commonest first.
fn vocabulary(text: &str) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in text.split(|character: char| !character.is_ascii_alphabetic()).filter(|word| word.len() > 2) {
        *counts.entry(word.to_ascii_lowercase()).or_default() += 1;
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    words.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    words.into_iter().map(|(word, _)| word).collect()
}

/// Writes a lexicon of `count` terms shaped like the built-in ones, from words that occur in the text.
fn lexicon_text(count: usize, vocabulary: &[String]) -> String {
    const TERMS_PER_RULE: usize = 20;
    let mut random = Random::new(11);
    let mut text = String::from("language = \"en\"\ngroup = \"private\"\n");
    for rule in 0..count / TERMS_PER_RULE {
        let mut terms: Vec<String> = (0..TERMS_PER_RULE).map(|_| term(vocabulary, &mut random)).collect();
        terms.sort();
        terms.dedup();
        let terms: Vec<String> = terms.iter().map(|term| format!("{term:?}")).collect();
        let _ = write!(
            text,
            "\n[[rule]]\ncode = \"X{:03}\"\nname = \"invented-{rule}\"\nseverity = \"hint\"\nmessage = \"this is an invented phrase\"\n\
             note = \"the bench needs many terms\"\nhelp = \"leave it\"\nterms = [{}]\n",
            rule + 1,
            terms.join(", ")
        );
    }
    text
}

fn term(vocabulary: &[String], random: &mut Random) -> String {
    // The commonest hundred words are glue; terms hang on the words after them, rare ones included.
    let content = |random: &mut Random| -> String {
        let reach = [400, 2_000, 8_000][random.below(3)].min(vocabulary.len());
        let first = 100.min(reach / 2);
        if random.below(20) == 0 {
            made_up_word(random)
        } else {
            vocabulary[first + random.below(reach - first)].clone()
        }
    };
    let glue = |random: &mut Random| vocabulary[random.below(60.min(vocabulary.len()))].clone();
    let (first, second, third) = (content(random), content(random), content(random));
    match random.below(6) {
        0 => format!("{first} {second}"),
        1 => format!("{first} {} {second}", glue(random)),
        2 => format!("{} {first} {second}", glue(random)),
        3 => format!("({first}|{second}) (the|our)? {third}"),
        4 => format!("{first}~ {second}"),
        _ => format!("{first} {second} {third}"),
    }
}
