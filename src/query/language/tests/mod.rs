//! The language of queries, row by row, and what holds for every query.

mod errors;
mod properties;
mod reading;
mod warnings;

use jiff::civil::{Date, date};

use super::{Parsed, QueryError, parse};

/// The day on which the tests take place.
const TODAY: Date = date(2024, 5, 15);

fn read(text: &str) -> Result<Parsed, QueryError> {
    parse(text, TODAY)
}
