//! Bytes to text: byte order marks, UTF-16 that has one, bytes that are no UTF-8, and line ends.

use std::borrow::Cow;
use std::io::{self, BufReader, Read};

use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use super::outcome::{Doubt, Problem, Wrong};

/// The longest article that is read, in bytes; a bound on memory, far above any real one.
pub(super) const LONGEST: usize = 64 << 20;

/// `input` without its byte order mark, and as UTF-8 where the mark is that of UTF-16.
pub(super) fn unmarked<R: Read>(input: R) -> BufReader<DecodeReaderBytes<R, Vec<u8>>> {
    let decoder = DecodeReaderBytesBuilder::new()
        .utf8_passthru(true)
        .strip_bom(true)
        .build(input);
    BufReader::with_capacity(64 << 10, decoder)
}

/// All of `input` as text with LF line ends, and how many of its bytes were no UTF-8.
pub(super) fn whole(input: impl Read) -> io::Result<Result<(String, Vec<Doubt>), Problem>> {
    let mut bytes = Vec::new();
    unmarked(input)
        .take(LONGEST as u64 + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() > LONGEST {
        return Ok(Err(problem(&[], Wrong::TooLong { limit: LONGEST })));
    }
    if let Some(nul) = memchr::memchr(0, &bytes) {
        return Ok(Err(problem(&bytes[..nul], Wrong::Binary)));
    }
    let (text, doubt) = lenient(&bytes);
    Ok(Ok((line_ends(text), doubt.into_iter().collect())))
}

/// `bytes` as text, U+FFFD standing for what is no UTF-8, and the doubt that this raises.
pub(super) fn lenient(bytes: &[u8]) -> (Cow<'_, str>, Option<Doubt>) {
    let text = String::from_utf8_lossy(bytes);
    let doubt = matches!(text, Cow::Owned(_)).then(|| Doubt::Replaced {
        bytes: bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum(),
    });
    (text, doubt)
}

fn line_ends(text: Cow<'_, str>) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.into_owned()
    }
}

/// What is wrong after the bytes `before`.
fn problem(before: &[u8], wrong: Wrong) -> Problem {
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    Problem {
        line: memchr::memchr_iter(b'\n', before).count() + 1,
        column: String::from_utf8_lossy(&before[line_start..])
            .chars()
            .count()
            + 1,
        wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_become_text() {
        let rows: &[(&[u8], &str, usize)] = &[
            (b"plain\ntext", "plain\ntext", 0),
            (b"\xEF\xBB\xBFmarked", "marked", 0),
            (b"\xFF\xFEa\0\xE9\0", "a\u{e9}", 0),
            (b"\xFE\xFF\0a\0\xE9", "a\u{e9}", 0),
            (b"a\r\nb\rc\n", "a\nb\nc\n", 0),
            (
                b"caf\xE9 \x96 bar\xE9",
                "caf\u{fffd} \u{fffd} bar\u{fffd}",
                3,
            ),
            (b"cut \xE2\x82", "cut \u{fffd}", 2),
            (b"", "", 0),
        ];
        for &(bytes, expected, replaced) in rows {
            let (text, doubts) = whole(bytes).unwrap().unwrap();
            assert_eq!(text, expected);
            let expected: Vec<_> = [Doubt::Replaced { bytes: replaced }]
                .into_iter()
                .filter(|_| replaced > 0)
                .collect();
            assert_eq!(doubts, expected, "{text}");
        }
    }

    #[test]
    fn binary_data_is_named_with_its_place() {
        let rows: &[(&[u8], usize, usize)] = &[
            (b"\0", 1, 1),
            ("é\né\0".as_bytes(), 2, 2),
            (b"GIF89a\x01\0\n", 1, 8),
        ];
        for &(bytes, line, column) in rows {
            let problem = whole(bytes).unwrap().unwrap_err();
            assert_eq!((problem.line, problem.column), (line, column));
            assert_eq!(problem.wrong, Wrong::Binary);
        }
    }
}
