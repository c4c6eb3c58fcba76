//! Feeds `presend_fuzz::lexicon`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::lexicon(bytes));
