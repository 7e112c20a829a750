//! The lexicon, which contains all words and phrases from the tables.
//!
//! Each token stores the id and the classes of its word, so that rules compare integers and bits instead of strings.

pub mod amount;
pub mod phrases;
pub mod unit;
pub mod vocabulary;

use super::word_class::{Class, Classes};
use crate::figure::model::{Bound, Change, Measure, Scope, Stance};
use amount::Amount;
use phrases::Phrases;
use unit::Unit;
use vocabulary::Vocabulary;

/// All words and phrases from the tables.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub(in crate::figure::syntax) vocabulary: Vocabulary,
    /// The ids and classes of the ASCII characters, indexed by byte, for fast lookups of signs.
    pub(in crate::figure::syntax) signs: Vec<(u32, Classes)>,
    /// Units and currencies: "km", "percent", "US dollars".
    pub units: Phrases<Unit>,
    /// Bounds that come before a number: "more than 500".
    pub bounds_before: Phrases<Bound>,
    /// Bounds that come after a number: "500 or more".
    pub bounds_after: Phrases<Bound>,
    /// Verbs that state a rise or a fall: "rose by 5".
    pub change_verbs: Phrases<Change>,
    /// Adverbs that state a rise or a fall: "up 5", "down 5".
    pub change_adverbs: Phrases<Change>,
    /// Nouns that state a measure: "20 deaths".
    pub measure_nouns: Phrases<Measure>,
    /// Measure verbs whose subject is counted: "20 died".
    pub measure_verbs: Phrases<Measure>,
    /// Words for the state of the people or things counted: "498 dead".
    pub measure_states: Phrases<Measure>,
    /// Measure verbs whose object is counted: "killed 20".
    pub measure_actives: Phrases<Measure>,
    /// Scope words before a number.
    pub scopes_before: Phrases<Scope>,
    /// Scope words after a number.
    pub scopes_after: Phrases<Scope>,
    /// Modality words before a number.
    pub stances: Phrases<Stance>,
    /// Phrases that retract a number.
    pub retractions: Phrases<Stance>,
    /// Words that make the number after them part of a name: "Flight 752".
    pub names: Phrases<()>,
    /// Phrases that introduce a source: "according to".
    pub sources: Phrases<()>,
    /// Nouns and adjectives for nations and their peoples, each mapped to the nation's name.
    pub nations: Phrases<&'static str>,
    /// Amounts that are not plain numerals: "dozens".
    pub amounts: Phrases<Amount>,
}

impl Lexicon {
    /// Returns the id and classes of a word, ignoring case. Both are 0 if the word is unknown.
    pub fn look_up(&self, word: &str) -> (u32, Classes) {
        self.look_up_at(word, 0, word.len())
    }

    /// Returns the id and classes of the word `text[start..end]`, ignoring case. Both are 0 if the word is unknown.
    pub fn look_up_at(&self, text: &str, start: usize, end: usize) -> (u32, Classes) {
        self.vocabulary.get(text, start, end)
    }

    /// Returns the id and classes of a sign. Both are 0 if the sign is unknown.
    pub fn look_up_sign(&self, sign: &str) -> (u32, Classes) {
        let ascii = sign
            .as_bytes()
            .first()
            .and_then(|&byte| self.signs.get(usize::from(byte)));
        ascii.copied().unwrap_or_else(|| self.look_up(sign))
    }

    /// Returns whether a word belongs to a class.
    pub fn has(&self, word: &str, class: Class) -> bool {
        self.look_up(word).1 & class.bit() != 0
    }
}
