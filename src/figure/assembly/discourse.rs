//! Discourse: the facts that a number takes over from the numbers before it.
//!
//! In "20 men were hurt. Another 5 …" the second number counts men too. The number before may be in the same sentence
//! or in an earlier one.

use super::sentence_context::{SentenceContext, begins};
use super::sentence_list::SentenceList;
use super::slots::FigureSlots;
use crate::figure::finding::Finding;
use crate::figure::model::Measure;
use crate::figure::quantity::Quantity;
use crate::figure::scope::scope;
use crate::figure::syntax::noun::{NounPhrase, no_noun_at};
use crate::figure::syntax::suffix::is_past_participle;
use crate::figure::syntax::{Class, LEXICON, Sentence, Token};
use crate::figure::{counted_noun, measure, owner};

/// The facts of the last number that the next one may take over.
#[derive(Default)]
pub struct DiscourseState<'t> {
    /// The index of the sentence that holds the last number.
    index: usize,
    /// The measure of the last number in that sentence that has one.
    measure: Option<Finding<Measure>>,
    /// The measure of the first number in that sentence that has one.
    first_measure: Option<Finding<Measure>>,
    /// The noun that the last number counts.
    counted: Option<Finding<&'t str>>,
    /// The owner of the people or things that the last number counts.
    owner: Option<Finding<&'t str>>,
    /// The last number.
    value: f64,
    /// The lexicon id of the word after the counted noun.
    next_word: u32,
    /// Whether the last number has a measure.
    has_measure: bool,
}

impl<'t> DiscourseState<'t> {
    /// Fills the slots of a number of people or things, and saves its counted noun for the next number.
    pub fn read_count(
        &mut self,
        sentences: SentenceList<'t, '_>,
        c: &SentenceContext<'t>,
        all: &[Quantity],
        i: usize,
    ) -> FigureSlots<'t> {
        let (s, quantity) = (&c.sentence, &all[i]);
        let phrase = counted_noun::noun_phrase(s, quantity);
        let found = measure::find(s, all, i, phrase);
        let noun = found.and_then(|found| found.noun);
        let mut measure = found.map(|found| found.measure);
        let mut counted = named_noun(s, quantity, phrase, noun);
        if counted.is_none() {
            let before = self.measure_before(c).filter(|_| self.is_near(c));
            let happened = measure.or(before.filter(|_| only_given(s, quantity)));
            counted = self.omitted_noun(sentences, c, happened.map(|found| found.value), quantity);
            if measure.is_none() && self.is_elliptical(c, quantity) {
                measure = before.map(carried_over);
            }
        }
        let mut owner = owner::find(s, quantity, phrase, noun)
            .filter(|_| measure.is_some() || phrase.is_some());
        if owner.is_none() && measure.is_some() {
            owner = self.omitted_owner(sentences, c, measure.map(|found| found.value), phrase);
        }
        let first_side = || {
            let side = *c.first_side.get_or_init(|| owner::first_side(s));
            side.map(|side| Finding::inferred(s, "the side named first", side))
        };
        let same = self.index == c.index;
        let end = phrase.map_or(quantity.last, |phrase| phrase.last);
        *self = Self {
            index: c.index,
            measure: measure.or(self.measure),
            first_measure: self
                .first_measure
                .filter(|_| same)
                .or(measure)
                .or(self.first_measure),
            counted,
            owner: owner.or_else(first_side),
            value: quantity.ends.1,
            next_word: s.get(end + 1).map_or(0, |token| token.id),
            has_measure: measure.is_some(),
        };
        FigureSlots {
            counted,
            owner,
            measure,
            scope: scope(s, quantity, phrase),
            ..FigureSlots::default()
        }
    }

    /// Finds the owner if the noun phrase does not name one.
    fn omitted_owner(
        &self,
        sentences: SentenceList<'t, '_>,
        c: &SentenceContext<'t>,
        measure: Option<Measure>,
        phrase: Option<NounPhrase>,
    ) -> Option<Finding<&'t str>> {
        let s = &c.sentence;
        let side_before = || {
            let side = *c.side_before.get_or_init(|| {
                let before = c.index.checked_sub(1).filter(|_| c.joined)?;
                owner::side_of_people(&sentences.sentence(before))
            });
            let rule = "the side named in the sentence before";
            side.map(|side| Finding::inferred(s, rule, side))
        };
        // The opposing side hands bodies over.
        if measure == Some(Measure::Bodies) {
            return side_before();
        }
        let bare = phrase.is_none() || self.index == c.index;
        let carried = || self.owner.filter(|_| self.is_near(c) && bare);
        let only = *c.only_side.get_or_init(|| owner::only_side(s));
        only.map(|side| Finding::inferred(s, "the only side named in the sentence", side))
            .or_else(|| carried().map(carried_over))
            .or_else(side_before)
    }

    /// Returns the measure to take over: the last one of the same sentence, or the first one of an earlier sentence.
    fn measure_before(&self, c: &SentenceContext) -> Option<Finding<Measure>> {
        if self.index == c.index {
            self.measure
        } else {
            self.first_measure
        }
    }

    /// Returns whether the last number is in this sentence or in the one before it.
    fn is_near(&self, c: &SentenceContext) -> bool {
        self.index == c.index || self.index + 1 == c.index && c.joined
    }

    /// Returns whether the text leaves out words that it used for the number before: "a lower number, of 1,500",
    /// "including 11".
    fn is_elliptical(&self, c: &SentenceContext, quantity: &Quantity) -> bool {
        let s = &c.sentence;
        let far = if s.is_before(quantity.first, Class::Be) {
            14
        } else {
            6
        };
        let number = (quantity.first.saturating_sub(far)..quantity.first).any(|i| {
            (s.is(i, Class::Toll) || s.is(i, Class::NumberNoun)) && !s.any(i + 1, &["of"])
        });
        let next = quantity.last + 1;
        // "14 of them were black" states something else about them.
        let does = || {
            s.is(next + 2, Class::Auxiliary)
                || s.is(next + 2, Class::Verb)
                || is_past_participle(s, next + 2)
        };
        let them = || counted_noun::of_them(s, next) && self.has_measure && !does();
        let part = self.index == c.index
            && (s.any_before(quantity.first, &["including", "them"]) || them());
        begins(s, quantity) && self.index < c.index || number || part || only_given(s, quantity)
    }

    /// Finds what a number without a noun counts.
    fn omitted_noun(
        &self,
        sentences: SentenceList<'t, '_>,
        c: &SentenceContext<'t>,
        measure: Option<Measure>,
        quantity: &Quantity,
    ) -> Option<Finding<&'t str>> {
        let s = &c.sentence;
        if counts_inhabitants(s, quantity) {
            return Some(Finding::inferred(s, "those who live there", "people"));
        }
        let person = measure.is_some_and(|m| !matches!(m, Measure::Destroyed | Measure::Damaged));
        let carried = self.noun_before(c, person, quantity);
        let fits = carried.filter(|noun| !(person && self.is_other_than_people(noun.value)));
        let next = quantity.last + 1;
        let of_them = || counted_noun::of_them(s, next);
        if let Some(noun) = fits.or_else(|| {
            of_them()
                .then(|| antecedent(sentences, c, quantity))
                .flatten()
        }) {
            return Some(noun);
        }
        if person || s.any(next, &["others", "were", "are", "have", "more"]) {
            let rule = "no noun given, so people";
            return Some(Finding::inferred(s, rule, "people"));
        }
        carried
    }

    /// Returns the noun of the number before, if this number may count the same.
    fn noun_before(
        &self,
        c: &SentenceContext,
        person: bool,
        quantity: &Quantity,
    ) -> Option<Finding<&'t str>> {
        let noun = self.counted.map(carried_over)?;
        let near = self.is_near(c) || person && self.index + 2 >= c.index;
        let same = person || self.continues_count(c, quantity) || self.is_similar(c, quantity);
        (near && same).then_some(noun)
    }

    /// Returns whether the words beside a number show that it adds to, or is a part of, what the number before counts.
    fn continues_count(&self, c: &SentenceContext, quantity: &Quantity) -> bool {
        let s = &c.sentence;
        let next = quantity.last + 1;
        self.is_parallel(c, quantity)
            || only_given(s, quantity) && self.has_measure
            || s.is(next, Class::Auxiliary)
            || s.any(next, &["others", "more", "of"])
            || s.any_before(quantity.first, &["including"]) && self.index == c.index
            || picked(s, quantity)
            || begins(s, quantity) && s.get(next).is_some_and(Token::is_word)
    }

    /// Returns whether the same preposition follows both numbers: "14 delegates to the winner and three to the other".
    fn is_parallel(&self, c: &SentenceContext, quantity: &Quantity) -> bool {
        let s = &c.sentence;
        self.index == c.index
            && s.get(quantity.last + 1)
                .is_some_and(|t| t.is(Class::Preposition) && t.id == self.next_word)
            && s.any_before(quantity.first, &["and", ",", "or"])
    }

    /// Returns whether a number is about as large as the one before it in its sentence.
    fn is_similar(&self, c: &SentenceContext, quantity: &Quantity) -> bool {
        let ratio = quantity.ends.0 / self.value;
        self.index == c.index && quantity.ends.0 >= 50.0 && (0.2..=5.0).contains(&ratio)
    }

    /// Returns whether a noun does not name people. In "two explosions … killed 12" the 12 are not explosions.
    fn is_other_than_people(&self, noun: &str) -> bool {
        let last = noun.rsplit(|c: char| !c.is_alphabetic()).next();
        let is = |class| last.is_some_and(|word| LEXICON.has(word, class));
        let people = is(Class::Person) || is(Class::Nation) || is(Class::Fighter);
        is(Class::Outcome) || !(self.has_measure || people)
    }
}

/// Returns the noun that the sentence itself gives the number: the one after it, or the one whose number it is.
fn named_noun<'t>(
    s: &Sentence<'t>,
    quantity: &Quantity,
    phrase: Option<NounPhrase>,
    noun: Option<NounPhrase>,
) -> Option<Finding<&'t str>> {
    if let Some(phrase) = phrase {
        return Some(found_noun(s, "the noun after the number", phrase));
    }
    let noun = noun.or_else(|| measure::number_noun(s, quantity))?;
    Some(found_noun(s, "the noun the number is given for", noun))
}

/// Finds the noun that "them" refers to after a number: a plural in this sentence, or in the one before.
fn antecedent<'t>(
    sentences: SentenceList<'t, '_>,
    c: &SentenceContext<'t>,
    quantity: &Quantity,
) -> Option<Finding<&'t str>> {
    let things = c.sentence.any(quantity.last + 2, &["which"]);
    let named = |s: &Sentence<'t>, limit: usize| {
        let words = counted_noun::antecedent_of_them(s, limit, things)?;
        Some(found_noun(s, "what \"them\" stands for", words))
    };
    named(&c.sentence, quantity.first).or_else(|| {
        let before = c
            .index
            .checked_sub(1)
            .filter(|_| begins(&c.sentence, quantity))?;
        let before = sentences.sentence(before);
        named(&before, before.tokens.len())
    })
}

fn found_noun<'t>(s: &Sentence<'t>, rule: &'static str, phrase: NounPhrase) -> Finding<&'t str> {
    Finding::by(s, rule, phrase, s.text_of(phrase))
}

/// Returns whether a number counts inhabitants: "a town of 5,000".
fn counts_inhabitants(s: &Sentence, quantity: &Quantity) -> bool {
    let place = quantity.first.checked_sub(2);
    s.any_before(quantity.first, &["of"])
        && place.is_some_and(|i| s.is(i, Class::InhabitedPlace) && !s.is_before(i, Class::Ordinal))
}

/// Returns whether a source gives a number without a noun: "The ministry says fewer than 1,500."
fn only_given(s: &Sentence, quantity: &Quantity) -> bool {
    s.is_before(quantity.first, Class::GivingVerb)
        && quantity.unit.is_none()
        && no_noun_at(s, quantity.last + 1)
}

/// Returns whether a number picks some of those counted before: "the other two", "the last three".
fn picked(s: &Sentence, quantity: &Quantity) -> bool {
    let word = s.any_before(quantity.first, &["other", "last", "first", "remaining"]);
    word && quantity.first >= 2 && s.any(quantity.first - 2, &["the"])
}

/// Marks a fact of the number before as one that holds for this number too.
fn carried_over<T>(found: Finding<T>) -> Finding<T> {
    Finding {
        rule: "same as the number before",
        ..found
    }
}
