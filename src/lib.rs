//! Full-text search over news articles that also reads the figures in them.

pub mod article;
mod cli;
mod command;
pub mod date;
pub mod error;
pub mod figure;
pub mod index;
mod output;
pub mod query;
mod run;
mod source;

pub use run::run;
