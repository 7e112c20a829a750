//! Tracks the facts that a number inherits from earlier numbers.
//!
//! In "20 men were hurt. Another 5 …", the second number also counts men. The earlier number may be in the same
//! sentence or in a previous one.

use super::sentence_context::{SentenceContext, begins};
use super::sentence_list::SentenceList;
use crate::figure::figure_slots::FigureSlots;
use crate::figure::finding::Finding;
use crate::figure::model::{Measure, Scope};
use crate::figure::quantity::Quantity;
use crate::figure::scope::scope;
use crate::figure::syntax::noun::{NounPhrase, no_noun_at};
use crate::figure::syntax::suffix::is_past_participle;
use crate::figure::syntax::{Class, LEXICON, Sentence, Token};
use crate::figure::{attribution, counted_noun, measure, owner, rule};

/// The facts about the last number that the next one may inherit.
#[derive(Default)]
pub struct DiscourseState<'t> {
    /// The index of the sentence that contains the last number.
    index: usize,
    /// The measure of the last number that had one.
    measure: Option<Finding<Measure>>,
    /// The measure of the first number in the sentence at `index`. If that number has none, the value from an earlier
    /// sentence is kept.
    first_measure: Option<Finding<Measure>>,
    /// The noun that the last number counts.
    counted: Option<Finding<&'t str>>,
    /// The noun that the last number counts that is not part of another number: "miners" in "12 miners, two of them
    /// women".
    whole: Option<Finding<&'t str>>,
    /// Whether the last number and the one before it count different nouns: "nine men and 18 women".
    mixed: bool,
    /// The token after the last number and its noun.
    next: usize,
    /// The owner of what the last number counts.
    owner: Option<Finding<&'t str>>,
    /// The value of the last number, or the upper end of a range.
    value: f64,
    /// The lexicon id of the token after the last number and its noun, or 0 at the end of the sentence.
    next_word: u32,
    /// Whether the last number has a measure.
    has_measure: bool,
}

impl<'t> DiscourseState<'t> {
    /// Fills the slots of a number without a unit, and saves its facts for the next number.
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
        let scope = scope(s, quantity, phrase);
        let part = scope.is_some_and(|found| found.value == Scope::Part);
        let mixed = self.index == c.index && self.is_mixed(s, quantity, counted);
        let mut owner = owner::find(s, quantity, phrase, noun)
            .filter(|_| measure.is_some() || phrase.is_some());
        if owner.is_none() && measure.is_some() {
            let happened = measure.map(|found| found.value);
            owner = self.omitted_owner(sentences, c, quantity, happened, phrase, noun);
        }
        let same = self.index == c.index;
        let whole = if part && self.is_near(c) {
            self.whole
        } else {
            counted
        };
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
            whole,
            mixed,
            next: end + 1,
            owner,
            value: quantity.ends.1,
            next_word: s.get(end + 1).map_or(0, |token| token.id),
            has_measure: measure.is_some(),
        };
        FigureSlots {
            counted,
            owner,
            measure,
            scope,
            ..FigureSlots::default()
        }
    }

    /// Infers the owner of a count whose noun phrase does not name one. `noun` is the noun before the number, such as
    /// "deaths" in "deaths rose to 20".
    fn omitted_owner(
        &self,
        sentences: SentenceList<'t, '_>,
        c: &SentenceContext<'t>,
        quantity: &Quantity,
        measure: Option<Measure>,
        phrase: Option<NounPhrase>,
        noun: Option<NounPhrase>,
    ) -> Option<Finding<&'t str>> {
        let s = &c.sentence;
        // A side named beside bodies usually hands them over and is not their owner.
        if measure == Some(Measure::Bodies) {
            let before = c.index.checked_sub(1).filter(|_| c.joined)?;
            let side = owner::side_of_people(&sentences.sentence(before))?;
            return Some(Finding::inferred(s, rule::SIDE_BEFORE, side));
        }
        let bare = phrase
            .is_none_or(|phrase| phrase.first == phrase.last && s.is(phrase.first, Class::Measure));
        let other_side = || self.index < c.index && owner::side_precedes(s, quantity.first);
        let elliptical = bare
            && !other_side()
            && self.is_near(c)
            && self.has_measure
            && (self.index == c.index || self.measure.map(|found| found.value) == measure);
        let carried = self.owner.filter(|_| elliptical).map(|found| Finding {
            rule: rule::SAME_OWNER,
            ..found
        });
        carried.or_else(|| {
            let fighters = phrase.is_some_and(|phrase| s.is(phrase.last, Class::Fighter));
            let side =
                owner::only_side(s).filter(|_| fighters || phrase.is_none() && noun.is_some())?;
            Some(Finding::inferred(s, rule::ONLY_SIDE, side))
        })
    }

    /// Returns the measure to inherit: the most recent one if the last number is in this sentence, or else the first
    /// one of the last number's sentence.
    fn measure_before(&self, c: &SentenceContext) -> Option<Finding<Measure>> {
        if self.index == c.index {
            self.measure
        } else {
            self.first_measure
        }
    }

    /// Returns whether the last number is in this sentence, or in the previous sentence of the same paragraph.
    fn is_near(&self, c: &SentenceContext) -> bool {
        self.index == c.index || self.index + 1 == c.index && c.joined
    }

    /// Returns whether the sentence omits words that were used with the last number: "a lower number, of 1,500",
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
        // "14 of them were black" states a new fact, not the measure of the last number.
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

    /// Infers what a number without a noun counts.
    fn omitted_noun(
        &self,
        sentences: SentenceList<'t, '_>,
        c: &SentenceContext<'t>,
        measure: Option<Measure>,
        quantity: &Quantity,
    ) -> Option<Finding<&'t str>> {
        let s = &c.sentence;
        if counts_inhabitants(s, quantity) {
            return Some(Finding::inferred(
                s,
                "assumed to be the people who live there",
                "people",
            ));
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
            let rule = "no noun given, so assumed to be people";
            return Some(Finding::inferred(s, rule, "people"));
        }
        carried
    }

    /// Returns the last number's noun, or `None` if this number is unlikely to count the same things.
    fn noun_before(
        &self,
        c: &SentenceContext,
        person: bool,
        quantity: &Quantity,
    ) -> Option<Finding<&'t str>> {
        let noun = self.noun_to_inherit(c, quantity).map(carried_over)?;
        let near = self.is_near(c) || person && self.index + 2 >= c.index;
        let same = person || self.continues_count(c, quantity) || self.is_similar(c, quantity);
        (near && same).then_some(noun)
    }

    /// Returns the noun that this number can inherit: that of the last number, or that of the whole if the last number
    /// is only a part. Returns `None` if the number counts people of other kinds too.
    fn noun_to_inherit(
        &self,
        c: &SentenceContext,
        quantity: &Quantity,
    ) -> Option<Finding<&'t str>> {
        let s = &c.sentence;
        let next = quantity.last + 1;
        let part = counted_noun::of_them(s, next) || s.any_before(quantity.first, &["including"]);
        // In "12 people, including three boys, died and 20 were hurt", the 20 are people. In "it includes 35 women here
        // and three there", the list goes on.
        let listed = s.any_before(quantity.first, &["and", ",", "or"]);
        let is_of_people = |found: Option<Finding<&str>>| found.is_some_and(|f| is_people(f.value));
        let resumes = is_of_people(self.whole) && is_of_people(self.counted) && !part && !listed;
        let noun = if resumes { self.whole } else { self.counted }?;
        // In "a woman died and two girls were among seven injured", the girls are part of the seven.
        let beyond = s.any(next, &["others"])
            || s.any_before(quantity.first, &["among"])
            || self.index < c.index && !c.joined;
        let of_any_kind = self.mixed || beyond && is_kind_of_people(noun.value);
        (part || !of_any_kind).then_some(noun)
    }

    /// Returns whether the last number and this one are joined and count different people: "nine men and 18 women".
    fn is_mixed(&self, s: &Sentence, quantity: &Quantity, counted: Option<Finding<&str>>) -> bool {
        let (Some(last), Some(noun)) = (self.counted, counted) else {
            return false;
        };
        let joined = (self.next..quantity.first).all(|i| s.any(i, &[",", "and"]));
        let differ = !last.value.eq_ignore_ascii_case(noun.value);
        joined && differ && is_people(last.value) && is_people(noun.value)
    }

    /// Returns whether the words beside a number show that it adds to, or is part of, the last number's count.
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

    /// Returns whether the same preposition follows this number and the last one: "14 delegates to the winner and three
    /// to the other".
    fn is_parallel(&self, c: &SentenceContext, quantity: &Quantity) -> bool {
        let s = &c.sentence;
        self.index == c.index
            && s.get(quantity.last + 1)
                .is_some_and(|t| t.is(Class::Preposition) && t.id == self.next_word)
            && s.any_before(quantity.first, &["and", ",", "or"])
    }

    /// Returns whether a number is at least 50 and within a factor of five of the last number in its sentence.
    fn is_similar(&self, c: &SentenceContext, quantity: &Quantity) -> bool {
        let ratio = quantity.ends.0 / self.value;
        self.index == c.index && quantity.ends.0 >= 50.0 && (0.2..=5.0).contains(&ratio)
    }

    /// Returns whether a noun does not denote people. In "two explosions … killed 12", the number 12 does not count
    /// explosions.
    fn is_other_than_people(&self, noun: &str) -> bool {
        is_last_word(noun, Class::Outcome) || !(self.has_measure || is_people(noun))
    }
}

/// Returns whether the last word of a noun phrase belongs to `class`.
fn is_last_word(noun: &str, class: Class) -> bool {
    let last = noun.rsplit(|c: char| !c.is_alphabetic()).next();
    last.is_some_and(|word| LEXICON.has(word, class))
}

/// Returns whether a noun phrase denotes people.
fn is_people(noun: &str) -> bool {
    let people = [Class::Person, Class::Nation, Class::Fighter];
    people.iter().any(|&class| is_last_word(noun, class))
}

/// Returns whether a noun phrase denotes people of one sex or age: "women", "young girls".
fn is_kind_of_people(noun: &str) -> bool {
    is_last_word(noun, Class::PersonKind)
}

/// Returns the counted noun that the sentence states: the noun after the number, or an earlier noun whose amount the
/// number states, as in "deaths stood at 20".
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
    Some(found_noun(s, rule::NOUN_BEFORE, noun))
}

/// Finds the plural noun that "them" after a number refers to, in this sentence or the previous one.
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

/// Returns whether a source gives a number without a noun: "The ministry says fewer than 1,500.", "according to the
/// ministry, 15."
fn only_given(s: &Sentence, quantity: &Quantity) -> bool {
    (s.is_before(quantity.first, Class::GivingVerb)
        || attribution::ends_source_phrase(s, quantity.first))
        && quantity.unit.is_none()
        && no_noun_at(s, quantity.last + 1)
}

/// Returns whether a number selects some of the things counted before: "the other two", "the last three".
fn picked(s: &Sentence, quantity: &Quantity) -> bool {
    let word = s.any_before(quantity.first, &["other", "last", "first", "remaining"]);
    word && quantity.first >= 2 && s.any(quantity.first - 2, &["the"])
}

/// Replaces the rule of a finding that is inherited from the last number.
fn carried_over<T>(found: Finding<T>) -> Finding<T> {
    Finding {
        rule: rule::SAME_AS_BEFORE,
        ..found
    }
}
