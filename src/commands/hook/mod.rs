//! Answers the hooks of git and of agents, and installs those of git.

pub(crate) mod agent;
pub(super) mod args;
mod field_names;
mod git;
mod install;
mod links;
mod loose_text;
mod odd_numbers;
mod tool_call;

use presend_core::message::Format;

use crate::error::CliError;
use args::{HookAction, HookedProgram};

/// The code of an agent's hook that could not do its work.
pub(super) const AGENT_FAILED: u8 = agent::FAILED;

/// Runs a hook, or installs hooks.
///
/// # Errors
/// Returns why hooks could not be installed.
pub(super) fn run(action: HookAction) -> Result<u8, CliError> {
    match action {
        HookAction::CommitMsg { file, on_error } => {
            let anyway = "`git commit --no-verify` commits it as it is";
            Ok(git::check((&file, Format::CommitMsg), None, on_error, anyway))
        }
        HookAction::SendemailValidate { file, headers, on_error } => {
            let anyway = "`git send-email --no-validate` sends it as it is";
            Ok(git::check((&file, Format::GitPatch), headers.as_deref(), on_error, anyway))
        }
        HookAction::Agent(args) => Ok(agent::run(&args)),
        HookAction::Install { program: HookedProgram::Git, global } => install::install(global),
        HookAction::Uninstall { program: HookedProgram::Git, global } => install::uninstall(global),
    }
}
