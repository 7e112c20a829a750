//! Discourse: what a number takes over from the numbers before it.
//!
//! In "20 men were hurt. Another 5 …" the second number counts men too.

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

/// What the numbers before lend the next one.
#[derive(Default)]
pub struct DiscourseState<'t> {
    /// The sentence of the last number.
    index: usize,
    /// What happened there, by its last number with a measure.
    measure: Option<Finding<Measure>>,
    /// What happened there, by its first number with a measure.
    first_measure: Option<Finding<Measure>>,
    /// What was counted there.
    counted: Option<Finding<&'t str>>,
    /// Whose it was.
    owner: Option<Finding<&'t str>>,
    /// The number it was counted with.
    value: f64,
    /// The number in the lexicon of the word after what was counted.
    next_word: u32,
    /// Whether something happened to what was counted.
    has_measure: bool,
}

impl<'t> DiscourseState<'t> {
    /// The slots of a number of people or things; what it counts is then lent to the next.
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

    /// Whose people are meant if the phrase does not say.
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
        // Bodies are handed over by the other side.
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

    /// What happened before: in this sentence last, in an earlier one first.
    fn measure_before(&self, c: &SentenceContext) -> Option<Finding<Measure>> {
        if self.index == c.index {
            self.measure
        } else {
            self.first_measure
        }
    }

    /// Whether what is carried over comes from this sentence or the one before it.
    fn is_near(&self, c: &SentenceContext) -> bool {
        self.index == c.index || self.index + 1 == c.index && c.joined
    }

    /// Whether a number leaves out what was said of the one before: "a lower number, of 1,500", "including 11".
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
        // "14 of them were black" says something else of them.
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

    /// What a number without a noun counts.
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

    /// The noun of the number before, if this number may count the same.
    fn noun_before(
        &self,
        c: &SentenceContext,
        person: bool,
        quantity: &Quantity,
    ) -> Option<Finding<&'t str>> {
        let noun = self.counted.map(carried_over)?;
        let near = self.is_near(c) || person && self.index + 2 >= c.index;
        let same = person || self.goes_on(c, quantity) || self.is_similar(c, quantity);
        (near && same).then_some(noun)
    }

    /// Whether the words beside a number make it more or a part of what the number before counts.
    fn goes_on(&self, c: &SentenceContext, quantity: &Quantity) -> bool {
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

    /// "14 delegates to the winner and three to the other": the same word stands after both numbers.
    fn is_parallel(&self, c: &SentenceContext, quantity: &Quantity) -> bool {
        let s = &c.sentence;
        self.index == c.index
            && s.get(quantity.last + 1)
                .is_some_and(|t| t.is(Class::Preposition) && t.id == self.next_word)
            && s.any_before(quantity.first, &["and", ",", "or"])
    }

    /// Whether a number is about as large as the one before it in its sentence.
    fn is_similar(&self, c: &SentenceContext, quantity: &Quantity) -> bool {
        let ratio = quantity.ends.0 / self.value;
        self.index == c.index && quantity.ends.0 >= 50.0 && (0.2..=5.0).contains(&ratio)
    }

    /// "two explosions … killed 12": who died is not what exploded.
    fn is_other_than_people(&self, noun: &str) -> bool {
        let last = noun.rsplit(|c: char| !c.is_alphabetic()).next();
        let is = |class| last.is_some_and(|word| LEXICON.has(word, class));
        let people = is(Class::Person) || is(Class::Nation) || is(Class::Fighter);
        is(Class::Outcome) || !(self.has_measure || people)
    }
}

/// The noun that the sentence itself gives the number: after it, or the one that it is given for.
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

/// What "them" stands for after a number: several named in the sentence, or in the one before.
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

/// "a town of 5,000": the number of those who live there.
fn counts_inhabitants(s: &Sentence, quantity: &Quantity) -> bool {
    let place = quantity.first.checked_sub(2);
    s.any_before(quantity.first, &["of"])
        && place.is_some_and(|i| s.is(i, Class::InhabitedPlace) && !s.is_before(i, Class::Ordinal))
}

/// "The ministry says fewer than 1,500.": a number that someone gives, and nothing more.
fn only_given(s: &Sentence, quantity: &Quantity) -> bool {
    s.is_before(quantity.first, Class::GivingVerb)
        && quantity.unit.is_none()
        && no_noun_at(s, quantity.last + 1)
}

/// "the other two", "the last three": some of those counted before.
fn picked(s: &Sentence, quantity: &Quantity) -> bool {
    let word = s.any_before(quantity.first, &["other", "last", "first", "remaining"]);
    word && quantity.first >= 2 && s.any(quantity.first - 2, &["the"])
}

/// A fact of the number before, which holds for this one too.
fn carried_over<T>(found: Finding<T>) -> Finding<T> {
    Finding {
        rule: "same as the number before",
        ..found
    }
}
