//! Knows the people and channels of an export by their ids.

use std::collections::HashMap;
use std::fmt::{self, Formatter};

use serde::Deserializer;
use serde::de::{SeqAccess, Visitor};
use serde_json::Value;

use super::exported::ExportedMessage;
use crate::message::model::Address;

/// Somebody of the export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct User {
    name: String,
    address: String,
    is_program: bool,
}

/// The people and channels of an export by their ids. Who is missing keeps the id for a name.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    users: HashMap<String, User>,
    channels: HashMap<String, String>,
}

impl Directory {
    /// Adds the people of a `users.json`.
    ///
    /// # Errors
    /// Returns what is wrong with the JSON; a person without id or name is passed over.
    pub fn add_users(&mut self, bytes: &[u8]) -> Result<(), String> {
        each(bytes, |object| {
            let nothing = Value::Null;
            let profile = object.get("profile").unwrap_or(&nothing);
            let name = name_in(profile).or_else(|| name_in(object));
            let is_program = object.get("is_bot").and_then(Value::as_bool) == Some(true);
            let user = User { name: name.unwrap_or_default(), address: text(profile, "email"), is_program };
            self.users.insert(text(object, "id"), user);
        })
    }

    /// Adds the channels of a `channels.json`.
    ///
    /// # Errors
    /// Returns what is wrong with the JSON.
    pub fn add_channels(&mut self, bytes: &[u8]) -> Result<(), String> {
        each(bytes, |object| {
            self.channels.insert(text(object, "id"), text(object, "name"));
        })
    }

    /// Returns the name of somebody; their id if nothing is known.
    pub(super) fn user<'d>(&'d self, id: &'d str) -> &'d str {
        self.users.get(id).map(|user| user.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(id)
    }

    /// Returns true if and only if a program writes under an id.
    pub(super) fn is_program(&self, id: &str) -> bool {
        self.users.get(id).is_some_and(|user| user.is_program)
    }

    /// Returns the name of a channel; its id if nothing is known.
    pub(super) fn channel<'d>(&'d self, id: &'d str) -> &'d str {
        self.channels.get(id).map(String::as_str).filter(|name| !name.is_empty()).unwrap_or(id)
    }

    /// Returns name and address of who wrote a message.
    pub(super) fn address(&self, entry: &ExportedMessage) -> Address {
        let own = entry.profile.as_ref().and_then(name_in);
        let name = match (self.user(&entry.user), own) {
            (name, Some(own)) if name == entry.user => own,
            (name, _) => name.to_owned(),
        };
        let address = self.users.get(&entry.user).map(|user| user.address.clone()).unwrap_or_default();
        Address { name, address }
    }
}

/// Returns the name by which others know somebody.
fn name_in(object: &Value) -> Option<String> {
    let names = ["display_name", "real_name", "name"].map(|key| text(object, key));
    names.into_iter().find(|name| !name.is_empty())
}

/// Hands on what a JSON array holds, one at a time: as values a list takes twenty times the memory of its text. What it holds
/// beside objects has no keys.
fn each(bytes: &[u8], take: impl FnMut(&Value)) -> Result<(), String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = json.deserialize_seq(Each(take)).and_then(|()| json.end());
    read.map_err(|error| format!("not a JSON list: {error}"))
}

/// Takes the items of an array.
struct Each<F>(F);

impl<'de, F: FnMut(&Value)> Visitor<'de> for Each<F> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<Value>()? {
            (self.0)(&item);
        }
        Ok(())
    }
}

fn text(object: &Value, key: &str) -> String {
    object.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}
