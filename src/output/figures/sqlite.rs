//! Figures as an SQLite database: articles, their figures and a full-text table. Datasette can show the file without
//! further settings.
//!
//! `articles` has each article once in full. `figures` has the columns that describe the figure itself, as in CSV.
//! `figures_in_articles` joins both. `articles_fts` has the words of headlines and texts. `about` has the query and the
//! version.

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

/// The version of the schema. Increase it if a name in the database changes its meaning.
const SCHEMA: u32 = 1;

/// Turns off what protects a database from failures: one process writes the file once, and discards it if that fails.
const FOR_WRITING: &str = "
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA foreign_keys = OFF;
    PRAGMA cache_size = -32000;
    PRAGMA threads = 2;
";

/// The other indexes. They are created last, which is faster than updating them with each row.
const INDEXES: &str = "
    CREATE INDEX figures_article_id ON figures(article_id);
    CREATE INDEX figures_measure ON figures(measure, value);
    CREATE INDEX figures_value ON figures(value);
    CREATE INDEX figures_claimant ON figures(claimant);
    CREATE INDEX articles_published ON articles(published_first);
";

/// Creates the full-text table. Its lists stay in memory up to `hashsize` bytes, and are merged once at the end.
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

/// Writes rows one by one into an empty file.
pub struct FigureDatabase {
    connection: Connection,
    /// The row number of each written article.
    articles: FxHashMap<ArticleKey, i64>,
    /// The statements that insert a figure and an article.
    statements: (String, String),
}

impl FigureDatabase {
    /// Creates the tables.
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

    /// Returns the row number of a figure's article, and writes the article if it is new.
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

    /// Returns how many articles have been written.
    pub fn articles(&self) -> usize {
        self.articles.len()
    }

    /// Writes the table `about` and completes the database.
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

/// Returns the columns of a figure, except the number of its article.
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
