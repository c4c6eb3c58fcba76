//! Says how the program is linked, so that it starts quickly: on Linux with glibc at a fixed place, with the unwinder in it.

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    for name in ["PRESEND_PIE", "RUSTC_LINKER"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    if !is_linux_with_glibc() {
        return;
    }
    // At a place of its own choice, the program has to correct 26,000 addresses at each start, a fifth of a quiet one. Code, heap and
    // stack are safe Rust; where a distribution asks for the random place all the same, it sets this variable.
    if env::var_os("PRESEND_PIE").is_none() {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    // One library less to open, map and initialise; it is needed only once something panics.
    if has_static_unwinder() {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

fn is_linux_with_glibc() -> bool {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let is_static = env::var("CARGO_CFG_TARGET_FEATURE")
        .is_ok_and(|found| found.split(',').any(|one| one == "crt-static"));
    is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is("CARGO_CFG_TARGET_ARCH", "x86_64")
        && !is_static
}

/// Whether what links has the unwinder of GCC as an archive too; it answers with the bare name where it has none.
fn has_static_unwinder() -> bool {
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let Ok(answer) = Command::new(linker).arg("-print-file-name=libgcc_eh.a").output() else { return false };
    let path = String::from_utf8_lossy(&answer.stdout);
    let path = Path::new(path.trim_end());
    path.is_absolute() && path.is_file()
}
