//! Holds the schema of presend.toml to every presend.toml in the tree, good and bad, and to what the program refuses.

use std::fs;
use std::path::Path;

use presend_core::guidelines::{GuidelinesFile, TEMPLATE};
use serde_json::Value;

use crate::support::{read, root};

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&read("schemas/config.schema.json")).unwrap();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    jsonschema::validator_for(&schema).unwrap()
}

fn faults(validator: &jsonschema::Validator, text: &str) -> Vec<String> {
    let document = toml::from_str::<toml::Table>(text).unwrap();
    let document = serde_json::to_value(document).unwrap();
    validator.iter_errors(&document).map(|fault| format!("{fault} at {}", fault.instance_path())).collect()
}

fn is_accepted(text: &str) -> bool {
    GuidelinesFile::parse("presend.toml", text, &|_| None).is_ok()
}

/// Adds the presend.toml files below a folder, each with its name.
fn add_files(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_files(&path, files);
        } else if path.file_name().is_some_and(|name| name == "presend.toml" || name == "base.toml") {
            // One case is a file that is not UTF-8.
            files.extend(fs::read_to_string(&path).ok().map(|text| (path.display().to_string(), text)));
        }
    }
}

/// Returns the blocks of TOML in a document that have nothing but keys of presend.toml.
fn blocks(name: &str) -> Vec<(String, String)> {
    let schema: Value = serde_json::from_str(&read("schemas/config.schema.json")).unwrap();
    let text = read(name);
    let blocks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let is_config = |text: &&str| {
        let table = toml::from_str::<toml::Table>(text);
        table.is_ok_and(|table| table.keys().all(|key| schema["properties"].get(key).is_some()))
    };
    blocks.filter(is_config).map(|text| (name.to_owned(), text.to_owned())).collect()
}

#[test]
fn every_file_in_the_tree_is_good_for_both_or_bad_for_both() {
    let validator = validator();
    let mut files = blocks("README.md");
    files.extend(blocks("docs/guidelines.md"));
    files.extend(blocks("docs/configuration.md"));
    assert!(files.len() > 3, "{files:?}");
    add_files(&root().join("examples"), &mut files);
    add_files(&root().join("tests"), &mut files);
    let template: String =
        TEMPLATE.lines().filter(|line| line.starts_with(['[', '#'])).fold(String::new(), |text, line| {
            let line = line
                .strip_prefix("# ")
                .filter(|line| line.contains('=') || line.starts_with('['))
                .unwrap_or(line);
            text + line + "\n"
        });
    assert!(template.contains("\nmatch = "));
    files.push(("the template".to_owned(), template));
    let (mut good, mut bad) = (0, 0);
    for (name, text) in &files {
        if toml::from_str::<toml::Table>(text).is_err() {
            assert!(!is_accepted(text), "{name}");
            continue;
        }
        let found = faults(&validator, text);
        assert_eq!(found.is_empty(), is_accepted(text), "{name}: {found:?}");
        *if found.is_empty() { &mut good } else { &mut bad } += 1;
    }
    assert!(good > 25 && bad > 5, "{good} good, {bad} bad");
}

#[test]
fn what_the_program_refuses_the_schema_refuses_too() {
    let validator = validator();
    for text in [
        "colour = 1",
        "extends = 'a.toml'",
        "extends = ['https://example.com/a.toml']",
        "[me]\nadress = 'a@b.c'",
        "[me]\naddress = 3",
        "[me]\naddress = 'Ana <ana@x.y>'",
        "[me]\ntime-zone = 'Europe/Lisbon!'",
        "[team]\nworking-model = 'moon'",
        "[team]\nown-domains = 'x.y'",
        "[team]\nown-domains = ['a@x.y']",
        "[team]\ncountry = 'Portugal'",
        "[hours]\nwork = '9-17'",
        "[hours]\nwork = '09:00-25:00'",
        "[hours]\ndays = ['funday']",
        "[hours]\nholidays = ['25.12.2026']",
        "[[people]]\nname = 'Bo'",
        "[[people]]\nmatch = '*a*'",
        "[[people]]\nmatch = 'bo'\nrelation = 'boss'",
        "[[people]]\nmatch = 'bo'\nprefers = 'reading'",
        "[[people]]\nmatch = 'bo'\nany-time = 'yes'",
        "[[group]]\nmatch = 'bo'\ncountry = 'pt'",
        "[response-time]\nemail = 'soon'",
        "[response-time]\nfax = '1d'",
        "[channels]\nfax = 'x'",
        "[law]\ntermination-needs-paper = 'no'",
        "[rules]\nS001 = 'loud'",
        "[[paths]]\nmatch = 'a'\nrules = { S001 = 'loud' }",
        "[[paths]]\nmatch = 'a'\nprofile = 'mail'",
        "[check]\nmin-confidence = 1.5",
        "[check]\nprofile = 'mail'",
        "[agent]\ntext = [' ']",
        "[agent]\non-no-draft = 'stop'",
    ] {
        assert!(!is_accepted(text), "{text}");
        assert!(!faults(&validator, text).is_empty(), "{text}");
    }
}
