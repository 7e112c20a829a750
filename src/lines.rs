//! Splits text into non-blank lines, splits lines at separators, and collapses white space.

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLine<'t> {
    /// The line without surrounding white space.
    pub text: &'t str,
    /// The byte offset of the next line.
    pub end: usize,
    /// Whether a blank line or the end of the text follows.
    pub alone: bool,
}

/// Returns the non-blank lines of `text` in order.
pub fn non_blank(text: &str) -> impl Iterator<Item = TextLine<'_>> {
    let mut end = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        end += line.len();
        let next = text[end..].lines().next().unwrap_or_default();
        let line = TextLine {
            text: line.trim(),
            end,
            alone: next.trim().is_empty(),
        };
        (!line.text.is_empty()).then_some(line)
    })
}

/// Returns the offset of the first non-blank line of `text` at or after the offset `at`, or the length of `text` if
/// there is none.
pub fn next_non_blank(text: &str, at: usize) -> usize {
    let blank = text[at..]
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty());
    at + blank.map(str::len).sum::<usize>()
}

/// Splits a line at bars, bullets and middle dots, as in `3 March 2022 | The Gazette`.
pub fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(['|', '•', '·']).map(str::trim)
}

/// Collapses the white space in `text` to single spaces and trims both ends.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_skipped() {
        let text = "\n a \n\u{a0}\nb\nc";
        let lines: Vec<_> = non_blank(text)
            .map(|line| (line.text, &text[line.end..], line.alone))
            .collect();
        assert_eq!(
            lines,
            [
                ("a", "\u{a0}\nb\nc", true),
                ("b", "c", false),
                ("c", "", true)
            ]
        );
        assert_eq!(next_non_blank(text, 0), 1);
        assert_eq!(&text[next_non_blank(text, 5)..], "b\nc");
        assert_eq!(next_non_blank(text, text.len()), text.len());
    }
}
