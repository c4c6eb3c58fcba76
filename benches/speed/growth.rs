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
use crate::table::{met, print};

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

/// Prints how the time grows on texts made to hurt. Four times the text should cost about four times the time, and
/// somewhat more where memory outgrows a cache; sixteen times would be quadratic.
pub(crate) fn hostile(scale: &Scale) {
    let linter = built_in();
    let size = scale.lint / 10;
    let rows = shapes().into_iter().map(|(name, format, make)| {
        let texts = [make(size / 4), make(size)];
        let run = |text: &String| {
            let message = read(Source::new("hostile", text.as_bytes()), format);
            linter.lint(message, &policy(&linter)).diagnostics.len()
        };
        let work = texts.iter().map(|text| Work::new(name, move || run(text)));
        let times = work_in_turn(work.collect(), scale.rounds);
        let ratio = times[1].median / times[0].median;
        let speed = texts[1].len() as f64 / 1e6 / times[1].median;
        let median = format!("{:.1} ms", times[1].median * 1e3);
        vec![name.to_owned(), median, format!("{speed:.0}"), format!("{ratio:.2}"), met(ratio <= 8.0, "<= 8")]
    });
    let title = format!("hostile texts of {:.0} KB, and a quarter of that", size as f64 / 1e3);
    print(&title, &["text", "read and lint", "MB/s", "x time for 4 x", "target"], &rows.collect::<Vec<_>>());
}

type Shape = (&'static str, Format, fn(usize) -> String);

fn shapes() -> Vec<Shape> {
    vec![
        ("one word", Format::Text, |size| "a".repeat(size)),
        ("spaces only", Format::Text, |size| " ".repeat(size)),
        ("one line of a term's beginning", Format::Text, |size| "let let you let ".repeat(size / 16)),
        ("a term again and again", Format::Text, |size| "we have to let you go. ".repeat(size / 23)),
        ("open brackets", Format::Text, |size| "([<{".repeat(size / 4)),
        ("digits", Format::Text, |size| "4111 1111 1111 ".repeat(size / 15)),
        ("a password on each line", Format::Text, |size| {
            (0..size / 23).map(|line| format!("password: Xy9!abc{line:05}\n")).collect()
        }),
        ("dots and capitals", Format::Text, |size| "U.S.A. NO! ".repeat(size / 11)),
        ("deep quotes", Format::Text, |size| {
            let depth = size.isqrt();
            (0..depth).map(|line| format!("{} x\n", ">".repeat(line))).collect()
        }),
        ("quote openers", Format::Text, |size| "On Monday at nine Ana wrote\n".repeat(size / 28)),
        ("markdown brackets", Format::Markdown, |size| "[a](b *c_ `".repeat(size / 11)),
        ("markdown quotes", Format::Markdown, |size| ">".repeat(size)),
        ("html tags", Format::Html, |size| "<div><blockquote>a".repeat(size / 18)),
        ("mail headers", Format::Email, |size| {
            format!("From: a@example.com\n{}\n\nhi", "To: <a@b>, ".repeat(size / 11))
        }),
        ("mail boundaries", Format::Email, |size| {
            format!("Content-Type: multipart/mixed; boundary=x\n\n{}", "--x\n\na\n".repeat(size / 7))
        }),
        ("nested mail parts", Format::Email, |size| {
            (0..size / 60)
                .map(|depth| format!("Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n"))
                .collect()
        }),
    ]
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
