//! A figure as a row of a table: what stands in each column, for every format that has columns.

use crate::index::{EXTRACTOR, Key};
use crate::query::Row;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// A text.
    Text(String),
    /// A number that is measured.
    Real(f64),
    /// A number that is counted, or 1 for yes and 0 for no.
    Whole(i64),
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Real)
    }
}

/// What a column holds, as SQL names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Real,
    Integer,
}

/// A column: its name, what it holds, and what stands there.
pub struct Column {
    /// The name, which is the one in JSON where that has it.
    pub name: &'static str,
    /// What it holds.
    #[expect(dead_code, reason = "columns of CSV have no kind")]
    pub kind: Kind,
    /// What stands there.
    pub of: fn(&Row) -> Cell,
}

const fn text(name: &'static str, of: fn(&Row) -> Cell) -> Column {
    let kind = Kind::Text;
    Column { name, kind, of }
}

const fn real(name: &'static str, of: fn(&Row) -> Cell) -> Column {
    let kind = Kind::Real;
    Column { name, kind, of }
}

const fn whole(name: &'static str, of: fn(&Row) -> Cell) -> Column {
    let kind = Kind::Integer;
    Column { name, kind, of }
}

fn word(of: impl std::fmt::Display) -> Cell {
    Cell::Text(format!("{of}"))
}

fn place(at: usize) -> Cell {
    Cell::Whole(i64::try_from(at).unwrap_or(i64::MAX))
}

/// What is said of a figure itself, with the sentence it stands in. Offsets are bytes into the article's text, or into its
/// headline where `in` says so.
pub const FIGURE: &[Column] = &[
    text("id", |row| word(row.id())),
    text("text", |row| word(row.record.surface(row.figure()))),
    real("value", |row| row.figure().value.into()),
    real("low", |row| row.figure().low.into()),
    real("high", |row| row.figure().high.into()),
    text("bound", |row| word(row.figure().bound)),
    text("change", |row| {
        row.figure().change.map(|c| c.to_string()).into()
    }),
    text("unit", |row| row.figure().unit.clone().into()),
    text("counted", |row| row.figure().counted.clone().into()),
    text("whose", |row| row.figure().whose.clone().into()),
    text("measure", |row| {
        row.figure().measure.map(|m| m.to_string()).into()
    }),
    text("scope", |row| {
        row.figure().scope.map(|s| s.to_string()).into()
    }),
    text("stance", |row| word(row.figure().stance)),
    text("claimant", |row| row.figure().claimant.clone().into()),
    text("as_of", |row| row.figure().as_of.clone().into()),
    text("as_of_date", |row| {
        row.as_of_date().map(|d| d.to_string()).into()
    }),
    whole("vague", |row| Cell::Whole(row.figure().vague.into())),
    text("in", |row| word(row.figure().place)),
    whole("in_headline", |row| Cell::Whole(row.in_headline().into())),
    whole("start", |row| place(row.figure().start)),
    whole("end", |row| place(row.figure().end)),
    text("quote", |row| word(row.quote())),
    whole("quote_start", |row| place(row.figure().sentence.0)),
    whole("quote_end", |row| place(row.figure().sentence.1)),
];

/// What is said of the article of a figure.
pub const ARTICLE: &[Column] = &[
    text("published", |row| {
        row.published().map(|d| d.to_string()).into()
    }),
    text("published_basis", |row| {
        let published = row.record.article.published.as_ref();
        published.map(|d| d.basis.word().to_owned()).into()
    }),
    text("outlet", |row| {
        let outlet = row.record.article.outlet.as_ref();
        outlet.map(|outlet| outlet.value.clone()).into()
    }),
    text("title", |row| {
        let title = row.record.article.title.as_ref();
        title.map(|title| title.value.clone()).into()
    }),
    text("url", |row| row.record.article.url.clone().into()),
    text("path", |row| word(&row.record.path)),
];

/// What a colleague needs to check a figure: which article, of which bytes, read by which rules.
pub const PROOF: &[Column] = &[
    text("article", |row| word(&row.record.id)),
    text("content_hash", |row| word(content_hash(row))),
    whole("extractor", |_| Cell::Whole(EXTRACTOR.into())),
];

/// The first 128 bits of BLAKE3 over the text that the offsets of a figure are into.
pub fn content_hash(row: &Row) -> Key {
    content_hash_of(row.record.text_of(row.figure()))
}

/// The first 128 bits of BLAKE3 over a text.
pub fn content_hash_of(text: &str) -> Key {
    Key::of_content(text.as_bytes())
}
