//! Turns a panic, which would be presend's own fault, into a reason.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does some work. A panic comes back as an error, so that a send or a run goes on.
///
/// # Errors
/// Returns what went wrong inside presend.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|panic| format!("internal error in presend: {}", panic_text(&*panic)))
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_comes_back_with_its_text() {
        assert_eq!(caught(|| 2), Ok(2));
        assert_eq!(
            caught(|| -> u8 { panic!("broken") }),
            Err("internal error in presend: broken".to_owned())
        );
        assert_eq!(
            caught(|| -> u8 { panic!("at {}", 3) }),
            Err("internal error in presend: at 3".to_owned())
        );
    }
}
