//! Reads the judge's numbers and the decision table from `lexicons/verdict.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::decision::{Decision, Modifier, PlanEntry, Row, Thresholds, Variant};
use super::error::LexiconError;
use super::file::AXES;
use super::rule::List;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionToml {
    levels: [f32; 3],
    thresholds: Thresholds,
    row: Vec<RowToml>,
    leak: LeakToml,
    outranks: Vec<OutranksToml>,
    modifier: Vec<ModifierToml>,
    direction: DirectionToml,
    variant: Vec<VariantToml>,
    lists: ListsToml,
    profiles: ProfilesToml,
    plan: Vec<PlanToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanToml {
    channel: String,
    #[serde(default)]
    rows: Vec<u32>,
    live: Vec<String>,
    write: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfilesToml {
    commit: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListsToml {
    all: Vec<String>,
    group: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ModifierToml {
    number: u32,
    name: String,
    when: String,
    rows: Vec<u32>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    action: String,
    #[serde(default)]
    channel: String,
    say: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct DirectionToml {
    down_raises: Vec<String>,
    up_lowers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VariantToml {
    code: String,
    name: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    help: String,
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
    #[serde(default)]
    by_cues: bool,
    #[serde(default)]
    direction: Vec<String>,
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
        thresholds: read.thresholds,
        rows: rows.into(),
        leak_codes: list(read.leak.codes),
        leak_say: read.leak.say.into(),
        outranks: outranks.collect(),
        modifiers: read.modifier.into_iter().map(modifier_of).collect(),
        down_raises: list(read.direction.down_raises),
        up_lowers: list(read.direction.up_lowers),
        lists_of_all: list(read.lists.all),
        lists_of_group: list(read.lists.group),
        commit_groups: list(read.profiles.commit),
        plans: read.plan.into_iter().map(plan_of).collect(),
        variants: read.variant.into_iter().map(variant_of).collect(),
    })
}

fn modifier_of(toml: ModifierToml) -> Modifier {
    Modifier {
        number: toml.number,
        name: toml.name.into(),
        when: toml.when.into(),
        rows: toml.rows.into(),
        codes: list(toml.codes),
        action: toml.action.into(),
        channel: toml.channel.into(),
        say: toml.say.into(),
    }
}

fn plan_of(toml: PlanToml) -> PlanEntry {
    PlanEntry {
        channel: toml.channel.into(),
        rows: toml.rows.into(),
        live: list(toml.live),
        write: list(toml.write),
    }
}

fn variant_of(toml: VariantToml) -> Variant {
    Variant {
        code: toml.code.into(),
        name: toml.name.into(),
        message: toml.message.into(),
        note: toml.note.into(),
        help: toml.help.into(),
    }
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
        by_cues: row.by_cues,
        direction: list(row.direction),
        action: row.action.into(),
        channel: row.channel.into(),
        follow_up: row.follow_up,
        wait: row.wait,
        say: row.say.into(),
    })
}
