//! From a text to its figures: which sentences are read, and what one lends the next.

use std::cell::OnceCell;

use super::claimant::{self, Attribution};
use super::counted::{self, Phrase};
use super::lexicon::Class;
use super::model::{Bound, Figure, Measure, Place, Scope, Stance};
use super::quantity::{self, Quantity};
use super::sentence::{self, Sentence};
use super::token::{Kind, Token};
use super::{as_of, measure, scan, unit, whose};

/// Those who speak for others, by office; the one named last before is meant.
const SPOKESMEN: [&str; 3] = ["spokesman", "spokeswoman", "spokesperson"];

/// How many sentences back a pronoun is looked for.
const BACK: usize = 6;

/// How many sentences back a quotation may have begun.
const QUOTED: usize = 12;

/// The first `most` figures of a text.
pub fn figures(text: &str, most: usize) -> Vec<Figure> {
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
        if figures.len() >= most {
            figures.truncate(most);
            break;
        }
    }
    figures
}

/// What became of a number of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where its surface begins.
    pub start: usize,
    /// Where its surface ends.
    pub end: usize,
    /// Why it is no figure; none where it is one.
    pub excluded: Option<&'static str>,
}

/// Every number of a text, in order, with why those that are no figures are none.
pub fn candidates(text: &str) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for span in sentence::spans(text) {
        if !scan::may_hold_number(&text[span.0..span.1]) {
            continue;
        }
        let s = Sentence::read(text, span);
        let (taken, excluded) = quantity::read(&s);
        let candidate = |first: usize, last: usize, excluded| Candidate {
            start: s.tokens[first].start,
            end: s.tokens[last.min(s.tokens.len() - 1)].end,
            excluded,
        };
        let from = candidates.len();
        candidates.extend(taken.iter().map(|q| candidate(q.first, q.last, None)));
        candidates.extend(
            excluded
                .iter()
                .map(|&(first, last, reason)| candidate(first, last, Some(reason.words()))),
        );
        candidates[from..].sort_by_key(|c| c.start);
    }
    candidates
}

/// What a sentence lends the next ones.
#[derive(Default)]
struct Carried<'t> {
    /// The sentence it stood in.
    index: usize,
    /// What happened there.
    measure: Option<Measure>,
    /// What was counted there.
    counted: Option<&'t str>,
    /// Whose it was.
    whose: Option<&'t str>,
    /// The number it was counted with.
    ends: f64,
}

/// A sentence with what all its figures share, each read when it is first asked for.
struct Context<'t> {
    index: usize,
    sentence: Sentence<'t>,
    /// Whether the sentence before stands in the same paragraph.
    joined: bool,
    times: OnceCell<Vec<(usize, usize)>>,
    said: OnceCell<Vec<Attribution<'t>>>,
    first_side: OnceCell<Option<&'t str>>,
    only_side: OnceCell<Option<&'t str>>,
    side_before: OnceCell<Option<&'t str>>,
    retracted: OnceCell<bool>,
    open: OnceCell<Vec<bool>>,
    speaker: OnceCell<Option<&'t str>>,
    antecedent: OnceCell<Option<&'t str>>,
    before: OnceCell<Option<&'t str>>,
}

impl<'t> Context<'t> {
    fn said(&self) -> &[Attribution<'t>] {
        self.said
            .get_or_init(|| claimant::attributions(&self.sentence))
    }

    fn times(&self) -> &[(usize, usize)] {
        self.times.get_or_init(|| as_of::times(&self.sentence))
    }
}

/// Quotations that are open at some place.
#[derive(Clone, Copy, Default)]
struct Quotes {
    curly: bool,
    straight: bool,
}

impl Quotes {
    fn pass(&mut self, c: char) {
        match c {
            '“' => self.curly = true,
            '”' => self.curly = false,
            '"' => self.straight = !self.straight,
            _ => {}
        }
    }
}

struct Reader<'t, 's> {
    text: &'t str,
    spans: &'s [(usize, usize)],
    carried: Carried<'t>,
}

impl<'t> Reader<'t, '_> {
    /// Adds the figures of one sentence.
    fn read(&mut self, index: usize, figures: &mut Vec<Figure>) {
        let sentence = Sentence::read(self.text, self.spans[index]);
        let (quantities, _) = quantity::read(&sentence);
        if quantities.is_empty() {
            return;
        }
        let context = Context {
            index,
            sentence,
            joined: self.same_paragraph(index),
            times: OnceCell::new(),
            said: OnceCell::new(),
            first_side: OnceCell::new(),
            only_side: OnceCell::new(),
            side_before: OnceCell::new(),
            retracted: OnceCell::new(),
            open: OnceCell::new(),
            speaker: OnceCell::new(),
            antecedent: OnceCell::new(),
            before: OnceCell::new(),
        };
        for i in 0..quantities.len() {
            figures.push(self.figure(&context, &quantities, i));
        }
    }

    /// One figure.
    fn figure(&mut self, c: &Context<'t>, all: &[Quantity], i: usize) -> Figure {
        let (s, quantity) = (&c.sentence, &all[i]);
        let facts = if quantity.unit.is_none() {
            self.of_things(c, all, i)
        } else {
            let measure = measure::find(s, all, i, None).map(|found| found.measure);
            Facts {
                measure,
                scope: scope(s, quantity, None),
                ..Facts::default()
            }
        };
        let time =
            dated(quantity).then(|| as_of::nearest(c.times(), quantity.first, quantity.last));
        let facts = Facts {
            claimant: self.claimant(c, quantity),
            time: time.flatten(),
            stance: self.stance(c, quantity),
            ..facts
        };
        build(s, quantity, &facts)
    }

    /// What is known of a number of people or things.
    fn of_things(&mut self, c: &Context<'t>, all: &[Quantity], i: usize) -> Facts<'t> {
        let (s, quantity) = (&c.sentence, &all[i]);
        let phrase = counted::phrase(s, quantity);
        let found = measure::find(s, all, i, phrase);
        let noun = found.and_then(|found| found.noun);
        let mut measure = found.map(|found| found.measure);
        let mut counted = phrase.or(noun).map(|phrase| counted::written(s, phrase));
        if counted.is_none() {
            counted = self.left_out(c, measure, quantity);
            if measure.is_none() && self.near(c) && self.elliptical(c, quantity) {
                measure = self.carried.measure;
            }
        }
        let mut whose = whose::find(s, quantity, phrase, noun)
            .filter(|_| measure.is_some() || phrase.is_some());
        if whose.is_none() && measure.is_some() {
            whose = self.whose(c, measure, phrase);
        }
        let first_side = || *c.first_side.get_or_init(|| whose::first_side(s));
        self.carried = Carried {
            index: c.index,
            measure: measure.or(self.carried.measure),
            counted,
            whose: whose.or_else(first_side),
            ends: quantity.ends.1,
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
    ) -> Option<&'t str> {
        let before = || {
            *c.side_before.get_or_init(|| {
                let before = c.index.checked_sub(1).filter(|_| c.joined)?;
                whose::people_of(&Sentence::read(self.text, self.spans[before]))
            })
        };
        // Bodies are handed over by the other side.
        if measure == Some(Measure::Bodies) {
            return before();
        }
        let bare = phrase.is_none() || self.carried.index == c.index;
        let carried = || self.carried.whose.filter(|_| self.near(c) && bare);
        c.only_side
            .get_or_init(|| whose::only_side(&c.sentence))
            .or_else(carried)
            .or_else(before)
    }

    /// Whether what is carried comes from this sentence or the one before it.
    fn near(&self, c: &Context) -> bool {
        self.carried.index == c.index || self.carried.index + 1 == c.index && c.joined
    }

    /// Whether a number leaves out what was said of the one before: "a lower number, of 1,500", "including 11".
    fn elliptical(&self, c: &Context, quantity: &Quantity) -> bool {
        const NUMBER: &[&str] = &[
            "number", "figure", "toll", "tally", "count", "total", "estimate",
        ];
        let s = &c.sentence;
        let number = (quantity.first.saturating_sub(6)..quantity.first).any(|i| s.any(i, NUMBER));
        let part =
            self.carried.index == c.index && s.any_before(quantity.first, &["including", "them"]);
        begins(s, quantity) && self.carried.index < c.index || number || part
    }

    /// Whether no empty line stands between a sentence and the one before.
    fn same_paragraph(&self, index: usize) -> bool {
        index > 0 && !self.text[self.spans[index - 1].1..self.spans[index].0].contains('\n')
    }

    /// What a number without a noun counts.
    fn left_out(
        &self,
        c: &Context<'t>,
        measure: Option<Measure>,
        quantity: &Quantity,
    ) -> Option<&'t str> {
        let s = &c.sentence;
        let person = measure.is_some_and(|m| !matches!(m, Measure::Destroyed | Measure::Damaged));
        let next = quantity.last + 1;
        let partial = person
            || s.is(next, Class::Auxiliary)
            || s.any(next, &["others", "more", "of"])
            || begins(s, quantity) && s.get(next).is_some_and(Token::is_word);
        let ratio = quantity.ends.0 / self.carried.ends;
        let alike = self.carried.index == c.index
            && quantity.ends.0 >= 50.0
            && (0.2..=5.0).contains(&ratio);
        let near = self.near(c) || person && self.carried.index + 2 >= c.index;
        let carried = self.carried.counted.filter(|_| near && (partial || alike));
        let outcome = |word: &str| {
            ["deaths", "injuries", "cases"]
                .iter()
                .any(|end| word.ends_with(end))
        };
        match carried.filter(|word| !(person && outcome(word))) {
            Some(word) => Some(word),
            None if person || s.any(next, &["others", "were", "are", "have", "more"]) => {
                Some("people")
            }
            None => carried,
        }
    }

    /// Who says a figure.
    fn claimant(&self, c: &Context<'t>, quantity: &Quantity) -> Option<&'t str> {
        let (s, said) = (&c.sentence, c.said());
        if let Some(attribution) = claimant::covering(s, said, quantity.number) {
            return self.named(c, attribution);
        }
        if self.quoted(c, quantity) {
            return *c.speaker.get_or_init(|| self.speaker(c.index));
        }
        // The same report goes on where a short sentence opens with its number.
        let short = c.joined && s.tokens.len() < 16;
        if !(short && quantity.unit.is_none() && begins(s, quantity)) {
            return None;
        }
        *c.before.get_or_init(|| {
            let before = Sentence::read(self.text, self.spans[c.index - 1]);
            claimant::attributions(&before)
                .iter()
                .rev()
                .find_map(|a| a.who)
        })
    }

    /// Whom an attribution names, itself or by a pronoun.
    fn named(&self, c: &Context<'t>, attribution: &Attribution<'t>) -> Option<&'t str> {
        let spokesman = |who: &str| SPOKESMEN.iter().any(|word| who.eq_ignore_ascii_case(word));
        match attribution.who {
            Some(who) if spokesman(who) => self.person(c.index).or(Some(who)),
            Some(who) => Some(who),
            None => {
                let before = c.said().iter().take_while(|a| a.at < attribution.at);
                let earlier = before.filter_map(|a| a.who).last();
                earlier
                    .or_else(|| claimant::head(&c.sentence, attribution.at))
                    .or_else(|| *c.antecedent.get_or_init(|| self.antecedent(c.index)))
            }
        }
    }

    /// The sentences before one, the nearest first.
    fn before(&self, index: usize) -> impl Iterator<Item = Sentence<'t>> {
        let spans = self.spans[index.saturating_sub(BACK)..index].iter().rev();
        spans.map(|&span| Sentence::read(self.text, span))
    }

    /// The person named last before a sentence.
    fn person(&self, index: usize) -> Option<&'t str> {
        self.before(index).find_map(|s| claimant::spokesman(&s))
    }

    /// Whom a pronoun means: the last one named before.
    fn antecedent(&self, index: usize) -> Option<&'t str> {
        self.before(index).find_map(|s| {
            let said = claimant::attributions(&s);
            said.iter()
                .rev()
                .find_map(|a| a.who)
                .or_else(|| claimant::named(&s))
        })
    }

    /// Whether a quotation that began in this paragraph is open at a number.
    fn quoted(&self, c: &Context<'t>, quantity: &Quantity) -> bool {
        let open = c.open.get_or_init(|| {
            let mut first = c.index;
            while first > 0 && c.index - first < QUOTED && self.same_paragraph(first) {
                first -= 1;
            }
            let mut quotes = Quotes::default();
            self.text[self.spans[first].0..c.sentence.start]
                .chars()
                .for_each(|c| quotes.pass(c));
            let mut passed = |token: &Token| {
                if let Kind::Sign(sign) = token.kind {
                    quotes.pass(sign);
                }
                quotes.curly || quotes.straight
            };
            c.sentence.tokens.iter().map(&mut passed).collect()
        });
        quantity
            .number
            .checked_sub(1)
            .is_some_and(|before| open[before])
    }

    /// Who speaks in a quotation without a verb of its own: the one named nearest in the paragraph.
    fn speaker(&self, index: usize) -> Option<&'t str> {
        let who = |at: usize| {
            let s = Sentence::read(self.text, self.spans[at]);
            let said = claimant::attributions(&s);
            let named = said.iter().rev().find_map(|a| a.who);
            named.or_else(|| (!said.is_empty()).then(|| self.antecedent(at)).flatten())
        };
        let before = (index.saturating_sub(BACK)..index)
            .rev()
            .take_while(|&at| self.same_paragraph(at + 1));
        let after = (index + 1..self.spans.len().min(index + BACK))
            .take_while(|&at| self.same_paragraph(at));
        before.chain(after).find_map(who)
    }

    /// How the text stands to a figure.
    fn stance(&self, c: &Context, quantity: &Quantity) -> Stance {
        let s = &c.sentence;
        if quantity.unit.is_none() && *c.retracted.get_or_init(|| self.retracted(c)) {
            return Stance::Retracted;
        }
        if quantity
            .unit
            .as_ref()
            .is_some_and(|unit| unit::is_time(&unit.name))
        {
            return Stance::Stated;
        }
        for i in (quantity.first.saturating_sub(9)..quantity.first).rev() {
            if s.sign(i, ';') || s.any(i, &["while", "but", "that", "after", "because"]) {
                break;
            }
            let month = s.tokens[i].capital && i > 0 && s.is(i, Class::Month);
            let Some((len, stance)) = s.lexicon.stances.at(&s.tokens, i).filter(|_| !month) else {
                continue;
            };
            let reach = match stance {
                Stance::Possible => 4,
                Stance::Denied => 5,
                _ => 9,
            };
            if i + len <= quantity.first && quantity.first - i <= reach {
                return stance;
            }
        }
        Stance::Stated
    }

    /// Whether what a sentence reports was published and taken back soon after: "That figure was quickly deleted".
    fn retracted(&self, c: &Context) -> bool {
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
        let s = &c.sentence;
        let next = self.spans.get(c.index + 1..).unwrap_or_default();
        next.iter().take(2).any(|&span| self.takes_back(span))
            && (0..s.tokens.len()).any(|i| s.any(i, PUBLISHED))
    }

    /// Whether a sentence says that a figure or a report before it was withdrawn.
    fn takes_back(&self, (start, end): (usize, usize)) -> bool {
        const OPENS: [&str; 5] = ["that", "the", "those", "this", "these"];
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
        let text = &self.text[start..end];
        let begins = |word: &&str| {
            text.get(..word.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        };
        let about = |word: &str| ABOUT.iter().any(|other| word.eq_ignore_ascii_case(other));
        if !OPENS.iter().any(begins) || !text.split_whitespace().skip(1).take(3).any(about) {
            return false;
        }
        let next = Sentence::read(self.text, (start, end_of(self.text, end.min(start + 400))));
        let withdrawn = |i: usize| next.lexicon.retractions.at(&next.tokens, i).is_some();
        (2..next.tokens.len()).any(withdrawn)
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
#[derive(Default)]
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
fn build(s: &Sentence, quantity: &Quantity, facts: &Facts) -> Figure {
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
