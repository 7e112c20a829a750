//! Finds measures stated by a label before the number: "Wounded: 40", "injuries - 30".

use super::measure_match::MeasureMatch;
use super::verb_sense::is_illness;
use crate::figure::model::Measure;
use crate::figure::quantity::Quantity;
use crate::figure::rule;
use crate::figure::syntax::noun::{NounPhrase, is_plural};
use crate::figure::syntax::{Class, Sentence, Token};

/// The maximum length of a label, in tokens.
const LONGEST: usize = 5;

/// Finds the measure in the label that a colon or a dash separates from the number. The label follows a sign or starts
/// the sentence, and consists of the measure and words for what is counted: "People wounded:".
pub fn find(s: &Sentence, quantity: &Quantity) -> Option<MeasureMatch> {
    let end = quantity.first.checked_sub(1)?;
    let dash = s.dash(end) && !s.touches_previous(end) && !s.touches_previous(end + 1);
    let state = (s.sign(end, ':') || dash).then(|| state_before(s, end))?;
    let noun = || dash.then(|| noun_before(s, end)).flatten();
    let found = state.or_else(noun)?;
    let words = found.measure.words;
    let is_word = |&i: &usize| s.get(i).is_some_and(Token::is_word);
    let length = (0..end).rev().take(LONGEST + 1).take_while(is_word).count();
    let start = end - length;
    let own = |i: &usize| s.tokens[*i].start < words.start;
    let described = (start..end).take_while(own).all(|i| describes_count(s, i));
    let counts = s.before(start).is_some_and(Token::is_number);
    (length <= LONGEST && described && !counts).then_some(found)
}

/// Returns the measure of the verb or state that ends before `end`: "wounded".
fn state_before(s: &Sentence, end: usize) -> Option<MeasureMatch> {
    let (states, verbs) = (&s.lexicon.measure_states, &s.lexicon.measure_verbs);
    let found = states.before(&s.tokens, end);
    let (len, measure) = found.or_else(|| verbs.before(&s.tokens, end))?;
    let words = NounPhrase::ending_before(end, len);
    Some(MeasureMatch {
        noun: s.is(words.first, Class::Dead).then_some(words),
        ..MeasureMatch::by(s, rule::LABEL, words, measure)
    })
}

/// Returns the measure of the noun that ends before `end`: "injuries". The rules for nouns before the number find it
/// before a colon, but not before a dash.
fn noun_before(s: &Sentence, end: usize) -> Option<MeasureMatch> {
    let (len, measure) = s.lexicon.measure_nouns.before(&s.tokens, end)?;
    let words = NounPhrase::ending_before(end, len);
    let ill = measure != Measure::Infected || is_illness(s, words.first, words.last);
    ill.then(|| MeasureMatch {
        noun: Some(words),
        ..MeasureMatch::by(s, rule::LABEL, words, measure)
    })
}

/// Returns whether the word at `i` says what the label counts: "people", "confirmed", "total number of".
fn describes_count(s: &Sentence, i: usize) -> bool {
    is_plural(s, i)
        || s.is(i, Class::Adjective)
        || s.is(i, Class::Toll)
        || s.is(i, Class::NumberNoun)
        || s.any(
            i,
            &["confirmed", "reported", "personnel", "of", "the", "those"],
        )
}
