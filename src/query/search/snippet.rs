//! Selects the snippet of a hit: the sentence that matches the query best, with its matches highlighted.

use std::cmp::Reverse;

use super::highlight::{Highlight, Highlighter};
use crate::byte_range::ByteRange;
use crate::figure::{Figure, Place, sentences};
use crate::index::StoredArticle;

/// The length, in bytes, below which a snippet also includes the next sentence.
const SHORT: usize = 160;
/// The maximum length of a snippet, in bytes.
const LONG: usize = 400;
/// The ellipsis that marks where a sentence was cut.
const CUT: &str = "…";
/// The weight of a matching figure, which outweighs a few query words.
const FIGURE: f32 = 20.0;

/// An excerpt from an article's body, with highlights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The excerpt, with each run of white space replaced with one space.
    pub text: String,
    /// The byte ranges of `text` to highlight.
    pub marks: Vec<ByteRange>,
}

impl Snippet {
    /// Builds the snippet of `record` around the sentence with the most query words and matching figures.
    pub fn new(record: &StoredArticle, figures: &[usize], words: &mut Highlighter) -> Self {
        let body = &record.article.body;
        let marks = words.marks(body, record.article.other_language());
        let figures = figures.iter().filter_map(|&nth| record.figures.get(nth));
        let figures: Vec<_> = figures
            .filter(|figure| figure.place == Place::Body)
            .map(Figure::span)
            .collect();
        let sentences = sentences(body);
        let mut best = (0, f32::MIN);
        for (nth, sentence) in sentences.iter().enumerate() {
            let weight = weight(*sentence, &marks, &figures);
            if weight > best.1 {
                best = (nth, weight);
            }
        }
        let Some(&(mut whole)) = sentences.get(best.0) else {
            return Self::default();
        };
        if let Some(next) = sentences.get(best.0 + 1)
            && whole.len() < SHORT
            && next.end - whole.start < LONG
        {
            whole.end = next.end;
        }
        let part = cut(body, whole, &marks, &figures);
        let mut shown: Vec<_> = marks
            .iter()
            .map(|mark| ByteRange::new(mark.start, mark.end))
            .chain(figures)
            .filter(|&range| part.contains(range))
            .collect();
        // If several ranges have the same start, the longest comes first, and `render` skips the others.
        shown.sort_unstable_by_key(|range| (range.start, Reverse(range.end)));
        let mut passage = render(body, part, &shown);
        passage.mark_cuts(whole.start < part.start, part.end < whole.end);
        passage
    }

    /// Adds an ellipsis at each end where the sentence was cut.
    fn mark_cuts(&mut self, before: bool, behind: bool) {
        if before {
            self.text.insert_str(0, CUT);
            for mark in &mut self.marks {
                mark.start += CUT.len();
                mark.end += CUT.len();
            }
        }
        if behind {
            self.text.push_str(CUT);
        }
    }
}

fn weight(sentence: ByteRange, marks: &[Highlight], figures: &[ByteRange]) -> f32 {
    let from = marks.partition_point(|mark| mark.start < sentence.start);
    let mut seen = Vec::new();
    let mut weight = 0.0;
    for mark in marks[from..]
        .iter()
        .take_while(|mark| mark.end <= sentence.end)
    {
        // A repeated word adds little.
        weight += if seen.contains(&mark.word) {
            0.1 * mark.weight
        } else {
            mark.weight
        };
        seen.push(mark.word);
    }
    let figures = figures
        .iter()
        .filter(|&&figure| sentence.contains(figure))
        .count();
    weight + FIGURE * figures.min(2) as f32
}

/// Shortens an excerpt longer than `LONG` to the part around its first figure, or else around its first highlight.
fn cut(body: &str, whole: ByteRange, marks: &[Highlight], figures: &[ByteRange]) -> ByteRange {
    if whole.len() <= LONG {
        return whole;
    }
    let ByteRange { start, end } = whole;
    let inside = |at: &usize| (start..end).contains(at);
    let figure_starts = figures.iter().map(|figure| figure.start);
    let first = figure_starts.filter(inside).min();
    let first = first
        .or_else(|| marks.iter().map(|mark| mark.start).find(inside))
        .unwrap_or(start);
    let from = first.saturating_sub(LONG / 4).max(start);
    let from = if from == start {
        start
    } else {
        next_word(body, from, first)
    };
    let to = (from + LONG).min(end);
    let to = if to == end {
        end
    } else {
        last_word(body, from, to)
    };
    ByteRange::new(from, to)
}

/// Returns the offset after the first white space between `at` and `limit`, or `at` if there is none. Moves `at` to a
/// character boundary first.
fn next_word(body: &str, mut at: usize, limit: usize) -> usize {
    while !body.is_char_boundary(at) {
        at += 1;
    }
    let spaces = body[at..]
        .char_indices()
        .take_while(|(offset, _)| at + offset < limit);
    let space = spaces.into_iter().find(|(_, c)| c.is_whitespace());
    at + space.map_or(0, |(offset, c)| offset + c.len_utf8())
}

fn last_word(body: &str, from: usize, mut at: usize) -> usize {
    while !body.is_char_boundary(at) {
        at -= 1;
    }
    body[from..at]
        .rfind(char::is_whitespace)
        .map_or(at, |space| from + space)
}

/// Copies `part` of `body` with the highlights in `shown`, replacing each run of white space with one space.
fn render(body: &str, part: ByteRange, shown: &[ByteRange]) -> Snippet {
    let mut passage = Snippet::default();
    let mut at = part.start;
    for range in shown {
        if range.start < at {
            continue;
        }
        push(&mut passage.text, &body[at..range.start]);
        let marked = passage.text.len();
        push(&mut passage.text, &body[range.as_range()]);
        passage
            .marks
            .push(ByteRange::new(marked, passage.text.len()));
        at = range.end;
    }
    push(&mut passage.text, &body[at..part.end.max(at)]);
    passage.text.truncate(passage.text.trim_end().len());
    passage
}

fn push(text: &mut String, part: &str) {
    for c in part.chars() {
        if !c.is_whitespace() {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentence_is_cut_around_the_match() {
        for space in ["\u{a0}", "\u{2009}", "\u{3000}", " ", ""] {
            let body = format!(
                "{}zebra{}",
                format!("lorem{space}").repeat(150),
                format!("{space}ipsum").repeat(100)
            );
            let at = body.find("zebra").expect("it is there");
            let mark = Highlight {
                start: at,
                end: at + 5,
                word: 0,
                weight: 1.0,
            };
            let part = cut(&body, ByteRange::new(0, body.len()), &[mark], &[]);
            assert!(body[part.as_range()].contains("zebra"), "{space:?}");
            assert!(part.len() <= LONG + 8, "{space:?}");
        }
    }
}
