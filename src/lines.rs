//! The non-blank lines of a text.

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLine<'t> {
    /// Its text without white space around it.
    pub text: &'t str,
    /// Where the next line begins.
    pub end: usize,
    /// Whether a blank line, or nothing, follows.
    pub alone: bool,
}

/// The lines of `text` that are not blank, in order.
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

/// Where the first line of `text` at or after `at` begins that is not blank.
pub fn next_non_blank(text: &str, at: usize) -> usize {
    let blank = text[at..]
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty());
    at + blank.map(str::len).sum::<usize>()
}

/// The parts of a line between bars and dots: `3 March 2022 | The Gazette`.
pub fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(['|', '•', '·']).map(str::trim)
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
