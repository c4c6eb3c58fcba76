//! Counts what the shape of a message says: its length, marks, capitals, whom it speaks of.

use std::sync::LazyLock;

use crate::builtin::{LEXICON, WORDS};
use crate::judge::check_context::CheckContext;
use crate::message::{Message, RegionKind};
use crate::words::{ALL_CAPS, NUMBER, OPAQUE, Word, Words};
use presend_lexicon::names::{Shape, WordList};
use presend_lexicon::table::NONE;

/// Kinds of words that are counted.
#[derive(Clone, Copy)]
enum Counted {
    Reader,
    Writer,
    WritersSide,
    Negation,
}

/// The lists of the words that are counted.
const LISTS: [(WordList, Counted); 4] = [
    (WordList::SecondPerson, Counted::Reader),
    (WordList::Writer, Counted::Writer),
    (WordList::WritersSide, Counted::WritersSide),
    (WordList::Negations, Counted::Negation),
];

/// The number of each word that is counted, sorted, with its kind.
static COUNTED: LazyLock<Vec<(u32, Counted)>> = LazyLock::new(|| {
    let numbered = |(list, kind): (WordList, Counted)| {
        WORDS.get(list).iter().map(move |word| (LEXICON.table.word(word), kind))
    };
    let mut all: Vec<(u32, Counted)> = LISTS.into_iter().flat_map(numbered).collect();
    all.retain(|(id, _)| *id != NONE);
    all.sort_unstable_by_key(|(id, _)| *id);
    all
});

/// A kind of words is frequent from this share of the words on.
const OFTEN: f32 = 0.05;

/// Numbers, or words in capitals, are frequent from this share on.
const MANY: f32 = 0.15;

/// Counts of one message, or of a piece of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ShapeCounts {
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
    /// Words of each kind that is counted.
    counted: [usize; 4],
}

impl ShapeCounts {
    /// Counts over the blocks of a piece.
    #[must_use]
    pub(crate) fn of(context: &CheckContext<'_>) -> ShapeCounts {
        let mut counts = ShapeCounts::default();
        for words in context.blocks {
            let Some(last) = words.list.last() else { continue };
            if words.kind_at(words.base) == RegionKind::Subject {
                continue;
            }
            counts.count_words(words);
            let text = context.text(words.part);
            let end = (words.base + last.end as usize + 8).min(text.len());
            counts.count_marks(&text.as_bytes()[words.base..end], &words.list);
        }
        counts
    }

    /// Returns true if and only if the writer speaks of themself and never to the reader.
    #[must_use]
    pub(crate) fn is_about_writer(&self) -> bool {
        self.count(Counted::Reader) == 0 && self.count(Counted::Writer) > 0
    }

    /// Adds another piece's counts.
    #[must_use]
    pub(crate) fn and(mut self, other: ShapeCounts) -> ShapeCounts {
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
        self.counted.iter_mut().zip(other.counted).for_each(|(own, more)| *own += more);
        self
    }

    fn count_words(&mut self, words: &Words) {
        self.words += words.list.len();
        for word in &words.list {
            self.numbers += usize::from(word.has(NUMBER));
            self.opaque += usize::from(word.has(OPAQUE));
            self.capitals +=
                usize::from(word.has(ALL_CAPS) && !word.has(OPAQUE) && word.end - word.start > 2);
            if let Ok(at) = COUNTED.binary_search_by_key(&word.id, |(id, _)| *id) {
                self.counted[COUNTED[at].1 as usize] += 1;
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

    const fn count(&self, kind: Counted) -> usize {
        self.counted[kind as usize]
    }

    #[expect(clippy::cast_precision_loss, reason = "a share needs no more than the bits of an f32")]
    fn exceeds(&self, count: usize, share: f32) -> bool {
        count as f32 > share * self.words as f32
    }

    fn is_often(&self, kind: Counted) -> bool {
        self.count(kind) > 1 && self.exceeds(self.count(kind), OFTEN)
    }

    /// Returns true if and only if the message has a shape.
    #[must_use]
    pub(crate) fn has(&self, shape: Shape, kinds: &TextKinds) -> bool {
        match shape {
            Shape::Capitals2 => self.capitals >= 2,
            Shape::CapitalsShare => self.capitals >= 3 && self.exceeds(self.capitals, MANY),
            Shape::Code => kinds.code,
            Shape::Dots1 => self.dots >= 1,
            Shape::Exclamations1 => self.shouts >= 1,
            Shape::Exclamations3 => self.shouts >= 3,
            Shape::Greeting => kinds.greeting,
            Shape::I => self.count(Counted::Writer) > 0,
            Shape::IOften => self.is_often(Counted::Writer),
            Shape::List3 => self.entries >= 3,
            Shape::MarkRun1 => self.runs >= 1,
            Shape::Mention => kinds.mention,
            Shape::Not => self.count(Counted::Negation) > 0,
            Shape::NotOften => self.is_often(Counted::Negation),
            Shape::Number => self.numbers > 0,
            Shape::NumbersOften => self.exceeds(self.numbers, MANY),
            Shape::Opaque => self.opaque > 0,
            Shape::Questions1 => self.questions >= 1,
            Shape::Questions2 => self.questions >= 2,
            Shape::Questions4 => self.questions >= 4,
            Shape::Quote => kinds.quote,
            Shape::Subject => kinds.subject,
            Shape::We => self.count(Counted::WritersSide) > 0,
            Shape::WeOften => self.is_often(Counted::WritersSide),
            Shape::Words6 => self.words >= 6,
            Shape::Words15 => self.words >= 15,
            Shape::Words40 => self.words >= 40,
            Shape::Words100 => self.words >= 100,
            Shape::Words250 => self.words >= 250,
            Shape::You => self.count(Counted::Reader) > 0,
            Shape::YouNot => self.count(Counted::Reader) > 0 && self.count(Counted::Negation) > 0,
            Shape::YouOften => self.is_often(Counted::Reader),
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
pub(crate) struct TextKinds {
    greeting: bool,
    subject: bool,
    mention: bool,
    code: bool,
    quote: bool,
}

impl TextKinds {
    /// Looks at the regions of a message.
    #[must_use]
    pub(crate) fn of(message: &Message<'_>) -> TextKinds {
        let mut kinds = TextKinds::default();
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
        let mut counts = ShapeCounts::default();
        counts.count_marks(b"What?! No... Yes. Well!!\n- one\n2) two\n* three\n*four\n12.5 five", &[]);
        assert_eq!((counts.questions, counts.shouts, counts.runs, counts.dots), (1, 2, 2, 1));
        assert_eq!(counts.entries, 3);
        let kinds = TextKinds::default();
        assert!(
            counts.has(Shape::List3, &kinds)
                && !counts.has(Shape::Words6, &kinds)
                && !counts.has(Shape::Greeting, &kinds)
        );
    }

    #[test]
    fn every_shape_is_weighed_and_may_be_there() {
        let all = ShapeCounts {
            words: 1000,
            questions: 9,
            shouts: 9,
            runs: 9,
            dots: 9,
            entries: 9,
            capitals: 200,
            numbers: 200,
            opaque: 9,
            counted: [60; 4],
        };
        let kinds = TextKinds { greeting: true, subject: true, mention: true, code: true, quote: true };
        for shape in Shape::ALL {
            assert!(
                all.has(shape, &kinds) && !ShapeCounts::default().has(shape, &TextKinds::default()),
                "{shape}"
            );
            assert!(crate::builtin::CUES.shapes().any(|(known, _)| known == shape), "{shape}");
        }
    }

    #[test]
    fn mentions_stand_free() {
        assert!(has_mention(b"@ana look") && has_mention(b"see @ana"));
        assert!(!has_mention(b"a@b.c") && !has_mention(b"@ 5") && !has_mention(b""));
    }
}
