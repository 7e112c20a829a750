//! Quotation marks: which close which, and what may stand between them.

use crate::byte_range::ByteRange;

/// Each opening mark with those that close it, the right one first.
const PAIRS: &[(char, &[char])] = &[
    ('"', &['"', '”']),
    ('“', &['”', '"']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('‘', &['’']),
    ('\'', &['\'']),
];

/// Whether `c` may open a quotation right behind a colon, where no apostrophe stands.
pub(super) fn opens_value(c: char) -> bool {
    c == '\'' || opens(c)
}

/// Whether `c` may open a quotation; a lone `”` or `»` counts as one that does not close.
pub(super) fn opens(c: char) -> bool {
    c == '‘' || is_double(c)
}

/// Whether `c` is a quotation mark that is never an apostrophe.
pub(super) fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Where the quotation that opens at the start of `text` has its content, and where it ends. Closing quotes that are
/// `absent` from here on are not looked for again.
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

/// The first `closer` that no backslash stands before and, if it is an apostrophe too, that ends a word.
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

/// What the text between quotes says.
pub(super) fn unescaped(inner: &str) -> String {
    inner.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// A text between quotes that reads back as that text.
pub(super) fn escaped(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
