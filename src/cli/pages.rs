//! Answers the subcommands that check nothing: explain, rules, lexicon, config, completions, man.

use std::io::{self, Write};
use std::path::Path;

use clap::CommandFactory;

use super::args::{Cli, Command, ConfigAction, LexiconAction};
use super::{
    CLEAN, CliError, FOUND, edit, failed, hook, lexicon_fmt, lsp, mcp, native_host, overlap, sendmail,
    settings,
};
use presend_core::diagnostic::Severity;
use presend_core::guidelines::{Guidelines, TEMPLATE, show as show_guidelines, show_presets};
use presend_core::message::format::{self, Format};
use presend_core::render::why_text;
use presend_core::text::Source;
use presend_core::{Linter, RuleRequest};
use presend_lexicon::names::Channel;
use presend_lexicon::{Rule, file};

/// Runs a subcommand.
pub(crate) fn run(command: Command) -> Result<u8, CliError> {
    let mut out = io::BufWriter::new(io::stdout());
    let code = match command {
        Command::Explain { why: Some(path), .. } => why(&path, &mut out)?,
        Command::Explain { topic, .. } => explain(&topic.unwrap_or_default(), &mut out)?,
        Command::Rules { format } => rules(&linter()?, format == "json", &mut out)?,
        Command::Lexicon { action: LexiconAction::List { file } } => list(&file, &mut out)?,
        Command::Lexicon { action: LexiconAction::Fmt { file } } => {
            let said = if lexicon_fmt::run(&file)? { "sorted" } else { "in order already" };
            writeln!(out, "{}: {said}", file.display())?;
            CLEAN
        }
        Command::Lexicon { action: LexiconAction::Test { file } } => test(&file, &mut out)?,
        Command::Config { action: ConfigAction::Init } => init()?,
        Command::Config { action: ConfigAction::Show } => show(&mut out)?,
        Command::Sendmail(args) => sendmail::run(&args),
        Command::Edit(args) => edit::run(&args)?,
        Command::Hook { action } => hook::run(&action)?,
        Command::Lsp { .. } => lsp::run()?,
        Command::Mcp => mcp::run()?,
        Command::NativeHost(args) => native_host::run(&args)?,
        Command::Overlap(args) => overlap::run(&args, &mut out)?,
        Command::Completions { shell } => {
            // Written to memory first: the generator panics on a closed pipe.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "presend", &mut script);
            out.write_all(&script)?;
            CLEAN
        }
        Command::Man => {
            clap_mangen::Man::new(Cli::command()).render(&mut out)?;
            CLEAN
        }
    };
    out.flush()?;
    Ok(code)
}

fn linter() -> Result<Linter, CliError> {
    settings::build(Linter::builder())
}

/// Says what made the scores of a draft.
fn why(path: &Path, out: &mut dyn Write) -> Result<u8, CliError> {
    let bytes = std::fs::read(path).map_err(|error| failed(path, &error))?;
    let name = path.to_string_lossy();
    let format = Format::detect(&name, &bytes);
    let linter = linter()?;
    let policy = linter.policy(&RuleRequest::default()).map_err(settings::told)?;
    let (report, why) = linter.why(format::read(Source::new(&*name, bytes.as_slice()), format), &policy);
    out.write_all(why_text(&report, &why).as_bytes())?;
    Ok(CLEAN)
}

/// Returns the page of a rule.
pub(crate) fn page(topic: &str) -> Result<String, CliError> {
    let mut page = Vec::new();
    explain(topic, &mut page)?;
    Ok(String::from_utf8_lossy(&page).trim_end().to_owned())
}

fn explain(topic: &str, out: &mut dyn Write) -> Result<u8, CliError> {
    if topic == "verdict" {
        out.write_all(presend_core::judge::explain_verdict().as_bytes())?;
        return Ok(CLEAN);
    }
    let linter = linter()?;
    let Some(rule) =
        linter.rules().find(|rule| rule.code().eq_ignore_ascii_case(topic) || rule.name() == topic)
    else {
        return Err(CliError::Failed(format!(
            "no rule has the code or name `{topic}`; `presend rules` lists them"
        )));
    };
    writeln!(
        out,
        "{} {} ({}, {})\n\n{}",
        rule.code(),
        rule.name(),
        rule.group(),
        rule.severity(),
        rule.message()
    )?;
    let channel = rule.channel().map_or("", Channel::name);
    for (title, text) in [("why", rule.note()), ("do", rule.help()), ("channel", channel)] {
        if !text.is_empty() {
            writeln!(out, "  {title}: {text}")?;
        }
    }
    if !rule.terms().is_empty() {
        writeln!(out, "\nIt looks for {} terms, such as:", rule.terms().len())?;
        rule.terms().iter().take(5).try_for_each(|term| writeln!(out, "  {term}"))?;
    }
    for (title, list) in
        [("Speaks on", &rule.fires()), ("Silent on", &rule.quiet()), ("Sources", &rule.sources())]
    {
        if !list.is_empty() {
            writeln!(out, "\n{title}:")?;
            list.iter().try_for_each(|text| writeln!(out, "  {text}"))?;
        }
    }
    writeln!(
        out,
        "\nTo silence it: --ignore {0}, or in presend.toml under [rules]: {0} = \"off\"",
        rule.code()
    )?;
    Ok(CLEAN)
}

fn rules(linter: &Linter, json: bool, out: &mut dyn Write) -> Result<u8, CliError> {
    if json {
        let all: Vec<serde_json::Value> = linter.rules().map(as_json).collect();
        let text = serde_json::to_string_pretty(&all).map_err(|error| CliError::Failed(error.to_string()))?;
        writeln!(out, "{text}")?;
        return Ok(CLEAN);
    }
    table(linter.rules(), out)?;
    Ok(CLEAN)
}

fn as_json(rule: Rule<'_>) -> serde_json::Value {
    serde_json::json!({
        "code": rule.code(), "name": rule.name(), "group": rule.group(), "severity": rule.severity(),
        "channel": rule.channel().map_or("", Channel::name), "message": rule.message(),
    })
}

/// Lists rules under a heading, each column as wide as its longest entry.
fn table<'r>(rules: impl Iterator<Item = Rule<'r>>, out: &mut dyn Write) -> io::Result<()> {
    let heading = ["code", "severity", "group", "name", "message"].map(str::to_owned);
    let rows: Vec<[String; 5]> = std::iter::once(heading).chain(rules.map(cells)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [a, b, c, d] = [0, 1, 2, 3].map(width);
    rows.iter().try_for_each(|[code, severity, group, name, message]| {
        writeln!(out, "{code:a$}  {severity:b$}  {group:c$}  {name:d$}  {message}")
    })
}

fn cells(rule: Rule<'_>) -> [String; 5] {
    let (severity, group) = (rule.severity().name(), rule.group().name());
    [&*rule.code(), severity, group, rule.name(), rule.message()].map(str::to_owned)
}

fn list(path: &Path, out: &mut dyn Write) -> Result<u8, CliError> {
    let built_in = linter()?.rules().count();
    let linter = settings::build(settings::with_lexicon(Linter::builder(), path)?)?;
    table(linter.rules().skip(built_in), out)?;
    Ok(CLEAN)
}

/// Tries a lexicon's own examples; what is only untidy is told and does not fail.
fn test(path: &Path, out: &mut dyn Write) -> Result<u8, CliError> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| failed(path, &error))?;
    let mut builder = Linter::builder();
    if let Ok(source) = file::parse(&name, &text) {
        file::warnings(&source).iter().try_for_each(|warning| writeln!(out, "warning: {warning}"))?;
        builder = Linter::builder_for_examples(&source).map_err(settings::told)?;
    }
    let built_in = linter()?.rules().count();
    let linter = settings::build(builder.lexicon(name, text))?;
    let policy = linter.policy(&RuleRequest::default()).map_err(settings::told)?;
    let (mut tried, mut wrong) = (0, 0);
    for rule in linter.rules().skip(built_in) {
        let fires = rule.fires().iter().map(|text| (text, true));
        for (text, expected) in fires.chain(rule.quiet().iter().map(|text| (text, false))) {
            let spoke = linter.codes_on(text, &policy).iter().any(|code| rule.code() == **code);
            tried += 1;
            if spoke != expected {
                wrong += 1;
                let said = if expected { "is silent on" } else { "speaks on" };
                writeln!(out, "{} {said}: {text}", rule.code())?;
            }
        }
    }
    writeln!(out, "{tried} examples, {wrong} wrong")?;
    Ok(if wrong == 0 { CLEAN } else { FOUND })
}

fn init() -> Result<u8, CliError> {
    let file = std::fs::File::create_new("presend.toml");
    let mut file = file.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            CliError::Failed("presend.toml is there already; nothing was changed".to_owned())
        }
        _ => CliError::Failed(format!("presend.toml: {error}")),
    })?;
    file.write_all(TEMPLATE.as_bytes())?;
    Ok(CLEAN)
}

fn show(out: &mut dyn Write) -> Result<u8, CliError> {
    let config = settings::find_config(Path::new("."), None, false)?;
    match &config.guidelines {
        Some(found) => {
            out.write_all(show_guidelines(found).as_bytes())?;
            out.write_all(show_presets(found).as_bytes())?;
        }
        None => writeln!(out, "no presend.toml: defaults")?,
    }
    let check = config.check();
    let chosen = |value: Option<&str>, default: &str| match value {
        Some(value) => format!("{value}  (presend.toml)"),
        None => format!("{default}  (default)"),
    };
    let fail_on = check.and_then(|check| check.fail_on.as_ref()).map(|value| value.get_ref().as_str());
    let profile = check.and_then(|check| check.profile.as_ref()).map(|value| value.get_ref().as_str());
    writeln!(out, "\nin force without options:")?;
    writeln!(out, "  fail-on   {}", chosen(fail_on, "error"))?;
    writeln!(out, "  profile   {}", chosen(profile, "email"))?;
    writeln!(out, "  format    full  (default)")?;
    writeln!(out, "  threads   {}  (as many as the machine has)", settings::threads(0))?;
    let changed = config.guidelines.as_ref().map_or_else(Vec::new, Guidelines::severities);
    for (name, severity) in changed {
        writeln!(out, "  {name:<8}  {}  (presend.toml)", severity.map_or("off", Severity::name))?;
    }
    Ok(CLEAN)
}
