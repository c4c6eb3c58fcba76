//! Prints aligned tables, and says whether a target is met.

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
