//! The columns for a figure, shared by CSV and SQLite output.

use std::borrow::Cow;

use crate::figure::{Change, Measure, Scope};
use crate::output::corrections::correction_note;
use crate::query::FigureRow;
use crate::storage::EXTRACTOR;

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// An unknown value.
    Empty,
    /// A string.
    Text(Cow<'a, str>),
    /// A real number.
    Real(f64),
    /// An integer, or a Boolean as 1 or 0.
    Whole(i64),
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, word)
    }
}

impl From<Option<f64>> for Cell<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Real)
    }
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    Text,
    Real,
    Integer,
}

impl ColumnType {
    /// Returns the name of the type in SQL.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Real => "REAL",
            Self::Integer => "INTEGER",
        }
    }
}

/// A column of a table whose rows are of type `T`.
pub struct TableColumn<T: 'static> {
    /// The name of the column.
    pub name: &'static str,
    /// The type of the column.
    pub kind: ColumnType,
    /// A function that returns the column's cell for a row.
    pub of: fn(&T) -> Cell<'_>,
}

/// Creates a column of strings.
pub const fn text<T: 'static>(name: &'static str, of: fn(&T) -> Cell<'_>) -> TableColumn<T> {
    let kind = ColumnType::Text;
    TableColumn { name, kind, of }
}

/// Creates a column of real numbers.
pub const fn real<T: 'static>(name: &'static str, of: fn(&T) -> Cell<'_>) -> TableColumn<T> {
    let kind = ColumnType::Real;
    TableColumn { name, kind, of }
}

/// Creates a column of integers.
pub const fn whole<T: 'static>(name: &'static str, of: fn(&T) -> Cell<'_>) -> TableColumn<T> {
    let kind = ColumnType::Integer;
    TableColumn { name, kind, of }
}

/// Creates a cell from a string.
pub fn word(of: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(of))
}

/// Creates a cell with the value formatted as a string, or an empty cell if there is no value.
pub fn made<T: ToString>(of: Option<T>) -> Cell<'static> {
    of.map_or(Cell::Empty, |of| Cell::Text(Cow::Owned(of.to_string())))
}

fn place(at: usize) -> Cell<'static> {
    Cell::Whole(i64::try_from(at).unwrap_or(i64::MAX))
}

/// The columns for a figure's attributes and its sentence. Offsets are in bytes, from the start of the headline or of
/// the body, depending on `place`. The names are those of the JSON fields, except for SQL keywords and the sentence:
/// `in` is `place`, `place` is `event_place`, `confidence.all` is `confidence`, `start` and `end` are `text_start` and
/// `text_end`, and the fields of `sentence` are `quote`, `quote_start` and `quote_end`.
pub const FIGURE_COLUMNS: &[TableColumn<FigureRow>] = &[
    text("id", |row| made(Some(row.id()))),
    text("text", |row| word(row.record.surface(row.figure()))),
    real("value", |row| row.figure().value.into()),
    real("low", |row| row.figure().low.into()),
    real("high", |row| row.figure().high.into()),
    text("bound", |row| word(row.figure().bound.word())),
    text("change", |row| row.figure().change.map(Change::word).into()),
    text("unit", |row| row.figure().unit.as_deref().into()),
    text("counted", |row| row.figure().counted.as_deref().into()),
    text("whose", |row| row.figure().whose.as_deref().into()),
    text("measure", |row| {
        row.figure().measure.map(Measure::word).into()
    }),
    text("scope", |row| row.figure().scope.map(Scope::word).into()),
    text("stance", |row| word(row.figure().stance.word())),
    text("claimant", |row| row.figure().source.as_deref().into()),
    text("as_of", |row| row.figure().as_of.as_deref().into()),
    text("as_of_date", |row| made(row.as_of_date())),
    whole("vague", |row| Cell::Whole(row.figure().vague.into())),
    text("place", |row| word(row.figure().place.word())),
    whole("in_headline", |row| Cell::Whole(row.in_headline().into())),
    whole("text_start", |row| place(row.figure().start)),
    whole("text_end", |row| place(row.figure().end)),
    text("quote", |row| word(row.quote())),
    whole("quote_start", |row| place(row.figure().sentence.start)),
    whole("quote_end", |row| place(row.figure().sentence.end)),
    text("agent", |row| row.figure().agent.as_deref().into()),
    text("event_place", |row| row.figure().location.as_deref().into()),
    text("via", |row| row.figure().via.as_deref().into()),
    text("rate", |row| row.figure().rate.as_deref().into()),
    real("confidence", |row| {
        row.figure().confidence.all.map(two_digits).into()
    }),
];

/// The columns for a figure's article.
pub const FIGURE_ARTICLE_COLUMNS: &[TableColumn<FigureRow>] = &[
    text("published", |row| made(row.published())),
    text("published_basis", |row| {
        let published = row.record.article.published.as_ref();
        published.map(|d| d.basis.word()).into()
    }),
    text("outlet", |row| {
        let outlet = row.record.article.outlet.as_ref();
        outlet.map(|outlet| outlet.value.as_str()).into()
    }),
    text("title", |row| {
        let title = row.record.article.title.as_ref();
        title.map(|title| title.value.as_str()).into()
    }),
    text("url", |row| row.record.article.url.as_deref().into()),
    text("path", |row| word(&row.record.path)),
];

/// The columns that are needed to verify a figure: its article, the hash of the article's body, the version of the
/// extractor, and the original values if the figure was corrected.
pub const PROVENANCE_COLUMNS: &[TableColumn<FigureRow>] = &[
    text("article", |row| word(&row.record.id)),
    text("content_hash", |row| made(Some(row.content_hash))),
    whole("extractor", |_| Cell::Whole(EXTRACTOR.into())),
    text("corrected", |row| {
        made(correction_note(&row.record, row.figure()))
    }),
];

/// Converts a probability that was rounded to two digits.
fn two_digits(probability: f32) -> f64 {
    (f64::from(probability) * 100.0).round() / 100.0
}
