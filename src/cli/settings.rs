//! Turns what was typed, presend.toml and the environment into what a check does.

use std::env;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use globset::GlobMatcher;

use super::Stop;
use super::args::Check;
use crate::diagnostic::Severity;
use crate::guidelines::{Guidelines, PathToml, severities_of};
use crate::message::RegionKind;
use crate::render::{Columns, OutputFormat, RenderOptions};
use crate::{LexiconFile, Linter, Policy, RuleRequest, Settings};

/// A presend.toml that was found.
#[derive(Default)]
pub(crate) struct Config {
    pub(crate) path: Option<PathBuf>,
    pub(crate) guidelines: Option<Guidelines>,
}

/// What one PATH is checked with.
pub(crate) struct Setup {
    pub(crate) config: Option<PathBuf>,
    pub(crate) linter: Linter,
    policy: Policy,
    /// Folder of the presend.toml, and the policies of its `[[paths]]`.
    folder: PathBuf,
    paths: Vec<(GlobMatcher, Policy)>,
}

impl Setup {
    /// Returns the policy for a file: that of the last `[[paths]]` which names it, else the general one.
    pub(crate) fn policy(&self, path: &str) -> &Policy {
        if self.paths.is_empty() {
            return &self.policy;
        }
        let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let path = path.strip_prefix(&self.folder).unwrap_or(&path);
        let named = self.paths.iter().rev().find(|(glob, _)| glob.is_match(path));
        named.map_or(&self.policy, |(_, policy)| policy)
    }
}

/// Finds the presend.toml for a folder: upwards, else in the user's config folder.
pub(crate) fn find_config(folder: &Path, given: Option<&Path>, isolated: bool) -> Result<Config, Stop> {
    if isolated {
        return Ok(Config::default());
    }
    let path = given.map(Path::to_owned).or_else(|| upwards(folder)).or_else(in_home);
    let Some(path) = path else { return Ok(Config::default()) };
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(&path).map_err(|error| Stop::Failed(format!("{shown}: {error}")))?;
    let guidelines = Guidelines::parse(&shown, &text).map_err(|error| Stop::Failed(error.to_string()))?;
    Ok(Config { path: Some(path), guidelines: Some(guidelines) })
}

fn upwards(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    folder.ancestors().map(|above| above.join("presend.toml")).find(|path| path.is_file())
}

fn in_home() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("presend").join("presend.toml")).filter(|path| path.is_file())
}

/// Builds what a PATH is checked with.
pub(crate) fn setup(args: &Check, config: &Config, side_by_side: bool) -> Result<Setup, Stop> {
    let base = config.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
    let extra = config.guidelines.iter().flat_map(|found| &found.toml.lexicons.extra);
    let extra = extra.map(|file| base.join(file.get_ref()));
    let lexicons = args.lexicon.iter().cloned().chain(extra).map(|path| {
        let shown = path.display().to_string();
        let text =
            std::fs::read_to_string(&path).map_err(|error| Stop::Failed(format!("{shown}: {error}")))?;
        Ok(LexiconFile { path: shown, text })
    });
    let lexicons = lexicons.collect::<Result<Vec<_>, Stop>>()?;
    let default_profile = || config.guidelines.as_ref()?.toml.check.profile.as_ref().map(|value| value.get_ref().clone());
    let profile = args.profile.clone().or_else(default_profile).unwrap_or_default();
    let linter = Linter::new(Settings { lexicons, include: include(args), profile, side_by_side });
    let linter = linter.map_err(|errors| {
        Stop::Failed(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })?;
    let typed = severities(args)?;
    let general_levels = config.guidelines.as_ref().map_or_else(Vec::new, Guidelines::severities);
    let policy = |extra: Option<&PathToml>| {
        let mut request = RuleRequest {
            select: args.select.clone(),
            ignore: args.ignore.clone(),
            severities: general_levels.clone(),
        };
        if let Some(extra) = extra {
            request.severities.extend(severities_of(&extra.rules));
            request.ignore.extend(extra.ignore.iter().map(|name| name.get_ref().clone()));
        }
        request.severities.extend(typed.iter().cloned());
        linter.policy(&request).map_err(|name| unknown_rule(&name, args, config))
    };
    let general = policy(None)?;
    let mut paths = Vec::new();
    for extra in config.guidelines.iter().flat_map(|found| &found.toml.paths) {
        let glob = globset::Glob::new(extra.matches.get_ref()).map_err(|error| Stop::Failed(error.to_string()))?;
        paths.push((glob.compile_matcher(), policy(Some(extra))?));
    }
    let folder = std::path::absolute(&base).unwrap_or(base);
    Ok(Setup { config: config.path.clone(), linter, policy: general, folder, paths })
}

fn unknown_rule(name: &str, args: &Check, config: &Config) -> Stop {
    let typed = args.select.iter().chain(&args.ignore).any(|given| given == name)
        || args.severity.iter().any(|given| given.split('=').next() == Some(name));
    let line = config.guidelines.as_ref().and_then(|found| found.text.lines().position(|line| line.contains(name)));
    let at = match (&config.path, line) {
        (Some(path), Some(line)) if !typed => format!("{}:{}: ", path.display(), line + 1),
        _ => String::new(),
    };
    Stop::Failed(format!("{at}no rule has the code, group or name `{name}`; `presend rules` lists them"))
}

fn include(args: &Check) -> u8 {
    args.include.iter().fold(0, |mask, name| {
        mask | match name.as_str() {
            "quotes" => RegionKind::Quote,
            "forwards" => RegionKind::Forward,
            "signature" => RegionKind::Signature,
            _ => RegionKind::Code,
        }
        .bit()
    })
}

fn severities(args: &Check) -> Result<Vec<(String, Option<Severity>)>, Stop> {
    let read = |given: &String| {
        let (name, level) = given.split_once('=')?;
        let severity = Severity::parse(level);
        (severity.is_some() || level == "off").then(|| (name.to_owned(), severity))
    };
    args.severity
        .iter()
        .map(|given| {
            let known = "error, warning, info, hint or off";
            read(given)
                .ok_or_else(|| Stop::Failed(format!("--severity {given}: write CODE=SEVERITY with {known}")))
        })
        .collect()
}

/// Chooses the output format and how it looks.
pub(crate) fn drawing(args: &Check) -> (OutputFormat, RenderOptions) {
    let format = args.format.as_deref().and_then(OutputFormat::parse).unwrap_or(OutputFormat::Full);
    let is_terminal = args.output_file.is_none() && std::io::stdout().is_terminal();
    let options = RenderOptions {
        color: color(&args.color, is_terminal),
        unicode: is_unicode(),
        width: width(is_terminal),
        columns: Columns::parse(&args.columns).unwrap_or_default(),
        redact: args.redact,
    };
    (format, options)
}

/// Follows NO_COLOR, CLICOLOR_FORCE and CLICOLOR, in that order.
fn color(when: &str, is_terminal: bool) -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_on = |name| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match when {
        "always" => true,
        "never" => false,
        _ if is_set("NO_COLOR") => false,
        _ if is_on("CLICOLOR_FORCE") => true,
        _ => is_terminal && env::var_os("CLICOLOR").is_none_or(|value| value != "0"),
    }
}

fn is_unicode() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty());
    locale.is_some_and(|value| {
        let value = value.to_string_lossy().to_ascii_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    })
}

fn width(is_terminal: bool) -> usize {
    let given = env::var("COLUMNS").ok().and_then(|value| value.parse().ok()).filter(|&width| width > 0);
    let seen = || {
        if is_terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None }
    };
    given.or_else(seen).unwrap_or(100)
}
