//! Units and currencies beside a number, before or behind it, simple or compound.

mod rate;
mod stands;

use super::lexicon::{Class, LEXICON};
use super::sentence::Sentence;
use super::token::{self, Kind, Token};
use super::token_range::TokenRange;
pub use rate::compound;
pub use stands::Stands;

/// A unit of measure or of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its canonical name.
    pub name: &'static str,
    /// Whether it is money.
    pub money: bool,
    /// Where this form may stand.
    pub stands: Stands,
}

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

impl Found {
    /// A unit that is no money.
    pub fn plain(name: &str, last: usize) -> Self {
        Self {
            name: name.to_owned(),
            money: false,
            last,
        }
    }
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

/// The currency of a code: "USD", "GBP".
pub fn currency(code: &str) -> Option<&'static str> {
    named(code).filter(|&name| name == code && LEXICON.has(code, Class::Code))
}

/// The currency directly before the number at `i`: its first token and what it is.
pub fn before(s: &Sentence, i: usize) -> Option<(usize, Unit)> {
    let (len, unit) = s
        .lexicon
        .units
        .before(&s.tokens, i)
        .filter(|(_, unit)| unit.money && unit.stands != Stands::Behind)?;
    let first = i - len;
    let upper = |word: &str| word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    // "a $3500 mortgage" is not in Australian dollars, and "10 $ 30 cents" has its sign behind.
    let loose = (first + 1..i).any(|at| !s.glued(at));
    if stands::behind_first(s, i - 1) {
        return None;
    }
    let letters = s.word(first);
    let code =
        || letters.len() == 2 && !s.is(first, Class::Pronoun) || matches!(letters, "c" | "C");
    if loose && !upper(letters) && !code() {
        let sign = &s.tokens[i - 1..i];
        let (_, unit) = s.lexicon.units.before(sign, 1)?;
        return unit.money.then_some((i - 1, unit));
    }
    // "PS5" is a toy, "PS21,700" a sum whose sign was spelt out.
    if s.any(first, &["ps"]) {
        return (s.glued(i) && s.word(first) == "PS").then_some((first, unit));
    }
    // "euro 5" is rare and "real 5" wrong: only signs, codes in capitals and abbreviations.
    let sign = (first..i).any(|at| s.get(at).is_some_and(|t| !t.is_word()));
    let code = s.word(first).len() >= 2
        && s.word(first)
            .bytes()
            .all(|b| b.is_ascii_uppercase() || !b.is_ascii_alphabetic());
    let short = unit.stands == Stands::Abbreviation && s.get(first).is_some_and(|t| t.capital);
    (sign || code && unit.stands != Stands::Multiplied || short).then_some((first, unit))
}

/// The unit behind the number whose last token is `last`.
pub fn after(s: &Sentence, last: usize) -> Option<Found> {
    let mut at = last + 1;
    if s.dash(at) && s.glued(at) && !s.word(at).starts_with('—') {
        at += 1;
    }
    let bracket = s.get(at).filter(|t| !t.glued).and_then(closing);
    if s.sign(at, '[') || bracket.is_some() {
        at += 1;
    }
    let (len, unit) = s.lexicon.units.at(&s.tokens, at)?;
    let form = TokenRange::starting_at(at, len);
    let end = form.last;
    if !stands::stands(s, form, last, unit) {
        return None;
    }
    // "20 (kg)"
    if let Some(closing) = bracket {
        return s
            .sign(end + 1, closing)
            .then(|| Found::plain(unit.name, end + 1))
            .filter(|_| !unit.money && s.text_of(form).len() > 1);
    }
    Some(compound(s, unit, end))
}

/// The sign that closes the bracket that a unit may stand in.
fn closing(token: &Token) -> Option<char> {
    match token.kind {
        Kind::Sign('(') => Some(')'),
        Kind::Sign('{') => Some('}'),
        Kind::Sign('<') => Some('>'),
        _ => None,
    }
}

/// Whether the unit is one of time, which does not tell what is counted.
pub fn is_time(name: &str) -> bool {
    LEXICON.has(name, Class::Time)
}
