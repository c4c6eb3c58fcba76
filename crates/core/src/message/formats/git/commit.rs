//! Reads a commit message as git hands it to its editor and hooks.

use presend_lexicon::names::RegionKind;

use super::cleanup::{Cleanup, CommentRule, above_states, is_scissors};
use super::paint::paint;
use super::trailers::{PROFILE, lines, trailers};
use crate::message::formats::text;
use crate::message::model::Message;
use crate::text::{Ends, Source, Span};

/// What Mercurial, Jujutsu and Subversion write for the person at the editor.
const NOTES: [&str; 4] = [
    "\nHG: Enter commit message",
    "\nJJ: Lines starting with",
    "\nJJ: This commit contains",
    "JJ: Enter a description",
];
const IGNORED: &[u8] = b"\n--This line, and those below, will be ignored--";

/// Returns true if and only if a text holds what Mercurial, Jujutsu or Subversion write for the person at the editor.
pub(crate) fn is_commit(bytes: &[u8]) -> bool {
    // Hardly a capital of a text is one of these, so that one pass is enough for all notes with them.
    memchr::memchr2_iter(b'H', b'J', bytes).any(|at| {
        let stands = |note: &[u8]| {
            let begin = at.checked_sub(usize::from(note.starts_with(b"\n")));
            begin.is_some_and(|begin| bytes.tail(begin).starts_with(note))
        };
        NOTES.iter().any(|note| stands(note.as_bytes()))
    }) || memchr::memmem::find(bytes, IGNORED).is_some()
}

/// Reads a commit message as git hands it to its editor and hooks. Its first line is the subject; comments, what stands
/// below the scissors, and trailers are not anybody's words to a reader.
pub(crate) fn read_commit(source: Source<'_>) -> Message<'_> {
    read_commit_with(source, CommentRule::default())
}

/// Reads a commit message as git's settings say; what they do not say is found out from the notes in the file.
#[must_use]
pub fn read_commit_with<'a>(source: Source<'a>, rule: CommentRule<'_>) -> Message<'a> {
    let is_gits = ["_EDITMSG", "_MSG"].iter().any(|end| source.name.ends_with(end));
    let mut message = text::read(source);
    message.profile = Some(PROFILE.to_owned());
    let Some(text) = message.parts.first().map(|part| part.text.clone()) else { return message };
    let mut marks = Vec::new();
    let (sign, cleanup) = rule.complete(&text, is_gits);
    let mut own = Vec::new();
    let end = if rule == CommentRule::default() { above_states(&text) } else { text.len() };
    marks.push((0, RegionKind::Code, Span::new(end, text.len())));
    for line in lines(&text, Span::new(0, end)) {
        let written = line.of(&text);
        match written.strip_prefix(sign).filter(|_| cleanup != Cleanup::Nothing) {
            Some(rest) if is_scissors(rest) => {
                marks.push((0, RegionKind::Code, Span::new(line.start, text.len())));
                break;
            }
            Some(_) if cleanup == Cleanup::Comments => marks.push((0, RegionKind::Code, line)),
            _ => own.push(line),
        }
    }
    let full = own.iter().position(|line| !line.of(&text).trim().is_empty());
    if let Some((subject, body)) = full.and_then(|first| own.get(first..)?.split_first()) {
        marks.push((0, RegionKind::Subject, *subject));
        marks.extend(trailers(&text, body).map(|(kind, span)| (0, kind, span)));
        message.headers.subject = Some(subject.of(&text).trim().to_owned());
    }
    paint(&mut message.regions, marks);
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pass_finds_the_notes_that_a_search_for_each_finds() {
        for before in ["", "\n", "H", "J\n", "Hens lay\nJanuary ", "HG: Enter\n"] {
            let others = [str::from_utf8(IGNORED).unwrap(), "\nHG: user: Ana", "\nJJ: Enter", "--"];
            for note in NOTES.into_iter().chain(others) {
                for text in [format!("{before}{note} x"), format!("{before}{}", note.trim_start())] {
                    let is_note = NOTES.iter().any(|note| text.contains(note));
                    let has_note = is_note || text.contains(str::from_utf8(IGNORED).unwrap());
                    assert_eq!(is_commit(text.as_bytes()), has_note, "{text:?}");
                }
            }
        }
    }
}
