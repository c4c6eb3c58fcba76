//! Feeds `presend_fuzz::git`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::git(bytes));
