//! Measures start-up, throughput and growth against everyday tools, and prints one table for each.
//!
//! `cargo bench --bench speed` runs everything, `-- --quick` a short version, `-- --only startup` one table
//! (`startup`, `wrapper`, `editor`, `throughput`, `memory`, `peers`, `report`, `growth`, `hostile`). A bench reports and never fails: a missed
//! target is a line in a table. Times are medians, and targets are ratios between programs that ran in turn
//! within the same minute, because a busy machine shifts both alike.

#![allow(clippy::print_stdout, reason = "printing tables is what this program is for")]

mod corpus;
mod editor;
mod growth;
mod measure;
mod peers;
mod process;
mod report;
#[path = "../../tests/hostile/shapes.rs"]
mod shapes;
#[path = "../table/mod.rs"]
mod table;
mod terms;

use std::path::Path;

use corpus::{Corpus, Scale};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let scale =
        if arguments.iter().any(|argument| argument == "--quick") { Scale::quick() } else { Scale::full() };
    let only = arguments.iter().skip_while(|argument| *argument != "--only").nth(1).map(String::as_str);
    let is_wanted = |name: &str| only.is_none_or(|only| only == name);

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-corpus");
    let corpus = match Corpus::build(&folder, &scale) {
        Ok(corpus) => corpus,
        Err(error) => {
            println!("speed: the corpus could not be written to {}: {error}", folder.display());
            return;
        }
    };
    println!("{}", machine());
    println!("corpus: {}\n", corpus.origin);

    if is_wanted("startup") {
        process::startup(&corpus, &scale);
    }
    if is_wanted("wrapper") {
        process::wrapper(&corpus, &scale);
    }
    if is_wanted("editor") {
        editor::change(&corpus, &scale);
    }
    if is_wanted("throughput") {
        process::throughput(&corpus, &scale);
    }
    if is_wanted("memory") {
        process::memory(&corpus);
    }
    if is_wanted("peers") {
        peers::peers(&corpus, &scale);
    }
    if is_wanted("report") {
        report::report(&corpus, &scale);
    }
    if is_wanted("growth") {
        growth::lexicon(&corpus, &scale);
        growth::text(&corpus, &scale);
    }
    if is_wanted("hostile") {
        growth::hostile(&scale);
    }
}

/// Returns one line about the machine: processor, cores, load.
fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("unknown processor", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("unknown");
    format!("machine: {model}, {cores} cores, load {load} at the start")
}
