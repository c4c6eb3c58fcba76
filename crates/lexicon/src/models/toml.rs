//! Packs what each working model stands for, from `lexicons/models.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::LexiconError;
use crate::pack::{Packer, Section};
use crate::team::{Weekday, WorkingModel, WrittenChannel};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ModelToml {
    work: String,
    days: Vec<Weekday>,
    shares_zone: bool,
    live: String,
    response_time: BTreeMap<WrittenChannel, String>,
}

/// Packs the models of a file: a table for each working model.
///
/// # Errors
/// Returns what is wrong, with file and line: a model or a response time that is missing, a name that is not known.
pub(crate) fn pack(path: &str, text: &str, packer: &mut Packer) -> Result<(), LexiconError> {
    let models: BTreeMap<WorkingModel, ModelToml> =
        ::toml::from_str(text).map_err(|error| LexiconError::toml(path, text, &error))?;
    for name in WorkingModel::ALL {
        let missing = |what: &str| LexiconError::at(path, text, 0, format!("{name} has no {what}"));
        let model = models.get(&name).ok_or_else(|| missing("table"))?;
        let [work, live] = [packer.text(&model.work), packer.text(&model.live)];
        let days = packer.list(model.days.iter().map(|day| day.name()));
        let mut cells = [work, days].concat();
        cells.push(u32::from(model.shares_zone));
        cells.extend(live);
        for channel in WrittenChannel::ALL {
            let time = model.response_time.get(&channel);
            cells.extend(packer.text(time.ok_or_else(|| missing(channel.name()))?));
        }
        packer.numbers(Section::Models, &cells);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::Model;
    use crate::pack::Packed;

    const OFFICE: &str = "work = \"09:00-17:00\"\ndays = [\"mon\", \"fri\"]\nshares-zone = true\nlive = \"in person\"\n\
        response-time = { email = \"1d\", chat = \"2h\", mention = \"1h\", document = \"3d\" }\n";

    #[test]
    fn what_was_packed_is_read_back() {
        let text: String = WorkingModel::NAMES.iter().map(|name| format!("[{name}]\n{OFFICE}")).collect();
        let mut packer = Packer::default();
        pack("models.toml", &text, &mut packer).expect("a good file");
        let bytes = packer.finish();
        let model = Model::of(Packed::open(&bytes).expect("just packed"), WorkingModel::Remote);
        let model = model.expect("each model is there");
        assert_eq!((model.work.as_str(), model.live.as_str()), ("09:00-17:00", "in person"));
        assert_eq!(model.days.iter().collect::<Vec<_>>(), ["mon", "fri"]);
        assert_eq!(model.response_time(WrittenChannel::Document), "3d");
        assert!(model.shares_zone);
    }

    #[test]
    fn what_is_missing_is_named() {
        let packed = |text: &str| pack("models.toml", text, &mut Packer::default()).unwrap_err().to_string();
        assert_eq!(packed(&format!("[office]\n{OFFICE}")), "models.toml:1: hybrid has no table");
        let text = format!("[office]\n{}", OFFICE.replace("chat", "mention2"));
        assert!(packed(&text).contains("`mention2` is not one of email"), "{}", packed(&text));
    }
}
