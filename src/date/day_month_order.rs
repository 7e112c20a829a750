//! The order of day and month in numeric dates such as 03/04/2024.
//!
//! A single date often does not show which number is the day. Dates with only one possible reading, such as 13/04/2024,
//! reveal the order that a site uses, and therefore how to read its other dates.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::PartialDate;
use super::pattern::{self, DAYS, can_end_before, match_pattern};

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// 13/04/2024
    DayFirst,
    /// 04/13/2024
    MonthFirst,
}

/// Evidence from one numeric date about the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderClue {
    /// The character between the numbers. A site may use several separators, each with its own order.
    pub separator: char,
    /// The order, or `None` if both orders are possible.
    pub order: Option<DayOrder>,
}

/// A date whose day and month are both numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumericDate {
    /// The character between the numbers.
    pub separator: char,
    /// The part of the date that is certain even if the order is unknown.
    pub certain: PartialDate,
    first: i8,
    second: i8,
    year: i16,
}

impl NumericDate {
    /// Returns the first numeric date in `text`.
    pub fn find(text: &str, today: civil::Date) -> Option<Self> {
        let starts = text.char_indices().map(|(at, _)| at);
        let mut starts = starts.filter(|at| !text[..*at].ends_with(char::is_alphanumeric));
        starts.find_map(|at| {
            let patterns = DAYS.iter().filter(|pattern| pattern.contains('a'));
            let mut matches = patterns
                .filter_map(|pattern| Some((pattern, match_pattern(pattern, &text[at..])?)));
            let (pattern, (parts, _)) = matches.find(|(_, (_, rest))| can_end_before(rest))?;
            let (first, second) = parts.numbers()?;
            Some(Self {
                separator: pattern.chars().nth(1)?,
                certain: parts.to_date(today).ok()?,
                first,
                second,
                year: parts.year(today)?,
            })
        })
    }

    /// Interprets the numbers in `order`. Returns `None` if the resulting date does not exist or is implausible.
    pub fn in_order(&self, order: DayOrder, today: civil::Date) -> Option<PartialDate> {
        let (day, month) = match order {
            DayOrder::DayFirst => (self.first, self.second),
            DayOrder::MonthFirst => (self.second, self.first),
        };
        let date = PartialDate::day(self.year, month, day)?;
        pattern::plausible(date, today).ok()
    }

    /// Returns the evidence about the order, or `None` if both numbers are equal.
    pub fn clue(&self) -> Option<OrderClue> {
        let order = match (self.first > 12, self.second > 12) {
            (true, false) => Some(DayOrder::DayFirst),
            (false, true) => Some(DayOrder::MonthFirst),
            _ => None,
        };
        (self.first != self.second).then_some(OrderClue {
            separator: self.separator,
            order,
        })
    }
}
