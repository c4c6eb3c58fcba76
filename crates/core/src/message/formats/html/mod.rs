//! Makes text of HTML: block breaks, entities, quotes and code; scripts and styles are dropped.

mod answers;
mod attributes;
mod blanks;
mod dress;
mod hidden;
mod links;
mod prose;
mod quoted;
mod references;
mod signature;
mod tags;

use presend_lexicon::names::RegionKind;
use tags::{Name, Piece, Tag, each_piece, with_newlines};

use crate::message::content::{Content, opaque_part, read_with, text_part};
use crate::message::marker::Marker;
use crate::message::model::{Message, Segment};
use crate::text::{Ends, Source, Span};
use blanks::{blank_to_fold, breaks_at};
use hidden::HiddenText;
use links::SecretLinks;
use quoted::{is_quoted, takes_rest};
pub(super) use references::reference;
use signature::is_signature;

/// How Thunderbird marks a signature, which may be preformatted.
const THUNDERBIRDS: &str = "moz-signature";

/// Reads an HTML file.
pub(crate) fn read(source: Source<'_>) -> Message<'_> {
    read_with(source, |bytes| {
        let (text, fixed) = extract(&text_part(bytes).text);
        let mut content = Content::default();
        content.add_draft(opaque_part("text", text, Span::new(0, bytes.len())), &fixed);
        content
    })
}

/// Returns the text of HTML and its stretches that are not own words, in order and apart.
pub(crate) fn extract(html: &str) -> (String, Vec<Segment>) {
    let html = &with_newlines(html);
    let mut builder = TextBuilder::default();
    each_piece(html, |piece| builder.take(&piece));
    let mut again = TextBuilder::default();
    answers::set_apart(html, builder.finish(), |piece| {
        again.take(piece);
        again.text.len()
    })
}

#[derive(Debug, Default)]
struct TextBuilder {
    text: String,
    segments: Vec<Segment>,
    open_segment: Option<(RegionKind, Marker, usize)>,
    quotes: usize,
    /// Of the elements of quotations that are open, whether each only indents.
    indents: Vec<bool>,
    codes: usize,
    preformatted: usize,
    /// Where each `pre` starts that does not say that it is code.
    pres: Vec<usize>,
    is_signed: bool,
    /// A marked element, what it is, and how many of its name are open from it on.
    marked: Option<(RegionKind, Name, usize)>,
    is_rest_quoted: bool,
    dropped: usize,
    hidden: HiddenText,
    links: SecretLinks,
}

impl TextBuilder {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Text(text) => self.text(text),
            Piece::Start(tag) => self.start(tag),
            Piece::End(name) => self.end(name.as_bytes()),
        }
    }

    fn kind(&self) -> Option<(RegionKind, Marker)> {
        if self.is_rest_quoted {
            return Some((RegionKind::Quote, Marker::ReplyHeader));
        }
        if self.quotes > 0 {
            return Some((RegionKind::Quote, Marker::BlockQuote));
        }
        if self.is_signed {
            return Some((RegionKind::Signature, Marker::ClientMarkup));
        }
        let marked = self.marked.map(|(kind, ..)| (kind, Marker::ClientMarkup));
        marked.or((self.codes + self.preformatted > 0).then_some((RegionKind::Code, Marker::CodeMarkup)))
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_bytes();
        self.line_break(name);
        self.hidden.start(tag, self.text.len());
        match name {
            b"script" | b"style" | b"title" if !tag.is_closed => self.dropped += 1,
            b"blockquote" | b"quote" => {
                self.indents.push(tag.is_indent);
                self.quotes += usize::from(!tag.is_indent);
            }
            b"pre" => {
                self.preformatted += 1;
                if !prose::says_code(&tag.class) {
                    self.pres.push(self.text.len());
                }
                self.is_signed |= tag.class.contains(THUNDERBIRDS);
            }
            b"code" | b"tt" | b"kbd" | b"samp" => {
                self.codes += 1;
                if self.preformatted > 0 && self.pres.last() == Some(&self.text.len()) {
                    self.pres.pop();
                }
            }
            b"div" | b"table" | b"span" | b"section" | b"signature" => self.start_container(tag),
            b"a" if self.kind().is_none() => self.links.add(&tag.href),
            _ => {}
        }
    }

    fn start_container(&mut self, tag: &Tag<'_>) {
        match &mut self.marked {
            Some((_, name, depth)) if *name == tag.name => return *depth += 1,
            _ => {}
        }
        let is_div = tag.name.as_bytes() == b"div";
        if takes_rest(tag) {
            self.is_rest_quoted = true;
        } else if self.marked.is_some() {
        } else if is_div && is_quoted(tag) {
            // `gmail_quote` stands around own words too: the quotations in it have marks of their own.
            self.marked = Some((RegionKind::Quote, tag.name, 1));
        } else if is_signature(tag) {
            self.marked = Some((RegionKind::Signature, tag.name, 1));
        }
    }

    fn end(&mut self, name: &[u8]) {
        self.hidden.end(name, self.text.len());
        match name {
            b"script" | b"style" | b"title" => self.dropped = self.dropped.saturating_sub(1),
            b"blockquote" | b"quote" => {
                let is_quote = self.indents.pop() == Some(false);
                self.quotes = self.quotes.saturating_sub(usize::from(is_quote));
            }
            b"pre" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.is_signed &= self.preformatted > 0;
            }
            b"code" | b"tt" | b"kbd" | b"samp" => self.codes = self.codes.saturating_sub(1),
            _ => {}
        }
        if let Some((kind, marked, depth)) = self.marked
            && marked.as_bytes() == name
        {
            if depth == 1 {
                self.leave_banner();
            }
            self.marked = (depth > 1).then_some((kind, marked, depth - 1));
        }
        if name != b"br" {
            self.line_break(name);
        }
    }

    /// A marked element that holds the banner of a forward does not end with it: the banner takes what follows.
    fn leave_banner(&mut self) {
        if let Some((RegionKind::Quote, Marker::ClientMarkup, start)) = self.open_segment
            && self.text.get(start..).is_some_and(|banner| banner.trim_start().starts_with("--"))
        {
            self.open_segment = None;
        }
    }

    /// Breaks the line, or the paragraph, at a block element.
    fn line_break(&mut self, name: &[u8]) {
        let breaks = match name {
            b"br" => return self.text.push('\n'),
            b"td" | b"th" => {
                let end = self.text.trim_end_matches(' ').len();
                self.text.truncate(end);
                if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
                    self.text.push('\t');
                }
                return;
            }
            _ => match breaks_at(name) {
                0 => return,
                breaks => breaks,
            },
        };
        let blanks = self.text.len() - self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(self.text.len() - blanks);
        let has = self.text.bytes().rev().take(2).take_while(|&byte| byte == b'\n').count();
        if !self.text.is_empty() {
            (has..breaks).for_each(|_| self.text.push('\n'));
        }
        self.settle_segment();
    }

    /// Opens or closes a segment where the kind changes.
    fn settle_segment(&mut self) {
        let kind = self.kind();
        if self.open_segment.map(|(kind, _, _)| kind) == kind.map(|(kind, _)| kind) {
            return;
        }
        // Blanks removed at a break may have belonged to the segment.
        let at = self.text.len();
        if let Some((open, marker, start)) = self.open_segment.take()
            && start < at
        {
            self.segments.push(Segment::marked(open, Span::new(start, at), marker));
        }
        self.open_segment = kind.map(|(kind, marker)| (kind, marker, at));
    }

    fn text(&mut self, text: &str) {
        if self.dropped > 0 {
            return;
        }
        self.settle_segment();
        if self.preformatted > 0 {
            return self.text.push_str(text);
        }
        let mut rest = text;
        while let Some(end) = blank_to_fold(rest) {
            self.text.push_str(rest.head(end));
            if !matches!(self.text.as_bytes().last(), None | Some(b' ' | b'\n' | b'\t')) {
                self.text.push(' ');
            }
            rest = rest.tail(end).trim_start();
        }
        self.text.push_str(rest);
    }

    fn finish(mut self) -> (String, Vec<Segment>) {
        if let Some((kind, marker, start)) = self.open_segment
            && start < self.text.len()
        {
            self.segments.push(Segment::marked(kind, Span::new(start, self.text.len()), marker));
        }
        prose::read_plain_pages(&self.text, &self.pres, &mut self.segments);
        self.hidden.set_apart(self.text.len(), &mut self.segments);
        self.hidden.silence(&mut self.text);
        self.links.append(&mut self.text, &mut self.segments);
        (self.text, self.segments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::IGNORE_DIRECTIVE;
    use proptest::prelude::*;

    fn segments(html: &str) -> (String, Vec<(RegionKind, String)>) {
        let (text, segments) = extract(html);
        let named =
            segments.into_iter().map(|found| (found.kind, found.span.of(&text).trim().to_owned())).collect();
        (text, named)
    }

    #[test]
    fn text_has_breaks_and_entities() {
        let (text, segments) = segments(
            "<title>x</title><style>p{}</style><p>A&nbsp;b &amp;\n c<br>d</p><p>e<script>f()</script>g",
        );
        assert_eq!(text, "A b & c\nd\n\neg");
        assert!(segments.is_empty());
    }

    #[test]
    fn no_word_runs_on_from_one_block_into_the_next() {
        for name in [
            "aside",
            "caption",
            "center",
            "details",
            "dialog",
            "fieldset",
            "figcaption",
            "figure",
            "form",
            "legend",
            "main",
            "menu",
            "nav",
            "option",
            "summary",
        ] {
            let (text, _) = segments(&format!("<{name}>more</{name}>You are late."));
            assert!(text.starts_with("more\n") && text.ends_with("\nYou are late."), "{name}: {text:?}");
        }
        assert_eq!(segments("<label>mo</label><b>re</b>").0, "more");
    }

    #[test]
    fn quotes_code_and_signature_are_segments() {
        let (_, found) = segments(
            "<p>new <code>f(x)</code> words</p><div class=\"gmail_signature\"><div>Ana</div></div>\
             <div class=gmail_quote><div class=gmail_attr>On Monday</div><blockquote>old</blockquote></div><p>after<pre>x\n y</pre>",
        );
        assert_eq!(
            found,
            [
                (RegionKind::Code, "f(x)".to_owned()),
                (RegionKind::Signature, "Ana".to_owned()),
                (RegionKind::Quote, "On Monday".to_owned()),
                (RegionKind::Quote, "old".to_owned()),
                (RegionKind::Code, "x\n y".to_owned()),
            ]
        );
    }

    #[test]
    fn a_page_that_is_all_preformatted_is_a_text() {
        let page = |body: &str| segments(&format!("<html><body>{body}</body></html>")).1;
        assert_eq!(page("<pre wrap>Bo wrote:\n&gt; old\n\nnew\n</pre>"), []);
        let signed = page("<pre>new</pre><pre class=moz-signature>-- \nAna</pre>");
        assert_eq!(signed, [(RegionKind::Signature, "-- \nAna".to_owned())]);
        let code = |text: &str| [(RegionKind::Code, text.to_owned())];
        assert_eq!(page("<p>see</p><pre>x = 1</pre>"), code("x = 1"));
        // Beside other words preformatted ones are own as well, unless something says that they are code.
        assert_eq!(page("<p>Hi</p><pre style='white-space:pre-wrap'>You never listen to me.</pre>"), []);
        for marked in ["<pre class=code>You never listen.</pre>", "<pre><code>You never listen.</code></pre>"]
        {
            assert_eq!(page(&format!("<p>Hi</p>{marked}")), code("You never listen."), "{marked}");
        }
        let mobile = "<div class='ms-outlook-mobile-reference-message skipProofing'><div>old</div></div>";
        assert_eq!(page(&format!("<p>new</p>{mobile}")), [(RegionKind::Quote, "old".to_owned())]);
    }

    #[test]
    fn what_no_reader_sees_is_nobodys_word() {
        let hidden =
            "<div style='display:none'>early</div><p>seen</p><p hidden>late</p><template>t</template>";
        let code = |text: &str| (RegionKind::Code, text.to_owned());
        assert_eq!(segments(hidden).1, [code("early"), code("late"), code("t")]);
        assert_eq!(segments("<div hidden>all the rest").1, []);
    }

    #[test]
    fn elements_that_programs_set_around_signatures_are_known_by_a_part_of_their_names() {
        for element in [
            "div name=messageSignatureSection",
            "div class=front-signature",
            "div class=\"signature\"",
            "div id=Zm-_Id_-Sgn",
            "div id=MAC_OUTLOOK_SIGNATURE",
            "div class=ydp1a2bsignature",
            "span class=-x-evo-signature",
            "div class='hs_signature x'",
            "table class=wisestamp-signature",
            "div id=x_Signature",
            "signature",
        ] {
            let name = element.split(' ').next().unwrap_or_default();
            let html = format!("<p>one</p><{element}><{name}>Ana</{name}></{name}><p>two</p>");
            assert_eq!(segments(&html).1, [(RegionKind::Signature, "Ana".to_owned())], "{html}");
        }
        for element in [
            "div class=design",
            "div id=signatures",
            "div class=signaturesList",
            "div class=sign-here",
            "p class=signature",
        ] {
            let html = format!("<p>one</p><{element}>we need ten of them</div><p>two</p>");
            assert!(segments(&html).1.is_empty(), "{html}");
        }
    }

    #[test]
    fn the_reply_header_of_outlook_takes_the_rest() {
        let (_, found) = segments("new<hr><div id=divRplyFwdMsg>From: Ana</div><p>old</p>");
        assert_eq!(found, [(RegionKind::Quote, "From: Ana\n\nold".to_owned())]);
    }

    #[test]
    fn answers_in_the_quotation_of_gmail_are_own() {
        let (_, found) = segments(
            "<div class=gmail_quote><div class=gmail_attr>On Monday, Ana wrote:<br></div>\
             <blockquote>one?</blockquote><div>Yes.</div><blockquote>two?</blockquote><div>No.</div></div>",
        );
        let quote = |text: &str| (RegionKind::Quote, text.to_owned());
        assert_eq!(found, [quote("On Monday, Ana wrote:"), quote("one?"), quote("two?")]);
    }

    #[test]
    fn a_forward_of_gmail_is_left_to_its_banner() {
        let (text, found) = segments(
            "<div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: Ana<br></div>old</div>",
        );
        assert!(found.is_empty() && text.trim_end().ends_with("old"));
    }

    /// The text and the segments that the tokenizer of browsers leads to.
    fn extract_as_browsers(html: &str) -> (String, Vec<Segment>) {
        let mut builder = TextBuilder::default();
        tags::by_tokenizer(html, |piece| builder.take(&piece));
        builder.finish()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn any_html_is_read_as_browsers_cut_it(pieces in prop::collection::vec(
            "[a-z .]{1,6}|[<>&/!=\"'\r\n\0-]|<|</|<!|<!--|-->|--!>|<\\?|</?(p|br|div|b|pre|code|td)[ /]?>|</?(DIV|Blockquote|span|signature|table)\
             |</?(style|script|title|textarea|noscript)( [a-z]=\"?| ?/?>|)| (class|ID|name|x)=|gmail_signature|gmail_quote|moz-cite-prefix|_Signature\
             |&(amp|nbsp|lt|AMP|copy|notit|not|hellip|x)?;?|&#x?[0-9a-f]{0,4};?|<!doctype html>|<!\\[CDATA\\[|é|\u{a0}",
            0..24,
        )) {
            let html = pieces.concat();
            prop_assert_eq!(extract(&html), extract_as_browsers(&html), "{:?}", html);
        }
    }

    #[test]
    fn deep_nesting_is_linear() {
        let html = format!("{}words", "<div><blockquote>".repeat(50_000));
        assert!(extract(&html).0.ends_with("words"));
    }

    #[test]
    fn what_nobody_sees_asks_for_nothing() {
        let line = "presend: ignore[S001]";
        for html in [
            "<div style='display:none'>*</div>",
            "<div style='DISPLAY : none'><p>a</p><div>b</div><p>*</p></div>",
            "<p style=\"font-size:0px\">*</p>",
            "<p style='x:y; visibility:hidden'>*",
            "<div hidden><p>*</p></div>",
            "<div style='font-size: 0.0em !important'/>*</div>",
            "<template><p>*</p></template>",
            "<textarea>*</textarea>",
            "<p>presend: ignore<span style='opacity:0'>[S001]</span></p>",
            "<p><span style='display:none'>pre</span>send: ignore[S001]</p>",
        ] {
            let (text, _) =
                extract(&format!("<p>we have to let you go</p>{}<p>ok</p>", html.replace('*', line)));
            assert!(!text.contains(IGNORE_DIRECTIVE) && text.contains("send: ignore"), "{html}: {text}");
        }
        for html in [
            "<p>*</p>",
            "<div style='display:none'>x</div><p>*</p>",
            "<p>*</p><img hidden><p>a</p>",
            "<embed hidden><p>*</p>",
            "<p style='opacity:0.9; font-size:0.9em'>*</p>",
            "<p style='max-height:0.5em; background-color:transparent; border-color: transparent'>*</p>",
        ] {
            assert!(extract(&html.replace('*', line)).0.contains(line), "{html}");
        }
    }
}
