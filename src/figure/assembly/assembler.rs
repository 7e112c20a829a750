//! Assembles figures from text, sentence by sentence.
//!
//! The sentences must be read in order, because each one updates the discourse state for the next.

use crate::byte_range::ByteRange;

use super::build::build;
use super::discourse::DiscourseState;
use super::sentence_context::SentenceContext;
use super::sentence_list::SentenceList;
use super::{figure_context, quantities, speaker};
use crate::figure::facts::FigureContext;
use crate::figure::figure_slots::FigureSlots;
use crate::figure::finding::Finding;
use crate::figure::model::Figure;
use crate::figure::quantity::Quantity;
use crate::figure::quantity::single_number::SkippedNumber;
use crate::figure::scope::scope;
use crate::figure::syntax::{Class, LEXICON, number_prefilter};
use crate::figure::{measure, modality, rule, time_expression};

/// Builds figures from sentences and the discourse state.
pub struct Assembler<'t, 's> {
    sentences: SentenceList<'t, 's>,
    discourse: DiscourseState<'t>,
}

/// The numbers in a sentence: claims and non-claims.
pub struct SentenceNumbers<'t> {
    /// The sentence and the facts that its figures share.
    pub context: SentenceContext<'t>,
    /// The numbers that are claims.
    pub quantities: Vec<Quantity>,
    /// The numbers that are not claims.
    pub skipped: Vec<SkippedNumber>,
}

/// The parts that a figure was built from.
pub struct FigureParts<'a, 't> {
    /// The number with its bound and unit.
    pub quantity: &'a Quantity,
    /// The facts.
    pub slots: &'a FigureSlots<'t>,
    /// The input of the models, or `None` if they did not decide the facts.
    pub context: Option<&'a FigureContext<'a, 't>>,
}

impl<'t, 's> Assembler<'t, 's> {
    /// Creates an assembler for `text`, whose sentences are at `spans`.
    pub fn new(text: &'t str, spans: &'s [ByteRange]) -> Self {
        Self {
            sentences: SentenceList { text, spans },
            discourse: DiscourseState::default(),
        }
    }

    /// Returns the numbers in the sentence at `index`, or `None` if the prefilter finds that there are none.
    pub fn numbers(&self, index: usize) -> Option<SentenceNumbers<'t>> {
        let span = self.sentences.spans[index];
        if !number_prefilter::may_hold_number(&self.sentences.text[span.as_range()]) {
            return None;
        }
        let sentence = self.sentences.sentence(index);
        let (quantities, skipped) = quantities::read(&sentence);
        let joined = self.sentences.same_paragraph(index);
        Some(SentenceNumbers {
            context: SentenceContext::new(index, sentence, joined),
            quantities,
            skipped,
        })
    }

    /// Calls `take` with each figure of a sentence, and the parts that it was built from.
    pub fn each(
        &mut self,
        numbers: &SentenceNumbers<'t>,
        mut take: impl FnMut(Figure, FigureParts<'_, 't>),
    ) {
        let c = &numbers.context;
        for (i, quantity) in numbers.quantities.iter().enumerate() {
            let mut slots = self.rule_slots(c, &numbers.quantities, i);
            let context = if c.has_measure_words() {
                figure_context::decide(self.sentences, c, quantity, &mut slots)
            } else {
                None
            };
            let figure = build(&c.sentence, quantity, &slots);
            take(
                figure,
                FigureParts {
                    quantity,
                    slots: &slots,
                    context: context.as_ref(),
                },
            );
        }
    }

    /// Calls `visit` with the span and the model input of each figure in a sentence.
    #[cfg(feature = "training")]
    pub fn contexts(
        &mut self,
        numbers: &SentenceNumbers<'t>,
        visit: &mut impl FnMut(ByteRange, &mut FigureContext),
    ) {
        let c = &numbers.context;
        for (i, quantity) in numbers.quantities.iter().enumerate() {
            let slots = self.rule_slots(c, &numbers.quantities, i);
            if let Some(mut context) = figure_context::context(self.sentences, c, quantity, &slots)
            {
                let tokens = &c.sentence.tokens;
                let span = ByteRange::new(tokens[quantity.first].start, tokens[quantity.last].end);
                visit(span, &mut context);
            }
        }
    }

    /// Fills the slots of the figure for the quantity `all[i]` by rules only. Quantities must be passed in text order,
    /// because a count updates the discourse state.
    fn rule_slots(
        &mut self,
        c: &SentenceContext<'t>,
        all: &[Quantity],
        i: usize,
    ) -> FigureSlots<'t> {
        let (s, quantity) = (&c.sentence, &all[i]);
        let slots = if quantity.unit.is_none() {
            self.discourse.read_count(self.sentences, c, all, i)
        } else {
            FigureSlots {
                measure: measure::find(s, all, i, None).map(|found| found.measure),
                scope: scope(s, quantity, None),
                ..FigureSlots::default()
            }
        };
        let retraction = || {
            let find = || modality::retraction(s, self.sentences.spans_after(c.index));
            *c.retraction.get_or_init(find)
        };
        FigureSlots {
            source: speaker::source(self.sentences, c, quantity),
            as_of: as_of(c, quantity),
            stance: modality::find(s, quantity, retraction),
            ..slots
        }
    }
}

/// Returns the time expression nearest to the number. Returns `None` if the figure cannot be dated or the sentence has
/// no suitable time expression.
fn as_of<'t>(c: &SentenceContext<'t>, quantity: &Quantity) -> Option<Finding<&'t str>> {
    if !is_datable(quantity) {
        return None;
    }
    let words = time_expression::nearest(c.times(), quantity.first, quantity.last)?;
    let s = &c.sentence;
    Some(Finding::by(s, rule::NEAREST_TIME, words, s.text_of(words)))
}

/// Returns whether a figure can be dated. Durations, ages and distances cannot.
fn is_datable(quantity: &Quantity) -> bool {
    quantity
        .unit
        .as_ref()
        .is_none_or(|unit| unit.money || LEXICON.has(&unit.name, Class::DatedUnit))
}
