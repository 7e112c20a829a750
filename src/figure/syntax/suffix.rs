//! Tests of how a word ends.

use super::sentence::Sentence;

/// Whether the word at `i` ends as adverbs do: "seriously".
pub fn is_adverb(s: &Sentence, i: usize) -> bool {
    s.word(i).len() > 4 && s.word(i).ends_with("ly")
}

/// Whether the word at `i` ends as past participles do: "polled".
pub fn is_past_participle(s: &Sentence, i: usize) -> bool {
    s.word(i).len() > 4 && s.word(i).ends_with("ed")
}

/// Whether a word is a contraction: "they're", "she’ll", "don't".
pub fn is_contraction(word: &str) -> bool {
    let behind = word.rsplit_once(['\'', '’']).map(|(_, behind)| behind);
    behind.is_some_and(|it| ["re", "ve", "ll", "m", "d", "t"].contains(&it))
}

/// Whether the word at `i` ends as participles do and has no capital: "polled", "rising".
pub fn is_participle(s: &Sentence, i: usize) -> bool {
    let word = s.word(i);
    word.len() > 4
        && (word.ends_with("ed") || word.ends_with("ing"))
        && !s.get(i).is_some_and(|t| t.capital)
}
