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
    let inside = s
        .lexicon
        .scopes_before
        .at(&s.tokens, quantity.first)
        .map(|(_, scope)| scope);
    let before = s
        .lexicon
        .scopes_before
        .before(&s.tokens, at)
        .map(|(_, scope)| scope);
    let after = s
        .lexicon
        .scopes_after
        .at(&s.tokens, quantity.last + 1)
        .map(|(_, scope)| scope);
    let behind = phrase
        .and_then(|(_, last)| s.lexicon.scopes_after.at(&s.tokens, last + 1))
        .map(|(_, scope)| scope)
        .filter(|scope| *scope != Scope::Part);
    inside.or(before).or(after).or(behind)
}
