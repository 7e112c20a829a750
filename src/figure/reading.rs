//! From a text to its figures: which sentences are read, and what one lends the next.

use super::claimant::{self, Attribution};
use super::counted::{self, Phrase};
use super::lexicon::Class;
use super::model::{Bound, Figure, Measure, Place, Scope, Stance};
use super::quantity::{self, Quantity};
use super::sentence::{self, Sentence};
use super::{as_of, measure, scan, unit, whose};

/// Those who speak for others, by office; the one named last before is meant.
const SPOKESMEN: [&str; 3] = ["spokesman", "spokeswoman", "spokesperson"];

/// How many sentences back a pronoun is looked for.
const BACK: usize = 6;

/// The figures of a text.
pub fn figures(text: &str) -> Vec<Figure> {
    let spans = sentence::spans(text);
    let mut reader = Reader {
        text,
        spans: &spans,
        carried: Carried::default(),
    };
    let mut figures = Vec::new();
    for (index, &(start, end)) in spans.iter().enumerate() {
        if scan::may_hold_number(&text[start..end]) {
            reader.read(index, &mut figures);
        }
    }
    figures
}

/// What a sentence lends the next ones.
#[derive(Default)]
struct Carried<'t> {
    /// The sentence it stood in.
    index: usize,
    measure: Option<Measure>,
    counted: Option<&'t str>,
    whose: Option<&'t str>,
    /// The number it was counted with.
    ends: f64,
}

struct Reader<'t, 's> {
    text: &'t str,
    spans: &'s [(usize, usize)],
    carried: Carried<'t>,
}

impl<'t> Reader<'t, '_> {
    /// Adds the figures of one sentence.
    fn read(&mut self, index: usize, figures: &mut Vec<Figure>) {
        let s = Sentence::read(self.text, self.spans[index]);
        let (quantities, _) = quantity::read(&s);
        if quantities.is_empty() {
            return;
        }
        let times = as_of::times(&s);
        let said = claimant::attributions(&s);
        for (i, quantity) in quantities.iter().enumerate() {
            let figure = self.figure(index, &s, &quantities, i, &times, &said);
            figures.push(figure);
            let _ = quantity;
        }
    }

    /// One figure.
    fn figure(
        &mut self,
        index: usize,
        s: &Sentence<'t>,
        all: &[Quantity],
        i: usize,
        times: &[(usize, usize)],
        said: &[Attribution<'t>],
    ) -> Figure {
        let quantity = &all[i];
        let phrase = quantity
            .unit
            .is_none()
            .then(|| counted::phrase(s, quantity))
            .flatten();
        let found = measure::find(s, quantity, phrase, all);
        let noun = found.and_then(|found| found.noun);
        let mut measure = found.map(|found| found.measure);
        let people = !matches!(measure, None | Some(Measure::Money | Measure::Percent));
        let own = phrase.or(noun).map(|phrase| counted::written(s, phrase));
        let mut counted = own;
        let mut whose = quantity
            .unit
            .is_none()
            .then(|| whose::find(s, quantity, phrase, noun))
            .flatten()
            .filter(|_| people || phrase.is_some());
        if quantity.unit.is_none() && counted.is_none() {
            counted = self.left_out(index, measure, quantity, s);
            if measure.is_none() && self.near(index) && self.elliptical(index, s, quantity) {
                measure = self
                    .carried
                    .measure
                    .filter(|measure| !matches!(measure, Measure::Money | Measure::Percent));
            }
        }
        let people = !matches!(measure, None | Some(Measure::Money | Measure::Percent));
        if whose.is_none() && people {
            whose = whose::only_side(s)
                .or_else(|| {
                    self.carried.whose.filter(|_| {
                        self.near(index) && (phrase.is_none() || self.carried.index == index)
                    })
                })
                .or_else(|| self.side_before(index));
        }
        let claimant = self.claimant(index, s, quantity, said);
        let time = as_of::nearest(times, quantity.first, quantity.last).filter(|_| dated(quantity));
        if quantity.unit.is_none() {
            self.carried = Carried {
                index,
                measure: measure.or(self.carried.measure),
                counted,
                whose: whose.or_else(|| whose::first_side(s)),
                ends: quantity.ends.1,
            };
        }
        build(
            s,
            quantity,
            Facts {
                counted,
                whose,
                measure,
                claimant,
                time,
                scope: scope(s, quantity, phrase),
                stance: self.stance(index, s, quantity),
            },
        )
    }

    /// Whether what is carried comes from this sentence or the one before it.
    fn near(&self, index: usize) -> bool {
        self.carried.index == index || self.carried.index + 1 == index && self.same_paragraph(index)
    }

    /// Whether a number leaves out what was said of the one before: "a lower number, of 1,500", "including 11".
    fn elliptical(&self, index: usize, s: &Sentence, quantity: &Quantity) -> bool {
        let number = (quantity.first.saturating_sub(6)..quantity.first).any(|i| {
            s.any(
                i,
                &[
                    "number", "figure", "toll", "tally", "count", "total", "estimate",
                ],
            )
        });
        let part =
            self.carried.index == index && s.any_before(quantity.first, &["including", "them"]);
        begins(s, quantity) && self.carried.index < index || number || part
    }

    /// Whether no empty line stands between a sentence and the one before.
    fn same_paragraph(&self, index: usize) -> bool {
        index > 0 && !self.text[self.spans[index - 1].1..self.spans[index].0].contains('\n')
    }

    /// What a number without a noun counts.
    fn left_out(
        &self,
        index: usize,
        measure: Option<Measure>,
        quantity: &Quantity,
        s: &Sentence<'t>,
    ) -> Option<&'t str> {
        let near = self.near(index);
        let person = measure.is_some_and(|m| {
            !matches!(
                m,
                Measure::Destroyed | Measure::Damaged | Measure::Money | Measure::Percent
            )
        });
        let carried = self
            .carried
            .counted
            .filter(|_| near || person && self.carried.index + 2 >= index);
        let partial = person
            || s.is(quantity.last + 1, Class::Auxiliary)
            || s.any(quantity.last + 1, &["others", "more", "of"])
            || begins(s, quantity) && s.get(quantity.last + 1).is_some_and(|t| t.is_word());
        let alike = self.carried.index == index
            && self.carried.ends > 0.0
            && (0.2..=5.0).contains(&(quantity.ends.0 / self.carried.ends))
            && quantity.ends.0 >= 50.0;
        let carried = carried.filter(|_| partial || alike);
        let deathly = |word: &str| {
            word.ends_with("deaths") || word.ends_with("injuries") || word.ends_with("cases")
        };
        match carried.filter(|word| !(person && deathly(word))) {
            Some(word) => Some(word),
            None if person
                || s.any(
                    quantity.last + 1,
                    &["others", "were", "are", "have", "more"],
                ) =>
            {
                Some("people")
            }
            None => carried,
        }
    }

    /// The side whose people the sentence before named.
    fn side_before(&self, index: usize) -> Option<&'t str> {
        if !(index > 0 && self.same_paragraph(index)) {
            return None;
        }
        let s = Sentence::read(self.text, self.spans[index - 1]);
        whose::people_of(&s)
    }

    /// Who says a figure.
    fn claimant(
        &self,
        index: usize,
        s: &Sentence<'t>,
        quantity: &Quantity,
        said: &[Attribution<'t>],
    ) -> Option<&'t str> {
        if let Some(attribution) = claimant::covering(s, said, quantity.number) {
            let earlier = || {
                let before = said.iter().filter(|a| a.at < attribution.at);
                before.filter_map(|a| a.who).next_back()
            };
            return match attribution.who {
                Some(who) if SPOKESMEN.iter().any(|word| who.eq_ignore_ascii_case(word)) => {
                    self.person(index).or(Some(who))
                }
                Some(who) => Some(who),
                None => earlier()
                    .or_else(|| claimant::head(s, attribution.at))
                    .or_else(|| self.antecedent(index)),
            };
        }
        if self.quoted(index, s.tokens[quantity.number].start) {
            return self.speaker(index);
        }
        // The same report goes on where a short sentence opens with its number.
        let goes_on = index > 0
            && self.same_paragraph(index)
            && quantity.unit.is_none()
            && begins(s, quantity)
            && s.tokens.len() < 16;
        if !goes_on {
            return None;
        }
        let before = Sentence::read(self.text, self.spans[index - 1]);
        claimant::attributions(&before)
            .iter()
            .rev()
            .find_map(|a| a.who)
    }

    /// The person named last before a sentence.
    fn person(&self, index: usize) -> Option<&'t str> {
        let people = (index.saturating_sub(BACK)..index)
            .rev()
            .map(|at| Sentence::read(self.text, self.spans[at]));
        people.into_iter().find_map(|s| claimant::spokesman(&s))
    }

    /// Whom a pronoun means: the last one named before.
    fn antecedent(&self, index: usize) -> Option<&'t str> {
        (index.saturating_sub(BACK)..index).rev().find_map(|at| {
            let s = Sentence::read(self.text, self.spans[at]);
            let said = claimant::attributions(&s);
            said.iter()
                .rev()
                .find_map(|a| a.who)
                .or_else(|| claimant::named(&s))
        })
    }

    /// Whether a quotation that began in this paragraph is open at a place of the text.
    fn quoted(&self, index: usize, at: usize) -> bool {
        let mut first = index;
        while first > 0 && index - first < 12 && self.same_paragraph(first) {
            first -= 1;
        }
        let before = &self.text[self.spans[first].0..at];
        let (mut open, mut straight) = (0, false);
        for c in before.chars() {
            match c {
                '“' => open += 1,
                '”' => open = 0,
                '"' => straight = !straight,
                _ => {}
            }
        }
        open > 0 || straight
    }

    /// Who speaks in a quotation without a verb of its own: the one named nearest in the paragraph.
    fn speaker(&self, index: usize) -> Option<&'t str> {
        let who = |at: usize| {
            let s = Sentence::read(self.text, self.spans[at]);
            let said = claimant::attributions(&s);
            said.iter()
                .rev()
                .find_map(|a| a.who)
                .or_else(|| (!said.is_empty()).then(|| self.antecedent(at)).flatten())
        };
        let mut at = index;
        while at > 0 && index - at < BACK && self.same_paragraph(at) {
            at -= 1;
            if let Some(who) = who(at) {
                return Some(who);
            }
        }
        let mut at = index + 1;
        while at < self.spans.len() && at - index < BACK && self.same_paragraph(at) {
            if let Some(who) = who(at) {
                return Some(who);
            }
            at += 1;
        }
        None
    }

    /// How the text stands to a figure.
    fn stance(&self, index: usize, s: &Sentence, quantity: &Quantity) -> Stance {
        if quantity.unit.is_none() && self.retracted(index, s) {
            return Stance::Retracted;
        }
        let timed = quantity
            .unit
            .as_ref()
            .is_some_and(|unit| unit::is_time(&unit.name));
        let from = quantity.first.saturating_sub(9);
        for i in (from..quantity.first).rev() {
            if s.sign(i, ';') || s.any(i, &["while", "but", "that", "after", "because"]) {
                break;
            }
            let month = s.tokens[i].capital && i > 0 && s.is(i, Class::Month);
            let Some((len, stance)) = s.lexicon.stances.at(&s.tokens, i).filter(|_| !month) else {
                continue;
            };
            let far = stance == Stance::Possible && i + 4 < quantity.first
                || stance == Stance::Denied && i + 5 < quantity.first;
            if i + len <= quantity.first && !timed && !far {
                return stance;
            }
        }
        Stance::Stated
    }

    /// Whether what a sentence reports was published and taken back soon after: "That figure was quickly deleted".
    fn retracted(&self, index: usize, s: &Sentence) -> bool {
        const PUBLISHED: &[&str] = &[
            "published",
            "publishing",
            "reported",
            "reporting",
            "posted",
            "tweeted",
            "article",
            "wrote",
            "claimed",
            "printed",
        ];
        let told = (0..s.tokens.len()).any(|i| s.any(i, PUBLISHED));
        told && (index + 1..index + 3).any(|at| {
            self.spans
                .get(at)
                .is_some_and(|&span| self.takes_back(span))
        })
    }

    /// Whether a sentence says that a figure or a report before it was withdrawn.
    fn takes_back(&self, (start, end): (usize, usize)) -> bool {
        const ABOUT: &[&str] = &[
            "figure",
            "figures",
            "number",
            "numbers",
            "article",
            "report",
            "post",
            "claim",
            "tweet",
            "count",
            "story",
            "statement",
        ];
        let opens = ["that", "the", "those", "this", "these"]
            .iter()
            .any(|word| {
                self.text[start..end]
                    .get(..word.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(word))
            });
        if !opens {
            return false;
        }
        let next = Sentence::read(self.text, (start, end_of(self.text, end.min(start + 400))));
        (1..4).any(|i| next.any(i, ABOUT))
            && (2..next.tokens.len())
                .any(|i| next.lexicon.retractions.at(&next.tokens, i).is_some())
    }
}

/// A character boundary at or before `at`.
fn end_of(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether a number stands at the head of its sentence.
fn begins(s: &Sentence, quantity: &Quantity) -> bool {
    quantity.first <= 2 || s.any(0, &["of", "at", "the", "it", "they"]) && quantity.first <= 4
}

/// Whether a figure can be dated: not a length of time, an age or a distance.
fn dated(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_none_or(|unit| {
        unit.money || unit.name == "percent" || unit.name == "magnitude" || unit.name == "fold"
    })
}

/// Whether a figure is a total, a part, or comes on top of another.
fn scope(s: &Sentence, quantity: &Quantity, phrase: Option<Phrase>) -> Option<Scope> {
    let mut at = quantity.first;
    if at > 0
        && (s.tokens[at - 1].is_quote()
            || s.is(at - 1, Class::Determiner) && !s.any_before(at, &["another"]))
        && s.lexicon.scopes_before.before(&s.tokens, at).is_none()
    {
        at -= 1;
    }
    let inside = s
        .lexicon
        .scopes_before
        .at(&s.tokens, quantity.first)
        .map(|(_, scope)| scope);
    let before = s
        .lexicon
        .scopes_before
        .before(&s.tokens, at)
        .map(|(_, scope)| scope);
    let after = s
        .lexicon
        .scopes_after
        .at(&s.tokens, quantity.last + 1)
        .map(|(_, scope)| scope);
    let behind = phrase
        .and_then(|(_, last)| s.lexicon.scopes_after.at(&s.tokens, last + 1))
        .map(|(_, scope)| scope)
        .filter(|scope| *scope != Scope::Part);
    inside.or(before).or(after).or(behind)
}

/// What is known of a figure beside its number.
struct Facts<'t> {
    counted: Option<&'t str>,
    whose: Option<&'t str>,
    measure: Option<Measure>,
    claimant: Option<&'t str>,
    time: Option<(usize, usize)>,
    scope: Option<Scope>,
    stance: Stance,
}

/// Puts a figure together.
fn build(s: &Sentence, quantity: &Quantity, facts: Facts) -> Figure {
    let (low, high) = quantity.ends;
    let range = quantity.is_range();
    let (value, low, high) = match quantity.bound {
        Bound::Range => (None, Some(low), Some(high)),
        Bound::MoreThan | Bound::AtLeast => (Some(low), Some(low), None),
        Bound::LessThan | Bound::AtMost | Bound::Nearly => (Some(low), None, Some(low)),
        Bound::Exact | Bound::Approx => (Some(low), Some(low), Some(low)),
    };
    debug_assert!(range == value.is_none());
    let unit = quantity
        .unit
        .as_ref()
        .map(|unit| unit.name.clone())
        .or_else(|| (quantity.fraction && facts.counted.is_none()).then(|| "ratio".to_owned()));
    Figure {
        start: s.tokens[quantity.first].start,
        end: s.tokens[quantity.last].end,
        place: Place::Body,
        value,
        low,
        high,
        bound: quantity.bound,
        change: quantity.change,
        counted: facts.counted.filter(|_| unit.is_none()).map(str::to_owned),
        unit,
        whose: facts.whose.map(str::to_owned),
        measure: facts.measure,
        scope: facts.scope,
        stance: facts.stance,
        claimant: facts.claimant.map(str::to_owned),
        as_of: facts
            .time
            .map(|(first, last)| s.slice(first, last).to_owned()),
        sentence: (s.start, s.end),
        vague: quantity.vague,
    }
}
