//! Length limits for article fields. They are needed because indexing an article takes many times its length in memory.

use super::model::article_field::ArticleField;
use super::model::record::{ParseWarning, ParsedRecord};

/// The maximum length of a body in bytes (about five thick novels).
const LONGEST_TEXT: usize = 16 << 20;
/// The maximum length of any other text field in bytes.
pub const LONGEST_FIELD: usize = 64 << 10;

/// Truncates the body and the title of a record to their limits.
pub fn truncate_record(mut record: ParsedRecord) -> ParsedRecord {
    if let Ok(article) = &mut record.outcome {
        if let Some(title) = &mut article.title {
            truncate_field(&mut title.value, ArticleField::Title, &mut record.warnings);
        }
        truncate(
            &mut article.body,
            "text",
            LONGEST_TEXT,
            &mut record.warnings,
        );
    }
    record
}

/// Truncates the value of a field other than the body.
pub fn truncate_field(value: &mut String, column: ArticleField, warnings: &mut Vec<ParseWarning>) {
    truncate(value, column.name(), LONGEST_FIELD, warnings);
}

/// Truncates `text` if it is longer than `limit` bytes, and adds a warning.
fn truncate(
    text: &mut String,
    field: &'static str,
    limit: usize,
    warnings: &mut Vec<ParseWarning>,
) {
    if text.len() > limit {
        text.truncate(text.floor_char_boundary(limit));
        text.shrink_to_fit();
        warnings.push(ParseWarning::TooLong { field, limit });
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use jiff::civil;

    use crate::article::{FieldMapping, ParseWarning, ReadContext, read};

    #[test]
    fn long_fields_are_truncated() {
        let context = ReadContext {
            today: civil::date(2026, 6, 1),
            file_name: None,
            mapping: FieldMapping::NONE,
        };
        let (long, longer) = (
            "é".repeat(super::LONGEST_FIELD),
            "né ".repeat(super::LONGEST_TEXT / 4 + 9),
        );
        let json = format!("{{\"title\":\"{long}\",\"text\":\"{longer}\"}}");
        let mut records = Vec::new();
        read(json.as_bytes(), &context, &mut |record| {
            records.push(record);
            ControlFlow::Continue(())
        })
        .unwrap();
        let [record] = &records[..] else {
            panic!("{} records", records.len());
        };
        let article = record.outcome.as_ref().unwrap();
        assert!(longer.starts_with(&article.body));
        assert!((super::LONGEST_TEXT - 1..=super::LONGEST_TEXT).contains(&article.body.len()));
        assert_eq!(
            article.title.as_ref().unwrap().value.len(),
            super::LONGEST_FIELD
        );
        let too_long = |field, limit| ParseWarning::TooLong { field, limit };
        assert_eq!(
            record.warnings,
            [
                too_long("title", super::LONGEST_FIELD),
                too_long("text", super::LONGEST_TEXT)
            ]
        );
    }
}
