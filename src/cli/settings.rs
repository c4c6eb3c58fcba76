//! Turns what was typed, presend.toml and the environment into what a check does.

use std::env;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use globset::GlobMatcher;

use super::args::Check;
use super::parallel::Parallel;
use super::{CliError, clock, failed};
use presend_core::diagnostic::Severity;
use presend_core::guidelines::{AgentToml, CheckToml, Guidelines, PathToml, Team, severities_of};
use presend_core::message::RegionKind;
use presend_core::{Error, Linter, LinterBuilder, Policy, Profile, RuleRequest};

/// A presend.toml that was found.
#[derive(Default)]
pub(crate) struct Config {
    pub(crate) path: Option<PathBuf>,
    pub(crate) guidelines: Option<Guidelines>,
}

impl Config {
    /// Returns the defaults that the file gives to options.
    pub(crate) fn check(&self) -> Option<&CheckToml> {
        self.guidelines.as_ref().map(|found| &found.toml.check)
    }
}

/// What one PATH is checked with.
pub(crate) struct Setup {
    pub(crate) config: Option<PathBuf>,
    pub(crate) linter: Linter,
    policy: Policy,
    /// Mildest severity that fails; `None` is never.
    pub(crate) fail_on: Option<Severity>,
    /// A verdict to hold counts only under the default.
    pub(crate) holds: bool,
    guidelines: Option<Guidelines>,
    /// Folder of the presend.toml, and the policies of its `[[paths]]`.
    folder: PathBuf,
    paths: Vec<PathPolicy>,
}

/// What one `[[paths]]` says.
struct PathPolicy {
    glob: GlobMatcher,
    policy: Policy,
    profile: Option<String>,
}

impl Setup {
    /// Returns policy and profile for a file: those of the last `[[paths]]` which names it, else the general ones.
    pub(crate) fn policy(&self, path: &str) -> (&Policy, Option<&str>) {
        if self.paths.is_empty() {
            return (&self.policy, None);
        }
        let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let path = path.strip_prefix(&self.folder).unwrap_or(&path);
        let named = self.paths.iter().rev().find(|named| named.glob.is_match(path));
        named.map_or((&self.policy, None), |named| (&named.policy, named.profile.as_deref()))
    }

    /// Returns what presend.toml says about the tool calls of agents.
    pub(crate) fn agent(&self) -> Option<&AgentToml> {
        self.guidelines.as_ref().map(|found| &found.toml.agent)
    }

    /// Returns the team's own name for a channel.
    pub(crate) fn channel(&self, channel: &str) -> Option<&str> {
        let named = self.guidelines.as_ref()?.channel(channel);
        named.or_else(|| self.linter.team().live().filter(|_| channel == "in-person-or-video"))
    }
}

/// Finds the presend.toml for a folder: the one named by option or `PRESEND_CONFIG`, else upwards, else in the user's
/// config folder.
pub(crate) fn find_config(folder: &Path, given: Option<&Path>, isolated: bool) -> Result<Config, CliError> {
    if isolated {
        return Ok(Config::default());
    }
    config_path(folder, given).map_or_else(|| Ok(Config::default()), read_config)
}

/// Returns the path of the presend.toml for a folder.
pub(crate) fn config_path(folder: &Path, given: Option<&Path>) -> Option<PathBuf> {
    let in_environment = || env::var_os("PRESEND_CONFIG").filter(|path| !path.is_empty()).map(PathBuf::from);
    let path = given.map(Path::to_owned).or_else(in_environment);
    path.or_else(|| upwards(folder)).or_else(in_home)
}

/// Finds the presend.toml that the user named, else the one in the user's config folder.
pub(crate) fn user_config(given: Option<&Path>) -> Result<Config, CliError> {
    given.map(Path::to_owned).or_else(in_home).map_or_else(|| Ok(Config::default()), read_config)
}

fn read_config(path: PathBuf) -> Result<Config, CliError> {
    let text = std::fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
    let fault = |glob: &str| globset::Glob::new(glob).err().map(|error| error.kind().to_string());
    let guidelines = Guidelines::parse_with_globs(&path.display().to_string(), &text, &fault);
    let guidelines = guidelines.map_err(|error| CliError::Failed(error.to_string()))?;
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
pub(crate) fn setup(args: &Check, config: Config) -> Result<Setup, CliError> {
    let base = config.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
    let linter = linter(args, &config, &base)?;
    let typed = severities(args)?;
    let resolver = Resolver { linter: &linter, args, config: &config, typed };
    let policy = resolver.policy(None)?;
    let tables = config.guidelines.iter().flat_map(|found| &found.toml.paths);
    let paths = tables.map(|table| resolver.path_policy(table)).collect::<Result<Vec<_>, CliError>>()?;
    let in_file = || config.check()?.fail_on.as_ref().map(|value| value.get_ref().as_str());
    let fail_on = args.fail_on.as_deref().or_else(in_file);
    Ok(Setup {
        policy,
        fail_on: Severity::parse(fail_on.unwrap_or("error")),
        holds: fail_on.is_none(),
        folder: std::path::absolute(&base).unwrap_or(base),
        paths,
        linter,
        config: config.path,
        guidelines: config.guidelines,
    })
}

fn linter(args: &Check, config: &Config, base: &Path) -> Result<Linter, CliError> {
    let extra = config.guidelines.iter().flat_map(|found| &found.toml.lexicons.extra);
    let extra = extra.map(|file| base.join(file.get_ref()));
    let default = || config.check()?.profile.as_ref().map(|value| value.get_ref().clone());
    let profile = args.profile.clone().or_else(default).unwrap_or_default();
    let mut builder = Linter::builder()
        .profile(Profile::parse(&profile).unwrap_or(Profile::Email))
        .team(config.guidelines.as_ref().map(Team::new).unwrap_or_default())
        .plan(args.plan)
        .now(clock::now(args.isolated)?);
    for path in args.lexicon.iter().cloned().chain(extra) {
        builder = with_lexicon(builder, &path)?;
    }
    builder = include(args).fold(builder, LinterBuilder::include);
    if threads(args.threads) > 1 {
        builder = builder.executor(Parallel);
    }
    build(builder)
}

/// Builds a linter; all errors of a lexicon are told, one a line.
pub(crate) fn build(builder: LinterBuilder) -> Result<Linter, CliError> {
    builder.build().map_err(told)
}

/// Tells what the library says is wrong.
pub(crate) fn told(error: Error) -> CliError {
    CliError::Failed(error.to_string())
}

/// Adds the lexicon that stands in a file.
pub(crate) fn with_lexicon(builder: LinterBuilder, path: &Path) -> Result<LinterBuilder, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| failed(path, &error))?;
    Ok(builder.lexicon(path.display().to_string(), text))
}

/// What decides which rules speak.
struct Resolver<'a> {
    linter: &'a Linter,
    args: &'a Check,
    config: &'a Config,
    typed: Vec<(String, Option<Severity>)>,
}

impl Resolver<'_> {
    fn path_policy(&self, table: &PathToml) -> Result<PathPolicy, CliError> {
        let glob = globset::Glob::new(table.matches.get_ref());
        let glob = glob.map_err(|error| CliError::Failed(error.to_string()))?.compile_matcher();
        let profile = table.profile.as_ref().map(|value| value.get_ref().clone());
        Ok(PathPolicy { glob, policy: self.policy(Some(table))?, profile })
    }

    /// Resolves the rules: those of the file, then those of a `[[paths]]`, then what was typed.
    fn policy(&self, table: Option<&PathToml>) -> Result<Policy, CliError> {
        let mut request = RuleRequest {
            select: self.args.select.clone(),
            ignore: self.args.ignore.clone(),
            severities: self.config.guidelines.as_ref().map_or_else(Vec::new, Guidelines::severities),
        };
        if let Some(table) = table {
            request.severities.extend(severities_of(&table.rules));
            request.ignore.extend(table.ignore.iter().map(|name| name.get_ref().clone()));
        }
        request.severities.extend(self.typed.iter().cloned());
        self.linter.policy(&request).map_err(|error| unknown_rule(&error, self.args, self.config))
    }
}

/// Returns how many threads to use; 0 asks for as many as the machine has.
pub(crate) fn threads(given: usize) -> usize {
    match given {
        0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        given => given,
    }
}

/// Returns true if and only if no report is written to the terminal while drafts are checked.
pub(crate) fn leaves_terminal_alone(args: &Check) -> bool {
    args.quiet || args.output_file.is_some() || !std::io::stdout().is_terminal()
}

/// Says where an unknown rule stands, unless it was typed.
fn unknown_rule(error: &Error, args: &Check, config: &Config) -> CliError {
    let name = error.unknown_rule().unwrap_or_default();
    let typed = args.select.iter().chain(&args.ignore).any(|given| given == name)
        || args.severity.iter().any(|given| given.split('=').next() == Some(name));
    let line =
        config.guidelines.as_ref().and_then(|found| found.text.lines().position(|line| line.contains(name)));
    let at = match (&config.path, line) {
        (Some(path), Some(line)) if !typed => format!("{}:{}: ", path.display(), line + 1),
        _ => String::new(),
    };
    CliError::Failed(format!("{at}{error}"))
}

fn include(args: &Check) -> impl Iterator<Item = RegionKind> {
    args.include.iter().map(|name| match name.as_str() {
        "quotes" => RegionKind::Quote,
        "forwards" => RegionKind::Forward,
        "signature" => RegionKind::Signature,
        _ => RegionKind::Code,
    })
}

fn severities(args: &Check) -> Result<Vec<(String, Option<Severity>)>, CliError> {
    let read = |given: &String| {
        let (name, level) = given.split_once('=')?;
        let severity = Severity::parse(level);
        (severity.is_some() || level == "off").then(|| (name.to_owned(), severity))
    };
    args.severity
        .iter()
        .map(|given| {
            let known = "error, warning, info, hint or off";
            read(given).ok_or_else(|| {
                CliError::Failed(format!("--severity {given}: write CODE=SEVERITY with {known}"))
            })
        })
        .collect()
}
