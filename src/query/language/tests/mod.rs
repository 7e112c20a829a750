//! Tests of the query language: tables of queries, and properties that hold for all queries.

mod errors;
mod properties;
mod reading;
mod warnings;

use jiff::civil::date;

use super::{Parsed, QueryError, parse};
use crate::date::Today;

/// The current date in the tests.
const TODAY: Today = Today::Fixed(date(2024, 5, 15));

fn read(text: &str) -> Result<Parsed, QueryError> {
    parse(text, TODAY)
}
