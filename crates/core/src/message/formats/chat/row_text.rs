//! Makes plain text of what stands in a row of a log: a column of a table, the value of an attribute, HTML.

use std::borrow::Cow;

use super::rows::Rows;
use crate::message::formats::html::{extract, reference};
use crate::text::Ends;

/// Stands above what others thought of a message.
const TAPBACKS: &str = "\nTapbacks:";

/// Returns the text of a message of which its bytes are given from the first on.
pub(super) fn text_of(rows: Rows, written: &str) -> Cow<'_, str> {
    match rows {
        Rows::Kakao | Rows::Viber => column(written),
        Rows::Sms => Cow::Owned(attribute(written)),
        Rows::Adium | Rows::Pidgin => Cow::Owned(extract(written).0),
        Rows::Psi => Cow::Owned(written.trim_end().replace("\\n", "\n").replace("\\\\", "\\")),
        Rows::Phone => match written.split_once(TAPBACKS) {
            Some((own, _)) => Cow::Owned(own.to_owned()),
            None => Cow::Borrowed(written),
        },
        Rows::Signal => Cow::Borrowed(written),
    }
}

/// Takes the quotation marks off a column.
fn column(written: &str) -> Cow<'_, str> {
    let bare = written.trim();
    match bare.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest)) {
        Some(inside) => Cow::Owned(inside.replace("\"\"", "\"")),
        None => Cow::Borrowed(written),
    }
}

/// Reads the value of an attribute up to its end, with its entities.
fn attribute(written: &str) -> String {
    let (mark, inside) = (written.head(1), written.tail(1));
    let mut rest = inside.head(inside.find(mark).unwrap_or(inside.len()));
    let mut text = String::new();
    while let Some(at) = rest.find('&') {
        let (found, length) = reference(rest.tail(at));
        text.push_str(rest.head(at));
        text.push_str(&found);
        rest = rest.tail(at + length.max(1));
    }
    text + rest
}
