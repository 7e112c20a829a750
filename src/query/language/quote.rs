//! Quotation marks: which mark closes which, and how quoted text is escaped.

use crate::byte_range::ByteRange;

/// Each opening mark with the marks that close it, the usual one first.
const PAIRS: &[(char, &[char])] = &[
    ('"', &['"', '”']),
    ('“', &['”', '"']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('‘', &['’']),
    ('\'', &['\'']),
];

/// Returns whether `c` may open a quotation directly after a colon. A `'` there cannot be an apostrophe.
pub(super) fn opens_value(c: char) -> bool {
    c == '\'' || opens(c)
}

/// Returns whether `c` may open a quotation. A stray `”` or `»` counts as the start of an unclosed quotation.
pub(super) fn opens(c: char) -> bool {
    c == '‘' || is_double(c)
}

/// Returns whether `c` is a quotation mark that is never an apostrophe.
pub(super) fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Finds the end of the quotation at the start of `text`. Returns the content's range and the offset just past the
/// closing quote, or `None` if the quotation is not closed. `absent` lists the closing quotes that are known not to
/// occur. Closing quotes that are not found are added to the list.
pub(super) fn closing(text: &str, absent: &mut Vec<char>) -> Option<(ByteRange, usize)> {
    let opening = text.chars().next()?;
    let (_, closers) = PAIRS.iter().find(|(c, _)| *c == opening)?;
    let start = opening.len_utf8();
    for &closer in *closers {
        if absent.contains(&closer) {
            continue;
        }
        if let Some(at) = find(&text[start..], closer) {
            let end = start + at;
            return Some((ByteRange::new(start, end), end + closer.len_utf8()));
        }
        absent.push(closer);
    }
    None
}

/// Returns the offset of the first `closer` that is not escaped, or `None` if there is none. A closing quote that can
/// also be an apostrophe counts only at the end of a word.
fn find(text: &str, closer: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        match c {
            '\\' if matches!(next, Some('"' | '\\')) => {
                chars.next();
            }
            '’' | '\'' if next.is_some_and(char::is_alphanumeric) => {}
            _ if c == closer => return Some(at),
            _ => {}
        }
    }
    None
}

/// Removes the escaping backslashes from the content of a quotation.
pub(super) fn unescaped(inner: &str) -> String {
    inner.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// Quotes `text` so that it parses to the same string.
pub(super) fn escaped(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
