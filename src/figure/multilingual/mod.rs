//! Extracts figures from text in languages other than English: plain numbers with their units.
//!
//! Numbers are parsed according to the [`NumberFormat`] of the language, together with any scale words after them
//! (`tables/scales.txt`). Units are signs, codes or names that have the same meaning in every language
//! (`tables/shared_units.txt`), or names in one language (`tables/local_units.txt`). All other slots stay empty, because
//! filling them would require word lists for each language. Numbers that are ambiguous or have no unit are skipped.

mod number;
mod number_format;
mod quantity_reader;
mod scale_words;
mod script;
mod sentence_cursor;
mod unit;
mod unit_quantity;

pub use number::{ParsedNumber, read as number};
pub use number_format::NumberFormat;

use crate::figure::model::Figure;
use crate::figure::number_parser::{digit, vulgar_fraction};
use quantity_reader::QuantityReader;
use sentence_cursor::SentenceCursor;

/// Returns the first `most` figures in `text`. `language` is the two-letter code of its language.
pub fn figures(text: &str, language: &str, most: usize) -> Vec<Figure> {
    let reader = QuantityReader {
        text,
        language,
        format: NumberFormat::from_language(language),
    };
    let mut sentences = SentenceCursor::new(text);
    let mut figures = Vec::new();
    let (mut at, mut end) = (0, 0);
    while let Some(start) = next_number(text, at) {
        at = match reader.quantity(start, end) {
            Ok(quantity) => {
                end = quantity.end;
                figures.push(quantity.into_figure(&mut sentences));
                if figures.len() >= most {
                    break;
                }
                end
            }
            Err(passed) => passed,
        };
    }
    figures
}

/// Returns the offset of the first digit or vulgar fraction in `text` at or after `at`, or `None` if there is none.
fn next_number(text: &str, at: usize) -> Option<usize> {
    let begins = |c| digit::is_digit(c) || vulgar_fraction(c).is_some();
    text[at..].find(begins).map(|found| at + found)
}

#[cfg(test)]
mod tests;
