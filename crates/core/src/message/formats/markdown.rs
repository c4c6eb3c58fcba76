//! Reads a markdown file: code, comments and link targets are code, block quotes are quotes.

use presend_lexicon::names::RegionKind;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::message::content::{Content, read_with, text_part};
use crate::message::marker::Marker;
use crate::message::model::{Message, Segment};
use crate::text::{Source, Span};

/// Reads a markdown text.
pub(crate) fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, |bytes| {
        let mut content = Content::default();
        let part = text_part(bytes);
        let range = Span::new(0, part.text.len());
        let fixed = fixed_segments(&part.text);
        let part = content.add_part(part);
        content.add_body(part, range, &fixed);
        content
    })
}

/// Lists the stretches that are not own words, in order and apart.
fn fixed_segments(text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    // Where the words of the innermost open link ended so far: its target follows them.
    let mut link_words: Vec<usize> = Vec::new();
    for (event, range) in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
            .into_offset_iter()
    {
        let kind = match &event {
            Event::Start(Tag::BlockQuote(_)) => Some((RegionKind::Quote, Marker::BlockQuote)),
            Event::Start(Tag::CodeBlock(_)) => Some((RegionKind::Code, Marker::Fence)),
            Event::Start(Tag::MetadataBlock(_)) => Some((RegionKind::Code, Marker::FrontMatter)),
            Event::Start(Tag::HtmlBlock) | Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) => {
                Some((RegionKind::Code, Marker::CodeMarkup))
            }
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

    #[test]
    fn comments_are_code_and_own_words_stay_whole() {
        assert_eq!(segments("<!-- presend: ignore[S001] why -->\n\nwords\n")[0].0, RegionKind::Code);
        let message = read(Source::new("a.md", &b"Use `x` and stay.\n"[..]));
        let kinds: Vec<_> = message.regions.iter().map(|region| region.kind).collect();
        assert_eq!(kinds, [RegionKind::Body, RegionKind::Code, RegionKind::Body]);
    }
}
