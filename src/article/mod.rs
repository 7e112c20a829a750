//! Parses files in all supported formats into [`Article`] values.
//!
//! The work is split into these modules:
//! - `formats/detect.rs` recognises the format, and `text/decode.rs` decodes the bytes to text.
//! - `formats/json`, `formats/table.rs` and `formats/text_file` split the text into fields and body.
//! - `fields` maps the field names of records to article fields.
//! - `formats/page` extracts articles from the markup of web pages, which `html` parses.
//! - `missing_fields.rs` infers missing fields from the URL, the text and the file name.
//!
//! Nothing here opens a file. A broken record does not stop the parser. It becomes a [`ParsedRecord`] with a
//! [`ParseError`], which contains the line and column.
//!
//! The body of an article follows these rules:
//! - In a JSON object or a table row, the body is the value of the body field. HTML markup is removed, and plain
//!   text is kept byte for byte.
//! - In a text file, the body is the text after the front matter or the header lines. CRLF and CR line endings become
//!   LF.
//! - If the title was read from the body, the body starts after the title line and any copies of it. Figures in the
//!   headline are therefore not extracted twice.
//! - If a text file has a title field and its text starts with the same title, the body starts after the title line.

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

/// Parses all records of `input` and passes them to `on` one by one, until `on` stops the parser.
///
/// The format is detected from the first bytes and the name of the file. JSON and tables are streamed. Returns an error
/// only if reading `input` fails.
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
    let record = match format {
        Some(InputFormat::Json) => return formats::json::read(input, context, on),
        Some(InputFormat::Table) => return formats::table::read(input, context, on),
        Some(InputFormat::Html) => formats::page::read(input, context)?,
        Some(InputFormat::Text | InputFormat::Markdown) => {
            formats::text_file::read(input, context)?
        }
        None => ParsedRecord::not_an_article(),
    };
    // The remaining formats have one record per file, so there is nothing left to stop.
    let _ = on(record);
    Ok(())
}

/// A reader that returns the error of an earlier read. It is chained after the bytes that were read before the error.
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
