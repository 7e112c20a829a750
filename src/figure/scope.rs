//! Finds the scope of a figure: whether it is a total, part of another figure, or an addition to another figure.

use crate::figure::finding::Finding;
use crate::figure::model::Scope;
use crate::figure::quantity::Quantity;
use crate::figure::syntax::noun::NounPhrase;
use crate::figure::syntax::{Class, Sentence};

/// Returns the scope stated by the words next to the number or after its noun phrase, or `None` if they state none.
pub fn scope(
    s: &Sentence,
    quantity: &Quantity,
    phrase: Option<NounPhrase>,
) -> Option<Finding<Scope>> {
    let mut at = quantity.first;
    if at > 0
        && (s.tokens[at - 1].is_quote()
            || s.is(at - 1, Class::Determiner) && !s.any_before(at, &["another"]))
        && s.lexicon.scopes_before.before(&s.tokens, at).is_none()
    {
        at -= 1;
    }
    let (before, after) = (&s.lexicon.scopes_before, &s.lexicon.scopes_after);
    let from =
        |i: usize| move |(len, scope): (usize, Scope)| (NounPhrase::starting_at(i, len), scope);
    let behind = || {
        let next = phrase?.last + 1;
        let found = after.at(&s.tokens, next);
        found
            .filter(|&(_, scope)| scope != Scope::Part)
            .map(from(next))
    };
    let next = quantity.last + 1;
    let ahead = || {
        let (len, scope) = before.before(&s.tokens, at)?;
        Some((NounPhrase::ending_before(at, len), scope))
    };
    before
        .at(&s.tokens, quantity.first)
        .map(from(quantity.first))
        .or_else(ahead)
        .or_else(|| after.at(&s.tokens, next).map(from(next)))
        .or_else(behind)
        .map(|(words, scope)| Finding::by(s, "words next to the number", words, scope))
}
