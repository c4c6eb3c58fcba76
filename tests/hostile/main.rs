//! Feeds texts made to hurt, four times as long as before, and counts the bytes allocated: they grow with the text, not with its
//! square. How the time grows on the same shapes is what `cargo bench --bench speed -- --only hostile` prints.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

mod instructions;
mod shapes;

use allocation_counter::measure;
use presend::harness;
use presend_core::message::Format;
use presend_core::render::{OutputFormat, RenderOptions, Renderer};
use presend_core::{Linter, RuleRequest};

use shapes::{SHAPES, Shape, made_up};

/// Bytes of the shorter text.
const SHORT: usize = 24 << 10;
/// How often the longer text is as long.
const FACTOR: usize = 4;
/// How much more memory the longer text may take, altogether and at once.
const MOST_MEMORY: f64 = 4.6;
/// Bytes by which lists that double may be rounded up.
const ROUNDED: u64 = 256 << 10;
/// Bytes at once for each byte of a text, and for all texts.
const PER_BYTE: u64 = 20;
const FOR_ALL: u64 = 32 << 20;

/// A text by its length, or a row of one by its number, and what it is called.
type Named = (&'static str, fn(usize) -> String);

/// What a run took.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// Bytes allocated, and bytes held at once.
    all: u64,
    most: u64,
}

fn cost(run: &dyn Fn()) -> Cost {
    let counted = measure(run);
    Cost { all: counted.bytes_total, most: counted.bytes_max }
}

/// Says what grew too much from a short run to one four times as long; `None` where nothing did.
fn excess(name: &str, short: &dyn Fn(), long: &dyn Fn()) -> Option<String> {
    // What is made once, on first need, is no part of either.
    short();
    let (before, after) = (cost(short), cost(long));
    let is_more =
        |after: u64, before: u64| after.saturating_sub(ROUNDED) as f64 > MOST_MEMORY * before as f64;
    let is_excess = is_more(after.all, before.all) || is_more(after.most, before.most);
    is_excess.then(|| format!("{name}: {after:?}, {FACTOR} times shorter {before:?}"))
}

/// Lints all messages of a text and draws them for a person and for a program.
fn lint(format: Format, text: &[u8]) {
    harness::reports(Some(format), text, &mut |report| {
        for format in [OutputFormat::Full, OutputFormat::Json] {
            std::hint::black_box(Renderer::new(format, RenderOptions::default()).render_report(report));
        }
    });
}

fn hold(shapes: impl Iterator<Item = Shape>) {
    let mut wrong = Vec::new();
    for Shape { name, format, make } in shapes {
        let (short, long) = (make(SHORT), make(SHORT * FACTOR));
        wrong.extend(excess(&name, &|| lint(format, &short), &|| lint(format, &long)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Long enough that what all texts may take does not hide what each byte takes.
#[test]
fn a_long_text_of_nothing_but_hits_takes_little_for_each_byte() {
    for unit in ["asap ", "[URGENT] ", "\u{1f621}\u{1f621} "] {
        let text = unit.repeat((2 << 20) / unit.len());
        let most = cost(&|| lint(Format::Text, text.as_bytes())).most;
        assert!(most <= FOR_ALL + PER_BYTE * text.len() as u64, "{unit}: {most} bytes at once");
    }
}

#[test]
fn known_shapes_grow_with_their_length() {
    hold(shapes::known());
}

#[test]
fn made_up_shapes_grow_with_their_length() {
    hold((0..60).map(made_up));
}

#[test]
fn ignores_of_a_mail_are_cut_out_in_proportion() {
    for line in
        ["presend: ignore[S001]\n", "presend: ignore[", "# presend: ignore[a]]\r\n", "X-Presend: skip\n"]
    {
        let mail = |times: usize| format!("From: a@example.com\n\n{}", line.repeat(times)).into_bytes();
        let (short, long) = (mail(SHORT / line.len()), mail(SHORT * FACTOR / line.len()));
        let send = |mail: &[u8]| drop(std::hint::black_box(harness::outgoing(mail)));
        assert_eq!(excess(line, &|| send(&short), &|| send(&long)), None);
    }
}

#[test]
fn settings_grow_with_their_length() {
    let rows: [Named; 4] = [
        ("people", |at| format!("[[people]]\nmatch = \"p{at}@example.com\"\ntime-zone = \"Asia/Tokyo\"\n")),
        ("groups", |at| format!("[[group]]\nmatch = \"g{at}@example.com\"\n")),
        ("paths", |at| format!("[[paths]]\nmatch = \"drafts/{at}/*.eml\"\n")),
        ("comments", |at| format!("# {at}\n")),
    ];
    for (name, row) in rows {
        let file = |count: usize| (0..count).map(row).collect::<String>();
        let (short, long) = (file(60), file(60 * FACTOR));
        let read =
            |text: &str| drop(harness::settings(text, b"To: a@example.com\n\nhi\n", &mut |_| {}).unwrap());
        assert_eq!(excess(name, &|| read(&short), &|| read(&long)), None);
    }
}

#[test]
fn lexicons_grow_with_their_length() {
    let terms: [Named; 4] = [
        ("many terms", |count| (0..count).map(|at| format!("\"heron {at} let (you|him) go\",\n")).collect()),
        ("a long choice", |count| {
            let words: Vec<String> = (0..count).map(|at| format!("w{at}")).collect();
            format!("\"blue ({})\"", words.join("|"))
        }),
        ("optional words", |count| format!("\"blue {} heron\"", "(a)? ".repeat(count))),
        ("a long term", |count| format!("\"{}\"", "blue heron ".repeat(count / 20).trim_end())),
    ];
    for (name, make) in terms {
        let lexicon = |count: usize| {
            format!(
                "language = \"en\"\ngroup = \"tone\"\n[[rule]]\ncode = \"T900\"\nname = \"codename\"\nseverity = \"hint\"\n\
                 message = \"this names it\"\nterms = [{}]\n",
                make(count)
            )
        };
        let (short, long) = (lexicon(100), lexicon(100 * FACTOR));
        let compile = |text: &str| {
            if let Ok(linter) = Linter::builder().lexicon("words.toml", text).build() {
                drop(std::hint::black_box(linter.policy(&RuleRequest::default())));
            }
        };
        assert_eq!(excess(name, &|| compile(&short), &|| compile(&long)), None);
    }
}

/// A stack that nesting could fill is as small here as in a thread of any program.
#[test]
fn deep_nesting_is_refused_or_read_but_fills_no_stack() {
    for depth in [100, 10_000, 200_000] {
        for (open, close) in [("(", ")"), ("(a|", ")"), ("(", ")?")] {
            let term = format!("{}blue{}", open.repeat(depth), close.repeat(depth));
            let lexicon = format!(
                "language = \"en\"\ngroup = \"tone\"\n[[rule]]\ncode = \"T900\"\nname = \"codename\"\nseverity = \"hint\"\n\
                 message = \"this names it\"\nterms = [\"{term}\"]\n"
            );
            let why = Linter::builder().lexicon("words.toml", lexicon).build().map(drop);
            assert!(depth <= 100 || why.is_err(), "{open} {depth} deep is a term");
        }
        let open = "[".repeat(depth) + "{\"a\":";
        for format in [Format::Jsonl, Format::Slack, Format::ChatExport] {
            lint(format, open.as_bytes());
            lint(format, format!("{{\"messages\":{open}").as_bytes());
        }
        for (text, format) in
            [("<div><blockquote>", Format::Html), ("> - ", Format::Markdown), ("BEGIN:VEVENT\n", Format::Ics)]
        {
            lint(format, text.repeat(depth.min(20_000)).as_bytes());
        }
        let braces = format!("[[paths]]\nmatch = \"{}a{}\"\n", "{".repeat(depth), "}".repeat(depth));
        assert!(harness::settings(&braces, b"", &mut |_| {}).is_err());
        let lists = format!("[agent]\ntext = {}\n", "[".repeat(depth));
        assert!(harness::settings(&lists, b"", &mut |_| {}).is_err());
        let call = format!("{{\"tool_input\":{}", "{\"a\":".repeat(depth));
        assert!(harness::agent_call(call.as_bytes()).is_err());
        let _ =
            harness::mcp(format!("{{\"jsonrpc\":\"2.0\",\"id\":{}", "[".repeat(depth)).as_bytes()).unwrap();
    }
}

/// A test that finds nothing would pass on anything.
#[test]
fn what_grows_with_the_square_is_seen() {
    let hoard = |length: usize| {
        let kept: Vec<Vec<u8>> = (0..length).map(|_| vec![0; length]).collect();
        drop(std::hint::black_box(kept));
    };
    assert!(excess("memory", &|| hoard(500), &|| hoard(2_000)).is_some());
    assert!(SHAPES.len() > 40);
}
