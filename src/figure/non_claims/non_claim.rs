//! The non-claim and its reason.

/// The reason why a number is not a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A year.
    Year,
    /// A date.
    Date,
    /// A time of day.
    Clock,
    /// A position in an order.
    Ordinal,
    /// The score of a game or vote.
    Score,
    /// A telephone number or another long identifier.
    Identifier,
    /// A part of a name, a model, a reference.
    Name,
    /// A pronoun: "one".
    Pronoun,
    /// The base of a rate ("per 100,000 people").
    Base,
}

impl Reason {
    /// Returns the reason in words for people.
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

/// A non-claim: a number that is part of a date, a name or the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonClaim {
    /// The reason why it is not a claim.
    pub reason: Reason,
    /// The last token of the number.
    pub last: usize,
}

impl NonClaim {
    /// Creates a non-claim that ends at the token `last`.
    pub const fn new(reason: Reason, last: usize) -> Self {
        Self { reason, last }
    }
}
