//! Finds the noun phrase that a number counts.

mod anaphora;
pub mod kind;
mod noun_phrase_start;

use crate::figure::quantity::Quantity;
use crate::figure::syntax::noun::{
    CLOSED_CLASSES, NounPhrase, ends_noun_phrase, is_plural, plural_follows,
};
use crate::figure::syntax::suffix::{is_adverb, is_contraction, is_participle, is_past_participle};
use crate::figure::syntax::{Class, Sentence, Token, TokenRange};
use noun_phrase_start::noun_phrase_start;

pub use anaphora::{antecedent_of_them, of_them};

/// The maximum length of a noun phrase, in tokens.
const LONGEST: usize = 9;

/// Returns the noun phrase that a quantity counts, or `None` if no noun phrase follows it.
pub fn noun_phrase(s: &Sentence, quantity: &Quantity) -> Option<NounPhrase> {
    let mut at = quantity.last + 1;
    let attached = s.dash(at) && s.touches_previous(at) && s.touches_previous(at + 1);
    if attached {
        return attributive(s, at + 1);
    }
    // In "12/14 members", both numbers count members.
    if s.sign(at, '/') && s.get(at + 1).is_some_and(Token::is_number) && s.is(at + 2, Class::Person)
    {
        at += 2;
    }
    at = noun_phrase_start(s, at, quantity);
    let partitive = at > quantity.last + 1;
    let single = quantity.ends.1.abs() <= 1.0 && !quantity.fraction && !partitive;
    let whole = !single && !quantity.fraction && !partitive;
    collect(s, at, single, whole)
}

/// Returns the word at `at`, which a hyphen joins to the number: "room" in "190-room hotel". Returns `None` if it
/// cannot be part of a noun phrase.
fn attributive(s: &Sentence, at: usize) -> Option<NounPhrase> {
    s.get(at)
        .filter(|t| t.is_word() && t.classes & CLOSED_CLASSES == 0)
        .map(|_| TokenRange::single(at))
}

/// Returns the noun phrase that starts at `at`. It consists of adjectives and nouns, and ends with the first plural or
/// before a word that cannot be part of it.
///
/// `single` is true if the number is at most one, and `whole` if it is larger. Both are false if the number is a
/// fraction or does not directly precede the phrase.
fn collect(s: &Sentence, at: usize, single: bool, whole: bool) -> Option<NounPhrase> {
    let mut first = at;
    while s.is(first, Class::More) || s.any(first, &["others", "mostly"]) {
        first += 1;
    }
    let mut last = end(s, first, single)?;
    // A phrase cannot end in "'s": "one hospital's alleged negligence".
    while last > first && s.is(last, Class::Possessive) {
        last -= 1;
    }
    // An adjective alone is not a noun phrase: "active, deadly".
    let bare = last == first
        && (s.is(last, Class::Adjective)
            || s.any(last, &["others"])
            || s.is(last, Class::Quantifier)
            || ["ical", "ious", "eous"]
                .iter()
                .any(|end| s.word(last).ends_with(end))
            || s.word(last).ends_with("ly") && !s.is(last, Class::NoAdverb))
        && !is_plural(s, last);
    // A name after the number belongs to the next table cell, or to the next sentence if a full stop is missing: "3.2
    // Buttigieg".
    let name = whole
        && (first..=last).all(|i| {
            s.get(i)
                .is_some_and(|t| t.capital && !says_what_is_counted(t))
                && !is_acronym(s, i)
        })
        && !is_plural(s, last)
        && !s.any(last + 2, &["s"]);
    (!(bare || name)).then(|| TokenRange::new(skip_adverbs(s, first, last), last))
}

/// Returns whether a capitalised word can state what is counted: a nation, a group, people or a measure.
fn says_what_is_counted(token: &Token) -> bool {
    token.classes
        & (Class::Nation.bit() | Class::Group.bit() | Class::Person.bit() | Class::Measure.bit())
        != 0
}

/// Returns whether the word at `i` has at least two characters and no lower-case letter after the first: "ICBM", "F16".
fn is_acronym(s: &Sentence, i: usize) -> bool {
    let word = s.word(i).as_bytes();
    word.len() > 1 && word[1..].iter().all(|b| !b.is_ascii_lowercase())
}

/// Returns the index of the last token of the phrase that starts at `first`, or `None` if no phrase starts there.
fn end(s: &Sentence, first: usize, single: bool) -> Option<usize> {
    let mut last = None;
    let mut i = first;
    while i < first + LONGEST {
        let Some(token) = s.get(i) else { break };
        if last.is_some() && hyphenates(s, i) {
            last = Some(i + 1);
            if is_plural(s, i + 1) {
                break;
            }
            i += 2;
            continue;
        }
        let slash =
            token.is_sign('/') && token.touches_previous || token.is_sign('&') && last.is_some();
        if slash || comma_joins(s, i, last) || and_joins(s, i, last) {
            i += 1;
            continue;
        }
        if !token.is_word() || ends_phrase(s, i, last.is_none()) {
            break;
        }
        // A word that ends in "-s" or "-ed" after a singular noun is a verb: "one proposal asks", "one group carried".
        let does = |last: usize| {
            let noun =
                !is_adverb(s, last) && !s.is(last, Class::Adjective) && !is_participle(s, last);
            let doing =
                s.word(i).ends_with("ed") || s.is(last, Class::Person) || makes_verb(s, i + 1);
            is_participle(s, i) && noun && doing
        };
        if single && last.is_some_and(|last| is_plural(s, i) && !token.capital || does(last)) {
            break;
        }
        last = Some(i);
        if (is_plural(s, i) || single && is_head(s, i)) && !continues_phrase(s, i + 1) {
            break;
        }
        i += 1;
    }
    last
}

/// Returns whether the word at `i` shows that the participle before it is a verb: "belonging to", "proposing a".
fn makes_verb(s: &Sentence, i: usize) -> bool {
    let opens = Class::Determiner.bit() | Class::Pronoun.bit();
    s.get(i)
        .is_some_and(|t| t.classes & opens != 0 || t.is_number() || t.is_word() && t.capital)
        || s.any(i, &["to"])
}

/// Returns whether the token at `i` is a hyphen that joins two words of a phrase: "14-year-olds".
fn hyphenates(s: &Sentence, i: usize) -> bool {
    s.dash(i)
        && s.touches_previous(i)
        && s.touches_previous(i + 1)
        && s.get(i + 1).is_some_and(|t| t.is_word() || t.is_number())
}

/// Returns whether the token at `i` is a comma between two adjectives or two nations: "five big, red", "Guatemalan,
/// Honduran and".
fn comma_joins(s: &Sentence, i: usize, last: Option<usize>) -> bool {
    let nation = |at: usize| s.is(at, Class::Nation) && !is_plural(s, at);
    let Some(last) = last.filter(|_| s.sign(i, ',')) else {
        return false;
    };
    s.is(last, Class::Adjective) && (s.is(i + 1, Class::Adjective) || s.word(i + 1).ends_with("ed"))
        || nation(last) && nation(i + 1)
}

/// Returns whether the token at `i` is an "and" between two modifiers of one plural: "digital and physical sales".
fn and_joins(s: &Sentence, i: usize, last: Option<usize>) -> bool {
    let word = |at: usize| {
        s.get(at).is_some_and(|t| {
            t.is_word()
                && !t.is(Class::Preposition)
                && !t.is(Class::Determiner)
                && !t.is(Class::Auxiliary)
                && !t.is(Class::Verb)
                && !t.is(Class::Pronoun)
        })
    };
    s.any(i, &["and"])
        && last.is_some_and(|last| !s.is(last, Class::Person))
        && word(i + 1)
        && !is_plural(s, i + 1)
        && word(i + 2)
        && is_plural(s, i + 2)
}

/// Returns the first token of a phrase after any leading adverbs: "Honduran" in "mostly Honduran". Such adverbs do not
/// describe what is counted.
fn skip_adverbs(s: &Sentence, first: usize, last: usize) -> usize {
    (first..last)
        .find(|&i| !is_adverb(s, i) || s.is(i, Class::NoAdverb))
        .unwrap_or(last)
}

/// Returns whether the phrase ends before the word at `i`. `start` is true if no word of the phrase comes before `i`.
fn ends_phrase(s: &Sentence, i: usize, start: bool) -> bool {
    let token = &s.tokens[i];
    // In "293,000 last week", a time expression follows the number.
    let dated = s.is(i, Class::WhichTime) && s.is(i + 1, Class::Time);
    if start && (is_state_alone(s, i) || is_clause(s, i) || dated) {
        return true;
    }
    if token.classes & CLOSED_CLASSES != 0 && !(start && token.is(Class::Plural)) {
        return true;
    }
    if s.is(i, Class::Possessive) {
        return false;
    }
    if is_contraction(s.word(i)) {
        return true;
    }
    if is_time(s, i) {
        return true;
    }
    if token.is(Class::Verb) {
        return !is_noun_here(s, i, start);
    }
    if start || !is_participle(s, i) {
        return false;
    }
    // A participle after the noun is not part of the phrase: "20 people killed", "a 12 page document labeled so".
    let labelled = s.word(i).ends_with("ed") && !plural_follows(s, i + 1);
    labelled || is_plural(s, i - 1) || s.is(i - 1, Class::Person)
}

/// Returns whether the word at `i` is a past participle or a state such as "wounded", and no noun follows it: "three
/// wounded", "about four in ten agreed". "dead" is excluded, because it can itself be the counted noun: "three dead".
fn is_state_alone(s: &Sentence, i: usize) -> bool {
    let word = s.word(i);
    let past = is_participle(s, i) && is_past_participle(s, i) && !word.ends_with("eed");
    let alone = || {
        s.get(i + 1)
            .is_none_or(|t| !t.is_word() || ends_noun_phrase(t))
    };
    let state = past || s.lexicon.measure_states.at(&s.tokens, i).is_some();
    state && !s.is(i, Class::Dead) && alone()
}

/// Returns whether a participle at `i` starts a clause: "73 raising the prospect".
fn is_clause(s: &Sentence, i: usize) -> bool {
    let opens = Class::Determiner.bit() | Class::Preposition.bit() | Class::Pronoun.bit();
    let next = s.get(i + 1).is_some_and(|t| t.classes & opens != 0);
    next && s.word(i).len() > 5 && s.word(i).ends_with("ing")
}

/// Returns whether the word at `i` is a weekday, a month or another word for a time.
fn is_time(s: &Sentence, i: usize) -> bool {
    let token = &s.tokens[i];
    let weekday = token.is(Class::Weekday) && !s.word(i).ends_with("days");
    weekday || token.is(Class::TimeWord) || token.is(Class::Month) && token.capital
}

/// Returns whether the word at `i`, which can be a verb, is a noun or an adjective here: "five missing sailors", "two
/// open doors".
fn is_noun_here(s: &Sentence, i: usize, start: bool) -> bool {
    let token = &s.tokens[i];
    let closed = Class::Preposition.bit() | Class::Determiner.bit() | Class::Auxiliary.bit();
    let noun = s
        .get(i + 1)
        .is_some_and(|t| t.is_word() && t.classes & closed == 0);
    let measured = s.lexicon.measure_states.at(&s.tokens, i).is_some()
        || s.lexicon.measure_nouns.at(&s.tokens, i).is_some();
    start && measured && (noun || token.is(Class::Plural))
        || token.is(Class::AttributiveVerb) && noun && plural_follows(s, i + 1)
        || token.is(Class::DeedNoun)
            && (start || !s.get(i + 1).is_some_and(|t| t.is(Class::Determiner)))
}

/// Returns whether the word at `i` can be the head of a singular phrase.
fn is_head(s: &Sentence, i: usize) -> bool {
    s.is(i, Class::Person) && !s.is(i + 1, Class::Person)
}

/// Returns whether the token at `i` continues a phrase after a plural: "women officers", "women's groups".
fn continues_phrase(s: &Sentence, i: usize) -> bool {
    let hyphen = s.dash(i) && s.touches_previous(i) && s.touches_previous(i + 1);
    hyphen || s.is(i, Class::Follower) || s.is(i, Class::Possessive)
}
