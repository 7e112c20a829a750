//! What the end of a word says of its part.

use super::sentence::Sentence;

/// Whether the word at `i` ends as adverbs do: "seriously".
pub fn adverb(s: &Sentence, i: usize) -> bool {
    s.word(i).len() > 4 && s.word(i).ends_with("ly")
}
