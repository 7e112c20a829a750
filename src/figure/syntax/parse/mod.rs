//! Parses sentences: which word depends on which, and how.
//!
//! The parser is a small copy of a large one. spaCy's model `en_core_web_md` parsed some hundred thousand sentences of
//! news, and linear models learned from them (see `benches/training`).
//!
//! 1. `tokenizer` splits the sentence as spaCy does.
//! 2. `word_features` hashes each word, its ends and its shape.
//! 3. `tagger` assigns parts of speech, from left to right.
//! 4. `attach` reads the words into a stack and attaches each to its head (`state`). One model chooses the transition
//!    (`structure_features`), another the relation of a new arc (`relation_features`).
//! 5. `weights` reads the numbers of all models from `parser.bin`.
//!
//! Parsing takes time linear in the sentence, and never panics.

pub mod attach;
pub mod hash;
mod label_enum;
pub mod pos_tag;
pub mod relation;
pub mod relation_features;
pub mod scorer;
mod sentence_parser;
pub mod state;
pub mod structure_features;
pub mod tagger;
#[cfg(test)]
mod tests;
pub mod tokenizer;
pub mod weights;
pub mod word_features;

pub use pos_tag::PosTag;
pub use relation::Relation;
pub use sentence_parser::{Parse, ParsedToken, SentenceParser, parse};
