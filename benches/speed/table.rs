//! Prints aligned tables, and says on what machine and at what scale they were measured.

use std::fs;

/// How much work one run does.
pub(crate) struct Scale {
    /// Start-up pairs.
    pub(crate) pairs: usize,
    /// Rounds of everything else.
    pub(crate) rounds: usize,
    /// Bytes of the plain text.
    pub(crate) text: usize,
    /// Bytes of the mbox.
    pub(crate) mbox: usize,
    /// Bytes of the text that is linted in-process.
    pub(crate) lint: usize,
}

impl Scale {
    /// The sizes that the targets speak of.
    pub(crate) fn full() -> Scale {
        Scale { pairs: 300, rounds: 7, text: 50 << 20, mbox: 100 << 20, lint: 5 << 20 }
    }

    /// A short run, to see that nothing is badly off.
    pub(crate) fn quick() -> Scale {
        Scale { pairs: 60, rounds: 3, text: 8 << 20, mbox: 16 << 20, lint: 1 << 20 }
    }
}

/// Prints a titled table; columns are as wide as their widest cell.
pub(crate) fn print(title: &str, heads: &[&str], rows: &[Vec<String>]) {
    let widths: Vec<usize> = (0..heads.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
            cells.chain([heads[column].chars().count()]).max().unwrap_or(0)
        })
        .collect();
    println!("{title}");
    print_row(heads.iter().map(|head| (*head).to_owned()), &widths);
    print_row(widths.iter().map(|width| "-".repeat(*width)), &widths);
    for row in rows {
        print_row(row.iter().cloned(), &widths);
    }
    println!();
}

fn print_row(cells: impl Iterator<Item = String>, widths: &[usize]) {
    let cells: Vec<String> = cells
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| {
            // Names read from the left, figures line up on the right.
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        })
        .collect();
    println!("  {}", cells.join("  ").trim_end());
}

/// Returns the verdict cell of a target.
pub(crate) fn met(is_met: bool, target: &str) -> String {
    format!("{} ({target})", if is_met { "met" } else { "MISSED" })
}

/// Returns one line about the machine: processor, cores, load.
pub(crate) fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("unknown processor", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("unknown");
    format!("machine: {model}, {cores} cores, load {load} at the start")
}
