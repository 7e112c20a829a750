//! Decodes bytes to text. Handles byte order marks, declared and undeclared encodings, and line endings.
//!
//! Bytes that are valid UTF-8 are decoded as UTF-8 whatever encoding is declared, because text in another encoding is
//! hardly ever valid UTF-8 by chance. Other bytes are decoded with the declared encoding. If none is declared, the
//! encoding is guessed with `chardetng`, as in Firefox.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use crate::article::model::record::{ParseError, ParseErrorKind, ParseWarning};

/// The maximum length of a record in bytes. It limits memory use and is far above the length of any real article.
pub(crate) const LONGEST: usize = 64 << 20;

/// The number of bytes that are inspected to guess an encoding. Inspecting more would only take longer.
const SAMPLE: usize = 64 << 10;

/// The replacement character, which decoders write for bytes that they cannot decode.
const REPLACED: char = '\u{fffd}';

/// Strips the byte order mark from `input` and decodes UTF-16, which is detected by its byte order mark or its zero
/// bytes.
pub fn without_bom<R: BufRead>(
    mut input: R,
) -> io::Result<BufReader<DecodeReaderBytes<R, Vec<u8>>>> {
    let encoding = utf_16(input.fill_buf()?);
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .build(input);
    Ok(BufReader::with_capacity(64 << 10, decoder))
}

/// Detects UTF-16 by its zero bytes, in case the input has no byte order mark. Returns `None` if it is probably not
/// UTF-16. Nearly all text contains some Latin-1 characters, if only spaces and punctuation, and UTF-16 encodes each of
/// them with a zero byte.
fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(1024) & !1];
    let zeros = |from: usize| {
        let half = head.iter().skip(from).step_by(2);
        half.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let least = head.len() / 32;
    match head.len() {
        0..16 => None,
        _ if odd > least && even == 0 => Some(UTF_16LE),
        _ if even > least && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Reads all of `input` as text with LF line endings. `declared` returns the encoding that the bytes declare, if any.
pub fn read_all(
    input: impl BufRead,
    declared: impl Fn(&[u8]) -> Option<&'static Encoding>,
) -> io::Result<Result<(String, Vec<ParseWarning>), ParseError>> {
    let mut bytes = Vec::new();
    without_bom(input)?
        .take(LONGEST as u64 + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() > LONGEST {
        return Ok(Err(problem(
            &[],
            ParseErrorKind::TooLong { limit: LONGEST },
        )));
    }
    if let Some(nul) = memchr::memchr(0, &bytes) {
        return Ok(Err(problem(&bytes[..nul], ParseErrorKind::Binary)));
    }
    let (text, warning) = to_text(&bytes, declared(&bytes));
    Ok(Ok((line_ends(text), warning.into_iter().collect())))
}

/// Decodes `bytes`. Returns a warning if they are not UTF-8 and no other encoding is declared, or if some characters
/// cannot be decoded.
pub fn to_text<'b>(
    bytes: &'b [u8],
    declared: Option<&'static Encoding>,
) -> (Cow<'b, str>, Option<ParseWarning>) {
    if let Ok(text) = str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let declared = declared.filter(|encoding| *encoding != UTF_8);
    let encoding = declared.unwrap_or_else(|| guess_encoding(bytes));
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = text.matches(REPLACED).count() - replacement_characters(bytes, encoding);
    let warning = ParseWarning::Encoding {
        encoding: encoding.name(),
        replaced,
    };
    (
        text,
        (declared.is_none() || replaced > 0).then_some(warning),
    )
}

/// Returns the most likely encoding of `bytes`.
pub fn guess_encoding(bytes: &[u8]) -> &'static Encoding {
    // A truncated UTF-8 character at the end, or a stray byte among many UTF-8 characters, is no evidence of another
    // encoding.
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut = bad == 1 && str::from_utf8(bytes).is_err_and(|e| e.error_len().is_none());
    if bad == 0 || cut || good > 4 * bad {
        return UTF_8;
    }
    let from = bytes
        .iter()
        .position(|byte| !byte.is_ascii())
        .unwrap_or(0)
        .saturating_sub(SAMPLE / 2);
    let telling = &bytes[from..bytes.len().min(from + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(telling, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Counts the replacement characters that `bytes` already contains before decoding. Returns 0 if the encoding is not
/// UTF-8.
fn replacement_characters(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let written = memchr::memmem::find_iter(bytes, "\u{fffd}");
    if encoding == UTF_8 {
        written.count()
    } else {
        0
    }
}

fn line_ends(text: Cow<'_, str>) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.into_owned()
    }
}

/// Returns an error at the position directly after the bytes `before`.
fn problem(before: &[u8], kind: ParseErrorKind) -> ParseError {
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    ParseError {
        line: memchr::memchr_iter(b'\n', before).count() + 1,
        column: String::from_utf8_lossy(&before[line_start..])
            .chars()
            .count()
            + 1,
        kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(_: &[u8]) -> Option<&'static Encoding> {
        None
    }

    #[test]
    fn unicode_encodings_are_decoded() {
        let rows: &[(&[u8], &str)] = &[
            (b"plain\ntext", "plain\ntext"),
            (b"\xEF\xBB\xBFmarked", "marked"),
            (b"\xFF\xFEa\0\xE9\0", "a\u{e9}"),
            (b"\xFE\xFF\0a\0\xE9", "a\u{e9}"),
            (b"N\0o\0 \0m\0a\0r\0k\0.\0", "No mark."),
            (b"\0N\0o\0 \0m\0a\0r\0k\0.", "No mark."),
            (b"a\r\nb\rc\n", "a\nb\nc\n"),
            (b"", ""),
        ];
        for &(bytes, expected) in rows {
            let (text, warnings) = read_all(bytes, none).unwrap().unwrap();
            assert_eq!((text.as_str(), warnings.len()), (expected, 0));
        }
    }

    #[test]
    fn legacy_encodings_are_detected_and_decoded() {
        let rows: &[(&str, &str)] = &[
            (
                "windows-1252",
                "The café on the quay – “the old one” – was closed; nine died, the mayor’s office said.",
            ),
            (
                "windows-1251",
                "В результате обстрела погибли девять человек, сообщили местные власти.",
            ),
            (
                "KOI8-U",
                "В результате обстрела погибли девять человек, сообщили местные власти.",
            ),
            (
                "Shift_JIS",
                "洪水で九人が死亡したと市長が述べた。数百人が避難している。",
            ),
        ];
        for &(name, expected) in rows {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, ..) = encoding.encode(expected);
            let (found, warning) = to_text(&bytes, None);
            assert_eq!(
                (&*found, warning),
                (
                    expected,
                    Some(ParseWarning::Encoding {
                        encoding: encoding.name(),
                        replaced: 0
                    })
                )
            );
            let (found, warning) = to_text(&bytes, Some(encoding));
            assert_eq!((&*found, warning), (expected, None));
        }
    }

    #[test]
    fn undecodable_bytes_are_counted() {
        let rows: &[(&[u8], &str, &str, usize)] = &[
            (b"cut \xE2\x82", "cut \u{fffd}", "UTF-8", 1),
            ("é è \u{fffd} ü ö".as_bytes(), "é è \u{fffd} ü ö", "", 0),
            (
                b"\xc3\xa9 \xc3\xa9 \xef\xbf\xbd \xc3\xa9 \xc3\xa9 \xff",
                "é é \u{fffd} é é \u{fffd}",
                "UTF-8",
                1,
            ),
            (
                b"\xc3\xa9 \xc3\xa9 \xc3\xa9 \xc3\xa9 \xc3\xa9 \xff",
                "é é é é é \u{fffd}",
                "UTF-8",
                1,
            ),
        ];
        for &(bytes, expected, encoding, replaced) in rows {
            let (found, warning) = to_text(bytes, None);
            let expected_warning =
                (replaced > 0).then_some(ParseWarning::Encoding { encoding, replaced });
            assert_eq!((&*found, warning), (expected, expected_warning));
        }
    }

    #[test]
    fn binary_data_is_reported_with_its_position() {
        let rows: &[(&[u8], usize, usize)] = &[
            (b"\0", 1, 1),
            ("é\né\0".as_bytes(), 2, 2),
            (b"GIF89a\x01\0\n", 1, 8),
        ];
        for &(bytes, line, column) in rows {
            let problem = read_all(bytes, none).unwrap().unwrap_err();
            assert_eq!((problem.line, problem.column), (line, column));
            assert_eq!(problem.kind, ParseErrorKind::Binary);
        }
    }
}
