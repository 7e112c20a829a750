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

mod assembly;
mod attribution;
mod bound;
mod counted_noun;
mod finding;
mod headline_duplicates;
mod measure;
mod modality;
mod model;
pub mod multilingual;
mod non_claims;
pub mod number_parser;
mod owner;
mod quantity;
mod scope;
mod source_identity;
mod syntax;
#[cfg(test)]
mod tests;
mod time_expression;
mod unit;

use crate::byte_range::ByteRange;
use crate::date::PartialDate;

use syntax::{Class, LEXICON, Token, tokens};

pub use source_identity::Apposition;

pub use assembly::{Evidence, NumberExplanation};
pub use counted_noun::kind::{kind, kind_named};
pub use headline_duplicates::headline_duplicates;
pub use model::{Bound, Change, Figure, Measure, Place, Scope, Stance};

/// The figures of `text`, in order, none overlapping another.
pub fn extract(text: &str) -> Vec<Figure> {
    assembly::figures(text, usize::MAX)
}

/// As [`extract`], the first `most` of them.
pub fn extract_at_most(text: &str, most: usize) -> Vec<Figure> {
    assembly::figures(text, most)
}

/// As [`extract_at_most`], of a text in a language by its code of two letters: of other languages than English plain
/// numbers with their units. Where no language is known, the text is read as English is.
pub fn extract_in(text: &str, language: Option<&str>, most: usize) -> Vec<Figure> {
    match language {
        None | Some("en") => extract_at_most(text, most),
        Some(other) => multilingual::figures(text, other, most),
    }
}

/// Every number of `text`, in order: the figures with the rules and words that decided, the others with what they are.
pub fn explain(text: &str) -> Vec<NumberExplanation> {
    assembly::explanations(text)
}

/// The sentences of `text`, without the blanks around them.
pub fn sentences(text: &str) -> Vec<ByteRange> {
    syntax::spans(text)
}

/// The date that the words of a figure's `as_of` mean in an article of a given date.
pub fn as_of_date(words: &str, published: Option<PartialDate>) -> Option<PartialDate> {
    time_expression::resolve(words, published)
}

/// The canonical unit for a unit's word or symbol: "km" is "kilometre", "$" is "USD".
pub fn unit_of(text: &str) -> Option<&'static str> {
    unit::canonical_unit(text)
}

/// Whether a word names people of some kind: "soldiers", "passengers".
pub fn is_people(word: &str) -> bool {
    let tokens = tokens(&LEXICON, word, 0, word.len());
    let people = |t: &Token| t.is(Class::Person) || t.is(Class::Fighter);
    tokens.len() == 1 && people(&tokens[0])
}

/// What all spellings of one claimant's name have in common: names of one key are one name.
///
/// ```text
/// "Oleksii Doe", "Oleksiy Doe", "Minister Oleksiy Doe"           oleksy doe
/// "Russia's Ministry of Defence", "Russian defense ministry"     russia defense ministry
/// ```
pub fn name_key(name: &str) -> String {
    source_identity::name_key(name)
}

/// Which claimants of one article its text puts beside each other as one: "Oleksii Doe, the defence minister, said".
///
/// `names` are the article's claimants, each once, as its text has them. The result is sorted.
pub fn appositions(text: &str, names: &[&str]) -> Vec<Apposition> {
    source_identity::appositions(text, names)
}

/// The nation that a word names: "Russian", "Russians", "Russia's" and "Russia" are all "russia".
pub fn nation(word: &str) -> Option<&'static str> {
    syntax::nation::nation(word)
}
