//! Finds the writer's answers inside the message that is answered where their colour or font alone tells them from it.

use memchr::memmem;
use presend_lexicon::names::RegionKind;

use super::dress::{Dress, Hue, LOOKS, Look, hue};
use super::tags::{Name, Piece, each_piece};
use crate::builtin::phrases;
use crate::message::model::Segment;
use crate::message::segment::{next_quoted_message, quoted_message};
use crate::text::{Ends, Span};

/// Elements that hold nothing.
const VOID: [&[u8]; 6] = [b"br", b"hr", b"img", b"input", b"link", b"meta"];
/// Where the writer says nothing of it, a colour that comes so often between lines of another is that of answers,
const LEAST_ANSWERS: usize = 2;
/// each of so many words.
const ANSWER_WORDS: usize = 3;
/// So many elements may be open.
const DEEPEST: usize = 512;

/// A stretch of the text, and how it is dressed.
type Run = (Span, Dress);

/// Sets answers apart from the message in which they stand; `take` reads a piece of the page again, and returns how long its text is then.
pub(super) fn set_apart(
    html: &str,
    (text, segments): (String, Vec<Segment>),
    take: impl FnMut(&Piece<'_>) -> usize,
) -> (String, Vec<Segment>) {
    let own = if is_coloured(html) { answers(html, &text, &segments, take) } else { Vec::new() };
    let segments = if own.is_empty() { segments } else { cut_out(segments, own) };
    (text, segments)
}

fn answers(html: &str, text: &str, segments: &[Segment], take: impl FnMut(&Piece<'_>) -> usize) -> Vec<Span> {
    let quoted = segments.iter().find(|one| one.kind == RegionKind::Quote).map(|one| one.span.start);
    let Some(tail) = quoted_message(text).into_iter().chain(quoted).min().filter(|tail| *tail > 0) else {
        return Vec::new();
    };
    let runs = runs(html, take);
    match announced(text.head(tail)) {
        Some(look) => announced_answers(&runs, text, tail, look),
        None => alternating_answers(&runs, text, tail),
    }
}

/// Returns true if and only if something on a page may be told from the rest by its dress.
fn is_coloured(html: &str) -> bool {
    // What stands in a sheet of styles dresses nothing by itself.
    let body = html.tail(memmem::rfind(html.as_bytes(), b"</style>").unwrap_or(0));
    let bytes = body.as_bytes();
    let has_colour = |at: usize| {
        let value = body.tail(at).trim_start_matches([':', '=', '"', '\'', ' ']);
        hue(value.split([';', '"', '\'', '>']).next().unwrap_or_default()).is_some()
    };
    memmem::find_iter(bytes, b"color").any(|at| has_colour(at + 5))
        || [&b"<b>"[..], b"<i>", b"<strong>", b"<em>", b"<mark", b"background"]
            .iter()
            .any(|sign| memmem::find(bytes, sign).is_some())
}

/// Returns how the writer says that answers look: `my answers are in red`.
fn announced(own: &str) -> Option<Look> {
    let folded = own.to_lowercase();
    let says = |words: &str| {
        folded.match_indices(words).any(|(at, _)| {
            let is_apart =
                |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric() || !words.is_ascii());
            is_apart(folded.head(at).chars().next_back())
                && is_apart(folded.tail(at + words.len()).chars().next())
        })
    };
    LOOKS.into_iter().find(|(list, _)| phrases(*list).iter().any(|words| says(words))).map(|(_, look)| look)
}

/// Returns all that is dressed as the writer says.
fn announced_answers(runs: &[Run], text: &str, tail: usize, look: Look) -> Vec<Span> {
    let mut own: Vec<Span> = Vec::new();
    for (span, dress) in runs.iter().filter(|(span, _)| span.start >= tail) {
        let is_blank = span.of(text).trim().is_empty();
        match own.last_mut() {
            // What is blank between two stretches belongs to them.
            Some(last) if dress.is(look) && text.between(last.end, span.start).trim().is_empty() => {
                last.end = span.end;
            }
            _ if dress.is(look) && !is_blank => own.push(*span),
            _ => {}
        }
    }
    // The names of the fields above a message are bold.
    own.retain(|span| look != Look::Bold || span.of(text).split_whitespace().count() >= ANSWER_WORDS);
    own
}

/// Returns the lines of the message that is answered, as far as no other one follows, whose colour comes between lines of another.
fn alternating_answers(runs: &[Run], text: &str, tail: usize) -> Vec<Span> {
    let (start, end) = next_quoted_message(text, tail);
    let lines = lines(runs, text, Span::new(start, end));
    let hues = lines.iter().filter_map(|(_, hue)| *hue);
    let mut kinds: Vec<Hue> = Vec::new();
    hues.for_each(|hue| {
        if !kinds.contains(&hue) {
            kinds.push(hue);
        }
    });
    let [only] = kinds[..] else { return Vec::new() };
    let mut own: Vec<Span> = Vec::new();
    let mut is_open = false;
    for (span, hue) in &lines {
        match own.last_mut() {
            Some(last) if is_open && *hue == Some(only) => last.end = span.end,
            _ if *hue == Some(only) => own.push(*span),
            _ => {}
        }
        is_open = *hue == Some(only);
    }
    let says = |span: &Span| span.of(text).split_whitespace().count() >= ANSWER_WORDS;
    // Headings stand above what they are about, and answers below.
    let opens_plain = lines.first().is_some_and(|(_, hue)| hue.is_none());
    let ends_plain = own.last().is_some_and(|last| lines.last().is_some_and(|(span, _)| span.end > last.end));
    let are_answers = own.len() >= LEAST_ANSWERS && own.iter().all(says) && opens_plain && !ends_plain;
    if are_answers { own } else { Vec::new() }
}

/// Returns the lines of a stretch that are not blank, each with its colour where it has one alone.
fn lines(runs: &[Run], text: &str, within: Span) -> Vec<(Span, Option<Hue>)> {
    let mut at = within.start;
    let mut lines = Vec::new();
    let mut rest = runs;
    for line in within.of(text).split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if line.trim().is_empty() {
            continue;
        }
        // What ends above the line is behind all lines to come.
        rest = rest.tail(rest.iter().take_while(|(run, _)| run.end <= span.start).count());
        let of_line = rest.iter().take_while(|(run, _)| run.start < span.end);
        let of_line = of_line.filter(|(run, _)| !run.of(text).trim().is_empty());
        let mut hues = of_line.map(|(_, dress)| dress.hue.filter(|_| !dress.is_link));
        let first = hues.next().flatten();
        lines.push((span, first.filter(|_| hues.all(|hue| hue == first))));
    }
    lines
}

/// Cuts the writer's own words out of what is not.
fn cut_out(segments: Vec<Segment>, own: Vec<Span>) -> Vec<Segment> {
    let mut all: Vec<Segment> = Vec::with_capacity(segments.len() + own.len());
    let mut rest = own.as_slice();
    for segment in segments {
        let mut start = segment.span.start;
        rest = rest.tail(rest.iter().take_while(|span| span.end <= start).count());
        for span in rest.iter().take_while(|span| span.start < segment.span.end) {
            if start < span.start {
                all.push(Segment { span: Span::new(start, span.start), ..segment });
            }
            start = start.max(span.end);
        }
        if start < segment.span.end {
            all.push(Segment { span: Span::new(start, segment.span.end), ..segment });
        }
    }
    all.extend(own.into_iter().map(|span| Segment::new(RegionKind::Body, span)));
    all.sort_by_key(|segment| segment.span.start);
    all
}

/// Reads a page again, and returns how each stretch of its text is dressed.
fn runs(html: &str, mut take: impl FnMut(&Piece<'_>) -> usize) -> Vec<Run> {
    let mut length = 0;
    let mut open: Vec<(Name, Dress)> = Vec::new();
    let mut runs = Vec::new();
    each_piece(html, |piece| {
        let before = length;
        length = take(&piece);
        let dress = open.last().map(|(_, dress)| *dress).unwrap_or_default();
        match &piece {
            Piece::Text(_) if length > before => runs.push((Span::new(before, length), dress)),
            Piece::Start(tag) if !VOID.contains(&tag.name.as_bytes()) && open.len() < DEEPEST => {
                open.push((tag.name, dress.inside(tag)));
            }
            Piece::End(name) => {
                if let Some(at) = open.iter().rposition(|(opened, _)| opened == name) {
                    open.truncate(at);
                }
            }
            _ => {}
        }
    });
    runs
}

#[cfg(test)]
mod tests {
    use crate::message::formats::html::extract;
    use presend_lexicon::names::RegionKind;

    const HEADER: &str = "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Bo Berg &lt;bo@example.com&gt;<br>\
        <b>Sent:</b> Tuesday, March 3, 2026 10:00 AM<br><b>To:</b> Ana<br><b>Subject:</b> Kiln</p></div>";

    /// Returns the stretches that are set apart as the writer's.
    fn own(html: &str) -> Vec<String> {
        let (text, segments) = extract(html);
        let own = segments.iter().filter(|segment| segment.kind == RegionKind::Body);
        own.map(|segment| segment.span.of(&text).trim().to_owned()).collect()
    }

    #[test]
    fn answers_are_found_where_the_writer_says_how_they_look() {
        let tail = |red: &str| {
            format!("{HEADER}<p>Is the kiln off?</p><p>{red}</p><p><span style='color:#0070C0'>Bo</span></p>")
        };
        for (says, answer) in [
            ("My answers are in red below.", "<span style='color:#C00000'>It is off.</span>"),
            ("Meine Antworten in Rot.", "<font color=red>It is off.</font>"),
            ("Mes réponses en rouge.", "<font color=\"#FF0000\">It is off.</font>"),
            ("Answers in green", "<span style='mso-fareast-language:EN-US;color:#00B050'>It is off.</span>"),
            ("See my comments in bold.", "<b>It is off.</b>"),
            ("Comments in italics.", "<i>It is off.</i>"),
            (
                "I have highlighted my answers.",
                "<span style='background:yellow;mso-highlight:yellow'>It is off.</span>",
            ),
        ] {
            assert_eq!(own(&format!("<p>{says}</p>{}", tail(answer))), ["It is off."], "{says}");
        }
        // On the line of the question, and below the element by which Outlook marks its header.
        let beside = "<p>In red.</p><div id=divRplyFwdMsg>From: Bo</div><p>Is it off? <span style='color:red'>Yes.</span></p>";
        assert_eq!(own(beside), ["Yes."]);
        let in_quote =
            "<p>In blue.</p><blockquote><p>Is it off?</p><p style='color:blue'>Yes.</p></blockquote>";
        assert_eq!(own(in_quote), ["Yes."]);
    }

    #[test]
    fn many_answers_are_all_found() {
        let pair = "<p>Is it off?</p><blockquote>So?</blockquote><p style='color:red'>It is off.</p>";
        let html = format!("<p>In red.</p>{HEADER}{}", pair.repeat(200));
        assert_eq!(own(&html).len(), 200);
        assert!(own(&html.replace("In red.", "Hi.")).len() >= 2);
    }

    #[test]
    fn answers_are_found_where_their_colour_alternates() {
        let blue = |words: &str| format!("<p><span style='color:#1F497D'>{words}</span></p>");
        let page = |tail: &str| format!("<p>Hi Bo,</p>{HEADER}{tail}");
        let answers = format!(
            "<p>Is it off?</p>{}<p>Since when?</p>{}",
            blue("It is off."),
            blue("Since ten, as told.")
        );
        assert_eq!(own(&page(&answers)), ["It is off.", "Since ten, as told."]);
        for tail in [
            // Headings stand above what they are about.
            format!("{}<p>It is off.</p>{}<p>It is cold.</p>", blue("About the kiln"), blue("About the weather")),
            // One coloured line is an emphasis.
            format!("<p>Is it off?</p>{}<p>Tell me.</p>", blue("Read this, please.")),
            // Links have a colour.
            "<p>See</p><p><a href='https://example.com'><span style='color:blue'>the plan of ours</span></a></p>\
             <p>and</p><p><a href='https://example.com'><span style='color:blue'>the plan of theirs</span></a></p>"
                .to_owned(),
            // A thread in which another answered in blue above.
            format!("{}{HEADER}<p>Is it off?</p>", blue("It is off, I think.")),
            format!("<p>Is it off?</p>{}{}", blue("Mill of Berg"), "<p>Since when?</p>"),
        ] {
            assert!(own(&page(&tail)).is_empty(), "{tail}");
        }
        assert!(own("<p>Hi Bo,</p><p>Is it off?</p><p style='color:red'>It is.</p><p>So?</p><p style='color:red'>It is.</p>").is_empty());
    }
}
