//! presend's core for hosts of WebAssembly: a request in JSON comes in, a report in JSON goes out.
//!
//! The npm package beside this crate is the way to use it; what a request holds stands in `js/index.d.ts`, but for what
//! JavaScript has already done: lists of addresses are lists, `severity` is a list of pairs, `now` is ISO 8601.

#![deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unreachable)]

mod engine;
mod exports;
mod fault;
mod request;
