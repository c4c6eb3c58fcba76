//! Feeds `presend_fuzz::whole`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::whole(bytes));
