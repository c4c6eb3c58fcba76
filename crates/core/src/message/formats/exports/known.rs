//! Knows what an export says about people and messages elsewhere than in the messages themselves.

use std::collections::{HashMap, HashSet};

/// What is known of people and messages by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    names: HashMap<String, String>,
    programs: HashSet<String>,
    /// By writer and id, the last message that replaces one.
    replaced: HashMap<(String, String), String>,
}

impl Known {
    /// Learns the name of somebody.
    pub(super) fn add_name(&mut self, id: String, name: String) {
        if !id.is_empty() && !name.trim().is_empty() {
            self.names.insert(id, name);
        }
    }

    /// Learns that a program writes under a name.
    pub(super) fn add_program(&mut self, name: String) {
        self.programs.insert(name);
    }

    /// Learns that somebody replaced a message of theirs by another.
    pub(super) fn add_replaced(&mut self, user: String, id: String, by: String) {
        self.replaced.insert((user, id), by);
    }

    /// Returns the name of somebody; their id where none is known.
    pub(super) fn name(&self, id: &str) -> String {
        self.names.get(id).map_or(id, String::as_str).to_owned()
    }

    /// Returns true if and only if a program writes under a name.
    pub(super) fn is_program(&self, name: &str) -> bool {
        self.programs.contains(name)
    }

    /// Returns true if and only if somebody replaced a message of theirs by another than `by`.
    pub(super) fn is_replaced(&self, user: &str, id: &str, by: &str) -> bool {
        let last = || self.replaced.get(&(user.to_owned(), id.to_owned()));
        !self.replaced.is_empty() && last().is_some_and(|last| last != by)
    }
}
