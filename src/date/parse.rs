//! Dates as they are written, read to what is certain.
//!
//! The written day is kept, whatever the time and the zone beside it. Where day and month cannot be told apart
//! (03/04/2024) only the year is certain, until `order` is told what the site's other dates are like. Dates after tomorrow and before there were newspapers are not believed.

use jiff::{Timestamp, civil, tz::TimeZone};
use serde_json::Value;

use super::day_month_order::DayOrder;
use super::month_names;
use crate::article::model::record::Undated;
use crate::date::PartialDate;

/// How dates are written. A capital letter is a fixed number of digits, a small one or two; `B` is a month's name, `a`
/// and `b` are a day and a month in unknown order, `y` a year without its century, a comma may be missing, a space is
/// any white space, `~` a small word like "of", and all else stands for itself.
#[rustfmt::skip]
const DAYS: &[&str] = &[
    "Y-m-d", "Y/m/d", "Y.m.d", "d B, Y", "d ~ B, Y", "d. B Y", "d ~ B ~ Y", "d B ~ Y", "d-B-Y", "d-B-y", "B d, Y",
    "a/b/Y", "a.b.Y", "a-b-Y", "a/b/y", "a.b.y", "a. b. Y", "Y年m月d日", "Y年 m月 d日", "Y년 m월 d일", "Y. m. d", "Y. B d", "Y B d",
];

/// A month with its year, in a text.
const MONTHS: &[&str] = &["B, Y", "B-Y", "B ~ Y"];

/// Forms that are dates only where a date is expected.
const BARE: &[&str] = &["YMD", "Y-M", "Y/M", "m/Y", "Y"];

/// What stands between the parts of a date: 3rd of May, 3 de mayo de 2024.
const LINKS: &[&str] = &["of", "del", "de", "di"];

/// The first newspaper was printed in 1605.
const EARLIEST: i16 = 1605;

/// 1990-01-01 in seconds since 1970; smaller numbers are more likely something else than a time.
const EARLIEST_SECOND: i64 = 631_152_000;

/// The date that a field's value is, or why it is none.
pub fn field(value: &Value, today: civil::Date) -> Result<PartialDate, Undated> {
    match value {
        Value::String(text) => read(text, today),
        Value::Number(number) => {
            let written = read(&number.to_string(), today);
            written.or_else(|why| since_1970(number.as_f64(), today).ok_or(why))
        }
        _ => Err(Undated::Form),
    }
}

/// The date that the whole of a text is; a time may follow.
pub fn read(text: &str, today: civil::Date) -> Result<PartialDate, Undated> {
    let text = without_weekday(text.trim());
    for form in [DAYS, MONTHS, BARE].into_iter().flatten() {
        let Some((slots, rest)) = matched(form, text) else {
            continue;
        };
        let with_day = form.contains(['d', 'D', 'a']);
        if ends(rest) && (with_day || rest.is_empty()) {
            return slots.date(today).and_then(|date| believed(date, today));
        }
    }
    Err(Undated::Form)
}

/// A date of which two numbers are the day and the month.
pub struct TwoNumbers {
    /// What stands between them.
    pub mark: char,
    pub first: i8,
    pub second: i8,
    /// As much of the date as is certain.
    pub certain: PartialDate,
    year: i16,
}

impl TwoNumbers {
    /// The date with its numbers in an order; none where there is no such day, or it is not believed.
    pub fn in_order(&self, order: DayOrder, today: civil::Date) -> Option<PartialDate> {
        let (day, month) = match order {
            DayOrder::DayFirst => (self.first, self.second),
            DayOrder::MonthFirst => (self.second, self.first),
        };
        let date = PartialDate::day(self.year, month, day)?;
        believed(date, today).ok()
    }
}

/// The first date among some words of which two numbers are the day and the month.
pub fn two_numbers(words: &str, today: civil::Date) -> Option<TwoNumbers> {
    let starts = words.char_indices().map(|(at, _)| at);
    let mut starts = starts.filter(|at| !words[..*at].ends_with(char::is_alphanumeric));
    starts.find_map(|at| {
        let forms = DAYS.iter().filter(|form| form.contains('a'));
        let mut read = forms.filter_map(|form| Some((form, matched(form, &words[at..])?)));
        let (form, (slots, _)) = read.find(|(_, (_, rest))| ends(rest))?;
        let (first, second) = slots.either?;
        let date = slots.date(today).and_then(|date| believed(date, today));
        Some(TwoNumbers {
            mark: form.chars().nth(1)?,
            first,
            second,
            certain: date.ok()?,
            year: slots.year(today)?,
        })
    })
}

/// The date that a text begins with, a weekday before it, and its words.
pub fn at_start(text: &str, today: civil::Date) -> Option<(PartialDate, &str)> {
    let bare = without_weekday(text);
    let (date, words) = [DAYS, MONTHS]
        .iter()
        .find_map(|forms| in_forms(forms, bare, today))?;
    let end = text.len() - bare.len() + words.len();
    Some((date, &text[..end])).filter(|_| ends(&text[end..]))
}

/// The date in the first of some forms that a text begins with, and its words.
pub fn in_forms<'t>(
    forms: &[&str],
    text: &'t str,
    today: civil::Date,
) -> Option<(PartialDate, &'t str)> {
    // Every form begins with digits or with the name of a month.
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let mut forms = forms.iter().filter(|form| form.starts_with('B') != digits);
    forms.find_map(|form| {
        let (slots, rest) = matched(form, text)?;
        let date = slots.date(today).and_then(|date| believed(date, today));
        Some((date.ok()?, &text[..text.len() - rest.len()]))
    })
}

/// The first date anywhere in a short text that is known to the day, else the first one, with its words.
pub fn first(text: &str, today: civil::Date) -> Option<(PartialDate, &str)> {
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
    let exact = found.iter().find(|(date, _)| date.exact().is_some());
    exact.or(found.first()).copied()
}

/// What follows the time of day that a text begins with; the text itself where there is none.
pub fn after_time(text: &str) -> &str {
    time(text).unwrap_or(text)
}

fn time(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', ',', '\u{a0}']);
    let rest = rest
        .strip_prefix("at ")
        .or(rest.strip_prefix('T'))
        .unwrap_or(rest);
    let (_, rest) = digits(rest, 1, 2)?;
    let minutes = rest
        .strip_prefix([':', '.', 'h'])
        .and_then(|rest| digits(rest, 2, 2));
    let after_clock = minutes.map_or(rest, |(_, rest)| after_seconds(rest));
    let half = half_of_day(after_clock);
    (minutes.is_some() || half.is_some()).then(|| after_zone(half.unwrap_or(after_clock)))
}

fn after_seconds(text: &str) -> &str {
    let seconds = text.strip_prefix(':').and_then(|rest| digits(rest, 2, 2));
    let Some((_, rest)) = seconds else {
        return text;
    };
    let fraction = rest
        .strip_prefix('.')
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    fraction.unwrap_or(rest)
}

fn half_of_day(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    let halves = ["a.m.", "p.m.", "am", "pm"];
    let half = halves.iter().find(|half| starts_with(rest, half))?;
    Some(&rest[half.len()..])
}

/// What follows a zone: `Z`, `+03:00`, `GMT`, `(ET)`.
fn after_zone(text: &str) -> &str {
    let rest = text.trim_start().trim_start_matches('(');
    let named = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let shift = named.strip_prefix(['+', '-']);
    let shifted =
        shift.map(|shift| shift.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'));
    let is_zone = (1..=5).contains(&(rest.len() - named.len()))
        || shifted.map(str::len) < shift.map(str::len);
    let end = shifted.unwrap_or(named);
    let end = end.strip_prefix(')').unwrap_or(end);
    let whole = end
        .chars()
        .next()
        .is_none_or(|next| !next.is_alphanumeric());
    if is_zone && whole { end } else { text }
}

/// The parts of a date as they are written.
#[derive(Default)]
struct Slots {
    year: Option<i16>,
    short_year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    either: Option<(i8, i8)>,
}

impl Slots {
    /// As much of the date as is certain.
    fn date(&self, today: civil::Date) -> Result<PartialDate, Undated> {
        let year = self.year(today).ok_or(Undated::Form)?;
        let date = match (self.either, self.month, self.day) {
            (Some((a, b)), ..) => told_apart(year, a, b),
            (None, Some(month), Some(day)) => PartialDate::day(year, month, day),
            (None, Some(month), None) => PartialDate::month(year, month),
            (None, None, _) => PartialDate::year(year),
        };
        date.ok_or(Undated::Calendar)
    }

    fn year(&self, today: civil::Date) -> Option<i16> {
        let short = self.short_year.map(|year| with_century(year, today));
        self.year.or(short)
    }

    fn set(&mut self, letter: char, number: i16) {
        // Two digits at most, so they fit.
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

/// Day and month where one of two numbers can only be the one, else the year.
fn told_apart(year: i16, a: i8, b: i8) -> Option<PartialDate> {
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

/// The year of two digits that is not in the future.
fn with_century(year: i16, today: civil::Date) -> i16 {
    let this_century = today.year() / 100 * 100 + year;
    if this_century > today.year() {
        this_century - 100
    } else {
        this_century
    }
}

/// The parts of a date in this form at the start of a text, and what follows.
fn matched<'t>(form: &str, text: &'t str) -> Option<(Slots, &'t str)> {
    let mut slots = Slots::default();
    let mut rest = text;
    for letter in form.chars() {
        let slot = match letter {
            'Y' => digits(rest, 4, 4),
            'M' | 'D' | 'y' => digits(rest, 2, 2),
            'd' => digits(rest, 1, 2).map(|(day, rest)| (day, after_ordinal(rest))),
            'm' | 'a' | 'b' => digits(rest, 1, 2),
            'B' => month(rest),
            _ => {
                rest = between(letter, rest)?;
                continue;
            }
        };
        let (number, after) = slot?;
        slots.set(letter, number);
        rest = after;
    }
    Some((slots, rest))
}

/// What follows the letter of a form that is no part of the date.
fn between(letter: char, text: &str) -> Option<&str> {
    match letter {
        ',' => Some(text.strip_prefix(',').unwrap_or(text)),
        '~' => LINKS.iter().find_map(|link| text.strip_prefix(link)),
        ' ' => Some(text.trim_start()).filter(|rest| rest.len() < text.len()),
        _ => text.strip_prefix(letter),
    }
}

/// The number that a text begins with, of at least `min` digits and read to no more than `max`.
fn digits(text: &str, min: usize, max: usize) -> Option<(i16, &str)> {
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

/// The month whose name a text begins with; the name's short form may end in a full stop.
fn month(text: &str) -> Option<(i16, &str)> {
    let (name, rest) = word(text);
    let month = month_names::month(name)?;
    Some((month, rest.strip_prefix('.').unwrap_or(rest)))
}

fn without_weekday(text: &str) -> &str {
    let (name, rest) = word(text);
    if month_names::is_weekday(name) {
        rest.trim_start_matches(['.', ',', ' '])
    } else {
        text
    }
}

fn word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_alphabetic());
    text.split_at(end.unwrap_or(text.len()))
}

/// Whether a date can end here: not in the middle of a word or of a longer number.
fn ends(rest: &str) -> bool {
    let mut next = rest.chars();
    let (first, second) = (next.next(), next.next());
    let digit_follows = second.is_some_and(|c| c.is_ascii_digit());
    match first {
        Some('T' | '-' | '/' | '.') if digit_follows => first == Some('T'),
        Some(first) => !first.is_alphanumeric(),
        None => true,
    }
}

fn believed(date: PartialDate, today: civil::Date) -> Result<PartialDate, Undated> {
    let tomorrow = today.tomorrow().unwrap_or(today);
    if date.first() > tomorrow {
        Err(Undated::Future)
    } else if date.first().year() < EARLIEST {
        Err(Undated::TooEarly)
    } else {
        Ok(date)
    }
}

/// The day, in UTC, of a number of seconds or milliseconds since 1970.
fn since_1970(number: Option<f64>, today: civil::Date) -> Option<PartialDate> {
    let seconds = number? as i64;
    let day = |seconds: i64| {
        let time = Timestamp::from_second(seconds).ok()?;
        let date = PartialDate::from(time.to_zoned(TimeZone::UTC).date());
        believed(date, today)
            .ok()
            .filter(|_| seconds >= EARLIEST_SECOND)
    };
    day(seconds).or_else(|| day(seconds / 1000))
}

/// Whether `text` begins with `start`, in any case.
pub fn starts_with(text: &str, start: &str) -> bool {
    let head = text.get(..start.len());
    head.is_some_and(|head| {
        head.eq_ignore_ascii_case(start) || (!head.is_ascii() && head.to_lowercase() == start)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    #[test]
    fn fields_hold_dates_in_many_forms() {
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
            let date = read(text, TODAY).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        let rows = [
            ("None given", Undated::Form),
            ("yesterday", Undated::Form),
            ("5 March", Undated::Form),
            ("2024 was hot", Undated::Form),
            ("2022-03-012", Undated::Form),
            ("12", Undated::Form),
            ("2023-02-29", Undated::Calendar),
            ("2024-13", Undated::Calendar),
            ("31 June 2024", Undated::Calendar),
            ("30/30/2024", Undated::Calendar),
            ("2026-06-03", Undated::Future),
            ("2050-01-01T00:00:00Z", Undated::Future),
            ("0001-01-01", Undated::TooEarly),
            ("1492", Undated::TooEarly),
        ];
        for (text, why) in rows {
            assert_eq!(read(text, TODAY), Err(why), "{text}");
        }
    }

    #[test]
    fn numbers_are_years_days_or_seconds() {
        let rows = [
            (serde_json::json!(2024), Ok("2024")),
            (serde_json::json!(20_240_312), Ok("2024-03-12")),
            (serde_json::json!(1_710_201_600), Ok("2024-03-12")),
            (serde_json::json!(1_710_201_600.5), Ok("2024-03-12")),
            (serde_json::json!(1_710_201_600_000_i64), Ok("2024-03-12")),
            (serde_json::json!(0), Err(Undated::Form)),
            (serde_json::json!(-5), Err(Undated::Form)),
            (serde_json::json!(1e300), Err(Undated::Form)),
        ];
        for (value, expected) in rows {
            let date = field(&value, TODAY).map(|date| date.to_string());
            assert_eq!(date, expected.map(str::to_owned), "{value}");
        }
    }

    #[test]
    fn times_are_passed_over() {
        let rows = [
            (", 7:45 a.m. ET: more", ": more"),
            (" at 10:02", ""),
            ("T08:30:00+03:00", ""),
            (" 10.02am GMT | more", " | more"),
            (", 6:12 pm", ""),
            (" 5pm (EST) more", " more"),
            (" 12:30 UTC+3", ""),
            (", 400 people", ", 400 people"),
            (" 9 people", " 9 people"),
            (" at noon", " at noon"),
        ];
        for (text, rest) in rows {
            assert_eq!(after_time(text), rest, "{text}");
        }
    }

    proptest! {
        #[test]
        fn words_are_a_prefix_and_nothing_panics(text in "[0-9]{0,4}[-/. ]?(\\PC{0,6}|Mar|May) ?\\PC{0,9}") {
            if let Some((_, words)) = at_start(&text, TODAY) {
                prop_assert!(text.starts_with(words));
            }
            prop_assert!(text.ends_with(after_time(&text)));
            let _ = read(&text, TODAY);
        }
    }
}
