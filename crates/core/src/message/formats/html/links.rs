//! Keeps the targets of links that carry what lets somebody in, which readers of the page do not see.

use memchr::{memchr2, memmem};
use presend_lexicon::names::RegionKind;

use crate::message::marker::Marker;
use crate::message::model::Segment;
use crate::text::{Ends, Span};

/// So many links of a page are kept.
const MOST_LINKS: usize = 64;
/// A longer target is data.
const LONGEST_LINK: usize = 4 << 10;
/// A shorter value of a query lets nobody in.
const SHORTEST_VALUE: usize = 15;

/// Stands between the scheme of an address and what follows.
const SCHEME_END: &[u8] = b"://";

/// The targets of links that may carry a secret.
#[derive(Debug, Default)]
pub(super) struct SecretLinks(Vec<String>);

impl SecretLinks {
    /// Keeps the target of a link in somebody's own words, if it may carry a secret.
    pub(super) fn add(&mut self, target: &str) {
        if self.0.len() < MOST_LINKS && target.len() <= LONGEST_LINK && may_let_in(target) {
            self.0.push(target.replace("&amp;", "&"));
        }
    }

    /// Appends those to the text that do not stand in it, as code: they are looked at, and are no words of it.
    pub(super) fn append(self, text: &mut String, segments: &mut Vec<Segment>) {
        let mut unseen = self.0;
        let shown: Vec<usize> = memmem::find_iter(text.as_bytes(), SCHEME_END).collect();
        unseen.retain(|link| !stands_in(text, &shown, link));
        unseen.dedup();
        if unseen.is_empty() {
            return;
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
        let start = text.len();
        text.push_str(&unseen.join("\n"));
        segments.retain(|segment| segment.span.start < start);
        if let Some(last) = segments.last_mut() {
            last.span = Span::new(last.span.start, last.span.end.min(start));
        }
        segments.push(Segment::marked(RegionKind::Code, Span::new(start, text.len()), Marker::CodeMarkup));
    }
}

/// Returns true if and only if a link stands in a text, of which it is known where schemes end.
fn stands_in(text: &str, schemes: &[usize], link: &str) -> bool {
    let Some(scheme) = memmem::find(link.as_bytes(), SCHEME_END) else { return text.contains(link) };
    let mut starts = schemes.iter().filter_map(|end| end.checked_sub(scheme));
    starts.any(|start| text.tail(start).starts_with(link))
}

/// Returns true if and only if an address has a password before its host, or a long value of letters and digits in its query.
fn may_let_in(target: &str) -> bool {
    if memchr2(b'@', b'=', target.as_bytes()).is_none() {
        return false;
    }
    let Some((_, rest)) = target.split_once("://") else { return false };
    let host = rest.head(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let has_password = host.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'));
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    let is_mixed = |value: &str| {
        let has = |test: fn(&u8) -> bool| value.as_bytes().iter().any(test);
        value.len() >= SHORTEST_VALUE && has(u8::is_ascii_alphabetic) && has(u8::is_ascii_digit)
    };
    has_password
        || query.split(['&', ';']).filter_map(|pair| pair.split_once('=')).any(|(_, value)| is_mixed(value))
}

#[cfg(test)]
mod tests {
    use super::super::extract;
    use super::*;

    #[test]
    fn only_links_that_may_carry_a_secret_are_kept() {
        let value = "k7Xq2RvT9mZsL4pW";
        let secret = format!("https://a.example/in?x=1&amp;token={value}");
        let shown = |html: &str| {
            let (text, segments) = extract(html);
            let code = segments.iter().filter(|segment| segment.kind == RegionKind::Code);
            let code: Vec<String> = code.map(|segment| segment.span.of(&text).to_owned()).collect();
            (text, code)
        };
        let (text, code) = shown(&format!("<p>Use <a href=\"{secret}\">this</a> now.</p>"));
        assert_eq!(text, format!("Use this now.\n\nhttps://a.example/in?x=1&token={value}"));
        assert_eq!(code, [format!("https://a.example/in?x=1&token={value}")]);
        assert_eq!(shown("<a href='https://bo:tarn@a.example/r'>r</a>").1, ["https://bo:tarn@a.example/r"]);
        for html in [
            format!("<blockquote>Use <a href=\"{secret}\">this</a></blockquote>"),
            "<a href=\"https://a.example/in?page=2\">next</a>".to_owned(),
            "<a href=\"mailto:bo@a.example\">Bo</a>".to_owned(),
            format!("<a href=\"https://a.example/?k={value}\">https://a.example/?k={value}</a>"),
        ] {
            assert!(shown(&html).1.is_empty(), "{html}");
        }
    }
}
