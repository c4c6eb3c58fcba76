//! Prints the decision table that the judge walks down.

use std::fmt::Write as _;

use crate::builtin::DECISION;
use presend_lexicon::List;
use presend_lexicon::decision::Modifier;
use presend_lexicon::names::Channel;

/// Number of the modifier that weighs evidence by the way a message goes.
const DIRECTION: u32 = 4;

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
    for row in DECISION.rows() {
        let yes = |flag: bool| if flag { "yes" } else { "" };
        let line = format!(
            "{:>3}  {:<52} {:<7} {:<19} {:<9} {}",
            row.row,
            row.when,
            row.action.name(),
            row.channel.name(),
            yes(row.follow_up),
            yes(row.wait)
        );
        let _ = writeln!(page, "{}", line.trim_end());
    }
    page.push_str("\nmod  after the row\n");
    let list = |codes: List<'_>| codes.iter().collect::<Vec<_>>().join(", ");
    let mut lines = vec![
        (0, format!("{}: write becomes reword", list(DECISION.leak_codes))),
        (
            DIRECTION,
            format!(
                "down: {} count in full; up: {} count half",
                list(DECISION.down_raises),
                list(DECISION.up_lowers)
            ),
        ),
    ];
    lines.extend(DECISION.modifiers().map(|modifier| (modifier.number, line_of(&modifier))));
    lines.sort_by_key(|(number, _)| *number);
    for (number, line) in lines {
        let _ = writeln!(page, "{number:>3}  {line}");
    }
    page
}

/// Describes a modifier on one line.
fn line_of(modifier: &Modifier<'_>) -> String {
    let rows: Vec<String> = modifier.rows.iter().map(|row| row.to_string()).collect();
    let codes: Vec<&str> = modifier.codes.iter().collect();
    let with = if codes.is_empty() { String::new() } else { format!(" with {}", codes.join(", ")) };
    let outcome = match (modifier.action, modifier.channel.map(Channel::name)) {
        (None, None) => "advice is added".to_owned(),
        (None, Some(channel)) => channel.to_owned(),
        (Some(action), channel) => format!("{}, {}", action.name(), channel.unwrap_or_default()),
    };
    format!("{}, in rows {}{with}: {outcome}", modifier.when, rows.join(", "))
}
