//! Says how the program is linked, so that it starts quickly: on x86-64 Linux with the C library in it, at a fixed place.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What Rust's own libraries ask the linker for, and the archives that answer. The C library needs GCC's too, for which some linkers
/// do not go back to what was named before. Since glibc 2.34 the last four are empty.
const LIBRARIES: [(&str, &[&str]); 7] = [
    ("c", &["libc.a", "libgcc.a", "libgcc_eh.a"]),
    ("gcc_s", &["libgcc_eh.a", "libgcc.a"]),
    ("m", &["libm.a"]),
    ("dl", &["libdl.a"]),
    ("pthread", &["libpthread.a"]),
    ("rt", &["librt.a"]),
    ("util", &["libutil.a"]),
];

fn main() {
    for name in ["PRESEND_PIE", "RUSTC_LINKER"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    // Some distributions ask for programs at a random place, with the C library that they look after.
    if !is_linux_with_glibc() || env::var_os("PRESEND_PIE").is_some() {
        return;
    }
    // At a place of its own choice, the program has to correct 26,000 addresses at each start, a fifth of a quiet one. Code, heap and
    // stack are safe Rust.
    println!("cargo::rustc-link-arg-bins=-no-pie");
    // To find, open, map and bind three libraries is another fifth. Rust's switch for it (`+crt-static`) fails at the macros of a plain
    // `cargo build`, and only a user could set it.
    if let Some(folder) = static_libraries() {
        println!("cargo::rustc-link-arg-bins=-static");
        println!("cargo::rustc-link-arg-bins=-L{}", folder.display());
    } else if path_of("libgcc_eh.a").is_some() {
        // At least the unwinder, which is needed only once something panics.
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

/// Makes a folder in which the linker finds for each library a script that names archives, if all of them are there. rustc asks for
/// shared libraries: some linkers then look for those all the same, others for archives alone, so each has both names.
fn static_libraries() -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("OUT_DIR")?).join("static");
    fs::create_dir_all(&folder).ok()?;
    for (name, archives) in LIBRARIES {
        let found: Option<Vec<String>> = archives.iter().map(|archive| path_of(archive)).collect();
        let script = format!("GROUP ( {} )\n", found?.join(" "));
        for ending in ["so", "a"] {
            fs::write(folder.join(format!("lib{name}.{ending}")), &script).ok()?;
        }
    }
    Some(folder)
}

/// Asks what links for the path of an archive, quoted as its scripts have it; it answers with the bare name where it has none.
fn path_of(archive: &str) -> Option<String> {
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let answer = Command::new(linker).arg(format!("-print-file-name={archive}")).output().ok()?;
    let path = String::from_utf8(answer.stdout).ok()?;
    let path = path.trim_end();
    let is_there = Path::new(path).is_absolute() && Path::new(path).is_file() && !path.contains('"');
    is_there.then(|| format!("\"{path}\""))
}
