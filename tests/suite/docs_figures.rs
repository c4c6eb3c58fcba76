//! Keeps the figures that the README names to those that the bench of accuracy wrote last.

use std::collections::BTreeMap;

use crate::support::read;

/// Returns a share of `benches/accuracy.tsv` in percent.
fn kept() -> BTreeMap<String, f64> {
    let table = read("benches/accuracy.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut fields = line.split('\t');
        let (name, value) = (fields.next().unwrap(), fields.next().unwrap());
        (name.to_owned(), 100.0 * value.parse::<f64>().unwrap())
    });
    rows.collect()
}

#[test]
fn the_readme_names_the_figures_that_were_measured_last() {
    let kept = kept();
    let found = |kind: &str| format!("{:.0} %", kept[&format!("recall check drafts {kind}")]);
    let stopped =
        ["aeslc", "enron_other", "enron_sent"].map(|name| kept[&format!("rate stopped mail.{name}")]);
    let (least, most) =
        (stopped.iter().copied().fold(100.0, f64::min), stopped.into_iter().fold(0.0, f64::max));
    let readme = read("README.md");
    for said in [
        format!(
            "it finds {} of what is said plainly and {} of what is only hinted at",
            found("plain"),
            found("subtle")
        ),
        format!("of ordinary mail, {least:.1} to {most:.1} % gets a verdict other than `write`"),
    ] {
        assert!(readme.contains(&said), "README.md does not say: {said}");
    }
}
