//! Calendar dates with year, month or day precision, and parsers for the dates in news articles.
//!
//! A partial date covers an interval of days. Days are numbered from 1970-01-01 in the proleptic Gregorian calendar.

mod calendar_names;
mod day_month_order;
pub(crate) mod in_path;
pub(crate) mod in_text;
pub(crate) mod parse;
mod pattern;
pub(crate) mod time_of_day;
mod today;

pub(crate) use self::calendar_names::english_months;
pub use self::day_month_order::{DayOrder, NumericDate, OrderClue};
pub(crate) use self::parse::DateMatch;
pub use self::today::Today;

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date with year, month or day precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Creates a date with year precision. Returns `None` if the year is not between 1 and 9999.
    pub fn year(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self {
            year,
            month: None,
            day: None,
        })
    }

    /// Creates a date with month precision. Returns `None` if the month does not exist.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let date = Self::year(year)?;
        (1..=12).contains(&month).then_some(Self {
            month: Some(month),
            ..date
        })
    }

    /// Creates a date with day precision. Returns `None` if the day does not exist.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Self::month(year, month)?;
        civil::Date::new(year, month, day).ok()?;
        Some(Self {
            day: Some(day),
            ..date
        })
    }

    /// Returns the first day that the date covers.
    pub fn first(self) -> civil::Date {
        civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Returns the last day that the date covers.
    pub fn last(self) -> civil::Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first(),
            (Some(_), None) => self.first().last_of_month(),
            (None, None) => self.first().last_of_year(),
        }
    }

    /// Returns the numbers of the first and the last day, counted from 1970-01-01.
    pub fn days(self) -> (i64, i64) {
        (day_number(self.first()), day_number(self.last()))
    }

    /// Returns the day, or `None` if the date has only year or month precision.
    pub fn exact(self) -> Option<civil::Date> {
        self.day.map(|_| self.first())
    }
}

impl From<civil::Date> for PartialDate {
    fn from(date: civil::Date) -> Self {
        Self {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
        }
    }
}

/// Returns the number of days since 1970-01-01.
pub fn day_number(date: civil::Date) -> i64 {
    let epoch = civil::date(1970, 1, 1);
    i64::from((date - epoch).get_days())
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// Returns the day that is `number` days after 1970-01-01, or `None` if the day is out of range.
pub fn day_of(number: i64) -> Option<civil::Date> {
    let span = jiff::Span::new().try_days(number).ok()?;
    civil::date(1970, 1, 1).checked_add(span).ok()
}

/// Returns the month of the day that is `number` days after 1970-01-01, in the form 2022-03. Returns `None` if the day
/// is out of range.
pub fn month_of(number: i64) -> Option<String> {
    let day = day_of(number)?;
    PartialDate::month(day.year(), day.month()).map(|month| month.to_string())
}

/// The reason why a string is not an ISO date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IsoDateError {
    /// The string is not of the form 2022, 2022-03 or 2022-03-01.
    #[error("not a date; use one such as 2022, 2022-03 or 2022-03-01")]
    Form,
    /// The date does not exist.
    #[error("no such date in the calendar")]
    Calendar,
}

/// The reason why the date parser rejected a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateParseError {
    /// The date is not in a known format.
    #[error("is not in a known date format; use a format such as 2022-03-01")]
    Form,
    /// The day or the month does not exist.
    #[error("is not a real date")]
    Calendar,
    /// The date is after tomorrow.
    #[error("is in the future")]
    Future,
    /// The date is before the first newspaper.
    #[error("is too early")]
    TooEarly,
}

/// Parses a date of the form 2022, 2022-03 or 2022-03-01.
impl FromStr for PartialDate {
    type Err = IsoDateError;

    fn from_str(text: &str) -> Result<Self, IsoDateError> {
        let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
            let plain = lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            plain
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or(IsoDateError::Form)
        };
        let mut parts = text.split('-');
        let year = digits(parts.next().unwrap_or_default(), 4..=4)?;
        let month = parts.next().map(|part| digits(part, 1..=2)).transpose()?;
        let day = parts.next().map(|part| digits(part, 1..=2)).transpose()?;
        if parts.next().is_some() {
            return Err(IsoDateError::Form);
        }
        // Month and day have at most two digits, so the casts cannot overflow.
        match (month.map(|m| m as i8), day.map(|d| d as i8)) {
            (None, _) => Self::year(year),
            (Some(month), None) => Self::month(year, month),
            (Some(month), Some(day)) => Self::day(year, month, day),
        }
        .ok_or(IsoDateError::Calendar)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_valid_dates_round_trip() {
        type Days = (&'static str, &'static str);
        let rows: &[(&str, Result<Days, IsoDateError>)] = &[
            ("2022", Ok(("2022-01-01", "2022-12-31"))),
            ("2024-02", Ok(("2024-02-01", "2024-02-29"))),
            ("2022-03-01", Ok(("2022-03-01", "2022-03-01"))),
            ("2022-13", Err(IsoDateError::Calendar)),
            ("2023-02-29", Err(IsoDateError::Calendar)),
            ("0000", Err(IsoDateError::Calendar)),
            ("22", Err(IsoDateError::Form)),
            ("2022-", Err(IsoDateError::Form)),
            ("2022-03-01-01", Err(IsoDateError::Form)),
            ("+022", Err(IsoDateError::Form)),
            ("", Err(IsoDateError::Form)),
        ];
        for &(text, ref expected) in rows {
            let read = text.parse::<PartialDate>();
            let days = read.map(|date| (date.first().to_string(), date.last().to_string()));
            let expected = expected.map(|(first, last)| (first.to_owned(), last.to_owned()));
            assert_eq!(days, expected, "{text}");
            if let Ok(date) = read {
                assert_eq!(date.to_string(), text);
            }
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        let days = |text: &str| text.parse::<PartialDate>().map(PartialDate::days);
        assert_eq!(days("1970"), Ok((0, 364)));
        assert_eq!(days("1969-12-31"), Ok((-1, -1)));
        assert_eq!(days("9999-12-31"), Ok((2_932_896, 2_932_896)));
    }
}
