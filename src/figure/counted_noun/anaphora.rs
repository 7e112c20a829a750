//! Anaphora: what "them" refers to in "of them".

use crate::figure::syntax::noun::{NounPhrase, is_plural};
use crate::figure::syntax::{Class, Classes, Sentence, Token};

/// The classes of plurals that "of them" does not mean.
const OTHER: Classes = Class::Time.bit()
    | Class::Verb.bit()
    | Class::Speech.bit()
    | Class::Pronoun.bit()
    | Class::Determiner.bit()
    | Class::Unit.bit();

/// How far "which" stands from what it means, in tokens.
const NEAR: usize = 6;

/// "of them", "of those" at the token `next`.
pub fn of_them(s: &Sentence, next: usize) -> bool {
    // "those children" are named.
    let names = |t: &Token| t.is_word() && t.classes == 0 || t.is_quote() || t.is_number();
    let pointed = s.any(next + 1, &["these", "those"]) && s.get(next + 2).is_some_and(names);
    s.any(next, &["of"]) && s.is(next + 1, Class::Anaphor) && !pointed
}

/// The plural that stands for several of a kind before the token `limit`: the nearest people, else the nearest;
/// where only `things` are meant ("of which"), the nearest that is near.
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

/// Whether a plural noun stands at `i`.
fn is_plural_noun(s: &Sentence, i: usize) -> bool {
    let token = &s.tokens[i];
    let verb = i > 0 && s.is(i - 1, Class::Pronoun);
    let word = token.is_word() && token.classes & OTHER == 0 && s.word(i).len() > 3;
    word && is_plural(s, i) && !verb
}
