//! Tests of the segments: one line for each habit of mailers and writers.

use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

use presend_lexicon::names::RegionKind;
use presend_lexicon::names::RegionKind::{Body, Code, Disclaimer, Forward, Greeting, Quote, Signature};

use super::split;
use crate::text::Span;

fn segments(text: &str) -> Vec<(RegionKind, &str)> {
    let segments = split(text, Span::new(0, text.len()), &[]);
    segments.into_iter().map(|(kind, span)| (kind, span.of(text).trim())).collect()
}

fn kinds(text: &str) -> Vec<RegionKind> {
    segments(text).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn a_whole_reply_is_cut() {
    let text = "Hi Ana,\n\nplease look again.\n\nBest regards,\nBo Lind\nHead of Shop\n+46 70 123 45 67\n\n\
        On Mon, May 5, 2025 at 10:00, Ana Silva\n<ana@example.com> wrote:\n> old\n>\n> > older\n";
    let found = segments(text);
    assert_eq!(found[0], (Greeting, "Hi Ana,"));
    assert_eq!(found[1], (Body, "please look again."));
    assert_eq!(found[2], (Signature, "Best regards,\nBo Lind\nHead of Shop\n+46 70 123 45 67"));
    assert_eq!(found[3].0, Quote);
    assert!(found[3].1.starts_with("On Mon") && found[3].1.ends_with("older"));
    assert_eq!(found.len(), 4);
}

#[test]
fn answers_between_quotes_are_own_words() {
    let text = "Ana Silva writes:\n> one?\nYes.\n\n> two?\n\nNo, never.\n";
    assert_eq!(kinds(text), [Quote, Body, Quote, Body]);
}

#[test]
fn banners_take_the_rest() {
    assert_eq!(kinds("see below\n-----Original Message-----\nFrom: x\nwords\n"), [Body, Quote]);
    assert_eq!(kinds("see\n\nFrom: Ana\nSent: Monday\nTo: Bo\nSubject: x\n\nwords\n"), [Body, Quote]);
    assert_eq!(
        kinds("----- Original Message -----\nFrom: x\nTo: y\n\n> words\n\nmy answer\n"),
        [Quote, Body]
    );
    assert_eq!(kinds("see\n\n*From:* Ana\n*Sent:* Monday\n*To:* Bo\n\nold\n"), [Body, Quote]);
    assert_eq!(kinds("fyi\n\nBegin forwarded message:\n\n> From: x\n"), [Body, Forward]);
    assert_eq!(kinds("fyi\n---------- Forwarded message ---------\nFrom: x\n"), [Body, Forward]);
    assert_eq!(kinds("fyi\n-------- Forwarded Message --------\nx\n"), [Body, Forward]);
    assert_eq!(kinds("---------------------- Forwarded by Ana on 05/05/2001 ---\nx\n"), [Forward]);
    assert_eq!(kinds("ok\n\nOn 5 May 2025, at 10:00, Ana <a@b.c> wrote:\n\nno marks here\n"), [Body, Quote]);
}

#[test]
fn attributions_in_other_languages() {
    for line in [
        "Am 05.05.2025 um 10:00 schrieb Ana Silva:",
        "Le lun. 5 mai 2025 à 10:00, Ana a écrit :",
        "El 5 de mayo de 2025, Ana escribió:",
        "Em seg., 5 de mai. de 2025, Ana escreveu:",
        "Il giorno lun 5 mag 2025, Ana ha scritto:",
        "Op ma 5 mei 2025 schreef Ana:",
        "On 5 May 2025, Ana wrote:",
    ] {
        assert_eq!(kinds(&format!("ok\n\n{line}\n> old\n")), [Body, Quote], "{line}");
    }
}

#[test]
fn prose_is_not_boilerplate() {
    for text in [
        "On the other hand he wrote:\n\nwe should go.\n",
        "From: what I hear, we lose.\nAnd that is that.\n",
        "Am I late: yes.\n",
        "Dear me, this is the worst report I have ever read from you\n",
        "Hi Ana, can you send me the report\n",
        "- one item\n- another item\n",
        "    We were told that prose may be indented.\n",
        "What???!!! No way!!!!!!!!!\n",
        "You should leave. Now.\n\nUnacceptable\n",
        "Thanks for the report\n",
    ] {
        assert_eq!(kinds(text), [Body], "{text}");
    }
}

#[test]
fn signatures() {
    assert_eq!(kinds("words\n-- \nAna\nShop\n"), [Body, Signature]);
    assert_eq!(kinds("words\n--\nAna\nShop\n"), [Body, Signature]);
    assert_eq!(kinds("words\n\nSent from my phone\n"), [Body, Signature]);
    assert_eq!(kinds("words here\n\nAna\n"), [Body, Signature]);
    assert_eq!(kinds("words here\n- Ana\n"), [Body, Signature]);
    assert_eq!(kinds("words here\n\nThanks, Ana\n"), [Body, Signature]);
    assert_eq!(kinds("words here\n\nThanks!\n"), [Body]);
    assert_eq!(
        kinds("words\n\nCheers\nAna\n\nOn 5 May 2025, Bo <b@c.d> wrote:\n> x\n"),
        [Body, Signature, Quote]
    );
}

#[test]
fn disclaimers() {
    let text = "words\n\nCheers,\nAna\n\nThis message is meant for the intended\nrecipient only. Delete it otherwise.\n";
    assert_eq!(kinds(text), [Body, Signature, Disclaimer]);
    assert_eq!(kinds("words\n\n_______________\nshop mailing list\nTo unsubscribe: x\n"), [Body, Disclaimer]);
    assert_eq!(kinds("Was Ana the intended recipient of the parcel?\n"), [Body]);
}

#[test]
fn code_is_not_prose() {
    assert_eq!(kinds("see\n```\nlet x;\n```\nok\n"), [Body, Code, Body]);
    assert_eq!(kinds("see\n```\nnever closed\n"), [Body]);
    assert_eq!(kinds("see\n\n    let x = f(y);\n    g(x);\n\nok\n"), [Body, Code, Body]);
    assert_eq!(kinds("see\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n"), [Body, Code]);
    assert_eq!(
        kinds("Traceback (most recent call last):\n  File \"x.py\", line 1\nValueError: no\nok\n"),
        [Code, Body]
    );
    assert_eq!(kinds("db.host=example\ndb.port=5432\n"), [Code]);
    assert_eq!(kinds("2025-05-05 10:00:00 WARN full\n"), [Code]);
    assert_eq!(kinds("| a | b |\n| 1 | 2 |\n"), [Code]);
}

#[test]
fn deep_quotes_are_linear() {
    let text = format!("{}\n", ">".repeat(10_000)).repeat(200);
    assert_eq!(kinds(&text), [Quote]);
    assert_eq!(kinds(&"```\n- x\n".repeat(20_001)).len(), 20_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn segments_cover_any_text(text in "(> |\n|[a-zA-Z ,:=-]{0,9}|-- \n|On |wrote:\n|```\n|é){0,40}") {
        let segments = split(&text, Span::new(0, text.len()), &[]);
        let mut end = 0;
        for (_, span) in segments {
            prop_assert_eq!(span.start, end);
            end = span.end;
        }
        prop_assert_eq!(end, text.len());
    }
}
