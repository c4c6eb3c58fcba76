//! Reads what each working model stands for in place.

#[cfg(feature = "built-in")]
mod toml;

#[cfg(feature = "built-in")]
pub(crate) use toml::pack;

use super::pack::{List, Packed, Section, Text, number, pair};
use super::team::{WorkingModel, WrittenChannel};

/// Cells of a model: work, days, whether it shares the zone, live, and the text of each response time.
const MODEL_SIZE: usize = 2 + 2 + 1 + 2 + 2 * WrittenChannel::ALL.len();

/// The presets of one working model.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    /// Working hours, `HH:MM-HH:MM`.
    pub work: Text<'a>,
    /// Working days, by the names of [`super::team::Weekday`].
    pub days: List<'a>,
    /// Colleagues without an entry of their own share the writer's zone.
    pub shares_zone: bool,
    /// How people of such a team talk.
    pub live: Text<'a>,
    /// Response times such as `4h`, in the order of [`WrittenChannel::ALL`].
    pub response_times: [Text<'a>; WrittenChannel::ALL.len()],
}

impl<'a> Model<'a> {
    /// Reads the presets of a working model from a packed table; `None` in a user's lexicon.
    pub(crate) fn of(packed: Packed<'a>, model: WorkingModel) -> Option<Model<'a>> {
        let cells = packed.records::<MODEL_SIZE>(Section::Models).get(model as usize)?;
        let pair = |at: usize| pair(cells, at);
        let pool = packed.pool();
        Some(Model {
            work: pool.text(pair(0)),
            days: pool.list(pair(2)),
            shares_zone: number(cells[4]) == 1,
            live: pool.text(pair(5)),
            response_times: std::array::from_fn(|channel| pool.text(pair(7 + 2 * channel))),
        })
    }

    /// Returns how soon an answer may be expected on a channel.
    #[must_use]
    pub fn response_time(&self, channel: WrittenChannel) -> Text<'a> {
        channel.of(&self.response_times)
    }
}
