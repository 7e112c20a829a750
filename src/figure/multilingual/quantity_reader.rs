//! Reads numbers together with the units next to them.

use super::number::{self, ParsedNumber};
use super::number_format::NumberFormat;
use super::scale_words;
use super::script::{SPACES, ends_in_prefix, is_unspaced};
use super::unit::{self, UnitLookup};
use super::unit_quantity::UnitQuantity;
use crate::figure::number_parser::{digit, vulgar_fraction};

/// The dashes that can join the ends of a range.
const DASHES: [char; 7] = ['-', '–', '—', '‑', '−', '～', '~'];

/// Reads quantities from text in one language.
pub struct QuantityReader<'t> {
    /// The headline or body to read.
    pub text: &'t str,
    /// The language code of the text.
    pub language: &'t str,
    /// The number format of the language.
    pub format: NumberFormat,
}

impl QuantityReader<'_> {
    /// Reads the quantity whose first digit or vulgar fraction is at `start`. `after` is the end of the previous
    /// quantity. If there is no quantity, the error is the offset at which to continue.
    pub fn quantity(&self, start: usize, after: usize) -> Result<UnitQuantity, usize> {
        let number = self.number(start);
        let (mut end, mut from) = (number.end, start);
        let passed = end;
        let (Some(value), true) = (number.value, self.begins(start)) else {
            return Err(passed);
        };
        let (mut low, mut high) = (value, value);
        let mut scaled = scale_words::read(self.text, end, self.language, self.format);
        if let Some(second) = self.second(end).filter(|_| scaled.is_none()) {
            (end, high) = (second.end, second.value.ok_or(second.end)?);
            scaled = scale_words::read(self.text, end, self.language, self.format);
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
            (low, high) = (scaled.apply(low), scaled.apply(high));
        }
        let found = match unit::after(self.text, end, scaled.is_some(), self.language) {
            UnitLookup::Found(name, stop) => {
                end = stop;
                // "€ 5 USD" is ambiguous.
                let other = money_first
                    .as_ref()
                    .is_some_and(|(first, _)| *first != name);
                (!other).then_some(name)
            }
            UnitLookup::Unsure => None,
            UnitLookup::Nothing => {
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
        Ok(UnitQuantity {
            start: from,
            end,
            low,
            high,
            unit,
        })
    }

    /// Parses the number at `at`, including a vulgar fraction at its end: "12", "2½", "½".
    fn number(&self, at: usize) -> ParsedNumber {
        let whole = if self.text[at..].starts_with(digit::is_digit) {
            number::read(self.text, at, self.format)
        } else {
            let value = Some(0.0);
            ParsedNumber { end: at, value }
        };
        let sign = self.text[whole.end..].chars().next();
        let part = sign.and_then(|sign| Some((vulgar_fraction(sign)?, sign.len_utf8())));
        part.map_or(whole, |(part, len)| ParsedNumber {
            end: whole.end + len,
            value: whole.value.map(|value| value + part),
        })
    }

    /// Returns whether a number can start at `at`. It cannot start within a word, name, date or time.
    fn begins(&self, at: usize) -> bool {
        let mut before = self.text[..at].chars().rev();
        match before.next() {
            None => true,
            Some(c) if is_unspaced(c) => true,
            Some(c) if c.is_alphanumeric() => {
                unit::ends_in_money(&self.text[..at]) || ends_in_prefix(&self.text[..at])
            }
            // The number may be part of a name, date, fraction or time: "A-100", "2022-03-01", "1/4", "12:30".
            Some('-' | '.' | ',' | '/' | ':' | '+' | '_') => {
                before.next().is_none_or(|c| !c.is_alphanumeric())
                    || ends_in_prefix(&self.text[..at])
            }
            Some(c) => !matches!(c, '#' | '№' | '@' | '&' | '='),
        }
    }

    /// Parses the second number of a range whose first number ends at `at`: "5-6", "10 – 15".
    fn second(&self, at: usize) -> Option<ParsedNumber> {
        let rest = &self.text[at..];
        let dash = rest.trim_start_matches(SPACES);
        let next = dash.strip_prefix(DASHES)?;
        let digits = next.trim_start_matches(SPACES);
        // In "10 -15", either the second number is negative or the dash is misplaced.
        let even = (dash.len() < rest.len()) == (digits.len() < next.len());
        let start = self.text.len() - digits.len();
        (even && digits.starts_with(digit::is_digit))
            .then(|| number::read(self.text, start, self.format))
    }

    /// Returns whether the number certainly ends at `end`. A letter after it, as in "€ 3,5 M", can be an abbreviated
    /// scale word. In a language whose scale words are unknown, any word after the number can be a scale word.
    fn ends(&self, end: usize) -> bool {
        let rest = &self.text[end..];
        let next = rest.strip_prefix(SPACES).unwrap_or(rest);
        let word = next
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let glued = next.len() == rest.len();
        let known = scale_words::has_language(self.language);
        word.is_empty()
            || is_unspaced_word(word)
            || !glued && known && word.chars().nth(1).is_some_and(char::is_lowercase)
    }
}

/// Returns whether a minus sign directly before `start` makes the number negative.
fn negative(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let sign = matches!(before.next(), Some('-' | '−' | '–'));
    sign && before.next().is_none_or(|c| c.is_whitespace() || c == '(')
}

fn is_unspaced_word(word: &str) -> bool {
    word.starts_with(is_unspaced)
}
