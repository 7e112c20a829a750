//! Maps the fields of records, front matter and header lines to article fields.
//!
//! [`RecordFields`] stores the fields of a record, and [`to_article`] maps them to an article using the names in
//! `names.txt`.

mod field_names;
mod mapper;
mod record_fields;

pub use self::field_names::field_role;
pub use self::mapper::{MappedArticle, to_article, to_article_without_body};
pub use self::record_fields::{RecordFields, elements};

#[cfg(test)]
mod tests;
