//! Keeps figures by name and compares them with those of `benches/accuracy.tsv`, which were measured last.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A figure may fall by this much before it counts as worse.
const SLACK: f64 = 0.002;

/// Figures by name; larger is better, but for those whose name begins with `rate`.
#[derive(Default)]
pub(crate) struct Figures {
    now: BTreeMap<String, f64>,
}

impl Figures {
    /// Keeps a figure.
    pub(crate) fn add(&mut self, name: &str, value: f64) {
        self.now.insert(name.to_owned(), value);
    }

    /// Returns a line for each figure that got worse or better than the committed one.
    pub(crate) fn changes(&self) -> Vec<String> {
        let before = read(&path());
        let mut lines = Vec::new();
        for (name, now) in &self.now {
            let Some(before) = before.get(name) else { continue };
            let gain = if name.starts_with("rate") { before - now } else { now - before };
            if gain.abs() > SLACK {
                let word = if gain < 0.0 { "WORSE" } else { "better" };
                lines.push(format!("{word:<6}  {name:<44} {before:.4} -> {now:.4}"));
            }
        }
        lines
    }

    /// Writes the figures into the file.
    pub(crate) fn write(&self) -> std::io::Result<()> {
        let mut text = String::from(
            "# Written by `cargo bench --bench accuracy -- --write`; names that begin with `rate` are better lower.\n",
        );
        for (name, value) in &self.now {
            text += &format!("{name}\t{value:.4}\n");
        }
        std::fs::write(path(), text)
    }
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/accuracy.tsv")
}

fn read(path: &Path) -> BTreeMap<String, f64> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let row = |line: &str| {
        let (name, value) = line.split_once('\t')?;
        Some((name.to_owned(), value.parse().ok()?))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}
