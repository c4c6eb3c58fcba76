//! Makes the JSON schema of presend.toml from the types, and holds the file in the tree to it.

use std::path::Path;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::file::{AgentToml, GuidelinesToml};
use presend_lexicon::names::{Channel, Profile, Severity};
use presend_lexicon::team::{Preference, Relation, Weekday, WorkingModel, WrittenChannel};

/// `HH:MM-HH:MM`; the end may be 24:00.
const SPAN: &str = "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

/// A day, or a calendar file.
const DAY_OFF: &str = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|.*\\.[iI][cC][sS])$";

fn schema() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<GuidelinesToml>().to_value();
    tidy(&mut schema);
    for (place, details) in details() {
        let found = schema.pointer_mut(place).and_then(Value::as_object_mut);
        let found = found.unwrap_or_else(|| panic!("the types have no {place}"));
        found.extend(details.as_object().unwrap().clone());
    }
    let root = schema.as_object_mut().unwrap();
    root.insert("$id".to_owned(), json!("https://json.schemastore.org/presend.json"));
    root.insert("title".to_owned(), json!("presend.toml"));
    let about = "Guidelines for presend, a linter for message drafts: who is who, when people work, what a team agreed on, and which rules apply.";
    root.insert("description".to_owned(), json!(about));
    schema
}

/// Takes out what TOML does not have: no key is null, and what is left out has no value that could be shown.
fn tidy(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("default");
            map.remove("format");
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|one| one != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    map.insert("type".to_owned(), one);
                }
            }
            if let Some(Value::Array(choices)) = map.get_mut("anyOf") {
                choices.retain(|one| one["type"] != "null");
                if let [one] = choices.as_slice() {
                    let one = one.clone();
                    map.remove("anyOf");
                    map.insert("allOf".to_owned(), json!([one]));
                }
            }
            map.values_mut().for_each(tidy);
        }
        Value::Array(list) => list.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// Returns an object of keys that share a value.
fn each(names: &[&str], value: &Value) -> Value {
    Value::Object(names.iter().map(|name| ((*name).to_owned(), value.clone())).collect::<Map<_, _>>())
}

/// Returns what the types do not say, by place: choices, forms and examples.
fn details() -> Vec<(&'static str, Value)> {
    let levels: Vec<&str> = Severity::ALL.into_iter().rev().map(Severity::name).chain(["off"]).collect();
    let mut all = of_people();
    all.extend([
        ("/properties/extends", json!({ "examples": [["../presend.toml"]] })),
        ("/properties/extends/items", json!({ "pattern": "^(?!.*://).*\\S" })),
        ("/properties/response-time", json!({
            "properties": each(&WrittenChannel::NAMES, &json!({ "type": "string", "pattern": "^[0-9]{1,4}(min|m|h|d)$", "description": "A length of time.", "examples": ["30min", "4h", "1d"] })),
            "additionalProperties": false, "examples": [{ "email": "1d", "chat": "4h" }] })),
        ("/properties/channels", json!({
            "properties": each(&Channel::NAMES, &json!({ "type": "string", "description": "What the team calls this channel." })),
            "additionalProperties": false, "examples": [{ "in-person-or-video": "Zoom" }] })),
        ("/properties/rules", json!({
            "additionalProperties": { "type": "string", "enum": levels }, "examples": [{ "urgency": "info", "U002": "off" }] })),
        ("/definitions/PathToml/properties/rules", json!({
            "additionalProperties": { "type": "string", "enum": levels }, "examples": [{ "urgency": "off" }] })),
        ("/definitions/PathToml/properties/match", json!({ "examples": ["templates/**", "*.md"] })),
        ("/definitions/PathToml/properties/ignore", json!({ "examples": [["tone", "U002"]] })),
        ("/definitions/PathToml/properties/profile", json!({ "enum": Profile::NAMES, "examples": ["chat"] })),
        ("/definitions/LexiconsToml/properties/extra", json!({ "examples": [["team-words.toml"]] })),
        ("/definitions/LawToml/properties/termination-needs-paper", json!({ "examples": [true] })),
        ("/definitions/CheckToml/properties/fail-on", json!({ "examples": ["error,0.9", "warning,talk,hold", "never"] })),
        ("/definitions/CheckToml/properties/min-confidence", json!({ "minimum": 0, "maximum": 1, "examples": [0.5] })),
        ("/definitions/CheckToml/properties/profile", json!({ "enum": Profile::NAMES, "examples": ["email"] })),
        ("/definitions/AgentToml/properties/on-no-draft", json!({ "enum": AgentToml::WITHOUT_DRAFT, "examples": ["ask"] })),
    ]);
    for (place, example) in [
        ("/definitions/AgentToml/properties/text", "note"),
        ("/definitions/AgentToml/properties/subject", "headline"),
        ("/definitions/AgentToml/properties/from", "author"),
        ("/definitions/AgentToml/properties/to", "invitees"),
        ("/definitions/AgentToml/properties/cc", "watchers"),
        ("/definitions/AgentToml/properties/bcc", "hidden-watchers"),
    ] {
        all.push((
            place,
            json!({ "items": { "type": "string", "pattern": "\\S" }, "examples": [[example]] }),
        ));
    }
    all
}

fn of_people() -> Vec<(&'static str, Value)> {
    let zone = json!({ "pattern": "^[A-Za-z0-9_+/-]+$", "examples": ["Europe/Lisbon", "America/New_York", "Asia/Tokyo"] });
    let span = json!({ "pattern": SPAN, "examples": ["09:00-17:30"] });
    let days = json!({ "items": { "type": "string", "enum": Weekday::NAMES }, "examples": [Weekday::USUAL.map(Weekday::name)] });
    let holidays = json!({ "items": { "type": "string", "pattern": DAY_OFF }, "examples": [["2026-12-25", "company.ics"]] });
    let country = json!({ "pattern": "^[A-Z]{2}$", "examples": ["PT", "JP"] });
    vec![
        (
            "/definitions/MeToml/properties/address",
            json!({ "pattern": "^[^,;<>]*[^,;<>\\s][^,;<>]*$", "examples": ["ana@example.com"] }),
        ),
        ("/definitions/MeToml/properties/time-zone", zone.clone()),
        (
            "/definitions/TeamToml/properties/working-model",
            json!({ "enum": WorkingModel::NAMES, "examples": ["hybrid"] }),
        ),
        (
            "/definitions/TeamToml/properties/own-domains",
            json!({
            "items": { "type": "string", "pattern": "^\\s*@*[^\\s@*,;<>/]+\\s*$" }, "examples": [["example.com"]] }),
        ),
        ("/definitions/TeamToml/properties/country", country.clone()),
        ("/definitions/HoursToml/properties/work", span.clone()),
        ("/definitions/HoursToml/properties/days", days.clone()),
        ("/definitions/HoursToml/properties/overlap", span.clone()),
        ("/definitions/HoursToml/properties/holidays", holidays.clone()),
        (
            "/definitions/PersonToml/properties/match",
            json!({
            "pattern": "^(?=.*\\S)[^*,;<>]*\\*?[^*,;<>]*$", "examples": ["bo@example.com", "example.com", "bo", "*@example.jp"] }),
        ),
        ("/definitions/PersonToml/properties/time-zone", zone),
        ("/definitions/PersonToml/properties/work", span),
        ("/definitions/PersonToml/properties/days", days),
        ("/definitions/PersonToml/properties/holidays", holidays),
        ("/definitions/PersonToml/properties/country", country),
        (
            "/definitions/PersonToml/properties/relation",
            json!({ "enum": Relation::NAMES, "examples": ["manager"] }),
        ),
        (
            "/definitions/PersonToml/properties/prefers",
            json!({ "enum": Preference::NAMES, "examples": ["writing"] }),
        ),
        ("/definitions/PersonToml/properties/name", json!({ "examples": ["Bo"] })),
        ("/definitions/PersonToml/properties/any-time", json!({ "examples": [true] })),
    ]
}

#[test]
fn the_schema_in_the_tree_is_what_the_types_give() {
    // The names of the types are of no interest to who writes a file.
    let text = serde_json::to_string_pretty(&schema()).unwrap().replace("Toml\"", "\"") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/config.schema.json");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap();
    assert!(
        known == text,
        "schemas/config.schema.json is not what the types give; UPDATE_EXPECT=1 writes it"
    );
}

/// An editor shows the description of each key, and offers its examples.
#[test]
fn every_key_has_a_description_and_examples() {
    let schema = schema();
    let tables = schema["definitions"].as_object().unwrap().values();
    let keys = tables.flat_map(|table| table["properties"].as_object().unwrap());
    let mut seen = 0;
    for (key, value) in keys.chain(schema["properties"].as_object().unwrap()) {
        assert!(value["description"].is_string(), "{key}: {value}");
        let is_table = value.get("allOf").is_some()
            || value.get("$ref").is_some()
            || value["items"].get("$ref").is_some();
        assert!(is_table || value["examples"].is_array(), "{key}: {value}");
        seen += 1;
    }
    assert!(seen > 45, "{seen} keys");
}
