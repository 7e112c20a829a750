//! The language of queries: text to a query value, and back.
//!
//! The text goes through `lex` (tokens), `parse` and `operand` (what was written, with its places) and `syntax` (what
//! it means, in the form that `normal` describes). Values behind a colon are read by `value`, with `range`, `number`
//! and `day`. `print` and `spell` are the way back. What cannot be read, or only leniently, is said by `error`.

mod caret;
mod day;
mod error;
mod field;
mod format;
mod format_leaf;
mod hint;
mod lex;
mod near;
mod normal_form;
mod number;
mod number_words;
mod operand;
mod parse;
mod quote;
mod range;
mod same_sentence;
mod scan;
mod syntax;
#[cfg(test)]
mod tests;
mod value;
mod word;

pub use error::{QueryError, Warning};
pub(crate) use field::nearest;
pub use parse::{Parsed, parse};
