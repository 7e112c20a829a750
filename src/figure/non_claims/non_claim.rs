//! Non-claims and their reasons.

/// The reason why a number is not a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A year.
    Year,
    /// A date.
    Date,
    /// A time of day.
    Clock,
    /// A position in a sequence.
    Ordinal,
    /// The score of a game or vote.
    Score,
    /// A telephone number or another identifier.
    Identifier,
    /// Part of a name or reference: "Flight 752", "page 5".
    Name,
    /// A pronoun such as "one".
    Pronoun,
    /// The base of a rate ("per 100,000 people").
    Base,
}

impl Reason {
    /// Returns the reason as a noun phrase, such as "a year".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Year => "a year",
            Self::Date => "a date",
            Self::Clock => "a time of day",
            Self::Ordinal => "a position in a sequence",
            Self::Score => "a score",
            Self::Identifier => "an identifier",
            Self::Name => "part of a name",
            Self::Pronoun => "a pronoun",
            Self::Base => "the base of a rate",
        }
    }
}

/// A number that is not a claim, because it is part of a date, a name or another expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonClaim {
    /// The reason why the number is not a claim.
    pub reason: Reason,
    /// The last token of the non-claim, including words such as the "p.m." in "2 p.m.".
    pub last: usize,
}

impl NonClaim {
    /// Creates a non-claim that ends at the token `last`.
    pub const fn new(reason: Reason, last: usize) -> Self {
        Self { reason, last }
    }
}
