//! What a sentence lends the next: "20 men were hurt. Another 5 …".

use super::super::counted::{self, Phrase};
use super::super::ending::past;
use super::super::known::Known;
use super::super::lexicon::{Class, LEXICON};
use super::super::measure;
use super::super::model::Measure;
use super::super::quantity::{Quantity, closes};
use super::super::sentence::Sentence;
use super::super::token::Token;
use super::super::whose;
use super::Reader;
use super::context::{Context, begins};
use super::figure::Facts;
use super::scope::scope;

/// What a sentence lends the next ones.
#[derive(Default)]
pub struct Carried<'t> {
    /// The sentence it stood in.
    index: usize,
    /// What happened there, by its last number that tells.
    measure: Option<Known<Measure>>,
    /// What happened there, by its first number that tells.
    first: Option<Known<Measure>>,
    /// What was counted there.
    counted: Option<Known<&'t str>>,
    /// Whose it was.
    whose: Option<Known<&'t str>>,
    /// The number it was counted with.
    ends: f64,
    /// The number in the lexicon of the word behind what was counted.
    follows: u32,
    /// Whether something happened to what was counted.
    told: bool,
}

impl<'t> Reader<'t, '_> {
    /// What is known of a number of people or things.
    pub(super) fn of_things(&mut self, c: &Context<'t>, all: &[Quantity], i: usize) -> Facts<'t> {
        let (s, quantity) = (&c.sentence, &all[i]);
        let phrase = counted::phrase(s, quantity);
        let found = measure::find(s, all, i, phrase);
        let noun = found.and_then(|found| found.noun);
        let mut measure = found.map(|found| found.measure);
        let named = |rule| move |words| Known::by(s, rule, words, s.text_of(words));
        let mut counted = phrase.map(named("the noun behind the number")).or_else(|| {
            let noun = noun.or_else(|| measure::number_noun(s, quantity));
            noun.map(named("the noun that the number is given for"))
        });
        if counted.is_none() {
            let before = self.happened(c).filter(|_| self.near(c));
            let known = measure.or(before.filter(|_| told(s, quantity)));
            counted = self.left_out(c, known.map(|known| known.value), quantity);
            if measure.is_none() && self.elliptical(c, quantity) {
                measure = before.map(carried);
            }
        }
        let mut whose = whose::find(s, quantity, phrase, noun)
            .filter(|_| measure.is_some() || phrase.is_some());
        if whose.is_none() && measure.is_some() {
            whose = self.whose(c, measure.map(|known| known.value), phrase);
        }
        let first_side = || {
            let side = *c.first_side.get_or_init(|| whose::first_side(s));
            side.map(|side| Known::without_words(s, "the side named first", side))
        };
        let same = self.carried.index == c.index;
        let end = phrase.map_or(quantity.last, |phrase| phrase.last);
        self.carried = Carried {
            index: c.index,
            measure: measure.or(self.carried.measure),
            first: self
                .carried
                .first
                .filter(|_| same)
                .or(measure)
                .or(self.carried.first),
            counted,
            whose: whose.or_else(first_side),
            ends: quantity.ends.1,
            follows: s.get(end + 1).map_or(0, |token| token.id),
            told: measure.is_some(),
        };
        Facts {
            counted,
            whose,
            measure,
            scope: scope(s, quantity, phrase),
            ..Facts::default()
        }
    }

    /// Whose people are meant where the phrase does not say.
    fn whose(
        &self,
        c: &Context<'t>,
        measure: Option<Measure>,
        phrase: Option<Phrase>,
    ) -> Option<Known<&'t str>> {
        let s = &c.sentence;
        let before = || {
            let side = *c.side_before.get_or_init(|| {
                let before = c.index.checked_sub(1).filter(|_| c.joined)?;
                whose::people_of(&Sentence::read(self.text, self.spans[before]))
            });
            side.map(|side| Known::without_words(s, "whose people the sentence before names", side))
        };
        // Bodies are handed over by the other side.
        if measure == Some(Measure::Bodies) {
            return before();
        }
        let bare = phrase.is_none() || self.carried.index == c.index;
        let from_before = || {
            self.carried
                .whose
                .filter(|_| self.near(c) && bare)
                .map(carried)
        };
        let only = *c.only_side.get_or_init(|| whose::only_side(s));
        only.map(|side| Known::without_words(s, "the only side that the sentence names", side))
            .or_else(from_before)
            .or_else(before)
    }

    /// What happened before: in this sentence last, in an earlier one first.
    fn happened(&self, c: &Context) -> Option<Known<Measure>> {
        if self.carried.index == c.index {
            self.carried.measure
        } else {
            self.carried.first
        }
    }

    /// Whether what is carried comes from this sentence or the one before it.
    fn near(&self, c: &Context) -> bool {
        self.carried.index == c.index || self.carried.index + 1 == c.index && c.joined
    }

    /// Whether a number leaves out what was said of the one before: "a lower number, of 1,500", "including 11".
    fn elliptical(&self, c: &Context, quantity: &Quantity) -> bool {
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
        let does =
            || s.is(next + 2, Class::Auxiliary) || s.is(next + 2, Class::Verb) || past(s, next + 2);
        let them = || counted::of_them(s, next) && self.carried.told && !does();
        let part = self.carried.index == c.index
            && (s.any_before(quantity.first, &["including", "them"]) || them());
        begins(s, quantity) && self.carried.index < c.index || number || part || told(s, quantity)
    }

    /// What a number without a noun counts.
    fn left_out(
        &self,
        c: &Context<'t>,
        measure: Option<Measure>,
        quantity: &Quantity,
    ) -> Option<Known<&'t str>> {
        let s = &c.sentence;
        let before = quantity.first.checked_sub(2);
        if s.any_before(quantity.first, &["of"])
            && before.is_some_and(|i| s.is(i, Class::Peopled) && !s.is_before(i, Class::Ordinal))
        {
            return Some(Known::without_words(s, "those who live there", "people"));
        }
        let person = measure.is_some_and(|m| !matches!(m, Measure::Destroyed | Measure::Damaged));
        let next = quantity.last + 1;
        // "14 delegates to the winner and three to the other": the same word stands behind both.
        let follows = s.get(next).filter(|t| t.is(Class::Preposition));
        let parallel = self.carried.index == c.index
            && follows.is_some_and(|t| t.id == self.carried.follows)
            && s.any_before(quantity.first, &["and", ",", "or"]);
        let partial = person
            || parallel
            || told(s, quantity) && self.carried.told
            || s.is(next, Class::Auxiliary)
            || s.any(next, &["others", "more", "of"])
            || s.any_before(quantity.first, &["including"]) && self.carried.index == c.index
            || picked(s, quantity)
            || begins(s, quantity) && s.get(next).is_some_and(Token::is_word);
        let ratio = quantity.ends.0 / self.carried.ends;
        let alike = self.carried.index == c.index
            && quantity.ends.0 >= 50.0
            && (0.2..=5.0).contains(&ratio);
        let near = self.near(c) || person && self.carried.index + 2 >= c.index;
        let before = self.carried.counted.map(carried);
        let before = before.filter(|_| near && (partial || alike));
        // "two explosions … killed 12": who died is not what exploded.
        let other = |words: &str| {
            let last = words.rsplit(|c: char| !c.is_alphabetic()).next();
            let is = |class| last.is_some_and(|word| LEXICON.has(word, class));
            let people = is(Class::Person) || is(Class::Nation) || is(Class::Fighter);
            is(Class::Outcome) || !(self.carried.told || people)
        };
        let them = || {
            counted::of_them(s, next)
                .then(|| self.them(c, quantity))
                .flatten()
        };
        match before
            .filter(|known| !(person && other(known.value)))
            .or_else(them)
        {
            Some(known) => Some(known),
            None if person || s.any(next, &["others", "were", "are", "have", "more"]) => Some(
                Known::without_words(s, "nothing is named, so people", "people"),
            ),
            None => before,
        }
    }

    /// What "them" stands for behind a number: several named in the sentence, or in the one before.
    fn them(&self, c: &Context<'t>, quantity: &Quantity) -> Option<Known<&'t str>> {
        const RULE: &str = "what \"them\" stands for";
        let named = |s: &Sentence<'t>, limit: usize| {
            let things = c.sentence.any(quantity.last + 2, &["which"]);
            let words = counted::several(s, limit, things)?;
            Some(Known::by(s, RULE, words, s.text_of(words)))
        };
        named(&c.sentence, quantity.first).or_else(|| {
            let before = c
                .index
                .checked_sub(1)
                .filter(|_| begins(&c.sentence, quantity))?;
            let before = Sentence::read(self.text, self.spans[before]);
            named(&before, before.tokens.len())
        })
    }
}

/// "The ministry says fewer than 1,500.": a number that someone gives, and nothing more.
fn told(s: &Sentence, quantity: &Quantity) -> bool {
    s.is_before(quantity.first, Class::Gives)
        && quantity.unit.is_none()
        && closes(s, quantity.last + 1)
}

/// "the other two", "the last three": some of those counted before.
fn picked(s: &Sentence, quantity: &Quantity) -> bool {
    let word = s.any_before(quantity.first, &["other", "last", "first", "remaining"]);
    word && quantity.first >= 2 && s.any(quantity.first - 2, &["the"])
}

/// A fact of the number before, which holds for this one too.
fn carried<T>(known: Known<T>) -> Known<T> {
    Known {
        rule: "as for the number before",
        ..known
    }
}
