//! Parses dates in a page's markup. The page's language and country determine the order of day and month.

use serde_json::Value;

use super::super::web_page::WebPage;
use crate::article::model::field_value::{Basis, FieldValue};
use crate::date::{DateParseError, DayOrder, NumericDate, PartialDate, parse};

/// A date with its provenance.
pub type DateValue = FieldValue<PartialDate>;

/// The dates of a page.
#[derive(Default)]
pub struct PageDates {
    pub published: Option<DateValue>,
    pub modified: Option<DateValue>,
}

/// Parses a value as a date. If the whole value is not a date, returns the first date in it.
pub(super) fn read(page: &WebPage<'_>, value: &Value) -> Result<DateValue, DateParseError> {
    let words = words(value);
    // A number with at least ten digits is a Unix timestamp. Shorter numbers, such as 2024 and 20240312, are years or
    // days.
    let seconds = words
        .parse::<i64>()
        .ok()
        .filter(|_| words.len() >= 10)
        .map(Value::from);
    match parse::from_json(seconds.as_ref().unwrap_or(value), page.today) {
        Ok(date) => Ok(in_page_order(
            page,
            FieldValue::new(date, Basis::Markup, words),
        )),
        Err(why) => first_in(page, &words).ok_or(why),
    }
}

/// Returns the first date in a short string.
pub(super) fn first_in(page: &WebPage<'_>, text: &str) -> Option<DateValue> {
    let found = parse::find_first(text, page.today)?;
    Some(in_page_order(
        page,
        FieldValue::from_date(found, Basis::Markup),
    ))
}

/// If the order of day and month in a date is ambiguous, applies the order that the page uses.
pub(super) fn in_page_order(page: &WebPage<'_>, found: DateValue) -> DateValue {
    if is_exact(&found) {
        return found;
    }
    let numeric = NumericDate::find(&found.words, page.today);
    let value = numeric.and_then(|numeric| {
        let order = order(page, numeric.separator)?;
        numeric.in_order(order, page.today)
    });
    FieldValue {
        value: value.unwrap_or(found.value),
        ..found
    }
}

/// Returns the order of day and month that a page uses in dates with the separator `mark`.
///
/// Returns `None` if the page declares no language, English without a country, or Canadian English. Dates with dots are
/// an exception, because every country that writes dates with dots puts the day first.
fn order(page: &WebPage<'_>, mark: char) -> Option<DayOrder> {
    let tag = page.language_tag().unwrap_or_default().to_ascii_lowercase();
    match tag.split_once(['-', '_']).unwrap_or((&tag, "")) {
        ("en", "us") => Some(DayOrder::MonthFirst),
        ("en", "" | "ca") | ("", _) => (mark == '.').then_some(DayOrder::DayFirst),
        _ => Some(DayOrder::DayFirst),
    }
}

pub(super) fn is_exact(found: &DateValue) -> bool {
    found.value.exact().is_some()
}

pub(super) fn words(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}
