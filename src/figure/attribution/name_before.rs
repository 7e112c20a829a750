//! Finds the name that ends before a token: "John Doe of the ministry" before "said".

use super::source_name::{LONGEST, is_apostrophe, shortest_name};
use crate::figure::syntax::suffix::is_contraction;
use crate::figure::syntax::{Class, Classes, Sentence, Token};

/// Classes of words that cannot be part of a name.
const CLOSED: Classes = Class::Preposition.bit()
    | Class::Conjunction.bit()
    | Class::Auxiliary.bit()
    | Class::Pronoun.bit()
    | Class::Weekday.bit()
    | Class::Month.bit()
    | Class::TimeWord.bit();

/// Returns the name that ends before the token `end` and the index of its first token, or `None` if there is no name.
pub fn name_before<'t>(s: &Sentence<'t>, end: usize) -> Option<(&'t str, usize)> {
    let last = end.checked_sub(1)?;
    let mut first = end;
    while first > 0 && end - first < LONGEST {
        let i = first - 1;
        if joint(s, i) || first < end && links_parts(s, i) || joins_names(s, i) {
            first = i;
            continue;
        }
        if !part(s, i) {
            break;
        }
        first = i;
        if s.is(i, Class::Determiner) && i > 0 {
            break;
        }
    }
    shortest_name(s, first, last).map(|who| (who, first))
}

/// Returns whether the token at `i` is a hyphen or dot within a name, or an apostrophe.
fn joint(s: &Sentence, i: usize) -> bool {
    let inside = (s.dash(i) || s.sign(i, '.'))
        && (s.touches_previous(i) || s.touches_previous(i + 1))
        && s.before(i).is_some_and(Token::is_word);
    inside || is_apostrophe(s, i)
}

/// Returns whether the token at `i` is a preposition that joins two parts of a name: "Ministry of Defence", "a
/// spokesman for Shell".
fn links_parts(s: &Sentence, i: usize) -> bool {
    let Some(before) = s.before(i) else {
        return false;
    };
    let holds = before.is(Class::Agent)
        || before.is(Class::Institution)
        || s.any(i, &["of"]) && !before.is(Class::Verb);
    s.is(i, Class::NameLink) && holds && before.is_word() && s.tokens[i + 1].capital
}

/// Returns whether the token at `i` joins two names: "Johnson & Johnson", "U.S. and allied officials".
fn joins_names(s: &Sentence, i: usize) -> bool {
    let Some(before) = s.before(i).filter(|_| s.any(i, &["and", "&"])) else {
        return false;
    };
    let names = before.capital
        && s.get(i + 1).is_some_and(|t| t.capital)
        && i > 1
        && !s.any(i - 2, &["in"]);
    names || before.is(Class::Nation)
}

/// Returns whether the word at `i` can be part of a name.
fn part(s: &Sentence, i: usize) -> bool {
    let token = &s.tokens[i];
    let closed =
        token.classes & CLOSED != 0 && !(token.capital && s.any(i, &["may", "us"]) && i > 0);
    let verb = token.is(Class::Verb)
        || token.is(Class::Speech) && !token.is(Class::Agent) && !token.is(Class::SpeechNoun);
    token.is_word() && !closed && !is_contraction(s.word(i)) && (!verb || token.capital)
}
