//! Text of others made harmless before a terminal sees it.

use std::borrow::Cow;

/// `text` with line ends and tabs as spaces. Characters that control a terminal or turn the direction of writing become
/// U+FFFD.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if !is_printed_ascii(text) && text.chars().any(|c| c.is_control() || steers(c)) {
        Cow::Owned(text.chars().map(replaced).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether all of it is letters, digits and signs of ASCII, as most is: that is looked up fast.
pub(super) fn is_printed_ascii(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

fn replaced(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        c if c.is_control() || steers(c) => '\u{fffd}',
        c => c,
    }
}

/// Marks of direction, line and paragraph separators, and tags that nothing shows.
pub(super) fn steers(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        let rows = [
            ("plain", "plain"),
            ("a\nb\tc", "a b c"),
            ("\u{1b}[31mred", "\u{fffd}[31mred"),
            ("\u{9b}31m", "\u{fffd}31m"),
            ("a\u{202e}b", "a\u{fffd}b"),
            ("caf\u{e9} \u{201c}x\u{201d}", "caf\u{e9} \u{201c}x\u{201d}"),
        ];
        for (text, expected) in rows {
            assert_eq!(sanitize(text), expected, "{text:?}");
        }
    }
}
