//! Reads a commit message as git hands it to its editor and hooks.

use presend_lexicon::names::RegionKind;

use super::paint::paint;
use super::trailers::{PROFILE, lines, trailers};
use crate::message::content::{Content, read_with, text_part};
use crate::message::model::Message;
use crate::text::{Source, Span};

/// What `git commit -v` sets behind the comment sign, above a diff that is cut off.
const SCISSORS: &str = "------------------------ >8 ------------------------";

/// What a note for the person at the editor says in every version of git, in English.
const NOTE: &str = "Please enter the ";

/// Reads a commit message as git hands it to its editor and hooks. Its first line is the subject; comments, what stands
/// below the scissors, and trailers are not anybody's words to a reader.
pub(crate) fn read_commit(source: Source<'_>) -> Message<'_> {
    read_commit_with(source, None)
}

/// Reads a commit message whose comments begin with `sign`; `None` finds that out from the notes that git puts into the file.
#[must_use]
pub fn read_commit_with<'a>(source: Source<'a>, sign: Option<&str>) -> Message<'a> {
    let mut message = read_with(source, |bytes| {
        let mut content = Content::default();
        let part = text_part(bytes);
        let range = Span::new(0, part.text.len());
        let part = content.add_part(part);
        content.add_body(part, range, &[]);
        content.profile = Some(PROFILE.to_owned());
        content
    });
    let text = message.parts[0].text.clone();
    let mut marks = Vec::new();
    let comment = sign.unwrap_or_else(|| comment_sign(&text));
    let mut own = Vec::new();
    for line in lines(&text, Span::new(0, text.len())) {
        let written = line.of(&text);
        match written.strip_prefix(comment) {
            Some(rest) if rest.trim() == SCISSORS => {
                marks.push((0, RegionKind::Code, Span::new(line.start, text.len())));
                break;
            }
            Some(_) => marks.push((0, RegionKind::Code, line)),
            None => own.push(line),
        }
    }
    if let Some(first) = own.iter().position(|line| !line.of(&text).trim().is_empty()) {
        marks.push((0, RegionKind::Subject, own[first]));
        marks.extend(trailers(&text, &own[first + 1..]).map(|(kind, span)| (0, kind, span)));
        message.headers.subject = Some(own[first].of(&text).trim().to_owned());
    }
    paint(&mut message.regions, marks);
    message
}

/// Finds out what comments begin with, which `core.commentChar` may have changed.
fn comment_sign(text: &str) -> &str {
    let before = |line: &'static str| move |found: &str| found.find(line);
    let of_line = |line: &'_ str| before(SCISSORS)(line).or_else(|| before(NOTE)(line));
    let found = text.lines().find_map(|line| {
        let sign = line[..of_line(line)?].trim_end();
        (!sign.is_empty() && !sign.contains(char::is_alphanumeric)).then_some(sign)
    });
    found.unwrap_or("#")
}
