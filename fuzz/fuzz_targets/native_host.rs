//! Feeds `presend_fuzz::native_host`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::native_host(bytes));
