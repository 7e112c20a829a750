//! Articles: parses bytes in one of the known formats into [`Article`] values.
//!
//! A file passes through these modules:
//! - `formats/detect.rs` recognises the format, and `text/decode.rs` turns the bytes into text.
//! - `formats/json`, `formats/table.rs` or `formats/text_file` splits the text into fields and body.
//! - `fields` maps the many names of fields to those of an article.
//! - `formats/page` reads web pages by their markup (`html`).
//! - `missing_fields.rs` infers absent fields from the address, the text and the name of the file.
//!
//! Nothing here opens a file, and a broken record does not stop the parser. It becomes a [`ParsedRecord`] with a
//! [`ParseError`] that has its line and column.
//!
//! The body of an article:
//! - In a JSON record, it is the value of the field, byte for byte.
//! - In a file, it follows the front matter or the header lines. Line ends CRLF and CR become LF.
//! - It excludes the line that the title was read from, the lines above that line and the copies below it. A figure of
//!   the headline is therefore only in the title.
//! - If the text of a file begins with a given title, the body excludes that title as well.

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
    // The other formats have one article per file, so there is nothing to stop.
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

/// A reader that returns the error of an earlier read, after the bytes that were read before that error.
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
