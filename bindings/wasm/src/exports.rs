//! The three functions that a host calls: take memory, lint, give memory back.

#![expect(unsafe_code, reason = "a host hands over addresses; all else of this crate forbids it")]

use std::cell::RefCell;
use std::ptr::{self, slice_from_raw_parts, slice_from_raw_parts_mut};

use crate::engine::Engine;

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
}

/// Bytes before an answer that say its length.
const PREFIX: usize = 4;

/// Returns the address of that many bytes, all zero, or null where there is no memory for them.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn presend_alloc(length: usize) -> *mut u8 {
    let mut bytes: Vec<u8> = Vec::new();
    if bytes.try_reserve_exact(length).is_err() {
        return ptr::null_mut();
    }
    bytes.resize(length, 0);
    Box::into_raw(bytes.into_boxed_slice()).cast()
}

/// Gives back what `presend_alloc` or `presend_lint` returned; of an answer the length is that of the JSON and 4.
///
/// # Safety
/// `bytes` is such an address with its own length, and was not given back before.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn presend_free(bytes: *mut u8, length: usize) {
    // SAFETY: both came out of a box of a slice of that length, as the caller promises.
    drop(unsafe { Box::from_raw(slice_from_raw_parts_mut(bytes, length)) });
}

/// Lints what the request at this address says. Returns the answer: 4 bytes that tell the length of the JSON, the least
/// first, and the JSON; `presend_free` gives it back. Any bytes are answered.
///
/// # Safety
/// `request` is an address that `presend_alloc` returned for that length, and was not given back.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn presend_lint(request: *const u8, length: usize) -> *mut u8 {
    // SAFETY: those bytes are there and initialised, as the caller promises, and nothing writes to them meanwhile.
    let request = unsafe { &*slice_from_raw_parts(request, length) };
    let json = ENGINE.with_borrow_mut(|engine| engine.answer(request));
    let size = u32::try_from(json.len()).unwrap_or(0);
    let mut answer = Vec::with_capacity(PREFIX + json.len());
    answer.extend_from_slice(&size.to_le_bytes());
    answer.extend(json);
    Box::into_raw(answer.into_boxed_slice()).cast()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Calls as a host does, and gives all memory back.
    fn call(request: &[u8]) -> Vec<u8> {
        let taken = presend_alloc(request.len());
        assert!(!taken.is_null());
        // SAFETY: the addresses and lengths are those that were handed out, each given back once.
        unsafe {
            taken.copy_from_nonoverlapping(request.as_ptr(), request.len());
            let answer = presend_lint(taken, request.len());
            presend_free(taken, request.len());
            let length = u32::from_le_bytes(answer.cast::<[u8; PREFIX]>().read()) as usize;
            let json = (*slice_from_raw_parts(answer.add(PREFIX), length)).to_vec();
            presend_free(answer, PREFIX + length);
            json
        }
    }

    #[test]
    fn any_bytes_are_answered() {
        for request in [&b""[..], b"\0", b"{", b"[[[[", b"\xf0\x9f", br#"{"text":"\ud800"}"#, &[b'['; 4096]] {
            let answer = String::from_utf8(call(request)).unwrap();
            assert!(answer.starts_with(r#"{"error":{"kind":"request","reason":""#), "{answer}");
        }
        let answer = call(br#"{"text":"We have to let you go effective Friday."}"#);
        assert!(answer.starts_with(br#"{"stops":true,"report":{"#), "{}", String::from_utf8_lossy(&answer));
    }

    #[test]
    fn memory_that_is_not_there_is_null() {
        assert!(presend_alloc(usize::MAX / 2).is_null());
    }
}
