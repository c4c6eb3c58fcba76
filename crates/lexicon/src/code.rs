//! Holds the code of a rule: a letter and three digits.

/// The code of a rule, such as `S001`: four bytes of ASCII, cheap to copy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 4]);

impl Code {
    /// Reads a code: a capital letter and three digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        match *text.as_bytes() {
            [group, a, b, c] if group.is_ascii_uppercase() && [a, b, c].iter().all(u8::is_ascii_digit) => {
                Some(Code([group, a, b, c]))
            }
            _ => None,
        }
    }

    /// Takes the bytes as they lie in a packed table.
    pub(crate) const fn of_bytes(bytes: [u8; 4]) -> Code {
        Code(bytes)
    }

    /// Returns the bytes as they lie in a packed table.
    pub(crate) const fn to_bytes(self) -> [u8; 4] {
        self.0
    }

    /// Returns the code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl std::ops::Deref for Code {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        self
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_capital_and_three_digits() {
        assert_eq!(Code::parse("S001").map(|code| code.to_string()).as_deref(), Some("S001"));
        for text in ["", "S01", "S0001", "s001", "SS01", "S00x", "É01"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }
}
