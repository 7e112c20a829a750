//! What holds for the articles of every file.

use std::ops::ControlFlow;

use figured::article::{Article, FieldMapping, ParseErrorKind, ParsedRecord, ReadContext, read};
use figured::figure::extract;

use super::figures;

/// The day on which articles are read, and the last that is believed.
const TODAY: &str = "2026-06-01";
const TOMORROW: &str = "2026-06-02";
/// The longest message, in bytes.
const LONGEST_MESSAGE: usize = 3_000;
/// The longest text of a number of bytes: a byte that could not be decoded becomes three, and so does one of Windows-1252.
const TIMES: usize = 4;

/// Panics where a property does not hold for the articles of a file of this name.
pub fn hold(name: &str, bytes: &[u8]) {
    hold_mapped(name, FieldMapping::NONE, bytes);
}

/// As [`hold`], of JSON: an object, or an object a line with fields that the user gave a meaning.
pub fn of_json(bytes: &[u8]) {
    hold("dam.json", bytes);
    let mapping = "title=a.b,body=c,date=when,author=by.name"
        .parse()
        .expect("a mapping");
    hold_mapped("dam.jsonl", &mapping, bytes);
}

fn hold_mapped(name: &str, mapping: &FieldMapping, bytes: &[u8]) {
    let records = records(name, mapping, bytes);
    let lines = 1 + bytes.iter().filter(|byte| b"\r\n".contains(byte)).count();
    let mut text = 0;
    for record in &records {
        assert!(
            record.line.is_none_or(|line| (1..=lines).contains(&line)),
            "{record:?}"
        );
        for doubt in &record.warnings {
            assert!(
                (1..LONGEST_MESSAGE).contains(&doubt.to_string().len()),
                "{doubt}"
            );
        }
        for (_, key) in &record.keys {
            assert!(!key.is_empty(), "{record:?}");
        }
        match &record.outcome {
            Ok(article) => {
                text += article.body.len();
                is_sane(article);
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
                assert!(problem.to_string().len() < LONGEST_MESSAGE, "{problem}");
                let given_up = problem.kind == ParseErrorKind::GivenUp;
                assert!(!given_up || records.last() == Some(record), "{records:?}");
            }
        }
    }
    assert!(text <= TIMES * bytes.len(), "{text} of {}", bytes.len());
    assert_eq!(records, self::records(name, mapping, bytes));
}

/// The records of a file.
pub fn records(name: &str, mapping: &FieldMapping, bytes: &[u8]) -> Vec<ParsedRecord> {
    let today = TODAY.parse().expect("a date");
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
    read(bytes, &context, &mut on).expect("bytes in memory can be read");
    records
}

fn is_sane(article: &Article) {
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
            date.value.first() <= TOMORROW.parse().expect("a date"),
            "{date:?}"
        );
    }
    for text in [title, &article.body] {
        figures::in_order(text, &extract(text));
    }
}
