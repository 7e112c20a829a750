//! Finds the name that starts at a token: "John Doe of the ministry" after "according to".

use super::source_name::{LONGEST, is_apostrophe, is_person_name, is_statement, shortest_name};
use crate::figure::syntax::suffix::{is_contraction, is_past_participle};
use crate::figure::syntax::{Class, Classes, Sentence, Token};

/// Classes of words that cannot start a name. Later in a name, they are accepted only if they are capitalised.
const CLOSED: Classes = Class::Preposition.bit()
    | Class::Conjunction.bit()
    | Class::Auxiliary.bit()
    | Class::Pronoun.bit()
    | Class::Determiner.bit()
    | Class::Weekday.bit()
    | Class::TimeWord.bit();

/// Returns the name that starts at the token `at`, or `None` if there is none. Determiners, quotation marks and phrases
/// such as "a report by" before the name are skipped.
pub fn name_after<'t>(s: &Sentence<'t>, at: usize) -> Option<&'t str> {
    let mut from = at;
    while s.is(from, Class::Determiner) || s.get(from).is_some_and(Token::is_quote) {
        from += 1;
    }
    if let Some(by) = by(s, from) {
        return name_after(s, by + 1);
    }
    let last = end(s, from)?;
    // In "first selectman, Chris Kervick,", the name follows the office.
    let named = !s.tokens[last].capital
        && s.sign(last + 1, ',')
        && capital(s, last + 2)
        && capital(s, last + 3);
    if named {
        return name_after(s, last + 2);
    }
    shortest_name(s, from, last)
}

/// Finds the "by" in "a report by X" or the "from" in "data from X".
fn by(s: &Sentence, from: usize) -> Option<usize> {
    (from..from + 5)
        .take_while(|&i| s.get(i).is_some_and(Token::is_word))
        .find(|&i| i > from && s.any(i, &["by", "from"]) && is_statement(s, i - 1))
}

/// Returns the index of the last token of the name that starts at `from`, or `None` if no name starts there.
fn end(s: &Sentence, from: usize) -> Option<usize> {
    let mut last = None;
    for i in from..from + LONGEST {
        if joint(s, i, last) || joins(s, i, from, last) {
            continue;
        }
        if !part(s, i, from, last) {
            break;
        }
        last = Some(i);
    }
    last
}

fn capital(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(|t| t.capital)
}

/// Returns whether the token at `i` is a hyphen or dot within a name, or an apostrophe directly after a word of the
/// name.
fn joint(s: &Sentence, i: usize, last: Option<usize>) -> bool {
    if last.is_none() || !s.get(i + 1).is_some_and(Token::is_word) {
        return false;
    }
    let short = || s.is(i - 1, Class::Title) || s.word(i - 1).len() == 1;
    let inside =
        (s.dash(i) || s.sign(i, '.')) && (s.touches_previous(i + 1) || s.sign(i, '.') && short());
    inside || s.touches_previous(i) && is_apostrophe(s, i)
}

/// Returns whether the token at `i` joins two parts of a name: "Ministry of Defence", "Johnson & Johnson", "University
/// of the West".
fn joins(s: &Sentence, i: usize, from: usize, last: Option<usize>) -> bool {
    if s.any(i, &["the"]) && i > 0 && link(s, i - 1) {
        return true;
    }
    let Some(last) = last else { return false };
    let name = capital(s, i + 1) || s.any(i + 1, &["the"]) && capital(s, i + 2);
    let holds =
        || s.is(last, Class::Institution) || s.any(i, &["of"]) && !is_person_name(s, from, last);
    let of = link(s, i) && name && holds();
    let and = s.any(i, &["and", "&"]) && capital(s, i + 1) && s.tokens[last].capital;
    of || and
}

/// Returns whether the word at `i` can join two parts of a name. "on" cannot, because it usually precedes a day.
fn link(s: &Sentence, i: usize) -> bool {
    s.any(i, &["of", "for", "in", "at"])
}

/// Returns whether the word at `i` can be part of the name that starts at `from`.
fn part(s: &Sentence, i: usize, from: usize, last: Option<usize>) -> bool {
    let Some(token) = s.get(i).filter(|t| t.is_word()) else {
        return false;
    };
    let closed = token.classes & CLOSED != 0 || is_contraction(s.word(i));
    if closed && !(s.word(i) == "US" || token.capital && i > from) {
        return false;
    }
    let verb = token.is(Class::Verb) || token.is(Class::Speech) && !token.is(Class::SpeechNoun);
    // In "data released Monday", the name ends before the participle.
    let participle = last.is_some() && is_past_participle(s, i);
    if token.capital {
        !token.is(Class::Month)
    } else {
        !verb && !participle
    }
}
