//! Packs the judge's numbers and the decision table of `lexicons/verdict.toml`.

#![expect(
    clippy::indexing_slicing,
    reason = "a build script alone runs this, over tables of the source: a fault ends a build and no check"
)]

use std::collections::BTreeMap;

use serde::Deserialize;

use super::records::{CERTAIN, FOLLOW_UP, ROW_SIZE, SPARES, WAIT};
use super::thresholds::Thresholds;
use crate::error::LexiconError;
use crate::names::{Action, Axis, Channel, Direction, Group, ModifierName};
use crate::pack::{NO_NAME, Packer, Section};

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
    softened: GroupsToml,
    passages: GroupsToml,
    profiles: ProfilesToml,
    plan: Vec<PlanToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanToml {
    channel: Channel,
    #[serde(default)]
    rows: Vec<u32>,
    #[serde(default)]
    codes: Vec<String>,
    live: Vec<String>,
    write: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfilesToml {
    commit: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupsToml {
    groups: Vec<Group>,
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
    name: ModifierName,
    when: String,
    rows: Vec<u32>,
    #[serde(default)]
    codes: Vec<String>,
    action: Option<Action>,
    channel: Option<Channel>,
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
    levels: BTreeMap<Axis, u8>,
    #[serde(default)]
    only: Vec<String>,
    ask: Option<bool>,
    #[serde(default)]
    certain: bool,
    #[serde(default)]
    spares: bool,
    #[serde(default)]
    direction: Vec<Direction>,
    action: Action,
    channel: Channel,
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

/// Reads the decision file and packs it.
///
/// # Errors
/// Returns what is wrong, with file and line.
pub(crate) fn pack(path: &str, text: &str, packer: &mut Packer) -> Result<(), LexiconError> {
    let read: DecisionToml =
        ::toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
    let refuse = |reason: String| LexiconError::at(path, text, 0, reason);
    for row in &read.row {
        let record = row_record(row, packer);
        packer.numbers(Section::Rows, &record);
    }
    for modifier in &read.modifier {
        let rows = row_set(&modifier.rows).map_err(refuse)?;
        let names = modifier.name as u32
            | modifier.action.map_or(NO_NAME, |action| action as u32) << 8
            | modifier.channel.map_or(NO_NAME, |channel| channel as u32) << 16;
        let [when, say] = [&modifier.when, &modifier.say].map(|text| packer.text(text));
        packer.numbers(Section::Modifiers, &[modifier.number, rows, names]);
        let codes = packer.list(&modifier.codes);
        packer.numbers(Section::Modifiers, [when, say, codes].as_flattened());
    }
    for plan in &read.plan {
        let rows = row_set(&plan.rows).map_err(refuse)?;
        let lists = [&plan.codes, &plan.live, &plan.write].map(|list| packer.list(list));
        packer.numbers(Section::Plans, &[plan.channel as u32, rows]);
        packer.numbers(Section::Plans, lists.as_flattened());
    }
    for entry in &read.outranks {
        let record = [packer.text(&entry.code), packer.list(&entry.over)];
        packer.numbers(Section::Outranks, record.as_flattened());
    }
    for variant in &read.variant {
        let texts = [&variant.code, &variant.name, &variant.message, &variant.note, &variant.help];
        let texts = texts.map(|text| packer.text(text));
        packer.numbers(Section::Variants, texts.as_flattened());
    }
    packer.numbers(Section::Thresholds, &read.thresholds.cells());
    pack_once(&read, packer);
    Ok(())
}

/// Packs what stands once.
fn pack_once(read: &DecisionToml, packer: &mut Packer) {
    let mask = |groups: &[Group]| groups.iter().fold(0, |mask, group| mask | 1 << *group as u32);
    let groups =
        [&read.profiles.commit, &read.softened.groups, &read.passages.groups].map(|groups| mask(groups));
    packer.numbers(Section::VerdictLists, &read.levels.map(f32::to_bits));
    packer.numbers(Section::VerdictLists, &groups);
    let (leak, direction, lists) = (&read.leak, &read.direction, &read.lists);
    let mut record = vec![packer.list(&leak.codes), packer.text(&leak.say)];
    for list in [&direction.down_raises, &direction.up_lowers, &lists.all, &lists.group] {
        record.push(packer.list(list));
    }
    packer.numbers(Section::VerdictLists, record.as_flattened());
}

/// Returns the rows as a set of bits.
fn row_set(rows: &[u32]) -> Result<u32, String> {
    rows.iter().try_fold(0, |set, row| match row {
        1..32 => Ok(set | 1 << row),
        _ => Err(format!("a row is 1 to 31, not {row}")),
    })
}

fn row_record(row: &RowToml, packer: &mut Packer) -> [u32; ROW_SIZE] {
    let mut levels = [0; 8];
    for (axis, level) in &row.levels {
        levels[*axis as usize] = *level;
    }
    levels[Axis::ALL.len()] = row.ask.map_or(2, u8::from);
    let [low, high] =
        [[levels[0], levels[1], levels[2], levels[3]], [levels[4], levels[5], levels[6], levels[7]]]
            .map(u32::from_le_bytes);
    let flags = [(row.certain, CERTAIN), (row.follow_up, FOLLOW_UP), (row.wait, WAIT), (row.spares, SPARES)];
    let flags = flags.iter().filter(|(is_set, _)| *is_set).fold(0, |flags, (_, flag)| flags | flag);
    let directions = row.direction.iter().fold(0, |mask, direction| mask | 1 << *direction as u32);
    let [name, when, say] = [&row.name, &row.when, &row.say].map(|text| packer.text(text));
    let [codes, only] = [&row.codes, &row.only].map(|list| packer.list(list));
    let outcome = row.action as u32 | (row.channel as u32) << 8;
    let mut record = [0; ROW_SIZE];
    record[..5].copy_from_slice(&[row.row, low, high, flags | directions << 8, outcome]);
    record[5..].copy_from_slice([name, when, say, codes, only].as_flattened());
    record
}
