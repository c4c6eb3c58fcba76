//! Offers what can be done about the diagnostics at a place.

use std::collections::HashMap;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Command, Range, TextEdit, Uri, WorkspaceEdit,
};
use serde_json::json;

use super::findings::{Finding, Findings};
use super::positions::overlap;

/// The command that shows the page of a rule.
pub(super) const EXPLAIN: &str = "presend.explain";

/// Lists the actions for the diagnostics in a range: those that the client names, or all where it names none. `off` turns a rule
/// off in a presend.toml: that stands before a line in the draft, which may be sent with it.
pub(super) fn actions(
    uri: &str,
    findings: &Findings,
    form: (&str, &str),
    off: &dyn Fn(&str) -> Option<WorkspaceEdit>,
    params: &CodeActionParams,
) -> Vec<CodeAction> {
    let wanted = &params.context.diagnostics;
    let wants_fixes = params.context.only.as_ref().is_none_or(|only| {
        only.iter().any(|kind| *kind == CodeActionKind::QuickFix || *kind == CodeActionKind::Empty)
    });
    if !wants_fixes {
        return Vec::new();
    }
    let is_wanted = |found: &&Finding| {
        overlap(&found.shown.range, &params.range)
            && (wanted.is_empty() || wanted.iter().any(|named| named.code == found.shown.code))
    };
    let mut actions = Vec::new();
    for found in findings.found.iter().filter(is_wanted) {
        for fix in &found.fixes {
            actions.push(CodeAction {
                is_preferred: fix.is_preferred.then_some(true),
                ..change(uri, found, fix.title.clone(), fix.edits.clone())
            });
        }
        if let Some(edit) = Some(found).filter(|found| found.can_ignore).and_then(|found| off(&found.code)) {
            let title = format!("Turn {} off in presend.toml", found.code);
            actions.push(fix(found, title, edit));
        }
        if let Some(at) = found.ignore_at {
            let line = format!("{}presend: ignore[{}]{}\n", form.0, found.code, form.1);
            // After a last line without a line break the new line needs one before it.
            let text = if at.character > 0 { format!("\n{line}") } else { line };
            let edit = TextEdit { range: Range { start: at, end: at }, new_text: text };
            actions.push(change(
                uri,
                found,
                format!("Ignore {} in this draft, with a line in it", found.code),
                vec![edit],
            ));
        }
        actions.push(explain(found));
    }
    actions
}

fn change(uri: &str, found: &Finding, title: String, edits: Vec<TextEdit>) -> CodeAction {
    let changes = Some(HashMap::from([(Uri(uri.to_owned()), edits)]));
    fix(found, title, WorkspaceEdit { changes, ..WorkspaceEdit::default() })
}

fn fix(found: &Finding, title: String, edit: WorkspaceEdit) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![found.shown.clone()]),
        edit: Some(edit),
        ..CodeAction::default()
    }
}

fn explain(found: &Finding) -> CodeAction {
    let title = format!("Explain {}", found.code);
    CodeAction {
        title: title.clone(),
        kind: Some(CodeActionKind::QuickFix),
        command: Some(Command {
            title,
            command: EXPLAIN.to_owned(),
            arguments: Some(vec![json!(found.code)]),
            ..Command::default()
        }),
        ..CodeAction::default()
    }
}
