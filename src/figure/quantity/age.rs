//! Reads ages, which often have no unit.

use super::Quantity;
use super::amount::amount;
use crate::figure::model::Bound;
use crate::figure::non_claims::age_group;
use crate::figure::syntax::digits::{is_plain_digits, number_value};
use crate::figure::syntax::noun::{CLOSED_CLASSES, is_countable, is_plural, no_noun_at};
use crate::figure::syntax::{Amount, Class, Sentence, TokenKind};
use crate::figure::unit::UnitMatch;

/// Reads an age without a unit: "aged 35", "Smith, 42,", "a man, 42,".
pub fn read_age(s: &Sentence, quantity: &mut Quantity) {
    let i = quantity.number;
    let value = quantity.ends.0;
    if !(0.0..=120.0).contains(&value) || quantity.vague || value.fract() != 0.0 {
        return;
    }
    let last = quantity.last;
    if is_stated(s, i, last, value)
        || follows_person(s, i, last, value)
        || is_predicate(s, i, last, value)
    {
        quantity.unit = Some(UnitMatch::plain("year of age", last));
    }
}

/// Returns whether the words before the number state an age: "aged 35", "at the age of 35", "turned 35", "turns 40 this
/// year".
fn is_stated(s: &Sentence, i: usize, last: usize, value: f64) -> bool {
    s.any_before(i, &["aged", "age", "ages"])
        || s.any_before(i, &["of"]) && s.any_before(i - 1, &["age", "ages"])
        || s.any_before(i, &["is", "was"]) && s.any_before(i - 1, &["age"])
        || (i.saturating_sub(12)..i).any(|at| s.any(at, &["expectancy"]))
            && no_noun_at(s, last + 1)
            && !s.any_before(i, &["by"])
            && !s.any(last + 1, &["to"])
        || s.is_before(i, Class::AgeTurn) && value > 12.0 && has_no_noun_after(s, last + 1)
}

/// Returns whether no counted noun starts at `i`. A time expression may start there: "turns 40 this year".
fn has_no_noun_after(s: &Sentence, i: usize) -> bool {
    no_noun_at(s, i)
        || s.is(i, Class::TimeOpener) && s.is(i + 1, Class::Time)
        || s.is(i, Class::TimeWord)
}

/// Returns whether the number is an age after a name or a noun for a person: "Smith, 42,", "a man, 42,", "a man (42)",
/// "two men, 42 and 45,".
fn follows_person(s: &Sentence, i: usize, last: usize, value: f64) -> bool {
    let bare = last == i && is_plain_digits(s, i) && s.word(i).len() <= 3 && value > 0.0;
    if !bare {
        return false;
    }
    let Some(open) = ages_start(s, i) else {
        return false;
    };
    let one = open + 1 == i && ends_age(s, i + 1);
    if s.sign(open, '(') {
        return one && s.sign(i + 1, ')') && names_person(s, open);
    }
    let named = || {
        let other = [Class::Month, Class::Weekday, Class::Nation];
        s.before(open)
            .is_some_and(|t| t.is_word() && t.capital && !other.iter().any(|&class| t.is(class)))
    };
    let several = || ages_end(s, open) && names_people(s, open);
    one && (named() || names_person(s, open)) || several()
}

/// The maximum number of ages in a list.
const MOST_AGES: usize = 5;

/// Returns the comma or bracket before the list of ages that contains the number at `i`.
fn ages_start(s: &Sentence, i: usize) -> Option<usize> {
    let mut open = i.checked_sub(1)?;
    for _ in 1..MOST_AGES {
        let listed = (s.sign(open, ',') || s.any(open, &["and"]))
            && open > 0
            && is_plain_digits(s, open - 1);
        if !listed {
            break;
        }
        open = open.checked_sub(2)?;
    }
    (s.sign(open, ',') || s.sign(open, '(')).then_some(open)
}

/// Returns whether a list of at least two ages follows the comma at `open` and ends before a punctuation mark.
fn ages_end(s: &Sentence, open: usize) -> bool {
    let age = |at: usize| {
        is_plain_digits(s, at)
            && number_value(s, at).is_some_and(|age| (1.0..=120.0).contains(&age))
    };
    let mut last = open + 1;
    let mut joined = false;
    for _ in 1..MOST_AGES {
        joined = s.any(last + 1, &["and"]);
        if !(age(last) && (joined || s.sign(last + 1, ',')) && age(last + 2)) {
            return false;
        }
        last += 2;
        if joined {
            break;
        }
    }
    joined && ends_age(s, last + 1)
}

/// Returns whether an age can end before the token at `i`.
fn ends_age(s: &Sentence, i: usize) -> bool {
    s.get(i).is_none_or(|t| {
        let closes = [',', ';', '.', ')'].iter().any(|&sign| t.is_sign(sign));
        closes || t.is_dash() && !t.touches_previous
    })
}

/// The maximum distance from a noun for a person to the "a" or "his" before it, in tokens.
const NEAR: usize = 3;

/// Returns whether the word before `i` denotes one person: "a man", "his daughter", "a retired baker".
fn names_person(s: &Sentence, i: usize) -> bool {
    let Some(noun) = i.checked_sub(1) else {
        return false;
    };
    let introduced =
        || (noun.saturating_sub(NEAR)..noun).any(|at| s.any(at, &["a", "an", "his", "her"]));
    let works = || {
        let ends = ["er", "or", "ist", "man", "woman", "ian"];
        ends.iter().any(|end| s.word(noun).ends_with(end))
            && !s.is(noun, Class::NumberNoun)
            && !s.is(noun, Class::Unit)
            && s.get(noun).is_some_and(|t| t.classes & CLOSED_CLASSES == 0)
    };
    s.is(noun, Class::AgedNoun) || works() && introduced()
}

/// Returns whether the word before `i` denotes several people, or is the last of several names: "two men", "Jane and
/// John Doe".
fn names_people(s: &Sentence, i: usize) -> bool {
    let joined =
        |at: usize| s.get(at).is_some_and(|t| t.capital && t.is_word()) && s.any(at + 1, &["and"]);
    let name = s.before(i).is_some_and(|t| t.is_word() && t.capital);
    s.is_before(i, Class::Person) && i.checked_sub(1).is_some_and(|at| is_plural(s, at))
        || s.any_before(i, &["sons", "daughters", "brothers", "sisters", "twins"])
        || name && (i.saturating_sub(5)..i).any(joined)
}

/// Returns whether the number is an age after a verb: "he was 42".
fn is_predicate(s: &Sentence, i: usize, last: usize, value: f64) -> bool {
    i >= 2
        && s.is(i - 1, Class::AgeVerb)
        && (i.saturating_sub(4)..i).any(|at| s.any(at, &["he", "she", "i", "who"]))
        && no_noun_at(s, last + 1)
        && value > 3.0
}

/// Recognises an age by its bound: "12 or younger", "65-and-over", "children under 12". The bounds must already have
/// been read.
pub fn read_bounded_age(s: &Sentence, quantity: &mut Quantity) {
    let (first, last) = (quantity.first, quantity.last);
    let value = quantity.ends.0;
    let whole = quantity.unit.is_none() && !quantity.vague && !quantity.is_range();
    if !(whole && value.fract() == 0.0 && (0.0..=120.0).contains(&value)) {
        return;
    }
    let compared = s.any(last, &["younger", "older"]);
    // "18 and under" is an age; "500 or over" and "20 and over the next" are not.
    let behind = s.any(last, &["under", "over", "up", "above"])
        && (s.any(last - 1, &["and"]) && no_noun_at(s, last + 1)
            || s.dash(last - 1) && s.any(last - 2, &["and"]))
        && value >= 10.0;
    let before = s.any(first, &["under", "over", "above", "below"])
        && first < quantity.number
        && (s.is_before(first, Class::Person)
            || s.any_before(first, &["those", "anyone", "everyone"]))
        && value > 1.0
        && (no_noun_at(s, last + 1) || !s.dash(last + 1) && !is_countable(s, last + 1));
    if compared || behind || before {
        quantity.unit = Some(UnitMatch::plain("year of age", last));
    }
}

/// Reads an age that is given as a decade, such as "in his late 20s" or "in her forties". The result is a range.
pub fn decade(s: &Sentence, i: usize) -> Option<Quantity> {
    let owned = s.is_before(i, Class::AgeLead) || s.any_before(i, &["-"]);
    let digits = is_plain_digits(s, i)
        && s.word(i).len() == 2
        && s.touches_previous(i + 1)
        && s.any(i + 1, &["s"]);
    let value = match (s.tokens[i].kind, amount(s, i)) {
        (TokenKind::Number { value, .. }, _) if digits => value,
        (_, Some(Amount::Decade(decade))) => decade,
        _ => return None,
    };
    if !owned || value % 10.0 != 0.0 || age_group(s, i).is_some() {
        return None;
    }
    let dash = usize::from(s.dash(i - 1));
    let part = i.checked_sub(1 + dash)?;
    let (low, high, first) = if s.any(part, &["early"]) {
        (value, value + 3.0, part)
    } else if s.any(part, &["mid"]) {
        (value + 4.0, value + 6.0, part)
    } else if s.any(part, &["late"]) {
        (value + 7.0, value + 9.0, part)
    } else {
        (value, value + 9.0, i)
    };
    let last = i + usize::from(digits);
    let unit = UnitMatch::plain("year of age", last);
    Some(Quantity {
        ends: (low, high),
        bound: Bound::Range,
        number: i,
        unit: Some(unit),
        ..Quantity::new(first, last, 0.0)
    })
}

/// Copies the unit of an age to the numbers listed before it: "18, 19, 20 year olds".
pub fn share_ages(s: &Sentence, quantities: &mut [Quantity]) {
    for i in (1..quantities.len()).rev() {
        let (before, after) = quantities.split_at_mut(i);
        let (Some(last), Some(next)) = (before.last_mut(), after.first()) else {
            continue;
        };
        let aged = next
            .unit
            .as_ref()
            .is_some_and(|unit| unit.name == "year of age")
            && next.last > next.number_last
            || next.unit.is_some() && begins_list(s, next);
        let listed = next.first == last.last + 2
            && (s.sign(last.last + 1, ',') || s.any(last.last + 1, &["and", "or"]));
        if aged && listed && last.unit.is_none() && last.ends.0 < 120.0 {
            last.unit.clone_from(&next.unit);
        }
    }
}

fn begins_list(s: &Sentence, next: &Quantity) -> bool {
    next.unit
        .as_ref()
        .is_some_and(|unit| unit.name == "year of age")
        && next.last == next.number_last
        && s.sign(next.last + 1, ',')
}
