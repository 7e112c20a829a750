//! Renders the list of saved searches, as text and JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{SCHEMA, pretty};
use super::style::Style;
use super::timestamp::{local_time, utc_time};
use crate::sanitize::sanitize;
use crate::storage::SavedSearch;

/// A saved search with its number of new articles.
pub struct SavedRow<'a> {
    /// The saved search, with its name and its query.
    pub search: &'a SavedSearch,
    /// The number of new articles, or `None` if the query can no longer be parsed.
    pub new: Option<usize>,
}

#[derive(Serialize)]
struct SavedView<'a> {
    schema: u32,
    searches: Vec<SearchView<'a>>,
}

#[derive(Serialize)]
struct SearchView<'a> {
    name: &'a str,
    query: &'a str,
    any: bool,
    vague: bool,
    uncertain: bool,
    #[serde(rename = "match")]
    matching: &'a str,
    saved: Option<String>,
    asked: Option<String>,
    new: Option<usize>,
}

/// Writes saved searches as one JSON object, with times in UTC.
pub fn saved_json(out: &mut impl Write, rows: &[SavedRow<'_>]) -> io::Result<()> {
    let searches = rows.iter().map(|SavedRow { search, new }| SearchView {
        name: &search.name,
        query: &search.query,
        any: search.any,
        vague: search.vague,
        uncertain: search.uncertain,
        matching: &search.matching,
        saved: utc_time(search.saved),
        asked: search.asked.and_then(utc_time),
        new: *new,
    });
    let view = SavedView {
        schema: SCHEMA,
        searches: searches.collect(),
    };
    pretty(out, &view)
}

/// Writes each saved search on two lines, with times in the local time zone.
pub fn saved_text(out: &mut impl Write, rows: &[SavedRow<'_>], style: Style) -> io::Result<()> {
    for SavedRow { search, new } in rows {
        let name = style.title(&search.name);
        let line = format!("{name}: {}", sanitize(&command_line(search)));
        writeln!(out, "{}", style.wrap_words(&line, 3))?;
        let new = new.map_or("query cannot be read".to_owned(), |new| {
            format!("{new} new")
        });
        let asked = search.asked.map_or("not run yet".to_owned(), |asked| {
            format!("last run {}", local_time(asked))
        });
        let times = style.dim(&format!("saved {}, {asked}", local_time(search.saved)));
        let line = format!("   {new}; {times}");
        writeln!(out, "{}", style.wrap_words(&line, 3))?;
    }
    Ok(())
}

/// Returns the query of a saved search, followed by the options that change its meaning.
pub fn command_line(search: &SavedSearch) -> String {
    let mut typed = search.query.clone();
    let options = [
        (search.any, " --any"),
        (search.vague, " --vague"),
        (search.uncertain, " --uncertain"),
    ];
    for (given, option) in options {
        if given {
            typed.push_str(option);
        }
    }
    if search.matching != "stated" {
        typed.push_str(" --match ");
        typed.push_str(&search.matching);
    }
    typed
}
