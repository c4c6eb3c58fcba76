//! Feeds `presend_fuzz::mcp`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::mcp(bytes));
