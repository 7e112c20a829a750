//! Finds measures stated by a noun before the number: "deaths had climbed to 9,861", "the bodies of 1,200 soldiers".

use std::ops::Range;

use super::measure_match::{MeasureMatch, REACH};
use super::verb_sense::is_illness;
use crate::figure::model::{Bound, Measure};
use crate::figure::quantity::Quantity;
use crate::figure::rule;
use crate::figure::syntax::noun::{NounPhrase, is_plural};
use crate::figure::syntax::{Class, Sentence};

/// The maximum length of a noun phrase in a list of numbers, in words.
const MOST_NAMED: usize = 4;

/// Finds a measure noun that "of" or "for" joins to the number: "the bodies of 1,200 soldiers", "the deaths of two
/// children".
pub fn of_noun(s: &Sentence, quantity: &Quantity) -> Option<MeasureMatch> {
    let mut at = quantity.first;
    if s.any_before(at, &["the", "its", "their", "some", "all"]) {
        at -= 1;
    }
    if !s.any_before(at, &["of", "for"]) {
        return None;
    }
    let nouns = &s.lexicon.measure_nouns;
    let (len, measure, own) = match nouns.before(&s.tokens, at) {
        // Some nouns are not counted themselves. The table lists them together with "of": "assassination of".
        Some((len, measure)) if matches!(measure, Measure::Killed | Measure::Wounded) => {
            (len - 1, measure, true)
        }
        _ => {
            let (len, measure) = nouns.before(&s.tokens, at - 1)?;
            (len, measure, false)
        }
    };
    let fits = match measure {
        _ if own => true,
        Measure::Killed => true,
        Measure::Bodies
        | Measure::Captured
        | Measure::Evacuated
        | Measure::Rescued
        | Measure::Hostages
        | Measure::Arrested
        | Measure::Infected
        | Measure::Missing
        | Measure::Destroyed => s.any_before(at, &["of"]),
        _ => false,
    };
    let total = at >= 2 && s.is(at - 2, Class::Life) || s.any_before(at - 1, &["cases"]);
    (fits && !total).then(|| {
        MeasureMatch::by(
            s,
            rule::NOUN_WITH_OF,
            NounPhrase::ending_before(at - 1, len),
            measure,
        )
    })
}

/// Finds the measure of a number in a list: "the murder of six priests and two women". The noun before the first number
/// applies to the whole list.
pub fn of_noun_in_list(s: &Sentence, all: &[Quantity], index: usize) -> Option<MeasureMatch> {
    let (before, first) = (&all[index.checked_sub(1)?], all[index].first);
    let mut end = first
        .checked_sub(1)
        .filter(|&i| s.any(i, &["and", "or", ","]))?;
    if s.any_before(end, &[","]) {
        end -= 1;
    }
    let other = Class::Verb.bit() | Class::Auxiliary.bit() | Class::Preposition.bit();
    let named = |i: usize| {
        s.get(i)
            .is_some_and(|t| t.is_word() && t.classes & other == 0)
    };
    let apart = before.last + 1..end;
    let listed = !apart.is_empty() && apart.len() <= MOST_NAMED && apart.clone().all(named);
    let person =
        (first..first + MOST_NAMED).any(|i| s.is(i, Class::Person) || s.is(i, Class::Nation));
    if !listed || !person {
        return None;
    }
    of_noun(s, before).or_else(|| of_noun_in_list(s, all, index - 1))
}

/// Finds an earlier measure noun to which the number belongs: "deaths had climbed to 9,861", "losses between 7,000 and
/// 15,000", "cases (over 503,500)".
pub fn given_for_noun(
    s: &Sentence,
    quantity: &Quantity,
    phrase: Option<NounPhrase>,
) -> Option<MeasureMatch> {
    if phrase.is_some_and(|phrase| is_named_itself(s, phrase)) || !is_linked(s, quantity) {
        return None;
    }
    let from = quantity.first.saturating_sub(REACH);
    for i in (from..quantity.first).rev() {
        if s.sign(i, ';') || s.any(i, &["while", "but"]) {
            return None;
        }
        if !s.is(i, Class::Measure) {
            continue;
        }
        let Some((len, measure)) = s.lexicon.measure_nouns.at(&s.tokens, i) else {
            continue;
        };
        if i + len > quantity.first || measure == Measure::Infected && !is_illness(s, i, i) {
            continue;
        }
        if stands_for_several(s, i, i + len) {
            let noun = NounPhrase::starting_at(i, len);
            return Some(MeasureMatch {
                noun: Some(noun),
                ..MeasureMatch::by(s, rule::NOUN_BEFORE, noun, measure)
            });
        }
    }
    None
}

/// Finds the measure in "the number of people arrested rose to 640" or "how many lost their homes: 92,000".
pub fn number_of(
    s: &Sentence,
    quantity: &Quantity,
    phrase: Option<NounPhrase>,
) -> Option<MeasureMatch> {
    let clause = clause_of_number(s, quantity).filter(|_| phrase.is_none())?;
    if s.any(clause.start - 2, &["how"]) {
        let (words, measure) = first_verb(s, clause)?;
        return Some(MeasureMatch::by(s, rule::HOW_MANY, words, measure));
    }
    let noun = head_plural(s, &clause)?;
    let own = s.lexicon.measure_nouns.at(&s.tokens, noun);
    let own = own.filter(|&(_, measure)| measure != Measure::Infected || is_illness(s, noun, noun));
    // The clause ends at the verb that states how the number changed.
    let main = |i: &usize| {
        s.is(*i, Class::Auxiliary)
            && !s.is(*i - 1, Class::Pronoun)
            && !s.is(*i - 1, Class::Auxiliary)
            && !s.any(*i - 1, &["to"])
    };
    let end = clause.clone().find(main).unwrap_or(quantity.first);
    let (words, measure) = match own {
        Some((len, measure)) => (NounPhrase::starting_at(noun, len), measure),
        None => first_verb(s, noun + 1..end)?,
    };
    Some(MeasureMatch {
        noun: Some(NounPhrase::single(noun)),
        ..MeasureMatch::by(s, rule::NUMBER_OF, words, measure)
    })
}

/// Returns the noun after the "number of" that the quantity belongs to: "troops" in "the number of troops was cut to
/// 4,300".
pub fn number_noun(s: &Sentence, quantity: &Quantity) -> Option<NounPhrase> {
    let clause =
        clause_of_number(s, quantity).filter(|clause| !s.any(clause.start - 2, &["how"]))?;
    head_plural(s, &clause).map(NounPhrase::single)
}

/// Returns the tokens between "number of" or "how many" and the number, or `None` if the number does not belong to such
/// a phrase.
fn clause_of_number(s: &Sentence, quantity: &Quantity) -> Option<Range<usize>> {
    if !(is_linked(s, quantity) || s.any_before(quantity.first, &[":"])) {
        return None;
    }
    let from = quantity.first.saturating_sub(REACH);
    let opens = (from..quantity.first).rev().find(|&i| {
        (s.is(i, Class::Toll) || s.is(i, Class::NumberNoun)) && s.any(i + 1, &["of"])
            || s.any(i, &["how"]) && s.any(i + 1, &["many"])
    })?;
    let clause = opens + 2..quantity.first;
    let turns = |i: usize| s.sign(i, ';') || s.is(i, Class::ClauseTurn);
    (!clause.clone().any(turns)).then_some(clause)
}

/// Returns the first plural noun near the start of a clause.
fn head_plural(s: &Sentence, clause: &Range<usize>) -> Option<usize> {
    let other = Class::Determiner.bit() | Class::Pronoun.bit() | Class::Preposition.bit();
    clause
        .clone()
        .take(5)
        .find(|&i| is_plural(s, i) && s.tokens[i].classes & other == 0)
}

/// Returns the first measure verb in a clause.
fn first_verb(s: &Sentence, mut clause: Range<usize>) -> Option<(NounPhrase, Measure)> {
    clause.find_map(|i| {
        let (len, measure) = s.lexicon.measure_verbs.at(&s.tokens, i)?;
        Some((NounPhrase::starting_at(i, len), measure))
    })
}

/// Returns whether a phrase states what is counted. A name or a general word such as "people" does not.
fn is_named_itself(s: &Sentence, phrase: NounPhrase) -> bool {
    let common = phrase
        .places()
        .any(|i| s.get(i).is_some_and(|t| !t.capital));
    common && !s.is(phrase.last, Class::AnyPerson)
}

/// Returns whether a number can belong to an earlier noun. It can if it is a range or has a lower or upper bound, or if
/// a word such as "to" or "was" links it to the noun.
fn is_linked(s: &Sentence, quantity: &Quantity) -> bool {
    let bounded = matches!(
        quantity.bound,
        Bound::MoreThan | Bound::AtLeast | Bound::AtMost | Bound::LessThan
    );
    s.is_before(quantity.first, Class::Link) || quantity.is_range() || bounded
}

/// Returns whether a number can belong to the noun at the tokens `i..end`. The noun must be a plural or a counting noun
/// such as "toll".
fn stands_for_several(s: &Sentence, i: usize, end: usize) -> bool {
    let counts = s.is(i, Class::Toll)
        || s.is(end, Class::Toll)
        || s.any(i, &["dead"])
        || s.word(end - 1).ends_with('s');
    counts && !s.any(i, &["lives", "body", "prisoners"])
}
