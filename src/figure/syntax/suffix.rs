//! Checks on word endings.

use super::sentence::Sentence;

/// Returns whether the word at `i` ends like an adverb: "seriously".
pub fn is_adverb(s: &Sentence, i: usize) -> bool {
    s.word(i).len() > 4 && s.word(i).ends_with("ly")
}

/// Returns whether the word at `i` ends like a past participle: "polled".
pub fn is_past_participle(s: &Sentence, i: usize) -> bool {
    s.word(i).len() > 4 && s.word(i).ends_with("ed")
}

/// Returns whether a word is a contraction: "they're", "she’ll", "don't".
pub fn is_contraction(word: &str) -> bool {
    let behind = word.rsplit_once(['\'', '’']).map(|(_, behind)| behind);
    behind.is_some_and(|it| ["re", "ve", "ll", "m", "d", "t"].contains(&it))
}

/// Returns whether the word at `i` ends like a participle and does not start with a capital: "polled", "rising".
pub fn is_participle(s: &Sentence, i: usize) -> bool {
    let word = s.word(i);
    word.len() > 4
        && (word.ends_with("ed") || word.ends_with("ing"))
        && !s.get(i).is_some_and(|t| t.capital)
}
