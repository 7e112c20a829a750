//! Figures to bytes: one file a format.

mod article_columns;
mod conflicts;
mod csv;
mod figure_columns;
mod groups;
mod json;
mod plot;
mod propagation;
mod sqlite;
mod text;
mod timeline;

pub use conflicts::{ConflictRow, ConflictView, conflict_text, conflicts_csv, conflicts_joined};
pub use csv::FigureTable;
pub use groups::{GroupRow, GroupView, folded_csv, folded_text};
pub use json::{Asked, JsonAnswer, RowView};
pub use propagation::{PropagationView, repeated_csv, repeated_text};
pub use sqlite::FigureDatabase;
pub use text::row_text;
pub use timeline::{
    PointRow, PointView, timeline_csv, timeline_left_out, timeline_plot, timeline_table,
};
