//! Keeps the book in `docs/` whole: one page a rule, made from the lexicons; every page in the summary; every link leads somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::support::{read, root, text};

/// The first line of what is made, for whoever opens it.
const MADE: &str = "<!-- Made from lexicons/ by `UPDATE_EXPECT=1 cargo test --test suite docs_book::`. -->";

#[derive(Deserialize)]
struct Lexicon {
    group: String,
    #[serde(default)]
    rule: Vec<Rule>,
}

/// What a page shows of a rule.
#[derive(Deserialize)]
struct Rule {
    code: String,
    name: String,
    severity: String,
    message: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    help: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    properties: Vec<String>,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    fires: Vec<toml::Value>,
    #[serde(default)]
    quiet: Vec<toml::Value>,
}

/// Returns all files of a folder and the folders in it, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|is| is == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns every rule by its code, with its group and its file.
fn rules() -> BTreeMap<String, (String, String, Rule)> {
    let mut rules = BTreeMap::new();
    for path in files(&root().join("lexicons/en"), "toml") {
        let shown = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let Ok(lexicon) = toml::from_str::<Lexicon>(&fs::read_to_string(&path).unwrap()) else { continue };
        for rule in lexicon.rule {
            rules.insert(rule.code.clone(), (lexicon.group.clone(), shown.clone(), rule));
        }
    }
    rules
}

/// Returns a list of examples, as they are written: those of several lines lose their breaks.
fn examples(title: &str, texts: &[toml::Value]) -> String {
    let texts: Vec<&str> = texts.iter().filter_map(toml::Value::as_str).take(5).collect();
    if texts.is_empty() {
        return String::new();
    }
    let lines: String = texts
        .iter()
        .map(|text| format!("{}\n", text.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    format!("## {title}\n\n```text\n{lines}```\n\n")
}

/// Returns a rule's page.
fn page(group: &str, file: &str, rule: &Rule) -> String {
    let mut page = format!("{MADE}\n\n# {} {}\n\n", rule.code, rule.name);
    let _ = writeln!(page, "> {}\n", rule.message);
    let channel =
        if rule.channel.is_empty() { String::new() } else { format!(" · better place: {}", rule.channel) };
    let _ = writeln!(page, "Severity {} · group [{group}](README.md#{group}){channel}\n", rule.severity);
    for (title, said) in [("Why", &rule.note), ("What to do", &rule.help)] {
        if !said.is_empty() {
            let _ = writeln!(page, "**{title}:** {said}.\n");
        }
    }
    page += &examples("Speaks on", &rule.fires);
    page += &examples("Silent on", &rule.quiet);
    if !rule.sources.is_empty() {
        page += "## Sources\n\n";
        rule.sources.iter().for_each(|source| page += &format!("- {source}\n"));
        page += "\n";
    }
    let once = if rule.properties.iter().any(|property| property == "unsuppressible") {
        "No line in a message silences it: the risk is not the writer's alone. In `presend.toml`:".to_owned()
    } else {
        format!(
            "Once, on a line of its own in the message: `presend: ignore[{}] the reason`. Everywhere, in `presend.toml`:",
            rule.code
        )
    };
    let _ = write!(
        page,
        "## To change it\n\n{once}\n\n```toml\n[rules]\n{0} = \"off\"\n```\n\n`presend explain {0}` shows its terms; they stand in [{1}](../../{1}).\n",
        rule.code, file
    );
    page
}

/// Returns the page that lists all rules.
fn list(rules: &BTreeMap<String, (String, String, Rule)>) -> String {
    let mut page = format!(
        "{MADE}\n\n# Rules\n\nEach has a page; `presend rules` lists them too, and `presend explain CODE` says more.\n"
    );
    let groups: BTreeSet<&String> = rules.values().map(|(group, ..)| group).collect();
    for group in groups {
        let _ = write!(page, "\n## {group}\n\n| code | severity | what it says |\n|---|---|---|\n");
        for (code, (_, _, rule)) in rules.iter().filter(|(_, (of, ..))| of == group) {
            let _ = writeln!(
                page,
                "| [{code}]({code}.md) {} | {} | {} |",
                rule.name, rule.severity, rule.message
            );
        }
    }
    page
}

/// Returns the pages that are made, by their paths below `docs/`.
fn made() -> BTreeMap<String, String> {
    let rules = rules();
    assert!(rules.len() > 80, "only {} rules were read", rules.len());
    let mut pages: BTreeMap<String, String> = rules
        .iter()
        .map(|(code, (group, file, rule))| (format!("rules/{code}.md"), page(group, file, rule)))
        .collect();
    pages.insert("rules/README.md".to_owned(), list(&rules));
    let (own, _) = read("docs/SUMMARY.md")
        .split_once("- [Rules]")
        .map(|(own, rest)| (own.to_owned(), rest.to_owned()))
        .unwrap();
    let lines: String = rules
        .iter()
        .map(|(code, (_, _, rule))| format!("  - [{code} {}](rules/{code}.md)\n", rule.name))
        .collect();
    pages.insert("SUMMARY.md".to_owned(), format!("{own}- [Rules](rules/README.md)\n{lines}"));
    pages
}

#[test]
fn each_rule_has_its_page() {
    let made = made();
    let folder = root().join("docs");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for (name, page) in &made {
        if fs::read_to_string(folder.join(name)).ok().as_ref() == Some(page) {
            continue;
        }
        if update {
            fs::write(folder.join(name), page).unwrap();
        } else {
            wrong.push(format!("{name} differs"));
        }
    }
    for path in files(&folder.join("rules"), "md") {
        let name = format!("rules/{}", path.file_name().unwrap().to_string_lossy());
        if !made.contains_key(&name) {
            if update {
                fs::remove_file(&path).unwrap();
            } else {
                wrong.push(format!("{name} is of no rule"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "UPDATE_EXPECT=1 cargo test --test suite docs_book:: writes them:\n{}",
        wrong.join("\n")
    );
}

/// Returns a document without what stands in fences and backticks, where brackets are no links.
fn prose(document: &str) -> String {
    let mut is_code = false;
    let lines = document.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    lines.map(|line| line.split('`').step_by(2).collect::<Vec<_>>().join("code") + "\n").collect()
}

/// Returns the targets of all links, pictures among them.
fn links(document: &str) -> Vec<String> {
    let prose = prose(document);
    prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect()
}

/// Returns what the headings are called in links, as mdBook and GitHub both do: small letters and signs of neither kind left out.
fn anchors(document: &str) -> BTreeSet<String> {
    let mut is_code = false;
    let headings = document.lines().filter(|line| {
        is_code ^= line.starts_with("```");
        !is_code && line.starts_with('#')
    });
    let anchor = |line: &str| -> String {
        let kept = line.trim_start_matches('#').trim().to_lowercase();
        kept.chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn links_and_anchors_lead_somewhere() {
    let folder = root().join("docs");
    let mut documents = files(&folder, "md");
    documents.push(root().join("README.md"));
    let (mut missing, mut tried) = (Vec::new(), 0);
    for path in &documents {
        let document = fs::read_to_string(path).unwrap();
        for link in links(&document).iter().filter(|link| !link.contains("://")) {
            let (file, anchor) =
                link.split_once('#').map_or((link.as_str(), None), |(file, part)| (file, Some(part)));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            tried += 1;
            let is_there = match anchor {
                None => target.exists(),
                Some(anchor) => fs::read_to_string(&target).is_ok_and(|text| anchors(&text).contains(anchor)),
            };
            if !is_there {
                missing.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(tried > 300, "only {tried} links were found");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_summary_lists_every_page_once() {
    let folder = root().join("docs");
    let mut listed = links(&read("docs/SUMMARY.md"));
    let all = files(&folder, "md");
    let names =
        all.iter().map(|path| path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"));
    let mut pages: Vec<String> = names.filter(|name| name != "SUMMARY.md").collect();
    listed.sort();
    pages.sort();
    assert_eq!(listed, pages, "left: listed in docs/SUMMARY.md; right: there");
}

#[test]
fn tests_that_the_page_of_faults_names_exist() {
    let folders = ["crates", "src", "tests"].map(|folder| files(&root().join(folder), "rs"));
    let sources: String = folders.iter().flatten().map(|path| fs::read_to_string(path).unwrap()).collect();
    let cases = read("tests/integrations/faults.py");
    let page = read("docs/faults.md");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ") && line.contains('`')).collect();
    assert_eq!(rows.len(), 25, "a row for each letter");
    for row in rows {
        let held_by = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let names: Vec<&str> = held_by.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            let is_there =
                sources.contains(&format!("fn {name}()")) || cases.contains(&format!("\"{name}\""));
            assert!(is_there, "no test is called {name}");
        }
    }
}

/// Where mdBook is installed it has the last word; the tests above need nothing.
#[test]
fn mdbook_builds_the_book_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("mdbook");
    command.args(["build", "--dest-dir"]).arg(folder.path()).arg(root().join("docs"));
    let Ok(output) = command.output() else { return };
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(output.status.success() && !said.contains("WARN") && !said.contains("ERROR"), "{said}");
    assert!(folder.path().join("rules/S001.html").exists(), "{said}");
}
