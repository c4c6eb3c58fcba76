//! Knows the public holidays of countries: reads `crates/core/holidays/dates.txt`, of which only the line of a country that is asked for.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::GuidelinesFile;

/// A line for each country: its code, rules with the years in which they hold, and single days. `holidays/update` writes it.
const DATES: &str = include_str!("../../holidays/dates.txt");

/// The years in which a rule holds that names none.
const YEARS: (i16, i16) = (2000, 2050);

/// Returns true if and only if the public holidays of a country are known.
#[must_use]
pub fn are_known(code: &str) -> bool {
    line(code).is_some()
}

/// Returns what a person should know of the countries that a file names and of which none are known.
#[must_use]
pub fn not_known(file: &GuidelinesFile) -> Vec<String> {
    let why = "has no public holidays that presend knows; list the days under `holidays`";
    let countries = file.toml.countries().filter(|(_, code)| !are_known(code.get_ref()));
    countries.map(|(key, code)| file.error(key, code, why).to_string()).collect()
}

/// Returns the public holidays of a country by its ISO code, in order; none for one that is not known.
#[must_use]
pub fn of(code: &str) -> Arc<[Date]> {
    let mut days: Vec<Date> =
        line(code).into_iter().flat_map(str::split_ascii_whitespace).flat_map(days_of).collect();
    days.sort_unstable();
    days.dedup();
    days.into()
}

/// Returns what stands behind the code of a country.
fn line(code: &str) -> Option<&'static str> {
    DATES.lines().find_map(|line| line.strip_prefix(code)?.strip_prefix(' ')).filter(|_| code != "#")
}

/// Reads a rule, such as `1225`, `11t4@2000-2010` or `e-2`, or a single day, such as `20260619`.
fn days_of(word: &str) -> Vec<Date> {
    if let Ok(day) = Date::strptime("%Y%m%d", word) {
        return vec![day];
    }
    let (rule, years) = word.split_once('@').unwrap_or((word, ""));
    let number = |year: &str| year.parse::<i16>().ok();
    let years = years.split_once('-').and_then(|(from, to)| Some((number(from)?, number(to)?)));
    let (from, to) = years.unwrap_or(YEARS);
    (from..=to).filter_map(|year| day_of(rule, year)).collect()
}

/// Returns the day that a rule gives in a year.
fn day_of(rule: &str, year: i16) -> Option<Date> {
    if let Some(shift) = rule.strip_prefix('e') {
        return easter(year)?.checked_add(shift.parse::<i64>().ok()?.days()).ok();
    }
    if let Some(shift) = rule.strip_prefix('o') {
        return eastern_easter(year)?.checked_add(shift.parse::<i64>().ok()?.days()).ok();
    }
    let (month, day) = rule.split_at_checked(2)?;
    let month = month.parse().ok()?;
    match day.parse() {
        Ok(day) => Date::new(year, month, day).ok(),
        Err(_) => {
            let (weekday, number) = day.split_at_checked(1)?;
            let number = number.parse().ok().map(|number: i8| if number == 0 { -1 } else { number })?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(number, weekday_of(weekday)?).ok()
        }
    }
}

/// Returns a day of the week by its letter in `mtwhfsu`.
fn weekday_of(letter: &str) -> Option<Weekday> {
    let number = "mtwhfsu".find(letter)?;
    Weekday::from_monday_zero_offset(i8::try_from(number).ok()?).ok()
}

/// Easter Sunday of the western churches, by the rule of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    of_sum(year, h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114)
}

/// Easter Sunday of the eastern churches, by the rule of Meeus; the calendars are 13 days apart until 2099.
fn eastern_easter(year: i16) -> Option<Date> {
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    of_sum(year, d + e + 114)?.checked_add(13.days()).ok()
}

/// Both rules end with the month and the day in one number.
fn of_sum(year: i16, sum: i16) -> Option<Date> {
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_their_own_days() {
        let is_off = |code: &str, day: &str| of(code).binary_search(&day.parse().unwrap()).is_ok();
        for (code, day, expected) in [
            ("PT", "2026-06-10", true),
            ("JP", "2026-06-10", false),
            ("JP", "2026-11-03", true),
            ("JP", "2026-09-21", true),
            ("US", "2026-11-26", true),
            ("US", "2026-07-03", true),
            ("GB", "2026-04-03", true),
            ("GR", "2026-04-13", true),
            ("XX", "2026-12-25", false),
        ] {
            assert_eq!(is_off(code, day), expected, "{code} {day}");
        }
        assert!(are_known("PT") && !are_known("XX") && !are_known("pt") && !are_known("#") && !are_known(""));
    }

    /// The script that writes the file counts the days of the crate; the rules must give as many.
    #[test]
    fn every_day_of_the_file_is_read() {
        let codes = DATES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.get(..2));
        let (countries, days) =
            codes.fold((0, 0), |(countries, days), code| (countries + 1, days + of(code).len()));
        assert!(DATES.contains(&format!("# {countries} countries, {days} days.\n")), "{countries} {days}");
    }
}
