//! The query language. Parses text into a query value, and formats a query value as text.
//!
//! `lex` splits the text into tokens, using `scan` and `quote`. `parse` and `operand` build the syntax tree. `syntax`
//! converts the tree to a query value in the form that `normal_form` describes. `value` parses field values, using
//! `range`, `number` and `day`. `format` and `format_leaf` turn a query value back into text. `error` defines the
//! errors and collects the warnings.

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
