//! Names what a host asks: one draft, what is known about it, and settings.

#![forbid(unsafe_code)]

use presend_core::guidelines::FailOn;
use presend_core::message::{Format, Headers, RegionKind};
use presend_core::{Profile, Severity};
use serde::Deserialize;

use crate::fault::Fault;

/// One draft, what is known about it, and settings.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Request {
    pub(crate) text: String,
    #[serde(default = "draft")]
    pub(crate) name: String,
    format: Option<String>,
    profile: Option<String>,
    subject: Option<String>,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    cc: Vec<String>,
    #[serde(default)]
    bcc: Vec<String>,
    date: Option<String>,
    headers: Option<String>,
    pub(crate) attachments: Option<usize>,
    pub(crate) now: Option<String>,
    fail_on: Option<String>,
    pub(crate) guidelines: Option<String>,
    #[serde(default)]
    pub(crate) lexicons: Vec<LexiconText>,
    #[serde(default)]
    pub(crate) select: Vec<String>,
    #[serde(default)]
    pub(crate) ignore: Vec<String>,
    #[serde(default)]
    severity: Vec<(String, String)>,
    min_confidence: Option<f32>,
    #[serde(default)]
    include: Vec<Included>,
    #[serde(default)]
    pub(crate) plan: bool,
}

/// What stands in a lexicon file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LexiconText {
    /// For errors.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A kind of region that is linted only where that is asked for.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Included {
    Quotes,
    Forwards,
    Signature,
    Code,
}

fn draft() -> String {
    "draft".to_owned()
}

impl Request {
    /// Reads a request.
    ///
    /// # Errors
    /// Returns what in it is no request.
    pub(crate) fn read(json: &[u8]) -> Result<Request, Fault> {
        serde_json::from_slice(json).map_err(Fault::request)
    }

    /// Returns how the text holds its message: formats that hold several are for who reads files.
    ///
    /// # Errors
    /// Returns that there is no such format.
    pub(crate) fn format(&self) -> Result<Format, Fault> {
        let Some(name) = &self.format else { return Ok(Format::Text) };
        Format::parse(name)
            .filter(|format| {
                !matches!(format, Format::Mbox | Format::Jsonl | Format::Slack | Format::ChatExport)
            })
            .filter(|format| *format != Format::Chat)
            .ok_or_else(|| Fault::request(format!("format: `{name}` is not a format of one message")))
    }

    /// Returns the kind of writing that was asked for.
    ///
    /// # Errors
    /// Returns that there is no such kind.
    pub(crate) fn profile(&self) -> Result<Option<Profile>, Fault> {
        let known = || Profile::ALL.map(Profile::name).join(", ");
        let read = |name: &String| {
            Profile::parse(name)
                .ok_or_else(|| Fault::request(format!("profile: `{name}` is not one of {}", known())))
        };
        self.profile.as_ref().map(read).transpose()
    }

    /// Returns what holds a draft back, where it was said.
    ///
    /// # Errors
    /// Returns the part that is not understood.
    pub(crate) fn fail_on(&self) -> Result<Option<FailOn>, Fault> {
        let read =
            |text: &String| FailOn::parse(text).map_err(|reason| Fault::request(format!("failOn: {reason}")));
        self.fail_on.as_ref().map(read).transpose()
    }

    /// Returns how sure a finding must be, where it was said.
    ///
    /// # Errors
    /// Returns that it is no chance.
    pub(crate) fn min_confidence(&self) -> Result<Option<f32>, Fault> {
        match self.min_confidence {
            Some(chance) if !(0.0..=1.0).contains(&chance) => {
                Err(Fault::request("minConfidence: write a number from 0 to 1"))
            }
            chance => Ok(chance),
        }
    }

    /// Returns the severities that were asked for; `None` is off.
    ///
    /// # Errors
    /// Returns which one is no severity.
    pub(crate) fn severities(&self) -> Result<Vec<(String, Option<Severity>)>, Fault> {
        let read = |(rule, level): &(String, String)| {
            let severity = Severity::parse(level);
            let is_known = severity.is_some() || level == "off";
            let wrong =
                || format!("severity: `{level}` of {rule} is not one of error, warning, info, hint, off");
            if is_known { Ok((rule.clone(), severity)) } else { Err(Fault::request(wrong())) }
        };
        self.severity.iter().map(read).collect()
    }

    /// Returns the kinds of regions that are linted besides the writer's own words.
    pub(crate) fn include(&self) -> Vec<RegionKind> {
        let kind = |included: &Included| match included {
            Included::Quotes => RegionKind::Quote,
            Included::Forwards => RegionKind::Forward,
            Included::Signature => RegionKind::Signature,
            Included::Code => RegionKind::Code,
        };
        self.include.iter().map(kind).collect()
    }

    /// Returns the fields that stand in for the draft's own.
    ///
    /// # Errors
    /// Returns that the header lines hold no header.
    pub(crate) fn overrides(&self) -> Result<Headers, Fault> {
        let mut headers = match &self.headers {
            Some(lines) => Headers::parse("headers", lines.clone().into_bytes()),
            None => Headers::default(),
        };
        if self.headers.is_some() && headers == Headers::default() {
            let reason = "headers: no mail header that presend knows, such as References: or Subject:";
            return Err(Fault::request(reason));
        }
        let mut fields = Headers::of_lists([&self.from, &self.to, &self.cc, &self.bcc]);
        fields.subject.clone_from(&self.subject);
        fields.date.clone_from(&self.date);
        headers.take_over(&fields);
        Ok(headers)
    }
}
