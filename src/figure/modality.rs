//! Finds the modality of a figure: whether it is planned, possible, denied or retracted. In JSON and queries, the
//! modality is called `stance`.

use crate::byte_range::ByteRange;

use super::{counted_noun, unit};
use crate::figure::finding::Finding;
use crate::figure::model::Stance;
use crate::figure::quantity::Quantity;
use crate::figure::syntax::suffix::is_adverb;
use crate::figure::syntax::{Class, LEXICON, Sentence, TokenRange};

/// The maximum distance between a modality phrase and the number after it, in tokens.
const REACH: usize = 9;

/// The maximum distance between a number and a retraction after it, in tokens.
const BACK: usize = 12;

/// Returns the modality of a figure, or `None` if the text states the figure as a fact.
///
/// `retraction` returns the span of a later sentence that retracts the report in this sentence. It is called only for
/// quantities without a unit.
pub fn find(
    s: &Sentence,
    quantity: &Quantity,
    retraction: impl FnOnce() -> Option<ByteRange>,
) -> Option<Finding<Stance>> {
    if quantity.unit.is_none()
        && let Some(words) = retraction()
    {
        return Some(Finding {
            value: Stance::Retracted,
            rule: "retracted soon after",
            words,
        });
    }
    if let Some(words) = withdrawn(s, quantity) {
        let rule = "retracted in the same sentence";
        return Some(Finding::by(s, rule, words, Stance::Retracted));
    }
    let time = |unit: &unit::UnitMatch| unit::is_time_unit(&unit.name);
    if quantity.unit.as_ref().is_some_and(time) {
        return None;
    }
    before(s, quantity).or_else(|| after(s, quantity))
}

/// Returns the span of a later sentence that retracts the report in this sentence, such as "That figure was quickly
/// deleted". Returns `None` if there is no such sentence.
///
/// `next` contains the spans of the sentences after this one. Only the first two are searched.
pub fn retraction(s: &Sentence, next: &[ByteRange]) -> Option<ByteRange> {
    next.iter()
        .take(2)
        .copied()
        .find(|&span| states_withdrawal(s.text, span))
        .filter(|_| (0..s.tokens.len()).any(|i| s.is(i, Class::PublishVerb)))
}

/// Returns whether the sentence at `span` says that an earlier figure or report was withdrawn.
fn states_withdrawal(text: &str, span: ByteRange) -> bool {
    const OPENS: [&str; 5] = ["that", "the", "those", "this", "these"];
    let sentence = &text[span.as_range()];
    let begins = |word: &&str| {
        sentence
            .get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    let about = |word: &str| LEXICON.has(word, Class::Retractable);
    if !OPENS.iter().any(begins) || !sentence.split_whitespace().skip(1).take(3).any(about) {
        return false;
    }
    let end = span.end.min(span.start + 400);
    let head = ByteRange::new(span.start, end_of(text, end));
    let next = Sentence::read(text, head);
    let withdrawn = |i: usize| next.lexicon.retractions.at(&next.tokens, i).is_some();
    (2..next.tokens.len()).any(withdrawn)
}

/// Finds words after the number, in the same sentence, that retract it: "carried a figure of 9,861, which it then took
/// down".
fn withdrawn(s: &Sentence, quantity: &Quantity) -> Option<TokenRange> {
    let end = (quantity.last + 1 + BACK).min(s.tokens.len());
    let (i, len) = (quantity.last + 1..end).find_map(|i| {
        let (len, _) = s.lexicon.retractions.at(&s.tokens, i)?;
        Some((i, len))
    })?;
    let linked =
        (quantity.last + 1..i).any(|i| s.any(i, &["which", "and", "before", "then", "but"]));
    let before = quantity.first.saturating_sub(8)..quantity.first;
    let published = before.into_iter().any(|i| s.is(i, Class::PublishVerb));
    (linked && published && quantity.unit.is_none()).then_some(TokenRange::starting_at(i, len))
}

/// Finds words before the number, in the same clause, that state its modality.
fn before(s: &Sentence, quantity: &Quantity) -> Option<Finding<Stance>> {
    let clause = (quantity.first.saturating_sub(REACH)..quantity.first)
        .rev()
        .take_while(|&i| !(s.sign(i, ';') || s.is(i, Class::ClauseTurn) && !s.any(i, &["when"])));
    for i in clause {
        let month = s.tokens[i].capital && i > 0 && s.is(i, Class::Month);
        let Some((len, stance)) = s.lexicon.stances.at(&s.tokens, i).filter(|_| !month) else {
            continue;
        };
        let reach = match stance {
            Stance::Possible => 4,
            Stance::Denied => 5,
            _ => REACH,
        };
        if i + len <= quantity.first && quantity.first - i <= reach {
            return Some(Finding::by(
                s,
                "words before the number",
                TokenRange::starting_at(i, len),
                stance,
            ));
        }
    }
    None
}

/// Finds a modal verb directly after the number and its noun: "300 people may be trapped". "Could" counts only before
/// "be" and "have", because "300 people could walk" states an ability.
fn after(s: &Sentence, quantity: &Quantity) -> Option<Finding<Stance>> {
    let noun = counted_noun::noun_phrase(s, quantity);
    let end = noun.map_or(quantity.last, |phrase| phrase.last) + 1;
    let modal = end + usize::from(is_adverb(s, end));
    let able = s.any(modal + 2, &["seen", "heard", "found"]);
    let could = s.any(modal, &["could"]) && s.any(modal + 1, &["be", "have"]) && !able;
    let may = s.any(modal, &["may", "might"]) && !s.tokens[modal].capital;
    // In "residents of 37 states may vote", the number is not the subject.
    let other_subject = s.is_before(quantity.first, Class::Preposition);
    let chosen = s.is_before(quantity.first, Class::Determiner)
        || s.any_before(quantity.first, &["only"])
        || s.any(quantity.first, &["only"])
        || quantity.ends.1 <= 1.0
        || s.any(modal + 1, &["not", "seem"]);
    ((could || may) && !other_subject && !chosen).then(|| {
        let words = TokenRange::single(modal);
        Finding::by(s, "a modal verb after the number", words, Stance::Possible)
    })
}

/// Returns the last character boundary at or before `at`.
fn end_of(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
