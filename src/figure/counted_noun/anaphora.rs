//! Finds the noun that "them" refers to in "of them".

use crate::figure::syntax::noun::{NounPhrase, is_plural};
use crate::figure::syntax::{Class, Classes, Sentence, Token};

/// Classes of words that "them" cannot refer to.
const OTHER: Classes = Class::Time.bit()
    | Class::Verb.bit()
    | Class::Speech.bit()
    | Class::Pronoun.bit()
    | Class::Determiner.bit()
    | Class::Unit.bit();

/// The maximum distance between "which" and the noun that it refers to, in tokens.
const NEAR: usize = 6;

/// Returns whether a phrase such as "of them" or "of those" starts at the token `next`.
pub fn of_them(s: &Sentence, next: usize) -> bool {
    // In "of those children", "those" is a determiner.
    let names = |t: &Token| t.is_word() && t.classes == 0 || t.is_quote() || t.is_number();
    let pointed = s.any(next + 1, &["these", "those"]) && s.get(next + 2).is_some_and(names);
    s.any(next, &["of"]) && s.is(next + 1, Class::Anaphor) && !pointed
}

/// Finds the plural noun that "them" refers to. Of the plural nouns before the token `limit`, it is the nearest that
/// denotes people, or else the nearest of any kind.
///
/// `things` is true for "of which". In that case, the nearest plural must be close to `limit` and must not denote
/// people.
pub fn antecedent_of_them(s: &Sentence, limit: usize, things: bool) -> Option<NounPhrase> {
    let nouns = || (0..limit).rev().filter(|&i| is_plural_noun(s, i));
    let person = |&i: &usize| s.is(i, Class::Person) || s.is(i, Class::Nation);
    let found = if things {
        nouns().next().filter(|i| !person(i) && i + NEAR >= limit)
    } else {
        nouns().find(person).or_else(|| nouns().next())
    };
    found.map(NounPhrase::single)
}

/// Returns whether the word at `i` is a plural noun.
fn is_plural_noun(s: &Sentence, i: usize) -> bool {
    let token = &s.tokens[i];
    let verb = i > 0 && s.is(i - 1, Class::Pronoun);
    let word = token.is_word() && token.classes & OTHER == 0 && s.word(i).len() > 3;
    word && is_plural(s, i) && !verb
}
