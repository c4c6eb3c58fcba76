//! Keeps the documents true: commands, options, links, lexicons and reports in them are tried.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use presend_core::lint;
use presend_core::render::{OutputFormat, RenderOptions, Renderer};

use crate::support::{finish, read, root, text};

const DOCUMENTS: [&str; 5] =
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "lexicons/README.md"];

/// Returns the names of the book's own pages; those of the rules are made, and have a test of their own.
fn pages() -> Vec<String> {
    let entries = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().file_name());
    let names = entries.map(|name| format!("docs/{}", name.to_string_lossy()));
    let mut pages: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
    pages.sort();
    pages
}

/// Returns the README and the book behind it as one text.
fn manual() -> String {
    let names = std::iter::once("README.md".to_owned()).chain(pages());
    names.map(|name| read(&name) + "\n").collect()
}

/// Runs presend at the time of the documents.
fn presend(arguments: &[&str], folder: &Path) -> Output {
    finish(crate::support::presend(folder, arguments).env("PRESEND_NOW", "2026-03-10T08:00:00Z"), b"")
}

/// Returns the fenced blocks of a language, each with the line before its fence.
fn blocks(document: &str, language: &str) -> Vec<(String, String)> {
    let fence = format!("```{language}");
    let lines: Vec<&str> = document.lines().collect();
    let starts = (1..lines.len()).filter(|at| lines[*at] == fence);
    let block = |start: usize| {
        let inside = lines[start + 1..].iter().take_while(|line| **line != "```");
        (lines[start - 1].to_owned(), inside.map(|line| format!("{line}\n")).collect())
    };
    starts.map(block).collect()
}

/// Returns the commands of a document's `console` blocks, without prompt and remark.
fn commands(document: &str) -> Vec<String> {
    let lines = blocks(document, "console").into_iter().flat_map(|(_, block)| {
        block.lines().filter_map(|line| line.strip_prefix("$ ").map(str::to_owned)).collect::<Vec<_>>()
    });
    lines.map(|line| line.split(" #").next().unwrap().trim().to_owned()).collect()
}

#[test]
fn the_first_two_commands_are_run_by_ci() {
    let (readme, ci) = (read("README.md"), read(".ci/run"));
    let commands = commands(&readme);
    assert_eq!(commands[0], "cargo run --release -- --fail-on never examples/");
    assert_eq!(commands[1], "cargo test");
    for command in &commands[..2] {
        let plain = ci.replace(" --locked", "");
        assert!(
            plain.lines().any(|line| line.ends_with(command.as_str())),
            ".ci/run does not run `{command}`"
        );
    }
}

#[test]
fn the_options_in_the_manual_exist() {
    let manual = manual();
    // Those of cargo, git and npm.
    let others =
        ["--bench", "--no-validate", "--no-verify", "--only", "--path", "--quick", "--release", "--test"];
    let commands: [&[&str]; 7] =
        [&[], &["explain"], &["overlap"], &["report"], &["sendmail"], &["hook", "agent"], &["native-host"]];
    let help: String = commands
        .iter()
        .map(|command| text(&presend(&[command, &["--help"][..]].concat(), root()).stdout))
        .collect();
    let is_name = |character: char| character.is_ascii_lowercase() || character == '-';
    let known: BTreeSet<&str> = help.split(|character| !is_name(character)).collect();
    let named = manual.split(|character| !is_name(character));
    let named: BTreeSet<&str> = named
        .filter(|word| word.starts_with("--") && word.ends_with(|last: char| last.is_ascii_lowercase()))
        .collect();
    assert!(named.len() > 20, "the manual names only {named:?}");
    let unknown: Vec<&&str> =
        named.iter().filter(|name| !known.contains(**name) && !others.contains(*name)).collect();
    assert!(unknown.is_empty(), "`presend --help` does not know {unknown:?}");
}

#[test]
fn the_subcommands_in_the_manual_exist() {
    let names = [
        "completions",
        "config",
        "edit",
        "explain",
        "hook",
        "lexicon",
        "lsp",
        "man",
        "mcp",
        "native-host",
        "overlap",
        "report",
        "rules",
        "sendmail",
    ];
    let help = text(&presend(&["--help"], root()).stdout);
    for command in commands(&manual()) {
        let mut words = command.split_whitespace();
        let first = (words.next(), words.next());
        if let (Some("presend"), Some(word)) = first
            && names.contains(&word)
        {
            assert!(help.contains(word), "`presend --help` does not know {word}");
        }
    }
    for name in names {
        let output = presend(&[name, "--help"], root());
        assert!(output.status.success(), "presend {name} --help: {}", text(&output.stderr));
    }
}

#[test]
fn lexicons_in_the_documents_compile_and_their_examples_hold() {
    let folder = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for document in ["docs/lexicons.md", "lexicons/README.md"] {
        for (_, lexicon) in blocks(&read(document), "toml") {
            if !lexicon.contains("language = ") {
                continue;
            }
            fs::write(folder.path().join("team-words.toml"), &lexicon).unwrap();
            let output = presend(&["lexicon", "test", "team-words.toml"], folder.path());
            let said = text(&output.stdout) + &text(&output.stderr);
            assert!(output.status.success(), "{document}: {said}\n{lexicon}");
            tried += 1;
        }
    }
    assert_eq!(tried, 3, "the documents hold three lexicons");
}

#[test]
fn the_tutorial_lexicon_finds_what_its_page_says() {
    let folder = tempfile::tempdir().unwrap();
    let lexicon =
        blocks(&read("docs/lexicons.md"), "toml").into_iter().find(|(before, _)| before.contains("lexicon:"));
    fs::write(folder.path().join("team-words.toml"), lexicon.unwrap().1).unwrap();
    fs::write(
        folder.path().join("draft.txt"),
        "Hi Jo,\n\nthe code for the\nback door is 4711, see you at six.\n",
    )
    .unwrap();
    let check = ["--lexicon", "team-words.toml", "--format", "concise", "--fail-on", "never", "draft.txt"];
    let output = presend(&check, folder.path());
    let said = text(&output.stdout);
    assert!(
        said.contains("draft.txt:3:5: warning[X001]: this tells a door code"),
        "{said}{}",
        text(&output.stderr)
    );
}

#[test]
fn the_guidelines_in_the_manual_are_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let lexicons = blocks(&read("docs/lexicons.md"), "toml");
    let lexicon = lexicons.iter().find(|(before, _)| before.contains("lexicon:")).unwrap();
    fs::write(folder.path().join("team-words.toml"), &lexicon.1).unwrap();
    fs::write(folder.path().join("draft.txt"), "The gate pin is 9090.\n").unwrap();
    let mut tried = Vec::new();
    for document in ["README.md", "docs/guidelines.md"] {
        for (_, guidelines) in blocks(&read(document), "toml") {
            fs::write(folder.path().join("presend.toml"), &guidelines).unwrap();
            let output = presend(&["--format", "concise", "--fail-on", "never", "draft.txt"], folder.path());
            assert!(output.status.success(), "{document}: {}\n{guidelines}", text(&output.stderr));
            if guidelines.contains("team-words.toml") {
                assert!(text(&output.stdout).contains("warning[X001]"), "{}", text(&output.stdout));
            }
            tried.push(document);
        }
    }
    assert_eq!(tried, ["README.md", "docs/guidelines.md", "docs/guidelines.md"]);
}

/// Returns a document with its reports as the program prints them, and how many there are.
fn with_reports(document: &str) -> (String, usize) {
    let mut anew = document.to_owned();
    let reports =
        blocks(document, "text").into_iter().filter(|(before, _)| before.starts_with("<!-- report: "));
    let reports: Vec<(String, String)> = reports.collect();
    for (marker, shown) in &reports {
        let arguments = marker.trim_start_matches("<!-- report: presend ").trim_end_matches(" -->");
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let is_check = !arguments.starts_with(&["overlap"]);
        let always: &[&str] = if is_check { &["--isolated", "--fail-on", "never"] } else { &[] };
        let output = presend(&[always, &arguments[..]].concat(), root());
        assert!(output.status.success(), "{marker}: {}", text(&output.stderr));
        let printed = text(&output.stdout).trim().to_owned() + "\n";
        anew = anew.replace(&format!("{marker}\n```text\n{shown}"), &format!("{marker}\n```text\n{printed}"));
    }
    (anew, reports.len())
}

/// With `UPDATE_EXPECT=1` the documents are written anew instead.
#[test]
fn reports_in_the_manual_are_what_the_program_prints() {
    let mut tried = 0;
    for name in std::iter::once("README.md".to_owned()).chain(pages()) {
        let document = read(&name);
        let (anew, reports) = with_reports(&document);
        tried += reports;
        if std::env::var_os("UPDATE_EXPECT").is_some() && anew != document {
            fs::write(root().join(name), anew).unwrap();
        } else {
            assert_eq!(document, anew, "{name}: UPDATE_EXPECT=1 cargo test --test suite docs:: writes it");
        }
    }
    assert!(tried >= 2, "the README and the page on shared hours show reports, and {tried} were found");
}

#[test]
fn the_readme_stays_short() {
    let lines = read("README.md").lines().count();
    assert!(lines < 250, "the README has {lines} lines: what is long belongs in docs/");
}

/// With `UPDATE_EXPECT=1` the lines are written anew, with their labels where the line is the same as before.
#[test]
fn the_labelled_report_on_the_front_page_of_the_library_is_what_it_draws() {
    let path = root().join("crates/core/src/lib.rs");
    let source = fs::read_to_string(&path).unwrap();
    let (before, rest) = source.split_once("//! ```text\n").unwrap();
    let (shown, after) = rest.split_once("//! ```\n").unwrap();
    let report = lint("Hi Bo,\n\nUnfortunately we have to let you go effective Friday.\n");
    let options = RenderOptions { width: 66, ..RenderOptions::default() };
    let drawn = Renderer::new(OutputFormat::Full, options).render_report(&report);
    let drawn: Vec<String> =
        text(&drawn).trim_end().lines().map(|line| format!("//! {line}").trim_end().to_owned()).collect();
    let plain = |line: &str| line.split("  <- ").next().unwrap().trim_end().to_owned();
    let wanted: Vec<String> = shown.lines().map(plain).collect();
    if wanted != drawn && std::env::var_os("UPDATE_EXPECT").is_some() {
        let labelled =
            |line: &String| shown.lines().find(|old| plain(old) == *line).unwrap_or(line).to_owned() + "\n";
        let lines: String = drawn.iter().map(labelled).collect();
        fs::write(&path, format!("{before}//! ```text\n{lines}//! ```\n{after}")).unwrap();
        return;
    }
    assert_eq!(wanted, drawn, "UPDATE_EXPECT=1 cargo test --test suite docs:: writes it");
    assert!(shown.lines().filter(|line| line.contains("  <- ")).count() >= 8, "the report has no labels");
}

/// Returns the targets of a document's links that lie in the repository.
fn links(document: &str) -> Vec<String> {
    let targets = document.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn files_that_the_documents_name_exist() {
    let mut missing = Vec::new();
    for name in DOCUMENTS.map(str::to_owned).into_iter().chain(pages()) {
        let document = read(&name);
        let folder = root().join(&name).parent().map(PathBuf::from).unwrap();
        let links = links(&document);
        let is_path = |word: &&str| {
            ["src/", "lexicons/", "training/", "tests/", "benches/", "examples/", ".ci/"]
                .iter()
                .any(|start| word.starts_with(start))
                && !word.contains(['*', ' ', '<'])
        };
        let spans = document.split('`').skip(1).step_by(2).filter(is_path);
        missing.extend(
            links.iter().filter(|link| !folder.join(link).exists()).map(|link| format!("{name}: {link}")),
        );
        missing
            .extend(spans.filter(|path| !root().join(path).exists()).map(|path| format!("{name}: {path}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
