//! Decodes the texts that stand for one another in a mail, of which a reader sees one.

use super::header::Fields;
use super::leaf_text::decode_leaf;
use super::media_type::LeafKind;
use super::mime::leaves;
use super::reader::head_start;

/// Returns the texts of each `multipart/alternative` of a mail with their part numbers, HTML with its tags.
pub(crate) fn alternatives(mail: &[u8]) -> Vec<(String, String)> {
    let fields = Fields::parse(mail, head_start(mail));
    let leaves = leaves(mail, &fields);
    let texts = leaves
        .into_iter()
        .filter(|leaf| leaf.alternative.is_some() && matches!(leaf.kind, LeafKind::Plain | LeafKind::Html));
    texts
        .map(|leaf| {
            let (text, _) = decode_leaf(leaf.body.of_bytes(mail), &leaf);
            (leaf.label, text)
        })
        .collect()
}
