//! From a text to its figures: which sentences are read, and what one lends the next.

mod candidates;
mod carried;
mod context;
mod figure;
mod quotes;
mod scope;
mod stance;
mod voice;

use super::lexicon::{Class, LEXICON};
use super::model::Figure;
use super::quantity::{self, Quantity};
use super::sentence::{self, Sentence};
use super::{as_of, measure, scan};
pub use candidates::{Candidate, candidates};
use carried::Carried;
use context::Context;
use figure::{Facts, build};
use scope::scope;

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

/// Reads the sentences of a text, one after the other.
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
        let context = Context::new(index, sentence, self.same_paragraph(index));
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
