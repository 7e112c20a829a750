//! Sentences as the index sees them: by the positions of their words.

use crate::figure::sentences;

/// The sentences of a text, and where each ends among its words.
#[derive(Debug)]
pub struct Sentences {
    /// Where they end in the text, in bytes.
    bytes: Vec<usize>,
    /// How many words of the text stand in each and those before it, for those that were passed.
    words: Vec<u64>,
    /// How many words were passed.
    passed: u64,
}

impl Sentences {
    /// The sentences of `text`, before any of its words was passed.
    pub fn of(text: &str) -> Self {
        let bytes: Vec<_> = sentences(text).into_iter().map(|(_, end)| end).collect();
        let words = Vec::with_capacity(bytes.len());
        Self {
            bytes,
            words,
            passed: 0,
        }
    }

    /// Passes the next word, which begins at `start` in the text.
    pub fn pass(&mut self, start: usize) {
        while self
            .bytes
            .get(self.words.len())
            .is_some_and(|&end| end <= start)
        {
            self.words.push(self.passed);
        }
        self.passed += 1;
    }

    /// How many words stand in each sentence and those before it, when all words were passed.
    pub fn ends(&self) -> impl Iterator<Item = u64> {
        let rest = self.bytes.len() - self.words.len();
        self.words
            .iter()
            .copied()
            .chain(std::iter::repeat_n(self.passed, rest))
    }

    /// Which sentence the byte at `at` stands in, the first being 0.
    pub fn sentence_at(&self, at: usize) -> usize {
        self.bytes.partition_point(|&end| end <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analysis::{TEXT, analyzers, terms, written};

    #[test]
    fn sentences_end_after_their_words() {
        let text = "At least 7.5 million fled. In the U.S. 1,200 died!\n\nOne. Two";
        let mut found = Sentences::of(text);
        for (start, _) in written(text) {
            found.pass(start);
        }
        let ends: Vec<_> = found.ends().collect();
        assert_eq!(ends, [5, 10, 11, 12]);
        assert_eq!(found.sentence_at(0), 0);
        assert_eq!(found.sentence_at(text.find("1,200").unwrap_or_default()), 1);
        // The positions are those of the index.
        let mut analyzer = analyzers().get(TEXT).expect("registered");
        let last = terms(&mut analyzer, text).last().map(|(at, _)| *at as u64);
        assert_eq!(last, Some(11));
    }
}
