//! Feeds `presend_fuzz::slack`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::slack(bytes));
