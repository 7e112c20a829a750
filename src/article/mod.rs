//! Articles: bytes in one of the known formats to [`Article`] values.
//!
//! The way of a file: `decode` makes text of its bytes; `json_lines` or `document` finds the fields that it gives and
//! the text that is left; `fields` maps their many names; `complete` looks in the address, the text and the file's
//! name for what was not given. Nothing here opens a file, and nothing stops at a bad record: each becomes a [`Record`]
//! that says what is wrong with it and where.
//!
//! What the body is:
//! - In a record of JSON, the value of its field, byte for byte.
//! - In a file, what follows the front matter or the header lines, with the line ends CRLF and CR as LF.
//! - The line that the title was read from, and lines above and copies below it, are not in the body: a headline's
//!   figure stands in the title only. A given title that a file's text begins with is left out likewise.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod address;
mod byline;
mod complete;
mod decode;
mod document;
mod fields;
mod format;
mod front_matter;
mod header;
mod heading;
mod json_lines;
mod language;
mod lines;
mod mend;
mod model;
mod months;
mod name;
mod outcome;
mod outlet;
mod page;
mod shape;
mod stated;
mod written;

pub use format::Format;
pub use model::{Article, Basis, Found};
pub use outcome::{Context, Doubt, Problem, Record, Undated, Wrong};
pub(crate) use outlet::AGENCIES;

use std::io::{self, BufRead};
use std::ops::ControlFlow;

/// Reads all articles of `input` and hands them on one after the other, until `on` breaks off.
///
/// JSON lines are streamed. The only errors are those of reading `input`.
pub fn read(
    format: Format,
    input: impl BufRead,
    context: &Context<'_>,
    on: &mut dyn FnMut(Record) -> ControlFlow<()>,
) -> io::Result<()> {
    match format {
        Format::JsonLines => json_lines::read(input, context, on),
        Format::Html => {
            let _ = on(page::read(input, context)?);
            Ok(())
        }
        Format::Text | Format::Markdown => {
            // Nothing follows the one article of a file, so breaking off means nothing.
            let _ = on(document::read(input, context)?);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests;
