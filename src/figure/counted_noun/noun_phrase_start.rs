//! Finds the start of the noun phrase after a number. Words such as "of the", an owner or a quoted name can come before
//! the phrase.

use crate::figure::quantity::Quantity;
use crate::figure::syntax::noun::{is_plural, plural_follows};
use crate::figure::syntax::suffix::is_participle;
use crate::figure::syntax::{Class, Sentence, Token};

/// Returns the first token of the noun phrase after a number. `at` is the token after the number.
pub fn noun_phrase_start(s: &Sentence, mut at: usize, quantity: &Quantity) -> usize {
    if s.get(at).is_some_and(Token::is_quote) && is_word(s, at + 1) {
        at = behind_quotation(s, at).unwrap_or(at + 1);
    }
    if s.is(at, Class::More) && s.any(at + 1, &["of"]) {
        at += 1;
    }
    // The noun can be in square brackets: "winning five [states]".
    if s.sign(at, '[') && is_word(s, at + 1) {
        return at + 1;
    }
    // The noun can follow "the number of": "brings to two the number of".
    if s.any(at, &["the"]) && s.any(at + 1, &["number"]) && s.any(at + 2, &["of"]) {
        return at + 3;
    }
    // The owner is skipped in "one of the Times' reporters", but not after a vague number, as in "millions of
    // Americans' lives".
    let plurals = !quantity.vague;
    if s.any(at, &["of"]) {
        return after_of(s, at + 1, plurals);
    }
    let all = quantity.fraction || is_plural(s, at + 1);
    if all && s.any(at, &["the", "its", "their", "his", "her"]) {
        return behind_owner(s, at + 1, 3, plurals).unwrap_or(at + 1);
    }
    at
}

/// Returns the first token of the noun phrase after an "of". `at` is the token after the "of".
fn after_of(s: &Sentence, mut at: usize, plurals: bool) -> usize {
    // "a third of those screened" has no noun.
    if s.is(at, Class::Anaphor) && is_participle(s, at + 1) && !plural_follows(s, at + 1) {
        return s.tokens.len();
    }
    while s.is(at, Class::Determiner) || s.is(at, Class::Possessive) {
        at += 1;
    }
    // Skip a second number: "one of eighteen B-17s", "two-thirds of the combined 4 million".
    let named = |&i: &usize| {
        s.get(i)
            .is_some_and(|t| t.is_number() || t.is_word() && !t.is(Class::Preposition))
    };
    let number = (at..at + 3)
        .take_while(named)
        .find(|&i| s.tokens[i].is_number());
    let at = number.map_or(at, |number| number + 1);
    behind_owner(s, at, 4, plurals).unwrap_or(at)
}

/// Returns the first token after an owner, or `None` if the first `words` tokens from `at` contain no owner.
fn behind_owner(s: &Sentence, at: usize, words: usize, plurals: bool) -> Option<usize> {
    let owner = (at..at + words).find(|&i| is_word(s, i) && ends_owner(s, i + 1, plurals))?;
    Some(owner + 2)
}

/// Returns whether the token at `i` ends an owner's name: "'s" or, if `plurals` is true, an apostrophe after a plural.
fn ends_owner(s: &Sentence, i: usize, plurals: bool) -> bool {
    let apostrophe =
        (s.sign(i, '\'') || s.sign(i, '’')) && s.touches_previous(i) && !s.touches_previous(i + 1);
    s.is(i, Class::Possessive) || plurals && apostrophe && s.word(i - 1).ends_with('s')
}

/// Returns the first token after a quoted name: "mortar" in "two “Lock and Load” mortar kits". Returns `None` if no
/// plural noun follows the name.
fn behind_quotation(s: &Sentence, open: usize) -> Option<usize> {
    let close = (open + 2..open + 8).find(|&i| s.get(i).is_some_and(Token::is_quote))?;
    plural_follows(s, close + 1).then_some(close + 1)
}

fn is_word(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(Token::is_word)
}
