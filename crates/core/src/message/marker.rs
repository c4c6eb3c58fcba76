//! Names what decided that a stretch of a message is not the writer's own words.

use presend_lexicon::names::RegionKind;

/// What decided what a region is: the evidence for every stretch that is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Marker {
    /// `>` before the line.
    QuoteMark,
    /// The initials of who wrote it and `>`: `AB> `.
    Initials,
    /// A line such as `On Monday, Ana wrote:`.
    Attribution,
    /// Header fields of the message that is answered.
    ReplyHeader,
    /// A banner such as `-----Original Message-----`.
    QuoteBanner,
    /// A banner such as `---------- Forwarded message ---------`.
    ForwardBanner,
    /// A mail that is attached.
    AttachedMessage,
    /// An HTML element by which a mail program marks a quotation or a signature.
    ClientMarkup,
    /// A block quotation of HTML or Markdown.
    BlockQuote,
    /// The mark before a signature: `-- `.
    SignatureMark,
    /// A closing such as `Best regards,` and what stands below it.
    Closing,
    /// A name that stands alone at the end, perhaps with an address.
    NameBlock,
    /// A line that a device or a program adds: `Sent from my phone`.
    DeviceLine,
    /// A phrase of legal notices or virus notes.
    DisclaimerPhrase,
    /// The footer of a mailing list.
    ListFooter,
    /// How to join a call, as calendars write it.
    CallDetails,
    /// A greeting that stands alone on its line.
    Greeting,
    /// A fence of backticks or tildes.
    Fence,
    /// Marks of code of the format: backticks, `<pre>`, tags, comments, the target of a link.
    CodeMarkup,
    /// Metadata at the start of a Markdown file.
    FrontMatter,
    /// A line that is indented as code is, and looks like it.
    Indent,
    /// A line that starts with a date and a time as logs write them.
    LogLine,
    /// A row of a table of data.
    TableRow,
    /// `name=value`.
    Assignment,
    /// A line made of signs that prose has few of.
    CodeSigns,
    /// A diff.
    Diff,
    /// A stack trace.
    StackTrace,
    /// A line that speaks to presend.
    Directive,
    /// A line that git or another program wrote, or that it leaves out.
    Machine,
}

impl Marker {
    /// Every marker.
    pub const ALL: [Marker; 29] = [
        Marker::QuoteMark,
        Marker::Initials,
        Marker::Attribution,
        Marker::ReplyHeader,
        Marker::QuoteBanner,
        Marker::ForwardBanner,
        Marker::AttachedMessage,
        Marker::ClientMarkup,
        Marker::BlockQuote,
        Marker::SignatureMark,
        Marker::Closing,
        Marker::NameBlock,
        Marker::DeviceLine,
        Marker::DisclaimerPhrase,
        Marker::ListFooter,
        Marker::CallDetails,
        Marker::Greeting,
        Marker::Fence,
        Marker::CodeMarkup,
        Marker::FrontMatter,
        Marker::Indent,
        Marker::LogLine,
        Marker::TableRow,
        Marker::Assignment,
        Marker::CodeSigns,
        Marker::Diff,
        Marker::StackTrace,
        Marker::Directive,
        Marker::Machine,
    ];

    /// Returns the name that reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Marker::QuoteMark => "quote-mark",
            Marker::Initials => "initials",
            Marker::Attribution => "attribution",
            Marker::ReplyHeader => "reply-header",
            Marker::QuoteBanner => "quote-banner",
            Marker::ForwardBanner => "forward-banner",
            Marker::AttachedMessage => "attached-message",
            Marker::ClientMarkup => "client-markup",
            Marker::BlockQuote => "block-quote",
            Marker::SignatureMark => "signature-mark",
            Marker::Closing => "closing",
            Marker::NameBlock => "name-block",
            Marker::DeviceLine => "device-line",
            Marker::DisclaimerPhrase => "disclaimer-phrase",
            Marker::ListFooter => "list-footer",
            Marker::CallDetails => "call-details",
            Marker::Greeting => "greeting",
            Marker::Fence => "fence",
            Marker::CodeMarkup => "code-markup",
            Marker::FrontMatter => "front-matter",
            Marker::Indent => "indent",
            Marker::LogLine => "log-line",
            Marker::TableRow => "table-row",
            Marker::Assignment => "assignment",
            Marker::CodeSigns => "code-signs",
            Marker::Diff => "diff",
            Marker::StackTrace => "stack-trace",
            Marker::Directive => "directive",
            Marker::Machine => "machine",
        }
    }

    /// Returns the marker of a kind where a format itself says what a stretch is; own words have none.
    #[must_use]
    pub const fn of_format(kind: RegionKind) -> Option<Marker> {
        match kind {
            RegionKind::Quote => Some(Marker::BlockQuote),
            RegionKind::Forward => Some(Marker::AttachedMessage),
            RegionKind::Signature => Some(Marker::ClientMarkup),
            RegionKind::Code => Some(Marker::CodeMarkup),
            RegionKind::Disclaimer => Some(Marker::CallDetails),
            RegionKind::Header => Some(Marker::Machine),
            RegionKind::Greeting => Some(Marker::Greeting),
            _ => None,
        }
    }

    /// Returns true if and only if readers expect to see such words left out: what is quoted under `>` or passed on
    /// with a header.
    #[must_use]
    pub const fn is_plainly_quoted(self) -> bool {
        matches!(
            self,
            Marker::QuoteMark
                | Marker::Initials
                | Marker::Attribution
                | Marker::ReplyHeader
                | Marker::QuoteBanner
                | Marker::ForwardBanner
                | Marker::AttachedMessage
                | Marker::ClientMarkup
                | Marker::BlockQuote
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_apart() {
        let names: std::collections::HashSet<_> = Marker::ALL.iter().map(|marker| marker.name()).collect();
        assert_eq!(names.len(), Marker::ALL.len());
    }

    #[test]
    fn own_words_have_no_marker() {
        assert_eq!(Marker::of_format(RegionKind::Body), None);
        assert_eq!(Marker::of_format(RegionKind::Subject), None);
        assert!(Marker::QuoteMark.is_plainly_quoted() && !Marker::Closing.is_plainly_quoted());
    }
}
