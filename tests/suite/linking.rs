//! How the program is linked, which decides how quickly it starts.

#![cfg(all(target_os = "linux", target_env = "gnu", target_arch = "x86_64"))]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The type of a header that names the loader of shared libraries (ELF 64, System V ABI).
const PT_INTERP: u32 = 3;

/// Returns true if the program asks for a loader, which then looks for its libraries.
fn asks_for_a_loader(program: &[u8]) -> bool {
    let number = |at: usize, len: usize| {
        program[at..at + len].iter().rev().fold(0_usize, |number, &byte| number << 8 | usize::from(byte))
    };
    assert_eq!(&program[..5], b"\x7fELF\x02");
    let (first, size, count) = (number(32, 8), number(54, 2), number(56, 2));
    (0..count).any(|header| number(first + header * size, 4) == PT_INTERP as usize)
}

#[test]
fn the_program_has_the_c_library_in_it_where_that_is_there_as_an_archive() {
    let answer = Command::new("cc").arg("-print-file-name=libc.a").output().unwrap();
    let archive = String::from_utf8(answer.stdout).unwrap();
    let is_there = Path::new(archive.trim_end()).is_absolute();
    let is_static = is_there && option_env!("PRESEND_PIE").is_none();
    let program = fs::read(env!("CARGO_BIN_EXE_presend")).unwrap();
    assert_eq!(asks_for_a_loader(&program), !is_static);
    let shared = fs::read(std::env::current_exe().unwrap()).unwrap();
    assert!(asks_for_a_loader(&shared), "only the program is linked otherwise");
}
