//! Assembles figures from text.
//!
//! `quantities` finds the numbers of a sentence, and `assembler` fills the slots of each number. `discourse` and
//! `speaker` also use the neighbouring sentences. `evidence` and `explanation` explain the result.

mod assembler;
mod build;
mod discourse;
mod evidence;
mod explanation;
mod figure_context;
mod quantities;
mod quotation;
mod sentence_context;
mod sentence_list;
mod speaker;

use crate::figure::model::Figure;
use crate::figure::syntax::spans;
use assembler::Assembler;
pub use evidence::Evidence;
pub use explanation::{NumberExplanation, explanations};

/// Calls `visit` with the span and the model input of each figure in `text`, for training.
#[cfg(feature = "training")]
pub fn contexts(
    text: &str,
    mut visit: impl FnMut(crate::byte_range::ByteRange, &mut crate::figure::facts::FigureContext),
) {
    let spans = spans(text);
    let mut assembler = Assembler::new(text, &spans);
    for index in 0..spans.len() {
        if let Some(numbers) = assembler.numbers(index) {
            assembler.contexts(&numbers, &mut visit);
        }
    }
}

/// Returns the first `most` figures in `text`, or all of them if there are fewer.
pub fn figures(text: &str, most: usize) -> Vec<Figure> {
    let spans = spans(text);
    let mut assembler = Assembler::new(text, &spans);
    let mut figures = Vec::new();
    for index in 0..spans.len() {
        let Some(numbers) = assembler.numbers(index) else {
            continue;
        };
        assembler.each(&numbers, |figure, _| figures.push(figure));
        if figures.len() >= most {
            figures.truncate(most);
            break;
        }
    }
    figures
}
