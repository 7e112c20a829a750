//! Finds a page's date of publication and the date of its last change.
//!
//! The sources are searched in this order, most trusted first:
//! - linked data, `meta` elements and elements with a schema.org date property;
//! - the URL, elements whose tag or class suggests a date, lines that state a date, short lines near the headline, and
//!   the page's scripts.
//!
//! If a source gives only a year or a month, a later source that gives the day is preferred. Dates of comments and of
//! linked pages are ignored. The search for the date of publication also ignores dates of changes.

mod date_value;
mod names;
mod position;

use jiff::civil;
use serde_json::Value;

use super::linked_data;
use super::web_page::WebPage;
use crate::article::model::field_value::{Basis, FieldValue};
use crate::article::model::record::ParseWarning;
use crate::date::in_path;
use date_value::{DateValue, PageDates, is_exact, read, words};

/// The names that identify a date in a page's markup.
struct DateNames {
    /// The schema.org property.
    property: &'static str,
    /// Key paths to the date in linked data, most reliable first.
    linked_data: &'static [&'static [&'static str]],
    /// Names of the `meta` elements that contain the date.
    meta: &'static [&'static str],
}

const PUBLISHED: DateNames = DateNames {
    property: "datePublished",
    linked_data: &[&["datePublished"], &["dateCreated"], &["uploadDate"]],
    meta: names::PUBLISHED,
};

const MODIFIED: DateNames = DateNames {
    property: "dateModified",
    linked_data: &[&["dateModified"]],
    meta: names::MODIFIED,
};

impl DateNames {
    /// Returns the values in a page's markup that may contain the date, most trusted first.
    fn values(&self, page: &WebPage<'_>) -> impl Iterator<Item = Value> {
        let linked = self.linked_data.iter();
        let linked = linked.flat_map(|path| page.data.values(path)).cloned();
        let broken = page.data.broken(self.property);
        let meta = page.meta.values(self.meta).map(str::to_owned);
        let marked = position::marked_values(page, &self.property.to_ascii_lowercase());
        linked.chain(
            broken
                .into_iter()
                .chain(meta)
                .chain(marked)
                .map(Value::from),
        )
    }
}

/// Finds the dates of a page, and adds warnings about rejected ones.
pub(super) fn find(page: &WebPage<'_>, warnings: &mut Vec<ParseWarning>) -> PageDates {
    let (given, warning) = published(page);
    let mut dates = PageDates {
        published: given.map(|found| local_day(page, &found).unwrap_or(found)),
        modified: modified(page, warnings),
    };
    if !dates.published.as_ref().is_some_and(is_exact) {
        let stated = position::stated_dates(page);
        dates.published = search_day(page, dates.published, stated.published);
        dates.modified = dates.modified.or(stated.modified);
    }
    if dates.published.is_none() {
        warnings.extend(warning);
    }
    dates
}

/// Returns the date of publication from the markup, or a warning if all candidates were rejected.
fn published(page: &WebPage<'_>) -> (Option<DateValue>, Option<ParseWarning>) {
    best(page, "date", PUBLISHED.values(page))
}

/// Returns the date of the last change from the markup. Adds a warning if all candidates were rejected.
fn modified(page: &WebPage<'_>, warnings: &mut Vec<ParseWarning>) -> Option<DateValue> {
    let (found, warning) = best(page, "date of change", MODIFIED.values(page));
    warnings.extend(warning);
    found
}

/// Searches the less trusted sources for the day of publication. If none of them gives the day, returns a less exact
/// date, preferably `given`.
fn search_day(
    page: &WebPage<'_>,
    given: Option<DateValue>,
    stated: Option<DateValue>,
) -> Option<DateValue> {
    let in_url = page.url.as_deref().and_then(|url| in_url(url, page.today));
    let named = position::in_named_elements(page);
    let known = [&in_url, &named, &stated]
        .into_iter()
        .flatten()
        .find(|found| is_exact(found))
        .cloned();
    known
        .or_else(|| position::near_headline(page))
        .or_else(|| in_scripts(page))
        .or(given)
        .or(in_url)
        .or(named)
        .or(stated)
}

/// Returns the first date with day precision in the page's scripts.
fn in_scripts(page: &WebPage<'_>) -> Option<DateValue> {
    let texts = names::KEYS
        .iter()
        .flat_map(|key| linked_data::members(page.html, key));
    let mut dates = texts.filter_map(|text| read(page, &Value::from(text)).ok());
    dates.find(is_exact)
}

fn in_url(url: &str, today: civil::Date) -> Option<DateValue> {
    let found = in_path::in_url(url, today)?;
    Some(FieldValue::from_date(found, Basis::Url))
}

/// Returns the day in the page's URL if `stamp` is a UTC timestamp exactly one day earlier or later. The URL contains
/// the local date, as readers saw it.
fn local_day(page: &WebPage<'_>, stamp: &DateValue) -> Option<DateValue> {
    const UNIVERSAL: &[&str] = &["Z", "+00:00", "+0000", "UTC", "GMT"];
    let ends = UNIVERSAL.iter().any(|zone| stamp.words.ends_with(zone));
    let day = in_url(page.url.as_deref()?, page.today)?;
    let apart = (day.value.exact()? - stamp.value.exact()?).get_days().abs();
    (ends && apart == 1).then_some(day)
}

/// Returns the first date that is exact to the day, or else the first date of any precision. If no value is a date,
/// returns a warning about the first value.
fn best(
    page: &WebPage<'_>,
    field: &'static str,
    values: impl Iterator<Item = Value>,
) -> (Option<DateValue>, Option<ParseWarning>) {
    let (mut partial, mut unread) = (None, None);
    for value in values {
        match read(page, &value) {
            Ok(found) if is_exact(&found) => return (Some(found), None),
            Ok(found) => _ = partial.get_or_insert(found),
            Err(why) => {
                let raw = words(&value);
                unread.get_or_insert(ParseWarning::Date { field, raw, why });
            }
        }
    }
    let unread = unread.filter(|_| partial.is_none());
    (partial, unread)
}

#[cfg(test)]
mod tests;
