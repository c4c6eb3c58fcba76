//! Prints the decision table that the judge walks down.

use std::fmt::Write as _;

use crate::lexicon::DECISION;

/// Returns the page that `presend explain verdict` shows.
#[must_use]
pub fn explain_verdict() -> String {
    let mut page = String::from(
        "The verdict is the first row that matches. Scores add up the evidence of the rules that spoke, per axis;\n",
    );
    let [one, two, three] = DECISION.levels;
    let _ = writeln!(page, "an axis reaches level 1 at {one}, 2 at {two}, 3 at {three}.\n");
    let _ = writeln!(
        page,
        "{:>3}  {:<52} {:<7} {:<19} {:<9} wait",
        "row", "when", "action", "channel", "follow-up"
    );
    for row in DECISION.rows.iter() {
        let yes = |flag: bool| if flag { "yes" } else { "" };
        let line = format!(
            "{:>3}  {:<52} {:<7} {:<19} {:<9} {}",
            row.row,
            row.when,
            row.action,
            row.channel,
            yes(row.follow_up),
            yes(row.wait)
        );
        let _ = writeln!(page, "{}", line.trim_end());
    }
    let codes: Vec<&str> = DECISION.leak_codes.iter().collect();
    let _ = writeln!(
        page,
        "\nModifier 0: {} turn `write` into `reword`: {}.",
        codes.join(", "),
        DECISION.leak_say
    );
    page
}
