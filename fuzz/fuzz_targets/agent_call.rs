//! Feeds `presend_fuzz::agent_call`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| presend_fuzz::agent_call(bytes));
