//! How much of a text becomes an article. What an index takes of memory for one is many times its length.

use super::model::field_mapping::Column;
use super::model::record::{Doubt, Record};

/// The longest text, in bytes: some five thick novels.
const TEXT: usize = 16 << 20;
/// The longest title, name or address, in bytes.
pub const FIELD: usize = 64 << 10;

/// The record with no more of its text and title than that.
pub fn bounded(mut record: Record) -> Record {
    if let Ok(article) = &mut record.outcome {
        if let Some(title) = &mut article.title {
            cut_field(&mut title.value, Column::Title, &mut record.doubts);
        }
        cut(&mut article.body, "text", TEXT, &mut record.doubts);
    }
    record
}

/// Cuts what is given for a field other than the text.
pub fn cut_field(value: &mut String, column: Column, doubts: &mut Vec<Doubt>) {
    cut(value, column.name(), FIELD, doubts);
}

/// Cuts what is longer, with a doubt.
fn cut(text: &mut String, field: &'static str, limit: usize, doubts: &mut Vec<Doubt>) {
    if text.len() > limit {
        text.truncate(text.floor_char_boundary(limit));
        text.shrink_to_fit();
        doubts.push(Doubt::TooLong { field, limit });
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use jiff::civil;

    use crate::article::{Context, Doubt, Mapping, read};

    #[test]
    fn of_a_text_beyond_all_bounds_the_beginning_is_taken() {
        let context = Context {
            today: civil::date(2026, 6, 1),
            file_name: None,
            mapping: Mapping::NONE,
        };
        let (long, longer) = ("é".repeat(super::FIELD), "né ".repeat(super::TEXT / 4 + 9));
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
        assert!((super::TEXT - 1..=super::TEXT).contains(&article.body.len()));
        assert_eq!(article.title.as_ref().unwrap().value.len(), super::FIELD);
        let too_long = |field, limit| Doubt::TooLong { field, limit };
        assert_eq!(
            record.doubts,
            [
                too_long("title", super::FIELD),
                too_long("text", super::TEXT)
            ]
        );
    }
}
