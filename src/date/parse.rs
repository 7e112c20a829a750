//! Parses written dates, and keeps only the part of each date that is certain.
//!
//! The day is kept as written, regardless of any time and time zone after it. If both numbers can be the day, as in
//! 03/04/2024, only the year is certain until other dates of the site reveal the order ([`super::NumericDate`]). Dates
//! after tomorrow and dates before the first newspaper are rejected.

use jiff::{Timestamp, civil, tz::TimeZone};
use serde_json::Value;

use super::calendar_names;
use super::pattern::{self, BARE, DAYS, MONTHS, can_end_before, match_pattern};
use super::{DateParseError, PartialDate};

/// 1990-01-01 as a Unix timestamp. Smaller numbers are unlikely to be timestamps.
const EARLIEST_SECOND: i64 = 631_152_000;

/// A date that was found in text, with the words that it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMatch<'t> {
    /// The certain part of the date.
    pub date: PartialDate,
    /// The words of the date as written.
    pub words: &'t str,
}

/// Parses the value of a record field as a date.
pub fn from_json(value: &Value, today: civil::Date) -> Result<PartialDate, DateParseError> {
    match value {
        Value::String(text) => parse(text, today),
        Value::Number(number) => {
            let written = parse(&number.to_string(), today);
            written.or_else(|error| from_timestamp(number.as_f64(), today).ok_or(error))
        }
        _ => Err(DateParseError::Form),
    }
}

/// Parses the date at the start of `text`. Other text, such as a time, may follow only if the date includes a day.
pub fn parse(text: &str, today: civil::Date) -> Result<PartialDate, DateParseError> {
    let text = calendar_names::skip_weekday(text.trim());
    for pattern in [DAYS, MONTHS, BARE].into_iter().flatten() {
        let Some((parts, rest)) = match_pattern(pattern, text) else {
            continue;
        };
        let with_day = pattern.contains(['d', 'D', 'a']);
        if can_end_before(rest) && (with_day || rest.is_empty()) {
            return parts.to_date(today);
        }
    }
    Err(DateParseError::Form)
}

/// Returns the date at the start of `text`, after an optional day of the week.
pub fn at_start(text: &str, today: civil::Date) -> Option<DateMatch<'_>> {
    let bare = calendar_names::skip_weekday(text);
    let found = [DAYS, MONTHS]
        .iter()
        .find_map(|patterns| at_start_in(patterns, bare, today))?;
    let end = text.len() - bare.len() + found.words.len();
    let words = &text[..end];
    can_end_before(&text[end..]).then_some(DateMatch { words, ..found })
}

/// Returns the date at the start of `text`, using the first of `patterns` that gives a plausible date.
pub fn at_start_in<'t>(
    patterns: &[&str],
    text: &'t str,
    today: civil::Date,
) -> Option<DateMatch<'t>> {
    // Every pattern starts with digits or the name of a month.
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let mut patterns = patterns
        .iter()
        .filter(|pattern| pattern.starts_with('B') != digits);
    patterns.find_map(|pattern| {
        let (parts, rest) = match_pattern(pattern, text)?;
        let date = parts.to_date(today).ok()?;
        let words = &text[..text.len() - rest.len()];
        Some(DateMatch { date, words })
    })
}

/// Returns the first date with day precision in a short string, or else the first date of any precision.
pub fn find_first(text: &str, today: civil::Date) -> Option<DateMatch<'_>> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let starts = text.char_indices().map(|(at, _)| at);
    let begins = |at: &usize| {
        let after = text[*at..].starts_with(char::is_alphanumeric);
        after && !text[..*at].ends_with(char::is_alphanumeric)
    };
    let found = starts
        .filter(begins)
        .filter_map(|at| at_start(&text[at..], today));
    let found: Vec<_> = found.collect();
    let exact = found.iter().find(|found| found.date.exact().is_some());
    exact.or(found.first()).copied()
}

/// Returns the UTC day of a Unix timestamp in seconds or milliseconds, or `None` if neither unit gives a plausible day.
fn from_timestamp(number: Option<f64>, today: civil::Date) -> Option<PartialDate> {
    let seconds = number? as i64;
    let day = |seconds: i64| {
        let time = Timestamp::from_second(seconds).ok()?;
        let date = PartialDate::from(time.to_zoned(TimeZone::UTC).date());
        pattern::plausible(date, today)
            .ok()
            .filter(|_| seconds >= EARLIEST_SECOND)
    };
    day(seconds).or_else(|| day(seconds / 1000))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::date::time_of_day::skip_time;

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    #[test]
    fn date_fields_parse_in_many_formats() {
        let rows = [
            ("2024-03-12", "2024-03-12"),
            ("2024-3-2", "2024-03-02"),
            ("2024-03-12T23:59:59-11:00", "2024-03-12"),
            ("2024-03-12T00:10:00.000Z", "2024-03-12"),
            ("2024-03-12 08:00:00+00:00", "2024-03-12"),
            ("2024/03/12", "2024-03-12"),
            ("2024.03.12", "2024-03-12"),
            ("20240312", "2024-03-12"),
            ("20240312T031500Z", "2024-03-12"),
            ("12 March 2024", "2024-03-12"),
            ("Sunday 19 November 2023", "2023-11-19"),
            ("12th of March, 2024", "2024-03-12"),
            ("12-Mar-2024", "2024-03-12"),
            ("12-Mar-24", "2024-03-12"),
            ("March 12, 2024", "2024-03-12"),
            ("MARCH 12 2024", "2024-03-12"),
            ("Mar 12, 2024 10:02 am", "2024-03-12"),
            ("Sept. 3rd, 2023", "2023-09-03"),
            ("Tue, 12 Mar 2024 08:00:00 GMT", "2024-03-12"),
            ("March 2024", "2024-03"),
            ("2024-03", "2024-03"),
            ("03/2024", "2024-03"),
            ("2024", "2024"),
            ("18/03/2024", "2024-03-18"),
            ("03/18/2024", "2024-03-18"),
            ("21.9.2024", "2024-09-21"),
            ("04/04/2024", "2024-04-04"),
            ("03/04/2024", "2024"),
            ("03/04/2024 10:00", "2024"),
            ("05/12/22", "2022"),
            ("25/12/98", "1998-12-25"),
            ("2026-06-02", "2026-06-02"),
            ("2026", "2026"),
        ];
        for (text, expected) in rows {
            let date = parse(text, TODAY).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn invalid_date_errors_state_the_reason() {
        let rows = [
            ("None given", DateParseError::Form),
            ("yesterday", DateParseError::Form),
            ("5 March", DateParseError::Form),
            ("2024 was hot", DateParseError::Form),
            ("2022-03-012", DateParseError::Form),
            ("12", DateParseError::Form),
            ("2023-02-29", DateParseError::Calendar),
            ("2024-13", DateParseError::Calendar),
            ("31 June 2024", DateParseError::Calendar),
            ("30/30/2024", DateParseError::Calendar),
            ("2026-06-03", DateParseError::Future),
            ("2050-01-01T00:00:00Z", DateParseError::Future),
            ("0001-01-01", DateParseError::TooEarly),
            ("1492", DateParseError::TooEarly),
        ];
        for (text, error) in rows {
            assert_eq!(parse(text, TODAY), Err(error), "{text}");
        }
    }

    #[test]
    fn numbers_parse_as_years_days_or_timestamps() {
        let rows = [
            (serde_json::json!(2024), Ok("2024")),
            (serde_json::json!(20_240_312), Ok("2024-03-12")),
            (serde_json::json!(1_710_201_600), Ok("2024-03-12")),
            (serde_json::json!(1_710_201_600.5), Ok("2024-03-12")),
            (serde_json::json!(1_710_201_600_000_i64), Ok("2024-03-12")),
            (serde_json::json!(0), Err(DateParseError::Form)),
            (serde_json::json!(-5), Err(DateParseError::Form)),
            (serde_json::json!(1e300), Err(DateParseError::Form)),
        ];
        for (value, expected) in rows {
            let date = from_json(&value, TODAY).map(|date| date.to_string());
            assert_eq!(date, expected.map(str::to_owned), "{value}");
        }
    }

    proptest! {
        #[test]
        fn parsed_date_is_a_prefix_of_the_text(text in "[0-9]{0,4}[-/. ]?(\\PC{0,6}|Mar|May) ?\\PC{0,9}") {
            if let Some(found) = at_start(&text, TODAY) {
                prop_assert!(text.starts_with(found.words));
            }
            prop_assert!(text.ends_with(skip_time(&text)));
            let _ = parse(&text, TODAY);
        }
    }
}
