//! From a text to its figures: which sentences are read, and what one lends the next.

mod because;
mod candidates;
mod carried;
mod context;
mod figure;
mod quotes;
mod scope;
mod stance;
mod voice;

use super::known::Known;
use super::lexicon::{Class, LEXICON};
use super::model::Figure;
use super::quantity::{self, Excluded, Quantity};
use super::sentence::{self, Sentence};
use super::token_range::TokenRange;
use super::{as_of, measure, scan};
use crate::byte_range::ByteRange;
pub use because::Because;
pub use candidates::{Candidate, candidates};
use carried::Carried;
use context::Context;
use figure::{Facts, build};
use scope::scope;

/// The first `most` figures of a text.
pub fn figures(text: &str, most: usize) -> Vec<Figure> {
    let spans = sentence::spans(text);
    let mut reader = Reader::new(text, &spans);
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
struct Reader<'t, 's> {
    text: &'t str,
    spans: &'s [ByteRange],
    carried: Carried<'t>,
}

/// The numbers of a sentence.
struct Numbers<'t> {
    context: Context<'t>,
    quantities: Vec<Quantity>,
    excluded: Vec<Excluded>,
}

impl<'t, 's> Reader<'t, 's> {
    fn new(text: &'t str, spans: &'s [ByteRange]) -> Self {
        Self {
            text,
            spans,
            carried: Carried::default(),
        }
    }

    /// The numbers of a sentence, if it may hold one.
    fn numbers(&self, index: usize) -> Option<Numbers<'t>> {
        let span = self.spans[index];
        if !scan::may_hold_number(&self.text[span.as_range()]) {
            return None;
        }
        let sentence = Sentence::read(self.text, span);
        let (quantities, excluded) = quantity::read(&sentence);
        Some(Numbers {
            context: Context::new(index, sentence, self.same_paragraph(index)),
            quantities,
            excluded,
        })
    }

    /// Gives each figure of a sentence with what it was made of.
    fn each(&mut self, numbers: &Numbers<'t>, mut take: impl FnMut(Figure, &Quantity, &Facts<'t>)) {
        let c = &numbers.context;
        for (i, quantity) in numbers.quantities.iter().enumerate() {
            let facts = self.facts(c, &numbers.quantities, i);
            take(build(&c.sentence, quantity, &facts), quantity, &facts);
        }
    }

    /// What is known of one figure; the sentences of a text are asked in order.
    fn facts(&mut self, c: &Context<'t>, all: &[Quantity], i: usize) -> Facts<'t> {
        let (s, quantity) = (&c.sentence, &all[i]);
        let facts = if quantity.unit.is_none() {
            self.of_things(c, all, i)
        } else {
            Facts {
                measure: measure::find(s, all, i, None).map(|found| found.measure),
                scope: scope(s, quantity, None),
                ..Facts::default()
            }
        };
        let time = dated(quantity)
            .then(|| as_of::nearest(c.times(), quantity.first, quantity.last))
            .flatten();
        let as_of = |words: TokenRange| {
            let rule = "the nearest words that say when";
            Known::by(s, rule, words, s.text_of(words))
        };
        Facts {
            claimant: self.claimant(c, quantity),
            as_of: time.map(as_of),
            stance: self.stance(c, quantity),
            ..facts
        }
    }

    /// Whether no empty line stands between a sentence and the one before.
    fn same_paragraph(&self, index: usize) -> bool {
        index > 0 && !self.text[self.spans[index - 1].end..self.spans[index].start].contains('\n')
    }
}

/// Whether a figure can be dated: not a length of time, an age or a distance.
fn dated(quantity: &Quantity) -> bool {
    quantity
        .unit
        .as_ref()
        .is_none_or(|unit| unit.money || LEXICON.has(&unit.name, Class::DatedUnit))
}
