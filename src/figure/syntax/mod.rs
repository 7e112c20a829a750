//! The lowest layer of figure extraction: sentences, tokens, the lexicon and the dependency parser.
//!
//! Rules work on a [`Sentence`], whose tokens have word classes. `digits`, `noun` and `suffix` contain checks that
//! several rules share. The modules here may depend on the figure model and the number parser, but never on a rule.

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
