//! Feeds `presend_fuzz::made_mail`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::made_mail(bytes));
