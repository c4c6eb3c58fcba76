//! Reads a markdown file: code, comments and link targets are code, block quotes are quotes.

use std::ops::Range;

use presend_lexicon::names::RegionKind;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::message::content::{Content, read_with, text_part};
use crate::message::marker::Marker;
use crate::message::model::{Message, Segment};
use crate::text::{Ends, Source, Span};

/// Reads a markdown text.
pub(crate) fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, |bytes| {
        let mut content = Content::default();
        let part = text_part(bytes);
        let fixed = fixed_segments(&part.text);
        content.add_draft(part, &fixed);
        content
    })
}

/// Lists the stretches that are not own words, in order and apart.
fn fixed_segments(text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_GFM;
    // Where the words of the innermost open link ended so far: its target follows them.
    let mut link_words: Vec<usize> = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let kind = match &event {
            Event::Start(Tag::BlockQuote(None)) => Some((RegionKind::Quote, Marker::BlockQuote)),
            Event::Start(Tag::BlockQuote(Some(_))) => {
                alert(text, range, &mut segments);
                continue;
            }
            Event::Start(Tag::HtmlBlock) => {
                html_block(text, range, &mut segments);
                continue;
            }
            // Those of a block are cut with it.
            Event::Html(_) => continue,
            Event::Start(Tag::CodeBlock(_)) => Some((RegionKind::Code, Marker::Fence)),
            Event::Start(Tag::MetadataBlock(_)) => Some((RegionKind::Code, Marker::FrontMatter)),
            Event::Code(_) | Event::InlineHtml(_) => Some((RegionKind::Code, Marker::CodeMarkup)),
            _ => None,
        };
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => link_words.push(range.start),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let words_end = link_words.pop().unwrap_or(range.start);
                push(&mut segments, (RegionKind::Code, Marker::CodeMarkup), Span::new(words_end, range.end));
                if let Some(outer) = link_words.last_mut() {
                    *outer = range.end;
                }
                continue;
            }
            _ => {}
        }
        if let Some(kind) = kind {
            push(&mut segments, kind, Span::new(range.start, range.end));
        }
        if let Some(words_end) = link_words.last_mut()
            && !matches!(event, Event::Start(_))
        {
            *words_end = range.end.max(*words_end);
        }
    }
    segments
}

/// A note that pages set off, such as `> [!WARNING]`: its signs are those of a quotation, its words the writer's.
fn alert(text: &str, range: Range<usize>, segments: &mut Vec<Segment>) {
    let block = Span::new(range.start, range.end);
    let first = block.of(text).find('\n').map_or(block.end, |newline| block.start + newline + 1);
    push(segments, (RegionKind::Code, Marker::CodeMarkup), Span::new(block.start, first));
    push(segments, (RegionKind::Body, Marker::CodeMarkup), Span::new(first, block.end));
}

/// Cuts a block of HTML: what is quoted or code in it, and its tags; other words are the writer's.
fn html_block(text: &str, range: Range<usize>, segments: &mut Vec<Segment>) {
    let block = text.get(range.clone()).unwrap_or_default();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', block.tail(at).as_bytes()).map(|found| at + found) {
        let rest = block.tail(open);
        let (kind, length) = element(rest);
        let marker = if kind == RegionKind::Quote { Marker::BlockQuote } else { Marker::CodeMarkup };
        let start = range.start + open;
        push(segments, (kind, marker), Span::new(start, start + length));
        at = open + length.max(1);
    }
}

/// Says what the markup is that opens here, and how long: a tag alone, or a whole element whose words are no own ones.
fn element(rest: &str) -> (RegionKind, usize) {
    let to = |end: &str| rest.find(end).map_or(rest.len(), |found| found + end.len());
    if rest.starts_with("<!--") {
        return (RegionKind::Code, to("-->"));
    }
    let name = rest.tail(1).split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    match name.as_bytes() {
        b"blockquote" => (RegionKind::Quote, to("</blockquote>")),
        b"pre" | b"code" | b"script" | b"style" | b"textarea" | b"template" | b"svg" => {
            (RegionKind::Code, to(&format!("</{name}>")))
        }
        _ if rest.tail(1).starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!?".contains(sign)) => {
            (RegionKind::Code, to(">"))
        }
        _ => (RegionKind::Code, 0),
    }
}

/// Adds a segment unless an earlier one already covers its start.
fn push(segments: &mut Vec<Segment>, (kind, marker): (RegionKind, Marker), span: Span) {
    let floor = segments.last().map_or(0, |last| last.span.end);
    if span.start >= floor && !span.is_empty() {
        segments.push(Segment::marked(kind, span, marker));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(text: &str) -> Vec<(RegionKind, &str)> {
        fixed_segments(text).into_iter().map(|found| (found.kind, found.span.of(text).trim())).collect()
    }

    #[test]
    fn code_quotes_and_targets_are_fixed() {
        let text =
            "Read [the *plan*](http://example.com/x) with `f()` <b>now</b>.\n\n> old\n\n```\ncode\n```\n";
        assert_eq!(
            segments(text),
            [
                (RegionKind::Code, "](http://example.com/x)"),
                (RegionKind::Code, "`f()`"),
                (RegionKind::Code, "<b>"),
                (RegionKind::Code, "</b>"),
                (RegionKind::Quote, "> old"),
                (RegionKind::Code, "```\ncode\n```"),
            ]
        );
    }

    fn own(text: &str) -> String {
        let message = read(Source::new("a.md", text.as_bytes()));
        let own = message.regions.iter().filter(|region| region.kind == RegionKind::Body);
        own.map(|region| region.span.of(&message.parts[0].text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_in_elements_and_notes_are_own() {
        for (text, words) in [
            ("<h1>Mend the pump.</h1>\n", "Mend the pump."),
            (
                "<p align=center>Mend it.</p>\n\n<blockquote>old</blockquote>\n\n<pre>x = 1</pre>\n",
                "Mend it.",
            ),
            ("<p>\nMend the pump.\n</p>\n", "Mend the pump."),
            ("> [!WARNING]\n> Mend the pump.\n", "Mend the pump."),
            ("<details>\n<summary>Why</summary>\n\nIt leaks.\n\n</details>\n", "It leaks."),
        ] {
            assert!(own(text).contains(words), "{text}: {:?}", own(text));
            assert!(!own(text).contains("old") && !own(text).contains("x = 1"), "{text}: {:?}", own(text));
        }
        assert_eq!(own("> old words\n"), "");
        assert!(!own("<!-- a note > for <b>none</b> -->\n").contains("note"));
    }

    #[test]
    fn comments_are_code_and_own_words_stay_whole() {
        assert_eq!(segments("<!-- presend: ignore[S001] why -->\n\nwords\n")[0].0, RegionKind::Code);
        let message = read(Source::new("a.md", &b"Use `x` and stay.\n"[..]));
        let kinds: Vec<_> = message.regions.iter().map(|region| region.kind).collect();
        assert_eq!(kinds, [RegionKind::Body, RegionKind::Code, RegionKind::Body]);
    }
}
