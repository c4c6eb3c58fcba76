//! Finds the region of a place, however many regions a message has.

use super::model::{Message, Region};
use crate::text::Span;

/// The regions of a message by part and place.
#[derive(Debug, Clone, Default)]
pub(crate) struct RegionMap {
    sorted: Vec<Region>,
}

impl RegionMap {
    /// Sorts the regions of a message, which stand in reading order already but for their parts.
    #[must_use]
    pub(crate) fn of(message: &Message<'_>) -> RegionMap {
        let mut sorted = message.regions.clone();
        sorted.sort_by_key(|region| (region.part, region.span));
        RegionMap { sorted }
    }

    /// Returns the region in which the first byte of a span stands.
    #[must_use]
    pub(crate) fn at_start(&self, part: usize, span: Span) -> Option<&Region> {
        let after =
            self.sorted.partition_point(|region| (region.part, region.span.start) <= (part, span.start));
        let region = self.sorted.get(after.checked_sub(1)?)?;
        (region.part == part && span.start < region.span.end).then_some(region)
    }

    /// Returns the region that holds all of a span.
    #[must_use]
    pub(crate) fn around(&self, part: usize, span: Span) -> Option<&Region> {
        let after =
            self.sorted.partition_point(|region| (region.part, region.span.start) <= (part, span.start));
        let region = self.sorted.get(after.checked_sub(1)?)?;
        (region.part == part && region.span.contains(span)).then_some(region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Format, read};
    use crate::text::Source;

    #[test]
    fn every_place_is_found_in_the_region_that_a_walk_over_all_finds() {
        let mail = "Subject: =?utf-8?B?w6k=?=\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nHi Bo,\n\nyes.\n> no\n\
            \n--q\nContent-Type: text/html\n\n<p>a</p><blockquote>b</blockquote><p>c</p>\n--q--\n";
        let message = read(Source::new("t.eml", mail.as_bytes()), Format::Email);
        let map = RegionMap::of(&message);
        assert!(message.regions.len() > 5, "{:?}", message.regions);
        for (part, text) in message.parts.iter().enumerate() {
            for start in 0..text.text.len() {
                let span = Span::new(start, (start + 2).min(text.text.len()));
                let walk = |holds: &dyn Fn(&Region) -> bool| {
                    message.regions.iter().find(|region| region.part == part && holds(region))
                };
                assert_eq!(map.around(part, span), walk(&|region| region.span.contains(span)));
                let at = |region: &Region| region.span.start <= start && start < region.span.end;
                assert_eq!(map.at_start(part, span), walk(&at));
            }
        }
    }
}
