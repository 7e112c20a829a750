//! Recognises the names of age groups.

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::Sentence;
use crate::figure::syntax::digits::{is_plain_digits, number_value};
use crate::figure::unit;

/// The highest age in the name of an age group.
const OLDEST: f64 = 120.0;

/// Recognises the name of an age group: "the under-18s", "an under-21 team", "over 60s".
pub fn age_group(s: &Sentence, i: usize) -> Option<NonClaim> {
    let aged = is_plain_digits(s, i) && number_value(s, i)? <= OLDEST;
    let hyphen =
        s.touches_previous(i) && s.touches_previous(i.wrapping_sub(1)) && s.dash(i.wrapping_sub(1));
    let lead = s.any_before(i - usize::from(hyphen), &["under", "over"]);
    if !(aged && lead) {
        return None;
    }
    let plural = s.touches_previous(i + 1) && s.any(i + 1, &["s"]);
    let last = i + usize::from(plural);
    let measured = s.sign(last + 1, '%') || s.dash(last + 1) || unit::after(s, i).is_some();
    (plural || hyphen && !measured).then_some(NonClaim::new(Reason::Name, last))
}
