//! A tokenizer that splits running text into words and numbers. Indexing and queries share it, so that word positions
//! agree.

use std::borrow::Cow;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::tokenizer_config::{Numerals, TokenizerConfig};
use crate::byte_range::ByteRange;
use crate::figure::multilingual;
use crate::figure::number_parser;

/// The maximum length of a word in characters. Longer words are truncated, because nobody searches for them and hostile
/// input may be full of them.
const LONGEST_WORD: usize = 100;

/// Converts a word or number to lower case and removes accents, apostrophes, full stops in abbreviations, and commas in
/// numbers.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// How numbers appear in a token stream.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NumberMode {
    /// The value is added to the words of the number, at the position of the last word.
    Beside,
    /// The value replaces the words of the number.
    Replace,
    /// Numbers are treated like other words.
    AsWords,
}

/// A tokenizer that splits text into words and numbers.
#[derive(Clone)]
pub struct WordTokenizer(pub NumberMode, pub TokenizerConfig);

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream::new(text, self.0, self.1)
    }
}

/// A tokenizer that splits running text into words and numbers. It reads the language from the label that [`labelled`]
/// adds.
#[derive(Clone)]
pub struct LabelledTokenizer;

impl Tokenizer for LabelledTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let labelled = text
            .strip_prefix(LABEL)
            .and_then(|rest| rest.split_once(LABEL));
        let (manner, text) = match labelled {
            Some((language, text)) => (TokenizerConfig::for_language(Some(language)), text),
            None => (TokenizerConfig::ENGLISH, text),
        };
        WordStream::new(text, NumberMode::Beside, manner)
    }
}

/// The delimiter before and after the language code in a label.
const LABEL: char = '\u{1}';

/// Prepends a label with the language code to `text`. If `language` is `None`, the text is English and gets no label.
/// In that case, `LABEL` characters at the start of `text` are removed, so that they are not mistaken for a label.
pub fn labelled<'t>(text: &'t str, language: Option<&str>) -> Cow<'t, str> {
    match language {
        Some(language) => Cow::Owned(format!("{LABEL}{language}{LABEL}{text}")),
        None => Cow::Borrowed(text.trim_start_matches(LABEL)),
    }
}

/// Returns the words of `text` as written, each with the byte offset of its start. The words are not folded (see
/// [`fold`]). Each word corresponds to one term position in the index.
pub fn written_words(text: &str, manner: TokenizerConfig) -> impl Iterator<Item = (usize, &str)> {
    let mut words = WordStream::new(text, NumberMode::Beside, manner);
    std::iter::from_fn(move || {
        let word = words.next_word()?;
        let written = &text[word.as_range()];
        Some((word.start, truncate_word(without_possessive(written))))
    })
}

/// The token stream of [`WordTokenizer`] and [`LabelledTokenizer`].
pub struct WordStream<'a> {
    text: &'a str,
    numbers: NumberMode,
    manner: TokenizerConfig,
    /// The part of the last word after an elision, such as "Ukraine" in "l'Ukraine". It is emitted as the next word.
    elided: Option<ByteRange>,
    /// The byte offset at which to look for the next word.
    at: usize,
    /// The number of words so far.
    words: usize,
    /// The number that contains the current word, if any.
    number: Option<NumberSpan>,
    token: Token,
}

/// A number in the tokenized text, with its value.
struct NumberSpan {
    start: usize,
    end: usize,
    value: f64,
}

impl<'a> WordStream<'a> {
    fn new(text: &'a str, numbers: NumberMode, manner: TokenizerConfig) -> Self {
        Self {
            text,
            numbers,
            manner,
            elided: None,
            at: 0,
            words: 0,
            number: None,
            token: Token::default(),
        }
    }

    /// Returns the range of the next word, or `None` at the end of the text. If the word is part of a number, sets
    /// `self.number` to that number.
    fn next_word(&mut self) -> Option<ByteRange> {
        let start = next_start(self.text, self.at)?;
        let inside = self
            .number
            .as_ref()
            .is_some_and(|number| start < number.end);
        if !inside && self.numbers != NumberMode::AsWords {
            self.number = match self.manner.numerals {
                Numerals::English => number_at(self.text, start),
                Numerals::Plain(format) => plain_number_at(self.text, start, format),
            };
        }
        let number_end = self.number.as_ref().map_or(start, |number| number.end);
        let end = word_end(self.text, start, number_end, self.manner.apart);
        self.at = end;
        self.words += 1;
        Some(ByteRange::new(start, end))
    }

    fn emit(&mut self, start: usize, end: usize) {
        self.token.position = self.words - 1;
        self.token.offset_from = start;
        self.token.offset_to = end;
        self.token.text.clear();
    }

    fn emit_word(&mut self, range: ByteRange) {
        self.emit(range.start, range.end);
        let word = truncate_word(without_possessive(&self.text[range.as_range()]));
        // Numbers have the same term in all languages.
        if let Some(mark) = self.manner.mark.filter(|_| !starts_with_digit(word)) {
            self.token.text.push(mark);
        }
        fold_into(word, &mut self.token.text);
        if self.manner.elides {
            let rest = after_elision(&self.text[range.as_range()]);
            self.elided = rest.map(|rest| ByteRange::new(range.end - rest.len(), range.end));
        }
    }

    fn emit_number(&mut self, number: &NumberSpan) {
        self.emit(number.start, number.end);
        self.token.text.push_str(&term_of_number(number.value));
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(rest) = self.elided.take() {
            self.emit_word(rest);
            return true;
        }
        // A number is emitted after its last word.
        if self
            .number
            .as_ref()
            .is_some_and(|number| self.at >= number.end)
            && let Some(number) = self.number.take()
        {
            self.emit_number(&number);
            return true;
        }
        while let Some(word) = self.next_word() {
            let Some(number) = &self.number else {
                self.emit_word(word);
                return true;
            };
            let digits_alone = number.start == word.start
                && number.end == word.end
                && starts_with_digit(&self.text[word.start..]);
            let last = word.end >= number.end;
            if self.numbers == NumberMode::Beside && !digits_alone {
                self.emit_word(word);
                return true;
            }
            if last && let Some(number) = self.number.take() {
                self.emit_number(&number);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Returns the offset of the first letter or digit at or after `at`, or `None` if there is none.
fn next_start(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let passed = |b: &u8| b.is_ascii() && !b.is_ascii_alphanumeric();
    let at = at + bytes[at..].iter().take_while(|b| passed(b)).count();
    if bytes.get(at)?.is_ascii() {
        return Some(at);
    }
    Some(at + text[at..].find(char::is_alphanumeric)?)
}

/// Returns the number that starts at `start`, or `None` if there is none. A lone "one" is not a number ("no one"), and
/// neither are digits with a leading zero, such as "007".
fn number_at(text: &str, start: usize) -> Option<NumberSpan> {
    let rest = &text[start..];
    if !may_begin_number(rest.as_bytes()) {
        return None;
    }
    let read = number_parser::read(text, start)?;
    let word = &text[start..read.end];
    let zeros = rest.starts_with('0') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let goes_on = text[read.end..].starts_with(char::is_alphanumeric)
        || (starts_with_digit(rest) && continues_with_digits(&text[read.end..]));
    let plain = !word.eq_ignore_ascii_case("one") && !zeros && !goes_on;
    plain.then_some(NumberSpan {
        start,
        end: read.end,
        value: read.value,
    })
}

/// Returns the number in digits that starts at `start`, or `None` if there is none. `format` is the number format of a
/// language other than English.
fn plain_number_at(
    text: &str,
    start: usize,
    format: multilingual::NumberFormat,
) -> Option<NumberSpan> {
    let rest = &text[start..];
    if !starts_with_digit(rest) {
        return None;
    }
    let number = multilingual::number(text, start, format);
    let mut before = text[..start].chars().rev();
    let within = matches!(before.next(), Some('.' | ','))
        && before.next().is_some_and(|c| c.is_ascii_digit());
    let zeros = rest.starts_with('0') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let behind = text[number.end..].chars().next();
    let goes_on = behind.is_some_and(|c| c.is_alphanumeric() && !stands_apart(c));
    (!within && !zeros && !goes_on).then_some(NumberSpan {
        start,
        end: number.end,
        value: number.value?,
    })
}

/// Returns whether a word may start a number, based on its first two bytes. This rejects most words quickly.
fn may_begin_number(word: &[u8]) -> bool {
    let lower = |at: usize| word.get(at).map_or(0, u8::to_ascii_lowercase);
    match lower(0) {
        b'0'..=b'9' => true,
        b'a' => lower(1) == b' ',
        b'e' => matches!(lower(1), b'i' | b'l'),
        b'f' => matches!(lower(1), b'i' | b'o'),
        b'n' => lower(1) == b'i',
        b'o' => lower(1) == b'n',
        b's' => matches!(lower(1), b'e' | b'i'),
        b't' => matches!(lower(1), b'e' | b'h' | b'w'),
        b'z' => lower(1) == b'e',
        _ => false,
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Returns whether `rest` starts with a separator and a digit, as it does after "2022.03" in "2022.03.01".
fn continues_with_digits(rest: &str) -> bool {
    rest.strip_prefix(['.', ',', ':', '/'])
        .is_some_and(starts_with_digit)
}

/// Returns the end of the word that starts at `start`. The word may contain apostrophes, full stops and commas. If
/// `apart` is true, each character of a script without spaces between words is a word of its own.
fn word_end(text: &str, start: usize, number_end: usize, apart: bool) -> usize {
    // Fast path: nearly all words consist of ASCII letters and digits.
    let plain = |b: &u8| b.is_ascii_alphanumeric();
    let mut end = start
        + text.as_bytes()[start..]
            .iter()
            .take_while(|b| plain(b))
            .count();
    // The word ends here, unless the next character may continue it.
    let may_join = |b: &u8| !b.is_ascii() || matches!(b, b'\'' | b'.' | b',');
    if end > start && !text.as_bytes().get(end).is_some_and(may_join) {
        return end;
    }
    let from = end;
    for (offset, c) in text[from..].char_indices() {
        let at = from + offset;
        if apart && stands_apart(c) {
            return if at == start { at + c.len_utf8() } else { end };
        }
        if c.is_alphanumeric() || (c >= '\u{300}' && is_combining_mark(c)) {
            end = at + c.len_utf8();
            continue;
        }
        let next = text[at + c.len_utf8()..].chars().next();
        let joins = match c {
            '\'' | '\u{2019}' => next.is_some_and(char::is_alphabetic),
            '.' if is_initial(&text[start..at]) => next.is_some_and(char::is_alphabetic),
            '.' => at < number_end && next.is_some_and(|n| n.is_ascii_digit()),
            ',' => at < number_end || is_grouped(&text[start..at], &text[at + 1..]),
            _ => false,
        };
        if !joins {
            break;
        }
    }
    end
}

/// Returns whether a character belongs to a script without spaces between words: Chinese or Japanese.
fn stands_apart(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Returns the part of a word after its apostrophe, such as "Ukraine" in "l'Ukraine". Returns `None` if the word has no
/// apostrophe or starts with one, or if fewer than two characters follow the apostrophe.
pub fn after_elision(word: &str) -> Option<&str> {
    let at = word.find(['\'', '\u{2019}'])?;
    let rest = word[at..].trim_start_matches(['\'', '\u{2019}']);
    (at > 0 && rest.chars().nth(1).is_some()).then_some(rest)
}

/// Returns whether a comma between `before` and `after` is a thousands separator.
fn is_grouped(before: &str, after: &str) -> bool {
    let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3 && before.ends_with(|c: char| c.is_ascii_digit())
}

/// Returns whether `word` ends in a single capital letter, as "U" and "U.S" do.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars().rev();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(|before| before == '.')
}

fn without_possessive(word: &str) -> &str {
    if !word.ends_with(['s', 'S']) {
        return word;
    }
    ["'s", "\u{2019}s", "'S", "\u{2019}S"]
        .iter()
        .find_map(|s| word.strip_suffix(s))
        .unwrap_or(word)
}

fn truncate_word(word: &str) -> &str {
    if word.len() <= LONGEST_WORD {
        return word;
    }
    let end = word.char_indices().nth(LONGEST_WORD);
    end.map_or(word, |(end, _)| &word[..end])
}

fn fold_into(text: &str, folded: &mut String) {
    let digits = starts_with_digit(text);
    let left_out = |c: char| match c {
        ',' => digits,
        '\'' | '\u{2019}' | '.' => !digits,
        _ => false,
    };
    if !text.is_ascii() {
        let plain = text
            .nfkd()
            .filter(|c| !is_combining_mark(*c) && !left_out(*c));
        folded.extend(plain.flat_map(char::to_lowercase));
    } else if text.bytes().any(|b| left_out(b.into())) {
        let kept = text.chars().filter(|c| !left_out(*c));
        folded.extend(kept.map(|c| c.to_ascii_lowercase()));
    } else {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
    }
}

fn term_of_number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{}", value as i64)
    } else {
        format!("{value}")
    }
}
