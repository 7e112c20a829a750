//! Renders figures, and answers that consist of figures: groups, timelines, conflicts and propagations.

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

pub use conflicts::{
    ConflictRow, ConflictView, conflict_text, conflicts_csv, conflicts_merged_names,
};
pub use csv::FigureTable;
pub use groups::{GroupRow, GroupView, groups_csv, groups_text};
pub use json::{AnswerHeader, FigureRowView, JsonAnswer};
pub use propagation::{PropagationView, propagation_csv, propagation_text};
pub use sqlite::FigureDatabase;
pub use text::figure_row_text;
pub use timeline::{
    PointRow, PointView, timeline_csv, timeline_left_out, timeline_plot, timeline_table,
};
