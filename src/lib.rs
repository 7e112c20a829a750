//! Full-text search over news articles that also reads the figures in them.

pub mod article;
pub mod date;
pub mod figure;
pub mod query;
