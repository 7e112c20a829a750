//! From a text to its figures: which sentences are read, and what one lends the next.

mod discourse;
mod evidence;
mod explanation;
mod quantities;
mod quotation;
mod sentence_context;
mod slots;
mod speaker;

use super::{measure, modality, time_expression};
use crate::figure::finding::Finding;
use crate::figure::model::Figure;
use crate::figure::quantity::Quantity;
use crate::figure::quantity::single_number::SkippedNumber;
use crate::figure::scope::scope;
use crate::figure::syntax::{Class, LEXICON, Sentence, number_prefilter, spans};
use discourse::DiscourseState;
pub use evidence::Evidence;
pub use explanation::{NumberExplanation, candidates};
use sentence_context::SentenceContext;
use slots::{FigureSlots, build};

/// The first `most` figures of a text.
pub fn figures(text: &str, most: usize) -> Vec<Figure> {
    let spans = spans(text);
    let mut reader = Assembler::new(text, &spans);
    let mut figures = Vec::new();
    for index in 0..spans.len() {
        let Some(numbers) = reader.numbers(index) else {
            continue;
        };
        reader.each(&numbers, |figure, _, _| figures.push(figure));
        if figures.len() >= most {
            figures.truncate(most);
            break;
        }
    }
    figures
}

/// Reads the sentences of a text, one after the other.
struct Assembler<'t, 's> {
    text: &'t str,
    spans: &'s [(usize, usize)],
    carried: DiscourseState<'t>,
}

/// The numbers of a sentence.
struct SentenceNumbers<'t> {
    context: SentenceContext<'t>,
    quantities: Vec<Quantity>,
    skipped: Vec<SkippedNumber>,
}

impl<'t, 's> Assembler<'t, 's> {
    fn new(text: &'t str, spans: &'s [(usize, usize)]) -> Self {
        Self {
            text,
            spans,
            carried: DiscourseState::default(),
        }
    }

    /// The numbers of a sentence, if it may hold one.
    fn numbers(&self, index: usize) -> Option<SentenceNumbers<'t>> {
        let (start, end) = self.spans[index];
        if !number_prefilter::may_hold_number(&self.text[start..end]) {
            return None;
        }
        let sentence = Sentence::read(self.text, (start, end));
        let (quantities, skipped) = quantities::read(&sentence);
        Some(SentenceNumbers {
            context: SentenceContext::new(index, sentence, self.same_paragraph(index)),
            quantities,
            skipped,
        })
    }

    /// Gives each figure of a sentence with what it was made of.
    fn each(
        &mut self,
        numbers: &SentenceNumbers<'t>,
        mut take: impl FnMut(Figure, &Quantity, &FigureSlots<'t>),
    ) {
        let c = &numbers.context;
        for (i, quantity) in numbers.quantities.iter().enumerate() {
            let facts = self.facts(c, &numbers.quantities, i);
            take(build(&c.sentence, quantity, &facts), quantity, &facts);
        }
    }

    /// What is known of one figure; the sentences of a text are asked in order.
    fn facts(&mut self, c: &SentenceContext<'t>, all: &[Quantity], i: usize) -> FigureSlots<'t> {
        let (s, quantity) = (&c.sentence, &all[i]);
        let facts = if quantity.unit.is_none() {
            self.of_things(c, all, i)
        } else {
            FigureSlots {
                measure: measure::find(s, all, i, None).map(|found| found.measure),
                scope: scope(s, quantity, None),
                ..FigureSlots::default()
            }
        };
        let time = dated(quantity)
            .then(|| time_expression::nearest(c.times(), quantity.first, quantity.last))
            .flatten();
        let as_of = |words: (usize, usize)| {
            let rule = "the nearest words that say when";
            Finding::by(s, rule, words, s.slice(words.0, words.1))
        };
        FigureSlots {
            claimant: self.claimant(c, quantity),
            as_of: time.map(as_of),
            stance: modality::find(s, quantity, || {
                *c.retracted.get_or_init(|| {
                    let next = self.spans.get(c.index + 1..).unwrap_or_default();
                    modality::retraction(s, next)
                })
            }),
            ..facts
        }
    }

    /// Whether no empty line stands between a sentence and the one before.
    fn same_paragraph(&self, index: usize) -> bool {
        index > 0 && !self.text[self.spans[index - 1].1..self.spans[index].0].contains('\n')
    }
}

/// Whether a figure can be dated: not a length of time, an age or a distance.
fn dated(quantity: &Quantity) -> bool {
    quantity
        .unit
        .as_ref()
        .is_none_or(|unit| unit.money || LEXICON.has(&unit.name, Class::DatedUnit))
}
