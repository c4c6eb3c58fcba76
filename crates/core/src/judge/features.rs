//! Counts what the shape of a message says: its length, marks, capitals, whom it speaks of.

use std::sync::LazyLock;

use super::check_context::CheckContext;
use crate::builtin::LEXICON;
use crate::message::{Message, RegionKind};
use crate::words::{ALL_CAPS, NUMBER, OPAQUE, Word, Words};
use presend_lexicon::table::NONE;

/// Words for the reader, the writer, those on the writer's side, and what denies; the names of their shapes.
const GROUPS: [(&str, &[&str]); 4] = [
    ("you", &["you", "your", "yours", "yourself", "yourselves"]),
    ("i", &["i", "me", "my", "mine", "myself"]),
    ("we", &["we", "us", "our", "ours"]),
    ("not", &["not", "never", "no", "nobody", "nothing", "none", "neither", "nor"]),
];

/// The number of each word of a group, sorted, with its group.
static GROUP_OF: LazyLock<Vec<(u32, usize)>> = LazyLock::new(|| {
    let numbered = |(at, (_, group)): (usize, &(&str, &'static [&'static str]))| {
        group.iter().map(move |word| (LEXICON.table.word(word), at)).collect::<Vec<_>>()
    };
    let mut all: Vec<(u32, usize)> = GROUPS.iter().enumerate().flat_map(numbered).collect();
    all.retain(|(id, _)| *id != NONE);
    all.sort_unstable();
    all
});

/// A group is frequent from this share of the words on.
const OFTEN: f32 = 0.05;

/// Numbers, or words in capitals, are frequent from this share on.
const MANY: f32 = 0.15;

/// Counts of one message, or of a piece of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Features {
    /// Own words without the subject.
    pub words: usize,
    questions: usize,
    shouts: usize,
    runs: usize,
    dots: usize,
    entries: usize,
    capitals: usize,
    numbers: usize,
    opaque: usize,
    groups: [usize; 4],
}

impl Features {
    /// Counts over the blocks of a piece.
    #[must_use]
    pub fn of(scene: &CheckContext<'_>) -> Features {
        let mut counts = Features::default();
        for words in scene.blocks {
            let Some(last) = words.list.last() else { continue };
            if words.kind_at(words.base) == RegionKind::Subject {
                continue;
            }
            counts.count_words(words);
            let text = scene.text(words.part);
            let end = (words.base + last.end as usize + 8).min(text.len());
            counts.count_marks(&text.as_bytes()[words.base..end], &words.list);
        }
        counts
    }

    /// Returns true if and only if the writer speaks of themself and never to the reader.
    #[must_use]
    pub fn is_about_writer(&self) -> bool {
        self.groups[0] == 0 && self.groups[1] > 0
    }

    /// Adds another piece's counts.
    #[must_use]
    pub fn and(mut self, other: Features) -> Features {
        for (own, more) in [
            (&mut self.words, other.words),
            (&mut self.questions, other.questions),
            (&mut self.shouts, other.shouts),
            (&mut self.runs, other.runs),
            (&mut self.dots, other.dots),
            (&mut self.entries, other.entries),
            (&mut self.capitals, other.capitals),
            (&mut self.numbers, other.numbers),
            (&mut self.opaque, other.opaque),
        ] {
            *own += more;
        }
        self.groups.iter_mut().zip(other.groups).for_each(|(own, more)| *own += more);
        self
    }

    fn count_words(&mut self, words: &Words) {
        self.words += words.list.len();
        for word in &words.list {
            self.numbers += usize::from(word.has(NUMBER));
            self.opaque += usize::from(word.has(OPAQUE));
            self.capitals +=
                usize::from(word.has(ALL_CAPS) && !word.has(OPAQUE) && word.end - word.start > 2);
            if let Ok(at) = GROUP_OF.binary_search_by_key(&word.id, |(id, _)| *id) {
                self.groups[GROUP_OF[at].1] += 1;
            }
        }
    }

    /// Counts runs of sentence marks, and lines that are entries of a list.
    fn count_marks(&mut self, bytes: &[u8], words: &[Word]) {
        let (mut at, mut next) = (0, 0);
        while let Some(found) = memchr::memchr3(b'.', b'!', b'?', &bytes[at..]) {
            let start = at + found;
            let length = bytes[start..].iter().take_while(|byte| matches!(byte, b'.' | b'!' | b'?')).count();
            at = start + length;
            // Marks inside an address or a number end nothing.
            while words.get(next).is_some_and(|word| word.end as usize <= start) {
                next += 1;
            }
            if words.get(next).is_some_and(|word| (word.start as usize) < start) {
                continue;
            }
            let run = &bytes[start..start + length];
            let only_dots = run.iter().all(|&byte| byte == b'.');
            self.questions += usize::from(run.contains(&b'?'));
            self.shouts += usize::from(run.contains(&b'!'));
            self.runs += usize::from(length > 1 && !only_dots);
            self.dots += usize::from(length > 1 && only_dots);
        }
        for newline in memchr::memchr_iter(b'\n', bytes) {
            let rest = &bytes[newline + 1..];
            let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'>')).count();
            self.entries += usize::from(is_entry(&rest[blanks..]));
        }
    }

    /// Returns true if and only if the message has a shape, by the name that `lexicons/cues/shapes.tsv` gives it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more than the bits of an f32")]
    pub fn has(&self, name: &str, kinds: &Kinds) -> bool {
        let (base, least) = match name.rsplit_once('-') {
            Some((base, digits)) => (base, digits.parse().ok()),
            None => (name, None),
        };
        if let Some(least) = least {
            let count = match base {
                "words" => self.words,
                "questions" => self.questions,
                "exclamations" => self.shouts,
                "mark-run" => self.runs,
                "dots" => self.dots,
                "list" => self.entries,
                "capitals" => self.capitals,
                _ => return false,
            };
            return count >= least;
        }
        let all = self.words as f32;
        let group =
            |name: &str| GROUPS.iter().position(|(known, _)| *known == name).map(|at| self.groups[at]);
        match name {
            "capitals-share" => self.capitals >= 3 && self.capitals as f32 > MANY * all,
            "numbers-often" => self.numbers as f32 > MANY * all,
            "number" => self.numbers > 0,
            "opaque" => self.opaque > 0,
            "you-not" => self.groups[0] > 0 && self.groups[3] > 0,
            "greeting" => kinds.greeting,
            "subject" => kinds.subject,
            "mention" => kinds.mention,
            "code" => kinds.code,
            "quote" => kinds.quote,
            _ => match name.strip_suffix("-often").map(group) {
                Some(count) => count.is_some_and(|count| count > 1 && count as f32 > OFTEN * all),
                None => group(name).is_some_and(|count| count > 0),
            },
        }
    }
}

/// Returns true if and only if a line begins like an entry of a list.
fn is_entry(line: &[u8]) -> bool {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match (digits, line) {
        (1 | 2, _) => {
            matches!(line.get(digits..digits + 2), Some([b'.' | b')', after]) if after.is_ascii_whitespace())
        }
        (_, [b'-' | b'*' | b'+' | b'#', b' ' | b'\t' | b'#' | b'-', ..]) => true,
        _ => line.starts_with("•".as_bytes()),
    }
}

/// What kinds of text a message holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinds {
    greeting: bool,
    subject: bool,
    mention: bool,
    code: bool,
    quote: bool,
}

impl Kinds {
    /// Looks at the regions of a message.
    #[must_use]
    pub fn of(message: &Message<'_>) -> Kinds {
        let mut kinds = Kinds::default();
        for region in &message.regions {
            match region.kind {
                RegionKind::Greeting => kinds.greeting = true,
                RegionKind::Subject => kinds.subject = true,
                RegionKind::Code => kinds.code = true,
                RegionKind::Quote => kinds.quote = true,
                _ => {}
            }
            if matches!(region.kind, RegionKind::Greeting | RegionKind::Body) {
                let text = message.parts.get(region.part).map_or("", |part| region.span.of(&part.text));
                kinds.code |= text.contains('`');
                kinds.mention |= has_mention(text.as_bytes());
            }
        }
        kinds
    }
}

/// Returns true if and only if a reader is called by `@name`.
fn has_mention(text: &[u8]) -> bool {
    memchr::memchr_iter(b'@', text).any(|at| {
        let is_free = at == 0 || text[at - 1].is_ascii_whitespace();
        is_free && text.get(at + 1).is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_entries_are_counted() {
        let mut counts = Features::default();
        counts.count_marks(b"What?! No... Yes. Well!!\n- one\n2) two\n* three\n*four\n12.5 five", &[]);
        assert_eq!((counts.questions, counts.shouts, counts.runs, counts.dots), (1, 2, 2, 1));
        assert_eq!(counts.entries, 3);
        let kinds = Kinds::default();
        assert!(
            counts.has("list-3", &kinds) && !counts.has("list-4", &kinds) && !counts.has("greeting", &kinds)
        );
    }

    #[test]
    fn every_shape_of_the_table_is_known() {
        let all = Features {
            words: 100,
            questions: 9,
            shouts: 9,
            runs: 9,
            dots: 9,
            entries: 9,
            capitals: 99,
            numbers: 99,
            opaque: 9,
            groups: [50; 4],
        };
        let long = Features { words: 1000, ..all };
        let kinds = Kinds { greeting: true, subject: true, mention: true, code: true, quote: true };
        for (name, _) in crate::builtin::CUES.shapes.iter() {
            assert!(all.has(&name, &kinds) || long.has(&name, &kinds), "{name}");
        }
    }

    #[test]
    fn mentions_stand_free() {
        assert!(has_mention(b"@ana look") && has_mention(b"see @ana"));
        assert!(!has_mention(b"a@b.c") && !has_mention(b"@ 5") && !has_mention(b""));
    }
}
