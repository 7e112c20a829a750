//! Text to terms: how words, numbers and names are written in the index and looked up in it.
//!
//! A word is a run of letters and digits, in lower case and without accents. `7,000`, `7000` and `seven thousand` are one
//! term, `7000`, at the position of their last word; in the index it stands beside the words, in a query it replaces them.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use tantivy::tokenizer::{
    Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
    TokenizerManager,
};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::figure::{nation, numeral};

/// The whole value as one term.
pub const RAW: &str = "raw";
/// Stemmed words and numbers of running text, as they are indexed.
pub const TEXT: &str = "text";
/// Words of running text as they are, for wildcards and misspellings.
pub const WORDS: &str = "words";
/// Names and nouns in which Russia and Russian, defence and defense, soldier and soldiers are the same.
pub const NAMES: &str = "names";
/// Names of outlets, without "the".
pub const OUTLET: &str = "outlet";
/// The parts of paths and addresses.
pub const PARTS: &str = "parts";

/// Longer words are cut: nobody searches for them, and hostile input is made of them.
const LONGEST_WORD: usize = 100;

/// The analyzers that the schema names.
pub fn analyzers() -> TokenizerManager {
    let manager = TokenizerManager::new();
    manager.register(RAW, RawTokenizer::default());
    // tantivy wants an analyzer also for fields that are not indexed.
    manager.register("default", RawTokenizer::default());
    manager.register(
        TEXT,
        TextAnalyzer::builder(Words(Numbers::Beside))
            .filter(english())
            .build(),
    );
    manager.register(WORDS, Words(Numbers::AsWords));
    manager.register(PARTS, Words(Numbers::AsWords));
    manager.register(NAMES, names(&[]));
    manager.register(OUTLET, names(&["the"]));
    manager
}

/// The analyzer of words in a query over fields analyzed as [`TEXT`].
pub fn query_text() -> TextAnalyzer {
    TextAnalyzer::builder(Words(Numbers::Replace))
        .filter(english())
        .build()
}

/// The terms of `text`, with their positions.
pub fn terms(analyzer: &mut TextAnalyzer, text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    analyzer
        .token_stream(text)
        .process(&mut |token| found.push((token.position, token.text.clone())));
    found
}

/// `text` in lower case and without accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

fn english() -> Stemmer {
    Stemmer::new(Language::English)
}

fn names(without: &'static [&'static str]) -> TextAnalyzer {
    TextAnalyzer::builder(Words(Numbers::AsWords))
        .filter(Alike { without })
        .filter(english())
        .build()
}

/// What becomes of a number in a stream of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// Its value stands beside its words, at the position of the last.
    Beside,
    /// Its value stands in place of its words.
    Replace,
    /// Numbers are words like all others.
    AsWords,
}

#[derive(Clone)]
struct Words(Numbers);

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream {
            text,
            numbers: self.0,
            at: 0,
            words: 0,
            number: None,
            token: Token::default(),
        }
    }
}

struct WordStream<'a> {
    text: &'a str,
    numbers: Numbers,
    /// Where the next word is looked for.
    at: usize,
    /// How many words came before.
    words: usize,
    /// The number whose words are being read.
    number: Option<Number>,
    token: Token,
}

struct Number {
    start: usize,
    end: usize,
    value: f64,
}

impl WordStream<'_> {
    /// The next word, with a number's words told by `self.number`.
    fn next_word(&mut self) -> Option<(usize, usize)> {
        let start = self.at + self.text[self.at..].find(char::is_alphanumeric)?;
        let inside = self
            .number
            .as_ref()
            .is_some_and(|number| start < number.end);
        if !inside && self.numbers != Numbers::AsWords {
            self.number = number_at(self.text, start);
        }
        let number_end = self.number.as_ref().map_or(start, |number| number.end);
        let end = word_end(self.text, start, number_end);
        self.at = end;
        self.words += 1;
        Some((start, end))
    }

    fn emit(&mut self, start: usize, end: usize) {
        self.token.position = self.words - 1;
        self.token.offset_from = start;
        self.token.offset_to = end;
        self.token.text.clear();
    }

    fn emit_word(&mut self, start: usize, end: usize) {
        self.emit(start, end);
        let word = cut(without_possessive(&self.text[start..end]));
        if starts_with_digit(word) {
            let plain = word
                .chars()
                .filter(|c| *c != ',')
                .flat_map(char::to_lowercase);
            self.token.text.extend(plain);
        } else {
            fold_into(word, &mut self.token.text);
        }
    }

    fn emit_number(&mut self, number: &Number) {
        self.emit(number.start, number.end);
        self.token.text.push_str(&term_of_number(number.value));
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        // A number whose last word has been read is due.
        if self
            .number
            .as_ref()
            .is_some_and(|number| self.at >= number.end)
            && let Some(number) = self.number.take()
        {
            self.emit_number(&number);
            return true;
        }
        while let Some((start, end)) = self.next_word() {
            let Some(number) = &self.number else {
                self.emit_word(start, end);
                return true;
            };
            let digits_alone = number.start == start
                && number.end == end
                && starts_with_digit(&self.text[start..]);
            let last = end >= number.end;
            if self.numbers == Numbers::Beside && !digits_alone {
                self.emit_word(start, end);
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

/// The number that begins at `start`. A lone "one" is a word ("no one"), and `007` is what it says.
fn number_at(text: &str, start: usize) -> Option<Number> {
    let rest = &text[start..];
    let read = numeral::read(text, start)?;
    let word = &text[start..read.end];
    let zeros = rest.starts_with('0') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let goes_on = text[read.end..].starts_with(char::is_alphanumeric)
        || (starts_with_digit(rest) && continues_with_digits(&text[read.end..]));
    let plain = !word.eq_ignore_ascii_case("one") && !zeros && !goes_on;
    plain.then_some(Number {
        start,
        end: read.end,
        value: read.value,
    })
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a date or a version goes on here: `2022.03` before `.01`.
fn continues_with_digits(rest: &str) -> bool {
    rest.strip_prefix(['.', ',', ':', '/'])
        .is_some_and(starts_with_digit)
}

/// Where the word that begins at `start` ends: at the last letter or digit, with what joins two of them in one word.
fn word_end(text: &str, start: usize, number_end: usize) -> usize {
    let mut end = start;
    for (offset, c) in text[start..].char_indices() {
        let at = start + offset;
        if c.is_alphanumeric() || is_combining_mark(c) {
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

/// Whether a comma between `before` and `after` sets off thousands.
fn is_grouped(before: &str, after: &str) -> bool {
    let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3 && before.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether `word` ends in a letter that stands alone, as in "U.S.".
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars().rev();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(|before| before == '.')
}

fn without_possessive(word: &str) -> &str {
    ["'s", "\u{2019}s", "'S", "\u{2019}S"]
        .iter()
        .find_map(|s| word.strip_suffix(s))
        .unwrap_or(word)
}

fn cut(word: &str) -> &str {
    match word.char_indices().nth(LONGEST_WORD) {
        Some((end, _)) if word.len() > LONGEST_WORD => &word[..end],
        _ => word,
    }
}

fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        folded.extend(
            text.bytes()
                .filter(|b| !matches!(b, b'\'' | b'.'))
                .map(|b| char::from(b.to_ascii_lowercase())),
        );
    } else {
        let plain = text
            .nfkd()
            .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '\u{2019}' | '.'));
        folded.extend(plain.flat_map(char::to_lowercase));
    }
}

fn term_of_number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{}", value as i64)
    } else {
        format!("{value}")
    }
}

/// Gives names that mean the same the same term.
#[derive(Clone)]
struct Alike {
    without: &'static [&'static str],
}

#[derive(Clone)]
struct AlikeTokenizer<T> {
    inner: T,
    without: &'static [&'static str],
}

struct AlikeStream<S> {
    inner: S,
    without: &'static [&'static str],
}

impl TokenFilter for Alike {
    type Tokenizer<T: Tokenizer> = AlikeTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> AlikeTokenizer<T> {
        AlikeTokenizer {
            inner,
            without: self.without,
        }
    }
}

impl<T: Tokenizer> Tokenizer for AlikeTokenizer<T> {
    type TokenStream<'a> = AlikeStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        AlikeStream {
            inner: self.inner.token_stream(text),
            without: self.without,
        }
    }
}

impl<S: TokenStream> TokenStream for AlikeStream<S> {
    fn advance(&mut self) -> bool {
        while self.inner.advance() {
            let text = &mut self.inner.token_mut().text;
            if self.without.contains(&text.as_str()) {
                continue;
            }
            if let Some(same) = nation(text).or_else(|| SPELLINGS.get(text.as_str()).copied()) {
                same.clone_into(text);
            }
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

/// British spellings in the names of offices and things counted, with the American ones they are looked up as.
static SPELLINGS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    [
        ("armour", "armor"),
        ("armoured", "armored"),
        ("authorised", "authorized"),
        ("centre", "center"),
        ("centres", "center"),
        ("civilisation", "civilization"),
        ("defence", "defense"),
        ("fibre", "fiber"),
        ("harbour", "harbor"),
        ("hospitalised", "hospitalized"),
        ("kilometre", "kilometer"),
        ("kilometres", "kilometer"),
        ("labour", "labor"),
        ("licence", "license"),
        ("litre", "liter"),
        ("litres", "liter"),
        ("metre", "meter"),
        ("metres", "meter"),
        ("mobilised", "mobilized"),
        ("neighbour", "neighbor"),
        ("neighbours", "neighbor"),
        ("offence", "offense"),
        ("offences", "offense"),
        ("organisation", "organization"),
        ("organisations", "organization"),
        ("programme", "program"),
        ("programmes", "program"),
        ("theatre", "theater"),
        ("tonne", "ton"),
        ("tonnes", "ton"),
        ("tyre", "tire"),
    ]
    .into_iter()
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    fn check(analyzer: &str, text: &str, expected: &str) {
        let mut analyzer = analyzers().get(analyzer).expect("registered");
        assert_eq!(shown(&mut analyzer, text), expected, "{text}");
    }

    fn shown(analyzer: &mut TextAnalyzer, text: &str) -> String {
        let shown: Vec<_> = terms(analyzer, text)
            .into_iter()
            .map(|(at, term)| format!("{at}:{term}"))
            .collect();
        shown.join(" ")
    }

    #[test]
    fn numbers_are_one_term_however_written() {
        let rows = [
            ("7,000 troops", "0:7000 1:troop"),
            ("7000 troops", "0:7000 1:troop"),
            ("seven thousand troops", "0:seven 1:thousand 1:7000 2:troop"),
            ("about 7.5 million", "0:about 1:7.5 2:million 2:7500000"),
            ("no one", "0:no 1:one"),
            ("two men", "0:two 0:2 1:men"),
            ("in 2022.03.01 style", "0:in 1:2022 2:03 3:01 4:style"),
            ("agent 007", "0:agent 1:007"),
            ("the 19th century", "0:the 1:19th 2:centuri"),
            ("7,", "0:7"),
        ];
        for (text, expected) in rows {
            check(TEXT, text, expected);
        }
    }

    #[test]
    fn words_are_folded() {
        let rows = [
            (
                "Russia\u{2019}s U.S. O'Brien don't",
                "0:russia 1:us 2:obrien 3:dont",
            ),
            (
                "Zelenskyy caf\u{e9} cafe\u{301}",
                "0:zelenskyy 1:cafe 2:cafe",
            ),
            ("well-known AT&T", "0:well 1:known 2:at 3:t"),
            ("end. Next", "0:end 1:next"),
            ("\u{1d504}\u{4e2d}\u{6587}", "0:a\u{4e2d}\u{6587}"),
            ("", ""),
        ];
        for (text, expected) in rows {
            check(WORDS, text, expected);
        }
    }

    #[test]
    fn names_that_mean_the_same_are_the_same() {
        check(
            NAMES,
            "Russia's Defence Ministry",
            "0:russia 1:defens 2:ministri",
        );
        check(
            NAMES,
            "Russian defense ministries",
            "0:russia 1:defens 2:ministri",
        );
        check(OUTLET, "The New York Times", "1:new 2:york 3:time");
    }

    #[test]
    fn a_number_in_a_query_replaces_its_words() {
        assert_eq!(
            shown(&mut query_text(), "seven thousand troops"),
            "1:7000 2:troop"
        );
        assert_eq!(shown(&mut query_text(), "7,000 troops"), "0:7000 1:troop");
    }
}
