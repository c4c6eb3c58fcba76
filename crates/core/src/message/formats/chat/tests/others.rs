//! Tests that words of others in a chat are told from what was said.

use presend_lexicon::names::RegionKind;

use super::{list, said};
use crate::message::formats::chat::{LogStyle, Messages, read};
use crate::text::Source;

#[test]
fn days_may_have_names_in_front_of_the_time() {
    let log = "[Monday 9:03 PM] Ana Reis\nis it off?\n[Monday 9:10 PM] Bo\nyes\n[Yesterday 9:20 PM] Ana Reis\ngood\n";
    let want =
        [said("Ana Reis", "is it off?", 1, 1), said("Bo", "yes", 1, 3), said("Ana Reis", "good", 1, 5)];
    assert_eq!(list(log), want);
    let log = log
        .replace("Monday 9:03 PM", "09:03")
        .replace("Monday 9:10 PM", "09:10")
        .replace("Yesterday 9:20 PM", "Gestern 09:20");
    assert_eq!(list(&log), want);
}

#[test]
fn addresses_may_stand_for_names() {
    let log = "(15:04:10) Ana: off?\n(15:05:10) bo@example.com/home: yes\n(15:06:10) Ana: good\n";
    let want =
        [said("Ana", "off?", 1, 1), said("bo@example.com/home", "yes", 1, 2), said("Ana", "good", 1, 3)];
    assert_eq!(list(log), want);
}

/// Returns the own words of each message.
fn own(log: &str) -> Vec<String> {
    let messages = Messages::new(log.as_bytes(), LogStyle::of(log.as_bytes()));
    let own = messages.map(|raw| {
        let message = read(Source::new("log", raw.expect("memory does not fail").bytes));
        let own = message.regions.iter().filter(|region| region.kind == RegionKind::Body);
        let words = own.map(|region| region.span.of(&message.parts[region.part].text).trim());
        words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("|")
    });
    own.collect()
}

#[test]
fn what_is_passed_on_is_not_said() {
    let log = "Ana, [3 Nov 2026 at 15:04]\nlook\n\nBo, [3 Nov 2026 at 15:11]\n[Forwarded from News]\nthe mill burns\n\n\
        Ana, [3 Nov 2026 at 15:14]\nwhat is [Forwarded from News]\nfor?\n";
    assert_eq!(own(log), ["look", "", "what is [Forwarded from News]\nfor?"]);
}

#[test]
fn what_a_call_repeats_is_not_said() {
    let log = "15:04:05\t From  Ana  to  Everyone:\n\tis it off?\n15:05:05\t From  Bo  to  Everyone:\n\tReplying to \"is it off?\"\n\t\n\tyes\n\
        15:05:25\t From  Cy  to  Everyone:\n\tReacted to \"is it off?\" with 👍\n15:06:25\t From  Bo  to  Ana(Direct Message):\n\tReplying to you is hard\n";
    assert_eq!(own(log), ["is it off?", "yes", "", "Replying to you is hard"]);
}
