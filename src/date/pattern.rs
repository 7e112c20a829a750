//! Date patterns, and a matcher for them.

use jiff::civil;

use super::calendar_names;
use super::{DateParseError, PartialDate};

/// Patterns of dates with day precision.
///
/// - `Y`, `M` and `D` match a year, a month and a day with a fixed number of digits. `m` and `d` match one or two
///   digits.
/// - `y` matches a year without its century. `B` matches the name of a month. `a` and `b` match a day and a month in
///   either order.
/// - A comma is optional, a space matches any white space, and `~` matches a small word such as "of".
/// - All other characters match themselves.
#[rustfmt::skip]
pub const DAYS: &[&str] = &[
    "Y-m-d", "Y/m/d", "Y.m.d", "d B, Y", "d ~ B, Y", "d. B Y", "d ~ B ~ Y", "d B ~ Y", "d-B-Y", "d-B-y", "B d, Y",
    "a/b/Y", "a.b.Y", "a-b-Y", "a/b/y", "a.b.y", "a. b. Y", "Y年m月d日", "Y年 m月 d日", "Y년 m월 d일", "Y. m. d", "Y. B d", "Y B d",
];

/// Patterns of a month with its year.
pub const MONTHS: &[&str] = &["B, Y", "B-Y", "B ~ Y"];

/// Patterns that are tried only on a value that is expected to be a date.
pub const BARE: &[&str] = &["YMD", "Y-M", "Y/M", "m/Y", "Y"];

/// Small words between the parts of a date, as in "3rd of May" and "3 de mayo de 2024".
const LINKS: &[&str] = &["of", "del", "de", "di"];

/// The year in which the first newspaper was printed.
const EARLIEST_YEAR: i16 = 1605;

/// The parts of a date that a pattern has matched.
#[derive(Default)]
pub struct DateParts {
    year: Option<i16>,
    short_year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// The day and the month in written order, if it is not known which is which.
    either: Option<(i8, i8)>,
}

impl DateParts {
    /// Returns the certain part of the date, or an error if the date does not exist or is not plausible.
    pub fn to_date(&self, today: civil::Date) -> Result<PartialDate, DateParseError> {
        let year = self.year(today).ok_or(DateParseError::Form)?;
        let date = match (self.either, self.month, self.day) {
            (Some((a, b)), ..) => day_or_year(year, a, b),
            (None, Some(month), Some(day)) => PartialDate::day(year, month, day),
            (None, Some(month), None) => PartialDate::month(year, month),
            (None, None, _) => PartialDate::year(year),
        };
        plausible(date.ok_or(DateParseError::Calendar)?, today)
    }

    /// Returns the day and the month in written order, or `None` if it is known which is which.
    pub fn numbers(&self) -> Option<(i8, i8)> {
        self.either
    }

    /// Returns the year. A two-digit year is completed with its century.
    pub fn year(&self, today: civil::Date) -> Option<i16> {
        let short = self.short_year.map(|year| with_century(year, today));
        self.year.or(short)
    }

    fn set(&mut self, letter: char, number: i16) {
        // Months and days have at most two digits, so they fit into an `i8`.
        let small = number as i8;
        match letter {
            'Y' => self.year = Some(number),
            'y' => self.short_year = Some(number),
            'M' | 'm' | 'B' => self.month = Some(small),
            'D' | 'd' => self.day = Some(small),
            'a' => self.either = Some((small, 0)),
            _ => self.either = self.either.map(|(first, _)| (first, small)),
        }
    }
}

/// Returns the day if both numbers are equal or only one order is possible. If both orders are possible, returns only
/// the year. Returns `None` if neither order gives a day that exists.
fn day_or_year(year: i16, a: i8, b: i8) -> Option<PartialDate> {
    if a == b || b > 12 {
        PartialDate::day(year, a, b)
    } else if a > 12 {
        PartialDate::day(year, b, a)
    } else {
        let possible =
            PartialDate::day(year, a, b).is_some() || PartialDate::day(year, b, a).is_some();
        PartialDate::year(year).filter(|_| possible)
    }
}

/// Returns the latest year that ends with these two digits and is not in the future.
fn with_century(year: i16, today: civil::Date) -> i16 {
    let this_century = today.year() / 100 * 100 + year;
    if this_century > today.year() {
        this_century - 100
    } else {
        this_century
    }
}

/// Matches a pattern at the start of `text`. Returns the parts of the date and the rest of `text`, or `None` if the
/// pattern does not match.
pub fn match_pattern<'t>(pattern: &str, text: &'t str) -> Option<(DateParts, &'t str)> {
    let mut parts = DateParts::default();
    let mut rest = text;
    for letter in pattern.chars() {
        let number = match letter {
            'Y' => digits(rest, 4, 4),
            'M' | 'D' | 'y' => digits(rest, 2, 2),
            'd' => digits(rest, 1, 2).map(|(day, rest)| (day, after_ordinal(rest))),
            'm' | 'a' | 'b' => digits(rest, 1, 2),
            'B' => calendar_names::month_prefix(rest),
            _ => {
                rest = literal(letter, rest)?;
                continue;
            }
        };
        let (number, after) = number?;
        parts.set(letter, number);
        rest = after;
    }
    Some((parts, rest))
}

/// Matches the start of `text` against a pattern character that captures no value. Returns the rest of `text`, or
/// `None` if the character does not match.
fn literal(letter: char, text: &str) -> Option<&str> {
    match letter {
        ',' => Some(text.strip_prefix(',').unwrap_or(text)),
        '~' => LINKS.iter().find_map(|link| text.strip_prefix(link)),
        ' ' => Some(text.trim_start()).filter(|rest| rest.len() < text.len()),
        _ => text.strip_prefix(letter),
    }
}

/// Parses a number of at least `min` and at most `max` digits at the start of `text`. Returns the number and the rest
/// of `text`, or `None` if there are too few digits.
pub fn digits(text: &str, min: usize, max: usize) -> Option<(i16, &str)> {
    let count = text
        .bytes()
        .take(max)
        .take_while(u8::is_ascii_digit)
        .count();
    let (number, rest) = text.split_at(count);
    (count >= min).then_some((number.parse().ok()?, rest))
}

fn after_ordinal(text: &str) -> &str {
    let suffixes = ["st", "nd", "rd", "th"];
    let suffix = suffixes.iter().find_map(|suffix| text.strip_prefix(suffix));
    suffix.unwrap_or(text)
}

/// Returns whether a date can end directly before `rest`. It cannot if `rest` continues a word or a longer number.
pub fn can_end_before(rest: &str) -> bool {
    let mut next = rest.chars();
    let (first, second) = (next.next(), next.next());
    let digit_follows = second.is_some_and(|c| c.is_ascii_digit());
    match first {
        Some('T' | '-' | '/' | '.') if digit_follows => first == Some('T'),
        Some(first) => !first.is_alphanumeric(),
        None => true,
    }
}

/// Returns `date`, or an error if it is after tomorrow or before the first newspaper.
pub fn plausible(date: PartialDate, today: civil::Date) -> Result<PartialDate, DateParseError> {
    let tomorrow = today.tomorrow().unwrap_or(today);
    if date.first() > tomorrow {
        Err(DateParseError::Future)
    } else if date.first().year() < EARLIEST_YEAR {
        Err(DateParseError::TooEarly)
    } else {
        Ok(date)
    }
}
