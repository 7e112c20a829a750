//! Function words, which do not contribute to the topic of a query.

/// Stems of determiners, pronouns, prepositions, conjunctions, auxiliaries and question words, in alphabetical order.
const WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "ani", "are", "as", "at", "be",
    "been", "befor", "both", "but", "by", "can", "could", "did", "do", "doe", "done", "each",
    "for", "from", "had", "has", "have", "he", "her", "here", "him", "his", "how", "i", "if", "in",
    "into", "is", "it", "me", "my", "no", "nor", "not", "of", "on", "or", "our", "out", "shall",
    "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "too", "us", "was", "we", "were", "what", "when",
    "where", "whi", "which", "while", "who", "whom", "whose", "will", "with", "would", "you",
    "your",
];

/// Returns whether `stem` is a function word.
pub fn is_function_word(stem: &str) -> bool {
    WORDS.binary_search(&stem).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{query_text, terms};

    #[test]
    fn function_words_are_sorted_stems() {
        assert!(WORDS.is_sorted());
        let mut analyzer = query_text();
        for text in [
            "About what is this, and why does it?",
            "any before was were",
        ] {
            for (_, stem) in terms(&mut analyzer, text) {
                assert!(is_function_word(&stem), "{stem}");
            }
        }
        assert!(!is_function_word("kill"));
    }
}
