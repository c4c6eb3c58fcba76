//! Puts what a rule or a frame says in a few words into the numbers of its record.

use super::file::RuleToml;
use super::language::FrameToml;
use super::names::{
    Applicability, Channel, Check, FrameName, Group, Profile, RegionKind, RuleProperty, Severity,
};
use super::pack::{NO_NAME, Packer, Section, small};
use super::rule::{BLOCKS, FOLLOW_UP, FRAME_SIZE, NEGATABLE, OF_ALL, OF_CHECK, OF_TERM, WORDING_SIZE};

/// Groups whose rules a negation silences unless they say otherwise.
const NEGATABLE_GROUPS: [Group; 3] = [Group::Heat, Group::Tone, Group::Sensitive];

/// Returns the four named values of a rule, one a byte.
pub(super) fn named_values(rule: &RuleToml, group: Group) -> u32 {
    let severity = Severity::parse(rule.severity.get_ref()).unwrap_or(Severity::Hint);
    let channel = rule.channel.as_ref().and_then(|channel| Channel::parse(channel.get_ref()));
    let channel = channel.map_or(NO_NAME, |channel| channel as u32);
    let check = Check::parse(&rule.check).map_or(NO_NAME, |check| check as u32);
    group as u32 | (severity as u32) << 8 | channel << 16 | check << 24
}

pub(super) fn flags(rule: &RuleToml, group: Group) -> u32 {
    let negatable = rule.negatable.unwrap_or_else(|| NEGATABLE_GROUPS.contains(&group));
    let flags = [(rule.follow_up, FOLLOW_UP), (negatable, NEGATABLE), (rule.blocks, BLOCKS)];
    flags.iter().filter(|(is_set, _)| *is_set).fold(0, |flags, (_, flag)| flags | u32::from(*flag))
}

/// Packs the better wordings of a rule; returns the number of the first and how many there are.
pub(super) fn pack_wordings(packer: &mut Packer, rule: &RuleToml) -> [u32; 2] {
    let first = packer.len(Section::Wordings) / small(WORDING_SIZE);
    for suggestion in &rule.suggestions {
        let text = suggestion.text.as_deref();
        let texts = [suggestion.title.as_str(), text.unwrap_or_default()].map(|text| packer.text(text));
        let applicability = Applicability::parse(suggestion.applicability.get_ref());
        let applicability = applicability.map_or(NO_NAME, |value| value as u32);
        let reach = match (&suggestion.term, text) {
            (Some(_), _) => OF_TERM,
            (None, Some(_)) => OF_ALL,
            (None, None) => OF_CHECK,
        };
        packer.numbers(Section::Wordings, texts.as_flattened());
        packer.numbers(Section::Wordings, &[applicability | reach << 8]);
    }
    [first, small(rule.suggestions.len())]
}

/// Returns the mask of the properties of a rule.
pub(super) fn properties(rule: &RuleToml) -> u32 {
    let properties = rule.properties.iter().filter_map(|name| RuleProperty::parse(name.get_ref()));
    properties.fold(0, |mask, property| mask | property.bit())
}

/// Returns the mask of the frames that name the rule by code or group, or all negatable rules.
pub(super) fn frames(rule: &RuleToml, group: Group, frames: &[FrameToml]) -> u32 {
    let is_negatable = flags(rule, group) & u32::from(NEGATABLE) != 0;
    let names = |name: &String| {
        name == rule.code.get_ref() || *name == group.name() || (name == "negatable" && is_negatable)
    };
    let applying = frames.iter().enumerate().filter(|(_, frame)| frame.rules.iter().any(names));
    applying.fold(0, |mask, (number, _)| mask | 1 << number)
}

/// Returns the mask of the region kinds in which a rule speaks.
pub(super) fn regions(rule: &RuleToml) -> u32 {
    let bit = |name: &toml::Spanned<String>| RegionKind::parse(name.get_ref()).map_or(0, RegionKind::bit);
    let mask = rule.zones.as_ref().map(|zones| zones.iter().fold(0, |mask, zone| mask | bit(zone)));
    mask.unwrap_or(RegionKind::OWN_WORDS).into()
}

/// Returns the mask of the kinds of writing in which a rule speaks, 0 for all.
pub(super) fn profiles(rule: &RuleToml) -> u32 {
    let profiles = rule.profiles.iter().filter_map(|name| Profile::parse(name.get_ref()));
    profiles.fold(0, |mask, profile| mask | 1 << profile as u32)
}

pub(super) fn frame_record(frame: &FrameToml, packer: &mut Packer) -> [u32; FRAME_SIZE] {
    let (name, rules) = (packer.text(&frame.name), packer.list(&frame.rules));
    let asked_as = FrameName::parse(&frame.name).map_or(NO_NAME, |name| name as u32);
    let what = frame.reach as u32 | (frame.effect as u32) << 8 | asked_as << 16;
    [frame.words, frame.factor.to_bits(), frame.least, what, name[0], name[1], rules[0], rules[1]]
}
