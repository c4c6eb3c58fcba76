//! Takes what stands before, behind or between places in a text or a list, without a fault where no such place is.

/// The two ends of a text or of a list.
pub(crate) trait Ends {
    /// Returns what stands before a place: all of it where the place lies behind the end, nothing in the midst of a character.
    fn head(&self, end: usize) -> &Self;

    /// Returns what stands from a place on: nothing where the place lies behind the end, or in the midst of a character.
    fn tail(&self, start: usize) -> &Self;

    /// Returns what stands between two places, or nothing where they do not fit.
    fn between(&self, start: usize, end: usize) -> &Self;
}

impl<T> Ends for [T] {
    #[inline]
    fn head(&self, end: usize) -> &[T] {
        self.get(..end).unwrap_or(self)
    }

    #[inline]
    fn tail(&self, start: usize) -> &[T] {
        self.get(start..).unwrap_or_default()
    }

    #[inline]
    fn between(&self, start: usize, end: usize) -> &[T] {
        self.get(start..end).unwrap_or_default()
    }
}

impl Ends for str {
    #[inline]
    fn head(&self, end: usize) -> &str {
        self.get(..end.min(self.len())).unwrap_or_default()
    }

    #[inline]
    fn tail(&self, start: usize) -> &str {
        self.get(start..).unwrap_or_default()
    }

    #[inline]
    fn between(&self, start: usize, end: usize) -> &str {
        self.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_none_is_no_fault() {
        assert_eq!(("café".head(3), "café".tail(3)), ("caf", "é"));
        assert_eq!(("café".head(4), "café".tail(4)), ("", ""));
        assert_eq!(("café".head(9), "café".tail(9)), ("café", ""));
        assert_eq!((b"abc".head(1), b"abc".tail(1)), (&b"a"[..], &b"bc"[..]));
        assert_eq!((b"abc".head(9), b"abc".tail(9)), (&b"abc"[..], &b""[..]));
        assert_eq!(("café".between(1, 3), "café".between(1, 4), "café".between(3, 1)), ("af", "", ""));
        assert_eq!((b"abc".between(1, 3), b"abc".between(1, 4)), (&b"bc"[..], &b""[..]));
    }
}
