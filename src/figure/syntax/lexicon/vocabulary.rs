//! Maps words to their ids and classes.
//!
//! Every word in a sentence that contains a number is looked up here. For speed, words of up to sixteen ASCII
//! characters are compared as two integers, without an allocation.

use rustc_hash::FxHashMap;

use crate::figure::syntax::word_class::Classes;

/// The id and classes of a word that is not in the lexicon.
pub const UNKNOWN: (u32, Classes) = (0, 0);

/// A map from words to their ids and classes.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The ids of words of up to sixteen ASCII characters, keyed by their packed characters.
    short: FxHashMap<(u64, u64), u32>,
    /// The ids of all other words.
    long: FxHashMap<Box<[u8]>, u32>,
    /// The classes of each word, indexed by its id minus one.
    classes: Vec<Classes>,
}

impl Vocabulary {
    /// Returns the id and classes of the word `text[start..end]`, ignoring case. Returns [`UNKNOWN`] if the word is not
    /// in the vocabulary.
    pub fn get(&self, text: &str, start: usize, end: usize) -> (u32, Classes) {
        let number = match key(text.as_bytes(), start, end) {
            Some(key) => self.short.get(&key),
            None if end - start > LONGEST => None,
            None => self.folded(&fold(&text[start..end])),
        };
        number.map_or(UNKNOWN, |&number| {
            (number, self.classes[number as usize - 1])
        })
    }

    /// Returns the id of a word that [`fold`] has already converted, or `None` if the word is not in the vocabulary.
    fn folded(&self, word: &[u8]) -> Option<&u32> {
        match key(word, 0, word.len()) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word),
        }
    }

    /// Inserts a word if it is new, adds `classes` to its classes, and returns its id.
    pub fn enter(&mut self, word: &str, classes: Classes) -> u32 {
        let next = self.classes.len() as u32 + 1;
        let number = if let Some(key) = key(word.as_bytes(), 0, word.len()) {
            *self.short.entry(key).or_insert(next)
        } else {
            // The apostrophe of "isn’t" is not ASCII before it is folded.
            let folded = fold(word);
            match key(&folded, 0, folded.len()) {
                Some(key) => *self.short.entry(key).or_insert(next),
                None => *self.long.entry(folded).or_insert(next),
            }
        };
        if number == next {
            self.classes.push(0);
        }
        self.classes[number as usize - 1] |= classes;
        number
    }
}

/// The maximum length in bytes of a word that is looked up.
const LONGEST: usize = 32;

/// A mask of the highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Packs a word of up to sixteen ASCII characters into two integers, in lower case and padded with zeros. Returns
/// `None` for any other word.
fn key(text: &[u8], start: usize, end: usize) -> Option<(u64, u64)> {
    let len = end - start;
    if len == 0 || len > 16 {
        return None;
    }
    let (first, second) = if let Some(all) = text.get(start..).and_then(|it| it.first_chunk()) {
        halves(all)
    } else {
        // Fewer than sixteen bytes remain from `start` on.
        let mut all = [0; 16];
        all[..len].copy_from_slice(&text[start..end]);
        halves(&all)
    };
    let first = first & u64::MAX >> (64 - 8 * len.min(8));
    let second = if len > 8 {
        second & u64::MAX >> (128 - 8 * len)
    } else {
        0
    };
    ((first | second) & HIGH == 0).then(|| (to_lower(first), to_lower(second)))
}

fn halves(bytes: &[u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(*bytes);
    (both as u64, (both >> 64) as u64)
}

/// Converts eight ASCII bytes to lower case.
fn to_lower(bytes: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let above = |byte: u8| bytes + ONES * u64::from(0x7f - byte);
    // The high bit is set for each byte from 'A' to 'Z'.
    let capital = above(b'A' - 1) & !above(b'Z') & HIGH;
    bytes | capital >> 2
}

/// Converts a word to lower case and straightens its apostrophes.
pub(in crate::figure::syntax) fn fold(word: &str) -> Box<[u8]> {
    if word.is_ascii() {
        return word.to_ascii_lowercase().into_bytes().into_boxed_slice();
    }
    let plain = word.to_lowercase().replace('’', "'");
    plain.into_bytes().into_boxed_slice()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lookup_ignores_case_and_apostrophe_style() {
        let mut words = Vocabulary::default();
        let all = [
            "a",
            "ab",
            "abc",
            "abcd",
            "abcdefg",
            "abcdefgh",
            "aaaaaaaaa",
            "aaaaaaaaaa",
            "abcdefghijklmnop",
            "abcdefghijklmnopq",
            "'s",
            "année",
            "[",
            "@z",
        ];
        for word in all {
            words.enter(word, 0);
        }
        words.enter("abc", 2);
        // The result must not depend on the text after the word.
        let get = |word: &str| {
            let alone = words.get(word, 0, word.len());
            assert_eq!(
                words.get(&format!("{word} and the letters behind"), 0, word.len()),
                alone,
                "{word}"
            );
            alone
        };
        for (nth, word) in all.iter().enumerate() {
            let number = nth as u32 + 1;
            assert_eq!(get(word).0, number, "{word}");
            assert_eq!(get(&word.to_uppercase()).0, number, "{word}");
        }
        assert_eq!(get("’s").0, get("'s").0);
        for other in [
            "",
            "aaaaaaaa",
            "b",
            "{",
            "`z",
            "abcdefghijklmnopqrstuvwxyzabcdefghi",
        ] {
            assert_eq!(get(other), UNKNOWN, "{other}");
        }
        assert_eq!(get("ABC"), (3, 2));
    }
}
