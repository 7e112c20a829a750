//! The facts that all figures of a sentence share.

use crate::byte_range::ByteRange;
use std::cell::OnceCell;

use super::figure_context::ParsedSentence;
use crate::figure::attribution::{self, Attribution};
use crate::figure::facts;
use crate::figure::quantity::Quantity;
use crate::figure::syntax::{Sentence, TokenRange};
use crate::figure::time_expression;

/// A sentence with the facts that all its figures share. Each fact is computed on first use.
pub struct SentenceContext<'t> {
    /// The index of the sentence in the text.
    pub index: usize,
    /// The sentence and its tokens.
    pub sentence: Sentence<'t>,
    /// Whether the previous sentence is in the same paragraph.
    pub joined: bool,
    times: OnceCell<Vec<TokenRange>>,
    attributions: OnceCell<Vec<Attribution<'t>>>,
    /// The span of a later sentence that retracts the report in this one.
    pub retraction: OnceCell<Option<ByteRange>>,
    /// For each token, whether a quotation is open after it.
    pub open_quotes: OnceCell<Vec<bool>>,
    /// The speaker of the quotation that the sentence is part of.
    pub speaker: OnceCell<Option<&'t str>>,
    /// The person that a pronoun in the sentence refers to.
    pub antecedent: OnceCell<Option<&'t str>>,
    /// The source of the report in the previous sentence.
    pub reporter_before: OnceCell<Option<&'t str>>,
    has_measure_words: OnceCell<bool>,
    /// The parse of the sentence.
    pub parsed: OnceCell<ParsedSentence<'t>>,
}

impl<'t> SentenceContext<'t> {
    /// Creates a context in which no shared fact has been computed yet.
    pub fn new(index: usize, sentence: Sentence<'t>, joined: bool) -> Self {
        Self {
            index,
            sentence,
            joined,
            times: OnceCell::new(),
            attributions: OnceCell::new(),
            retraction: OnceCell::new(),
            open_quotes: OnceCell::new(),
            speaker: OnceCell::new(),
            antecedent: OnceCell::new(),
            reporter_before: OnceCell::new(),
            has_measure_words: OnceCell::new(),
            parsed: OnceCell::new(),
        }
    }

    /// Returns the attributions in the sentence.
    pub fn attributions(&self) -> &[Attribution<'t>] {
        self.attributions
            .get_or_init(|| attribution::attributions(&self.sentence))
    }

    /// Returns whether the sentence has a word or phrase that states a measure.
    pub fn has_measure_words(&self) -> bool {
        *self
            .has_measure_words
            .get_or_init(|| facts::has_measure_words(&self.sentence))
    }

    /// Returns the time expressions in the sentence.
    pub fn times(&self) -> &[TokenRange] {
        self.times
            .get_or_init(|| time_expression::times(&self.sentence))
    }
}

/// Returns whether a number is at or near the start of its sentence.
pub fn begins(s: &Sentence, quantity: &Quantity) -> bool {
    quantity.first <= 2 || s.any(0, &["of", "at", "the", "it", "they"]) && quantity.first <= 4
}
