//! Feeds `presend_fuzz::jsonl`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::jsonl(bytes));
