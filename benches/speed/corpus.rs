//! Builds the texts to measure on: from the labelled mail beside the repository where it is there, else from `examples/`.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use presend_core::Source;
use presend_core::message::{Format, RegionKind, read};

/// How much work one run does.
pub(crate) struct Scale {
    /// Start-up pairs.
    pub(crate) pairs: usize,
    /// Rounds of everything else.
    pub(crate) rounds: usize,
    /// Bytes of the plain text.
    pub(crate) text: usize,
    /// Bytes of the mbox.
    pub(crate) mbox: usize,
    /// Bytes of the text that is linted in-process.
    pub(crate) lint: usize,
}

impl Scale {
    /// The sizes that the targets speak of.
    pub(crate) fn full() -> Scale {
        Scale { pairs: 300, rounds: 7, text: 50 << 20, mbox: 100 << 20, lint: 5 << 20 }
    }

    /// A short run, to see that nothing is badly off.
    pub(crate) fn quick() -> Scale {
        Scale { pairs: 60, rounds: 3, text: 8 << 20, mbox: 16 << 20, lint: 1 << 20 }
    }
}

/// Files to measure on, under `target/bench-corpus/`.
pub(crate) struct Corpus {
    /// Where the texts came from, for the head of the report.
    pub(crate) origin: String,
    /// A mail of about 2 KB, as it came.
    pub(crate) mail: PathBuf,
    /// A mail of about 2 KB in which no rule should speak.
    pub(crate) quiet_mail: PathBuf,
    /// A mail of about 20 KB that nothing stops.
    pub(crate) long_mail: PathBuf,
    /// A mail of about 2 KB in which many rules speak.
    pub(crate) loud_mail: PathBuf,
    /// One large plain text.
    pub(crate) text: PathBuf,
    /// One large mbox.
    pub(crate) mbox: PathBuf,
}

impl Corpus {
    /// Writes the files, the same at every run of the same scale.
    ///
    /// # Errors
    /// Returns what the file system says.
    pub(crate) fn build(folder: &Path, scale: &Scale) -> io::Result<Corpus> {
        fs::create_dir_all(folder)?;
        let shared = shared_folder();
        let texts = shared.as_deref().and_then(labelled_texts);
        let origin = match (&shared, &texts) {
            (Some(shared), Some(texts)) => format!("{} real messages of {}", texts.len(), shared.display()),
            _ => "generated from examples/; figures differ somewhat from those on real mail".to_owned(),
        };
        let has_real = texts.is_some();
        let texts = texts.unwrap_or_else(|| invented_texts(2_000));
        let real = |name: &str| {
            shared.as_deref().filter(|_| has_real).and_then(|shared| fs::read(shared.join(name)).ok())
        };
        let mbox = real("eval/mail_rfc5322.spamassassin_ham.mbox").unwrap_or_else(|| mbox_of(&texts));
        let mail = real("bench/one.txt").unwrap_or_else(|| ordinary_mail(&texts));
        let corpus = Corpus {
            origin,
            mail: folder.join("mail.txt"),
            quiet_mail: folder.join("quiet-mail.eml"),
            long_mail: folder.join("long-mail.eml"),
            loud_mail: folder.join("loud-mail.eml"),
            text: folder.join(format!("text-{}.txt", scale.text >> 20)),
            mbox: folder.join(format!("archive-{}.mbox", scale.mbox >> 20)),
        };
        fs::write(&corpus.mail, mail)?;
        fs::write(
            &corpus.quiet_mail,
            mail_of("This week", &["fyi-update.txt", "question.eml", "birthday.txt"]),
        )?;
        let week = ["fyi-update.txt", "question.eml", "birthday.txt"];
        let mut long_mail = mail_of("This week", &week);
        while long_mail.len() < 20_000 {
            let more = mail_of("", &week);
            long_mail.push_str(more.split_once("\n\n").map_or("", |(_, body)| body));
        }
        fs::write(&corpus.long_mail, long_mail)?;
        let loud = ["firing-by-mail.eml", "furious-reply.eml", "outage-notice.eml", "health-detail.txt"];
        fs::write(&corpus.loud_mail, mail_of("URGENT", &loud))?;
        fs::write(&corpus.text, plain_text(&texts, scale.text))?;
        fs::write(&corpus.mbox, repeat(&mbox, scale.mbox))?;
        Ok(corpus)
    }
}

/// The folder with labelled mail that developers may keep beside the repository.
fn shared_folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("PRESEND_SHARED").map_or_else(beside, PathBuf::from);
    fs::canonicalize(folder).ok()
}

fn labelled_texts(shared: &Path) -> Option<Vec<String>> {
    const FILES: [&str; 4] = [
        "baserate_mail.enron_sent",
        "baserate_mail.enron_other",
        "baserate_mail.spamassassin_ham",
        "baserate_chat.irc_ubuntu",
    ];
    let mut texts = Vec::new();
    for name in FILES {
        let lines = fs::read_to_string(shared.join(format!("eval/{name}.jsonl"))).ok()?;
        for line in lines.lines() {
            let row: serde_json::Value = serde_json::from_str(line).ok()?;
            let subject = row["subject"].as_str().filter(|subject| !subject.is_empty());
            let head = subject.map_or(String::new(), |subject| format!("Subject: {subject}\n\n"));
            texts.push(format!("{head}{}\n", row["text"].as_str()?.trim()));
        }
    }
    Some(texts)
}

/// Joins what people wrote themselves in the texts to one of at least `size` bytes: all of it is to be linted.
fn plain_text(texts: &[String], size: usize) -> String {
    let cut: Vec<String> = texts.iter().map(|text| format!("{}\n", own_words(text))).collect();
    let mut joined = String::with_capacity(size + (1 << 16));
    for text in cut.iter().cycle() {
        joined.push_str(text);
        if joined.len() >= size {
            break;
        }
    }
    joined
}

/// Returns a text without its quotes, signatures, notices and code.
fn own_words(text: &str) -> String {
    let message = read(Source::new("mail.txt", text.as_bytes()), Format::Text);
    let own = message.regions.iter().filter(|region| region.kind.bit() & RegionKind::OWN_WORDS != 0);
    own.filter_map(|region| Some(region.span.of(&message.parts.get(region.part)?.text))).collect()
}

fn repeat(bytes: &[u8], size: usize) -> Vec<u8> {
    bytes.repeat(size.div_ceil(bytes.len().max(1)))
}

fn mbox_of(texts: &[String]) -> Vec<u8> {
    let mut mbox = String::new();
    for (number, text) in texts.iter().enumerate() {
        let _ = write!(
            mbox,
            "From writer@example.com Mon Jan  5 09:00:00 2026\nFrom: A Writer <writer@example.com>\nTo: reader@example.org\n\
             Date: Mon, 5 Jan 2026 09:00:00 +0000\nMessage-ID: <{number}@example.com>\nSubject: note {number}\n\
             MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n"
        );
    }
    mbox.into_bytes()
}

fn ordinary_mail(texts: &[String]) -> Vec<u8> {
    let mut mail =
        "From: A Writer <writer@example.com>\nTo: reader@example.org\nSubject: this week\n\n".to_owned();
    for text in texts {
        mail.push_str(text);
        if mail.len() >= 2_000 {
            break;
        }
    }
    mail.into_bytes()
}

/// Makes a mail of at most 2 KB from the beginnings of examples.
fn mail_of(subject: &str, examples: &[&str]) -> String {
    let share = 2_000 / examples.len();
    let beginning = |name: &&str| body_of(&example(name)).chars().take(share).collect::<String>();
    let body = examples.iter().map(beginning).collect::<Vec<_>>().join("\n\n");
    format!("From: A Writer <writer@example.com>\nTo: reader@example.org\nSubject: {subject}\n\n{body}\n")
}

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    fs::read_to_string(path).expect("the examples are part of the repository")
}

fn body_of(draft: &str) -> &str {
    let is_mail = draft.starts_with("From: ");
    draft.split_once("\n\n").filter(|_| is_mail).map_or(draft, |(_, body)| body)
}

/// Invents messages by walking from word to following word through the examples, with a made-up name now and then.
fn invented_texts(count: usize) -> Vec<String> {
    const QUIET: [&str; 5] = [
        "fyi-update.txt",
        "question.eml",
        "meeting-that-could-be-an-email.eml",
        "birthday.txt",
        "kickoff-sprawl.md",
    ];
    const LOUD: [&str; 3] = ["furious-reply.eml", "outage-notice.eml", "firing-by-mail.eml"];
    // Most mail is harmless, so the quiet examples stand in the chain several times.
    let names = QUIET.iter().cycle().take(4 * QUIET.len()).chain(&LOUD);
    let chain: Vec<String> = names.flat_map(|name| words_of(body_of(&example(name)))).collect();
    let mut random = Random::new(7);
    (0..count).map(|_| invented_text(&chain, &mut random)).collect()
}

fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn invented_text(chain: &[String], random: &mut Random) -> String {
    let mut text = String::new();
    let mut at = random.below(chain.len());
    let mut column = 0;
    for number in 1..=80 + random.below(160) {
        let word = if random.below(25) == 0 { made_up_word(random) } else { chain[at].clone() };
        column += word.len() + 1;
        text.push_str(&word);
        text.push_str(if number % 60 == 0 {
            "\n\n"
        } else if column > 68 {
            "\n"
        } else {
            " "
        });
        if column > 68 || number % 60 == 0 {
            column = 0;
        }
        // Every so often the walk jumps to another place that holds the same word.
        at = (at + 1) % chain.len();
        if random.below(4) == 0 {
            let from = random.below(chain.len());
            let places = (from..chain.len()).chain(0..from);
            at = places.into_iter().find(|place| chain[*place] == chain[at]).unwrap_or(at);
        }
    }
    text.push('\n');
    text
}

/// Makes a word that no lexicon holds, for names and trade terms.
pub(crate) fn made_up_word(random: &mut Random) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "cor", "del", "fen", "gri", "hol", "jas", "kem", "lur", "mo", "nat", "ple", "rin", "sto",
        "tav", "vel",
    ];
    (0..2 + random.below(2)).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect()
}

/// A small generator of numbers that are the same at every run.
pub(crate) struct Random(u64);

impl Random {
    /// Starts a sequence.
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// Returns the next number below `limit`, which must not be 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}
