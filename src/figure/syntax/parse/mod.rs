//! The dependency parser. For each token in a sentence, it finds the part of speech, the head and the relation to the
//! head.
//!
//! The parser imitates a larger one. Its linear models were trained on 115,000 news sentences that spaCy's model
//! `en_core_web_md` had parsed (see `benches/training`).
//!
//! 1. `tokenizer` splits the sentence as spaCy does.
//! 2. `word_features` hashes each word, its prefixes, its suffixes and its shape.
//! 3. `tagger` assigns a part of speech to each word, from left to right.
//! 4. `attach` attaches each word to its head in a series of transitions (`state`). One model chooses the next
//!    transition (`structure_features`), and another the relation of each new arc (`relation_features`).
//!
//! The weights of all models are embedded in the program. `weights` reads them from `parser.bin`.
//!
//! Parsing takes time linear in the length of the sentence, and never panics.

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
