//! Figures to bytes: one file a format.

mod cells;
mod csv;
mod json;
mod text;

pub use csv::FigureTable;
pub use json::{Asked, JsonAnswer, RowView, row_jsonl};
pub use text::row_text;
