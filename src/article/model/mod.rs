//! Data types of articles: what a file yields and what the caller says about it.

pub mod article;
pub mod article_field;
pub mod field_mapping;
pub mod field_name;
pub mod field_value;
pub mod record;
