//! The ground floor of extraction: sentences, tokens, and the lexicon of all words that rules use.
//!
//! Rules read a [`Sentence`]: its tokens, each with its word classes. The tests in `digits`, `noun` and `suffix` serve
//! several rules. Nothing here imports a rule, only the model of a figure and the number parser.

pub mod digits;
mod lexicon;
mod lexicon_loader;
pub mod nation;
pub mod noun;
pub mod number_prefilter;
pub mod parse;
mod sentence;
mod sentence_splitter;
pub mod suffix;
pub mod table;
mod token;
mod token_range;
mod tokenizer;
mod word_class;

pub use lexicon::amount::Amount;
pub use lexicon::unit::{Unit, UnitPlacement};
pub use lexicon_loader::LEXICON;
pub use sentence::Sentence;
pub use sentence_splitter::spans;
pub use token::{Token, TokenKind};
pub use token_range::TokenRange;
pub use tokenizer::tokens;
pub use word_class::{Class, Classes};
