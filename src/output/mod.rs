//! Renders answers as text, JSON, CSV and SQLite. `stderr` prints everything that is not part of an answer, such as
//! warnings and status lines.

mod article;
mod bar_chart;
mod check;
mod corrections;
mod csv;
mod explain_extraction;
mod explain_score;
mod facets;
mod figure_line;
mod figures;
mod json;
mod number;
mod preview;
mod related;
mod saved_searches;
mod stats;
pub mod stderr;
mod style;
mod table;
mod text;
mod timestamp;
mod width;

pub use article::{article_json, article_text};
pub use check::{check_json, check_text};
pub use csv::answer_csv;
pub use explain_extraction::{explain_extraction, explain_syntax};
pub use facets::{FacetView, facet_text, facets_csv};
pub use figures::{
    AnswerHeader, ConflictRow, ConflictView, FigureDatabase, FigureRowView, FigureTable, GroupRow,
    GroupView, JsonAnswer, PointRow, PointView, PropagationView, conflict_text, conflicts_csv,
    conflicts_merged_names, figure_row_text, groups_csv, groups_text, propagation_csv,
    propagation_text, timeline_csv, timeline_left_out, timeline_plot, timeline_table,
};
pub use json::{answer_json, extracted_jsonl, hits_jsonl, new_json, new_jsonl};
pub use preview::preview;
pub use saved_searches::{SavedRow, command_line, saved_json, saved_text};
pub use stats::{stats_json, stats_text};
pub use style::Style;
pub use text::{answer_text, figures_table, reextracted_line, summary_line};
pub use width::terminal_width;
