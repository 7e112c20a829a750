//! Writes figures to an SQLite database, which Datasette can open without configuration.
//!
//! The table `articles` contains each article once, with all its fields. The table `figures` contains the columns of
//! the CSV output, except those for the article. The view `figures_in_articles` joins `figures` with `articles`.
//! `articles_fts` is a full-text index of headlines and bodies, and `about` describes the export.

use std::path::Path;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, Result, ToSql, params_from_iter};
use rustc_hash::FxHashMap;

use super::article_columns::ARTICLE_COLUMNS;
use super::figure_columns::{
    Cell, FIGURE_ARTICLE_COLUMNS, FIGURE_COLUMNS, PROVENANCE_COLUMNS, TableColumn,
};
use crate::query::FigureRow;
use crate::storage::ArticleKey;

/// The version of the schema. Increase it if the meaning of a table or column changes.
const SCHEMA: u32 = 1;

/// Turns off the protection against crashes and concurrent access. It is not needed, because one process writes the
/// file once and discards it if writing fails.
const FOR_WRITING: &str = "
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA foreign_keys = OFF;
    PRAGMA cache_size = -32000;
    PRAGMA threads = 2;
";

/// Creates the indexes. This is done after all rows are written, which is faster than updating the indexes with each
/// row.
const INDEXES: &str = "
    CREATE INDEX figures_article_id ON figures(article_id);
    CREATE INDEX figures_measure ON figures(measure, value);
    CREATE INDEX figures_value ON figures(value);
    CREATE INDEX figures_claimant ON figures(claimant);
    CREATE INDEX articles_published ON articles(published_first);
";

/// Creates the full-text table and defers merging to the end: up to `hashsize` bytes of postings stay in memory, and
/// the written segments are merged only once.
const WORDS: &str = "
    CREATE VIRTUAL TABLE articles_fts USING fts5(
        title, body, content=\"articles\", content_rowid=\"id\", tokenize=\"porter unicode61\");
    INSERT INTO articles_fts(articles_fts, rank) VALUES('automerge', 0);
    INSERT INTO articles_fts(articles_fts, rank) VALUES('crisismerge', 1000);
    INSERT INTO articles_fts(articles_fts, rank) VALUES('hashsize', 4000000);
";
const WORDS_END: &str = "
    INSERT INTO articles_fts(articles_fts, rank) VALUES('automerge', 4);
    INSERT INTO articles_fts(articles_fts, rank) VALUES('crisismerge', 16);
    INSERT INTO articles_fts(articles_fts, rank) VALUES('hashsize', 1048576);
    INSERT INTO articles_fts(articles_fts) VALUES('optimize');
";

/// A writer of figures to an SQLite database.
pub struct FigureDatabase {
    connection: Connection,
    /// The id of each article written so far.
    articles: FxHashMap<ArticleKey, i64>,
    /// The SQL statements that insert a figure and an article, in this order.
    statements: (String, String),
}

impl FigureDatabase {
    /// Creates the tables in the file `path`, which must exist and be empty.
    pub fn new(path: &Path) -> Result<Self> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.execute_batch(FOR_WRITING)?;
        connection.execute_batch("BEGIN")?;
        connection.execute_batch(&tables())?;
        connection.execute_batch(WORDS)?;
        connection.pragma_update(None, "user_version", SCHEMA)?;
        Ok(Self {
            connection,
            articles: FxHashMap::default(),
            statements: (
                insert("figures", 1 + of_figures().count()),
                insert("articles", 1 + ARTICLE_COLUMNS.len()),
            ),
        })
    }

    /// Writes a figure, and its article if this is the article's first figure.
    pub fn row(&mut self, row: &FigureRow) -> Result<()> {
        let article = self.article(row)?;
        let cells = of_figures().map(|column| (column.of)(row));
        let cells = std::iter::once(Cell::Whole(article)).chain(cells);
        self.connection
            .prepare_cached(&self.statements.0)?
            .execute(params_from_iter(cells))?;
        Ok(())
    }

    /// Returns the id of a figure's article. Writes the article first if it is new.
    fn article(&mut self, row: &FigureRow) -> Result<i64> {
        let record = &row.record;
        let next = i64::try_from(self.articles.len()).unwrap_or(i64::MAX - 1) + 1;
        let number = *self.articles.entry(record.key).or_insert(next);
        if number == next {
            let cells = ARTICLE_COLUMNS.iter().map(|column| (column.of)(record));
            let cells = std::iter::once(Cell::Whole(number)).chain(cells);
            self.connection
                .prepare_cached(&self.statements.1)?
                .execute(params_from_iter(cells))?;
            let title = record.article.title.as_ref().map(|title| &title.value);
            self.connection
                .prepare_cached("INSERT INTO articles_fts(rowid, title, body) VALUES (?, ?, ?)")?
                .execute((number, title, &record.article.body))?;
        }
        Ok(number)
    }

    /// Returns the number of articles written so far.
    pub fn articles(&self) -> usize {
        self.articles.len()
    }

    /// Fills the table `about`, creates the indexes and closes the database.
    pub fn end(self, about: &[(&str, String)]) -> Result<()> {
        for about in about {
            let statement = "INSERT INTO about VALUES (?, ?)";
            self.connection.execute(statement, (about.0, &about.1))?;
        }
        self.connection.execute_batch(WORDS_END)?;
        self.connection.execute_batch(INDEXES)?;
        self.connection.execute_batch("COMMIT")?;
        // Cached statements would keep the connection open.
        self.connection.flush_prepared_statement_cache();
        self.connection.close().map_err(|(_, e)| e)
    }
}

/// Returns the columns of the table `figures`, except `article_id`.
fn of_figures() -> impl Iterator<Item = &'static TableColumn<FigureRow>> {
    FIGURE_COLUMNS.iter().chain(PROVENANCE_COLUMNS)
}

fn insert(table: &str, columns: usize) -> String {
    let marks = vec!["?"; columns].join(", ");
    format!("INSERT INTO {table} VALUES ({marks})")
}

fn tables() -> String {
    let figures = declared(of_figures());
    let articles = declared(ARTICLE_COLUMNS);
    let side_by_side = FIGURE_COLUMNS.iter().map(|column| ("figures", column));
    let side_by_side = side_by_side.chain(
        FIGURE_ARTICLE_COLUMNS
            .iter()
            .map(|column| ("articles", column)),
    );
    let side_by_side =
        side_by_side.chain(PROVENANCE_COLUMNS.iter().map(|column| ("figures", column)));
    let side_by_side: Vec<_> = side_by_side
        .map(|(table, column)| format!("{table}.{}", column.name))
        .collect();
    format!(
        "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
         CREATE TABLE articles (id INTEGER PRIMARY KEY, {articles});
         CREATE TABLE figures (article_id INTEGER NOT NULL REFERENCES articles(id), {figures});
         CREATE VIEW figures_in_articles AS SELECT {}
             FROM figures JOIN articles ON articles.id = figures.article_id ORDER BY figures.rowid;",
        side_by_side.join(", ")
    )
}

fn declared<T: 'static>(columns: impl IntoIterator<Item = &'static TableColumn<T>>) -> String {
    let columns = columns.into_iter();
    let columns = columns.map(|column| format!("{} {}", column.name, column.kind.sql()));
    columns.collect::<Vec<_>>().join(", ")
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Empty => ToSqlOutput::Owned(Value::Null),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Self::Whole(number) => ToSqlOutput::Owned(Value::Integer(*number)),
        })
    }
}
