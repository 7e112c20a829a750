//! Finds the subject of a verb of saying. An apposition or a time expression can come between the subject and the verb.

use super::name_before::name_before;
use crate::figure::syntax::suffix::is_adverb;
use crate::figure::syntax::{Class, Classes, Sentence, Token};

/// The maximum length of an apposition, in tokens.
const REACH: usize = 30;

/// The word classes of time expressions.
const TIMES: Classes =
    Class::Weekday.bit() | Class::TimeWord.bit() | Class::Time.bit() | Class::Month.bit();

/// Returns the subject of the first verb in the sentence. Only verbs before the token `limit` are considered.
pub fn first_subject<'t>(s: &Sentence<'t>, limit: usize) -> Option<&'t str> {
    let verb = (1..limit).find(|&i| {
        s.is(i, Class::Auxiliary)
            || (s.is(i, Class::Speech) || s.is(i, Class::Verb))
                && !s.is(i - 1, Class::Preposition)
                && !s.tokens[i].capital
                && !s.is(i - 1, Class::Determiner)
    })?;
    let mut at = verb;
    while at > 0 && is_adverb(s, at - 1) {
        at -= 1;
    }
    if s.sign(at.wrapping_sub(1), ',') {
        at = apposition_start(s, at - 1)?;
    }
    name_before(s, at).map(|(who, _)| who)
}

/// Returns the name of the subject of the verb at `i`, and the index of its first token. The name is `None` if the
/// subject is a pronoun.
pub fn subject<'t>(s: &Sentence<'t>, i: usize) -> Option<(Option<&'t str>, usize)> {
    let at = subject_end(s, i);
    let before = s.get(at.checked_sub(1)?)?;
    if before.is(Class::Auxiliary) {
        return None;
    }
    if s.any(at - 1, &["who", "which", "that"]) {
        let gap = usize::from(s.sign(at.wrapping_sub(2), ','));
        return name_before(s, at.checked_sub(1 + gap)?).map(|(who, first)| (Some(who), first));
    }
    if s.is(at - 1, Class::SubjectPronoun) || s.any(at - 1, &["one"]) {
        return Some((None, at - 1));
    }
    let apposition = before.is_sign(',') || before.is_sign(')') || before.is_dash();
    let (who, first) = if apposition {
        described_by_apposition(s, at - 1)?
    } else {
        name_before(s, at)?
    };
    Some((Some(who), first))
}

/// Returns the index of the token after the subject of the verb at `i`. Words that can come between the two, such as
/// "had already" and "on Monday", are skipped.
fn subject_end(s: &Sentence, i: usize) -> usize {
    let progressive = s.word(i).ends_with("ing");
    let between = |at: usize| {
        is_adverb(s, at) && !s.tokens[at].capital
            || progressive && s.is(at, Class::Be)
            || s.is(at, Class::BeforeVerb)
    };
    let mut at = i;
    while at > 0 && between(at - 1) {
        at -= 1;
    }
    before_time(s, at)
}

/// Returns the name in or before the apposition that ends at `close`, and the index of its first token: "X, the
/// minister, said", "the minister, X, said".
fn described_by_apposition<'t>(s: &Sentence<'t>, close: usize) -> Option<(&'t str, usize)> {
    let open = apposition_start(s, close)?;
    // The apposition can itself be the name: "the minister, Jane Doe, said".
    let name = (open + 1..close).all(|i| s.tokens[i].capital || s.sign(i, '.')) && close > open + 2;
    if name && s.sign(open, ',') {
        return Some((s.slice(open + 1, close - 1), open + 1));
    }
    name_before(s, open)
}

/// Returns the index of the first token of the time expression that ends before `i`: "on" in "a report on Monday said".
/// Returns `i` if there is no time expression.
fn before_time(s: &Sentence, i: usize) -> usize {
    let mut at = i;
    let time = |t: &Token| t.classes & TIMES != 0 || t.is_number();
    while at > 1 && s.before(at).is_some_and(&time) {
        at -= 1;
    }
    if at == i {
        return i;
    }
    while at > 1 && s.is(at - 1, Class::BeforeTime) {
        at -= 1;
    }
    at
}

/// Finds the comma, dash or bracket that opens the apposition ending at `close`: "X, the minister, said".
fn apposition_start(s: &Sentence, close: usize) -> Option<usize> {
    let from = close.saturating_sub(REACH);
    let bracket = s.sign(close, ')');
    (from..close).rev().find(|&i| {
        if bracket {
            s.sign(i, '(')
        } else {
            s.sign(i, ',')
                || s.sign(i, '—')
                || s.sign(i, '–')
                || s.sign(i, '-') && !s.touches_previous(i)
        }
    })
}
