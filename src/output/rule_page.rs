//! Writes the page of a rule: what it finds, why that matters, examples, and how to silence it.

use std::fmt::Write;

use presend_core::Linter;
use presend_core::explain_verdict;
use presend_lexicon::Rule;
use presend_lexicon::names::Channel;

use crate::error::CliError;
use presend_core::nearest;

/// Terms that a page names as examples.
const MOST_TERMS: usize = 5;

/// Returns the page of the rule with this code or name, or that of the `verdict`.
///
/// # Errors
/// Returns that there is no such rule.
pub(crate) fn rule_page(linter: &Linter, topic: &str) -> Result<String, CliError> {
    if topic == "verdict" {
        return Ok(explain_verdict());
    }
    let is_meant = |rule: &Rule<'_>| rule.code().eq_ignore_ascii_case(topic) || rule.name() == topic;
    linter.rules().find(is_meant).map(page).ok_or_else(|| {
        let meant = nearest_rule(linter, topic)
            .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
        CliError::Failed(format!("no rule has the code or name `{topic}`{meant}; `presend rules` lists them"))
    })
}

/// Returns the code or name of a rule, or the name of a group, that a mistyped one is nearest to.
pub(crate) fn nearest_rule(linter: &Linter, typed: &str) -> Option<String> {
    let names: Vec<String> = linter
        .rules()
        .flat_map(|rule| [rule.name().to_owned(), rule.code().to_string(), rule.group().name().to_owned()])
        .collect();
    nearest(typed, names.iter().map(String::as_str)).map(str::to_owned)
}

fn page(rule: Rule<'_>) -> String {
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = fill(rule, &mut page);
    page
}

fn fill(rule: Rule<'_>, page: &mut String) -> std::fmt::Result {
    let (code, name, group, severity) = (rule.code(), rule.name(), rule.group(), rule.severity());
    writeln!(page, "{code} {name} ({group}, {severity})\n\n{}", rule.message())?;
    let channel = rule.channel().map_or("", Channel::name);
    for (title, text) in [("why", rule.note()), ("do", rule.help()), ("channel", channel)] {
        if !text.is_empty() {
            writeln!(page, "  {title}: {text}")?;
        }
    }
    if !rule.terms().is_empty() {
        writeln!(page, "\nIt looks for {} terms, such as:", rule.terms().len())?;
        rule.terms().iter().take(MOST_TERMS).try_for_each(|term| writeln!(page, "  {term}"))?;
    }
    for (title, list) in
        [("Speaks on", rule.fires()), ("Silent on", rule.quiet()), ("Sources", rule.sources())]
    {
        if !list.is_empty() {
            writeln!(page, "\n{title}:")?;
            list.iter().try_for_each(|text| writeln!(page, "  {text}"))?;
        }
    }
    writeln!(page, "\nTo silence it: --ignore {code}, or in presend.toml under [rules]: {code} = \"off\"")
}
