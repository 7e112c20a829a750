//! Recognises "one" as a pronoun.

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::noun::{is_countable, is_plural};
use crate::figure::syntax::{Class, Sentence, Token};

/// Recognises "one" as a pronoun: "no one", "one should", "the one that". "naught" in idioms such as "for naught" is
/// treated in the same way.
pub fn pronoun(s: &Sentence, i: usize) -> Option<NonClaim> {
    if s.any(i, &["naught", "nought"]) && s.is_before(i, Class::NoughtLead) {
        return Some(NonClaim::new(Reason::Pronoun, i));
    }
    // In "is negative one", "one" is a number; in "a negative one", it is a pronoun.
    let negative = s.any_before(i, &["negative"])
        && (s.is_before(i - 1, Class::Auxiliary) || s.any_before(i - 1, &["and"]));
    if !s.any(i, &["one"]) || negative || s.any_before(i, &["minus"]) {
        return None;
    }
    // In "one or two", "one" is a number.
    if s.any(i + 1, &["to", "or"]) && s.get(i + 2).is_some_and(Token::is_number) {
        return None;
    }
    if s.get(i + 1).is_some_and(Token::is_number) || pointed_at(s, i) {
        return Some(NonClaim::new(Reason::Pronoun, i));
    }
    if s.touches_previous(i + 1) && s.dash(i + 1) {
        // In "one-bedroom", "one" is a count; in "one-sided", it is not.
        let counts = s.lexicon.units.at(&s.tokens, i + 2).is_some() || s.is(i + 2, Class::OneNoun);
        return (!counts).then_some(NonClaim::new(Reason::Pronoun, i + 2));
    }
    let stands_for = if s.any(i + 1, &["of"]) {
        of_many(s, i)
    } else {
        s.get(i + 1)
            .filter(|t| t.is_word())
            .map_or_else(|| alone(s, i), |next| before_word(s, i, next))
    };
    stands_for.then_some(NonClaim::new(Reason::Pronoun, i))
}

/// Returns whether the words around "one" make it a pronoun: "the only one", "this one", "one another".
fn pointed_at(s: &Sentence, i: usize) -> bool {
    s.any_before(i, &["only"]) && s.any_before(i - 1, &["the"])
        || s.is_before(i, Class::OneLead)
        || s.any(i + 1, &["'s", "’s", "another"])
}

/// Returns whether the "one" in "one of" is a pronoun: "one of the largest", "one of a kind", "one of these days".
fn of_many(s: &Sentence, i: usize) -> bool {
    s.any(i + 2, &["a"])
        || s.any(i + 2, &["these"]) && s.any(i + 3, &["days"])
        || (i + 2..i + 8)
            .take_while(|&at| !s.is(at, Class::Preposition) && !s.any(at, &["and"]))
            .any(|at| {
                s.is(at, Class::Superlative) || s.word(at).len() > 5 && s.word(at).ends_with("est")
            })
}

/// Returns whether "one" is a pronoun when no word follows it: "for one,", but not "killing one." or "only one,".
fn alone(s: &Sentence, i: usize) -> bool {
    let bounded = s.lexicon.bounds_before.before(&s.tokens, i).is_some();
    !(bounded && !s.any_before(i, &["top"])
        || s.is_before(i, Class::Measure)
        || s.any_before(i, &["only", "but", "just", "one"]))
}

/// Returns whether `next`, the word at `at` after "one", is a verb that ends in "s": "one thinks". After "one", such a
/// word cannot be a plural noun.
fn does(s: &Sentence, at: usize, next: &Token) -> bool {
    let noun = [Class::Plural, Class::Singular, Class::Unit, Class::Measure];
    is_plural(s, at) && !next.capital && !noun.iter().any(|&class| next.is(class))
}

/// Returns whether "one" is a pronoun, given the word `next` after it.
fn before_word(s: &Sentence, i: usize, next: &Token) -> bool {
    let closed = [
        Class::Auxiliary,
        Class::Determiner,
        Class::Pronoun,
        Class::Conjunction,
        Class::Verb,
    ]
    .iter()
    .any(|&class| next.is(class));
    let bounded = s.is_before(i, Class::OneBound) || s.any_before(i, &["two", ","]);
    let placed = next.is(Class::Preposition) && !bounded;
    let measured = next.is(Class::Measure) && bounded;
    let idiom =
        s.is(i + 1, Class::OneIdiom) && !s.any_before(i, &["only", "just", "least", "than"]);
    (closed || placed || does(s, i + 1, next)) && !measured
        || idiom
        || s.any_before(i, &["the"]) && !is_countable(s, i + 1) && !next.is(Class::Person)
}
