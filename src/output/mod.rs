//! Answers to bytes: one file a format. Nothing here looks anything up, and nothing is printed elsewhere.

mod csv;
mod explanation;
mod figures;
mod file;
mod json;
mod plain;
mod style;
mod text;
mod why;

pub use csv::answer_csv;
pub use explanation::explanation;
pub use figures::{Asked, FigureDatabase, FigureTable, JsonAnswer, RowView, row_jsonl, row_text};
pub use file::NewFile;
pub use json::{answer_json, extracted_jsonl, hits_jsonl};
pub use plain::plain;
pub use style::Style;
pub use text::{answer_text, figures_table, summary_line};
