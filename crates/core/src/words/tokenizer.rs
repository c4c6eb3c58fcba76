//! Cuts a stretch of text into words in one pass, looking each up in the vocabulary.

use super::blocks::Block;
use super::pass::{Pass, narrow};
use super::{ALL_CAPS, BREAK, CAPITALISED, DRAWN, NUMBER, OPAQUE, SENTENCE_START, STARTS, Words};
use crate::message::{Message, RegionKind};
use crate::text::Ends;
use presend_lexicon::fold::{HASH_START, fold_word, hash_of, hash_step, letters};
use presend_lexicon::table::{NONE, Table};

/// What a byte is to the tokenizer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Letter,
    Digit,
    Blank,
    Tab,
    Newline,
    /// `.`, `!`, `?`
    End,
    /// Punctuation that no mark begins with.
    Plain,
    /// Signs that a mark may begin with.
    Sign,
    /// `|`, which such a mark may begin with too.
    Bar,
    /// A byte of a character beyond ASCII.
    Wide,
}

#[expect(clippy::indexing_slicing, reason = "the compiler runs this, and refuses an index out of range")]
const BYTES: [Byte; 256] = {
    let mut table = [Byte::Plain; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            b' ' | b'\r' => Byte::Blank,
            b'\t' => Byte::Tab,
            b'|' => Byte::Bar,
            b'\n' | 0x0b => Byte::Newline,
            b'.' | b'!' | b'?' => Byte::End,
            b':' | b';' | b'[' | b'<' | b'>' | b'(' | b'@' | b'#' | b'*' | b'=' | b'^' | b'{' | b'~'
            | b'$' | b'%' => Byte::Sign,
            0x80..=0xFF => Byte::Wide,
            _ => Byte::Plain,
        };
        at += 1;
    }
    table
};

/// Cuts text into words. Holds the vocabulary and the participants' names.
#[derive(Debug)]
pub(crate) struct Tokenizer<'t> {
    table: Table<'t>,
    names: Vec<u64>,
}

impl<'t> Tokenizer<'t> {
    /// Makes a tokenizer for one message, whose participants are known by name.
    #[must_use]
    pub(crate) fn new(table: Table<'t>, message: &Message<'_>) -> Tokenizer<'t> {
        let headers = &message.headers;
        let people = [&headers.from, &headers.to, &headers.cc, &headers.bcc];
        let mut names: Vec<u64> = people
            .into_iter()
            .flatten()
            .flat_map(|person| person.name.split(|c: char| !c.is_alphanumeric()))
            .filter(|name| name.len() > 1)
            .map(|name| hash_of(&fold_word(name)))
            .collect();
        names.sort_unstable();
        names.dedup();
        Tokenizer { table, names }
    }

    /// Cuts a block of the message.
    #[must_use]
    pub(crate) fn cut(&self, message: &Message<'_>, block: &Block) -> Words {
        message.parts.get(block.part).map_or_else(Words::default, |part| self.cut_text(&part.text, block))
    }

    /// Cuts a block of a text.
    #[must_use]
    pub(crate) fn cut_text(&self, text: &str, block: &Block) -> Words {
        let base = block.stretches.first().map_or(0, |(_, span)| span.start);
        let bytes: usize = block.stretches.iter().map(|(_, span)| span.len()).sum();
        let end = block.stretches.last().map_or(0, |(_, span)| span.end);
        let list = Vec::with_capacity(bytes / 5 + 4);
        let mut words = Words { part: block.part, base, end, list, ..Words::default() };
        let mut before: Option<(RegionKind, usize, u32)> = None;
        for &(kind, span) in &block.stretches {
            let mut pass = Pass {
                table: self.table,
                names: &self.names,
                bytes: text.as_bytes().head(span.end),
                text,
                at: span.start,
                line_start: span.start,
                row: None,
                base,
                pending: SENTENCE_START | BREAK,
                words: &mut words,
            };
            pass.words.kinds.push((narrow(span.start - base), kind));
            if let Some((last_kind, end, pending)) = before
                && last_kind == kind
                && end < span.start
                && !are_lines(text.between(end, span.start))
            {
                // Code stands inside the sentence: it runs on behind one unknown word. What no reader sees is none.
                let gap = text.between(end, span.start);
                pass.pending = pending | if ends_cell(gap) { SENTENCE_START } else { 0 };
                if !is_unseen(gap) {
                    pass.push(NONE, end, span.start, OPAQUE);
                }
            }
            pass.run();
            before = Some((kind, span.end, pass.pending));
        }
        words
    }
}

/// Returns true if and only if a gap is whole lines, such as a quote or a block of code: no sentence runs over those.
fn are_lines(gap: &str) -> bool {
    gap.ends_with('\n') && !is_unseen(gap.trim_end())
}

/// Returns true if and only if a gap in a sentence is a tag, or the target of a link whose words stand before it.
fn is_unseen(gap: &str) -> bool {
    gap.starts_with('<') && gap.ends_with('>')
        || gap.starts_with(']') && (gap.ends_with([')', ']']))
        || gap == ">"
}

/// Returns true if and only if a tag in a gap opens or closes a cell of a table.
fn ends_cell(gap: &str) -> bool {
    let tags = gap.split('<').skip(1).map(|tag| tag.trim_start_matches('/').as_bytes());
    tags.into_iter().any(|tag| {
        matches!(tag, [b't' | b'T', b'd' | b'D' | b'h' | b'H' | b'r' | b'R', rest @ ..]
            if rest.first().is_none_or(|sign| !sign.is_ascii_alphanumeric()))
    })
}

impl Pass<'_, '_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match BYTES.get(usize::from(byte)).copied().unwrap_or(Byte::Plain) {
                Byte::Letter => self.word(),
                Byte::Blank | Byte::Plain => self.at += 1,
                Byte::Tab => self.tab(),
                Byte::Newline => self.newline(),
                Byte::End => self.sentence_end(),
                Byte::Digit => self.number(),
                Byte::Sign => self.sign(),
                Byte::Bar => self.bar(),
                Byte::Wide => self.wide(),
            }
        }
    }

    /// Takes a word of ASCII letters, eight bytes at a time; everything else goes the slow way.
    #[inline]
    fn word(&mut self) {
        let start = self.at;
        let mut eight = letters(self.eight(start));
        let mut hash = hash_step(HASH_START, eight.folded);
        let (mut length, mut all_capitals, mut drawn) = (eight.count, eight.all_capitals, eight.drawn_out);
        while eight.count == 8 {
            eight = letters(self.eight(start + length));
            if eight.count > 0 {
                hash = hash_step(hash, eight.folded);
                // A run may lie across the eight; whoever needs to know looks again.
                drawn |=
                    eight.drawn_out || self.bytes.get(start + length - 1) == self.bytes.get(start + length);
                all_capitals &= eight.all_capitals;
            }
            length += eight.count;
        }
        let end = start + length;
        if let Some(&byte) = self.bytes.get(end)
            && (byte >= 0x80
                || matches!(byte, b'\'' | b'`' | b'0'..=b'9' | b'_' | b'@' | b':' | b'/' | b'.' | b'\\'))
            && self.is_inside_token(end, byte)
        {
            return self.slow_word(start);
        }
        let id = self.table.find(hash);
        let mut flags = if self.bytes.get(start).is_some_and(|byte| *byte < b'a') { CAPITALISED } else { 0 };
        if all_capitals && length >= 2 {
            flags |= ALL_CAPS;
        }
        if drawn {
            flags |= DRAWN;
        }
        self.push_word(id, hash, start, end, flags);
        // Most words have one blank behind them.
        self.at = end + usize::from(self.bytes.get(end) == Some(&b' '));
    }

    /// Takes a number of ASCII digits (`7`, `10:30`, `1,000`); with anything else behind it goes the slow way.
    fn number(&mut self) {
        let start = self.at;
        let mut end = start;
        let mut digits = 0;
        while let Some(&byte) = self.bytes.get(end) {
            match byte {
                b'0'..=b'9' => digits += 1,
                b':' | b'.' | b',' if self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => {}
                byte if byte >= 0x80
                    || byte.is_ascii_alphabetic()
                    || matches!(byte, b'_' | b'@' | b'\\' | b'\'' | b'/') =>
                {
                    return self.slow_word(start);
                }
                _ => break,
            }
            end += 1;
        }
        if digits >= 3 {
            self.note_token(NONE, start, end);
        }
        let id = self.text.get(start..end).map_or(NONE, |number| self.table.word(number));
        self.push(id, start, end, NUMBER | if id == NONE { 0 } else { STARTS });
        self.at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::LEXICON;
    use crate::message::{Format, read};
    use crate::text::Source;
    use crate::words::{NAME, SPLIT, blocks};
    use proptest::prelude::*;

    /// Cuts a text; a bar stands before each word that begins a sentence.
    fn cut(text: &str) -> String {
        cut_as(text, Format::Text)
    }

    fn cut_as(text: &str, format: Format) -> String {
        let message = read(Source::new("t", text.as_bytes()), format);
        let tokenizer = Tokenizer::new(LEXICON.table, &message);
        let mut out = Vec::new();
        for block in blocks(&message, 0b111) {
            let words = tokenizer.cut(&message, &block);
            for (at, word) in words.list.iter().enumerate() {
                let shown = if word.id == NONE {
                    words.span(at, at).of(&message.parts[words.part].text).to_owned()
                } else {
                    LEXICON.table.text(word.id).to_owned()
                };
                out.push(if word.has(SENTENCE_START) { format!("|{shown}") } else { shown });
            }
        }
        out.join(" ")
    }

    #[test]
    fn words_are_folded_and_short_forms_spelt_out() {
        assert_eq!(cut("We don\u{2019}t know, and YOU'RE late"), "|we do not know and you are late");
        assert_eq!(cut("dont cant wont"), "|do not can not will not");
        assert_eq!(cut("\u{FF39}\u{FF2F}\u{FF35} are n\u{AD}ot wel\u{200B}come"), "|you are not welcome");
        assert_eq!(cut("we were well"), "|we were well");
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(cut("Go now. You know why! He is out?"), "|go now |you know why |he is out");
        assert_eq!(cut("mr. Smith and i.e. not you"), "|mr Smith and i.e not you");
        assert_eq!(cut("go to\nthem all"), "|go to them all");
        assert_eq!(cut("go to\n\nthem all"), "|go to |them all");
        assert_eq!(cut("we need:\n- you\n- them"), "|we need |you |them");
        assert_eq!(cut("done.You know"), "|done |you know");
    }

    #[test]
    fn no_sentence_runs_over_what_is_quoted_or_over_lines_of_code() {
        assert_eq!(
            cut("The gate is not open.\n> foo\nYou are late.\n"),
            "|the gate is not open |you are late"
        );
        assert_eq!(cut("it did not\n```\nfoo\n```\nYou are late."), "|it did not |you are late");
        assert_eq!(cut("It is not `x`. You are late."), "|it is not x |you are late");
        assert_eq!(cut("It is not so. `x` You are late."), "|it is not so |x you are late");
    }

    #[test]
    fn no_sentence_runs_over_the_edge_of_a_cell() {
        for table in [
            "| not done | you are late |\n| not so | you know |\n",
            "|not done|you are late|\n|not so|you know|\n",
            "not done | you are late\nnot so | you know\n",
            "not done\tyou are late\nnot so\tyou know\n",
        ] {
            assert_eq!(cut(table), "|not done |you are late |not so |you know", "{table}");
        }
        let html = "<table><tr><td>not done </td>\n<td>you are late</td></tr><tr><th>not so</th><td>you know</td></tr></table>";
        assert_eq!(cut_as(html, Format::Html), "|not done |you are late |not so |you know");
        assert_eq!(cut_as(html, Format::Markdown), "|not done |you are late |not so |you know");
        assert_eq!(cut("go to\n\tthem ||all|| now"), "|go to them all now");
        assert_eq!(cut_as("go <tt>to</tt> <track>them all", Format::Markdown), "|go to them all");
    }

    #[test]
    fn an_emoji_ends_a_sentence_where_another_begins_behind_it() {
        for emoji in [
            "\u{1F937}",
            "\u{1F644}\u{1F644}",
            "\u{1F937}\u{1F3FD}\u{200D}\u{2640}\u{FE0F}",
            "\u{2764}\u{FE0F}",
        ] {
            assert_eq!(cut(&format!("no idea {emoji} You are late")), "|no idea |you are late", "{emoji}");
            assert_eq!(cut(&format!("no idea{emoji}\u{a0}You're late")), "|no idea |you are late", "{emoji}");
            for same in ["you are late", "Lisbon was late", "YOU are late"] {
                assert!(!cut(&format!("no idea {emoji} {same}")).contains(" |"), "{emoji} {same}");
            }
        }
        assert_eq!(cut("no idea \u{2014} You are late"), "|no idea you are late");
    }

    #[test]
    fn an_emoticon_ends_a_sentence_as_an_emoji_does() {
        for face in [":)", ":-)", ";)", ";-)", ":(", ":-((", ":D", "=)", ":-P", ":-/", ":'("] {
            assert_eq!(cut(&format!("no idea {face} You are late")), "|no idea |you are late", "{face}");
            for same in ["you are late", "Lisbon was late", "YOU are late"] {
                assert!(!cut(&format!("no idea {face} {same}")).contains(" |"), "{face} {same}");
            }
        }
        for other in [":", ";", ": (", ":)You", "= ", ":/You", "://"] {
            assert!(!cut(&format!("no idea {other} You are late")).contains(" |"), "{other}");
        }
    }

    #[test]
    fn line_ends_of_word_processors_are_line_ends() {
        for end in ["\u{b}", "\u{85}", "\u{2028}", "\u{2029}"] {
            assert_eq!(cut(&format!("go to{end}them all")), "|go to them all", "{end:?}");
            assert_eq!(cut(&format!("go to{end}{end}them all")), "|go to |them all", "{end:?}");
            assert_eq!(cut(&format!("go to {end} \nthem all")), "|go to |them all", "{end:?}");
            assert_eq!(cut(&format!("we need:{end}- you{end}- them")), "|we need |you |them", "{end:?}");
            assert_eq!(cut(&format!("go there{end}You know")), "|go there |you know", "{end:?}");
            assert_eq!(cut(&format!("go to{end}")), "|go to", "{end:?}");
        }
    }

    #[test]
    fn marks_and_targets_of_markdown_are_no_words() {
        for text in [
            "[You are](http://example.com/x) **such** _an_ idiot",
            "You are such [an idiot](http://example.com/x)",
            "You are ~~such~~ **_an_** *idiot*",
            "You <b>are</b> such <span class=\"x\">an</span> idiot",
            "You **are<!-- so --> such** ![an](a.png) __idiot__",
            "- You are\n  **such** an\n  idiot\n",
            "> old words\n\nYou [are **such**](http://example.com \"an old one\") an idiot",
        ] {
            assert_eq!(cut_as(text, Format::Markdown), "|you are such an idiot", "{text}");
        }
        let text = "[You are][1] such an [idiot][]\n\n[1]: http://example.com\n[idiot]: http://example.com\n";
        let words = cut_as(text, Format::Markdown);
        assert!(words.starts_with("|you are such an idiot |"), "{words}");
        assert_eq!(cut_as("run `make` now", Format::Markdown), "|run `make` now");
    }

    #[test]
    fn links_paths_and_identifiers_are_one_unknown_word() {
        for token in [
            "https://example.com/let/you?go=1",
            "ana@example.com",
            "snake_case_name",
            "src/main.rs",
            "file.txt",
            "C:\\temp\\you",
        ] {
            let cut = cut(&format!("see {token} now"));
            assert_eq!(cut.split(' ').count(), 3, "{cut}");
        }
        assert_eq!(cut("he/she and/or us"), "|he she and or us");
        assert_eq!(cut("at 10:30 or 5pm"), "|at 10:30 or 5pm");
    }

    #[test]
    fn names_are_capitalised_words_inside_a_sentence() {
        let message = read(Source::new("t.txt", &b"Yesterday Marta told us on Monday"[..]), Format::Text);
        let words = Tokenizer::new(LEXICON.table, &message).cut(&message, &blocks(&message, 0b111)[0]);
        let names: Vec<usize> = (0..words.list.len()).filter(|&at| words.list[at].has(NAME)).collect();
        assert_eq!(names, [1]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_in_order_and_on_character_boundaries(text in "\\PC{0,200}|[a-z'. \n!?@:/_0-9\u{2019}\u{200B}]{0,120}") {
            let message = read(Source::new("t.txt", text.as_bytes()), Format::Text);
            let tokenizer = Tokenizer::new(LEXICON.table, &message);
            for block in blocks(&message, 0xFF) {
                let words = tokenizer.cut(&message, &block);
                let part = &message.parts[words.part].text;
                let mut last = 0;
                for at in 0..words.list.len() {
                    let span = words.span(at, at);
                    prop_assert!(span.start < span.end && span.start >= last || words.list[at].has(SPLIT));
                    prop_assert!(part.get(span.start..span.end).is_some());
                    last = span.start;
                }
            }
        }
    }
}
