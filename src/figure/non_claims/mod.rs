//! Recognises non-claims: years, dates, clock times, ordinals, scores, identifiers, names, pronouns and the bases of
//! rates.

mod clock_time;
mod date;
mod identifier;
mod name;
mod non_claim;
mod ordinal;
mod pronoun;
mod score;
mod year;

use crate::figure::syntax::Sentence;
pub use non_claim::{NonClaim, Reason};

/// Returns the non-claim at the token `i`, or `None` if the number at `i` is a claim.
pub fn find(s: &Sentence, i: usize) -> Option<NonClaim> {
    identifier::identifier(s, i)
        .or_else(|| date::date(s, i))
        .or_else(|| clock_time::clock_time(s, i))
        .or_else(|| ordinal::ordinal(s, i))
        .or_else(|| ordinal::rate_base(s, i))
        .or_else(|| name::name(s, i))
        .or_else(|| year::year(s, i))
        .or_else(|| score::score(s, i))
        .or_else(|| pronoun::pronoun(s, i))
}
