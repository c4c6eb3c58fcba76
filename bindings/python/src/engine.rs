//! Holds a linter for Python, and lints drafts with it while other threads of Python go on.

use presend_core::guidelines::{FailOn, Team, holidays};
use presend_core::message::{self, RegionKind};
use presend_core::render::{OutputFormat, RenderOptions, Renderer};
use presend_core::{Linter, LinterBuilder, Profile, RuleRequest, Severity, Source, StopRule};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::config::{Config, guidelines};
use crate::context::{self, Context};
use crate::draft::Draft;
use crate::errors::{not_one_of, of_settings, value};
use crate::threads::Threads;

/// Regions that are linted only where that is asked for.
const INCLUDED: [(&str, RegionKind); 4] = [
    ("quotes", RegionKind::Quote),
    ("forwards", RegionKind::Forward),
    ("signature", RegionKind::Signature),
    ("code", RegionKind::Code),
];

/// What a linter is built with; files come as a name and their text.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Settings<'py> {
    config: Option<Config<'py>>,
    lexicons: Vec<(String, String)>,
    select: Vec<String>,
    ignore: Vec<String>,
    severity: Vec<(String, String)>,
    min_confidence: Option<f32>,
    profile: Option<Bound<'py, PyAny>>,
    fail_on: Option<String>,
    include: Vec<String>,
    plan: bool,
    redact: bool,
}

/// A report as a line of JSON, and whether the draft should be held back.
type Answer = (String, bool);

/// A linter with its settings.
#[pyclass(frozen, module = "presend._engine")]
pub(crate) struct Engine {
    linter: Linter,
    fail_on: FailOn,
    renderer: Renderer,
}

#[pymethods]
impl Engine {
    #[new]
    fn new(py: Python<'_>, settings: Settings<'_>) -> PyResult<Engine> {
        let guidelines = settings.config.as_ref().map(|config| guidelines(py, config)).transpose()?;
        let mut builder = Linter::builder().plan(settings.plan).executor(Threads::available());
        if let Some(guidelines) = &guidelines {
            builder = builder.guidelines(guidelines).profile(guidelines.profile().unwrap_or(Profile::Email));
            builder = builder.team(Team::with_public_holidays(guidelines, &mut holidays::of));
        }
        if let Some(profile) = &settings.profile {
            builder = builder.profile(context::profile(profile)?);
        }
        for (name, text) in &settings.lexicons {
            builder = builder.lexicon(name, text);
        }
        builder = regions(&settings)?.into_iter().fold(builder, LinterBuilder::include);
        let linter = builder.rules(rules(&settings)?).build().map_err(|error| of_settings(&error))?;
        let fail_on = settings.fail_on.as_ref().map(|text| FailOn::parse(text)).transpose();
        let fail_on = fail_on.map_err(|reason| value("fail_on", &reason))?;
        let fail_on = fail_on.or_else(|| guidelines?.fail_on()).unwrap_or_default();
        let options = RenderOptions { redact: settings.redact, ..RenderOptions::default() };
        Ok(Engine { linter, fail_on, renderer: Renderer::new(OutputFormat::Jsonl, options) })
    }

    /// Lints one draft.
    fn lint(
        &self,
        py: Python<'_>,
        draft: &Bound<'_, PyAny>,
        context: &Bound<'_, PyDict>,
        now: Option<&str>,
    ) -> PyResult<Answer> {
        let draft = Draft::of(draft, &Context::of(context)?)?;
        let linter = self.linter_at(now)?;
        Ok(py.detach(|| self.answer(&linter, &draft)))
    }

    /// Lints drafts on several threads; the answers stand in the order of the drafts.
    fn lint_many(
        &self,
        py: Python<'_>,
        drafts: Vec<Bound<'_, PyAny>>,
        context: &Bound<'_, PyDict>,
        now: Option<&str>,
        threads: Option<usize>,
    ) -> PyResult<Vec<Answer>> {
        let common = Context::of(context)?;
        let drafts = drafts.iter().map(|draft| Draft::of(draft, &common)).collect::<PyResult<Vec<_>>>()?;
        let linter = self.linter_at(now)?;
        let threads = threads.map_or_else(Threads::available, Threads);
        Ok(py.detach(|| threads.map(&drafts, |draft| self.answer(&linter, draft))))
    }
}

impl Engine {
    /// Returns the linter for a time of the check.
    fn linter_at(&self, now: Option<&str>) -> PyResult<Linter> {
        let mut linter = self.linter.clone();
        let read = |now: &str| now.parse().map_err(|_| value("now", &format!("{now:?} is not a time")));
        linter.set_now(now.map(read).transpose()?);
        Ok(linter)
    }

    fn answer(&self, linter: &Linter, draft: &Draft) -> Answer {
        let Draft { context, .. } = draft;
        let format = context.format(draft.bytes());
        let mut message = message::read(Source::new(context.name(), draft.bytes()), format);
        context.lay_over(&mut message);
        let report = linter.lint(message, linter.own_policy());
        let stops = StopRule::PersonSends.stops(&report, self.fail_on);
        let mut line = String::from_utf8_lossy(&self.renderer.render_report(&report)).into_owned();
        line.truncate(line.trim_end().len());
        (line, stops)
    }
}

fn rules(settings: &Settings<'_>) -> PyResult<RuleRequest> {
    let severity = |(rule, level): &(String, String)| match Severity::parse(level) {
        None if level != "off" => {
            let levels = Severity::ALL.map(Severity::name).into_iter().chain(["off"]);
            Err(not_one_of(&format!("severity of {rule}"), level, levels))
        }
        severity => Ok((rule.clone(), severity)),
    };
    if settings.min_confidence.is_some_and(|chance| !(0.0..=1.0).contains(&chance)) {
        return Err(value("min_confidence", "write a number from 0 to 1"));
    }
    Ok(RuleRequest {
        select: settings.select.clone(),
        ignore: settings.ignore.clone(),
        severities: settings.severity.iter().map(severity).collect::<PyResult<_>>()?,
        min_confidence: settings.min_confidence,
    })
}

fn regions(settings: &Settings<'_>) -> PyResult<Vec<RegionKind>> {
    let kind = |name: &String| {
        let known = INCLUDED.iter().find(|(known, _)| known == name);
        known
            .map(|(_, kind)| *kind)
            .ok_or_else(|| not_one_of("include", name, INCLUDED.map(|(known, _)| known)))
    };
    settings.include.iter().map(kind).collect()
}
