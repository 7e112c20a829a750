//! Finds phrases from the tables in the tokens of a sentence.

use crate::figure::syntax::token::Token;

/// The word ids of a phrase, and its meaning.
type PhraseEntry<T> = (Vec<u32>, T);

/// Phrases with their meanings, indexed by their first and last words.
#[derive(Debug)]
pub struct Phrases<T> {
    starts: PhraseLists<T>,
    ends: PhraseLists<T>,
}

/// Lists of phrases, grouped by the id of their first or last word.
#[derive(Debug)]
struct PhraseLists<T> {
    /// For each word id, the index of its list plus one, or 0 if it has no list.
    places: Vec<u16>,
    lists: Vec<Vec<PhraseEntry<T>>>,
}

impl<T> Default for PhraseLists<T> {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            lists: Vec::new(),
        }
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            starts: PhraseLists::default(),
            ends: PhraseLists::default(),
        }
    }
}

impl<T: Copy> PhraseLists<T> {
    /// Adds a phrase to the list of `word`. Longer phrases come first, so that the first match is the longest.
    fn add(&mut self, word: u32, phrase: PhraseEntry<T>) {
        let word = word as usize;
        if self.places.len() <= word {
            self.places.resize(word + 1, 0);
        }
        if self.places[word] == 0 {
            self.lists.push(Vec::new());
            self.places[word] = self.lists.len() as u16;
        }
        let list = &mut self.lists[usize::from(self.places[word]) - 1];
        let at = list.partition_point(|(words, _)| words.len() >= phrase.0.len());
        list.insert(at, phrase);
    }

    fn with_word(&self, word: u32) -> &[PhraseEntry<T>] {
        match self.places.get(word as usize) {
            None | Some(0) => &[],
            Some(&place) => &self.lists[usize::from(place) - 1],
        }
    }
}

/// Returns whether the tokens match the word ids of a phrase.
fn spells(tokens: &[Token], words: &[u32]) -> bool {
    tokens
        .iter()
        .zip(words)
        .all(|(token, &word)| token.id == word)
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase, given as its word ids. Ignores an empty phrase.
    pub(in crate::figure::syntax) fn add(&mut self, words: Vec<u32>, meaning: T) {
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else {
            return;
        };
        self.starts.add(first, (words.clone(), meaning));
        self.ends.add(last, (words, meaning));
    }

    /// Returns the length in tokens and the meaning of the longest phrase that starts at `tokens[at]`, or `None` if no
    /// phrase starts there.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, T)> {
        let list = self.starts.with_word(tokens.get(at)?.id);
        let fits = |words: &[u32]| {
            tokens
                .get(at..at + words.len())
                .is_some_and(|t| spells(t, words))
        };
        list.iter()
            .find(|(words, _)| fits(words))
            .map(|(words, meaning)| (words.len(), *meaning))
    }

    /// Returns the length in tokens and the meaning of the longest phrase that ends just before `tokens[end]`, or
    /// `None` if no phrase ends there.
    pub fn before(&self, tokens: &[Token], end: usize) -> Option<(usize, T)> {
        let list = self.ends.with_word(tokens.get(end.checked_sub(1)?)?.id);
        let fits = |words: &[u32]| {
            end.checked_sub(words.len())
                .is_some_and(|start| spells(&tokens[start..end], words))
        };
        list.iter()
            .find(|(words, _)| fits(words))
            .map(|(words, meaning)| (words.len(), *meaning))
    }
}
