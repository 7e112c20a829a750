//! The ground floor: the text as tokens and sentences, and what the word tables know of each word.
//!
//! Everything above reads a sentence through [`sentence::Sentence`]; nothing here imports the rules that do.

pub mod lexicon;
mod lexicon_loader;
pub mod number_prefilter;
pub mod sentence;
pub mod suffix;
pub mod table;
pub mod token;
mod word_class;
