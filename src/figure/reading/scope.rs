//! Whether a figure is a total, a part, or comes on top of another.

use super::super::counted::Phrase;
use super::super::lexicon::Class;
use super::super::model::Scope;
use super::super::quantity::Quantity;
use super::super::sentence::Sentence;

/// Whether a figure is a total, a part, or comes on top of another.
pub fn scope(s: &Sentence, quantity: &Quantity, phrase: Option<Phrase>) -> Option<Scope> {
    let mut at = quantity.first;
    if at > 0
        && (s.tokens[at - 1].is_quote()
            || s.is(at - 1, Class::Determiner) && !s.any_before(at, &["another"]))
        && s.lexicon.scopes_before.before(&s.tokens, at).is_none()
    {
        at -= 1;
    }
    let (before, after) = (&s.lexicon.scopes_before, &s.lexicon.scopes_after);
    let behind = || {
        let (_, last) = phrase?;
        let found = after.at(&s.tokens, last + 1);
        found.filter(|&(_, scope)| scope != Scope::Part)
    };
    before
        .at(&s.tokens, quantity.first)
        .or_else(|| before.before(&s.tokens, at))
        .or_else(|| after.at(&s.tokens, quantity.last + 1))
        .or_else(behind)
        .map(|(_, scope)| scope)
}
