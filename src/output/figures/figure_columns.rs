//! The columns of a figure, for every format that has columns.

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
    /// A text.
    Text(Cow<'a, str>),
    /// A real number.
    Real(f64),
    /// A whole number, or 1 for yes and 0 for no.
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
    /// Returns the type in SQL.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Real => "REAL",
            Self::Integer => "INTEGER",
        }
    }
}

/// A column: its name, its type, and its cell for a row.
pub struct TableColumn<T: 'static> {
    /// The name.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
    /// A function that returns its cell for a row.
    pub of: fn(&T) -> Cell<'_>,
}

/// Returns a column of texts.
pub const fn text<T: 'static>(name: &'static str, of: fn(&T) -> Cell<'_>) -> TableColumn<T> {
    let kind = ColumnType::Text;
    TableColumn { name, kind, of }
}

/// Returns a column of real numbers.
pub const fn real<T: 'static>(name: &'static str, of: fn(&T) -> Cell<'_>) -> TableColumn<T> {
    let kind = ColumnType::Real;
    TableColumn { name, kind, of }
}

/// Returns a column of whole numbers.
pub const fn whole<T: 'static>(name: &'static str, of: fn(&T) -> Cell<'_>) -> TableColumn<T> {
    let kind = ColumnType::Integer;
    TableColumn { name, kind, of }
}

/// Returns a cell with a text that always exists.
pub fn word(of: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(of))
}

/// Returns a cell with a formatted value, if there is one.
pub fn made<T: ToString>(of: Option<T>) -> Cell<'static> {
    of.map_or(Cell::Empty, |of| Cell::Text(Cow::Owned(of.to_string())))
}

fn place(at: usize) -> Cell<'static> {
    Cell::Whole(i64::try_from(at).unwrap_or(i64::MAX))
}

/// The attributes of a figure and its sentence. Offsets are bytes into the article's text, or into its headline if
/// `place` says so. The names are the same as in JSON, except those that are SQL keywords and names related to these:
/// `in` is `place`, `start` and `end` are `text_start` and `text_end`.
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
];

/// The attributes of a figure's article.
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

/// The provenance by which others can check a figure: its article, the hash of its text, and the version of the rules.
pub const PROVENANCE_COLUMNS: &[TableColumn<FigureRow>] = &[
    text("article", |row| word(&row.record.id)),
    text("content_hash", |row| made(Some(row.content_hash))),
    whole("extractor", |_| Cell::Whole(EXTRACTOR.into())),
    text("corrected", |row| {
        made(correction_note(&row.record, row.figure()))
    }),
];
