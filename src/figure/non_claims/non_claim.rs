//! A number that is no claim, with the reason.

/// Why a number is no claim.
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

/// A number that is no claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonClaim {
    /// Why it is none.
    pub reason: Reason,
    /// The last token that belongs to it.
    pub last: usize,
}

impl NonClaim {
    /// A number that ends at the token `last` and is no claim.
    pub const fn new(reason: Reason, last: usize) -> Self {
        Self { reason, last }
    }
}
