//! Reads compound units: "USD per barrel".

use std::borrow::Cow;

use super::unit_match::UnitMatch;
use crate::figure::syntax::{Class, Sentence, Unit};

/// Combines the unit that ends at `end` with any base after it: "USD per barrel", "barrel per day".
pub fn compound_unit(s: &Sentence, unit: Unit, end: usize) -> UnitMatch {
    let (name, last) = per(s, end + 1, unit.money).map_or_else(
        || (unit.name.to_owned(), end),
        |(by, last)| (format!("{} per {by}", unit.name), last),
    );
    UnitMatch {
        name,
        money: unit.money,
        last,
    }
}

/// Reads the base of a rate at `at`: "per day", "a barrel", "/hour", "-a-day". Returns its name and its last token.
fn per(s: &Sentence, at: usize, money: bool) -> Option<(Cow<'static, str>, usize)> {
    let hyphens = s.dash(at) && s.touches_previous(at);
    let at = at + usize::from(hyphens);
    let strong = s.any(at, &["per", "/"]);
    if !(strong || s.any(at, &["a", "an", "each", "every"])) {
        return None;
    }
    let at = at + 1 + usize::from(hyphens && s.dash(at + 1));
    let (len, by) = base(s, at, money)?;
    let timely = s.is(at, Class::Time) || s.is(at, Class::RateBase);
    let earlier = s.any(at + len, &["earlier", "ago", "later", "before", "after"]);
    (strong || timely && !earlier).then_some((by, at + len - 1))
}

/// Returns the length in tokens and the name of the base of a rate at `at`.
fn base(s: &Sentence, at: usize, money: bool) -> Option<(usize, Cow<'static, str>)> {
    let unit = s
        .lexicon
        .units
        .at(&s.tokens, at)
        .filter(|(_, by)| !by.money && !by.placement.needs_digits());
    if let Some((len, unit)) = unit {
        return Some((len, unit.name.into()));
    }
    (money && s.is(at, Class::MoneyBase)).then(|| (1, s.word(at).to_ascii_lowercase().into()))
}
