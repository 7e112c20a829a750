//! The query language: parses text to a query value, and formats a value as text.
//!
//! `lex` splits the text into tokens, with the help of `scan` and `quote`. `parse` and `operand` build the syntax tree.
//! `syntax` turns the tree into a query value in the form that `normal_form` describes. `value` parses what follows the
//! colon of a field, with `range`, `number` and `day`. `format` and `format_leaf` turn a value back into text. `error`
//! holds errors and warnings.

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

pub use error::QueryError;
pub(crate) use field::nearest;
pub use parse::{Parsed, parse};
