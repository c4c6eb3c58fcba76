//! Feeds `presend_fuzz::lsp`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::lsp(bytes));
