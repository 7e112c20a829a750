//! Figures of texts in other languages than English: plain numbers with their units.
//!
//! What needs words of the language is not claimed: no bound, no claimant, no measure, nothing that is counted. A number
//! is read by the format of its language ([`format`]), with a word for a million or so behind it (`tables/scales.txt`) and
//! a unit that stands beside it as a sign, a code or a name that languages share (`tables/shared_units.txt`). What could
//! be read in two ways is left out.

mod digit;
mod format;
mod numeral;
mod scale;
mod unit;

pub use self::format::Format;
pub use self::numeral::{Written, read as number};

use self::unit::Side;
use super::model::{Bound, Figure, Place, Stance};
use super::sentence::spans;
use crate::byte_range::ByteRange;

/// The first `most` figures of a text in a language, by its code.
pub fn figures(text: &str, language: &str, most: usize) -> Vec<Figure> {
    let reader = Reader {
        text,
        language,
        format: Format::of(language),
    };
    let mut sentences = Sentences::new(text);
    let mut figures = Vec::new();
    let (mut at, mut end) = (0, 0);
    while let Some(start) = digit::next(text, at) {
        at = match reader.quantity(start, end) {
            Ok(quantity) => {
                end = quantity.end;
                figures.push(quantity.figure(&mut sentences));
                if figures.len() >= most {
                    break;
                }
                end
            }
            Err(passed) => passed,
        };
    }
    figures
}

struct Reader<'t> {
    text: &'t str,
    language: &'t str,
    format: Format,
}

/// A number, or two that are the ends of a range, with its unit.
struct Quantity {
    start: usize,
    end: usize,
    low: f64,
    high: f64,
    unit: String,
}

impl Reader<'_> {
    /// The quantity whose digits begin at `start`, where what was read before ends at `after`; else where to go on.
    fn quantity(&self, start: usize, after: usize) -> Result<Quantity, usize> {
        let number = numeral::read(self.text, start, self.format);
        let (mut end, mut from) = (number.end, start);
        let passed = end;
        let (Some(value), true) = (number.value, self.begins(start)) else {
            return Err(passed);
        };
        let (mut low, mut high) = (value, value);
        let mut scaled = scale::read(self.text, end, self.language, self.format);
        if let Some(second) = self.second(end).filter(|_| scaled.is_none()) {
            (end, high) = (second.end, second.value.ok_or(second.end)?);
            scaled = scale::read(self.text, end, self.language, self.format);
        } else if negative(self.text, start) {
            from = start
                - self.text[..start]
                    .chars()
                    .next_back()
                    .map_or(0, char::len_utf8);
            (low, high) = (-low, -high);
        }
        let money_first = unit::before(self.text, from, after, self.language);
        if let Some(scaled) = scaled {
            end = scaled.end;
            (low, high) = (scaled.of(low), scaled.of(high));
        }
        let found = match unit::behind(self.text, end, scaled.is_some(), self.language) {
            Side::Found(name, stop) => {
                end = stop;
                // "€ 5 USD" is read in no way for sure.
                let other = money_first
                    .as_ref()
                    .is_some_and(|(first, _)| *first != name);
                (!other).then_some(name)
            }
            Side::Unsure => None,
            Side::Nothing => {
                let sure = scaled.is_some() || self.ends(end);
                money_first
                    .as_ref()
                    .filter(|_| sure)
                    .map(|(name, _)| name.clone())
            }
        };
        let unit = found.ok_or(passed.max(end))?;
        if let Some((_, first)) = money_first {
            from = first;
        }
        if low > high {
            return Err(end);
        }
        Ok(Quantity {
            start: from,
            end,
            low,
            high,
            unit,
        })
    }

    /// Whether a number can begin at `at`: not within a word, a name, a date or a time.
    fn begins(&self, at: usize) -> bool {
        let mut before = self.text[..at].chars().rev();
        match before.next() {
            None => true,
            Some(c) if is_cjk(c) => true,
            Some(c) if c.is_alphanumeric() => unit::ends_in_money(&self.text[..at]),
            // "A-100", "2022-03-01", "1/4", "12:30", "#5"
            Some('-' | '.' | ',' | '/' | ':' | '+' | '_') => {
                before.next().is_none_or(|c| !c.is_alphanumeric())
            }
            Some(c) => !matches!(c, '#' | '№' | '@' | '&' | '='),
        }
    }

    /// The second number of a range whose first one ends at `at`: "5-6", "10 – 15".
    fn second(&self, at: usize) -> Option<Written> {
        let rest = &self.text[at..];
        let dash = rest.trim_start_matches(SPACES);
        let next = dash.strip_prefix(DASHES)?;
        let digits = next.trim_start_matches(SPACES);
        // "10 -15": the second is negative, or the dash is in its wrong place.
        let even = (dash.len() < rest.len()) == (digits.len() < next.len());
        let start = self.text.len() - digits.len();
        (even && digits.starts_with(digit::is))
            .then(|| numeral::read(self.text, start, self.format))
    }

    /// Whether nothing follows at `end` that could belong to the number: "€ 3,5 M", or a word of a language whose words
    /// for a million are not known.
    fn ends(&self, end: usize) -> bool {
        let rest = &self.text[end..];
        let next = rest.strip_prefix(SPACES).unwrap_or(rest);
        let word = next
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let glued = next.len() == rest.len();
        let known = scale::knows(self.language);
        word.is_empty()
            || is_cjk_word(word)
            || !glued && known && word.chars().nth(1).is_some_and(char::is_lowercase)
    }
}

impl Quantity {
    fn figure(self, sentences: &mut Sentences) -> Figure {
        let Self {
            start,
            end,
            low,
            high,
            unit,
        } = self;
        let range = low < high;
        Figure {
            start,
            end,
            place: Place::Body,
            value: (!range).then_some(low),
            low: Some(low),
            high: Some(high),
            bound: if range { Bound::Range } else { Bound::Exact },
            change: None,
            unit: Some(unit),
            counted: None,
            whose: None,
            measure: None,
            scope: None,
            stance: Stance::Stated,
            claimant: None,
            as_of: None,
            sentence: sentences.around(start, end),
            vague: false,
        }
    }
}

/// The sentences of a text, asked for in order.
struct Sentences {
    spans: Vec<ByteRange>,
    at: usize,
}

impl Sentences {
    fn new(text: &str) -> Self {
        Self {
            spans: spans(text),
            at: 0,
        }
    }

    /// The sentence that holds what begins at `start`, or those that do where a short form seemed to end one.
    fn around(&mut self, start: usize, end: usize) -> ByteRange {
        while self
            .spans
            .get(self.at)
            .is_some_and(|span| span.end <= start)
        {
            self.at += 1;
        }
        let from = self
            .spans
            .get(self.at)
            .map_or(start, |span| span.start.min(start));
        let mut rest = self.spans[self.at.min(self.spans.len())..].iter();
        let to = rest
            .find(|span| span.end >= end)
            .map_or(end, |span| span.end);
        ByteRange::new(from, to)
    }
}

/// Blanks that stand within a quantity.
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];
/// Signs between the ends of a range.
const DASHES: [char; 7] = ['-', '–', '—', '‑', '−', '～', '~'];

/// Whether a sign that touches the number at `start` makes it negative.
fn negative(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let sign = matches!(before.next(), Some('-' | '−' | '–'));
    sign && before.next().is_none_or(|c| c.is_whitespace() || c == '(')
}

/// Whether a letter belongs to a script that sets no blanks between words.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{e00}'..='\u{e7f}')
}

fn is_cjk_word(word: &str) -> bool {
    word.starts_with(is_cjk)
}

#[cfg(test)]
mod tests;
