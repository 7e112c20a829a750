//! Quantities of a sentence: numbers with their signs, units, ranges and bounds.

pub mod age;
mod amount;
mod fraction;
mod joined;
mod list;
mod measured;
mod range;
mod scale;
#[cfg(test)]
mod tests;
mod vague;

use super::bound;
use super::exclude::{self, Reason};
use super::lexicon::Class;
use super::model::{Bound, Change};
use super::sentence::Sentence;
use super::token::{Kind, Token};
use super::token_range::TokenRange;
use super::unit::Found;
pub use amount::Amount;

/// A quantity, by its tokens.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The first token of the surface, bound words included.
    pub first: usize,
    /// The first token of the number itself.
    pub number: usize,
    /// The last token of the number itself.
    pub number_last: usize,
    /// The last token of the surface.
    pub last: usize,
    /// The least and the most it says, before bounds.
    pub ends: (f64, f64),
    /// The multiplier the number ended by.
    pub factor: f64,
    /// Its bound.
    pub bound: Bound,
    /// Its change.
    pub change: Option<Change>,
    /// Its unit.
    pub unit: Option<Found>,
    /// Whether it is a guess at "dozens".
    pub vague: bool,
    /// Whether it is a fraction in words.
    pub fraction: bool,
}

impl Quantity {
    fn new(first: usize, last: usize, value: f64) -> Self {
        Self {
            first,
            number: first,
            number_last: last,
            last,
            ends: (value, value),
            factor: 1.0,
            bound: Bound::Exact,
            change: None,
            unit: None,
            vague: false,
            fraction: false,
        }
    }

    /// Whether it is a range.
    pub fn is_range(&self) -> bool {
        self.bound == Bound::Range
    }
}

/// A number that is not a quantity.
#[derive(Clone, Copy, Debug)]
pub struct Excluded {
    /// Its tokens; the last one may lie behind the end of the sentence.
    pub words: TokenRange,
    /// Why it is not a quantity.
    pub reason: Reason,
}

/// The quantities of a sentence in order, and the numbers that are none.
pub fn read(s: &Sentence) -> (Vec<Quantity>, Vec<Excluded>) {
    let (mut quantities, excluded) = atoms(s);
    quantities = joined::joined(s, quantities);
    hanging(s, &mut quantities);
    quantities = range::ranges(s, quantities);
    list::units(s, &mut quantities);
    bound::apply(s, &mut quantities);
    quantities = bound::pairs(s, quantities);
    age::lists(s, &mut quantities);
    (apart(quantities), excluded)
}

/// Puts one in the place of each two neighbours that `one` makes one of.
pub fn join(
    quantities: Vec<Quantity>,
    one: impl Fn(&Quantity, &Quantity) -> Option<Quantity>,
) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(quantities.len());
    for quantity in quantities {
        match joined.last_mut() {
            Some(last) => match one(last, &quantity) {
                Some(both) => *last = both,
                None => joined.push(quantity),
            },
            None => joined.push(quantity),
        }
    }
    joined
}

/// Quantities that share no token: what one has taken, the next goes without.
fn apart(quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut floor = 0;
    let free = |mut quantity: Quantity| {
        quantity.first = quantity.first.max(floor);
        let whole = quantity.first <= quantity.number_last && quantity.number >= floor;
        floor = floor.max(quantity.last + 1);
        whole.then_some(quantity)
    };
    quantities.into_iter().filter_map(free).collect()
}

/// Single numbers with their units.
fn atoms(s: &Sentence) -> (Vec<Quantity>, Vec<Excluded>) {
    let (mut taken, mut excluded) = (Vec::new(), Vec::new());
    let mut i = 0;
    while i < s.tokens.len() {
        if let Some(mut quantity) = worded(s, i) {
            if s.tokens[quantity.number].is_number() && !quantity.is_range() {
                scale::negate(s, &mut quantity);
            }
            measured::units(s, &mut quantity);
            i = quantity.last + 1;
            taken.push(quantity);
            continue;
        }
        if let Kind::Number { value, factor } = s.tokens[i].kind {
            if let Some((reason, last)) = exclude::reason(s, i) {
                let words = TokenRange::new(i, last);
                excluded.push(Excluded { words, reason });
                i = last + 1;
                continue;
            }
            let mut quantity = Quantity {
                factor,
                ..Quantity::new(i, i, value)
            };
            scale::extend(s, &mut quantity);
            measured::units(s, &mut quantity);
            i = quantity.last.max(quantity.number_last) + 1;
            taken.push(quantity);
            continue;
        }
        if s.tokens[i].kind == Kind::Digits {
            excluded.push(Excluded {
                words: TokenRange::single(i),
                reason: Reason::Identifier,
            });
        }
        i += 1;
    }
    (taken, excluded)
}

/// An amount that is no plain numeral.
fn worded(s: &Sentence, i: usize) -> Option<Quantity> {
    let token = &s.tokens[i];
    let may = match token.kind {
        Kind::Word => token.is(Class::Amount) || s.word(i).ends_with("fold"),
        Kind::Number { .. } => true,
        Kind::Sign(sign) => !sign.is_ascii(),
        Kind::Digits => false,
    };
    may.then(|| {
        vague::vague(s, i)
            .or_else(|| fraction::fraction(s, i))
            .or_else(|| scale::fold(s, i))
            .or_else(|| age::decade(s, i))
    })?
}

/// "four-, five- and six-cylinder": hyphens that wait for their unit.
fn hanging(s: &Sentence, quantities: &mut [Quantity]) {
    for i in (1..quantities.len()).rev() {
        let (before, after) = quantities.split_at_mut(i);
        let (Some(last), Some(next)) = (before.last_mut(), after.first()) else {
            continue;
        };
        let hangs = s.dash(last.last + 1)
            && s.glued(last.last + 1)
            && !(s.glued(last.last + 2) && s.get(last.last + 2).is_some_and(Token::is_word))
            && next.first <= last.last + 4;
        if hangs && last.unit.is_none() {
            last.unit.clone_from(&next.unit);
        }
    }
}

/// Whether nothing counted can follow at `i`.
pub fn closes(s: &Sentence, i: usize) -> bool {
    s.get(i).is_none_or(|t| {
        !t.is_word() && !t.is_dash() && !t.is_sign('%')
            || t.is(Class::Preposition) && !s.any(i, &["of", "per"])
            || t.is(Class::Conjunction)
    })
}
