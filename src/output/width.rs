//! Cuts and wraps text to fit a terminal. Widths are in columns. A wide character takes two columns; combining
//! characters and escape sequences take none.

use std::{io, iter};

use anstream::adapter::strip_str;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::byte_range::ByteRange;

/// The character that starts an escape sequence.
const ESCAPE: char = '\u{1b}';

/// The ellipsis that replaces the text that was cut.
const CUT: &str = "…";

/// The minimum width to which text is fitted. On a narrower terminal, lines would be unreadable.
const NARROWEST: usize = 20;

/// The maximum number of lines in an excerpt.
pub const EXCERPT_LINES: usize = 2;

/// How many lines of text on each side of a number are considered for an excerpt. This is more than an excerpt may
/// have, because ligatures make text narrower than the sum of its characters.
const WINDOW: usize = 2 * EXCERPT_LINES;

/// The maximum length, in bytes, of a number that is never broken.
const LONGEST_NUMBER: usize = 14;

/// How a word that is wider than a line is handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongWords {
    /// The word is broken, as in prose. Some languages write no spaces between words.
    Break,
    /// The word stays whole, because it may be an id, a path or a URL that people copy.
    Keep,
}

/// Returns the width of the terminal that standard output goes to, or `None` if standard output is not a terminal.
pub fn terminal_width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(width.0).max(NARROWEST))
}

/// Cuts the end of `text` if it is wider than `width`.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let end = fitting(text, pieces(text), width).map_or(0, |last| last.end);
    format!("{}{CUT}", &text[..end])
}

/// Cuts the start of `path` if it is wider than `width`. The end is kept because it identifies the file better.
pub fn cut_start(path: &str, width: usize) -> String {
    if path.width() <= width {
        return path.to_owned();
    }
    let pieces: Vec<_> = pieces(path).collect();
    let pieces = pieces.into_iter().rev();
    let start = fitting(path, pieces, width).map_or(path.len(), |first| first.start);
    format!("{CUT}{}", &path[start..])
}

/// Returns the last of the pieces that fit into `width` together with [`CUT`], or `None` if none fit.
fn fitting(text: &str, pieces: impl Iterator<Item = ByteRange>, width: usize) -> Option<ByteRange> {
    let mut used = CUT.width();
    let fits = |piece: &ByteRange| {
        used += text[piece.as_range()].width();
        used <= width
    };
    pieces.take_while(fits).last()
}

/// Cuts a sentence on both sides of a number, between words if possible, until `fits` accepts it. Returns the part
/// before the number, the number, and the part after it. The number itself is cut only if it does not fit alone. Lines
/// have `width` columns, and `fits` accepts at most [`EXCERPT_LINES`] of them.
pub fn excerpt(
    [before, number, after]: [&str; 3],
    width: usize,
    fits: impl Fn(&[String; 3]) -> bool,
) -> [String; 3] {
    let parts = |start: usize, end: usize| {
        let left = if start > 0 { CUT } else { "" };
        let right = if end < after.len() { CUT } else { "" };
        [
            format!("{left}{}", &before[start..]),
            number.to_owned(),
            format!("{}{right}", &after[..end]),
        ]
    };
    let whole = parts(0, after.len());
    if fits(&whole) {
        return whole;
    }
    let (mut start, mut end) = (before.len(), 0);
    if !fits(&parts(start, end)) {
        let widths = (0..=number.width()).rev();
        let mut alone = widths.map(|width| [String::new(), cut(number, width), String::new()]);
        return alone.find(|parts| fits(parts)).unwrap_or_default();
    }
    let mut starts = excerpt_starts(before, width);
    let mut ends = excerpt_ends(after, width);
    loop {
        // The narrower side grows first, so that the number ends up in the middle.
        let narrower = before[start..].width() <= after[..end].width();
        let left = ends.is_empty() || (narrower && !starts.is_empty());
        let places = if left { &mut starts } else { &mut ends };
        let Some(place) = places.pop() else {
            return parts(start, end);
        };
        let grown = if left { (place, end) } else { (start, place) };
        if fits(&parts(grown.0, grown.1)) {
            (start, end) = grown;
        } else {
            places.clear();
        }
    }
}

/// Returns the offsets at which an excerpt may start in the text before its number. The offset nearest to the number
/// comes last.
fn excerpt_starts(before: &str, width: usize) -> Vec<usize> {
    let offset = within(before.char_indices().rev(), WINDOW * width).unwrap_or(0);
    let starts = short_words(&before[offset..], width / 2);
    let starts = starts.into_iter().map(|word| offset + word.start);
    let starts = starts.filter(|start| *start > 0 && !ends_in_digit(&before[..*start]));
    let first = (offset == 0).then_some(0);
    first.into_iter().chain(starts).collect()
}

/// Returns the offsets at which an excerpt may end in the text after its number. The offset nearest to the number comes
/// last.
fn excerpt_ends(after: &str, width: usize) -> Vec<usize> {
    let window = within(after.char_indices(), WINDOW * width).unwrap_or(after.len());
    let ends = short_words(&after[..window], width / 2);
    let ends = ends.into_iter().map(|word| word.end);
    let ends = ends.filter(|end| *end < after.len() && !ends_in_digit(&after[..*end]));
    let last = (window == after.len()).then_some(after.len());
    let mut ends: Vec<_> = ends.chain(last).collect();
    ends.reverse();
    ends
}

/// Returns whether `text` ends in a digit. An excerpt is never cut there, because a scale word or unit may follow:
/// without "billion", "$18 billion" is another number.
fn ends_in_digit(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Returns the offset of the first character that does not fit into `width`, or `None` if all fit.
fn within(mut chars: impl Iterator<Item = (usize, char)>, width: usize) -> Option<usize> {
    let mut used = 0;
    let beyond = chars.find(|(_, c)| {
        used += c.width().unwrap_or(1);
        used > width
    });
    beyond.map(|(at, _)| at)
}

/// Breaks `text` into lines that fit into `width`. Lines after the first are indented.
pub fn wrap(text: &str, indent: usize, width: usize, long: LongWords) -> String {
    // A deep indentation would leave no room.
    let indent = indent.min(width / 4);
    let mut lines = WrappedLines {
        text: String::new(),
        column: 0,
        indent,
    };
    let mut end = 0;
    for range in words(text) {
        let word = &text[range.as_range()];
        let columns = display_width(word);
        let mut gap = range.start - end;
        end = range.end;
        if lines.text.is_empty() {
            // The gap before the first word is the text's own indentation.
            gap = gap.min(width.saturating_sub(columns).max(width / 4));
        } else if lines.column + gap + columns > width
            && (columns <= width - indent || long == LongWords::Keep || lines.column + gap >= width)
        {
            lines.end_line();
            gap = 0;
        }
        lines.push(&" ".repeat(gap), gap);
        if long == LongWords::Keep || lines.column + columns <= width {
            lines.push(word, columns);
            continue;
        }
        for piece in pieces(word) {
            let piece = &word[piece.as_range()];
            let columns = display_width(piece);
            if lines.column + columns > width {
                lines.end_line();
            }
            lines.push(piece, columns);
        }
    }
    lines.text
}

/// The lines that have been wrapped so far.
struct WrappedLines {
    text: String,
    /// The width of the last line.
    column: usize,
    indent: usize,
}

impl WrappedLines {
    fn push(&mut self, text: &str, columns: usize) {
        self.text.push_str(text);
        self.column += columns;
    }

    fn end_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
        self.text.extend(iter::repeat_n(' ', self.indent));
        self.column = self.indent;
    }
}

/// Returns the width of `text`, not counting escape sequences.
fn display_width(text: &str) -> usize {
    strip_str(text).map(UnicodeWidthStr::width).sum()
}

/// Returns the words of `text`. A number whose thousands are separated by spaces, such as "1 900", is one word.
fn words(text: &str) -> impl Iterator<Item = ByteRange> {
    let inside_number = |at: usize| {
        let after = text[at + 1..].bytes();
        let digits = after.take(4).take_while(u8::is_ascii_digit).count();
        digits == 3 && text[..at].ends_with(|c: char| c.is_ascii_digit())
    };
    let gaps = text.match_indices(' ').map(|(at, _)| at);
    let gaps = gaps.filter(move |at| !inside_number(*at));
    let mut start = 0;
    gaps.chain(iter::once(text.len())).filter_map(move |end| {
        let word = (start < end).then_some(ByteRange::new(start, end));
        start = end + 1;
        word
    })
}

/// Returns the words of `text`. Words that are wider than `width` are broken into pieces.
fn short_words(text: &str, width: usize) -> Vec<ByteRange> {
    let mut short = Vec::new();
    for word in words(text) {
        let part = &text[word.as_range()];
        if part.width() <= width {
            short.push(word);
        } else {
            let pieces = pieces(part);
            short.extend(pieces.map(|p| ByteRange::new(word.start + p.start, word.start + p.end)));
        }
    }
    short
}

/// Returns the pieces between which a word may be broken. A piece is a character with its combining marks, or a whole
/// number. An escape sequence belongs to the character before it.
fn pieces(word: &str) -> impl Iterator<Item = ByteRange> {
    let in_number = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let mut chars = word.char_indices().peekable();
    let mut previous = None;
    let mut escape = false;
    iter::from_fn(move || {
        let &(start, _) = chars.peek()?;
        let mut end = start;
        let joins = |at: usize, c: char, previous: Option<char>| {
            let number = in_number(c) && previous.is_some_and(in_number);
            let combines = c.width() == Some(0) || previous == Some('\u{200d}');
            c == ESCAPE || combines || number && at < start + LONGEST_NUMBER
        };
        while let Some((at, c)) =
            chars.next_if(|&(at, c)| at == start || escape || joins(at, c, previous))
        {
            end = at + c.len_utf8();
            if escape || c == ESCAPE {
                escape = c != 'm';
            } else {
                previous = Some(c);
            }
        }
        Some(ByteRange::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WIDTHS: [usize; 4] = [20, 40, 80, 200];

    /// Returns the lines of an excerpt with its number between asterisks.
    fn excerpt_lines(parts: [&str; 3], width: usize) -> Vec<String> {
        let lines = |[before, number, after]: &[String; 3]| {
            let text = format!("{before}*{number}*{after}");
            let wrapped = wrap(&text, 0, width, LongWords::Break);
            wrapped.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        lines(&excerpt(parts, width, |parts| {
            lines(parts).len() <= EXCERPT_LINES
        }))
    }

    #[test]
    fn text_is_cut_at_its_start_or_end() {
        let rows = [
            ("killed", 6, "killed", "killed"),
            ("killed", 5, "kill…", "…lled"),
            ("killed", 1, "…", "…"),
            ("日本経済", 8, "日本経済", "日本経済"),
            ("日本経済", 6, "日本…", "…経済"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…", "…e\u{301}"),
            ("of 26,000", 6, "of …", "…26,000"),
            ("", 0, "", ""),
        ];
        for (text, width, end_cut, start_cut) in rows {
            assert_eq!(cut(text, width), end_cut, "{text}");
            let start = cut_start(text, width.max(text.len().min(7)));
            assert!(start == start_cut || width < 7, "{text}: {start}");
        }
    }

    #[test]
    fn sentences_are_cut_around_the_number() {
        let words = "the ministry of defence of the northern province says that ";
        let rows = [
            // (before, number, after, width, expected)
            ("", "Five", " people died.", 20, "*Five* people died."),
            (
                "",
                "More than 26,000",
                " soldiers of the northern province have died since the war began",
                20,
                "*More than 26,000*\nsoldiers of the…",
            ),
            (
                words,
                "26,000",
                "",
                20,
                "…northern province\nsays that *26,000*",
            ),
            (
                words,
                "26,000",
                " soldiers have died since the war began in the spring",
                20,
                "…says that *26,000*\nsoldiers have died…",
            ),
            // The excerpt is not cut after "18" or "2014", because a scale word or unit may follow a number.
            (
                "It fell in 2014 after they had spent ",
                "some 20",
                " on roughly $18 billion in all",
                20,
                "…had spent *some 20*\non roughly…",
            ),
            (
                "死者は日本経済新聞の記者によると少なくとも",
                "2,500人",
                "に上り、けが人は数えきれないという",
                20,
                "…と少なくとも*2,500\n人*に上り、けが人は…",
            ),
            (&"a".repeat(99), "5", &"b".repeat(99), 20, ""),
        ];
        for (before, number, after, width, expected) in rows {
            let lines = excerpt_lines([before, number, after], width);
            let shown = lines.join("\n");
            if expected.is_empty() {
                let whole = shown.replace('\n', "");
                assert!(whole.contains("aaaa*5*bbbb"), "{shown}");
                assert_eq!(whole.width(), 2 * width, "{shown}");
            } else {
                assert_eq!(shown, expected);
            }
        }
    }

    #[test]
    fn sentences_that_fit_are_unchanged() {
        for width in WIDTHS {
            let after = "x".repeat(2 * width - 20);
            let lines = excerpt_lines(["says ", "5", &format!(" {after}")], width);
            assert!(!lines.concat().contains('…'), "{lines:?}");
        }
    }

    #[test]
    fn lines_break_at_words() {
        use LongWords::{Break, Keep};
        let rows = [
            (
                "1. one two three four five",
                3,
                Break,
                "1. one two three\n   four five",
            ),
            (
                "   one two three four five",
                3,
                Break,
                "   one two three\n   four five",
            ),
            ("on 2022-03-30 12:44:59", 0, Keep, "on 2022-03-30\n12:44:59"),
            (
                "some 1 900 km and 1 900 km",
                0,
                Break,
                "some 1 900 km and\n1 900 km",
            ),
            (
                "path: a/b/c/d/e/f/g/h/i/j/k/l",
                2,
                Keep,
                "path:\n  a/b/c/d/e/f/g/h/i/j/k/l",
            ),
            (
                "path: a/b/c/d/e/f/g/h/i/j/k/l",
                2,
                Break,
                "path: a/b/c/d/e/f/g/\n  h/i/j/k/l",
            ),
            (
                "日本経済新聞の記者によると",
                0,
                Break,
                "日本経済新聞の記者に\nよると",
            ),
            (
                "a  \u{1b}[1mb\u{1b}[0m  c",
                0,
                Break,
                "a  \u{1b}[1mb\u{1b}[0m  c",
            ),
            ("", 0, Break, ""),
        ];
        for (text, indent, long, expected) in rows {
            assert_eq!(wrap(text, indent, 20, long), expected);
        }
    }

    /// Words with wide and combining characters, joined emoji, ligatures and numbers.
    fn prose() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            "[a-z]{1,12}",
            "[a-z]{30,90}",
            "[0-9]{1,3}(,[0-9]{3}){0,3}",
            "[日本経済新聞の記者]{1,30}",
            "([a-z][\u{301}\u{308}]){1,5}",
            "(\u{1f469}\u{200d}\u{1f467}|\u{2764}\u{fe0f}|\u{644}\u{627}){1,3}",
        ];
        prop::collection::vec((word, " {0,2}"), 0..30)
            .prop_map(|words| words.into_iter().map(|(word, gap)| word + &gap).collect())
    }

    proptest! {
        #[test]
        fn excerpts_fit_the_width_and_keep_the_number(
            before in prose(),
            number in "(more than |about )?[0-9]{1,3}(,[0-9]{3}){0,3}( million)?",
            after in prose(),
            width in prop::sample::select(&WIDTHS),
        ) {
            let lines = excerpt_lines([&before, &number, &after], width);
            prop_assert!(lines.len() <= EXCERPT_LINES, "{:?}", lines);
            prop_assert!(lines.iter().all(|line| line.width() <= width), "{:?}", lines);
            let whole = lines.join(" ");
            let marked = format!("*{number}*");
            let found = whole.contains(&marked) || lines.concat().contains(&marked);
            prop_assert!(found || marked.width() + 2 > width, "{:?}", lines);
        }

        #[test]
        fn numbers_are_cut_only_if_too_wide(number in "[1-9]{1,400}", width in 20..80_usize) {
            let lines = excerpt_lines(["up to ", &number, " people"], width);
            prop_assert!(lines.len() <= EXCERPT_LINES, "{:?}", lines);
            let shown = lines.concat();
            let kept = shown.trim_matches(|c: char| !c.is_ascii_digit());
            prop_assert!(number.starts_with(kept), "{:?}", lines);
            prop_assert!(kept.len() >= number.len().min(2 * width - 32), "{:?}", lines);
        }

        #[test]
        fn wrapped_lines_fit_the_width(text in prose(), indent in 0..9_usize, width in prop::sample::select(&WIDTHS)) {
            let bold = text.replace('a', "\u{1b}[1ma\u{1b}[0m");
            for text in [text, bold] {
                let wrapped = wrap(&text, indent, width, LongWords::Break);
                for line in wrapped.lines() {
                    prop_assert!(display_width(line) <= width, "{:?}", line);
                    prop_assert_eq!(line.matches("\u{1b}[").count(), line.matches('m').count()
                        - strip_str(line).map(|part| part.matches('m').count()).sum::<usize>());
                }
                let letters = |text: &str| text.split_whitespace().collect::<String>();
                prop_assert_eq!(letters(&wrapped), letters(&text));
            }
        }

        #[test]
        fn cut_text_fits_the_width(text in prose(), width in 1..60_usize) {
            for cut in [cut(&text, width), cut_start(&text, width)] {
                prop_assert!(cut.width() <= width, "{:?}", cut);
                prop_assert!(text.width() > width || cut == text);
            }
        }
    }
}
