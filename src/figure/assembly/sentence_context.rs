//! A sentence with what all its figures share.

use crate::byte_range::ByteRange;
use std::cell::OnceCell;

use crate::figure::attribution::{self, Attribution};
use crate::figure::quantity::Quantity;
use crate::figure::syntax::{Sentence, TokenRange};
use crate::figure::time_expression;

/// A sentence with what all its figures share, each read when it is first asked for.
pub struct SentenceContext<'t> {
    /// Its place among the text's sentences.
    pub index: usize,
    /// The sentence.
    pub sentence: Sentence<'t>,
    /// Whether the sentence before stands in the same paragraph.
    pub joined: bool,
    times: OnceCell<Vec<TokenRange>>,
    attributions: OnceCell<Vec<Attribution<'t>>>,
    /// The side it names first.
    pub first_side: OnceCell<Option<&'t str>>,
    /// The one side it names as people.
    pub only_side: OnceCell<Option<&'t str>>,
    /// The side whose people the sentence before names.
    pub side_before: OnceCell<Option<&'t str>>,
    /// The sentence that takes back what it reports.
    pub retraction: OnceCell<Option<ByteRange>>,
    /// For each token, whether a quotation is open behind it.
    pub open_quotes: OnceCell<Vec<bool>>,
    /// Who speaks in a quotation that it stands in.
    pub speaker: OnceCell<Option<&'t str>>,
    /// Whom a pronoun means.
    pub antecedent: OnceCell<Option<&'t str>>,
    /// The source of what the sentence before reports.
    pub reporter_before: OnceCell<Option<&'t str>>,
}

impl<'t> SentenceContext<'t> {
    /// The sentence at a place; nothing else is read yet.
    pub fn new(index: usize, sentence: Sentence<'t>, joined: bool) -> Self {
        Self {
            index,
            sentence,
            joined,
            times: OnceCell::new(),
            attributions: OnceCell::new(),
            first_side: OnceCell::new(),
            only_side: OnceCell::new(),
            side_before: OnceCell::new(),
            retraction: OnceCell::new(),
            open_quotes: OnceCell::new(),
            speaker: OnceCell::new(),
            antecedent: OnceCell::new(),
            reporter_before: OnceCell::new(),
        }
    }

    /// Who says something in it.
    pub fn attributions(&self) -> &[Attribution<'t>] {
        self.attributions
            .get_or_init(|| attribution::attributions(&self.sentence))
    }

    /// Its words that say when.
    pub fn times(&self) -> &[TokenRange] {
        self.times
            .get_or_init(|| time_expression::times(&self.sentence))
    }
}

/// Whether a number stands at the head of its sentence.
pub fn begins(s: &Sentence, quantity: &Quantity) -> bool {
    quantity.first <= 2 || s.any(0, &["of", "at", "the", "it", "they"]) && quantity.first <= 4
}
