//! Warns about words that may be meant as operators, ranges or units.

use super::error::quoted;
use super::field::Field;
use super::lex::{QueryToken, QueryTokenKind};
use super::number;
use super::number_words;
use super::parse::Parser;
use super::range::QuerySlice;
use super::word;
use crate::byte_range::ByteRange;
use crate::figure::{Measure, unit_of};
use crate::query::model::RangeSubject;

const COMPARES: [char; 5] = ['<', '>', '=', '≤', '≥'];
const DASHES: [&str; 4] = ["-", "--", "–", "—"];

impl<'a> Parser<'a, '_> {
    /// Warns if `token` is a word that may be meant as an operator or a range.
    pub(super) fn warn_of_operators(&mut self, token: &QueryToken<'_>, at: usize) {
        let QueryTokenKind::Word(raw) = token.kind else {
            return;
        };
        let between = at > 0 && at + 1 < self.tokens.len();
        let (message, hint) = match word::core(raw) {
            "or" if between => (
                "`or` is read as a plain word".to_owned(),
                "to match either word, write `a OR b`".to_owned(),
            ),
            "NEAR" if between => (
                "`NEAR` is read as a plain word".to_owned(),
                "write `a NEAR/5 b` for words close to each other".to_owned(),
            ),
            core if looks_like_range(raw, core) || self.is_compared(at, core) => (
                read_as_words(raw, is_one_word(core)),
                self.range_meant(raw, core, at),
            ),
            _ => return,
        };
        self.warnings.add_with_hint(token.span, message, hint);
    }

    /// Returns a hint with the range that may be meant, such as `killed:>1000` for `killed>1000`. If no valid range can
    /// be suggested, returns a general hint.
    fn range_meant(&self, raw: &str, core: &str, at: usize) -> String {
        let signed = core.find(COMPARES).filter(|&sign| sign > 0);
        let with_colon = signed.map(|sign| format!("{}:{}", &core[..sign], &core[sign..]));
        let alone = raw.starts_with(COMPARES) && starts_with_digit(core);
        let with_field = (alone || core.contains("..")).then(|| format!("figure:{raw}"));
        let apart = || Some(format!("figure:{}{core}", self.before(at)));
        let meant = with_colon.or(with_field).or_else(apart);
        match meant.filter(|meant| is_range(meant)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "a range needs a field, as in figure:1000..5000 or killed:>5000".to_owned(),
        }
    }

    /// Returns whether the token at `at` is a number with a separate comparison sign before it.
    fn is_compared(&self, at: usize, core: &str) -> bool {
        starts_with_digit(core) && COMPARES.iter().any(|&sign| self.before(at).ends_with(sign))
    }

    /// Returns the text between the previous token and the token at `at`, trimmed.
    fn before(&self, at: usize) -> &'a str {
        let start = at
            .checked_sub(1)
            .map_or(0, |before| self.tokens[before].span.end);
        self.text[start..self.tokens[at].span.start].trim()
    }

    /// Warns if the words after a value look like the rest of the value's range or number, or like a unit.
    pub(super) fn warn_of_rest(&mut self, field: Field, value: &QueryToken<'_>, name: ByteRange) {
        if !matches!(value.kind, QueryTokenKind::Word(_)) {
            return;
        }
        let written = &self.text[name.start..value.span.end];
        let (word, next) = (self.word(self.at), self.word(self.at + 1));
        let ranges = field.is_number() || matches!(field, Field::Date | Field::AsOf);
        let (last, message) = match (word, next) {
            (Some("to" | "TO"), Some(end)) if ranges && starts_with_digit(end) => (
                self.at + 1,
                format!("write the range as `{written}..{end}`"),
            ),
            (Some(end), _)
                if ranges && starts_with_digit(end) && DASHES.contains(&self.before(self.at)) =>
            {
                (self.at, format!("write the range as `{written}..{end}`"))
            }
            (Some(rest), _)
                if field.is_number()
                    && (continues_number(written, rest) || number_words::is_scale_word(rest)) =>
            {
                let (_, value) = written.split_once(':').unwrap_or_default();
                let name = &self.text[name.as_range()];
                let message =
                    format!("quote a number of several words: `{name}\"{value} {rest}\"`");
                (self.at, message)
            }
            (Some(unit), _) if takes_unit(field, written) && unit_of(unit).is_some() => (
                self.at,
                format!("write the unit directly after the number: `{written}{unit}`"),
            ),
            _ => return,
        };
        let span = ByteRange::new(self.tokens[self.at].span.start, self.tokens[last].span.end);
        let words = &self.text[span.as_range()];
        let one = !words.contains(char::is_whitespace);
        self.warnings
            .add_with_hint(span, read_as_words(words, one), message);
    }

    /// Returns the word in the token at `at`, or `None` if there is no such token or it is not a word.
    fn word(&self, at: usize) -> Option<&'a str> {
        match self.tokens.get(at)?.kind {
            QueryTokenKind::Word(raw) => Some(word::core(raw)),
            _ => None,
        }
    }
}

fn read_as_words(part: &str, one: bool) -> String {
    let words = if one { "a plain word" } else { "plain words" };
    format!("{} is read as {words}", quoted(part))
}

/// Returns whether a word that looks like part of a range is read as one word rather than as several.
fn is_one_word(core: &str) -> bool {
    !core.contains("..") && !core.contains(COMPARES)
}

/// Returns whether a unit after `written` may be meant as part of its value. `written` is a field with its value.
fn takes_unit(field: Field, written: &str) -> bool {
    let measured = matches!(
        field,
        Field::Number(
            RangeSubject::Figure | RangeSubject::Measure(Measure::Money | Measure::Percent)
        )
    );
    measured && written.ends_with(|c: char| c.is_ascii_digit())
}

/// Returns whether `text` is a number field with a valid range.
fn is_range(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, value)| {
        Field::from_name(name).is_some_and(Field::is_number)
            && number::range(QuerySlice::new(value, 0)).is_ok()
    })
}

/// Returns whether a word looks like a number range that lacks a field or the colon after its field.
fn looks_like_range(raw: &str, core: &str) -> bool {
    let spans = core.split_once("..").is_some_and(|(low, high)| {
        low.ends_with(|c: char| c.is_ascii_digit()) && starts_with_digit(high)
    });
    let compares = raw.starts_with(COMPARES) && starts_with_digit(core);
    let lacks_colon = core.split_once(COMPARES).is_some_and(|(name, number)| {
        let number = number.trim_start_matches(COMPARES);
        starts_with_digit(number) && Field::from_name(name).is_some_and(Field::is_number)
    });
    spans || compares || lacks_colon
}

/// Returns whether `rest` may be meant as the last three digits of the number at the end of `written`, as in `1 000`.
fn continues_number(written: &str, rest: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    rest.len() == 3 && digits(rest) && written.ends_with(|c: char| c.is_ascii_digit())
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
