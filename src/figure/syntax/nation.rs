//! Looks up the nation that a word denotes.

use super::lexicon_loader::LEXICON;
use super::token::Token;
use super::tokenizer::tokens;

/// Returns the nation that `word` refers to, or `None` if it refers to none. The word may be a noun or adjective for
/// the nation or its people, with or without a possessive ending.
pub fn nation(word: &str) -> Option<&'static str> {
    let word = word.trim();
    let tokens = tokens(&LEXICON, word, 0, word.len());
    let (len, nation) = LEXICON.nations.at(&tokens, 0)?;
    let rest = &tokens[len..];
    let possessive = |t: &Token| matches!(&word[t.start..t.end], "'s" | "’s" | "'" | "’");
    (rest.is_empty() || rest.len() == 1 && possessive(&rest[0])).then_some(nation)
}
