//! Finds attributions that use a verb of saying: "X said", "…, said X", "X …, adding that".

use super::model::Attribution;
use super::name_after::name_after;
use super::subject::{first_subject, subject};
use crate::figure::syntax::{Class, Classes, Sentence};

/// Classes of words that can be the subject of a weak verb of saying such as "find" or "show".
const SPEAKERS: Classes =
    Class::SpeechNoun.bit() | Class::Agent.bit() | Class::Nation.bit() | Class::Institution.bit();

/// Finds the attribution that uses the verb of saying at `i`: "X said", "said X".
pub fn find<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    let token = s
        .get(i)
        .filter(|t| t.is(Class::Speech) && (!t.capital || i == 0))?;
    if is_no_verb(s, i) {
        return None;
    }
    let special = inverted(s, i).or_else(|| gerund(s, i));
    if special.is_some() {
        return special;
    }
    let (who, first) = match subject(s, i) {
        Some(found) => found,
        None if s.is(i, Class::PlainSpeech) => (Some(name_after(s, i + 1)?), i),
        None => return None,
    };
    if token.is(Class::WeakSpeech) && !who.is_some_and(|who| can_claim(s, who)) {
        return None;
    }
    // "X said." at the end of a sentence follows its statement; "X said that" precedes it.
    let end = i + 1 >= s.tokens.len()
        || s.sign(i + 1, '.')
        || s.sign(i + 1, ',') && i + 2 >= s.tokens.len();
    let quoted = first > 0 && (closes_quote(s, first - 1) || s.dash(first - 1));
    Some(Attribution {
        at: i,
        who,
        leads: !end,
        trails: quoted || end,
    })
}

/// Returns whether the word at `i` is not used as a verb of saying: it is a noun, or follows a number or a hyphen.
fn is_no_verb(s: &Sentence, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    let determined =
        s.is(before, Class::Determiner) && !s.any(before, &["this", "that", "some", "all"]);
    let numbered = s
        .get(before)
        .is_some_and(|t| t.is_number() || t.is_dash() && t.touches_previous);
    // "estimates" and "reports" are nouns in "independent estimates place" and "reports of".
    let noun = s.is(i, Class::SpeechNoun)
        && (s.is(i + 1, Class::Speech) || s.is(i + 1, Class::Auxiliary))
        || s.any(i + 1, &["of"]);
    determined || numbered || noun
}

/// Returns whether the token at `i` is a quotation mark or a comma, either of which can end a quotation.
fn closes_quote(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(|t| t.is_quote() || t.is_sign(','))
}

/// Finds an attribution whose verb comes before its subject: "…, said X".
fn inverted<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    if !s.is(i, Class::InvertedSpeech) || !closes_quote(s, i.checked_sub(1)?) {
        return None;
    }
    let who = name_after(s, i + 1)?;
    Some(Attribution {
        at: i,
        who: Some(who),
        leads: false,
        trails: true,
    })
}

/// Finds an attribution that uses a participle: ", saying that". Its source is the subject of the sentence.
fn gerund<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    let before = i.wrapping_sub(1);
    let progressive = s.is(before, Class::Auxiliary) || s.word_before(i).ends_with("ly");
    if !s.word(i).ends_with("ing") || progressive || s.is(before, Class::BeforeGerund) {
        return None;
    }
    let who = first_subject(s, i)?;
    Some(Attribution {
        at: i,
        who: Some(who),
        leads: true,
        trails: false,
    })
}

/// Returns whether `who` can be the subject of a weak verb of saying such as "find" or "show".
fn can_claim(s: &Sentence, who: &str) -> bool {
    let last = who.rsplit(' ').next().unwrap_or(who);
    let name = last.chars().next().is_some_and(char::is_uppercase);
    name || s.lexicon.look_up(last).1 & SPEAKERS != 0
}
