//! Figures: the numbers that a text states, with what they count and who says so.
//!
//! Everything here is a pure function of text: no input or output, nothing fails, nothing panics.

mod model;
pub mod numeral;

use crate::date::PartialDate;
pub use model::{Bound, Change, Figure, Measure, Place, Scope, Stance};

/// The figures of `text`, in order, none overlapping another.
pub fn extract(text: &str) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(numeral) = text
            .is_char_boundary(at)
            .then(|| numeral::read(text, at))
            .flatten()
        else {
            at += 1;
            continue;
        };
        let sentence = sentences(text)
            .into_iter()
            .find(|&(_, end)| end >= numeral.end)
            .unwrap_or((0, text.len()));
        let value = Some(numeral.value);
        figures.push(Figure {
            start: at,
            end: numeral.end,
            place: Place::Body,
            value,
            low: value,
            high: value,
            bound: Bound::Exact,
            change: None,
            unit: None,
            counted: None,
            whose: None,
            measure: None,
            scope: None,
            stance: Stance::Stated,
            claimant: None,
            as_of: None,
            sentence,
            vague: false,
        });
        at = numeral.end;
    }
    figures
}

/// Where the sentences of `text` begin and end.
pub fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (i, _) in text.match_indices(['\n', '.', '!', '?']) {
        let end = i + 1;
        if text[start..end].trim().is_empty()
            || !text[end..].starts_with(char::is_whitespace) && !text[i..].starts_with('\n')
        {
            continue;
        }
        spans.push((start, end));
        start = end;
    }
    if start < text.len() {
        spans.push((start, text.len()));
    }
    spans
}

/// The date that the words of a figure's `as_of` mean in an article of a given date.
pub fn as_of_date(words: &str, published: Option<PartialDate>) -> Option<PartialDate> {
    let _ = (words, published);
    None
}

/// The canonical unit for a unit's word or symbol.
pub fn unit_of(text: &str) -> Option<&'static str> {
    Some(match text.to_lowercase().as_str() {
        "%" | "percent" => "percent",
        "$" | "usd" | "dollar" | "dollars" => "USD",
        "€" | "eur" => "EUR",
        "km" | "kilometre" | "kilometer" | "kilometres" => "kilometre",
        _ => return None,
    })
}

/// The nation that a word names: "Russian", "Russians", "Russia's" and "Russia" are all "russia".
pub fn nation(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    Some(match word {
        "russia" | "russian" | "russians" => "russia",
        "ukraine" | "ukrainian" | "ukrainians" => "ukraine",
        "american" | "america" | "u.s." | "us" => "united states",
        _ => return None,
    })
}
