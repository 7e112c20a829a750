//! When a page's article was published and changed.
//!
//! What is believed first: linked data, `meta` elements and elements that are marked as the date; then the address, an
//! element whose name says that it holds a date, a line that states one, a short line next to the headline, and what the
//! page's scripts hold. Of a source that knows a year or a month only, a later one that knows the day is preferred. The
//! dates of comments and of links to other pages are none, nor is that of a change, which is kept apart.

mod names;
mod position;

use jiff::civil;
use serde_json::Value;

use super::Page;
use super::linked_data;
use crate::article::html::tree::Tree;
use crate::article::model::field_value::{Basis, FieldValue};
use crate::article::model::record::Doubt;
use crate::date::{DateParseError, DayOrder, NumericDate, PartialDate, in_path, parse};

/// Paths of linked data that are the date of publication.
const PUBLISHED: &[&[&str]] = &[&["datePublished"], &["dateCreated"], &["uploadDate"]];

/// A date with how it was found.
type Dated = FieldValue<PartialDate>;

/// The dates of a page.
#[derive(Default)]
pub(super) struct Dates {
    pub(super) published: Option<Dated>,
    pub(super) modified: Option<Dated>,
}

/// The dates of a page; those that are given but cannot be are said as doubts.
pub(super) fn of(page: &Page<'_>, doubts: &mut Vec<Doubt>) -> Dates {
    let (given, doubt) = published(page);
    let mut dates = Dates {
        published: given.map(|found| local_day(page, &found).unwrap_or(found)),
        modified: modified(page, doubts),
    };
    if !dates.published.as_ref().is_some_and(is_exact) {
        let stated = position::stated(page);
        dates.published = searched(page, dates.published, stated.published);
        dates.modified = dates.modified.or(stated.modified);
    }
    if dates.published.is_none() {
        doubts.extend(doubt);
    }
    dates
}

/// The date of publication that the markup gives.
fn published(page: &Page<'_>) -> (Option<Dated>, Option<Doubt>) {
    let linked = PUBLISHED
        .iter()
        .flat_map(|path| page.data.values(path))
        .cloned();
    let broken = page
        .data
        .broken("datePublished")
        .into_iter()
        .map(Value::from);
    let meta = page.meta.all(names::PUBLISHED).map(Value::from);
    let marked = position::marked(page, "datepublished")
        .into_iter()
        .map(Value::from);
    best(page, "date", linked.chain(broken).chain(meta).chain(marked))
}

/// The date of the last change that the markup gives.
fn modified(page: &Page<'_>, doubts: &mut Vec<Doubt>) -> Option<Dated> {
    let linked = page.data.values(&["dateModified"]).cloned();
    let broken = page
        .data
        .broken("dateModified")
        .into_iter()
        .map(Value::from);
    let meta = page.meta.all(names::MODIFIED).map(Value::from);
    let marked = position::marked(page, "datemodified")
        .into_iter()
        .map(Value::from);
    let (found, doubt) = best(
        page,
        "date of change",
        linked.chain(broken).chain(meta).chain(marked),
    );
    doubts.extend(doubt);
    found
}

/// The date of publication where the markup does not give the day.
fn searched(page: &Page<'_>, given: Option<Dated>, stated: Option<Dated>) -> Option<Dated> {
    let in_url = page.url.as_deref().and_then(|url| in_url(url, page.today));
    let named = position::named(page);
    let known = [&in_url, &named, &stated]
        .into_iter()
        .flatten()
        .find(|found| is_exact(found))
        .cloned();
    known
        .or_else(|| position::beside(page))
        .or_else(|| scripted(page))
        .or(given)
        .or(in_url)
        .or(named)
        .or(stated)
}

/// The day that a script of the page holds.
fn scripted(page: &Page<'_>) -> Option<Dated> {
    let texts = names::KEYS
        .iter()
        .flat_map(|key| linked_data::members(page.html, key));
    let mut dates = texts.filter_map(|text| read(page, &Value::from(text)).ok());
    dates.find(is_exact)
}

fn in_url(url: &str, today: civil::Date) -> Option<Dated> {
    let found = in_path::in_url(url, today)?;
    Some(FieldValue::from_date(found, Basis::Url))
}

/// The day in the page's address, where a stamp in universal time has the day before or after: readers saw the local day.
fn local_day(page: &Page<'_>, stamp: &Dated) -> Option<Dated> {
    const UNIVERSAL: &[&str] = &["Z", "+00:00", "+0000", "UTC", "GMT"];
    let ends = UNIVERSAL.iter().any(|zone| stamp.words.ends_with(zone));
    let day = in_url(page.url.as_deref()?, page.today)?;
    let apart = (day.value.exact()? - stamp.value.exact()?).get_days().abs();
    (ends && apart == 1).then_some(day)
}

/// The first of some values that is known to the day, else the first that is a date; a doubt where there is none.
fn best(
    page: &Page<'_>,
    field: &'static str,
    values: impl Iterator<Item = Value>,
) -> (Option<Dated>, Option<Doubt>) {
    let (mut partial, mut unread) = (None, None);
    for value in values {
        match read(page, &value) {
            Ok(found) if is_exact(&found) => return (Some(found), None),
            Ok(found) => _ = partial.get_or_insert(found),
            Err(why) => {
                let raw = words(&value);
                unread.get_or_insert(Doubt::Date { field, raw, why });
            }
        }
    }
    let unread = unread.filter(|_| partial.is_none());
    (partial, unread)
}

/// The date that a value is, or that its text begins or ends with.
fn read(page: &Page<'_>, value: &Value) -> Result<Dated, DateParseError> {
    let words = words(value);
    // Seconds since 1970 as text; shorter numbers are years and days.
    let seconds = words
        .parse::<i64>()
        .ok()
        .filter(|_| words.len() >= 10)
        .map(Value::from);
    match parse::from_json(seconds.as_ref().unwrap_or(value), page.today) {
        Ok(date) => Ok(settled(page, FieldValue::new(date, Basis::Markup, words))),
        Err(why) => first_in(page, &words).ok_or(why),
    }
}

/// The first date that a short text holds.
fn first_in(page: &Page<'_>, text: &str) -> Option<Dated> {
    let found = parse::find_first(text, page.today)?;
    Some(settled(page, FieldValue::from_date(found, Basis::Markup)))
}

/// A date with its day and its month told apart as the page's language and country write them.
fn settled(page: &Page<'_>, found: Dated) -> Dated {
    if is_exact(&found) {
        return found;
    }
    let numeric = NumericDate::find(&found.words, page.today);
    let value = numeric.and_then(|numeric| {
        let order = order(page.tree, numeric.separator)?;
        numeric.in_order(order, page.today)
    });
    FieldValue {
        value: value.unwrap_or(found.value),
        ..found
    }
}

/// Whether a page writes the day or the month first; not known of English without a country, but for dots, which are
/// written where the day comes first.
fn order(tree: &Tree, mark: char) -> Option<DayOrder> {
    let tag = super::lang(tree).unwrap_or_default().to_ascii_lowercase();
    match tag.split_once(['-', '_']).unwrap_or((&tag, "")) {
        ("en", "us") => Some(DayOrder::MonthFirst),
        ("en", "" | "ca") | ("", _) => (mark == '.').then_some(DayOrder::DayFirst),
        _ => Some(DayOrder::DayFirst),
    }
}

fn is_exact(found: &Dated) -> bool {
    found.value.exact().is_some()
}

fn words(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}

#[cfg(test)]
mod tests;
