//! Gathers what is wrong with the values of a guidelines file; knows the forms that many keys share.

use jiff::tz::TimeZone;

use super::file::Value;
use super::known_names::known_names;
use super::lines::{FileText, place_of};
use super::values::{is_calendar_file, is_country, minutes_of_day};
use crate::error::GuidelinesError;
use crate::text::nearest::nearest;
use presend_lexicon::team::Weekday;

/// The errors of a file so far.
pub(super) struct Checker<'a> {
    pub(super) file: FileText<'a>,
    pub(super) errors: Vec<GuidelinesError>,
}

impl Checker<'_> {
    /// Notes what is wrong with a value.
    pub(super) fn bad(&mut self, key: &str, value: &Value, why: &str) {
        self.note(value.span().start, key, format!("`{}` {why}", value.get_ref()));
    }

    /// Returns the line on which a value stands.
    pub(super) fn line_of(&self, value: &Value) -> usize {
        place_of(self.file.text, value.span().start).0
    }

    /// Checks an address; a nick without a domain is one too.
    pub(super) fn address(&mut self, key: &str, value: &Value) {
        if let Some(why) = address_fault(value.get_ref()) {
            self.bad(key, value, &why);
        }
    }

    /// Checks an IANA zone; one that is not known is answered with names that sound alike.
    pub(super) fn time_zone(&mut self, key: &str, value: Option<&Value>) {
        let Some(value) = value.filter(|value| TimeZone::get(value.get_ref()).is_err()) else { return };
        self.bad(key, value, &format!("is not an IANA time zone; {}", zone_hint(value.get_ref())));
    }

    /// Checks the code of a country.
    pub(super) fn country(&mut self, key: &str, value: Option<&Value>) {
        if let Some(value) = value.filter(|value| !is_country(value.get_ref())) {
            self.bad(
                key,
                value,
                "is not the ISO code of a country; write two capital letters, such as `PT` or `GB`",
            );
        }
    }

    /// Checks days off.
    pub(super) fn holidays(&mut self, key: &str, days: &[Value]) {
        let is_date = |day: &Value| day.get_ref().parse::<jiff::civil::Date>().is_ok();
        for day in days.iter().filter(|day| !is_date(day) && !is_calendar_file(day.get_ref())) {
            let why = "is neither a day such as `2026-12-25` (YYYY-MM-DD) nor a calendar file such as `company.ics`";
            self.bad(key, day, why);
        }
    }

    /// Checks `HH:MM-HH:MM`.
    pub(super) fn span(&mut self, key: &str, value: Option<&Value>) {
        if let Some(value) = value.filter(|value| minutes_of_day(value.get_ref()).is_none()) {
            self.bad(key, value, "is not a time range; write it like `09:00-17:30` (HH:MM-HH:MM)");
        }
    }

    /// Checks days of the week.
    pub(super) fn days(&mut self, key: &str, days: &[Value]) {
        days.iter().for_each(|day| self.one_of(key, Some(day), &Weekday::NAMES));
    }

    /// Checks a choice.
    pub(super) fn one_of(&mut self, key: &str, value: Option<&Value>, known: &[&str]) {
        if let Some(value) = value.filter(|value| !known.contains(&value.get_ref().as_str())) {
            self.unknown(key, value, value.get_ref(), known);
        }
    }

    /// Notes what is wrong at a byte.
    pub(super) fn note(&mut self, offset: usize, key: &str, reason: String) {
        self.errors.push(self.file.error(offset, key, reason));
    }

    /// Notes a name that is not among those that are known.
    pub(super) fn unknown(&mut self, key: &str, at: &Value, name: &str, known: &[&str]) {
        self.note(at.span().start, key, format!("unknown `{name}`; {}", known_names(name, known)));
    }
}

/// Says what keeps a text from being one address or one nick.
pub(super) fn address_fault(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some("is empty".to_owned());
    }
    if let Some(inside) = text.split_once('<').and_then(|(_, rest)| rest.split_once('>')) {
        return Some(format!("is more than an address; write `{}`", inside.0.trim()));
    }
    if text.contains([',', ';']) {
        return Some("is more than one address; write one".to_owned());
    }
    let is_whole = match text.rsplit_once('@') {
        Some((local, domain)) => is_part(local) && is_part(domain) && !text.contains(char::is_whitespace),
        None => !text.contains('.') || text.contains(char::is_whitespace),
    };
    (!is_whole).then(|| "is not an address; write it in full, such as `ana@example.com`".to_owned())
}

/// Returns true if and only if a text can stand on a side of the `@`.
fn is_part(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('.') && !text.contains("..") && !text.contains(['@', '/'])
}

/// Returns which zones may have been meant.
fn zone_hint(text: &str) -> String {
    let wanted = text.rsplit('/').next().unwrap_or_default().to_lowercase().replace(' ', "_");
    let all: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    let city = |name: &str| name.rsplit('/').next().unwrap_or_default().to_lowercase();
    let starts_alike = |name: &&str| {
        city(name) == wanted || wanted.get(..4).is_some_and(|start| city(name).starts_with(start))
    };
    let mut near: Vec<&str> = all.iter().map(String::as_str).filter(starts_alike).collect();
    near.sort_unstable();
    near.truncate(4);
    if near.is_empty() {
        near.extend(nearest(text, all.iter().map(String::as_str)));
    }
    match near.as_slice() {
        [] => "write one such as Europe/Lisbon".to_owned(),
        near => format!("perhaps {}", near.join(", ")),
    }
}
