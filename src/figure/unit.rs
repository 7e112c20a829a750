//! Units and currencies beside a number, before or behind it, simple or compound.

use super::lexicon::{Class, LEXICON, Stands, Unit};
use super::sentence::Sentence;
use super::token;

/// A unit as a figure carries it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The canonical name: "USD", "kilometre per hour".
    pub name: String,
    /// Whether it is money.
    pub money: bool,
    /// The last token that belongs to it.
    pub last: usize,
}

/// The canonical unit for a unit's word or symbol as a person types it.
pub fn named(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let tokens = token::tokens(&LEXICON, text, 0, text.len());
    let whole = LEXICON
        .units
        .at(&tokens, 0)
        .filter(|(len, _)| *len == tokens.len());
    whole.map(|(_, unit)| unit.name)
}

/// The currency directly before the number at `i`: its first token and what it is.
pub fn before(s: &Sentence, i: usize) -> Option<(usize, Unit)> {
    let (len, unit) = s
        .lexicon
        .units
        .before(&s.tokens, i)
        .filter(|(_, unit)| unit.money && unit.stands != Stands::Behind)?;
    let first = i - len;
    // "a $3500 mortgage" is not in Australian dollars.
    let loose = (first + 1..i).any(|at| !s.glued(at));
    let upper = |word: &str| word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    if loose && !upper(s.word(first)) {
        let unit = s
            .lexicon
            .units
            .before(&s.tokens[i - 1..i], 1)
            .map(|(_, unit)| unit)?;
        return unit.money.then_some((i - 1, unit));
    }
    let sign = (first..i).any(|at| s.get(at).is_some_and(|t| !t.is_word()));
    // "PS5" is a toy, "PS21,700" a sum whose sign was spelt out.
    if s.any(first, &["ps"]) {
        return (s.glued(i) && s.word(first) == "PS").then_some((first, unit));
    }
    // "euro 5" is rare and "real 5" wrong: only signs, codes in capitals and what touches the number.
    let code = s.word(first).len() >= 2
        && s.word(first)
            .bytes()
            .all(|b| b.is_ascii_uppercase() || !b.is_ascii_alphabetic());
    let short = s.any(first, &["rs", "rp", "rm", "ksh"]) && s.get(first).is_some_and(|t| t.capital);
    (sign || code && !s.any(i - 1, &["real", "won", "rand", "all", "ETH", "PS"]) || short)
        .then_some((first, unit))
}

/// The unit behind the number whose last token is `last`.
pub fn after(s: &Sentence, last: usize) -> Option<Found> {
    let mut at = last + 1;
    if s.dash(at) && s.glued(at) && !s.word(at).starts_with('—') {
        at += 1;
    }
    if s.sign(at, '[') {
        at += 1;
    }
    let (len, unit) = s.lexicon.units.at(&s.tokens, at)?;
    let end = at + len - 1;
    if !stands(s, at, end, last, unit) {
        return None;
    }
    Some(compound(s, unit, end))
}

/// Whether a unit's form may stand there.
fn stands(s: &Sentence, at: usize, end: usize, last: usize, unit: Unit) -> bool {
    let digits = s.word(last).bytes().any(|b| b.is_ascii_digit());
    let letter = s.get(at).is_some_and(token::Token::is_word) && s.slice(at, end).len() <= 2;
    let glued = s.glued(at);
    if unit.money && s.get(at).is_some_and(|t| t.is_sign('$')) {
        // "5 $200 notes": the sign belongs to the number behind it.
        return glued && !s.get(at + 1).is_some_and(|t| t.is_number() && t.glued)
            || !s.get(at + 1).is_some_and(token::Token::is_number);
    }
    match unit.stands {
        Stands::Before => false,
        Stands::BehindDigits => {
            let quote = s.get(at).is_some_and(token::Token::is_quote);
            let word = s.any(
                at,
                &[
                    "in", "a", "s", "h", "d", "c", "f", "v", "w", "g", "m", "l", "k", "point",
                    "min", "sec",
                ],
            );
            let loose = s
                .word(at)
                .bytes()
                .next()
                .is_some_and(|b| b.is_ascii_uppercase())
                && s.any(at, &["c", "f", "w", "v", "k"])
                || s.any(
                    at,
                    &[
                        "min", "sec", "pc", "pct", "bp", "yd", "pt", "ha", "wk", "mo", "ft",
                    ],
                )
                || s.any(at, &["m", "g", "l"]);
            let inch = s.any(at, &["in"])
                && digits
                && s.any(at.saturating_sub(2), &["ft", "feet", "foot", "'"]);
            let decade = s.any(at, &["s"]) && !s.word(last).contains('.');
            let generation = s.word(at) == "G";
            digits
                && !generation
                && !decade
                && (glued && (!quote || !open_quote(s, at))
                    || !word && !quote
                    || loose && !quote
                    || inch)
        }
        Stands::Behind | Stands::Free => {
            let won = s.any(
                at,
                &[
                    "won", "real", "rand", "dong", "all", "try", "top", "cup", "mad", "gel", "lev",
                    "lei", "rs", "pp", "mp", "nit", "lux", "stone", "bar", "ps", "lari", "bolivar",
                    "taka", "php", "dash", "mi", "rm", "rp",
                ],
            );
            let acronym = s.get(at).is_some_and(|t| t.capital) && !s.word(last).is_empty();
            let legible = digits || !letter;
            legible
                && (!won
                    || s.any(at, &["cup", "stone", "bar", "lux", "pp", "mp", "mi"]) && digits
                    || glued
                    || acronym && s.word(at).bytes().all(|b| b.is_ascii_uppercase())
                    || digits
                        && s.word(last).bytes().any(|b| b.is_ascii_alphabetic())
                        && s.any(at, &["won", "real", "rand", "dong", "lei", "lev"]))
        }
    }
}

/// Whether a quotation mark before the number at `at` is still open, so that the one behind closes it.
fn open_quote(s: &Sentence, at: usize) -> bool {
    s.tokens[..at]
        .iter()
        .rev()
        .skip(1)
        .take(80)
        .filter(|t| t.is_quote())
        .count()
        % 2
        == 1
}

/// The unit with what it is counted by: "USD per barrel", "barrel per day".
fn compound(s: &Sentence, unit: Unit, end: usize) -> Found {
    let name = unit.name.to_owned();
    let plain = Found {
        name,
        money: unit.money,
        last: end,
    };
    per(s, end + 1, unit.money).map_or(plain, |(by, last)| Found {
        name: format!("{} per {by}", unit.name),
        money: unit.money,
        last,
    })
}

/// "per day", "a barrel", "/hour", "-a-day" at `at`: what by, and its last token.
pub fn per(s: &Sentence, at: usize, money: bool) -> Option<(&'static str, usize)> {
    let mut at = at;
    let hyphens = s.dash(at) && s.glued(at);
    if hyphens {
        at += 1;
    }
    let strong = s.any(at, &["per", "/"]);
    if !(strong || s.any(at, &["a", "an", "each", "every"])) {
        return None;
    }
    at += 1;
    if hyphens && s.dash(at) {
        at += 1;
    }
    let (len, by) = s
        .lexicon
        .units
        .at(&s.tokens, at)
        .filter(|(_, by)| !by.money && by.stands == Stands::Free)
        .or_else(|| {
            let word = BASES.iter().find(|word| money && s.any(at, &[word]))?;
            Some((
                1,
                Unit {
                    name: word,
                    money: false,
                    stands: Stands::Free,
                },
            ))
        })?;
    let timely = s.is(at, Class::Time)
        || s.any(
            at,
            &[
                "barrel", "gallon", "ton", "tonne", "share", "ounce", "pound", "litre", "liter",
                "acre", "mile", "bushel", "person", "head", "piece", "ticket", "unit", "barrels",
            ],
        );
    let earlier = s.any(at + len, &["earlier", "ago", "later", "before", "after"]);
    (strong || timely && !earlier).then_some((by.name, at + len - 1))
}

/// What money is counted by beside units.
const BASES: [&str; 12] = [
    "share",
    "person",
    "head",
    "piece",
    "ticket",
    "unit",
    "household",
    "student",
    "vote",
    "capita",
    "pupil",
    "visit",
];

/// Whether the unit is one of time, which does not tell what is counted.
pub fn is_time(name: &str) -> bool {
    LEXICON.has(name, Class::Time)
}
