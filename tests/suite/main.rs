//! Everything that is tested from outside: the program as people and other programs start it, the library as its callers
//! use it, the documents, and the sources themselves. One binary, since each one links the whole library again.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

mod agent;
mod archives;
mod chat;
mod cli;
mod config_schema;
mod docs;
mod docs_book;
mod docs_figures;
mod examples;
mod fairness;
#[cfg(unix)]
mod faults;
mod fixes;
mod fuzz;
#[cfg(unix)]
mod hooks;
#[cfg(unix)]
mod isolation;
mod lexicons;
mod linking;
mod lsp;
mod lsp_editing;
mod manners;
mod masking;
mod mcp;
mod native_host;
mod near_misses;
mod ready_made;
mod report;
mod rules;
mod schemas;
mod secrets;
mod segments;
#[cfg(unix)]
mod sendmail;
mod structure;
mod support;
mod told_secrets;
mod verdict;
