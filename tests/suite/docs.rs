//! Keeps the documents true: commands, options, links, lexicons and reports in them are tried.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::{finish, read, root, text};

const DOCUMENTS: [&str; 5] =
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "lexicons/README.md"];

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

/// Returns the commands of the README's `console` blocks, without prompt and remark.
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
fn the_options_in_the_readme_exist() {
    let readme = read("README.md");
    // Those of cargo, git and npm.
    let others = ["--bench", "--no-validate", "--no-verify", "--path", "--quick", "--release"];
    let commands: [&[&str]; 7] =
        [&[], &["explain"], &["overlap"], &["report"], &["sendmail"], &["hook", "agent"], &["native-host"]];
    let help: String = commands
        .iter()
        .map(|command| text(&presend(&[command, &["--help"][..]].concat(), root()).stdout))
        .collect();
    let is_name = |character: char| character.is_ascii_lowercase() || character == '-';
    let known: BTreeSet<&str> = help.split(|character| !is_name(character)).collect();
    let named = readme.split(|character| !is_name(character));
    let named: BTreeSet<&str> = named
        .filter(|word| word.starts_with("--") && word.ends_with(|last: char| last.is_ascii_lowercase()))
        .collect();
    assert!(named.len() > 20, "the README names only {named:?}");
    let unknown: Vec<&&str> =
        named.iter().filter(|name| !known.contains(**name) && !others.contains(*name)).collect();
    assert!(unknown.is_empty(), "`presend --help` does not know {unknown:?}");
}

#[test]
fn the_subcommands_in_the_readme_exist() {
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
    for command in commands(&read("README.md")) {
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
    for document in ["README.md", "lexicons/README.md"] {
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
fn the_tutorial_lexicon_finds_what_the_readme_says() {
    let folder = tempfile::tempdir().unwrap();
    let lexicon =
        blocks(&read("README.md"), "toml").into_iter().find(|(before, _)| before.contains("lexicon:"));
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
fn the_guidelines_in_the_readme_are_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let blocks = blocks(&read("README.md"), "toml");
    let guidelines = blocks.iter().find(|(_, block)| block.starts_with("[rules]")).unwrap();
    let lexicon = blocks.iter().find(|(before, _)| before.contains("lexicon:")).unwrap();
    fs::write(folder.path().join("presend.toml"), &guidelines.1).unwrap();
    fs::write(folder.path().join("team-words.toml"), &lexicon.1).unwrap();
    fs::write(folder.path().join("draft.txt"), "The gate pin is 9090.\n").unwrap();
    let output = presend(&["--format", "concise", "--fail-on", "never", "draft.txt"], folder.path());
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("warning[X001]"), "{}", text(&output.stdout));
}

/// With `UPDATE_EXPECT=1` the README is written anew instead.
#[test]
fn reports_in_the_readme_are_what_the_program_prints() {
    let mut readme = read("README.md");
    let reports =
        blocks(&readme, "text").into_iter().filter(|(before, _)| before.starts_with("<!-- report: "));
    let reports: Vec<(String, String)> = reports.collect();
    assert!(!reports.is_empty(), "the README shows no report");
    let mut differ = Vec::new();
    for (marker, shown) in reports {
        let arguments = marker.trim_start_matches("<!-- report: presend ").trim_end_matches(" -->");
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let is_check = !arguments.starts_with(&["overlap"]);
        let always: &[&str] = if is_check { &["--isolated", "--fail-on", "never"] } else { &[] };
        let output = presend(&[always, &arguments[..]].concat(), root());
        assert!(output.status.success(), "{marker}: {}", text(&output.stderr));
        let printed = text(&output.stdout).trim().to_owned() + "\n";
        if shown != printed {
            readme = readme
                .replace(&format!("{marker}\n```text\n{shown}"), &format!("{marker}\n```text\n{printed}"));
            differ.push(printed);
        }
    }
    if !differ.is_empty() && std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(root().join("README.md"), readme).unwrap();
        return;
    }
    assert!(
        differ.is_empty(),
        "UPDATE_EXPECT=1 cargo test --test suite docs:: writes it:\n{}",
        differ.join("\n")
    );
}

/// Returns the targets of a document's links that lie in the repository.
fn links(document: &str) -> Vec<String> {
    let targets = document.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn files_that_the_documents_name_exist() {
    let mut missing = Vec::new();
    for name in DOCUMENTS {
        let document = read(name);
        let folder = root().join(name).parent().map(PathBuf::from).unwrap();
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
