//! The valid times of figures, and calendar periods.

use jiff::civil::{Date, Weekday};

use super::Figures;
use super::doc_columns::Days;
use crate::date::{PartialDate, day_number, day_of, month_of};
use crate::error::Result;

/// The time at which a figure was true: the time given by its time expression, or else the date of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValidTime {
    /// The first and the last day.
    pub days: Days,
    /// Whether the time comes from the figure's time expression.
    pub stated: bool,
}

/// A calendar period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Period {
    /// All periods, the shortest first.
    pub const ALL: &[Self] = &[Self::Day, Self::Week, Self::Month, Self::Year];

    /// Returns the period that contains all of `days`, or `days` unchanged if no single period contains them.
    pub fn around(self, days: Days) -> Days {
        match (
            day_of(days.0).and_then(|day| self.containing(day)),
            day_of(days.1).and_then(|day| self.containing(day)),
        ) {
            (Some(first), Some(last)) if first == last => first,
            _ => days,
        }
    }

    fn containing(self, day: Date) -> Option<Days> {
        let (first, last) = match self {
            Self::Day => (day, day),
            Self::Week => {
                // Searches backwards from the next day, because `nth_weekday` excludes the day on which it is called.
                let monday = day.tomorrow().ok()?.nth_weekday(-1, Weekday::Monday).ok()?;
                (monday, monday.checked_add(jiff::Span::new().days(6)).ok()?)
            }
            Self::Month => (day.first_of_month(), day.last_of_month()),
            Self::Year => (day.first_of_year(), day.last_of_year()),
        };
        Some((day_number(first), day_number(last)))
    }
}

/// Formats days for display: as `2022`, `2022-03` or `2022-03-01` if possible, or else as the first and the last day.
pub fn format_days((first, last): Days) -> String {
    let (Some(from), Some(to)) = (day_of(first), day_of(last)) else {
        return "beyond the calendar".to_owned();
    };
    let year = PartialDate::year(from.year()).filter(|year| year.days() == (first, last));
    if first == last {
        from.to_string()
    } else if let Some(year) = year {
        year.to_string()
    } else if from == from.first_of_month() && to == from.last_of_month() {
        month_of(first).unwrap_or_default()
    } else {
        format!("{from}..{to}")
    }
}

impl Figures<'_> {
    /// Returns the valid time of each figure, or `None` if neither its time expression nor its article gives a date.
    pub(super) fn valid_times(&self) -> Result<Vec<Option<ValidTime>>> {
        let (as_of, published) = (self.columns.as_of()?, self.columns.published()?);
        let when = as_of.into_iter().zip(published).map(|(as_of, published)| {
            let by_article = published.map(|days| ValidTime {
                days,
                stated: false,
            });
            match (as_of, published) {
                // A time that begins before the article's date and ends on that date comes from a count "since" some
                // day. Such a count is valid on the article's date.
                (Some((first, last)), Some(told)) if first < told.0 && last == told.1 => by_article,
                (Some(days), _) => Some(ValidTime { days, stated: true }),
                (None, _) => by_article,
            }
        });
        Ok(when.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_follow_the_calendar() {
        let rows = [
            ("2022-03-02", Period::Day, "2022-03-02"),
            ("2022-03-02", Period::Week, "2022-02-28..2022-03-06"),
            ("2022-02-28", Period::Week, "2022-02-28..2022-03-06"),
            ("2022-03-06", Period::Week, "2022-02-28..2022-03-06"),
            ("2022-03-02", Period::Month, "2022-03"),
            ("2022-03-02", Period::Year, "2022"),
            ("2022-03", Period::Day, "2022-03"),
            ("2022-03", Period::Week, "2022-03"),
            ("2022", Period::Month, "2022"),
            ("9999-12-31", Period::Year, "9999"),
        ];
        for (date, period, expected) in rows {
            let days = date.parse::<PartialDate>().map(PartialDate::days);
            let around = days.map(|days| format_days(period.around(days)));
            assert_eq!(around.as_deref(), Ok(expected), "{date} {period:?}");
        }
    }
}
