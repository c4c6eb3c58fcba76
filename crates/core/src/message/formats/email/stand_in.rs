//! Tells which of the texts that stand for one another is what readers see, where plain text and HTML do not say the same.

use std::collections::{HashMap, HashSet};

use super::leaf_text::decode_leaf;
use super::media_type::LeafKind;
use super::mime::Leaf;
use crate::message::formats::html;

/// A plain text that is longer is made of the HTML: no program writes so much in its place.
const STAND_IN_BYTES: usize = 1024;
/// So many words that only one text has, and such a share of its words in percent, are no matter of form.
const OWN_WORDS: usize = 3;
const OWN_PERCENT: usize = 30;
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
        let short = plain.alternative.filter(|_| plain.body.len() <= STAND_IN_BYTES);
        let Some(alternative) = short else { continue };
        let Some((twin, compared)) = twins.get_mut(&alternative) else { continue };
        *compared += 1;
        if *compared > MOST_PLAIN {
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
