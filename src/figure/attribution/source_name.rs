//! Shortens a phrase to the name of someone.

use crate::figure::syntax::{Class, Sentence, TokenRange};

/// The longest name, in tokens.
pub const LONGEST: usize = 14;

/// The longest name, in bytes.
const LONGEST_TEXT: usize = 80;

/// The shortest phrase that still names someone, or none where nobody is named.
pub fn shortest_name<'t>(s: &Sentence<'t>, first: usize, last: usize) -> Option<&'t str> {
    let TokenRange { first, last } = speaker(s, without_edges(s, first, last));
    let first = after_titles(s, first, last);
    let who = s.slice(first, last);
    (names_someone(s, first, last) && who.len() <= LONGEST_TEXT).then_some(who)
}

/// A name without prepositions and articles at its head, and without what an owner leaves at its end.
fn without_edges(s: &Sentence, mut first: usize, mut last: usize) -> TokenRange {
    let opens = |i: usize| {
        let token = &s.tokens[i];
        token.is(Class::Preposition)
            || token.is(Class::Determiner) && !s.any(i, &["some"])
            || token.is(Class::Conjunction)
            || !token.is_word()
    };
    while first < last && opens(first) {
        first += 1;
    }
    let closes = |i: usize| {
        ends_owner(s, i) || s.any(i, &["the"]) || !s.tokens[i].is_word() && !s.sign(i, '.')
    };
    while last > first && closes(last) {
        last -= 1;
    }
    TokenRange { first, last }
}

/// Whether the token at `i` ends an owner's name.
fn ends_owner(s: &Sentence, i: usize) -> bool {
    s.is(i, Class::Possessive) || is_apostrophe(s, i)
}

/// Whether the token at `i` is an apostrophe, as behind "officials".
pub fn is_apostrophe(s: &Sentence, i: usize) -> bool {
    s.sign(i, '\'') || s.sign(i, '’')
}

/// The one who speaks: "Ukraine's John Doe" is John Doe, "the ministry's estimate" the ministry's, "BBC data" the BBC's.
fn speaker(s: &Sentence, phrase: TokenRange) -> TokenRange {
    let TokenRange { first, last } = phrase;
    let owner = (first..last).rev().find(|&i| ends_owner(s, i));
    if let Some(owner) = owner.filter(|&owner| owner > first) {
        if s.tokens[owner + 1].capital && !s.is(owner + 1, Class::Institution) {
            return TokenRange::new(owner + 1, last);
        }
        if is_statement(s, last) {
            return TokenRange::new(first, owner - 1);
        }
    } else if last > first
        && s.is(last, Class::SpeechNoun)
        && !s.tokens[last].capital
        && s.tokens[last - 1].capital
        && last > 1
        && !s.is(last - 1, Class::Nation)
    {
        return TokenRange::new(first, last - 1);
    }
    phrase
}

/// Whether the word at `i` is what someone gives, not someone.
pub fn is_statement(s: &Sentence, i: usize) -> bool {
    // The "Bureau of Labor Statistics" is someone.
    s.is(i, Class::SpeechNoun) || s.is(i, Class::Publication) && !s.tokens[i].capital
}

/// Where a name begins behind its last title.
fn after_titles(s: &Sentence, first: usize, last: usize) -> usize {
    let Some(title) = (first..last).rev().find(|&i| s.is(i, Class::Title)) else {
        return first;
    };
    let next = title + 1 + usize::from(s.sign(title + 1, '.'));
    let name = next <= last
        && s.tokens[next].capital
        && s.tokens[next].is_word()
        && (next..=last).all(|i| s.tokens[i].capital || !s.tokens[i].is_word());
    if name { next } else { first }
}

/// Whether a phrase names someone: a word with a capital, or someone who can speak, and no number.
fn names_someone(s: &Sentence, first: usize, last: usize) -> bool {
    let capital = |i: usize| {
        s.tokens[i].capital
            && s.tokens[i].is_word()
            && (i > 0 || last > first || !is_small_word(s, i))
    };
    let mut tokens = first..=last;
    let number = tokens
        .clone()
        .any(|i| s.tokens[i].is_number() && !s.any(i, &["one"]));
    !number && tokens.any(|i| capital(i) || s.is(i, Class::Agent))
}

/// Whether a word is one of the small ones, which begin sentences with a capital and name nobody.
fn is_small_word(s: &Sentence, i: usize) -> bool {
    let small = Class::Adjective.bit()
        | Class::Verb.bit()
        | Class::Person.bit()
        | Class::Ordinal.bit()
        | Class::Determiner.bit()
        | Class::Preposition.bit()
        | Class::Conjunction.bit()
        | Class::Auxiliary.bit();
    s.tokens[i].classes & small != 0
}

/// Whether the tokens look like a person's name.
pub fn is_person_name(s: &Sentence, first: usize, last: usize) -> bool {
    let titled = (first..=last).any(|i| s.is(i, Class::Title))
        && s.tokens[last].capital
        && !s.is(last, Class::Title);
    titled
        || last > first
            && (first..=last).all(|i| {
                s.tokens[i].capital && !s.is(i, Class::Institution) && !s.is(i, Class::Nation)
            })
}
