//! Answers requests: lints a draft under its settings, and keeps the linter for the next one.

#![forbid(unsafe_code)]

use presend_core::guidelines::FailOn;
use presend_core::message::{self, Message, RegionKind};
use presend_core::render::{
    OutputFormat, RenderOptions, Renderer, Stream, Summary, sanitize_json, shown_name,
};
use presend_core::{
    Guidelines, Linter, LinterBuilder, Profile, Report, RuleRequest, Severity, Source, StopRule,
};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::fault::Fault;
use crate::request::{LexiconText, Request};

/// Answers one request after another.
#[derive(Debug, Default)]
pub(crate) struct Engine {
    kept: Option<Kept>,
}

/// A linter, for requests with the same settings.
#[derive(Debug)]
struct Kept {
    settings: Settings,
    linter: Linter,
    fail_on: FailOn,
}

/// What a linter is built with.
#[derive(Debug, PartialEq)]
struct Settings {
    guidelines: Option<String>,
    lexicons: Vec<LexiconText>,
    select: Vec<String>,
    ignore: Vec<String>,
    severities: Vec<(String, Option<Severity>)>,
    min_confidence: Option<f32>,
    include: Vec<RegionKind>,
    plan: bool,
}

/// What a host gets.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Error(Fault),
    #[serde(untagged)]
    Linted {
        stops: bool,
        report: Box<RawValue>,
    },
}

impl Engine {
    /// Answers a request. Cannot fail on any bytes.
    pub(crate) fn answer(&mut self, request: &[u8]) -> Vec<u8> {
        let answer =
            Request::read(request).and_then(|request| self.lint(&request)).unwrap_or_else(Answer::Error);
        serde_json::to_string(&answer).map(sanitize_json).unwrap_or_default().into_bytes()
    }

    fn lint(&mut self, request: &Request) -> Result<Answer, Fault> {
        let message = message_of(request)?;
        let fail_on = request.fail_on()?;
        let now = request.now.as_deref().map(|now| {
            now.parse().map_err(|_| {
                Fault::request(format!("now: `{now}` is not a time such as 2026-03-10T09:00:00Z"))
            })
        });
        let now = now.transpose()?;
        let kept = self.kept(Settings::of(request)?)?;
        kept.linter.set_now(now);
        let report = kept.linter.lint(message, kept.linter.own_policy());
        let stops = StopRule::PersonSends.stops(&report, fail_on.unwrap_or(kept.fail_on));
        Ok(Answer::Linted { stops, report: document(&report)? })
    }

    /// Returns the linter for these settings: the one that is kept, if it has them.
    fn kept(&mut self, settings: Settings) -> Result<&mut Kept, Fault> {
        let kept = match self.kept.take() {
            Some(kept) if kept.settings == settings => kept,
            _ => Kept::new(settings)?,
        };
        Ok(self.kept.insert(kept))
    }
}

impl Settings {
    fn of(request: &Request) -> Result<Settings, Fault> {
        Ok(Settings {
            guidelines: request.guidelines.clone(),
            lexicons: request.lexicons.clone(),
            select: request.select.clone(),
            ignore: request.ignore.clone(),
            severities: request.severities()?,
            min_confidence: request.min_confidence()?,
            include: request.include(),
            plan: request.plan,
        })
    }
}

impl Kept {
    fn new(settings: Settings) -> Result<Kept, Fault> {
        let guidelines = settings.guidelines.as_deref().map(|text| Guidelines::parse("presend.toml", text));
        let guidelines = guidelines.transpose().map_err(Fault::settings)?;
        let mut builder = Linter::builder().plan(settings.plan);
        if let Some(guidelines) = &guidelines {
            builder = builder.guidelines(guidelines).profile(guidelines.profile().unwrap_or(Profile::Email));
        }
        for LexiconText { name, text } in &settings.lexicons {
            builder = builder.lexicon(name, text);
        }
        let (select, ignore) = (settings.select.clone(), settings.ignore.clone());
        let (severities, min_confidence) = (settings.severities.clone(), settings.min_confidence);
        builder = builder.rules(RuleRequest { select, ignore, severities, min_confidence });
        builder = settings.include.iter().copied().fold(builder, LinterBuilder::include);
        let linter = builder.build().map_err(Fault::settings)?;
        let fail_on = guidelines.and_then(|found| found.fail_on()).unwrap_or_default();
        Ok(Kept { settings, linter, fail_on })
    }
}

/// Reads the draft, and lays over it what is known besides.
fn message_of(request: &Request) -> Result<Message<'_>, Fault> {
    let profile = request.profile()?;
    let source = Source::new(&*request.name, request.text.as_bytes());
    let mut message = message::read(source, request.format()?);
    // A draft is the one message of what the report calls its file.
    message.number = Some(1);
    request.overrides()?.lay_over(&mut message);
    message.attachments = request.attachments.or(message.attachments);
    if let Some(profile) = profile {
        message.profile = Some(profile.name().to_owned());
    }
    Ok(message)
}

/// Draws the document that `presend --format json` writes of one message.
fn document(report: &Report<'_>) -> Result<Box<RawValue>, Fault> {
    let drawn = Renderer::new(OutputFormat::Json, RenderOptions::default()).render_report(report);
    let mut summary = Summary::default();
    summary.add(report);
    let mut stream = Stream::new(Vec::new(), OutputFormat::Json);
    let written = stream.message(&shown_name(report), &drawn).and_then(|()| stream.finish(&summary));
    let json = String::from_utf8(written.map_err(Fault::engine)?).map_err(Fault::engine)?;
    RawValue::from_string(json.trim_end().to_owned()).map_err(Fault::engine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn answers(requests: &[Value]) -> Vec<Value> {
        let mut engine = Engine::default();
        let answer = |request: &Value| engine.answer(request.to_string().as_bytes());
        let answers = requests.iter().map(answer).collect::<Vec<_>>();
        answers.iter().map(|answer| serde_json::from_slice(answer).unwrap()).collect()
    }

    fn answer(request: Value) -> Value {
        answers(&[request]).remove(0)
    }

    fn codes(answer: &Value) -> Vec<&str> {
        let found = answer["report"]["files"][0]["messages"][0]["diagnostics"].as_array().unwrap();
        found.iter().map(|found| found["code"].as_str().unwrap()).collect()
    }

    const DISMISSAL: &str = "Hi Bo,\n\nwe have to let you go effective Friday.\n";

    #[test]
    fn a_draft_is_linted_as_the_program_does() {
        let answer = answer(json!({"text": DISMISSAL}));
        assert_eq!((codes(&answer)[0], &answer["stops"]), ("S001", &json!(true)));
        assert_eq!(answer["report"]["files"][0]["path"], "draft");
        assert_eq!(answer["report"]["summary"]["talk"], 1);
    }

    #[test]
    fn fields_stand_in_for_a_header() {
        let mail = json!({"text": "ok", "subject": "Your dismissal", "to": ["Bo <bo@example.com>"], "date": "never"});
        let asked = answer(mail);
        let message = &asked["report"]["files"][0]["messages"][0];
        assert_eq!(
            (&message["subject"], &message["regions"][0]["part"]),
            (&json!("Your dismissal"), &json!("subject"))
        );
        let reply = json!({"text": "ok", "headers": "References: <a@example.com>\nSubject: Kiln"});
        assert_eq!(answer(reply)["report"]["files"][0]["messages"][0]["subject"], "Kiln");
    }

    #[test]
    fn settings_hold_for_their_own_request_alone() {
        let lexicon = "language = \"en\"\ngroup = \"tone\"\n[[rule]]\ncode = \"T900\"\nname = \"our-codename\"\n\
            severity = \"warning\"\nmessage = \"this names the project\"\nterms = [\"blue heron\"]\n";
        let text = "Blue Heron ships ASAP.";
        let all = answers(&[
            json!({"text": text}),
            json!({"text": text, "lexicons": [{"name": "team.toml", "text": lexicon}]}),
            json!({"text": text, "guidelines": "[rules]\nurgency = \"off\"\n[check]\nfail-on = \"info\"\n"}),
            json!({"text": text, "severity": [["urgency", "error"], ["U001", "hint"]]}),
            json!({"text": text, "ignore": ["urgency"]}),
            json!({"text": text, "failOn": "info"}),
            json!({"text": text}),
        ]);
        let plain = codes(&all[0]);
        assert!(plain.contains(&"U001") && !plain.contains(&"T900"), "{plain:?}");
        assert!(codes(&all[1]).contains(&"T900"));
        assert!(!codes(&all[2]).contains(&"U001") && !codes(&all[4]).contains(&"U001"));
        assert_eq!(all[3]["report"]["summary"]["hint"], 1);
        assert_eq!((&all[0]["stops"], &all[5]["stops"]), (&json!(false), &json!(true)));
        assert_eq!(all[0], all[6]);
    }

    #[test]
    fn the_time_is_that_of_the_request() {
        let team = "[me]\naddress = \"ana@example.com\"\ntime-zone = \"Europe/Lisbon\"\n[hours]\nwork = \"09:00-17:00\"\n\
            [[people]]\nmatch = \"rui@example.com\"\nname = \"Rui\"\ntime-zone = \"Europe/Lisbon\"\n";
        let at = |now: Value| {
            json!({"text": "The boiler man comes in May.", "from": ["ana@example.com"], "to": ["rui@example.com"],
                "guidelines": team, "now": now})
        };
        let all = answers(&[
            at(json!("2026-03-08T11:00:00Z")),
            at(json!("2026-03-09T11:00:00+00:00")),
            at(json!(null)),
        ]);
        assert_eq!(
            all.iter().map(|answer| codes(answer).is_empty()).collect::<Vec<_>>(),
            [false, true, true]
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (request, kind, part) in [
            (json!({}), "request", "missing field `text`"),
            (json!([1]), "request", "invalid"),
            (json!({"text": 3}), "request", "expected a string"),
            (json!({"text": "", "subjekt": ""}), "request", "unknown field `subjekt`"),
            (json!({"text": "", "format": "mbox"}), "request", "`mbox` is not a format of one message"),
            (json!({"text": "", "profile": "fax"}), "request", "not one of email, chat, commit"),
            (json!({"text": "", "now": "noon"}), "request", "`noon` is not a time"),
            (json!({"text": "", "failOn": "loud"}), "request", "`loud` is not one of"),
            (json!({"text": "", "minConfidence": 2}), "request", "from 0 to 1"),
            (json!({"text": "", "severity": [["S001", "loud"]]}), "request", "`loud` of S001"),
            (json!({"text": "", "include": ["all"]}), "request", "unknown variant"),
            (json!({"text": "", "headers": "nothing"}), "request", "no mail header"),
            (json!({"text": "", "select": ["S999"]}), "settings", "S999"),
            (json!({"text": "", "guidelines": "[me\n"}), "settings", "presend.toml:1"),
            (json!({"text": "", "lexicons": [{"name": "l.toml", "text": "x"}]}), "settings", "l.toml:1"),
        ] {
            let answer = answer(request.clone());
            assert_eq!(answer["error"]["kind"], kind, "{request}: {answer}");
            assert!(answer["error"]["reason"].as_str().unwrap().contains(part), "{request}: {answer}");
        }
        assert!(Engine::default().answer(b"\xff{").starts_with(b"{\"error\""));
    }

    #[test]
    fn a_wrong_request_leaves_the_engine_as_it_was() {
        let good = json!({"text": DISMISSAL});
        let all = answers(&[good.clone(), json!({"text": "", "guidelines": "["}), json!(3), good]);
        assert_eq!(all[0], all[3]);
    }
}
