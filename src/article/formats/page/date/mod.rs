//! The dates of publication and of the last change of a page.
//!
//! The places that are searched, the most trusted first:
//! - linked data, `meta` elements and elements that are marked as the date;
//! - the address, an element with the name of a date, a line that states one, a short line next to the headline, and
//!   the page's scripts.
//!
//! If a place gives only a year or a month, a later one that gives the day is preferred. Dates of comments and of links
//! to other pages are ignored. Dates of a change are ignored in the search for the date of publication.

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

/// The names under which the markup of a page gives a date.
struct DateNames {
    /// The name in schema.org's vocabulary.
    property: &'static str,
    /// Paths of linked data.
    linked_data: &'static [&'static [&'static str]],
    /// Names of `meta` elements.
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
    /// Returns the values of the date in a page, the most trusted first.
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

/// Finds the dates of a page. Warns about dates that are rejected.
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

/// Returns the date of publication in the markup.
fn published(page: &WebPage<'_>) -> (Option<DateValue>, Option<ParseWarning>) {
    best(page, "date", PUBLISHED.values(page))
}

/// Returns the date of the last change in the markup.
fn modified(page: &WebPage<'_>, warnings: &mut Vec<ParseWarning>) -> Option<DateValue> {
    let (found, warning) = best(page, "date of change", MODIFIED.values(page));
    warnings.extend(warning);
    found
}

/// Searches for the day of publication if the markup does not give it.
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

/// Returns the first day in the scripts of the page.
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

/// Returns the day in the page's address if a UTC timestamp differs from it by one day. The address has the local day
/// that readers saw.
fn local_day(page: &WebPage<'_>, stamp: &DateValue) -> Option<DateValue> {
    const UNIVERSAL: &[&str] = &["Z", "+00:00", "+0000", "UTC", "GMT"];
    let ends = UNIVERSAL.iter().any(|zone| stamp.words.ends_with(zone));
    let day = in_url(page.url.as_deref()?, page.today)?;
    let apart = (day.value.exact()? - stamp.value.exact()?).get_days().abs();
    (ends && apart == 1).then_some(day)
}

/// Returns the first value that is known to the day, or else the first that is a date, or else a warning.
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
