//! A sentence, and what all its figures share.

use std::cell::OnceCell;

use super::super::as_of;
use super::super::claimant::{self, Attribution};
use super::super::quantity::Quantity;
use super::super::sentence::Sentence;
use super::super::token_range::TokenRange;
use crate::byte_range::ByteRange;

/// A sentence with what all its figures share, each read when it is first asked for.
pub struct Context<'t> {
    /// Its place among the text's sentences.
    pub index: usize,
    /// The sentence.
    pub sentence: Sentence<'t>,
    /// Whether the sentence before stands in the same paragraph.
    pub joined: bool,
    times: OnceCell<Vec<TokenRange>>,
    said: OnceCell<Vec<Attribution<'t>>>,
    /// The side it names first.
    pub first_side: OnceCell<Option<&'t str>>,
    /// The one side it names as people.
    pub only_side: OnceCell<Option<&'t str>>,
    /// The side whose people the sentence before names.
    pub side_before: OnceCell<Option<&'t str>>,
    /// The sentence that takes back what it reports.
    pub retracted: OnceCell<Option<ByteRange>>,
    /// For each token, whether a quotation is open behind it.
    pub open: OnceCell<Vec<bool>>,
    /// Who speaks in a quotation that it stands in.
    pub speaker: OnceCell<Option<&'t str>>,
    /// Whom a pronoun means.
    pub antecedent: OnceCell<Option<&'t str>>,
    /// Who said what the sentence before reports.
    pub before: OnceCell<Option<&'t str>>,
}

impl<'t> Context<'t> {
    /// The sentence at a place; nothing else is read yet.
    pub fn new(index: usize, sentence: Sentence<'t>, joined: bool) -> Self {
        Self {
            index,
            sentence,
            joined,
            times: OnceCell::new(),
            said: OnceCell::new(),
            first_side: OnceCell::new(),
            only_side: OnceCell::new(),
            side_before: OnceCell::new(),
            retracted: OnceCell::new(),
            open: OnceCell::new(),
            speaker: OnceCell::new(),
            antecedent: OnceCell::new(),
            before: OnceCell::new(),
        }
    }

    /// Who says something in it.
    pub fn said(&self) -> &[Attribution<'t>] {
        self.said
            .get_or_init(|| claimant::attributions(&self.sentence))
    }

    /// Its words that say when.
    pub fn times(&self) -> &[TokenRange] {
        self.times.get_or_init(|| as_of::times(&self.sentence))
    }
}

/// Whether a number stands at the head of its sentence.
pub fn begins(s: &Sentence, quantity: &Quantity) -> bool {
    quantity.first <= 2 || s.any(0, &["of", "at", "the", "it", "they"]) && quantity.first <= 4
}
