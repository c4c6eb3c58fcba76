//! Packs `lexicons/` into one file of bytes, by the code that compiles a user's lexicon at run time.

mod anchors;
mod heads;
mod programs;
mod states;

use std::path::{Path, PathBuf};

use presend_lexicon::cues::CueTexts;
use presend_lexicon::names::Group;
use presend_lexicon::squeeze::{squeeze, squeeze_programs};
use presend_lexicon::{Sources, pack_built_in, without_texts};

fn main() {
    let folder = folder();
    println!("cargo::rerun-if-changed={}", folder.display());
    match tables(&folder) {
        Ok(Tables { programs, lexicons, texts }) => {
            let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
            std::fs::write(out.join("lexicons.bin"), lexicons).expect("OUT_DIR is writable");
            std::fs::write(out.join("texts.txt"), texts).expect("OUT_DIR is writable");
            std::fs::write(out.join("programs.bin"), programs).expect("OUT_DIR is writable");
        }
        Err(errors) => {
            for error in errors {
                println!("cargo::error={error}");
            }
            std::process::exit(1);
        }
    }
}

/// What is included.
struct Tables {
    programs: Vec<u8>,
    lexicons: Vec<u8>,
    texts: String,
}

/// Returns the programs of patterns and the lexicons. For a browser, which loads them over a network, they are squeezed, with their
/// texts in them, and what a browser never shows is left out.
fn tables(folder: &Path) -> Result<Tables, Vec<String>> {
    let is_for_browsers = std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
    let lexicons = pack(folder, is_for_browsers)?;
    let programs = programs::programs(&lexicons, !is_for_browsers)?;
    let one = |error: String| vec![error];
    if !is_for_browsers {
        let (lexicons, texts) = without_texts(&lexicons).map_err(|error| one(error.to_owned()))?;
        return Ok(Tables { programs, lexicons, texts });
    }
    let (programs, lexicons) = (squeeze_programs(&programs), squeeze(&lexicons));
    Ok(Tables { programs: programs.map_err(one)?, lexicons: lexicons.map_err(one)?, texts: String::new() })
}

/// Returns the folder of the lexicons: the repository's, or the copy that a published package carries.
fn folder() -> PathBuf {
    let in_repository = PathBuf::from("../../lexicons");
    if in_repository.is_dir() { in_repository } else { PathBuf::from("lexicons") }
}

fn pack(folder: &Path, without_pages: bool) -> Result<Vec<u8>, Vec<String>> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|error| vec![format!("{}: {error}", path.display())])
    };
    let in_cues = |name: &str| read(&format!("cues/{name}"));
    let (cues, shapes, codes) = (in_cues("cues.tsv")?, in_cues("shapes.tsv")?, in_cues("codes.tsv")?);
    let (targets, numbers, same) = (in_cues("targets.tsv")?, in_cues("numbers.tsv")?, in_cues("same.txt")?);
    pack_built_in(&Sources {
        classes: &read("en/classes.toml")?,
        inflection: &read("inflection.toml")?,
        context: &read("context.toml")?,
        verdict: &read("verdict.toml")?,
        time: &read("time.toml")?,
        models: &read("models.toml")?,
        word_lists: &[
            ("lexicons/words.toml", &read("words.toml")?),
            ("lexicons/meetings.toml", &read("meetings.toml")?),
            ("lexicons/boilerplate.toml", &read("boilerplate.toml")?),
        ],
        by_use: &read("by-use.txt")?,
        cues: CueTexts {
            cues: &cues,
            shapes: &shapes,
            codes: &codes,
            targets: &targets,
            numbers: &numbers,
            same: &same,
        },
        tokens: &token_files(folder)?,
        rules: &rule_files(folder)?,
        without_pages,
    })
}

/// Returns path and text of the files of all rules, sorted: a folder for each group, a file for each rule.
fn rule_files(lexicons: &Path) -> Result<Vec<(String, String)>, Vec<String>> {
    let mut files = Vec::new();
    for group in Group::NAMES {
        files.extend(toml_files(lexicons, &format!("en/{group}"))?);
    }
    files.sort();
    Ok(files)
}

/// Returns path and text of the files of token formats, sorted: a file for each issuer or small family.
fn token_files(lexicons: &Path) -> Result<Vec<(String, String)>, Vec<String>> {
    let mut files = toml_files(lexicons, "secrets")?;
    files.sort();
    Ok(files)
}

/// Returns path and text of the TOML files of a folder.
fn toml_files(lexicons: &Path, folder: &str) -> Result<Vec<(String, String)>, Vec<String>> {
    let at = lexicons.join(folder);
    let failed = |error: std::io::Error| vec![format!("{}: {error}", at.display())];
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&at).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        // What editors leave beside a file has other endings.
        if path.extension().is_some_and(|ending| ending == "toml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&path).map_err(failed)?;
            files.push((format!("lexicons/{folder}/{name}"), text));
        }
    }
    Ok(files)
}
