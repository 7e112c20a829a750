//! Shortens a phrase to the name of the source in it.

use crate::figure::syntax::{Class, Sentence, TokenRange};

/// The maximum length of a name, in tokens.
pub const LONGEST: usize = 14;

/// The maximum length of a name, in bytes.
const LONGEST_TEXT: usize = 80;

/// Returns the part of a phrase that names a source, or `None` if the phrase names no source or the name is too long.
pub fn shortest_name<'t>(s: &Sentence<'t>, first: usize, last: usize) -> Option<&'t str> {
    let TokenRange { first, last } = speaker(s, without_edges(s, first, last));
    let first = after_titles(s, first, last);
    let who = s.slice(first, last);
    (names_someone(s, first, last) && who.len() <= LONGEST_TEXT).then_some(who)
}

/// Strips function words and punctuation from the start of a phrase, and possessive endings, "the" and punctuation from
/// its end.
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

/// Returns whether the token at `i` is a possessive ending or an apostrophe.
fn ends_owner(s: &Sentence, i: usize) -> bool {
    s.is(i, Class::Possessive) || is_apostrophe(s, i)
}

/// Returns whether the token at `i` is an apostrophe, as in "officials'".
pub fn is_apostrophe(s: &Sentence, i: usize) -> bool {
    s.sign(i, '\'') || s.sign(i, '’')
}

/// Returns the speaker within a phrase: "John Doe" in "Ukraine's John Doe", "the ministry" in "the ministry's
/// estimate", "BBC" in "BBC data".
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

/// Returns whether the word at `i` denotes a statement or publication rather than a source.
pub fn is_statement(s: &Sentence, i: usize) -> bool {
    // A capitalised word belongs to the name of a source: "Bureau of Labor Statistics".
    s.is(i, Class::SpeechNoun) || s.is(i, Class::Publication) && !s.tokens[i].capital
}

/// Returns the index of the first token after the last title, or `first` if no name follows a title.
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

/// Returns whether a phrase names a source. It must contain a capitalised word or a noun for a person or body, and no
/// number.
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

/// Returns whether the word at `i` is a common word. A capital at the start of a sentence does not make such a word a
/// name.
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

/// Returns whether the tokens from `first` to `last` look like a person's name.
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
