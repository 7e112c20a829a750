//! Displays a query with carets under a part of it. Control characters are replaced, so that the output is safe for a
//! terminal.

use std::fmt;

use unicode_width::UnicodeWidthChar;

use crate::byte_range::ByteRange;
use crate::sanitize::{sanitize, sanitize_char};

/// The maximum width of the displayed query, in columns.
const COLUMNS: usize = 72;
/// The maximum number of columns to show before the underlined part if the query is shortened.
const BEFORE: usize = 24;
const INDENT: &str = "  ";

/// Displays `text`, or an excerpt from it, with carets under `span` on a second line.
pub(super) struct Underlined<'a> {
    text: &'a str,
    span: ByteRange,
}

impl<'a> Underlined<'a> {
    pub(super) fn new(text: &'a str, span: ByteRange) -> Self {
        let start = text.floor_char_boundary(span.start);
        let end = text.ceil_char_boundary(span.end.max(start));
        let span = ByteRange::new(start, end);
        Self { text, span }
    }

    /// Returns the range to show: the whole text if it fits, or else an excerpt that contains the start of `span`.
    fn window(&self) -> ByteRange {
        if width(self.text) <= COLUMNS {
            return ByteRange::new(0, self.text.len());
        }
        let before = self.text[..self.span.start].char_indices().rev();
        let start = within(before, BEFORE).unwrap_or(0);
        let after = self.text[start..].char_indices();
        let end = within(after, COLUMNS).map_or(self.text.len(), |end| start + end);
        ByteRange::new(start, end)
    }
}

impl fmt::Display for Underlined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let window = self.window();
        let (left, right) = (
            if window.start > 0 { "…" } else { "" },
            if window.end < self.text.len() {
                "…"
            } else {
                ""
            },
        );
        let line = sanitize(&self.text[window.as_range()]);
        writeln!(f, "{INDENT}{left}{line}{right}")?;
        let end = self.span.end.min(window.end).max(self.span.start);
        let space = width(left) + width(&self.text[window.start..self.span.start]);
        let carets = width(&self.text[self.span.start..end]).max(1);
        write!(f, "{INDENT}{:space$}{:^<carets$}", "", "")
    }
}

/// Returns the offset of the last character that fits into `columns`, or `None` if all characters fit.
fn within(chars: impl Iterator<Item = (usize, char)>, columns: usize) -> Option<usize> {
    let mut used = 0;
    let mut last = None;
    for (at, c) in chars {
        used += columns_of(c);
        if used > columns {
            return last;
        }
        last = Some(at);
    }
    None
}

fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

fn columns_of(c: char) -> usize {
    sanitize_char(c).width().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    fn check(text: &str, span: Range<usize>, expected: [&str; 2]) {
        let shown = Underlined::new(text, span.into()).to_string();
        assert_eq!(shown.lines().collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn caret_position_uses_display_width() {
        check("kiled:100", 0..5, ["  kiled:100", "  ^^^^^"]);
        check("a", 1..1, ["  a", "   ^"]);
        check("日本 x:1", 7..8, ["  日本 x:1", "       ^"]);
        check("e\u{301} x", 4..5, ["  e\u{301} x", "    ^"]);
        check("a\u{200c}b x", 6..7, ["  a\u{200c}b x", "     ^"]);
        check("", 0..0, ["  ", "  ^"]);
        check("ab", 7..9, ["  ab", "    ^"]);
    }

    #[test]
    fn control_characters_are_replaced() {
        check(
            "a\u{1b}[31m\tb\u{202e}",
            1..2,
            ["  a\u{fffd}[31m b\u{fffd}", "   ^"],
        );
    }

    #[test]
    fn long_queries_are_cut_around_the_error() {
        let text = format!("{}bad{}", "x ".repeat(100), " y".repeat(100));
        let shown = Underlined::new(&text, ByteRange::new(200, 203)).to_string();
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(lines[0].trim().chars().count(), COLUMNS - 1 + 2);
        let caret = lines[1].find('^').expect("a caret");
        let place: String = lines[0].chars().skip(caret).take(3).collect();
        assert_eq!(place, "bad");
    }
}
