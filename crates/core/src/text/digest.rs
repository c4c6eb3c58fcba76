//! Hashes a text to a short digest that is the same on every machine and in every version.

/// A digest of what was added so far (FNV-1a of 64 bits).
#[derive(Debug)]
pub(crate) struct Digest(u64);

impl Digest {
    /// Starts with nothing.
    pub(crate) const fn new() -> Digest {
        Digest(0xcbf2_9ce4_8422_2325)
    }

    /// Goes on with bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        self.0 = bytes.iter().fold(self.0, step);
    }

    /// Writes it as sixteen hexadecimal digits.
    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.0)
    }
}

/// Hashes bytes to sixteen hexadecimal digits.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut digest = Digest::new();
    digest.add(bytes);
    digest.text()
}
