//! Keeps the built-in lexicon files tidy: one rule a file, in order, with enough examples, and no example twice.

use std::collections::BTreeMap;

use presend_lexicon::file;
use presend_lexicon::format::format;
use presend_lexicon::names::Group;

use crate::support::{finish, presend, read, root, text};

/// Where the classes stand that several rules share.
const SHARED: &str = "lexicons/en/classes.toml";

/// Files that hold something else than lists of words in no order: the judge's numbers and rows, forms and frames as the tables
/// keep them.
const IN_AN_ORDER_OF_THEIR_OWN: [&str; 3] = ["context.toml", "inflection.toml", "verdict.toml"];

/// Returns the paths of the TOML files that lie directly in a folder, but for those whose order means something.
fn files_in(folder: &str) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.ends_with(".toml") && !IN_AN_ORDER_OF_THEIR_OWN.contains(&name.as_str()))
        .map(move |name| format!("{folder}/{name}"))
}

/// Reads the files of all built-in rules.
pub(crate) fn sources() -> Vec<file::LexiconSource> {
    let mut paths = Vec::new();
    for group in Group::NAMES {
        let folder = format!("lexicons/en/{group}");
        let files =
            std::fs::read_dir(root().join(&folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
        paths.extend(files.map(|file| format!("{folder}/{}", file.unwrap().file_name().display())));
    }
    paths.sort();
    paths
        .iter()
        .map(|path| file::parse(path, &read(path)).unwrap_or_else(|errors| panic!("{}", errors[0])))
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
fn each_rule_stands_in_the_file_of_its_name() {
    for source in sources() {
        let [rule] = source.toml.rule.as_slice() else { panic!("{}: not one rule", source.path) };
        let (group, code) = (source.toml.group.get_ref(), rule.code.get_ref());
        let letter = Group::parse(group).unwrap().letter();
        assert!(code.starts_with(letter), "{code} in {}", source.path);
        assert_eq!(source.path, format!("lexicons/en/{group}/{code}-{}.toml", rule.name.get_ref()));
    }
}

#[test]
fn files_are_as_lexicon_fmt_writes_them() {
    let rules = sources().into_iter().map(|source| source.path).chain([SHARED.to_owned()]);
    for path in rules.chain(files_in("lexicons")).chain(files_in("lexicons/secrets")) {
        let text = read(&path);
        let formatted = format(&path, &text).unwrap();
        assert_eq!(formatted, text, "`presend lexicon fmt {path}` puts it in order");
    }
}

#[test]
fn lists_are_wrapped_at_100_columns() {
    let rules = sources().into_iter().map(|source| source.path).chain([SHARED.to_owned()]);
    for path in rules.chain(files_in("lexicons")).chain(files_in("lexicons/secrets")) {
        for (at, line) in read(&path).lines().enumerate() {
            // A text alone on its line may be longer: it is never cut.
            let is_list = !line.starts_with('#') && line.contains("\", \"");
            assert!(!is_list || line.chars().count() <= 100, "{path}:{}: {line}", at + 1);
        }
    }
}

/// A class of one rule alone stands in its file, and means nothing else than a shared one of the same name.
#[test]
fn each_class_is_used_and_none_hides_a_shared_one() {
    let shared: toml::Table = read(SHARED).parse().unwrap();
    for source in sources() {
        for class in source.toml.classes.keys() {
            assert!(shared["classes"].get(class).is_none(), "{}: @{class} is a shared class", source.path);
            let is_used = source
                .text
                .split(&format!("@{class}"))
                .skip(1)
                .any(|rest| !rest.starts_with(|next: char| next == '-' || next.is_ascii_alphanumeric()));
            assert!(is_used, "{}: no term names @{class}", source.path);
        }
    }
}

/// Longest term; what is longer is cut into classes.
const LONGEST: usize = 160;
/// Headers that a line of JSON has a field for.
const HEADERS: [&str; 6] = ["Bcc", "Cc", "Date", "From", "Subject", "To"];
/// Checks that speak where words are missing: their terms are the words that are asked for, so a quiet text shows them.
const ASK_FOR_WORDS: [&str; 2] = ["crisis-lacks", "out-of-hours"];

#[test]
fn no_term_is_longer_than_can_be_read_at_once() {
    for source in sources() {
        for rule in &source.toml.rule {
            for term in rule.terms.iter().chain(&rule.sure).chain(&rule.weak).map(toml::Spanned::get_ref) {
                assert!(term.len() <= LONGEST, "{}: {} characters: {term}", rule.code.get_ref(), term.len());
            }
        }
    }
}

#[test]
fn every_term_is_found_in_an_example_of_its_rule() {
    let folder = tempfile::tempdir().unwrap();
    let mut untried = Vec::new();
    for source in sources() {
        let lines: Vec<String> =
            source.toml.rule.iter().flat_map(tried_on).map(|text| message_of(text).to_string()).collect();
        let texts = folder.path().join("examples.jsonl");
        std::fs::write(&texts, lines.join("\n")).unwrap();
        let path = source.path.as_str();
        let args = ["lexicon", "coverage", path, "--texts", texts.to_str().unwrap()];
        let printed = text(&finish(&mut presend(root(), &args), b"").stdout);
        let never = printed.lines().filter_map(|line| {
            let columns: Vec<&str> = line.splitn(6, '\t').collect();
            (columns.get(2) == Some(&"0")).then(|| format!("{}: {}", columns[0], columns[5]))
        });
        untried.extend(never);
    }
    assert!(untried.is_empty(), "{} terms have no example: {untried:#?}", untried.len());
}

/// Returns the examples of a rule in which its terms must be found.
fn tried_on(rule: &file::RuleToml) -> impl Iterator<Item = &String> {
    let asks = ASK_FOR_WORDS.contains(&rule.check.as_str());
    rule.fires.iter().chain(rule.quiet.iter().filter(move |_| asks))
}

/// Returns an example as a labelled line of JSON, its headers as fields.
fn message_of(example: &str) -> serde_json::Value {
    let is_header = |line: &str| line.split_once(": ").is_some_and(|(name, _)| HEADERS.contains(&name));
    let (headers, body) = match example.split_once("\n\n") {
        Some((headers, body)) if headers.lines().all(is_header) => (headers, body),
        _ => ("", example),
    };
    let mut message = serde_json::json!({ "text": body, "label": 1 });
    for (name, value) in headers.lines().filter_map(|line| line.split_once(": ")) {
        message[name.to_lowercase()] = match name {
            "Subject" | "Date" => value.into(),
            _ => value.split(", ").collect(),
        };
    }
    message
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

/// Written down apart from `training/never.txt`, from which the training script knows them, so that a gap there shows.
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
    let table = read("lexicons/cues/cues.tsv");
    let mut cues = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cue = line.split('\t').next().unwrap_or_default();
        let found = cue.split(' ').find(|word| never.contains(word));
        assert!(
            found.is_none(),
            "`{cue}` weighs, though `{}` says who or where somebody is",
            found.unwrap_or_default()
        );
        cues += 1;
    }
    assert!(cues > 5_000, "only {cues} cues were read");
}
