//! Feeds `presend_fuzz::mail`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::mail(bytes));
