//! Parses dates and date ranges: `2022-03`, `2022..2023-06`, `>=2022`, `7d`, `today`.

use jiff::Span as Duration;

use super::error::{Fault, quoted};
use super::range::{QuerySlice, RangeBound, Shape, shape};
use crate::date::{IsoDateError, PartialDate, Today};
use crate::query::model::DateRange;

const HOW: &str = "use a date such as 2022, 2022-03 or 2022-03-01, a range such as 2022-03..2022-06, or 7d for the last 7 days";
/// The hint for fields that take one date.
const HOW_ONE: &str = "use a date such as 2022, 2022-03 or 2022-03-01";

/// The days that a field such as `after:` selects, relative to the date in its value.
#[derive(Clone, Copy, Debug)]
pub(super) enum DateSide {
    /// From the first day of the date onwards.
    From,
    /// Up to the day before the date.
    Before,
    /// Up to the last day of the date.
    Until,
}

/// Parses a value as a date range.
pub(super) fn range(value: QuerySlice<'_>, today: Today) -> Result<DateRange, Fault> {
    match shape(value) {
        Shape::Any => Ok(DateRange {
            from: None,
            to: None,
        }),
        Shape::One(part) => {
            let date = date(part, today, HOW)?;
            let to = if ago(part.text).is_some() {
                today.date().into()
            } else {
                date
            };
            Ok(DateRange {
                from: Some(date),
                to: Some(to),
            })
        }
        Shape::Between(None, None) => Err(no_date(value, HOW)),
        Shape::Between(low, high) => between(value, low, high, today),
    }
}

/// Parses a value as a single date, and returns the days on the given side of it.
pub(super) fn side(
    value: QuerySlice<'_>,
    side: DateSide,
    today: Today,
) -> Result<DateRange, Fault> {
    let Shape::One(part) = shape(value) else {
        let fault = Fault::new(value.span(), "expected one date, not a range");
        return Err(fault.help("for a range of dates, write, for example, date:2022-03..2022-06"));
    };
    let date = date(part, today, HOW_ONE)?;
    let (from, to) = match side {
        DateSide::From => (Some(date), None),
        DateSide::Before => (None, Some(day_before(date, part)?)),
        DateSide::Until => (None, Some(date)),
    };
    Ok(DateRange { from, to })
}

fn between(
    whole: QuerySlice<'_>,
    low: Option<RangeBound<'_>>,
    high: Option<RangeBound<'_>>,
    today: Today,
) -> Result<DateRange, Fault> {
    let from = low
        .map(|(part, within)| {
            let date = date(part, today, HOW)?;
            if within {
                Ok(date)
            } else {
                day_after(date, part)
            }
        })
        .transpose()?;
    let to = high
        .map(|(part, within)| {
            let date = date(part, today, HOW)?;
            if within {
                Ok(date)
            } else {
                day_before(date, part)
            }
        })
        .transpose()?;
    match (low, high, from, to) {
        (Some((low, _)), Some((high, _)), Some(from), Some(to)) if from.first() > to.last() => {
            Err(empty(whole, low, high, today)?)
        }
        _ => Ok(DateRange { from, to }),
    }
}

/// Returns the error for a date range that contains no day.
fn empty(
    whole: QuerySlice<'_>,
    low: QuerySlice<'_>,
    high: QuerySlice<'_>,
    today: Today,
) -> Result<Fault, Fault> {
    if date(low, today, HOW)?.first() > date(high, today, HOW)?.last() {
        let fault = Fault::new(whole.span(), "the range ends before it starts");
        return Ok(fault.help(format!("did you mean `{}..{}`?", high.text, low.text)));
    }
    let fault = Fault::new(
        whole.span(),
        "the range contains no day, because braces exclude both ends",
    );
    Ok(fault.help(format!("did you mean `{}..{}`?", low.text, high.text)))
}

fn day_before(date: PartialDate, part: QuerySlice<'_>) -> Result<PartialDate, Fault> {
    let day = date.first().yesterday().ok().map(PartialDate::from);
    day.filter(|day| day.first().year() >= 1).ok_or_else(|| {
        Fault::new(
            part.span(),
            "no date is before the year 0001, the earliest that `search` supports",
        )
    })
}

fn day_after(date: PartialDate, part: QuerySlice<'_>) -> Result<PartialDate, Fault> {
    let day = date.last().tomorrow().ok().map(PartialDate::from);
    day.ok_or_else(|| {
        Fault::new(
            part.span(),
            "no date is after the year 9999, the latest that `search` supports",
        )
    })
}

fn out_of_calendar(part: QuerySlice<'_>) -> Fault {
    Fault::new(part.span(), "the date is outside the years 0001 to 9999")
}

/// Parses a single date, either written out or relative to `today`. `how` is the hint if the date is invalid.
fn date(part: QuerySlice<'_>, today: Today, how: &str) -> Result<PartialDate, Fault> {
    match part.text.to_lowercase().as_str() {
        "today" => return Ok(today.date().into()),
        "yesterday" => {
            return today
                .date()
                .yesterday()
                .map(PartialDate::from)
                .map_err(|_| out_of_calendar(part));
        }
        _ => {}
    }
    if let Some((number, unit)) = ago(part.text) {
        return day_ago(today, number, unit).ok_or_else(|| out_of_calendar(part));
    }
    part.text.parse().map_err(|error| match error {
        IsoDateError::Form => no_date(part, how),
        IsoDateError::Calendar => impossible(part, how),
    })
}

/// Splits strings such as `7d`, `2w`, `3m` and `1y` into count and unit. Returns `None` for other strings.
fn ago(text: &str) -> Option<(&str, u8)> {
    let number = text.strip_suffix(['d', 'w', 'm', 'y', 'D', 'W', 'M', 'Y'])?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| (number, text.as_bytes()[number.len()].to_ascii_lowercase()))
}

/// Returns the day `number` units before `today`, or `None` if it is outside the calendar.
fn day_ago(today: Today, number: &str, unit: u8) -> Option<PartialDate> {
    let count = number.parse::<i64>().ok()?;
    let duration = match unit {
        b'd' => Duration::new().try_days(count),
        b'w' => Duration::new().try_weeks(count),
        b'm' => Duration::new().try_months(count),
        _ => Duration::new().try_years(count),
    };
    let day = today.date().checked_sub(duration.ok()?).ok()?;
    (day.year() >= 1).then(|| day.into())
}

fn no_date(part: QuerySlice<'_>, how: &str) -> Fault {
    let message = match part.text {
        "" => "missing date".to_owned(),
        text => format!("{} is not a date", quoted(text)),
    };
    let fault = Fault::new(part.span(), message);
    let numbers: Vec<&str> = part.text.split(['/', '.', '-']).collect();
    match numbers[..] {
        [a, b, year] if is_year(year) && a.len() <= 2 && b.len() <= 2 => {
            let readings =
                [(b, a), (a, b)].map(|(month, day)| format!("{year}-{month:0>2}-{day:0>2}"));
            let possible = readings
                .iter()
                .filter(|text| text.parse::<PartialDate>().is_ok());
            let mut possible: Vec<_> = possible.map(|text| format!("`{text}`")).collect();
            possible.dedup();
            let possible = possible.join(" or ");
            let help = if possible.is_empty() {
                how.to_owned()
            } else {
                format!("write the year first: {possible}")
            };
            fault.help(help)
        }
        _ => fault.did_you_mean(year_first(part.text), how),
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Parses dates such as `2022/03/01`, `2022.03.01` and `20220301`. Returns `None` for other strings.
fn year_first(text: &str) -> Option<PartialDate> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
            .parse()
            .ok();
    }
    text.replace(['/', '.'], "-").parse().ok()
}

/// Returns the error for a date that is not in the calendar.
fn impossible(part: QuerySlice<'_>, how: &str) -> Fault {
    let numbers: Vec<i16> = part
        .text
        .split('-')
        .filter_map(|n| n.parse().ok())
        .collect();
    let nearest = |year: i16, month: Option<i16>| match month {
        Some(month @ 1..=12) => PartialDate::month(year, month as i8),
        Some(month) => PartialDate::month(year, month.clamp(1, 12) as i8),
        None => PartialDate::year(year),
    };
    let (message, instead) = match numbers[..] {
        [0, ..] => ("no such year: years are 0001 to 9999", PartialDate::year(1)),
        [year, month, day] if (1..=12).contains(&month) => {
            let last = nearest(year, Some(month)).map(PartialDate::last);
            let first = nearest(year, Some(month)).map(PartialDate::first);
            let near = if day < 1 { first } else { last };
            ("no such day in that month", near.map(PartialDate::from))
        }
        [year, month, ..] => (
            "no such month: months are 01 to 12",
            nearest(year, Some(month)),
        ),
        _ => ("no such date in the calendar", None),
    };
    Fault::new(part.span(), message).did_you_mean(instead, how)
}
