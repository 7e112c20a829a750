//! Figures: the numbers that a text states, with what they count and who says so.
//!
//! Everything here is a pure function of text: no input or output, nothing fails, nothing panics.
//!
//! The way of a sentence: `scan` passes over it in most cases, since it holds no number. Where it may,
//! `sentence` reads its tokens against the `lexicon`, `quantity` finds the numbers with their units, with
//! `exclude` to say which are none and `bound` to read what stands beside them; then `counted`, `measure`,
//! `whose`, `claimant` and `as_of` each answer one question about what is left, and `reading` brings the answers
//! together, with what one sentence lends the next. Each answer is a `Known`: the fact, the rule that decided and the
//! words it went by, which is what [`explain`] shows.
//!
//! Texts in other languages go another way: `plain` reads numbers with units and claims nothing that words would have to
//! say.
//!
//! # Where to begin
//!
//! - A word of a rule that there is (a unit, a currency, a verb of a measure, a bound, a nation): a line of `tables/`;
//!   each says at its top what its lines mean. Nothing else need be touched.
//! - A new kind of word: a variant of `lexicon::Class` and its line in `tables/words.txt` or `tables/beside.txt`.
//! - A new way to write a number: `numeral` where it needs no words around it, else `quantity`.
//! - Another spelling of a name, a title before one: `tables/spellings.txt`, `transliteration.txt`, `offices.txt`.
//! - A unit's name, a word for a million or the way numbers are written in another language: `tables/shared_units.txt`,
//!   `tables/scales.txt`, `plain/format.rs`.
//! - A number that is no figure: a file of `exclude`.
//! - A new measure: a variant of [`Measure`] and its lines in `tables/measures.txt`.
//!
//! A rule is judged by articles that nobody had in mind when it was written: `.ci/precision.py` says how.

mod as_of;
mod bound;
mod claimant;
mod counted;
mod ending;
mod exclude;
mod headline;
mod kind;
mod known;
mod lexicon;
mod measure;
mod model;
pub mod numeral;
pub mod plain;
mod quantity;
mod reading;
mod scan;
mod sentence;
mod table;
#[cfg(test)]
mod tests;
mod token;
mod token_range;
mod unit;
mod whose;

use crate::byte_range::ByteRange;
use crate::date::PartialDate;
pub use claimant::Apposition;
pub use headline::twins;
pub use kind::{kind, kind_named};
pub use model::{Bound, Change, Figure, Measure, Place, Scope, Stance};
pub use reading::{Because, Candidate};

/// The figures of `text`, in order, none overlapping another.
pub fn extract(text: &str) -> Vec<Figure> {
    reading::figures(text, usize::MAX)
}

/// As [`extract`], the first `most` of them.
pub fn extract_at_most(text: &str, most: usize) -> Vec<Figure> {
    reading::figures(text, most)
}

/// As [`extract_at_most`], of a text in a language by its code of two letters: of other languages than English plain
/// numbers with their units. Where no language is known, the text is read as English is.
pub fn extract_in(text: &str, language: Option<&str>, most: usize) -> Vec<Figure> {
    match language {
        None | Some("en") => extract_at_most(text, most),
        Some(other) => plain::figures(text, other, most),
    }
}

/// Every number of `text`, in order: the figures with the rules and words that decided, the others with what they are.
pub fn explain(text: &str) -> Vec<Candidate> {
    reading::candidates(text)
}

/// The sentences of `text`, without the blanks around them.
pub fn sentences(text: &str) -> Vec<ByteRange> {
    sentence::spans(text)
}

/// The date that the words of a figure's `as_of` mean in an article of a given date.
pub fn as_of_date(words: &str, published: Option<PartialDate>) -> Option<PartialDate> {
    as_of::date(words, published)
}

/// The canonical unit for a unit's word or symbol: "km" is "kilometre", "$" is "USD".
pub fn unit_of(text: &str) -> Option<&'static str> {
    unit::named(text)
}

/// Whether a word names people of some kind: "soldiers", "passengers".
pub fn is_people(word: &str) -> bool {
    let tokens = token::tokens(&lexicon::LEXICON, word, 0, word.len());
    let people = |t: &token::Token| t.is(lexicon::Class::Person) || t.is(lexicon::Class::Fighter);
    tokens.len() == 1 && people(&tokens[0])
}

/// What all spellings of one claimant's name have in common: names of one key are one name.
///
/// ```text
/// "Oleksii Doe", "Oleksiy Doe", "Minister Oleksiy Doe"           oleksy doe
/// "Russia's Ministry of Defence", "Russian defense ministry"     russia defense ministry
/// ```
pub fn name_key(name: &str) -> String {
    claimant::name_key(name)
}

/// Which claimants of one article its text puts beside each other as one: "Oleksii Doe, the defence minister, said".
///
/// `names` are the article's claimants, each once, as its text has them. The result is sorted.
pub fn appositions(text: &str, names: &[&str]) -> Vec<Apposition> {
    claimant::appositions(text, names)
}

/// The nation that a word names: "Russian", "Russians", "Russia's" and "Russia" are all "russia".
pub fn nation(word: &str) -> Option<&'static str> {
    whose::nation(word)
}
