//! Finds measures stated by a verb whose object is the number: "killed at least 18 people".

use super::measure_match::MeasureMatch;
use crate::figure::quantity::Quantity;
use crate::figure::rule;
use crate::figure::syntax::noun::NounPhrase;
use crate::figure::syntax::{Class, Sentence, Token};

/// Finds a measure verb whose object is the number: "killed at least 18 people", "killing 20". At most three words may
/// separate the verb and the quantity.
pub fn find(s: &Sentence, quantity: &Quantity, floor: usize) -> Option<MeasureMatch> {
    let mut at = quantity.first;
    for _ in 0..4 {
        if at <= floor {
            return None;
        }
        if let Some((len, measure)) = s.lexicon.measure_actives.before(&s.tokens, at)
            && !is_passive(s, at - len)
            && !is_idiom(s, at - len, quantity)
        {
            return Some(MeasureMatch::by(
                s,
                rule::OBJECT_OF_VERB,
                NounPhrase::ending_before(at, len),
                measure,
            ));
        }
        let before = at - 1;
        let between = s.is(before, Class::Determiner)
            || s.is(before, Class::ObjectGap)
            || s.tokens[before].is_quote();
        if !between {
            return None;
        }
        at = before;
    }
    None
}

/// Returns whether a verb is passive. The people counted come before a passive verb: "20 people were killed".
fn is_passive(s: &Sentence, verb: usize) -> bool {
    verb.checked_sub(1)
        .is_some_and(|i| s.is(i, Class::Auxiliary) && !s.is(i, Class::ActiveAuxiliary))
}

/// Returns whether the verb has another meaning here and states no measure. "claimed 6606 lives" means deaths, but
/// "claimed 3 titles", "lost 5 games" and "saved 3 goals" have nothing to do with casualties.
fn is_idiom(s: &Sentence, verb: usize, quantity: &Quantity) -> bool {
    let next = quantity.last + 1;
    if s.is(verb, Class::ClaimVerb) {
        return !(next..next + 4).any(|i| s.is(i, Class::Life));
    }
    if s.is(verb, Class::LoseVerb) {
        let side = (verb.saturating_sub(4)..verb).any(|i| is_losing_side(s, i));
        let named = (next..next + 3).any(|i| {
            s.is(i, Class::Fighter) || s.is(i, Class::Life) || s.any(i, &["men", "personnel"])
        });
        return !(named || side && people_follow(s, next));
    }
    s.is(verb, Class::ThingVerb) && !people_follow(s, next)
}

/// Returns whether the word at `i` refers to a side that can lose people or arms.
fn is_losing_side(s: &Sentence, i: usize) -> bool {
    s.is(i, Class::Nation)
        || s.is(i, Class::Group)
        || s.is(i, Class::Fighter)
        || s.any(i, &["they", "side"])
}

/// Returns whether people or arms follow a number, or no word follows it at all.
fn people_follow(s: &Sentence, next: usize) -> bool {
    let person = |i: usize| {
        s.is(i, Class::Person)
            || s.is(i, Class::Nation)
            || s.is(i, Class::Life)
            || s.is(i, Class::Arms)
            || s.any(i, &["of"])
    };
    !s.get(next).is_some_and(Token::is_word) || (next..next + 4).any(person)
}

/// Finds an earlier verb that also applies to this number: "killed along with two gunmen", "killed three, including a
/// girl and two boys".
pub fn shared_verb(
    s: &Sentence,
    quantity: &Quantity,
    phrase: Option<NounPhrase>,
) -> Option<MeasureMatch> {
    let adds = s.is(quantity.first.checked_sub(1)?, Class::Adding);
    let person = phrase.is_none_or(|phrase| {
        phrase
            .places()
            .any(|i| s.is(i, Class::Person) || s.is(i, Class::Nation))
    });
    if !adds || !person {
        return None;
    }
    let from = quantity.first.saturating_sub(16);
    for i in (from..quantity.first).rev() {
        if s.sign(i, ';') || s.is(i, Class::ClauseTurn) {
            return None;
        }
        let verb = s
            .lexicon
            .measure_verbs
            .at(&s.tokens, i)
            .or_else(|| s.lexicon.measure_actives.at(&s.tokens, i))
            .filter(|_| !s.is(i, Class::LooseVerb));
        if let Some((len, measure)) = verb {
            return Some(MeasureMatch::by(
                s,
                rule::LATER_OBJECT,
                NounPhrase::starting_at(i, len),
                measure,
            ));
        }
    }
    None
}
