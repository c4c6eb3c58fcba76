//! Keeps the architecture: who may import whom, who may touch the outside world, and what no file may hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// The modules from bottom to top; a file may import only from rows before its own.
const ROWS: [&str; 11] = [
    "text",
    "diagnostic",
    "lexicon",
    "message",
    "words",
    "scan",
    "guidelines",
    "judge",
    "render",
    "linter",
    "cli",
];

/// What may be imported from a later row all the same: a diagnostic names the kind of region it stands in,
/// and a report carries the message it is about.
const EXCEPTIONS: [(&str, &str); 2] =
    [("diagnostic", "message::RegionKind"), ("diagnostic", "message::Message")];

/// A source file without comments, texts and unit tests.
struct File {
    path: String,
    full: String,
    code: String,
}

impl File {
    /// The module of the crate that the file belongs to; `lib` and `main` for the two roots.
    fn module(&self) -> &str {
        self.path
            .trim_start_matches("src/")
            .split(['/', '.'])
            .next()
            .expect("split yields at least one piece")
    }

    fn is_outer(&self) -> bool {
        matches!(self.module(), "cli" | "main")
    }
}

fn files() -> Vec<File> {
    let mut paths = Vec::new();
    collect(&root().join("src"), &mut paths);
    paths.sort();
    let file = |path: PathBuf| {
        let full = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let code = code_of(&full);
        let is_tests = path.ends_with("_tests.rs");
        let tests = if is_tests { 0 } else { code.find("#[cfg(test)]\nmod tests {").unwrap_or(code.len()) };
        File { path, full, code: code[..tests].to_owned() }
    };
    let files: Vec<File> = paths.into_iter().map(file).collect();
    assert!(files.len() > 8, "the walk over src/ found only {} files", files.len());
    files
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|end| end == "rs") {
            paths.push(path);
        }
    }
}

/// Blanks comments and the insides of texts, so that only code is searched.
fn code_of(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = skipped_length(rest);
        if skipped > 0 {
            code.extend(rest[..skipped].chars().filter(|character| *character == '\n'));
            code.push(' ');
            rest = &rest[skipped..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    code
}

/// Returns the length of the comment, text or character literal that `rest` starts with, or 0.
fn skipped_length(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |end| end + 2);
    }
    if let Some(raw) = rest.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let start = 2 + hashes;
            return rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len());
        }
    }
    match rest.as_bytes() {
        [b'"', ..] => quoted_length(rest, b'"'),
        // A lifetime has no closing quote right after one character.
        [b'\'', b'\\', ..] => quoted_length(rest, b'\''),
        [b'\'', ..] => {
            let mut characters = rest.char_indices().skip(2);
            characters.next().filter(|(_, character)| *character == '\'').map_or(0, |(at, _)| at + 1)
        }
        _ => 0,
    }
}

fn quoted_length(rest: &str, quote: u8) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

/// Returns every path that follows `prefix` in the code, with `{a, b::c}` taken apart.
fn paths_after(code: &str, prefix: &str) -> Vec<String> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let starts =
        code.match_indices(prefix).filter(|(at, _)| !code[..*at].ends_with(|c| is_word(c) || c == ':'));
    let mut paths = Vec::new();
    for (at, _) in starts {
        let rest = &code[at + prefix.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            paths.extend(group_entries(group));
        } else {
            paths.push(
                rest.chars().take_while(|character| is_word(*character) || *character == ':').collect(),
            );
        }
    }
    paths
}

/// Takes apart the inside of a `use` group up to its closing brace; inner groups become one path each.
fn group_entries(group: &str) -> Vec<String> {
    let mut entries = Vec::new();
    let mut heads: Vec<String> = vec![String::new()];
    let mut entry = String::new();
    for character in group.chars() {
        match character {
            '{' => heads.push(format!("{}{}", heads.last().unwrap(), std::mem::take(&mut entry).trim())),
            ',' | '}' => {
                let name = std::mem::take(&mut entry);
                if !name.trim().is_empty() {
                    entries.push(format!("{}{}", heads.last().unwrap(), name.trim()));
                }
                if character == '}' && heads.pop().is_some() && heads.is_empty() {
                    break;
                }
            }
            _ => entry.push(character),
        }
    }
    entries
}

/// Returns every path into the crate that the file names, through `crate::` or by climbing with `super::`.
fn imports(file: &File) -> Vec<String> {
    let mut imports = paths_after(&file.code, "crate::");
    let inner = file.path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    let climb = "super::".repeat(inner.split('/').count());
    imports.extend(paths_after(&file.code, &climb).into_iter().filter(|path| !path.starts_with("super")));
    if file.is_outer() { paths_after(&file.code, "presend::") } else { imports }
}

#[test]
fn the_reader_of_this_test_sees_every_form_of_import() {
    let code = code_of(
        "use crate::{text::Span, message::{self, Part}};\nfn f(x: crate::scan::Hit) {} // crate::comment\n\
         const A: &str = \"crate::quoted\"; const B: char = '\"'; use mycrate::no; let c: &'a str = r#\"crate::raw\"#;",
    );
    let expected = ["text::Span", "message::self", "message::Part", "scan::Hit"];
    assert_eq!(paths_after(&code, "crate::"), expected);
}

#[test]
fn files_import_only_from_rows_above_their_own() {
    let row = |module: &str| ROWS.iter().position(|name| *name == module);
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !file.is_outer() && file.module() != "lib") {
        let own = row(file.module()).unwrap_or_else(|| panic!("{} belongs to no row of ROWS", file.path));
        for import in imports(file) {
            let module = import.split("::").next().unwrap_or_default();
            let is_later = row(module).is_some_and(|other| other > own);
            // What lib.rs re-exports at the root belongs to the linter's row.
            let is_root = row(module).is_none() && own < row("linter").unwrap();
            let is_excepted =
                EXCEPTIONS.iter().any(|(from, path)| *from == file.module() && import.starts_with(path));
            if (is_later || is_root) && !is_excepted {
                wrong.push(format!("{} imports {import}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the layers:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_crate_has_a_row() {
    let known: BTreeSet<&str> = ROWS.into_iter().chain(["lib", "main"]).collect();
    let files = files();
    let unknown: Vec<&str> =
        files.iter().map(File::module).filter(|module| !known.contains(module)).collect();
    assert!(unknown.is_empty(), "modules without a row: {unknown:?}");
}

/// Modules of `std` that reach files, environment, network, processes, threads, clock and console.
const OUTSIDE: [&str; 10] = [
    "env",
    "fs",
    "io::stderr",
    "io::stdin",
    "io::stdout",
    "net",
    "process",
    "thread",
    "time::Instant",
    "time::SystemTime",
];

/// Macros that print, and crates that belong to the command line.
const BARRED: [&str; 8] =
    ["println!", "eprintln!", "print!", "eprint!", "dbg!", "rayon::", "indicatif::", "clap::"];

fn is_below(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn only_the_command_line_touches_the_outside_world() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !file.is_outer()) {
        let paths = paths_after(&file.code, "std::");
        let barred = OUTSIDE.iter().filter(|barred| paths.iter().any(|path| is_below(path, barred)));
        wrong.extend(barred.map(|barred| format!("{} uses std::{barred}", file.path)));
        // The linter splits one very large text over the threads that its caller has, when its caller says so.
        let is_allowed = |barred: &str| barred == "rayon::" && file.module() == "linter";
        let barred = BARRED.iter().filter(|barred| file.code.contains(**barred) && !is_allowed(barred));
        wrong.extend(barred.map(|barred| format!("{} uses {barred}", file.path)));
    }
    assert!(wrong.is_empty(), "the library reaches outside:\n{}", wrong.join("\n"));
}

#[test]
fn the_library_holds_no_state_that_changes() {
    let changing = ["Mutex", "RwLock", "Cell<", "Atomic"];
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !file.is_outer()) {
        let statics = file.code.lines().filter(|line| line.split_whitespace().any(|word| word == "static"));
        for line in statics.filter(|line| changing.iter().any(|name| line.contains(name))) {
            wrong.push(format!("{}: {}", file.path, line.trim()));
        }
    }
    assert!(wrong.is_empty(), "global state:\n{}", wrong.join("\n"));
}

#[test]
fn what_the_build_script_compiles_needs_only_std_serde_and_toml() {
    let dependencies = dependencies(&["dependencies"]);
    let barred: Vec<String> = dependencies
        .iter()
        .filter(|name| !["serde", "toml"].contains(&name.as_str()))
        .map(|name| format!("{}::", name.replace('-', "_")))
        .collect();
    let is_shared = |file: &&File| file.module() == "lexicon" || file.path == "src/text/fold.rs";
    for file in files().iter().filter(is_shared) {
        let found: Vec<&String> =
            barred.iter().filter(|name| !paths_after(&file.code, name).is_empty()).collect();
        assert!(found.is_empty(), "{} uses {found:?}, which build.rs does not have", file.path);
    }
}

#[test]
fn every_file_opens_with_a_sentence_about_itself() {
    for file in files() {
        let first = file.full.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 20, "{} does not open with `//! `", file.path);
    }
}

#[test]
fn files_stay_small_enough_to_read() {
    // A word list is read like a table, however long it is.
    for file in files().iter().filter(|file| !file.path.ends_with("_data.rs")) {
        let lines = file.code.lines().filter(|line| !line.trim().is_empty()).count();
        let limit = if file.path == "src/main.rs" { 40 } else { 300 };
        assert!(
            lines <= limit,
            "{} has {lines} lines of code without its tests, more than {limit}",
            file.path
        );
    }
}

fn dependencies(tables: &[&str]) -> Vec<String> {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let names = tables.iter().filter_map(|name| manifest.get(*name)?.as_table());
    names.flat_map(|table| table.keys().cloned()).collect()
}

/// Returns every package that ends up in the program or its build script, by walking Cargo.lock.
fn packages() -> BTreeSet<String> {
    let lock: toml::Table = fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    let mut needs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let on = package.get("dependencies").and_then(toml::Value::as_array).into_iter().flatten();
        let on = on.filter_map(|name| name.as_str()?.split(' ').next());
        needs.entry(package["name"].as_str().unwrap()).or_default().extend(on);
    }
    let mut open = dependencies(&["dependencies", "build-dependencies"]);
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if seen.insert(name.clone()) {
            open.extend(needs.get(name.as_str()).into_iter().flatten().map(|name| (*name).to_owned()));
        }
    }
    seen
}

#[test]
fn nothing_in_the_program_can_speak_to_a_network() {
    const NETWORK: [&str; 30] = [
        "async-std",
        "attohttpc",
        "awc",
        "curl",
        "curl-sys",
        "grpcio",
        "h2",
        "hyper",
        "isahc",
        "lettre",
        "libssh2-sys",
        "mio",
        "minreq",
        "native-tls",
        "openssl",
        "opentelemetry",
        "quinn",
        "reqwest",
        "rumqttc",
        "rustls",
        "sentry",
        "smol",
        "socket2",
        "ssh2",
        "surf",
        "tokio",
        "tonic",
        "tungstenite",
        "ureq",
        "zmq",
    ];
    let packages = packages();
    assert!(
        packages.contains("memchr"),
        "the walk over Cargo.lock missed what surely is there: {packages:?}"
    );
    let found: Vec<&&str> = NETWORK.iter().filter(|name| packages.contains(**name)).collect();
    assert!(found.is_empty(), "network crates among the dependencies: {found:?}");
    for file in files() {
        let paths = paths_after(&file.code, "std::");
        assert!(!paths.iter().any(|path| path.starts_with("net")), "{} uses std::net", file.path);
    }
}
