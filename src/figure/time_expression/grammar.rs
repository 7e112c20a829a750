//! The grammar of time expressions: "on Friday morning", "since 2014", "as of now".

use crate::figure::syntax::digits::{is_plain_digits, spelled_year_end};
use crate::figure::syntax::noun::is_countable;
use crate::figure::syntax::{Class, Sentence, Token};

/// Returns the last token of the time expression that starts at `i`, or `None` if there is none.
pub fn time_expression(s: &Sentence, i: usize) -> Option<usize> {
    let token = s.get(i)?;
    let begins = Class::TimeOpener.bit() | Class::TimeWord.bit() | Class::Weekday.bit();
    if token.classes & begins == 0 && !token.is_number() {
        return None;
    }
    if s.any(i, &["as"]) && s.any(i + 1, &["of"]) {
        let now = s.any(i + 2, &["now", "today", "yesterday"]);
        return point(s, i + 2).or_else(|| now.then_some(i + 2));
    }
    if let Some(last) = fixed(s, i) {
        return Some(last);
    }
    if s.any(i, &["at"]) && s.any(i + 1, &["the"]) && s.is(i + 2, Class::Moment) {
        return Some(phrase_end(s, i + 2));
    }
    if s.is(i, Class::TimePreposition) {
        return prepositional(s, i);
    }
    if nearby(s, i) {
        return Some(i + 1);
    }
    let word = s.is(i, Class::TimeWord) && !s.any(i, &["weekend"]);
    (word || weekday(s, i) && s.word(i).len() > 4).then(|| part_of_day(s, i))
}

/// Matches a fixed phrase ("so far this year", "right now", "earlier this month"), or a year as a subject: "2018 saw
/// 11,187 accidents".
fn fixed(s: &Sentence, i: usize) -> Option<usize> {
    if s.any(i, &["so"]) && s.any(i + 1, &["far"]) {
        let this = s.any(i + 2, &["this"]) && s.is(i + 3, Class::Time);
        return Some(if this { i + 3 } else { i + 1 });
    }
    let opens = i == 0 || s.any_before(i, &[";", "."]);
    if opens && is_plain_digits(s, i) && s.is(i + 1, Class::Verb) && point(s, i).is_some() {
        return Some(i);
    }
    if s.any(i, &["right"]) && s.any(i + 1, &["now"]) {
        return Some(i + 1);
    }
    let part = s.any(i, &["earlier", "later", "late", "early"])
        && s.any(i + 1, &["this", "last", "that"])
        && (s.is(i + 2, Class::Time) || s.is(i + 2, Class::Month));
    part.then_some(i + 2)
}

/// Returns whether the tokens at `i` name a time relative to the article's date: "last week", "this March", "next
/// Friday", "that evening".
fn nearby(s: &Sentence, i: usize) -> bool {
    let time = s.is(i + 1, Class::Time) && !s.any(i + 1, &["second", "minute", "decade"])
        || s.is(i + 1, Class::Month)
        || s.is(i + 1, Class::Weekday)
        || s.is(i + 1, Class::Season)
        || s.is(i + 1, Class::DayPart);
    time && s.any(i, &["last", "this", "that", "next"])
}

/// Matches a preposition and the time after it: "in March 2022", "on Friday morning", "since 2014", "in the first five
/// days", "over the weekend".
fn prepositional(s: &Sentence, i: usize) -> Option<usize> {
    let the = usize::from(s.is(i + 1, Class::BeforeDate));
    let which = usize::from(the > 0 && s.is(i + 2, Class::WhichTime));
    let at = i + 1 + the + which + usize::from(s.dash(i + 1 + the));
    if let Some(last) = point(s, at) {
        // A second time can follow: "between 2011 and 2015", "in October and November".
        let joined = s.any(last + 1, &["and", "to", "through"]) || s.dash(last + 1);
        return Some(point(s, last + 2).filter(|_| joined).unwrap_or(last));
    }
    if the > 0
        && s.is(i, Class::SpanPreposition)
        && let Some(last) = span(s, i, at)
    {
        return Some(last);
    }
    let event = s.any(i, &["since"]) && s.any(i + 1, &["the"]) && s.is(i + 2, Class::Event);
    event.then(|| phrase_end(s, i + 2))
}

/// Returns the last token of a length of time at `at`, after a preposition at `i`: "in the first five days", "over the
/// weekend".
fn span(s: &Sentence, i: usize, at: usize) -> Option<usize> {
    let qualified = at > i + 2;
    if qualified && s.get(at).is_some_and(Token::is_number) && s.is(at + 1, Class::Time) {
        return Some(at + 1);
    }
    let known = qualified || s.any(i + 1, &["this", "last", "that"]) || s.any(at, &["weekend"]);
    let time = s.is(at, Class::Time) || s.is(at, Class::Season);
    (time && known && !s.any(i, &["for"])).then_some(at)
}

/// Returns the last token of the point in time at `i`: a weekday, a month with or without a day and a year, a year, or
/// a word such as "today".
fn point(s: &Sentence, i: usize) -> Option<usize> {
    if weekday(s, i) {
        return Some(part_of_day(s, i));
    }
    if s.is(i, Class::Month) && s.get(i).is_some_and(|t| t.capital) {
        return month(s, i);
    }
    if is_plain_digits(s, i) && s.is(i + 1, Class::Month) && s.word(i).len() <= 2 {
        return Some(i + 1 + usize::from(year(s, i + 2)));
    }
    // In "the Sixteen Thirty Fund", the numbers are part of a name.
    let spelled = spelled_year_end(s, i).filter(|&last| !s.tokens[last].capital);
    if spelled.is_some() {
        return spelled;
    }
    let now = s.any(i, &["yesterday", "today", "now"]);
    (now || year(s, i) && !is_countable(s, i + 1)).then_some(i)
}

/// Returns the last token of the month at `i`, including any day and year after it: "Dec. 24, 2021", "March of last
/// year".
fn month(s: &Sentence, i: usize) -> Option<usize> {
    // The dot belongs to an abbreviation and does not end the sentence.
    let mut last = i + usize::from(s.sign(i + 1, '.') && s.is(i, Class::ShortForm));
    if is_plain_digits(s, last + 1) && s.word(last + 1).len() <= 2 {
        last += 1;
    }
    let comma = usize::from(s.sign(last + 1, ','));
    if year(s, last + 1 + comma) {
        last += 1 + comma;
    } else if s.any(last + 1, &["of"]) && s.any(last + 2, &["this", "last"]) {
        last += 3;
    }
    (last < s.tokens.len()).then_some(last)
}

/// Returns whether the token at `i` is a year from 1800 to 2099.
fn year(s: &Sentence, i: usize) -> bool {
    let word = s.word(i);
    let century = ["18", "19", "20"].iter().any(|c| word.starts_with(c));
    century && word.len() == 4 && is_plain_digits(s, i)
}

/// Returns whether the token at `i` is a capitalised weekday.
fn weekday(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(|t| t.capital && t.is(Class::Weekday))
}

/// Returns the last token of the day at `i`, including any part of the day after it: "Friday morning".
fn part_of_day(s: &Sentence, i: usize) -> usize {
    i + usize::from(s.is(i + 1, Class::DayPart))
}

/// Returns the last token of the phrase at `i`, including any "of" and the words after it: "height of the war".
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
