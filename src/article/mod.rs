//! Articles: bytes in one of the known formats to [`Article`] values.
//!
//! The way of a file: `format` tells what it is; `decode` makes text of its bytes; `json`, `table` or `document` finds the
//! fields that it gives and the text that is left; `fields` maps their many names; `complete` looks in the address, the
//! text and the file's name for what was not given. Nothing here opens a file, and nothing stops at a bad record: each
//! becomes a [`ParsedRecord`] that says what is wrong with it and where.
//!
//! What the body is:
//! - In a record of JSON, the value of its field, byte for byte.
//! - In a file, what follows the front matter or the header lines, with the line ends CRLF and CR as LF.
//! - The line that the title was read from, and lines above and copies below it, are not in the body: a headline's
//!   figure stands in the title only. A given title that a file's text begins with is left out likewise.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod fields;
mod formats;
mod html;
mod limits;
mod missing_fields;
mod model;
mod text;

pub use model::article::Article;
pub use model::article_field::ArticleField;
pub use model::field_mapping::FieldMapping;
pub use model::field_value::{Basis, FieldValue};
pub use model::record::{ParseError, ParseErrorKind, ParseWarning, ParsedRecord, ReadContext};
pub(crate) use text::decode::LONGEST;
pub(crate) use text::language::code as language_code;
pub(crate) use text::publishing_outlet::AGENCIES;

use std::io::{self, BufRead, Cursor, Read};
use std::ops::ControlFlow;

use formats::detect::{HEAD, InputFormat};

/// Reads all articles of `input` and hands them on one after the other, until `on` breaks off.
///
/// What the input is its first bytes say, and its file's name. JSON and tables are streamed. The only errors are those of
/// reading `input`.
pub fn read(
    mut input: impl BufRead,
    context: &ReadContext<'_>,
    on: &mut dyn FnMut(ParsedRecord) -> ControlFlow<()>,
) -> io::Result<()> {
    let mut head = Vec::new();
    let on = &mut |record| on(limits::truncate_record(record));
    let error = input
        .by_ref()
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .err();
    let format = InputFormat::detect(context.file_name.unwrap_or_default(), &head);
    let input = Cursor::new(head).chain(DeferredError(error)).chain(input);
    // Nothing follows the one article of a file, so breaking off means nothing.
    let record = match format {
        Some(InputFormat::Json) => return formats::json::read(input, context, on),
        Some(InputFormat::Table) => return formats::table::read(input, context, on),
        Some(InputFormat::Html) => formats::page::read(input, context)?,
        Some(InputFormat::Text | InputFormat::Markdown) => {
            formats::text_file::read(input, context)?
        }
        None => ParsedRecord::not_an_article(),
    };
    let _ = on(record);
    Ok(())
}

/// The error that reading broke off with, after what was read before it.
struct DeferredError(Option<io::Error>);

impl Read for DeferredError {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for DeferredError {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

#[cfg(test)]
mod tests;
