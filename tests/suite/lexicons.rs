//! Keeps the built-in lexicon files tidy: sorted, with enough examples, and no example twice.

use std::collections::BTreeMap;

use presend_lexicon::file;
use presend_lexicon::names::Group;

use crate::support::read;

fn sources() -> Vec<file::LexiconSource> {
    let groups = Group::NAMES.map(|group| format!("lexicons/{group}.toml"));
    groups
        .into_iter()
        .map(|path| file::parse(&path, &read(&path)).unwrap_or_else(|errors| panic!("{}", errors[0])))
        .collect()
}

#[test]
fn files_are_sorted_and_have_examples() {
    let found: Vec<String> =
        sources().iter().flat_map(file::warnings).map(|warning| warning.to_string()).collect();
    // The unused-ignore rule speaks on settings, not on words: it has no example texts.
    let found: Vec<&String> = found.iter().filter(|warning| !warning.contains("M002")).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn codes_belong_to_their_group() {
    for source in sources() {
        let letter = Group::parse(source.toml.group.get_ref()).unwrap().letter();
        for rule in &source.toml.rule {
            assert!(rule.code.get_ref().starts_with(letter), "{} in {}", rule.code.get_ref(), source.path);
        }
    }
}

#[test]
fn no_example_stands_twice() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for source in sources() {
        for rule in &source.toml.rule {
            for text in rule.fires.iter().chain(&rule.quiet) {
                let code = rule.code.get_ref().clone();
                if let Some(other) = seen.insert(text.clone(), code.clone()) {
                    assert_ne!(other, code, "twice in {code}: {text}");
                }
            }
        }
    }
}

/// Written down apart from `lexicons/cues/never.txt`, from which the training script knows them, so that a gap there shows.
const NO_WEIGHT: &str = "gay lesbian bisexual trans queer muslim christian jewish hindu sikh buddhist atheist catholic asian african \
    indian nigerian singaporean polish mexican arab indigenous irish turkish chinese german french black white deaf blind autistic \
    disabled pregnant immigrant refugee female male woman man girl boy elderly \
    james john robert michael mary patricia jennifer mohammed fatima ahmed aisha ravi priya sanjay wei ming hiroshi yuki ana jose \
    carlos olu ngozi emeka kevin brian \
    enron microsoft google github linux houston london paris lagos mumbai python docker \
    abeg wey dey oga lah leh lor meh kindly needful revert prepone innit mate lads finna ain't";

#[test]
fn no_name_no_identity_and_no_dialect_has_a_weight() {
    let never: Vec<&str> = NO_WEIGHT.split_whitespace().collect();
    let tables = ["cues", "talk"].map(|name| format!("lexicons/cues/{name}.tsv"));
    let mut cues = 0;
    for path in tables {
        let table = read(&path);
        for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let cue = line.split('\t').next().unwrap_or_default();
            let found = cue.split(' ').find(|word| never.contains(word));
            assert!(
                found.is_none(),
                "{path}: `{cue}` weighs, though `{}` says who or where somebody is",
                found.unwrap_or_default()
            );
            cues += 1;
        }
    }
    assert!(cues > 5_000, "only {cues} cues were read");
}
