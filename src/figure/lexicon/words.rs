//! Words to their numbers and classes.

use rustc_hash::FxHashMap;

use super::{Classes, UNKNOWN};

/// Words, each with its number and its classes.
#[derive(Debug, Default)]
pub struct Words {
    /// Words of up to sixteen ASCII letters, which most are, by the letters themselves.
    short: FxHashMap<Key, (u32, Classes)>,
    /// The others.
    long: FxHashMap<Box<[u8]>, (u32, Classes)>,
}

/// A short word: its first and last letters, which overlap, and its length.
type Key = (u64, u64, usize);

impl Words {
    /// The number and classes of a word, whatever its case.
    pub fn get(&self, word: &str) -> (u32, Classes) {
        let found = match key(word.as_bytes()) {
            Some(key) => self.short.get(&key),
            None if word.len() > LONGEST => None,
            None => {
                let folded = fold(word);
                match key(&folded) {
                    Some(key) => self.short.get(&key),
                    None => self.long.get(&*folded),
                }
            }
        };
        found.copied().unwrap_or(UNKNOWN)
    }

    /// The number of a word that is among them or joins them now, as one of `classes`.
    pub fn enter(&mut self, word: &str, classes: Classes) -> u32 {
        let next = (self.short.len() + self.long.len() + 1) as u32;
        let folded = fold(word);
        let entry = match key(&folded) {
            Some(key) => self.short.entry(key).or_insert((next, 0)),
            None => self.long.entry(folded).or_insert((next, 0)),
        };
        entry.1 |= classes;
        entry.0
    }
}

/// Longer words are not looked up.
const LONGEST: usize = 32;

/// The high bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// A word of up to sixteen ASCII letters, in small ones.
fn key(word: &[u8]) -> Option<Key> {
    let eight = |from: usize| Some(u64::from_le_bytes(*word[from..].first_chunk()?));
    let four = |from: usize| Some(u64::from(u32::from_le_bytes(*word[from..].first_chunk()?)));
    let len = word.len();
    let (first, last) = match len {
        1..=3 => {
            let byte = |i: usize| u64::from(word[i]);
            (byte(0) | byte(len / 2) << 8 | byte(len - 1) << 16, 0)
        }
        4..=7 => (four(0)? | four(len - 4)? << 32, 0),
        8..=16 => (eight(0)?, eight(len - 8)?),
        _ => return None,
    };
    ((first | last) & HIGH == 0).then(|| (small(first), small(last), len))
}

/// Eight ASCII bytes with their capital letters made small.
fn small(bytes: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let above = |byte: u8| bytes + ONES * u64::from(0x7f - byte);
    // The high bit of each byte from 'A' to 'Z'.
    let capital = above(b'A' - 1) & !above(b'Z') & HIGH;
    bytes | capital >> 2
}

/// A word in small letters, with straight apostrophes.
fn fold(word: &str) -> Box<[u8]> {
    let plain = word.to_lowercase().replace('’', "'");
    plain.into_bytes().into_boxed_slice()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_apostrophes_make_no_other_word() {
        let mut words = Words::default();
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
        for (nth, word) in all.iter().enumerate() {
            let number = nth as u32 + 1;
            assert_eq!(words.get(word).0, number, "{word}");
            assert_eq!(words.get(&word.to_uppercase()).0, number, "{word}");
        }
        assert_eq!(words.get("’s").0, words.get("'s").0);
        for other in [
            "",
            "aaaaaaaa",
            "b",
            "{",
            "`z",
            "abcdefghijklmnopqrstuvwxyzabcdefghi",
        ] {
            assert_eq!(words.get(other), UNKNOWN, "{other}");
        }
        words.enter("abc", 2);
        assert_eq!(words.get("ABC"), (3, 2));
    }
}
