//! Checks on invitations: meetings that a message could replace (K006): nothing to prepare for, or one side only tells.

use super::kinds::MessageCheck;
use crate::builtin::{DECISION, WORDS};
use crate::judge::finding::{Finding, finding_at};
use crate::judge::message_context::MessageContext;
use crate::message::{Meeting, Message, RegionKind};
use crate::text::Span;
use presend_lexicon::names::{Check, WordList};

/// The checks of this family that see the whole message.
pub(super) const MESSAGE_CHECKS: &[(Check, MessageCheck)] = &[(Check::Meeting, invitation)];

/// Finds invitations to which there is nothing to prepare, or in which one side only tells.
fn invitation(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let Some(meeting) = &context.message.meeting else { return own };
    if is_excepted(meeting) {
        return Vec::new();
    }
    let title = text(context.message, &[RegionKind::Subject]);
    let body = text(context.message, &[RegionKind::Greeting, RegionKind::Body]);
    let (title_words, body_words) = (folded(&title), folded(&body));
    let holds =
        |text: &str, list: WordList| WORDS.get(list).iter().any(|phrase| text.contains(&folded(phrase)));
    let anywhere = |list: WordList| holds(&title_words, list) || holds(&body_words, list);
    if holds(&title_words, WordList::MeetingExempt)
        || anywhere(WordList::MeetingDiscussion)
        || !context.grave().is_empty()
    {
        return Vec::new();
    }
    let is_many = meeting.attendees >= DECISION.thresholds.meeting_people as usize;
    let has_agenda =
        anywhere(WordList::MeetingAgenda) || body.contains('?') || title.contains('?') || has_list(&body);
    let case =
        if is_many && !(meeting.is_recurring && has_agenda) && holds(&title_words, WordList::MeetingOneWay) {
            "only-news"
        } else if !has_agenda {
            "no-agenda"
        } else {
            return own;
        };
    match (place(context.message, rule), context.book.variant(rule, case)) {
        (Some(found), Some(variant)) => vec![found.worded(&variant)],
        _ => own,
    }
}

/// A meeting of two, an answer to an invitation, and one that is called off ask nothing of many people.
fn is_excepted(meeting: &Meeting) -> bool {
    let invites =
        meeting.method.as_deref().is_none_or(|method| matches!(method, "REQUEST" | "PUBLISH" | "ADD"));
    meeting.is_cancelled || meeting.attendees < 2 || !invites
}

/// Points at the title, else at the first word.
fn place(message: &Message<'_>, rule: u32) -> Option<Finding> {
    let title = message.regions.iter().find(|region| region.kind == RegionKind::Subject);
    match title {
        Some(region) => {
            let found = finding_at(message, rule, Some((region.part, region.span)))?;
            Some(Finding { region: RegionKind::Subject, ..found })
        }
        None => finding_at(message, rule, None),
    }
}

fn text(message: &Message<'_>, kinds: &[RegionKind]) -> String {
    let of = |part: usize, span: Span| message.parts.get(part).map_or("", |part| span.of(&part.text));
    let regions = message.regions.iter().filter(|region| kinds.contains(&region.kind));
    regions.map(|region| of(region.part, region.span)).collect::<Vec<_>>().join("\n")
}

/// Returns the words in small letters, a blank before and behind each.
fn folded(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + &word.to_lowercase() + " ")
}

/// Returns true if and only if two lines or more are points of a list.
fn has_list(body: &str) -> bool {
    let is_point = |line: &&str| {
        let line = line.trim_start();
        let number = line.trim_start_matches(|character: char| character.is_ascii_digit());
        let is_numbered = number.len() < line.len() && number.starts_with(['.', ')', ':']);
        is_numbered || ["- ", "* ", "+ ", "• ", "– "].iter().any(|mark| line.starts_with(mark))
    };
    body.lines().filter(is_point).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_in_small_letters_and_sorted() {
        for list in [
            WordList::MeetingAgenda,
            WordList::MeetingDiscussion,
            WordList::MeetingExempt,
            WordList::MeetingOneWay,
        ] {
            let phrases: Vec<&str> = WORDS.get(list).iter().collect();
            assert!(phrases.len() > 10, "{list}");
            assert!(phrases.iter().all(|phrase| *phrase == phrase.to_lowercase()), "{phrases:?}");
            assert!(phrases.is_sorted(), "{phrases:?}");
        }
    }

    #[test]
    fn lists_are_seen() {
        assert!(has_list("1. oven\n2. tiles") && has_list("- oven\n\n - tiles"));
        assert!(!has_list("- oven") && !has_list("2026 was good\n3 of us") && !has_list(""));
    }
}
