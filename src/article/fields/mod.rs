//! The fields of a record, of front matter and of header lines: many names, one meaning.
//!
//! [`RecordFields`] holds the fields that a record gives, and [`to_article`] maps them to an article by the names in
//! `names.txt`.

mod field_names;
mod mapper;
mod record_fields;

pub use self::field_names::field_role;
pub use self::mapper::{MappedArticle, to_article, to_article_without_body};
pub use self::record_fields::RecordFields;

#[cfg(test)]
mod tests;
