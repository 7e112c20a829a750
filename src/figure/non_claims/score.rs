//! Recognises scores of games and votes.

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::digits::{is_plain_digits, number_value};
use crate::figure::syntax::noun::is_countable;
use crate::figure::syntax::{Class, Sentence};

/// Recognises a score of two numbers: "a 9-2 lead", "won 3–1", "voted 52-48", "a 5-to-4 ruling".
pub fn score(s: &Sentence, i: usize) -> Option<NonClaim> {
    if let Some(last) = to(s, i) {
        return Some(NonClaim::new(Reason::Score, last));
    }
    let pair = s.dash(i + 1)
        && s.touches_previous(i + 1)
        && s.touches_previous(i + 2)
        && is_plain_digits(s, i)
        && is_plain_digits(s, i + 2);
    if !pair {
        return None;
    }
    let (first, second) = (number_value(s, i)?, number_value(s, i + 2)?);
    let other = s.word(i).len() == 4
        || first > 300.0
        || s.lexicon.units.at(&s.tokens, i + 3).is_some()
        || s.sign(i + 3, '%');
    if other {
        return None;
    }
    let counted = is_countable(s, i + 3);
    let scored = if first > second {
        !(s.dash(i + 3) || counted) || is_near_contest_word(s, i)
    } else {
        is_near_contest_word(s, i) && !counted
    };
    scored.then_some(NonClaim::new(Reason::Score, i + 2))
}

/// Returns the last token of a score such as "5-to-4". The first number must not be smaller than the second.
fn to(s: &Sentence, i: usize) -> Option<usize> {
    let hyphens = s.dash(i + 1) && s.any(i + 2, &["to"]) && s.dash(i + 3);
    let glued = (i + 1..=i + 4).all(|at| s.touches_previous(at)) && !s.touches_previous(i);
    let digits = is_plain_digits(s, i) && is_plain_digits(s, i + 4);
    let scored = hyphens && glued && digits && number_value(s, i)? >= number_value(s, i + 4)?;
    scored.then_some(i + 4)
}

/// Returns whether a word for a contest, such as "won" or "vote", is near the pair that starts at `i`.
fn is_near_contest_word(s: &Sentence, i: usize) -> bool {
    (i.saturating_sub(3)..i)
        .chain(i + 3..=i + 5)
        .any(|at| s.is(at, Class::Contest))
}
