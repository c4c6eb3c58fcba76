//! Holds the regions of mails to the margins in `tests/segments/`, and sees that no own word is lost.

mod chance;
mod corpus;
mod own_words;
mod probes;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::support::read;
use corpus::{Case, cases, misses};

/// Each has at least one file.
const PROGRAMS: [&str; 26] = [
    "airmail",
    "aol",
    "apple-mail",
    "blackberry",
    "em-client",
    "fastmail",
    "front",
    "gmail",
    "gnus",
    "hey",
    "k-9",
    "lists",
    "mail-ru",
    "mutt",
    "notes",
    "outlook-desktop",
    "outlook-mobile",
    "outlook-new",
    "outlook-web",
    "proton",
    "spark",
    "superhuman",
    "thunderbird",
    "yahoo",
    "yandex",
    "zoho",
];
/// Each has at least [`FILES_OF_A_LANGUAGE`] files.
const LANGUAGES: [&str; 29] = [
    "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hu", "id", "it", "ja", "ko", "nl", "no",
    "pl", "pt", "pt-br", "ro", "ru", "sk", "sv", "tr", "uk", "vi", "zh-hans", "zh-hant",
];
const FILES_OF_A_LANGUAGE: usize = 6;
/// Of these only what mail programs write most is known.
const FURTHER_LANGUAGES: [&str; 32] = [
    "az", "be", "bg", "bn", "br", "ca", "cy", "et", "eu", "fa", "fil", "ga", "gl", "hi", "hr", "hy", "is",
    "ka", "kk", "lt", "lv", "mn", "mr", "ms", "sl", "sr", "sw", "ta", "te", "th", "ur", "uz",
];
const FILES: usize = 500;
/// One file of this many may be a known miss.
const EXACT_OF_A_MISS: usize = 50;

/// Exact files and all files, by program and language.
type Table<'c> = BTreeMap<(&'c str, &'c str), (usize, usize)>;

#[test]
fn every_line_is_in_the_region_that_its_margin_says() {
    let cases = cases();
    let known = known_misses();
    let mut table = Table::new();
    let (mut new, mut mended) = (String::new(), Vec::new());
    for case in &cases {
        let misses = misses(case);
        let cell = table.entry((&case.program, &case.language)).or_default();
        cell.0 += usize::from(misses.is_empty());
        cell.1 += 1;
        if misses.is_empty() && known.contains(&case.path) {
            mended.push(&case.path);
        }
        if !known.contains(&case.path) {
            for (line, miss) in misses {
                writeln!(new, "{}:{line}: {miss}", case.path).unwrap();
            }
        }
    }
    let table = drawn(&table);
    show(&table);
    assert!(new.is_empty(), "{new}\n{table}");
    assert!(mended.is_empty(), "no misses any more, so take them off the list: {mended:?}");
    let missing = known.iter().find(|path| !cases.iter().any(|case| case.path == **path));
    assert_eq!(missing, None, "a known miss without its file");
    assert!(known.len() * EXACT_OF_A_MISS <= cases.len(), "{} misses of {}", known.len(), cases.len());
}

#[test]
fn the_corpus_has_every_program_and_language() {
    let cases = cases();
    assert!(cases.len() >= FILES, "{}", cases.len());
    let count = |is_it: &dyn Fn(&Case) -> bool| cases.iter().filter(|case| is_it(case)).count();
    let programs = PROGRAMS.iter().filter(|name| count(&|case| case.program == **name) == 0);
    assert_eq!(programs.collect::<Vec<_>>(), Vec::<&&str>::new());
    let languages =
        LANGUAGES.iter().filter(|name| count(&|case| case.language == **name) < FILES_OF_A_LANGUAGE);
    assert_eq!(languages.collect::<Vec<_>>(), Vec::<&&str>::new());
    let known = LANGUAGES.iter().chain(&FURTHER_LANGUAGES);
    let other = cases.iter().find(|case| !known.clone().any(|language| case.language == *language));
    assert!(other.is_none(), "{}", other.map_or("", |case| &case.path));
}

fn known_misses() -> BTreeSet<String> {
    let list = read("tests/segments/known-misses.txt");
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// Draws exact files of all files: a row for each program with its languages, then a line of the languages.
fn drawn(table: &Table<'_>) -> String {
    let mut programs: BTreeMap<&str, (usize, usize, String)> = BTreeMap::new();
    let mut languages: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (&(program, language), &(exact, all)) in table {
        let row = programs.entry(program).or_default();
        (row.0, row.1) = (row.0 + exact, row.1 + all);
        write!(row.2, " {language} {exact}/{all}").unwrap();
        let sum = languages.entry(language).or_default();
        *sum = (sum.0 + exact, sum.1 + all);
    }
    let mut text = String::new();
    for (program, (exact, all, cells)) in programs {
        writeln!(text, "{program:<16} {exact:>3}/{all:<3} {cells}").unwrap();
    }
    for (language, (exact, all)) in &languages {
        write!(text, "{language} {exact}/{all}  ").unwrap();
    }
    let sum = languages.values().fold((0, 0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1));
    write!(text, "\nall {}/{}", sum.0, sum.1).unwrap();
    text
}

#[allow(clippy::print_stdout, reason = "the table is for whoever asks the test for its output")]
fn show(table: &str) {
    println!("{table}");
}
