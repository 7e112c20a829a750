//! Checks for nouns that a number can count, and for the end of a noun phrase.

use super::sentence::Sentence;
use super::token::Token;
use super::token_range::TokenRange;
use super::word_class::{Class, Classes};

/// The tokens of a noun phrase.
pub type NounPhrase = TokenRange;

/// Endings in "s" that do not mark a plural.
const SINGULAR: [&str; 5] = ["ss", "us", "is", "'s", "’s"];

/// Returns whether the word at `i` is a plural noun.
pub fn is_plural(s: &Sentence, i: usize) -> bool {
    let Some(token) = s.get(i) else { return false };
    if token.is(Class::Plural) {
        // In "police officers" and "Chinese ships", the first word only describes the counted plural.
        return !token.is(Class::Collective)
            || s.get(i + 1)
                .is_none_or(|t| !t.is_word() || ends_noun_phrase(t));
    }
    let word = s.word(i);
    word.len() > 2
        && !token.is(Class::Singular)
        && word.ends_with('s')
        && !SINGULAR.iter().any(|end| word.ends_with(end))
        && !token.is(Class::Auxiliary)
}

/// Returns whether one of the three words starting at `i` is a plural noun. A hyphenated compound counts as one word.
/// The search stops at a preposition, an auxiliary, a number or a punctuation mark.
pub fn plural_follows(s: &Sentence, i: usize) -> bool {
    let mut words = 0;
    for at in i..i + 8 {
        let Some(token) = s.get(at) else { return false };
        if token.is_dash() && token.touches_previous && s.touches_previous(at + 1) {
            words -= 1;
            continue;
        }
        if !token.is_word() || token.is(Class::Preposition) || token.is(Class::Auxiliary) {
            return false;
        }
        words += 1;
        if words > 3 {
            return false;
        }
        if is_plural(s, at) {
            return true;
        }
    }
    false
}

/// Returns whether the word at `i` looks like a common noun that can be counted.
pub fn is_countable(s: &Sentence, i: usize) -> bool {
    let Some(token) = s.get(i).filter(|t| t.is_word() && !t.capital) else {
        return false;
    };
    let word = s.word(i);
    let plural = token.is(Class::Plural)
        || word.ends_with('s')
            && !word.ends_with("ss")
            && word.len() > 3
            && !token.is(Class::Auxiliary);
    plural
        && !token.is(Class::Conjunction)
        && !token.is(Class::Preposition)
        && !token.is(Class::Verb)
        || token.is(Class::Person)
}

/// The closed word classes. Only the first word of a noun phrase can belong to one of them.
pub const CLOSED_CLASSES: Classes = Class::Preposition.bit()
    | Class::Determiner.bit()
    | Class::Conjunction.bit()
    | Class::Pronoun.bit()
    | Class::Auxiliary.bit();

/// Returns whether the token ends the noun phrase before it.
pub fn ends_noun_phrase(token: &Token) -> bool {
    let closed = CLOSED_CLASSES | Class::Weekday.bit() | Class::TimeWord.bit();
    token.classes & closed != 0 || token.is(Class::Verb) && !token.is(Class::Plural)
}

/// Returns whether the word at `i` is a verb whose subject can be the number before it: "300 died", "300 were".
pub fn is_verb_of_count(s: &Sentence, i: usize) -> bool {
    s.is(i, Class::Intransitive) || s.any(i, &["are", "were", "have"])
}

/// Returns whether no counted noun can start at `i`.
pub fn no_noun_at(s: &Sentence, i: usize) -> bool {
    s.get(i).is_none_or(|t| {
        !t.is_word() && !t.is_dash() && !t.is_sign('%')
            || t.is(Class::Preposition) && !s.any(i, &["of", "per"])
            || t.is(Class::Conjunction)
    })
}
