//! Lays what is known about a draft over what the draft says itself.

use std::borrow::Cow;

use super::formats::email;
use super::model::{Headers, Message, Origin, Part, Region};
use super::transfer::Coding;
use crate::text::{Source, Span};
use presend_lexicon::names::RegionKind;

impl Headers {
    /// Reads the fields of a mail's head; `name` is what they are read from.
    #[must_use]
    pub fn parse(name: &str, mut head: Vec<u8>) -> Headers {
        head.extend_from_slice(b"\n\n");
        email::read(Source::new(name, head)).headers
    }

    /// Reads lists of addresses, those of From, To, Cc and Bcc, as a mail's header would be read.
    #[must_use]
    pub fn of_lists(lists: [&[String]; 4]) -> Headers {
        let mut text = String::new();
        let one_line = |value: &str| value.replace(['\r', '\n'], " ");
        for (name, values) in ["From", "To", "Cc", "Bcc"].into_iter().zip(lists) {
            if !values.is_empty() {
                text += &format!("{name}: {}\n", one_line(&values.join(", ")));
            }
        }
        if text.is_empty() { Headers::default() } else { Headers::parse("options", text.into_bytes()) }
    }

    /// Lays these fields over a draft's own; a subject takes the place of the one that was linted.
    pub fn lay_over(&self, message: &mut Message<'_>) {
        message.headers.take_over(self);
        let Some(subject) = &self.subject else { return };
        let origin = Origin::Decoded { span: Span::new(0, 0), coding: Coding::Opaque };
        let text = Cow::Owned(subject.clone());
        message.parts.push(Part { label: Some(Cow::Borrowed("subject")), text, origin });
        message.regions.retain(|region| region.kind != RegionKind::Subject);
        let part = message.parts.len() - 1;
        let span = Span::new(0, subject.len());
        message.regions.insert(0, Region::new(RegionKind::Subject, part, span));
    }

    /// Takes over the fields of others: what is empty there stays as it is.
    pub fn take_over(&mut self, over: &Headers) {
        let (mut from, mut reply_to) = (None, None);
        let places = &mut self.places;
        // What was laid over has no place in the draft.
        for (own, over, place) in [
            (&mut self.from, &over.from, &mut from),
            (&mut self.to, &over.to, &mut places.to),
            (&mut self.cc, &over.cc, &mut places.cc),
            (&mut self.bcc, &over.bcc, &mut places.bcc),
            (&mut self.reply_to, &over.reply_to, &mut reply_to),
        ] {
            if !over.is_empty() {
                own.clone_from(over);
                *place = None;
            }
        }
        if over.date.is_some() {
            places.date = None;
            self.is_date_given = true;
        }
        for (own, over) in [
            (&mut self.subject, &over.subject),
            (&mut self.date, &over.date),
            (&mut self.presend, &over.presend),
        ] {
            if over.is_some() {
                own.clone_from(over);
            }
        }
        if !over.references.is_empty() {
            self.references.clone_from(&over.references);
        }
        self.is_bulk |= over.is_bulk;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Format, read};

    #[test]
    fn fields_take_the_place_of_the_drafts_own() {
        let mail = "To: bo@example.com\nCc: al@example.com\nSubject: Kiln\n\nIt is hot.\n";
        let mut message = read(Source::new("a.eml", mail.as_bytes()), Format::Email);
        let to = ["Zoe <zoe@example.org>".to_owned(), "yu@example.org\nBcc: eve@example.com".to_owned()];
        let mut over = Headers::of_lists([&[], &to, &[], &[]]);
        over.subject = Some("Lunch".to_owned());
        over.lay_over(&mut message);
        let headers = &message.headers;
        assert_eq!(headers.to.first().map(|first| &*first.address), Some("zoe@example.org"));
        assert_eq!((headers.cc.len(), headers.bcc.len()), (1, 0), "{headers:?}");
        let subjects = message.regions.iter().filter(|region| region.kind == RegionKind::Subject);
        let texts: Vec<&str> =
            subjects.map(|region| region.span.of(&message.parts[region.part].text)).collect();
        assert_eq!(texts, ["Lunch"]);
    }
}
