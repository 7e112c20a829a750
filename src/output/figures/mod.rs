//! Figures to bytes: one file a format.

mod article;
mod cells;
mod csv;
mod json;
mod sqlite;
mod text;

pub use csv::FigureTable;
pub use json::{Asked, JsonAnswer, RowView, row_jsonl};
pub use sqlite::FigureDatabase;
pub use text::row_text;
