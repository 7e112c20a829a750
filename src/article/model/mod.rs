//! Data types: the article, the values of its fields with their provenance, and the results of parsing.

pub mod article;
pub mod article_field;
pub mod field_mapping;
pub mod field_name;
pub mod field_value;
pub mod record;
