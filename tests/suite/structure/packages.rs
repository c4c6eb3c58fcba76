//! What the packages depend on: the libraries on little, and nothing on a network.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::tree::packages;
use crate::support::root;

/// Everything that the core may depend on. It parses mail, HTML and Markdown, matches words, and knows zones; what runs
/// threads, draws progress or reads arguments belongs to the command line.
const CORE: [&str; 17] = [
    "aho-corasick",
    "annotate-snippets",
    "anstyle",
    "csv",
    "encoding_rs",
    "html5gum",
    "jiff",
    "mail-parser",
    "memchr",
    "presend-lexicon",
    "presend-tables",
    "pulldown-cmark",
    "regex-automata",
    "serde",
    "serde_json",
    "siphasher",
    "toml",
];

/// The same for the lexicons' crate, which build scripts use too.
const LEXICON: [&str; 2] = ["serde", "toml"];

/// Packages that speak to a network.
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
    "minreq",
    "mio",
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

fn manifest(folder: &Path) -> toml::Table {
    fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap()
}

/// Returns the names in some tables of a manifest, those of single systems included.
fn dependencies(manifest: &toml::Table, tables: &[&str]) -> BTreeSet<String> {
    let systems = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
    let places = systems.filter_map(|(_, system)| system.as_table()).chain([manifest]);
    let found = places.flat_map(|place| tables.iter().filter_map(|name| place.get(*name)?.as_table()));
    found.flat_map(|table| table.keys().cloned()).collect()
}

/// Returns every package that ends up in a program or its build script, by walking Cargo.lock.
fn reached() -> BTreeSet<String> {
    let lock: toml::Table = fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    let mut needs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let on = package.get("dependencies").and_then(toml::Value::as_array).into_iter().flatten();
        let on = on.filter_map(|name| name.as_str()?.split(' ').next());
        needs.entry(package["name"].as_str().unwrap()).or_default().extend(on);
    }
    // In Cargo.lock those of the workspace name what only their tests need, too.
    let own = packages(root()).into_iter().map(|folder| manifest(&folder));
    let own: BTreeMap<String, BTreeSet<String>> = own
        .map(|manifest| {
            let name = manifest["package"]["name"].as_str().unwrap().to_owned();
            (name, dependencies(&manifest, &["dependencies", "build-dependencies"]))
        })
        .collect();
    let mut open: Vec<String> = own.keys().cloned().collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        match own.get(&name) {
            Some(needed) => open.extend(needed.iter().cloned()),
            None => {
                open.extend(needs.get(name.as_str()).into_iter().flatten().map(|name| (*name).to_owned()));
            }
        }
    }
    seen
}

/// Returns those that are compiled whatever features are asked for.
fn always_needed(manifest: &toml::Table) -> BTreeSet<String> {
    let is_optional = |name: &String| {
        let entry = manifest.get("dependencies").and_then(|table| table.get(name.as_str()));
        entry.and_then(|entry| entry.get("optional")).and_then(toml::Value::as_bool).unwrap_or(false)
    };
    dependencies(manifest, &["dependencies"]).into_iter().filter(|name| !is_optional(name)).collect()
}

#[test]
fn the_libraries_depend_on_little() {
    let core = manifest(&root().join("crates/core"));
    let lexicon = manifest(&root().join("crates/lexicon"));
    let tables = manifest(&root().join("crates/tables"));
    // All that a feature of the core can bring in is on its list; the lexicons' crate edits files on request alone.
    let lists = [
        ("core", dependencies(&core, &["dependencies"]), &CORE[..]),
        ("lexicon", always_needed(&lexicon), &LEXICON),
        ("tables", dependencies(&tables, &["dependencies"]), &[]),
    ];
    for (name, needed, allowed) in lists {
        let more: Vec<&String> = needed.iter().filter(|name| !allowed.contains(&name.as_str())).collect();
        assert!(more.is_empty(), "crates/{name} depends on {more:?}, which its list does not allow");
    }
    let script = dependencies(&tables, &["build-dependencies"]);
    assert!(
        script.iter().eq(["presend-lexicon", "regex-automata"]),
        "the build script of the tables needs {script:?}"
    );
    let asks = |manifest: &toml::Table, table: &str| {
        manifest.get(table)?.get("presend-lexicon")?.get("features").cloned()
    };
    assert_eq!(
        asks(&core, "dependencies"),
        None,
        "the core reads packed tables, and packs none but a user's"
    );
    let packing = toml::Value::from(vec!["built-in"]);
    assert_eq!(
        asks(&tables, "build-dependencies"),
        Some(packing),
        "the build script packs the built-in lexicons"
    );
}

#[test]
fn nothing_in_the_program_can_speak_to_a_network() {
    let reached = reached();
    assert!(reached.contains("memchr"), "the walk over Cargo.lock missed what surely is there: {reached:?}");
    let found: Vec<&&str> = NETWORK.iter().filter(|name| reached.contains(**name)).collect();
    assert!(found.is_empty(), "network crates among the dependencies: {found:?}");
}
