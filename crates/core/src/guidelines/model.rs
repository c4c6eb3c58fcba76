//! Reads what a team's working model stands for, from `lexicons/models.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The presets of one working model.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Model {
    /// Working hours, `HH:MM-HH:MM`.
    pub(super) work: String,
    /// Working days.
    pub(super) days: Vec<String>,
    /// Colleagues without an entry of their own share the writer's zone.
    pub(super) shares_zone: bool,
    /// How people of such a team talk.
    pub(super) live: String,
    /// Response times by channel.
    pub(super) response_time: BTreeMap<String, String>,
}

/// Returns the presets of a working model by its name: office, hybrid, remote or global.
#[must_use]
pub(super) fn model(name: &str) -> Option<Model> {
    let text = include_str!("../../../../lexicons/models.toml");
    let mut all: BTreeMap<String, Model> = toml::from_str(text).ok()?;
    all.remove(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_model_that_a_file_may_name_is_there() {
        for name in crate::guidelines::check::MODELS {
            assert!(model(name).is_some(), "{name}");
        }
        assert!(model("moon").is_none());
    }
}
