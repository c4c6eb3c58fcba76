//! Answers programs that stay connected: editors, agents, mail programs.

pub(crate) mod lsp;
pub(crate) mod mcp;
pub(crate) mod native_host;
