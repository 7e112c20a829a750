//! Word positions of sentence ends and figures, counted exactly as the index's tokenizer counts words. Queries compare
//! these positions instead of reading an article's text.

use crate::figure::sentences;

/// The word positions of sentence ends and figures in a headline or body.
#[derive(Debug)]
pub struct TextPositions {
    ends: Marks,
    figures: Marks,
}

/// Byte offsets in ascending order, each with the number of words before it.
#[derive(Debug)]
struct Marks {
    bytes: Vec<usize>,
    /// The number of words before each offset that has been passed.
    words: Vec<u64>,
}

impl TextPositions {
    /// Counts the words before each sentence end of `text` and before each figure. `figures` and `words` are the byte
    /// offsets at which figures and words start, in ascending order.
    pub fn new(
        text: &str,
        figures: impl Iterator<Item = usize>,
        words: impl Iterator<Item = usize>,
    ) -> Self {
        let ends = sentences(text).into_iter().map(|sentence| sentence.end);
        let (mut ends, mut figures) = (Marks::new(ends.collect()), Marks::new(figures.collect()));
        let mut passed = 0;
        for start in words {
            ends.pass(start, passed);
            figures.pass(start, passed);
            passed += 1;
        }
        ends.pass(usize::MAX, passed);
        figures.pass(usize::MAX, passed);
        Self { ends, figures }
    }

    /// Returns the number of words before the end of each sentence.
    pub fn ends(&self) -> &[u64] {
        &self.ends.words
    }

    /// Returns the number of words before each figure.
    pub fn figures(&self) -> &[u64] {
        &self.figures.words
    }
}

impl Marks {
    fn new(bytes: Vec<usize>) -> Self {
        let words = Vec::with_capacity(bytes.len());
        Self { bytes, words }
    }

    /// Passes all offsets up to `start`, the start of the next word, and records that `before` words precede them.
    #[inline]
    fn pass(&mut self, start: usize, before: u64) {
        while self
            .bytes
            .get(self.words.len())
            .is_some_and(|&at| at <= start)
        {
            self.words.push(before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{TEXT, TokenizerConfig, analyzers, terms, written_words};

    #[test]
    fn text_positions_match_indexed_term_positions() {
        let text = "At least 7.5 million fled. In the U.S. $1,200 was lost!\n\nOne. Two";
        let figures = ["At", "$1,200"].map(|figure| text.find(figure).unwrap_or_default());
        let words = written_words(text, TokenizerConfig::ENGLISH).map(|(start, _)| start);
        let found = TextPositions::new(text, figures.into_iter(), words);
        assert_eq!(found.ends(), [5, 11, 12, 13]);
        assert_eq!(found.figures(), [0, 8]);
        // The counts equal the term positions that the index's analyzer assigns.
        let mut analyzer = analyzers().get(TEXT).expect("registered");
        let terms = terms(&mut analyzer, text);
        let at = |term: &str| terms.iter().find(|(_, t)| t == term).map(|(at, _)| *at);
        assert_eq!((at("1200"), at("two")), (Some(8), Some(12)));
    }
}
