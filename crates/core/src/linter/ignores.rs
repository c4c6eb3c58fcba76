//! Lints a message and leaves alone what the draft, or a list of accepted diagnostics, asks to.

use super::Linter;
use super::policy::{Policy, is_named};
use crate::diagnostic::{Diagnostic, Label};
use crate::judge::ignore_requests::{Ignore, ignores};
use crate::judge::unused_ignore;
use crate::message::Message;
use crate::report::Report;
use presend_lexicon::Rule;
use presend_lexicon::names::RuleProperty;

impl Linter {
    /// Lints one message. Cannot fail on any text. What the draft itself asks to ignore is left alone, and an ignore
    /// that silences nothing is reported.
    #[must_use]
    pub fn lint<'a>(&self, message: Message<'a>, policy: &Policy) -> Report<'a> {
        let ignores = ignores(&message);
        self.lint_with_ignores(message, policy, &ignores)
    }

    /// Lints one message and leaves alone what these ignores name, whatever the draft asks for.
    #[must_use]
    pub fn lint_with_ignores<'a>(
        &self,
        message: Message<'a>,
        policy: &Policy,
        ignores: &[Ignore],
    ) -> Report<'a> {
        let report = self.judge(message, policy);
        if ignores.is_empty() {
            return report;
        }
        let spoke = |code: &str| report.diagnostics.iter().any(|diagnostic| diagnostic.code == code);
        let is_used =
            |ignore: &&Ignore| self.rules().any(|rule| spoke(&rule.code()) && silences(ignore, rule));
        let unused: Vec<Label> =
            ignores.iter().filter(|ignore| !is_used(ignore)).map(|ignore| ignore.label.clone()).collect();
        let quieter = self.without(policy, |rule| ignores.iter().any(|ignore| silences(ignore, rule)));
        let mut report = self.judge(report.message, &quieter);
        self.report_unused(&mut report, unused, &quieter);
        report
    }

    /// Lints again without the rules whose diagnostic `is_accepted` knows by its fingerprint; where nothing else is found and it knows
    /// the verdict's too, the message is to go as it stands.
    #[must_use]
    pub fn lint_accepting<'a>(
        &self,
        message: Message<'a>,
        policy: &Policy,
        is_accepted: &dyn Fn(&str) -> bool,
    ) -> Report<'a> {
        let report = self.lint(message, policy);
        let (accepted, new): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            report.diagnostics.iter().partition(|diagnostic| is_accepted(&diagnostic.fingerprint));
        let codes = |list: Vec<&Diagnostic>| list.into_iter().map(|found| found.code.to_string()).collect();
        let (accepted, new): (Vec<String>, Vec<String>) = (codes(accepted), codes(new));
        // The fingerprint of a verdict is that of all the words. Where all that was found is new, nobody asks for it.
        let is_known = (new.is_empty() || !accepted.is_empty())
            && report.verdict_fingerprint().is_some_and(|verdict| is_accepted(&verdict));
        let mut report = match accepted.is_empty() {
            true => report,
            false => {
                let is_off = |rule: Rule<'_>| accepted.iter().any(|code| rule.code() == **code);
                self.lint(report.message, &self.without(policy, is_off))
            }
        };
        // A rule that speaks only because others are silent has found nothing new.
        report.diagnostics.retain(|found| new.iter().any(|code| found.code == **code));
        if is_known && report.diagnostics.is_empty() {
            report.accept_verdict();
        }
        report
    }

    /// Adds the hint on ignores that silenced nothing.
    fn report_unused(&self, report: &mut Report<'_>, unused: Vec<Label>, policy: &Policy) {
        let mut rules = self.rules().enumerate();
        let Some((number, rule)) = rules.find(|(_, rule)| rule.has(RuleProperty::UnusedIgnore)) else {
            return;
        };
        let Some(severity) = policy.severity(number) else { return };
        if let Some(diagnostic) = unused_ignore(&report.message, rule, severity, unused) {
            report.diagnostics.push(diagnostic);
        }
    }
}

/// Returns true if and only if an ignore keeps a rule quiet.
fn silences(ignore: &Ignore, rule: Rule<'_>) -> bool {
    is_named(rule, &ignore.selector) && !rule.has(RuleProperty::Unsuppressible)
}
