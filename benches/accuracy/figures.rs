//! Keeps figures by name and compares them with those of `benches/accuracy.tsv`, which were measured last.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::score::Figure;

/// A change smaller than this is not worth a line.
const SLACK: f64 = 0.002;

/// Figures by name; larger is better, but for those whose name begins with `rate`.
#[derive(Default)]
pub(crate) struct Figures {
    now: BTreeMap<String, Figure>,
}

/// A figure that is not what it was.
pub(crate) struct Change {
    pub(crate) line: String,
    /// It fell below the interval that it had.
    pub(crate) is_fall: bool,
}

impl Figures {
    /// Keeps a figure.
    pub(crate) fn add(&mut self, name: &str, figure: Figure) {
        self.now.insert(name.to_owned(), figure);
    }

    /// Returns each figure that got worse or better than the committed one, or is gone.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let before = read(&path());
        let moved = before.iter().filter_map(|(name, before)| match self.now.get(name) {
            Some(now) => change(name, before, now.value),
            // A rule that no longer speaks in ordinary mail is not listed there.
            None if name.starts_with("rate") => change(name, before, 0.0),
            None => Some(Change { line: format!("GONE    {name}"), is_fall: true }),
        });
        let is_new = |name: &&String| name.starts_with("rate") && !before.contains_key(*name);
        let nothing = Figure { value: 0.0, low: 0.0, high: SLACK };
        let fresh = self.now.keys().filter(is_new);
        let fresh = fresh.filter_map(|name| change(name, &nothing, self.now[name].value));
        moved.chain(fresh).collect()
    }

    /// Writes the figures into the file.
    pub(crate) fn write(&self) -> std::io::Result<()> {
        let mut text = String::from(
            "# Written by `cargo bench --bench accuracy -- --write`: figure, value, 95 % interval; names that begin with `rate` are better lower.\n",
        );
        for (name, Figure { value, low, high }) in &self.now {
            text += &format!("{name}\t{value:.4}\t{low:.4}\t{high:.4}\n");
        }
        std::fs::write(path(), text)
    }
}

/// Compares a figure with what it was.
fn change(name: &str, before: &Figure, now: f64) -> Option<Change> {
    let is_rate = name.starts_with("rate");
    let gain = if is_rate { before.value - now } else { now - before.value };
    let is_fall = if is_rate { now > before.high } else { now < before.low };
    let word = match gain {
        _ if is_fall => "FALLEN",
        ..0.0 => "worse",
        _ => "better",
    };
    let Figure { value, low, high } = before;
    let line = format!("{word:<6}  {name:<44} {value:.4} ({low:.4}-{high:.4}) -> {now:.4}");
    (is_fall || gain.abs() > SLACK).then_some(Change { line, is_fall })
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/accuracy.tsv")
}

fn read(path: &Path) -> BTreeMap<String, Figure> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let row = |line: &str| {
        let mut fields = line.split('\t');
        let name = fields.next()?.to_owned();
        let mut number = || fields.next()?.parse().ok();
        Some((name, Figure { value: number()?, low: number()?, high: number()? }))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}
