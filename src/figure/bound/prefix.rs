//! Reads bounds before a number: "at least 500", "no more than 20", "under the age of 21".

use crate::figure::model::Bound;
use crate::figure::quantity::Quantity;
use crate::figure::syntax::noun::is_plural;
use crate::figure::syntax::{Class, Sentence};
use crate::figure::unit::{self, UnitMatch};

/// Sets the bound of a quantity from the words before its number. Words before the token `floor` belong to the previous
/// number and are ignored.
pub fn read_prefix(s: &Sentence, quantity: &mut Quantity, floor: usize) {
    let mut outer = None;
    loop {
        // Skip an opening quotation mark before the number: over “46,000”.
        let skip = quantity.first > floor + 1
            && s.tokens[quantity.first - 1].is_quote()
            && outer.is_none();
        let at = quantity.first - usize::from(skip);
        let Some((len, bound)) = s
            .lexicon
            .bounds_before
            .before(&s.tokens, at)
            .filter(|(len, _)| at - len >= floor)
        else {
            break;
        };
        if !bounds_number(s, floor, at - len, len, bound, quantity) {
            break;
        }
        quantity.first = at - len;
        // The innermost bound wins ("about" in "only about 5"), unless it is exact.
        if outer.is_none() || outer == Some(Bound::Exact) {
            outer = Some(bound);
        }
    }
    if let Some(bound) = outer.filter(|_| !quantity.is_range()) {
        quantity.bound = bound;
    }
    read_age_bound(s, quantity);
}

/// Returns whether the phrase at `at` states a bound on the number. A single word such as "over" can also mean
/// something else.
fn bounds_number(
    s: &Sentence,
    floor: usize,
    at: usize,
    len: usize,
    bound: Bound,
    quantity: &Quantity,
) -> bool {
    let timed = quantity
        .unit
        .as_ref()
        .is_some_and(|u| unit::is_time_unit(&u.name));
    if len > 1 {
        return true;
    }
    let the_over =
        s.any(at, &["over", "under", "near", "passed", "within"]) && s.any(at + 1, &["the"]);
    match bound {
        _ if the_over => false,
        // In "turned over five prisoners", "over" belongs to the verb.
        Bound::MoreThan if s.any(at, &["over"]) && s.is_before(at, Class::OverVerb) && !timed => {
            false
        }
        // In "save $230 billion over 10 years", "over" means "during".
        Bound::MoreThan if s.any(at, &["over"]) => {
            !(timed && (s.is_before(at, Class::SpreadVerb) || amount_before(s, floor, at)))
        }
        // "top" is a verb in "deaths top 5,000" and "could top 5,000", but not in "the top 5,000".
        Bound::MoreThan if s.any(at, &["top"]) => {
            at > floor
                && !s.is(at - 1, Class::Determiner)
                && (is_plural(s, at - 1) || s.is(at - 1, Class::Modal))
        }
        Bound::AtMost if s.any(at, &["within"]) => true,
        Bound::LessThan if s.any(at, &["under"]) => !s.any_before(at, &["from"]),
        Bound::Approx if s.any(at, &["say", "average", "maybe", "so"]) => {
            s.any(at, &["maybe"]) || s.any_before(at, &[",", "a", "an"])
        }
        Bound::Approx if s.any(at, &["estimated"]) => {
            !s.is_before(at, Class::Auxiliary) || s.any_before(at, &["an"])
        }
        Bound::Approx if s.any(at, &["around"]) => !s.any_before(at, &["all", "turned"]),
        Bound::Nearly if s.any(at, &["near"]) => quantity.unit.is_none(),
        _ => true,
    }
}

/// Returns whether at most a short noun phrase separates the word at `at` from the previous amount: "save $230 billion
/// over 10 years". `floor` is the token after that amount.
fn amount_before(s: &Sentence, floor: usize, at: usize) -> bool {
    const OTHER: [Class; 5] = [
        Class::Preposition,
        Class::Auxiliary,
        Class::Conjunction,
        Class::Verb,
        Class::Speech,
    ];
    let noun = |i: usize| {
        s.get(i)
            .is_some_and(|t| t.is_word() && !OTHER.iter().any(|&class| t.is(class)))
    };
    floor > 0 && at - floor <= 2 && (floor..at).all(noun)
}

/// Reads a bound on an age: "under the age of 21", "younger than 18".
fn read_age_bound(s: &Sentence, quantity: &mut Quantity) {
    let aged = quantity
        .unit
        .as_ref()
        .is_some_and(|u| u.name.ends_with("of age"));
    if let Some((word, bound)) =
        age_bound(s, quantity.first).filter(|_| aged && !quantity.is_range())
    {
        quantity.bound = bound;
        quantity.first = word;
    }
    let compared = quantity.unit.is_none()
        && s.any(quantity.first, &["younger", "older"])
        && quantity.ends.0 <= 120.0;
    if compared {
        quantity.unit = Some(UnitMatch::plain("year of age", quantity.last));
    }
}

/// Returns the first token and the bound of a phrase such as "under the age of" that ends before the token `first`.
fn age_bound(s: &Sentence, first: usize) -> Option<(usize, Bound)> {
    let word = first.checked_sub(4)?;
    let of_age =
        s.any(word + 1, &["the"]) && s.any(word + 2, &["age", "ages"]) && s.any(word + 3, &["of"]);
    let bound = if s.any(word, &["under", "below", "before"]) {
        Bound::LessThan
    } else if s.any(word, &["over", "above"]) {
        Bound::MoreThan
    } else if s.any(word, &["through", "until", "to"]) {
        Bound::AtMost
    } else {
        return None;
    };
    of_age.then_some((word, bound))
}
