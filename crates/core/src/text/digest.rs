//! Hashes a text to a short digest that is the same on every machine and in every version.

/// Hashes bytes to sixteen hexadecimal digits (FNV-1a of 64 bits).
pub(crate) fn digest(bytes: &[u8]) -> String {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}
