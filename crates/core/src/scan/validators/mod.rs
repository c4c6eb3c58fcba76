//! Tests whether a value that a pattern found is what it looks like: a checksum, a range, or a plausible secret.

mod credentials;
mod names_of_things;
mod numbers;
mod passphrases;
mod registry;
mod secrets;

pub(super) use numbers::iban_length;
pub(super) use registry::validator;

#[cfg(test)]
mod tests {
    #[track_caller]
    pub(super) fn check(test: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for value in yes {
            assert!(test(value), "{value} should pass");
        }
        for value in no {
            assert!(!test(value), "{value} should fail");
        }
    }
}
