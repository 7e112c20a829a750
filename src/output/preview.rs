//! Renders the preview of `search ingest --dry-run`: the fields of an article and their provenance.

use std::fmt::Write;

use super::style::Style;
use crate::article::{Article, ArticleField, Basis, FieldValue, ParsedRecord};
use crate::lines::single_spaced;
use crate::plural::count_of;
use crate::sanitize::sanitize;

/// The maximum length of a value that is shown in full, in characters.
const LONGEST: usize = 70;

/// The indentation of values.
const INDENT: usize = 12;

/// Formats the fields and warnings of an article, one per line.
pub fn preview(place: &str, article: &Article, record: &ParsedRecord, style: Style) -> String {
    let mut text = format!("{}\n", style.wrap_words(&sanitize(place), INDENT));
    let mut line = |column: ArticleField, value: Option<String>, read_from: Option<String>| {
        let Some(value) = value else {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {:<9} unknown", column.name());
            return;
        };
        let value = cut(&value);
        let key = record.keys.iter().find(|(known, _)| *known == column);
        let key = key.map(|(_, name)| format!("from the `{name}` field"));
        let read_from = key
            .or(read_from)
            .map(|read_from| format!("  ({})", sanitize(&read_from)))
            .unwrap_or_default();
        let line = format!("  {:<9} {value}{read_from}", column.name());
        let _ = writeln!(text, "{}", style.wrap_words(&line, INDENT));
    };
    line(ArticleField::Id, article.id.clone(), None);
    line(
        ArticleField::Title,
        value(article.title.as_ref()),
        read_from(article.title.as_ref()),
    );
    line(
        ArticleField::Outlet,
        value(article.outlet.as_ref()),
        read_from(article.outlet.as_ref()),
    );
    line(
        ArticleField::Published,
        value(article.published.as_ref()),
        read_from(article.published.as_ref()),
    );
    line(
        ArticleField::Modified,
        value(article.modified.as_ref()),
        read_from(article.modified.as_ref()),
    );
    line(
        ArticleField::Authors,
        some(article.authors.join(", ")),
        Some("from the text".to_owned()),
    );
    line(
        ArticleField::Language,
        value(article.language.as_ref()),
        read_from(article.language.as_ref()),
    );
    line(ArticleField::Url, article.url.clone(), None);
    line(
        ArticleField::Body,
        some(article.body.clone()),
        Some("from the text".to_owned()),
    );
    for warning in &record.warnings {
        let line = format!("  warning   {}", sanitize(&warning.to_string()));
        let _ = writeln!(text, "{}", style.wrap_words(&line, INDENT));
    }
    text
}

fn some(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

fn value<T: ToString>(found: Option<&FieldValue<T>>) -> Option<String> {
    found.map(|found| found.value.to_string())
}

fn read_from<T>(found: Option<&FieldValue<T>>) -> Option<String> {
    found.map(|found| {
        let basis = match found.basis {
            Basis::Url => "URL".to_owned(),
            basis => basis.word().replace('_', " "),
        };
        match cut(&found.words) {
            words if words.is_empty() => format!("from the {basis}"),
            words => format!("from the {basis}: {words}"),
        }
    })
}

/// Puts a value on one line. A long value is truncated, and its full length is appended.
fn cut(value: &str) -> String {
    let line = single_spaced(value);
    let line = sanitize(&line);
    let length = line.chars().count();
    if length <= LONGEST {
        return line.into_owned();
    }
    let start: String = line.chars().take(LONGEST).collect();
    format!("{start}… ({})", count_of(length, "character"))
}
