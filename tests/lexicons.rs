//! Keeps the built-in lexicon files tidy: sorted, with enough examples, and no example twice.

use std::collections::BTreeMap;

use presend::lexicon::file;

fn sources() -> Vec<file::LexiconSource> {
    let groups = file::GROUPS.iter().map(|(group, _)| format!("lexicons/{group}.toml"));
    groups
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("the built-in lexicon is valid");
            file::parse(&path, &text).unwrap_or_else(|errors| panic!("{}", errors[0]))
        })
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
        let letter = file::GROUPS.iter().find(|(name, _)| name == source.toml.group.get_ref()).unwrap().1;
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
