//! Numbers that are no figures: years, dates, clock times, ordinals, scores, phone numbers, versions, names.

mod clock_time;
mod date;
mod identifier;
mod name;
mod ordinal;
mod pronoun;
mod score;
mod year;

use super::syntax::lexicon::Class;
use super::syntax::sentence::Sentence;
use super::syntax::token::{Kind, Token};

/// Why a number is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A year.
    Year,
    /// A date.
    Date,
    /// A time of day.
    Clock,
    /// The place in a row.
    Ordinal,
    /// The score of a game or vote.
    Score,
    /// A telephone number or another long identifier.
    Identifier,
    /// A part of a name, a model, a reference.
    Name,
    /// "one" in place of a noun.
    Pronoun,
    /// The base of a rate ("per 100,000 people").
    Base,
}

impl Reason {
    /// The reason as a person reads it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Year => "a year",
            Self::Date => "a date",
            Self::Clock => "a time of day",
            Self::Ordinal => "an ordinal",
            Self::Score => "a score",
            Self::Identifier => "an identifier",
            Self::Name => "part of a name",
            Self::Pronoun => "a pronoun",
            Self::Base => "the base of a rate",
        }
    }
}

/// Why a number is no figure, and the last token that belongs to it.
type Found = (Reason, usize);

/// Why the number at token `i` is no figure, and the last token that belongs to it; none if it is one.
pub fn reason(s: &Sentence, i: usize) -> Option<Found> {
    identifier::identifier(s, i)
        .or_else(|| date::date(s, i))
        .or_else(|| clock_time::clock(s, i))
        .or_else(|| ordinal::ordinal(s, i))
        .or_else(|| ordinal::base(s, i))
        .or_else(|| name::name(s, i))
        .or_else(|| year::year(s, i))
        .or_else(|| score::score(s, i))
        .or_else(|| pronoun::pronoun(s, i))
}

/// The value of the number at `i`.
fn value(s: &Sentence, i: usize) -> Option<f64> {
    match s.get(i)?.kind {
        Kind::Number { value, .. } => Some(value),
        _ => None,
    }
}

/// Whether the number at `i` is written in digits and nothing else.
pub fn plain_digits(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(Token::is_number) && s.word(i).bytes().all(|b| b.is_ascii_digit())
}

/// Whether digits stand at `i`, a cardinal or not.
fn digits(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(|t| t.kind == Kind::Digits) || plain_digits(s, i)
}

/// Whether the word at `i` looks like something in small letters that is counted.
pub fn countable(s: &Sentence, i: usize) -> bool {
    let Some(token) = s.get(i).filter(|t| t.is_word() && !t.capital) else {
        return false;
    };
    let word = s.word(i);
    let plural = token.is(Class::Plural)
        || word.ends_with('s')
            && !word.ends_with("ss")
            && word.len() > 3
            && !token.is(Class::Auxiliary);
    plural
        && !token.is(Class::Conjunction)
        && !token.is(Class::Preposition)
        && !token.is(Class::Verb)
        || token.is(Class::Person)
}
