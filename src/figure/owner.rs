//! Finds the owner of what is counted: a nation, a side or a group. JSON and queries call it `whose`.

use crate::figure::finding::Finding;
use crate::figure::quantity::Quantity;
use crate::figure::rule;
use crate::figure::syntax::nation::nation;
use crate::figure::syntax::noun::NounPhrase;
use crate::figure::syntax::{Class, Sentence};

/// The maximum length of the name of a side, in tokens.
const LONGEST_SIDE: usize = 4;

/// Returns the tokens of the side (a nation or group) named at `i`, or `None` if there is none. The name must start
/// with a capital letter.
fn side(s: &Sentence, i: usize) -> Option<NounPhrase> {
    let token = s.get(i).filter(|t| t.capital)?;
    if token.is(Class::Nation)
        && let Some((len, _)) = s.lexicon.nations.at(&s.tokens, i)
    {
        let words = NounPhrase::starting_at(i, len);
        let name = s.text_of(words);
        // The pronoun "us" and the nation "US" differ only in case.
        return (!name.eq_ignore_ascii_case("us") || name == "US").then_some(words);
    }
    token.is(Class::Group).then_some(NounPhrase::single(i))
}

/// Finds the owner of what `quantity` counts, using only the words of its sentence.
///
/// `phrase` is the noun phrase after the number, and `noun` is a counted noun before the number.
pub fn find<'t>(
    s: &Sentence<'t>,
    quantity: &Quantity,
    phrase: Option<NounPhrase>,
    noun: Option<NounPhrase>,
) -> Option<Finding<&'t str>> {
    let end = phrase.map_or(quantity.last, |phrase| phrase.last);
    let by = |rule: &'static str| move |side: NounPhrase| (rule, side);
    within(s, quantity.last + 1, end)
        .map(by(rule::SIDE_IN_PHRASE))
        .or_else(|| beside(s, noun?).map(by(rule::SIDE_BESIDE_NOUN)))
        .or_else(|| owner(s, quantity, end).map(by(rule::OWNER_OF_ITS)))
        .or_else(|| among(s, quantity).map(by(rule::SIDE_AFTER_AMONG)))
        .or_else(|| loser(s, quantity).map(by(rule::LOSER)))
        .or_else(|| after(s, end).map(by(rule::SIDE_AFTER_PHRASE)))
        .or_else(|| belongs(s, end).map(by(rule::SIDE_AFTER_BELONG)))
        .map(|(rule, side)| Finding::by(s, rule, side, s.text_of(side)))
}

/// Returns the first side named in the tokens `first..=last`.
fn within(s: &Sentence, first: usize, last: usize) -> Option<NounPhrase> {
    (first..=last).find_map(|i| side(s, i))
}

/// Returns whether the name of a side ends just before the token at `end`: "The U.K. 12."
pub fn side_precedes(s: &Sentence, end: usize) -> bool {
    let ends = |i: usize| side(s, i).is_some_and(|side| side.last + 1 == end);
    (end.saturating_sub(LONGEST_SIDE)..end).any(ends)
}

/// Finds the side named next to a noun that comes before the number: "Russian losses … at 2,000", "casualties among
/// Russians".
fn beside(s: &Sentence, noun: NounPhrase) -> Option<NounPhrase> {
    let NounPhrase { first, last } = noun;
    let mut found: Option<NounPhrase> = None;
    for i in (first.saturating_sub(5)..first).rev() {
        if let Some(one) = side(s, i) {
            // "Russian and Ukrainian deaths" have no single owner.
            if found.is_some() && s.any(one.last + 1, &["and"]) {
                return None;
            }
            found = found.or(Some(one));
        } else if !(s.is(i, Class::Adjective)
            || s.is(i, Class::BesideSide)
            || s.is(i, Class::Fighter)
            || s.is(i, Class::Possessive)
            || found.is_none()
                && s.get(i).is_some_and(|t| {
                    t.is_word()
                        && !t.is(Class::Auxiliary)
                        && !t.is(Class::Speech)
                        && !t.is(Class::Verb)
                }))
        {
            break;
        }
    }
    found.or_else(|| {
        (last + 1..last + 5)
            .find_map(|i| {
                s.any(i - 1, &["of", "among", "in", "the", "for"])
                    .then(|| side(s, i))
                    .flatten()
            })
            .filter(|_| s.any(last + 1, &["of", "among"]))
    })
}

/// Resolves a possessive pronoun to the last side named before the number: "its soldiers", "3,000 of its men".
fn owner(s: &Sentence, quantity: &Quantity, end: usize) -> Option<NounPhrase> {
    let its = (quantity.last + 1..=end).any(|i| s.any(i, &["its", "their", "his"]))
        || s.any_before(quantity.first, &["its", "their"]);
    if !its {
        return None;
    }
    let from = quantity.first.saturating_sub(40);
    (from..quantity.first).rev().find_map(|i| side(s, i))
}

/// Finds a side after a noun of losses and "among": "casualties among Ukrainian servicemen: about 2,870 killed".
fn among(s: &Sentence, quantity: &Quantity) -> Option<NounPhrase> {
    let from = quantity.first.saturating_sub(20);
    (from..quantity.first)
        .rev()
        .find(|&i| s.any(i, &["among", "amongst"]) && i > 0 && s.is(i - 1, Class::Measure))
        .and_then(|i| (i + 1..i + 3).find_map(|at| side(s, at)))
}

/// Finds the side that is the subject of "lose" or a similar verb: "Russia had lost between 10 and 30 men".
fn loser(s: &Sentence, quantity: &Quantity) -> Option<NounPhrase> {
    let from = quantity.first.saturating_sub(8);
    let verb = (from..quantity.first)
        .rev()
        .find(|&i| s.is(i, Class::LoseVerb) || s.is(i, Class::SufferVerb))?;
    (verb.saturating_sub(6)..verb)
        .rev()
        .find_map(|i| side(s, i))
}

/// Finds the side after a form of "belong": "bodies, which they say belong to Ukrainian citizens".
fn belongs(s: &Sentence, end: usize) -> Option<NounPhrase> {
    let verb = (end + 1..end + 9).find(|&i| s.is(i, Class::BelongVerb))?;
    (verb + 1..verb + 4).find_map(|i| side(s, i))
}

/// Finds a side after the counted noun: "soldiers of Ukraine", and for fighters "troops killed when the Soviet Union
/// invaded".
fn after(s: &Sentence, end: usize) -> Option<NounPhrase> {
    let fighters = s.is(end, Class::Fighter);
    let links = |&i: &usize| s.any(i, &["of", "from"]) || fighters && s.any(i, &["when"]);
    let link = (end + 1..end + 4).find(links)?;
    let at = link + 1 + usize::from(s.any(link + 1, &["the"]));
    side(s, at).filter(|side| !s.sign(side.last + 1, '-'))
}

/// Returns the only side named in a sentence about fighting, or `None` if the sentence names no side or several. A side
/// named as a place ("in Ukraine") does not count.
pub fn only_side<'t>(s: &Sentence<'t>) -> Option<&'t str> {
    let sides = (0..s.tokens.len())
        .filter(|&i| !s.is(i.wrapping_sub(1), Class::PlacePreposition))
        .filter_map(|i| side(s, i));
    let mut only: Option<NounPhrase> = None;
    let mut fights = false;
    for one in sides {
        let name = |side: NounPhrase| nation(s.text_of(side));
        if only.is_some_and(|other| name(other) != name(one)) {
            return None;
        }
        fights |= !s.is(one.last + 1, Class::Institution) || s.is(one.last + 1, Class::Fighter);
        only = only.or(Some(one));
    }
    let soldiers = (0..s.tokens.len()).any(|i| is_military(s, i));
    only.filter(|_| fights && soldiers)
        .map(|side| s.text_of(side))
}

/// Returns whether the word at `i` is about war or denotes fighters.
fn is_military(s: &Sentence, i: usize) -> bool {
    s.is(i, Class::Fighter) || s.is(i, Class::War)
}

/// Returns the first side whose people a sentence names: "the corpses of Russian soldiers".
pub fn side_of_people<'t>(s: &Sentence<'t>) -> Option<&'t str> {
    (0..s.tokens.len())
        .find_map(|i| {
            side(s, i).filter(|&NounPhrase { last, .. }| {
                s.is(last + 1, Class::Person) || is_military(s, last + 1)
            })
        })
        .map(|side| s.text_of(side))
}
