//! Feeds `presend_fuzz::chat`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::chat(bytes));
