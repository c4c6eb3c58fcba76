//! Writes the page of a rule: what it finds, why that matters, examples, and how to silence it.

use std::fmt::Write;

use presend_core::Linter;
use presend_core::explain_verdict;
use presend_lexicon::Rule;
use presend_lexicon::names::Channel;

use crate::error::CliError;

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
        CliError::Failed(format!("no rule has the code or name `{topic}`; `presend rules` lists them"))
    })
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
