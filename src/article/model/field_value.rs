//! Field values with their provenance.

use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::date::{DateMatch, DayOrder, NumericDate, OrderClue, PartialDate};

/// The value of an article field with its provenance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldValue<T> {
    /// The parsed value.
    pub value: T,
    /// Where the value was read from.
    pub basis: Basis,
    /// The words that the value was read from.
    pub words: String,
    /// The order of day and month that was applied to an ambiguous date. It is set only if the order was inferred from
    /// other dates of the same site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_order: Option<DayOrder>,
}

impl<T> FieldValue<T> {
    /// Creates a value that was read from `words`.
    pub fn new(value: T, basis: Basis, words: impl Into<String>) -> Self {
        Self {
            value,
            basis,
            words: words.into(),
            day_order: None,
        }
    }
}

impl FieldValue<String> {
    /// Creates a text value whose `words` are the value itself.
    pub fn from_text(text: String, basis: Basis) -> Self {
        let words = text.clone();
        Self::new(text, basis, words)
    }
}

impl FieldValue<PartialDate> {
    /// Creates a date value from a date match.
    pub fn from_date(found: DateMatch<'_>, basis: Basis) -> Self {
        Self::new(found.date, basis, found.words)
    }

    /// Returns the evidence in `words` for the order of day and month, or `None` if the date is not numeric or both
    /// numbers are equal.
    pub fn order_clue(&self, today: civil::Date) -> Option<OrderClue> {
        self.numeric_date(today)?.clue()
    }

    /// Reinterprets a numeric date with day and month in `order`. If `order` is `None` or does not give a valid date,
    /// keeps only the certain part of the date. Does nothing if the date is not numeric.
    pub fn reparse(&mut self, order: Option<DayOrder>, today: civil::Date) {
        let Some(numeric) = self.numeric_date(today) else {
            return;
        };
        let date = order.and_then(|order| numeric.in_order(order, today));
        (self.value, self.day_order) = match date {
            Some(date) => (date, order),
            None => (numeric.certain, None),
        };
    }

    /// Returns the numeric date that the value was read from, or `None` if it was read from something else.
    fn numeric_date(&self, today: civil::Date) -> Option<NumericDate> {
        if matches!(self.basis, Basis::Url | Basis::FileName) {
            return None;
        }
        let numeric = NumericDate::find(&self.words, today)?;
        let date = self.day_order.map_or(Some(numeric.certain), |order| {
            numeric.in_order(order, today)
        });
        (date == Some(self.value)).then_some(numeric)
    }
}

/// Where a value was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A field of the record, the front matter or the header lines.
    Given,
    /// The markup of the page.
    Markup,
    /// The URL.
    Url,
    /// The text of the article.
    Text,
    /// The file name.
    FileName,
    /// The corrections file.
    Corrected,
}

impl Basis {
    /// Returns the name of the basis as written in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Markup => "markup",
            Self::Url => "url",
            Self::Text => "text",
            Self::FileName => "file_name",
            Self::Corrected => "corrected",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TODAY: civil::Date = civil::date(2026, 6, 1);

    fn found(words: &str, value: &str, basis: Basis) -> FieldValue<PartialDate> {
        FieldValue::new(value.parse().expect("is a date"), basis, words)
    }

    #[test]
    fn unambiguous_numeric_dates_reveal_day_order() {
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
            // The value was read from "1 May 2024", not from the numeric date.
            ("1 May 2024, changed 03/04/2024", "2024-05-01", None),
        ];
        for (words, value, expected) in rows {
            let clue = found(words, value, Basis::Given).order_clue(TODAY);
            assert_eq!(
                clue.map(|clue| (clue.separator, clue.order)),
                expected,
                "{words}"
            );
        }
        let in_address = found("03/04/2024", "2024", Basis::Url);
        assert_eq!(in_address.order_clue(TODAY), None);
    }

    #[test]
    fn ambiguous_dates_follow_the_given_day_order() {
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
            // 2 November 2026 is in the future.
            ("02/11/2026", "2026", Some(DayFirst), "2026"),
            ("3 April 2024", "2024-04-03", Some(MonthFirst), "2024-04-03"),
        ];
        for (words, value, order, expected) in rows {
            let mut date = found(words, value, Basis::Text);
            date.reparse(order, TODAY);
            assert_eq!(date.value.to_string(), expected, "{words} {order:?}");
            assert_eq!(
                date.day_order,
                order.filter(|_| expected != value),
                "{words} {order:?}"
            );
            // Other dates of the site may later contradict the order, which is then removed.
            date.reparse(None, TODAY);
            assert_eq!(date, found(words, value, Basis::Text), "{words}");
        }
    }

    proptest! {
        #[test]
        fn reparsing_a_date_is_reversible(
            words in "\\PC{0,4}[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{2}){1,2}\\PC{0,4}",
            value in 1900_i16..2030,
        ) {
            let date = found(&words, &value.to_string(), Basis::Given);
            let mut again = date.clone();
            for order in [DayOrder::DayFirst, DayOrder::MonthFirst] {
                again.reparse(Some(order), TODAY);
                again.reparse(None, TODAY);
                prop_assert_eq!(&again, &date);
            }
        }
    }
}
