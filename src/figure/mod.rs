//! Extracts figures from text: numbers with what they count and who states them.
//!
//! The public functions do no I/O, return no errors and do not panic.
//!
//! # How a sentence is read
//!
//! Each step uses only its own modules and those of earlier steps.
//!
//! 1. `syntax` splits the text into sentences, skips sentences without a number, and splits the others into tokens with
//!    lexicon ids and classes. `number_parser` parses the numbers among the tokens.
//! 2. `unit` finds the unit next to a number, `non_claims` recognises numbers that are not claims, and `quantity` reads
//!    all other numbers with their signs, multipliers and units.
//! 3. Each slot of a figure has a module: `bound`, `counted_noun`, `measure`, `owner`, `attribution` (the source),
//!    `time_expression`, `modality` and `scope`. Most of them return a `Finding`, which also contains the evidence that
//!    [`explain`] shows.
//! 4. `facts` decides the facts about a figure that counts people or things. Its models use the dependency parse
//!    (`syntax::parse`) to choose among the rules' answers and other candidates in the sentence.
//! 5. `assembly` runs these steps, carries facts from one sentence to the next, and builds the figures.
//!
//! `multilingual` extracts plain numbers with units from text in other languages. `source_identity` decides which
//! source names in an article mean the same source. `headline_duplicates` finds the headline figures that the body
//! repeats.
//!
//! # Where to add a rule
//!
//! - A word for an existing rule (a unit, a currency, a measure verb, a bound, a nation): a line in `tables/`. The
//!   comment at the top of each file explains its format. The code does not change.
//! - A new class of words: a variant of `Class` in `syntax/word_class.rs` and its line in `tables/words.txt` or
//!   `tables/cue_words.txt`.
//! - A word test that several rules share: `syntax/noun.rs`, `syntax/digits.rs` or `syntax/suffix.rs`.
//! - A new way to write a number: `number_parser` if it does not depend on the words around it, otherwise a file in
//!   `quantity`.
//! - A spelling variant of a name, or a title before a name: `tables/spellings.txt`, `transliteration.txt`,
//!   `offices.txt`.
//! - A unit, a scale word or a number format for another language: `tables/shared_units.txt`, `tables/local_units.txt`,
//!   `tables/scales.txt`, `multilingual/number_format.rs`.
//! - A number that is not a claim: a file in `non_claims`, called from `non_claims::find`.
//! - A new measure: a variant of [`Measure`] and its lines in `tables/measures.txt`.
//! - Any other rule for a slot: the slot's module, or `assembly` if the rule reads other sentences.
//!
//! Test a rule on articles that were not used to write it: see `.ci/precision.py`.

mod assembly;
mod attribution;
mod bound;
mod confidence;
mod counted_noun;
mod fact;
pub mod facts;
mod figure_slots;
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
mod rule;
mod scope;
mod source_identity;
mod syntax;
#[cfg(test)]
mod tests;
mod time_expression;
mod unit;

use crate::byte_range::ByteRange;
use crate::date::PartialDate;

use syntax::number_prefilter::may_hold_number;
use syntax::parse::parse;
use syntax::{Class, LEXICON, Token, tokens};

pub use source_identity::Apposition;
pub(crate) use syntax::parse;

#[cfg(feature = "training")]
pub use assembly::contexts;
pub use assembly::{Evidence, NumberExplanation};
pub use confidence::Confidence;
pub use counted_noun::kind::{kind, kind_named};
pub use fact::Fact;
pub use facts::{FactChoice, ScoredCandidate};
pub use headline_duplicates::headline_duplicates;
pub use model::{Bound, Change, Figure, Measure, Place, Scope, Stance};
pub use syntax::parse::{Parse, ParsedToken};

/// Returns the figures in `text`, in order. Their spans do not overlap.
pub fn extract(text: &str) -> Vec<Figure> {
    assembly::figures(text, usize::MAX)
}

/// Returns the first `most` figures in `text`.
pub fn extract_at_most(text: &str, most: usize) -> Vec<Figure> {
    assembly::figures(text, most)
}

/// Returns the first `most` figures in `text`. `language` is the two-letter code of its language.
///
/// Text without a language code is treated as English. In other languages, only numbers with units are extracted.
pub fn extract_in(text: &str, language: Option<&str>, most: usize) -> Vec<Figure> {
    match language {
        None | Some("en") => extract_at_most(text, most),
        Some(other) => multilingual::figures(text, other, most),
    }
}

/// Explains every number in `text`, in order: why it is a figure, or why it is not.
pub fn explain(text: &str) -> Vec<NumberExplanation> {
    assembly::explanations(text)
}

/// Returns the parse of each sentence in `text` that contains a number, with the sentence's span.
pub fn parses(text: &str) -> Vec<(ByteRange, Parse)> {
    let spans = syntax::spans(text).into_iter();
    let numbers = spans.filter(|span| may_hold_number(&text[span.as_range()]));
    let parsed = |span: ByteRange| (span, parse(&text[span.as_range()]));
    numbers.map(parsed).collect()
}

/// Returns the spans of the sentences in `text`, excluding the whitespace between them.
pub fn sentences(text: &str) -> Vec<ByteRange> {
    syntax::spans(text)
}

/// Resolves a figure's `as_of` words to a date. Words such as "yesterday" are relative to `published`, the article's
/// date.
pub fn as_of_date(words: &str, published: Option<PartialDate>) -> Option<PartialDate> {
    time_expression::resolve(words, published)
}

/// Returns the canonical unit for a word or symbol, or `None` if it is not a unit: "kilometre" for "km", "USD" for "$".
pub fn unit_of(text: &str) -> Option<&'static str> {
    unit::canonical_unit(text)
}

/// Returns whether a word denotes people: "soldiers", "passengers".
pub fn is_people(word: &str) -> bool {
    let tokens = tokens(&LEXICON, word, 0, word.len());
    let people = |t: &Token| t.is(Class::Person) || t.is(Class::Fighter);
    tokens.len() == 1 && people(&tokens[0])
}

/// Returns the key that all spellings of a source's name share.
///
/// ```text
/// "Oleksii Doe", "Oleksiy Doe", "Minister Oleksiy Doe"           oleksy doe
/// "Russia's Ministry of Defence", "Russian defense ministry"     russia defense ministry
/// ```
pub fn name_key(name: &str) -> String {
    source_identity::name_key(name)
}

/// Returns the pairs of a role and a person that `text` identifies as the same source: "Oleksii Doe, the defence
/// minister, said".
///
/// `names` are the distinct sources of one article, as written. The pairs are sorted.
pub fn appositions(text: &str, names: &[&str]) -> Vec<Apposition> {
    source_identity::appositions(text, names)
}

/// Returns the nation that a word denotes, or `None` if it denotes none: "russia" for "Russian", "Russians", "Russia's"
/// and "Russia".
pub fn nation(word: &str) -> Option<&'static str> {
    syntax::nation::nation(word)
}
