//! When a figure held: the words that date it, and the date they mean.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::lexicon::Class;
use super::sentence::Sentence;
use crate::date::PartialDate;

/// How far the words may stand from their number, in tokens.
const REACH: usize = 30;

/// The words of a sentence that say when, by first and last token.
pub fn times(s: &Sentence) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < s.tokens.len() {
        match time(s, i) {
            Some(last) => {
                if !of_the_saying(s, i, last) {
                    found.push((i, last));
                }
                i = last + 1;
            }
            None => i += 1,
        }
    }
    found
}

/// The words nearest to the tokens from `first` to `last`.
pub fn nearest(times: &[(usize, usize)], first: usize, last: usize) -> Option<(usize, usize)> {
    let distance = |&(from, to): &(usize, usize)| {
        if to < first {
            first - to
        } else {
            2 * from.saturating_sub(last) / 2
        }
    };
    times
        .iter()
        .filter(|&&(from, to)| to < first || from > last)
        .filter(|time| distance(time) <= REACH)
        .min_by_key(|time| distance(time))
        .copied()
}

/// "said Tuesday", "released on Monday": the day of the saying.
fn of_the_saying(s: &Sentence, first: usize, last: usize) -> bool {
    let before = (1..=3).take_while(|&n| first >= n).any(|n| {
        let i = first - n;
        s.is(i, Class::Speech)
            && !s.tokens[i].capital
            && !s.any(
                i,
                &[
                    "reported", "show", "recorded", "found", "expected", "place", "put",
                ],
            )
            || s.any(
                i,
                &[
                    "released",
                    "statement",
                    "interview",
                    "conference",
                    "speaking",
                    "spoke",
                    "briefing",
                    "testimony",
                    "press",
                ],
            )
    });
    before && !s.any(first, &["as", "since"])
        || s.is(last + 1, Class::Speech)
            && s.any(last + 1, &["said", "told", "announced"])
            && first > 0
}

/// The last token of the words at `i` that say when.
fn time(s: &Sentence, i: usize) -> Option<usize> {
    let token = s.get(i)?;
    let begins = Class::When.bit() | Class::TimeWord.bit() | Class::Weekday.bit();
    if token.classes & begins == 0 && !token.is_number() {
        return None;
    }
    if s.any(i, &["as"]) && s.any(i + 1, &["of"]) {
        return point(s, i + 2).or_else(|| {
            s.any(i + 2, &["now", "today", "yesterday"])
                .then_some(i + 2)
        });
    }
    if s.any(i, &["so"]) && s.any(i + 1, &["far"]) {
        return Some(if s.any(i + 2, &["this"]) && s.is(i + 3, Class::Time) {
            i + 3
        } else {
            i + 1
        });
    }
    // "2018 saw 11,187 accidents": the year as a subject.
    if (i == 0 || s.any_before(i, &[";", "."]) || s.sign(i.wrapping_sub(1), ';'))
        && point(s, i).is_some()
        && super::exclude::plain_digits(s, i)
        && s.is(i + 1, Class::Verb)
    {
        return Some(i);
    }
    if s.any(i, &["right"]) && s.any(i + 1, &["now"]) {
        return Some(i + 1);
    }
    if s.any(i, &["earlier", "later", "late", "early"])
        && s.any(i + 1, &["this", "last", "that"])
        && (s.is(i + 2, Class::Time) || s.is(i + 2, Class::Month))
    {
        return Some(i + 2);
    }
    if s.any(i, &["at"])
        && s.any(i + 1, &["the"])
        && s.any(i + 2, &["time", "end", "peak", "start", "height"])
    {
        return Some(phrase_end(s, i + 2));
    }
    if s.any(
        i,
        &[
            "in",
            "on",
            "since",
            "by",
            "during",
            "before",
            "until",
            "from",
            "over",
            "between",
            "for",
            "after",
            "dated",
            "within",
            "through",
            "throughout",
        ],
    ) {
        return prepositional(s, i);
    }
    if s.any(i, &["last", "this", "that", "next"])
        && (s.is(i + 1, Class::Time) && !s.any(i + 1, &["second", "minute", "decade", "time"])
            || s.is(i + 1, Class::Month)
            || s.is(i + 1, Class::Weekday)
            || s.is(i + 1, Class::Season)
            || s.is(i + 1, Class::DayPart))
    {
        return Some(i + 1);
    }
    if s.is(i, Class::TimeWord) && !s.any(i, &["weekend"]) {
        return Some(part_of_day(s, i));
    }
    (s.is(i, Class::Weekday) && s.get(i).is_some_and(|t| t.capital) && s.word(i).len() > 4)
        .then(|| part_of_day(s, i))
}

/// "in March 2022", "on Friday morning", "since 2014", "in the first five days", "over the weekend".
fn prepositional(s: &Sentence, i: usize) -> Option<usize> {
    let the = usize::from(s.any(
        i + 1,
        &["the", "early", "late", "mid", "this", "last", "that", "a"],
    ));
    let at = i
        + 1
        + the
        + usize::from(
            the > 0
                && s.any(
                    i + 2,
                    &[
                        "first", "past", "last", "early", "late", "next", "previous", "final",
                    ],
                ),
        )
        + usize::from(s.dash(i + 1 + the));
    if let Some(last) = point(s, at) {
        // "between 2011 and 2015", "in October and November"
        let joined = s.any(last + 1, &["and", "to", "through"]) || s.dash(last + 1);
        return Some(point(s, last + 2).filter(|_| joined).unwrap_or(last));
    }
    let within = the > 0
        && s.any(
            i,
            &[
                "in", "over", "during", "since", "for", "within", "from", "by", "at",
            ],
        );
    if within
        && s.get(at).is_some_and(super::token::Token::is_number)
        && s.is(at + 1, Class::Time)
        && at > i + 2
    {
        return Some(at + 1);
    }
    if within
        && (s.is(at, Class::Time) || s.is(at, Class::Season))
        && (at > i + 2 || s.any(i + 1, &["this", "last", "that"]) || s.any(at, &["weekend"]))
        && !s.any(i, &["for"])
    {
        return Some(at);
    }
    (s.any(i, &["since"])
        && s.any(i + 1, &["the"])
        && s.any(
            i + 2,
            &[
                "start",
                "beginning",
                "outbreak",
                "end",
                "invasion",
                "pandemic",
                "war",
                "conflict",
            ],
        ))
    .then(|| phrase_end(s, i + 2))
}

/// A weekday, a month with or without day and year, or a year at `i`: its last token.
fn point(s: &Sentence, i: usize) -> Option<usize> {
    let year = |at: usize| {
        super::exclude::plain_digits(s, at)
            && s.word(at).len() == 4
            && (s.word(at).starts_with("19")
                || s.word(at).starts_with("20")
                || s.word(at).starts_with("18"))
    };
    if s.is(i, Class::Weekday) && s.get(i).is_some_and(|t| t.capital) {
        return Some(part_of_day(s, i));
    }
    if s.is(i, Class::Month) && s.get(i).is_some_and(|t| t.capital) {
        let mut last =
            i + usize::from(s.sign(i + 1, '.') && !s.any(i, &["may", "march", "june", "july"]));
        if super::exclude::plain_digits(s, last + 1) && s.word(last + 1).len() <= 2 {
            last += 1;
        }
        let comma = usize::from(s.sign(last + 1, ','));
        if year(last + 1 + comma) {
            last += 1 + comma;
        } else if s.any(last + 1, &["of"]) && s.any(last + 2, &["this", "last"]) {
            last += 3;
        }
        return (last < s.tokens.len()).then_some(last);
    }
    if super::exclude::plain_digits(s, i) && s.is(i + 1, Class::Month) && s.word(i).len() <= 2 {
        return Some(i + 1 + usize::from(year(i + 2)));
    }
    if s.any(i, &["yesterday", "today", "now"]) {
        return Some(i);
    }
    (year(i) && !super::exclude::countable(s, i + 1)).then_some(i)
}

fn part_of_day(s: &Sentence, i: usize) -> usize {
    i + usize::from(s.is(i + 1, Class::DayPart))
}

/// The end of a phrase that goes on with "of" and its noun.
fn phrase_end(s: &Sentence, i: usize) -> usize {
    let mut last = i;
    if s.any(i + 1, &["of"]) {
        last = i + 1;
        while last < i + 6
            && s.get(last + 1).is_some_and(|t| {
                t.is_word()
                    && !t.is(Class::Auxiliary)
                    && (!t.is(Class::Preposition) || s.any(last + 1, &["of"]))
                    && !t.is(Class::Conjunction)
            })
        {
            last += 1;
        }
    }
    last
}

/// The date that words mean in an article of a given date.
pub fn date(words: &str, published: Option<PartialDate>) -> Option<PartialDate> {
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

/// A month named, with a day and a year or without; the year left out is that of the article, or the one before.
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

/// "yesterday", "on Friday", "last week", "this year", counted from the article's day.
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

/// The month that a word names, long or short.
fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|month| {
        *month == word || word.len() >= 3 && word.len() <= 4 && month.starts_with(word)
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
    use super::date;

    #[test]
    fn dates_words_by_the_article() {
        let rows = [
            ("as of Monday", Some("2022-03-01"), Some("2022-02-28")),
            ("in March 2022", None, Some("2022-03")),
            ("since 2014", None, Some("2014")),
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
                date(words, published)
                    .map(|date| date.to_string())
                    .as_deref(),
                expected,
                "{words}"
            );
        }
    }
}
