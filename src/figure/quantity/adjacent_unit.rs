//! Reads the units before and after a number.

use super::amount::times;
use super::{Quantity, age};
use crate::figure::syntax::noun::no_noun_at;
use crate::figure::syntax::{Class, Sentence, Token, Unit};
use crate::figure::unit::{self, UnitMatch};

/// Reads the unit next to a number. A number without one may still state an age, a magnitude or a percentage.
pub fn read_units(s: &Sentence, quantity: &mut Quantity) {
    if let Some(unit) = &quantity.unit {
        quantity.last = quantity.last.max(unit.last);
    } else if let Some((first, money)) = unit::before(s, quantity.number) {
        quantity.first = first;
        take(quantity, priced(s, quantity.number_last, money));
    } else if quantity.fraction && !s.dash(quantity.last + 1) {
        // "half an hour" has a unit, but "half of" does not.
        let found = unit::after(s, quantity.last).filter(|_| !s.any(quantity.last + 1, &["of"]));
        if let Some(found) = found {
            take(quantity, found);
        }
    } else if let Some(found) = behind(s, quantity).or_else(|| described(s, quantity)) {
        take(quantity, found);
        multiplied(s, quantity);
    } else {
        age::read_age(s, quantity);
        magnitude(s, quantity);
        percentage(s, quantity);
    }
}

fn take(quantity: &mut Quantity, unit: UnitMatch) {
    quantity.last = unit.last;
    quantity.unit = Some(unit);
}

/// Finds a unit after words that describe it: "10 consecutive days", "517 rushing yards".
fn described(s: &Sentence, quantity: &Quantity) -> Option<UnitMatch> {
    let first = quantity.number_last + 1;
    let describes = |i: usize| {
        let doing = s.word(i).len() > 5 && s.word(i).ends_with("ing");
        s.is(i, Class::Adjective) || s.is(i, Class::More) || doing
    };
    let unit = (first..first + 3)
        .find(|&i| !describes(i))
        .filter(|&i| i > first)?;
    let plain = s.is(unit, Class::PlainUnit) && !s.touches_previous(unit);
    plain.then(|| unit::after(s, unit - 1)).flatten()
}

/// Reads a currency code after an "M" for millions: "MUSD".
fn in_millions(s: &Sentence, i: usize) -> Option<UnitMatch> {
    let code = s.word(i).strip_prefix('M').filter(|code| code.len() == 3)?;
    let upper = code.bytes().all(|b| b.is_ascii_uppercase());
    let (name, money) = upper
        .then(|| unit::currency(code))
        .flatten()
        .map(|name| (name.to_owned(), true))?;
    Some(UnitMatch {
        name,
        money,
        last: i,
    })
}

/// Multiplies a quantity by the scale word after its currency, or by the "M" before its currency code: "75 USD
/// million", "30 MUSD".
fn multiplied(s: &Sentence, quantity: &mut Quantity) {
    let Some(unit) = quantity
        .unit
        .as_mut()
        .filter(|unit| unit.money && quantity.factor <= 1.0)
    else {
        return;
    };
    let word = s.word(unit.last);
    let code = unit.last == quantity.number_last + 1;
    let times = match times(s, unit.last + 1).filter(|_| code && word == unit.name) {
        Some(times) => {
            unit.last += 1;
            times
        }
        None if code && word.strip_prefix('M') == Some(unit.name.as_str()) => 1e6,
        None => return,
    };
    quantity.last = unit.last;
    quantity.ends = (quantity.ends.0 * times, quantity.ends.1 * times);
    quantity.factor = times;
}

/// Combines the currency before a number with the words after the number: "$5 US", "$40 dollars", "$5 a day". `last` is
/// the last token of the number.
fn priced(s: &Sentence, last: usize, money: Unit) -> UnitMatch {
    let again = unit::after(s, last)
        .filter(|again| again.money && s.get(last + 1).is_some_and(Token::is_word));
    let land = || {
        money.name == "USD"
            && (s.word(last + 1) == "US"
                || s.any(last + 1, &["cdn"]) && s.get(last + 1).is_some_and(|t| t.capital))
    };
    let last = match again {
        Some(again) => again.last,
        None => last + usize::from(land()),
    };
    unit::compound_unit(s, money, last)
}

/// Finds the unit after the number: "5 years", "dozens of dollars".
fn behind(s: &Sentence, quantity: &Quantity) -> Option<UnitMatch> {
    let couple = s.any(quantity.last, &["couple"]);
    let of = usize::from((quantity.vague || couple) && s.any(quantity.last + 1, &["of"]));
    let mut found = unit::after(s, quantity.number_last + of)
        .or_else(|| in_millions(s, quantity.number_last + 1))?;
    // "at the age of 5 years" states an age, not a duration.
    let i = quantity.number;
    if found.name == "year" && s.any_before(i, &["of"]) && s.any_before(i - 1, &["age", "ages"]) {
        "year of age".clone_into(&mut found.name);
    }
    Some(found)
}

/// Reads a percentage whose unit comes before it: "a shooting percentage of 44.5".
fn percentage(s: &Sentence, quantity: &mut Quantity) {
    let Some(of) = quantity
        .first
        .checked_sub(1)
        .filter(|&of| s.any(of, &["of"]))
    else {
        return;
    };
    let percent = s.lexicon.units.before(&s.tokens, of).filter(|(len, unit)| {
        unit.name == "percent" && !(of > *len && s.get(of - len - 1).is_some_and(Token::is_number))
    });
    let bare = quantity.unit.is_none() && !quantity.vague && !quantity.fraction;
    let next = quantity.last + 1;
    let closed = no_noun_at(s, next) && !s.is(next, Class::Conjunction);
    if bare && percent.is_some() && quantity.ends.0 >= 1.0 && closed {
        quantity.unit = Some(UnitMatch::plain("percent", quantity.last));
    }
}

/// Reads the magnitude of an earthquake: "magnitude 7.8", "measured at 8.0".
fn magnitude(s: &Sentence, quantity: &mut Quantity) {
    let i = quantity.number;
    let before = s.any_before(i, &["magnitude", "magnitude-"])
        || i >= 2 && s.any(i - 2, &["magnitude"]) && s.any(i - 1, &["of", "-", "at", "was"]);
    let decimal = s.word(i).len() == 3 && s.word(i).contains('.') && no_noun_at(s, i + 1);
    let quake = decimal && (i.saturating_sub(24)..i + 24).any(|at| s.is(at, Class::Quake));
    if before || quake && quantity.ends.0 < 10.0 {
        quantity.unit = Some(UnitMatch::plain("magnitude", quantity.last));
    }
}
