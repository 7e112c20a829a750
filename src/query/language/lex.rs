//! Splits query text into tokens.
//!
//! The meaning of a character depends on its context. `-` negates only at the start of a word. `{` opens a group, but
//! directly after a field's colon it opens a range. A word before a colon is a field name only if its value follows
//! without a space.

use super::error::{Warnings, not_closed, quoted};
use super::field::Field;
use super::number_words;
use super::quote;
use super::range;
use super::scan::{Colon, colon, run_end, url_end, word_end};
use super::word;
use crate::byte_range::ByteRange;

/// The maximum number of characters to search for `TO` after an opening bracket.
const LONGEST_RANGE: usize = 128;

/// A token with its position in the query.
#[derive(Clone, Debug)]
pub(super) struct QueryToken<'a> {
    pub(super) kind: QueryTokenKind<'a>,
    pub(super) span: ByteRange,
}

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum QueryTokenKind<'a> {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `AND`, `&&`
    And,
    /// `OR`, `|`
    Or,
    /// `NOT`, or a `-` or `!` that negates the next operand.
    Not,
    /// `NEAR/5`, with its distance.
    Near(&'a str),
    /// The name of a field. Its value, if any, starts with the next token.
    Field(&'a str),
    /// The text between quotes, and the digits of a slop such as `~5` after the closing quote.
    Quoted(&'a str, Option<&'a str>),
    /// A range in brackets, as a field value.
    Bracketed(&'a str),
    /// A web address.
    Url(&'a str),
    /// Anything else, up to the next space or delimiter.
    Word(&'a str),
}

/// Splits `text` into tokens. Punctuation without a meaning is skipped.
pub(super) fn lex<'a>(text: &'a str, warnings: &mut Warnings) -> Vec<QueryToken<'a>> {
    let mut lexer = Lexer {
        text,
        at: 0,
        tokens: Vec::new(),
        warnings,
        value: false,
        groups: Vec::new(),
        unclosed: Vec::new(),
        absent: Vec::new(),
    };
    while let Some(c) = lexer.rest().chars().next() {
        if c.is_whitespace() {
            lexer.at += c.len_utf8();
        } else {
            lexer.token(c);
        }
    }
    lexer.tokens
}

struct Lexer<'a, 'w> {
    text: &'a str,
    at: usize,
    tokens: Vec<QueryToken<'a>>,
    warnings: &'w mut Warnings,
    /// Whether the last token was a field name.
    value: bool,
    /// For each open parenthesis, whether it contains field values, as in `killed:(498 OR 2870)`.
    groups: Vec<bool>,
    /// The kinds of opening quotes that have already been reported as unclosed.
    unclosed: Vec<char>,
    /// The closing quotes already known not to occur in the rest of the text.
    absent: Vec<char>,
}

impl<'a> Lexer<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn push(&mut self, kind: QueryTokenKind<'a>, end: usize) {
        let span = ByteRange::new(self.at, end);
        self.tokens.push(QueryToken { kind, span });
        self.at = end;
    }

    fn token(&mut self, c: char) {
        let value = std::mem::take(&mut self.value);
        let among_values = value || self.groups.last() == Some(&true);
        match c {
            '[' | '{' if value || among_values && self.has_to() => self.bracketed(),
            '(' => {
                self.groups.push(among_values);
                self.push(QueryTokenKind::Open, self.at + 1);
            }
            ')' => {
                self.groups.pop();
                self.push(QueryTokenKind::Close, self.at + 1);
            }
            '{' => self.push(QueryTokenKind::OpenBrace, self.at + 1),
            '}' => self.push(QueryTokenKind::CloseBrace, self.at + 1),
            '[' | ']' => self.at += 1,
            '|' => {
                let bars = self.rest().bytes().take_while(|&b| b == b'|').count();
                self.push(QueryTokenKind::Or, self.at + bars);
            }
            '-' | '!' if !value && self.negates() => self.push(QueryTokenKind::Not, self.at + 1),
            _ if quote::opens(c) && self.quoted(c, value) => {}
            _ if value && quote::opens_value(c) && self.quoted(c, value) => {}
            _ if quote::is_double(c) => self.at += c.len_utf8(),
            _ if value => self.value_run(),
            _ => self.run(among_values),
        }
    }

    /// Returns whether the brackets that open at the current position contain `TO`.
    fn has_to(&self) -> bool {
        let inner = self.rest().chars().skip(1).take(LONGEST_RANGE);
        let inner: String = inner.take_while(|c| !matches!(c, ']' | '}')).collect();
        let mut words = inner.split_whitespace();
        words.any(|word| word.eq_ignore_ascii_case("to"))
    }

    /// Reads `[a TO b]`, including its brackets.
    fn bracketed(&mut self) {
        let end = if let Some(end) = self.rest().find([']', '}']) {
            self.at + end + 1
        } else {
            let span = ByteRange::new(self.at, self.at + 1);
            self.warnings
                .add(span, not_closed(&self.text[span.as_range()]));
            self.text.len()
        };
        self.push(QueryTokenKind::Bracketed(&self.text[self.at..end]), end);
    }

    /// Returns whether the `-` or `!` at the current position negates: it must start a word and be followed by an
    /// operand.
    fn negates(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        let begins = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '{' | '|'));
        let rest = &self.rest()[1..];
        begins
            && match rest.chars().next() {
                None | Some('-' | '!' | ')' | '}' | '|') => false,
                Some(c) if c.is_whitespace() => false,
                Some('(' | '{') => true,
                Some(c) if quote::opens(c) => true,
                Some(_) => says_something(&rest[..word_end(rest)]),
            }
    }

    /// Reads the quotation at the current position. Returns `false` if it is not closed.
    fn quoted(&mut self, opening: char, value: bool) -> bool {
        let Some((inner, end)) = quote::closing(self.rest(), &mut self.absent) else {
            self.report_unclosed(opening);
            return false;
        };
        let inner = &self.rest()[inner.as_range()];
        let after = &self.rest()[end..];
        let slop = after.strip_prefix('~').map(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            &rest[..digits]
        });
        let end = self.at + end + slop.map_or(0, |digits| 1 + digits.len());
        if value || inner.contains(char::is_alphanumeric) {
            self.push(QueryTokenKind::Quoted(inner, slop), end);
        } else {
            self.at = end;
        }
        true
    }

    fn report_unclosed(&mut self, opening: char) {
        // An unclosed single quote is taken for an apostrophe and not reported.
        if quote::is_double(opening) && !self.unclosed.contains(&opening) {
            self.unclosed.push(opening);
            let message = "the quote is not closed; the rest is read as plain words";
            let span = ByteRange::new(self.at, self.at + opening.len_utf8());
            self.warnings.add(span, message);
        }
    }

    /// Reads a value that is not in quotes or brackets.
    fn value_run(&mut self) {
        let mut end = self.at + run_end(self.rest());
        let of_words = self.field().is_some_and(|field| field.scope().is_some());
        if !of_words && range::is_sign(&self.text[self.at..end]) {
            // A number that is separated from `>` by a space still belongs to the value.
            let space = self.text[end..].len() - self.text[end..].trim_start().len();
            end += space + run_end(&self.text[end + space..]);
        }
        while let Some(word) = self.scale_word(end) {
            end = word;
        }
        let raw = self.text[self.at..end].trim_end_matches([',', ';']);
        if raw.is_empty() {
            self.at = end;
            return;
        }
        let is_url = url_end(raw) == Some(raw.len());
        let kind = if is_url {
            QueryTokenKind::Url
        } else {
            QueryTokenKind::Word
        };
        self.push(kind(raw), end);
    }

    /// Returns the field whose value is being read, or `None` if the last token is not the name of a known field.
    fn field(&self) -> Option<Field> {
        match self.tokens.last()?.kind {
            QueryTokenKind::Field(name) => Field::from_name(name),
            _ => None,
        }
    }

    /// Returns the end of the scale word after the number that ends at `end`, or `None` if no scale word such as
    /// `million` follows.
    fn scale_word(&self, end: usize) -> Option<usize> {
        self.field().filter(|field| field.is_number())?;
        let (value, rest) = self.text.split_at(end);
        let rest = rest.strip_prefix(' ')?;
        let word = &rest[..run_end(rest)];
        let scales = number_words::is_scale_word(word.trim_end_matches([',', ';']));
        (scales && number_words::takes_scale(value)).then_some(end + 1 + word.len())
    }

    /// Reads a field name, an operator, a web address or a word.
    fn run(&mut self, among_values: bool) {
        let run = &self.rest()[..word_end(self.rest())];
        let start = self.at + word::lead(run);
        if let Some(length) = url_end(&self.text[start..]) {
            let end = start + length;
            self.push(QueryTokenKind::Url(&self.text[start..end]), end);
            return;
        }
        match colon(&self.text[start..]) {
            Colon::Field(name) => {
                self.push(QueryTokenKind::Field(name), start + name.len() + 1);
                self.value = true;
                return;
            }
            Colon::UnknownField(name) => {
                let span = ByteRange::new(start, start + run_end(&self.text[start..]));
                let read = quoted(&self.text[span.as_range()]);
                let message = format!(
                    "unknown field {}; {read} is read as plain words",
                    quoted(name)
                );
                self.warnings.add(span, message);
            }
            Colon::NoValue(name) => {
                let span = ByteRange::new(start, start + run_end(&self.text[start..]));
                let message = format!("`{name}:` has no value and is read as a word");
                let hint =
                    "put the value directly after the colon; quote the query if it contains `>`";
                self.warnings.add_with_hint(span, message, hint);
            }
            Colon::Word => {}
        }
        let end = self.at + run_end(self.rest());
        let raw = &self.text[self.at..end];
        match operator(raw) {
            Some(kind) => self.push(kind, end),
            None if among_values || says_something(raw) => {
                self.push(QueryTokenKind::Word(raw), end);
            }
            None => self.at = end,
        }
    }
}

fn says_something(raw: &str) -> bool {
    raw.contains(|c: char| c.is_alphanumeric() || c == '*')
}

fn operator(raw: &str) -> Option<QueryTokenKind<'_>> {
    Some(match raw {
        "AND" | "&&" => QueryTokenKind::And,
        "OR" => QueryTokenKind::Or,
        "NOT" => QueryTokenKind::Not,
        _ => QueryTokenKind::Near(word::near(raw)?),
    })
}
