//! The order of day and month where a date is written with two numbers, 03/04/2024.
//!
//! One date rarely says which of them is the day. Those that can be read in one way only, 13/04/2024, say how a site writes
//! its dates, and so how its others are to be read.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::parse;
use super::parse::TwoNumbers;
use crate::article::model::article::{Article, Basis, Found};
use crate::date::PartialDate;

/// Which of two numbers comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// 13/04/2024
    DayFirst,
    /// 04/13/2024
    MonthFirst,
}

/// What the words of a date say of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// What stands between the numbers. A site may write dates in several forms, each in its order.
    pub mark: char,
    /// The order; none where the numbers allow for both.
    pub order: Option<DayOrder>,
}

/// The dates of an article.
pub fn dates(article: &mut Article) -> [&mut Option<Found<PartialDate>>; 2] {
    [&mut article.published, &mut article.modified]
}

/// What a date says of the order of its numbers; none where it is not written so, or is the same in both.
pub fn said(date: &Found<PartialDate>, today: civil::Date) -> Option<Said> {
    let numbers = two_numbers(date, today)?;
    let order = match (numbers.first > 12, numbers.second > 12) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    };
    (numbers.first != numbers.second).then_some(Said {
        mark: numbers.mark,
        order,
    })
}

/// Reads a date again, with its numbers in `order`, or as far as it is certain where none is known.
pub fn read_again(date: &mut Found<PartialDate>, order: Option<DayOrder>, today: civil::Date) {
    let Some(numbers) = two_numbers(date, today) else {
        return;
    };
    let read = order.and_then(|order| numbers.in_order(order, today));
    (date.value, date.day_order) = match read {
        Some(value) => (value, order),
        None => (numbers.certain, None),
    };
}

/// The numbers that a date was read from, where they are what its words say.
fn two_numbers(date: &Found<PartialDate>, today: civil::Date) -> Option<TwoNumbers> {
    if matches!(date.basis, Basis::Url | Basis::FileName) {
        return None;
    }
    let numbers = parse::two_numbers(&date.words, today)?;
    let read = date.day_order.map_or(Some(numbers.certain), |order| {
        numbers.in_order(order, today)
    });
    (read == Some(date.value)).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    fn found(words: &str, value: &str, basis: Basis) -> Found<PartialDate> {
        Found {
            value: value.parse().expect("is a date"),
            basis,
            words: words.to_owned(),
            day_order: None,
        }
    }

    #[test]
    fn dates_of_two_numbers_say_their_order_or_leave_it_open() {
        use DayOrder::{DayFirst, MonthFirst};
        let rows = [
            ("13/04/2024", "2024-04-13", Some(('/', Some(DayFirst)))),
            (
                "04/13/2024 10:00",
                "2024-04-13",
                Some(('/', Some(MonthFirst))),
            ),
            ("Published: 03.04.2024", "2024", Some(('.', None))),
            ("Update 05.12.22", "2022", Some(('.', None))),
            ("04/04/2024", "2024-04-04", None),
            ("2024-04-03", "2024-04-03", None),
            ("3 April 2024", "2024-04-03", None),
            ("2024", "2024", None),
            // Read from other words than these numbers.
            ("1 May 2024, changed 03/04/2024", "2024-05-01", None),
        ];
        for (words, value, expected) in rows {
            let said = said(&found(words, value, Basis::Given), TODAY);
            assert_eq!(
                said.map(|said| (said.mark, said.order)),
                expected,
                "{words}"
            );
        }
        assert_eq!(said(&found("03/04/2024", "2024", Basis::Url), TODAY), None);
    }

    #[test]
    fn open_dates_are_read_in_the_order_that_is_told() {
        use DayOrder::{DayFirst, MonthFirst};
        let rows = [
            ("03/04/2024", "2024", Some(DayFirst), "2024-04-03"),
            ("03/04/2024", "2024", Some(MonthFirst), "2024-03-04"),
            ("03/04/2024", "2024", None, "2024"),
            (
                "Posted 05/12/22 at 10:00",
                "2022",
                Some(DayFirst),
                "2022-12-05",
            ),
            // In the one order there is no such day, or it has not come yet.
            ("02/11/2026", "2026", Some(DayFirst), "2026"),
            ("3 April 2024", "2024-04-03", Some(MonthFirst), "2024-04-03"),
        ];
        for (words, value, order, expected) in rows {
            let mut date = found(words, value, Basis::Text);
            read_again(&mut date, order, TODAY);
            assert_eq!(date.value.to_string(), expected, "{words} {order:?}");
            assert_eq!(
                date.day_order,
                order.filter(|_| expected != value),
                "{words} {order:?}"
            );
            // What was told may turn out to be otherwise.
            read_again(&mut date, None, TODAY);
            assert_eq!(date, found(words, value, Basis::Text), "{words}");
        }
    }

    proptest! {
        #[test]
        fn any_words_are_read_again_and_back(
            words in "\\PC{0,4}[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{2}){1,2}\\PC{0,4}",
            value in 1900_i16..2030,
        ) {
            let date = found(&words, &value.to_string(), Basis::Given);
            let mut again = date.clone();
            for order in [DayOrder::DayFirst, DayOrder::MonthFirst] {
                read_again(&mut again, Some(order), TODAY);
                read_again(&mut again, None, TODAY);
                prop_assert_eq!(&again, &date);
            }
        }
    }
}
