//! The order of day and month in a date of numbers, 03/04/2024.
//!
//! One date rarely shows which of them is the day. Dates that can be read in one way only, 13/04/2024, show how a site
//! writes its dates, and so how to read its others.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::PartialDate;
use super::pattern::{self, DAYS, can_end_before, match_pattern};

/// Which of the two numbers comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// 13/04/2024
    DayFirst,
    /// 04/13/2024
    MonthFirst,
}

/// What the words of a date show about the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderClue {
    /// The character between the numbers. A site may write dates in several forms, each in its order.
    pub separator: char,
    /// The order; none if the numbers allow for both.
    pub order: Option<DayOrder>,
}

/// A date with its day and its month as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumericDate {
    /// The character between the numbers.
    pub separator: char,
    /// As much of the date as is certain without the order.
    pub certain: PartialDate,
    first: i8,
    second: i8,
    year: i16,
}

impl NumericDate {
    /// The first date of two numbers and a year in a text.
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

    /// The date with its numbers in an order; none if there is no such day, or if it is not plausible.
    pub fn in_order(&self, order: DayOrder, today: civil::Date) -> Option<PartialDate> {
        let (day, month) = match order {
            DayOrder::DayFirst => (self.first, self.second),
            DayOrder::MonthFirst => (self.second, self.first),
        };
        let date = PartialDate::day(self.year, month, day)?;
        pattern::plausible(date, today).ok()
    }

    /// What the numbers show about the order; none if they are the same.
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
