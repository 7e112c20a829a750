//! Resolves a time expression to a date: "last month" in an article dated 1 March.

use crate::date::{PartialDate, english_months};
use crate::figure::number_parser;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::civil::Weekday;

/// Returns the date that `words` denote in an article published on `published`, or `None` if the date is not certain.
pub fn resolve(words: &str, published: Option<PartialDate>) -> Option<PartialDate> {
    let lower = words.to_lowercase();
    let list: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let year = list.iter().find_map(|word| {
        word.parse::<i16>()
            .ok()
            .filter(|year| (1000..=2999).contains(year) && word.len() == 4)
    });
    let year = year.or_else(|| spelled_year(&lower));
    let month = list.iter().find_map(|word| month(word));
    let day = list.iter().find_map(|word| {
        word.trim_end_matches(|c: char| c.is_alphabetic())
            .parse::<i8>()
            .ok()
            .filter(|day| (1..=31).contains(day))
    });
    if let Some(month) = month {
        return of_month(year, month, day, published);
    }
    if year.is_some() {
        return year.and_then(PartialDate::year);
    }
    relative(&list, published?)
}

/// Returns the year that is written in words in `text`: "in twenty twenty-two", "since two thousand and ten".
fn spelled_year(text: &str) -> Option<i16> {
    let words = |(at, c): (usize, char)| {
        c.is_ascii_alphabetic()
            .then(|| number_parser::read(text, at))
            .flatten()
    };
    let first = text.char_indices().find_map(words)?;
    if (2001.0..=2099.0).contains(&first.value) {
        return Some(first.value as i16);
    }
    let rest = text[first.end..].strip_prefix([' ', '-'])?;
    let part = number_parser::read(rest, 0).filter(|part| (10.0..=99.0).contains(&part.value))?;
    let century = (13.0..=20.0).contains(&first.value);
    century.then_some((first.value * 100.0 + part.value) as i16)
}

/// Resolves a named month, with or without a day and a year. A missing year defaults to the year of the article, or to
/// the previous year if the date would otherwise be later than the article.
fn of_month(
    year: Option<i16>,
    month: i8,
    day: Option<i8>,
    published: Option<PartialDate>,
) -> Option<PartialDate> {
    let year = year.or_else(|| {
        let last = published?.last();
        let first = Date::new(last.year(), month, day.unwrap_or(1)).ok()?;
        Some(if first > last {
            last.year() - 1
        } else {
            last.year()
        })
    })?;
    match day {
        Some(day) => PartialDate::day(year, month, day),
        None => PartialDate::month(year, month),
    }
}

/// Resolves an expression that is relative to the article's date: "yesterday", "on Friday", "last month", "this year".
fn relative(words: &[&str], published: PartialDate) -> Option<PartialDate> {
    let has = |word: &str| words.contains(&word);
    if has("year") && !has("ago") {
        let year = published.first().year();
        return PartialDate::year(year - i16::from(has("last")));
    }
    let day = published.exact()?;
    let back = |days: i64| day.checked_sub(days.days()).ok().map(PartialDate::from);
    if has("month") && (has("last") || has("this")) {
        let date = if has("last") {
            day.checked_sub(1.month()).ok()?
        } else {
            day
        };
        return PartialDate::month(date.year(), date.month());
    }
    if has("yesterday") {
        return back(1);
    }
    if has("today") || has("now") || has("tonight") || has("currently") || has("far") && has("so") {
        return back(0);
    }
    let weekday = words.iter().find_map(|word| weekday(word))?;
    let since = day.weekday().since(weekday);
    back(i64::from(since) + if has("last") && since == 0 { 7 } else { 0 })
}

/// Returns the number of the month whose name or abbreviation is `word`, or `None` if there is no such month.
fn month(word: &str) -> Option<i8> {
    let at = english_months().position(|month| {
        month == word || word.len() >= 3 && word.len() <= 4 && month.starts_with(word)
    })?;
    i8::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.trim_end_matches('s') {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn relative_dates_use_the_article_date() {
        let rows = [
            ("as of Monday", Some("2022-03-01"), Some("2022-02-28")),
            ("in March 2022", None, Some("2022-03")),
            ("since 2014", None, Some("2014")),
            ("in nineteen eighty-four", None, Some("1984")),
            ("in twenty twenty", None, Some("2020")),
            ("since two thousand and ten", None, Some("2010")),
            ("since the second war", None, None),
            ("in the first five days", None, None),
            ("as of Dec. 24", Some("2022-03-01"), Some("2021-12-24")),
            ("5 May 2020", None, Some("2020-05-05")),
            ("yesterday", Some("2022-03-01"), Some("2022-02-28")),
            ("last month", Some("2022-03-01"), Some("2022-02")),
            ("last year", Some("2022"), Some("2021")),
            ("on Friday", None, None),
            ("on Friday", Some("2022-03"), None),
            ("in the first five days", Some("2022-03-01"), None),
        ];
        for (words, published, expected) in rows {
            let published = published.and_then(|text| text.parse().ok());
            assert_eq!(
                resolve(words, published)
                    .map(|date| date.to_string())
                    .as_deref(),
                expected,
                "{words}"
            );
        }
    }
}
