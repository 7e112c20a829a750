//! Recognises non-claims: years, dates, clock times, ordinals, scores, identifiers, telephone numbers, names, pronouns
//! and the bases of rates.

mod age_group;
mod clock_time;
mod date;
mod day_number;
mod identifier;
mod name;
mod non_claim;
mod numbered_name;
mod ordinal;
mod phone_number;
mod pronoun;
mod score;
mod year;

use crate::figure::syntax::Sentence;
pub use age_group::age_group;
pub use non_claim::{NonClaim, Reason};

/// Returns the non-claim at the token `i`, or `None` if the number at `i` is a claim.
pub fn find(s: &Sentence, i: usize) -> Option<NonClaim> {
    identifier::identifier(s, i)
        .or_else(|| numbered_name::numbered_name(s, i))
        .or_else(|| age_group(s, i))
        .or_else(|| date::date(s, i))
        .or_else(|| clock_time::clock_time(s, i))
        .or_else(|| phone_number::padded(s, i))
        .or_else(|| day_number::day_number(s, i))
        .or_else(|| ordinal::ordinal(s, i))
        .or_else(|| ordinal::rate_base(s, i))
        .or_else(|| name::name(s, i))
        .or_else(|| year::year(s, i))
        .or_else(|| score::score(s, i))
        .or_else(|| pronoun::pronoun(s, i))
}
