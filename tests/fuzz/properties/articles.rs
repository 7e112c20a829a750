//! Properties of the articles that are parsed from arbitrary files.

use std::ops::ControlFlow;

use figured::article::{Article, FieldMapping, ParseErrorKind, ParsedRecord, ReadContext, read};
use figured::figure::extract;

use super::figures;

/// The date that is passed to the parser as today's date.
const TODAY: &str = "2026-06-01";
/// The latest date that a parser accepts.
const TOMORROW: &str = "2026-06-02";
/// The maximum length of a warning or an error message, in bytes.
const MESSAGE_LIMIT: usize = 3_000;
/// The maximum total length of the article bodies, as a multiple of the length of the file. An undecodable byte becomes
/// three bytes of UTF-8, and so do some bytes of Windows-1252.
const TEXT_LIMIT_FACTOR: usize = 4;

/// Parses `bytes` as a file called `name`, and checks its articles.
pub fn check(name: &str, bytes: &[u8]) {
    check_mapped(name, FieldMapping::NONE, bytes);
}

/// Parses `bytes` as a JSON document, then as JSON Lines with a user's field mapping, and checks the articles.
pub fn check_json(bytes: &[u8]) {
    check("dam.json", bytes);
    let mapping = "title=a.b,body=c,date=when,author=by.name"
        .parse()
        .expect("the mapping is valid");
    check_mapped("dam.jsonl", &mapping, bytes);
}

fn check_mapped(name: &str, mapping: &FieldMapping, bytes: &[u8]) {
    let records = records(name, mapping, bytes);
    let lines = 1 + bytes.iter().filter(|byte| b"\r\n".contains(byte)).count();
    let mut text_length = 0;
    for record in &records {
        assert!(
            record.line.is_none_or(|line| (1..=lines).contains(&line)),
            "{record:?}"
        );
        for warning in &record.warnings {
            assert!(
                (1..MESSAGE_LIMIT).contains(&warning.to_string().len()),
                "{warning}"
            );
        }
        for (_, key) in &record.keys {
            assert!(!key.is_empty(), "{record:?}");
        }
        match &record.outcome {
            Ok(article) => {
                text_length += article.body.len();
                check_article(article);
            }
            Err(problem) => {
                assert!(
                    (1..=lines).contains(&problem.line),
                    "{problem:?} of {lines}"
                );
                assert!(
                    (1..=bytes.len() + 1).contains(&problem.column),
                    "{problem:?}"
                );
                assert!(problem.to_string().len() < MESSAGE_LIMIT, "{problem}");
                let given_up = problem.kind == ParseErrorKind::GivenUp;
                assert!(!given_up || records.last() == Some(record), "{records:?}");
            }
        }
    }
    assert!(
        text_length <= TEXT_LIMIT_FACTOR * bytes.len(),
        "{text_length} bytes of text from {} bytes",
        bytes.len()
    );
    // Parsing is deterministic.
    assert_eq!(records, self::records(name, mapping, bytes));
}

/// Parses the records of a file.
fn records(name: &str, mapping: &FieldMapping, bytes: &[u8]) -> Vec<ParsedRecord> {
    let today = TODAY.parse().expect("the date is valid");
    let context = ReadContext {
        today,
        file_name: Some(name),
        mapping,
    };
    let mut records = Vec::new();
    let mut on = |record| {
        records.push(record);
        ControlFlow::Continue(())
    };
    read(bytes, &context, &mut on).expect("reading from memory does not fail");
    records
}

/// Checks the title, the authors, the dates and the figures of an article.
fn check_article(article: &Article) {
    let title = article.title.as_ref().map_or("", |title| &title.value);
    assert!(!title.contains(['\n', '\r']), "{title:?}");
    assert!(
        !(title.is_empty() && article.body.is_empty()),
        "{article:?}"
    );
    assert!(
        article.authors.iter().all(|name| !name.trim().is_empty()),
        "{article:?}"
    );
    let dates = article.published.iter().chain(&article.modified);
    for date in dates {
        assert!(
            date.value.first() <= TOMORROW.parse().expect("the date is valid"),
            "{date:?}"
        );
    }
    for text in [title, &article.body] {
        figures::check_order(text, &extract(text));
    }
}
