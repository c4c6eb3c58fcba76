//! Feeds `presend_fuzz::text`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::text(bytes));
