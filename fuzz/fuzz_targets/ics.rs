//! Feeds `presend_fuzz::ics`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::ics(bytes));
