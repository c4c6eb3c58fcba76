//! Reads the judge's numbers and the decision table from `lexicons/verdict.toml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::LexiconError;
use super::file::AXES;
use super::rule::{List, Text};

/// One row of the decision table. A row matches when all it asks for is there.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number in the table; alternatives share one.
    pub row: u32,
    /// A few words for it.
    pub name: Text,
    /// When it matches, in words.
    pub when: Text,
    /// One of these codes must have spoken; `S005+me` asks for the first person near the hit.
    pub codes: List,
    /// Level that each axis must reach, 0..=3, in the order of `Axis::ALL`.
    pub levels: [u8; 7],
    /// All codes on the sensitive axis must be among these.
    pub only: List,
    /// Whether something is asked: 0 no, 1 yes, 2 either.
    pub ask: u8,
    /// `write`, `reword`, `hold` or `talk`.
    pub action: Text,
    /// Channel by name.
    pub channel: Text,
    /// Write it down after talking.
    pub follow_up: bool,
    /// Cool off first.
    pub wait: bool,
    /// The advice, as half a sentence.
    pub say: Text,
}

/// Limits and counts of the judge; `lexicons/verdict.toml` says what each is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Knobs {
    /// Own words from which the language gate looks.
    pub gate_words: u32,
    /// Share of common English words that the gate asks for, 0..=1.
    pub gate_share: f32,
    /// Questions before K001.
    pub questions: u32,
    /// Words before K004 in mail.
    pub long_email: u32,
    /// Words before K004 in chat.
    pub long_chat: u32,
    /// Words in a run of capitals.
    pub caps_words: u32,
    /// Function words in a run of capitals.
    pub caps_function: u32,
    /// Words in a run of capitals that is a whole sentence.
    pub caps_short: u32,
    /// Different codes that make a draft heated.
    pub heated_codes: u32,
    /// Weight that one of them must have, 0..=1.
    pub heated_weight: f32,
    /// Longest message, in words, in which a summons can lack its topic.
    pub summons_words: u32,
    /// Rows of personal data that make a list of people.
    pub people_rows: u32,
    /// Longest lone greeting, in words.
    pub greeting_words: u32,
    /// Minutes of silence that end a message of several lines in a chat.
    pub burst_minutes: u32,
    /// People invited from which a one-way meeting is one for many.
    pub meeting_people: u32,
}

/// The judge's numbers and the decision table.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Scores at which an axis reaches level 1, 2, 3.
    pub levels: [f32; 3],
    /// Limits and counts.
    pub knobs: Knobs,
    /// The table, in order.
    pub rows: Cow<'static, [Row]>,
    /// Codes that turn `write` into `reword`.
    pub leak_codes: List,
    /// What to say then.
    pub leak_say: Text,
    /// A code that keeps others quiet.
    pub outranks: Cow<'static, [(Text, List)]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionToml {
    levels: [f32; 3],
    knobs: Knobs,
    row: Vec<RowToml>,
    leak: LeakToml,
    outranks: Vec<OutranksToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RowToml {
    row: u32,
    name: String,
    when: String,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    levels: BTreeMap<String, u8>,
    #[serde(default)]
    only: Vec<String>,
    ask: Option<bool>,
    action: String,
    channel: String,
    #[serde(default)]
    follow_up: bool,
    #[serde(default)]
    wait: bool,
    say: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeakToml {
    codes: Vec<String>,
    say: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutranksToml {
    code: String,
    over: Vec<String>,
}

/// Reads the decision file.
///
/// # Errors
/// Returns what is wrong, with file and line.
pub fn parse(path: &str, text: &str) -> Result<Decision, LexiconError> {
    let read: DecisionToml = toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
    let mut rows = Vec::new();
    for row in read.row {
        rows.push(row_of(row).map_err(|reason| LexiconError::at(path, text, 0, reason))?);
    }
    let outranks = read.outranks.into_iter().map(|entry| (entry.code.into(), list(entry.over)));
    Ok(Decision {
        levels: read.levels,
        knobs: read.knobs,
        rows: rows.into(),
        leak_codes: list(read.leak.codes),
        leak_say: read.leak.say.into(),
        outranks: outranks.collect(),
    })
}

fn list(texts: Vec<String>) -> List {
    texts.into_iter().collect()
}

fn row_of(row: RowToml) -> Result<Row, String> {
    let mut levels = [0; 7];
    for (axis, level) in &row.levels {
        let at = AXES.iter().position(|name| name == axis).ok_or_else(|| format!("unknown axis `{axis}`"))?;
        levels[at] = *level;
    }
    if !["write", "reword", "hold", "talk"].contains(&row.action.as_str()) {
        return Err(format!("unknown action `{}`", row.action));
    }
    if !super::file::CHANNELS.contains(&row.channel.as_str()) {
        return Err(format!("unknown channel `{}`", row.channel));
    }
    Ok(Row {
        row: row.row,
        name: row.name.into(),
        when: row.when.into(),
        codes: list(row.codes),
        levels,
        only: list(row.only),
        ask: row.ask.map_or(2, u8::from),
        action: row.action.into(),
        channel: row.channel.into(),
        follow_up: row.follow_up,
        wait: row.wait,
        say: row.say.into(),
    })
}
