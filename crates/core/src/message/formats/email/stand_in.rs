//! Tells which of the texts that stand for one another is read, where plain text and HTML do not say the same, or only HTML says whose words they are.

use std::collections::{HashMap, HashSet};

use memchr::memmem;
use presend_lexicon::names::RegionKind;

use super::leaf_text::decode_leaf;
use super::media_type::LeafKind;
use super::mime::Leaf;
use crate::message::formats::html;
use crate::message::model::Segment;
use crate::message::segment::split;
use crate::text::Span;

/// A plain text that is longer is made of the HTML: no program writes so much in its place.
const STAND_IN_BYTES: usize = 1024;
/// So many words that only one text has, and such a share of its words in percent, are no matter of form.
const OWN_WORDS: usize = 3;
const OWN_PERCENT: usize = 30;
/// A longer page is not read for its quotations alone.
const QUOTING_BYTES: usize = 256 * 1024;
/// So many plain texts of one alternative are compared: a program writes one.
const MOST_PLAIN: usize = 8;

/// What is not to be read of alternatives whose texts differ.
#[derive(Debug, Default)]
pub(super) struct StandIns {
    /// Alternatives of which the HTML is read although there is a plain text.
    pub(super) in_html: HashSet<usize>,
    /// Of these, those whose plain text says nothing that the HTML does not say.
    pub(super) plain_left_out: HashSet<usize>,
}

/// Looks for alternatives whose short plain text is not what the HTML says: "this mail needs a reader of HTML".
pub(super) fn stand_ins(bytes: &[u8], leaves: &[Leaf]) -> StandIns {
    let mut found = StandIns::default();
    let mut twins: HashMap<usize, (&Leaf, usize)> = HashMap::new();
    for html in leaves.iter().filter(|leaf| leaf.kind == LeafKind::Html) {
        html.alternative.into_iter().for_each(|id| _ = twins.entry(id).or_insert((html, 0)));
    }
    for plain in leaves.iter().filter(|leaf| leaf.kind == LeafKind::Plain) {
        let Some(alternative) = plain.alternative else { continue };
        let Some((twin, compared)) = twins.get_mut(&alternative) else { continue };
        *compared += 1;
        if *compared > MOST_PLAIN {
            continue;
        }
        if only_html_quotes(bytes, plain, twin) {
            found.in_html.insert(alternative);
            found.plain_left_out.insert(alternative);
            continue;
        }
        if plain.body.len() > STAND_IN_BYTES {
            continue;
        }
        let (text, _) = decode_leaf(plain.body.of_bytes(bytes), plain);
        let (page, _) = decode_leaf(twin.body.of_bytes(bytes), twin);
        let (page, _) = html::extract(&page);
        let (in_text, in_page) = (words(&text), words(&page));
        if says_more(&in_page, &in_text) {
            found.in_html.insert(alternative);
            if !says_more(&in_text, &in_page) {
                found.plain_left_out.insert(alternative);
            }
        }
    }
    found
}

/// Returns true if and only if the HTML says which words are of the message that is answered, and the plain text with the same words
/// does not: some programs lose the marks on the way.
fn only_html_quotes(bytes: &[u8], plain: &Leaf, html: &Leaf) -> bool {
    let (raw, page) = (plain.body.of_bytes(bytes), html.body.of_bytes(bytes));
    let may_differ = page.len() <= QUOTING_BYTES
        && memmem::find(page, b"<blockquote").is_some()
        && !raw.starts_with(b">")
        && memmem::find(raw, b"\n>").is_none();
    if !may_differ {
        return false;
    }
    let (text, _) = decode_leaf(raw, plain);
    let is_others = |segment: &Segment| matches!(segment.kind, RegionKind::Quote | RegionKind::Forward);
    if split(&text, Span::new(0, text.len()), &[]).iter().any(is_others) {
        return false;
    }
    let (page, fixed) = html::extract(&decode_leaf(page, html).0);
    let (in_text, in_page) = (words(&text), words(&page));
    let quoted: usize =
        fixed.iter().filter(|one| is_others(one)).map(|one| words(one.span.of(&page)).len()).sum();
    quoted >= OWN_WORDS && !says_more(&in_text, &in_page) && !says_more(&in_page, &in_text)
}

fn words(text: &str) -> HashSet<String> {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Returns true if and only if one text has words enough that the other does not have.
fn says_more(one: &HashSet<String>, other: &HashSet<String>) -> bool {
    let own = one.difference(other).count();
    own >= OWN_WORDS && own * 100 >= one.len() * OWN_PERCENT
}
