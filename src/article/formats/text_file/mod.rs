//! Reads text files with one article each: optional front matter or header lines, then the text.

mod front_matter;
mod header_lines;

use std::io::{self, BufRead};

use crate::article::fields::{self, MappedArticle, RecordFields};
use crate::article::missing_fields;
use crate::article::model::article::Article;
use crate::article::model::record::{
    ParseError, ParseErrorKind, ParseWarning, ParsedRecord, ReadContext,
};
use crate::article::text::decode;
use crate::article::text::headline;
use crate::lines;

/// Reads a file as one record.
pub fn read(input: impl BufRead, context: &ReadContext<'_>) -> io::Result<ParsedRecord> {
    let (text, mut warnings) = match decode::read_all(input, |_| None)? {
        Ok(read) => read,
        Err(problem) => return Ok(ParsedRecord::from_error(None, problem)),
    };
    let given = parse_text(&text, context, &mut warnings);
    Ok(match given {
        Ok(given) => ParsedRecord {
            line: None,
            outcome: Ok(given.article),
            warnings,
            keys: given.keys,
        },
        Err(problem) => ParsedRecord {
            warnings,
            ..ParsedRecord::from_error(None, problem)
        },
    })
}

fn parse_text(
    text: &str,
    context: &ReadContext<'_>,
    warnings: &mut Vec<ParseWarning>,
) -> Result<MappedArticle, ParseError> {
    let above = front_matter::read(text, warnings).or_else(|| header_lines::read(text));
    let (fields, rest) = above.unwrap_or((RecordFields::default(), text));
    // The body is the text below the header, even if the header has a body field.
    let mut given = fields::to_article_without_body(&fields, context, warnings);
    let article = &mut given.article;
    article.body = body(rest, article);
    missing_fields::fill_in(article, context);
    if !article.body.trim().is_empty() {
        return Ok(given);
    }
    if article.title.is_none() {
        return Err(nothing());
    }
    warnings.push(ParseWarning::NoText);
    Ok(given)
}

/// Returns the text below the header, without leading blank lines or a repeated title.
fn body(rest: &str, article: &Article) -> String {
    let title = article.title.as_ref().map(|title| title.value.as_str());
    let repeated = title.and_then(|title| headline::find_title(rest, title));
    let start = repeated.map_or(lines::next_non_blank(rest, 0), |heading| heading.body);
    rest[start..].to_owned()
}

fn nothing() -> ParseError {
    ParseError {
        line: 1,
        column: 1,
        kind: ParseErrorKind::Empty,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;
    use crate::article::model::field_mapping::FieldMapping;

    fn read_text(text: &str) -> ParsedRecord {
        let context = ReadContext {
            today: civil::date(2026, 6, 1),
            file_name: Some("2024-03-12-dam.txt"),
            mapping: FieldMapping::NONE,
        };
        read(text.as_bytes(), &context).unwrap()
    }

    #[test]
    fn body_is_the_text_after_the_metadata() {
        let rows = [
            (
                "---\ntitle: Dam breaks\n---\n\nIt broke.\n",
                "Dam breaks",
                "It broke.\n",
            ),
            (
                "---\ntitle: Dam breaks\n---\n\n# Dam breaks\n\nIt broke.",
                "Dam breaks",
                "It broke.",
            ),
            (
                "---\ntitle: Dam breaks\n---\n# Why\nIt broke.",
                "Dam breaks",
                "# Why\nIt broke.",
            ),
            (
                "---\ndate: 2024\n---\n# Dam breaks\n## Why\nIt broke.",
                "Dam breaks",
                "## Why\nIt broke.",
            ),
            (
                "Title: Dam breaks\r\nDate: 2024\r\n\r\nIt\r\nbroke.",
                "Dam breaks",
                "It\nbroke.",
            ),
            ("Dam breaks\n\nIt broke.", "Dam breaks", "It broke."),
            ("Title: Dam breaks\n", "Dam breaks", ""),
            ("It broke on Sunday.", "", "It broke on Sunday."),
        ];
        for (text, title, body) in rows {
            let article = read_text(text).outcome.unwrap();
            assert_eq!(
                article.title.map(|title| title.value).unwrap_or_default(),
                title,
                "{text}"
            );
            assert_eq!(article.body, body, "{text}");
        }
    }

    #[test]
    fn file_without_text_is_an_error() {
        for text in [
            "",
            " \n\u{a0}\n",
            "\u{feff}",
            "---\n---\n",
            "Date: 2024\n\n",
        ] {
            let problem = read_text(text).outcome.unwrap_err();
            assert_eq!(
                problem.to_string(),
                "line 1, column 1: no content; add an article or delete the file"
            );
        }
        assert_eq!(
            read_text("Title: Dam breaks\n\n").warnings,
            [ParseWarning::NoText]
        );
    }
}
