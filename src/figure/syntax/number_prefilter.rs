//! A fast filter that rejects sentences without a number before they are tokenised.
//!
//! The filter may accept a sentence without a number, which only costs time. It must not reject a sentence with a
//! number, because its figures would be lost.

use std::sync::LazyLock;

use memchr::memchr2_iter;

use super::table;
use crate::figure::number_parser::{self, digit};

/// The words that a number can start with, and a bit set for a fast check of their first letters.
struct Starts {
    words: Vec<&'static [u8]>,
    /// A bit set of hashed keys, one key for each possible start of a word in `words`. [`pass`] builds the keys.
    beginnings: Box<[u64; 1 << (BITS - 6)]>,
}

/// The number of bits in a hash.
const BITS: u32 = 15;

static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut starts = Starts {
        words: words(),
        beginnings: Box::new([0; 1 << (BITS - 6)]),
    };
    for word in &starts.words {
        // A three-letter word matches only as a whole word, or before "fold".
        let fourth: &[u8] = if word.len() > 3 { &word[3..4] } else { b" f" };
        for &fourth in fourth {
            let beginning = [word[0], word[1], word[2], fourth];
            let hash = hash(beginning.iter().fold(0, |key, &byte| pass(key, byte)));
            starts.beginnings[hash >> 6] |= 1 << (hash & 63);
        }
    }
    starts
});

/// Returns the words of at least three letters that a number can start with.
fn words() -> Vec<&'static [u8]> {
    let amounts = table::rows(include_str!("../tables/amounts.txt")).flat_map(|(_, items)| items);
    let words = number_parser::small_words()
        .chain(amounts)
        .chain(["couple"]);
    words
        .filter(|word| word.len() >= 3)
        .map(str::as_bytes)
        .collect()
}

/// Maps each byte to five bits that identify its letter, ignoring case, or to zero if it is not a letter.
static LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphabetic() {
            letters[byte] = byte as u8 & 31;
        }
        byte += 1;
    }
    letters
};

/// Appends a byte to `key`, which encodes the last five bytes. After the fourth byte of a word, these are the
/// non-letter before the word and the word's first four bytes.
fn pass(key: u32, byte: u8) -> u32 {
    (key << 5 | u32::from(LETTERS[usize::from(byte)])) & 0x1ff_ffff
}

/// Hashes a key by Fibonacci hashing.
fn hash(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> (32 - BITS)) as usize
}

/// Returns whether `text` may contain a number: a digit, a vulgar fraction, or a word that starts with a number word.
pub fn may_hold_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    digit(bytes) || fraction(bytes) || script_digit(text) || word(bytes)
}

/// Returns whether `text` contains a digit of another script. The first bytes of these digits are rare in English.
fn script_digit(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut starts = memchr2_iter(0xd9, 0xdb, bytes).chain(memchr2_iter(0xe0, 0xef, bytes));
    starts.any(|i| {
        text.get(i..)
            .is_some_and(|rest| rest.starts_with(digit::is_digit))
    })
}

/// Returns whether `bytes` contains a digit. Each chunk is tested without branches, so that the compiler can vectorise
/// the test.
fn digit(bytes: &[u8]) -> bool {
    let any = |chunk: &[u8]| {
        chunk
            .iter()
            .fold(false, |any, byte| any | byte.is_ascii_digit())
    };
    let chunks = bytes.chunks_exact(32);
    any(chunks.remainder()) || { chunks }.any(any)
}

/// Returns whether `bytes` may contain a vulgar fraction: "¼" to "¾", "⅐" to "⅞".
fn fraction(bytes: &[u8]) -> bool {
    memchr2_iter(0xc2, 0xe2, bytes).any(|i| match bytes[i] {
        0xc2 => matches!(bytes.get(i + 1), Some(0xbc..=0xbe)),
        _ => bytes.get(i + 1) == Some(&0x85),
    })
}

/// Returns whether `bytes` contains a word that starts with a number word. The key is tested at every byte, so that no
/// branch depends on where words start.
fn word(bytes: &[u8]) -> bool {
    let starts = &*STARTS;
    let may = |key: u32| {
        let hash = hash(key);
        starts.beginnings[hash >> 6] >> (hash & 63) & 1 != 0
    };
    let mut key = 0;
    for (i, &byte) in bytes.iter().enumerate() {
        key = pass(key, byte);
        if may(key) && i >= 3 && begins_number(&bytes[i - 3..], &starts.words) {
            return true;
        }
    }
    bytes.len() >= 3
        && may(pass(key, b' '))
        && begins_number(&bytes[bytes.len() - 3..], &starts.words)
}

/// Returns whether `rest` starts with one of `words`. A three-letter word matches only as a whole word, or before
/// "fold".
// Inlining this function would cost three instructions per byte in the caller's loop.
#[inline(never)]
fn begins_number(rest: &[u8], words: &[&[u8]]) -> bool {
    let begins = |rest: &[u8], word: &[u8]| {
        rest.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    words.iter().any(|word| {
        begins(rest, word)
            && (word.len() > 3
                || !rest.get(3).is_some_and(u8::is_ascii_alphabetic)
                || begins(&rest[3..], b"fold"))
    })
}

#[cfg(test)]
mod tests {
    use super::may_hold_number;

    #[test]
    fn detects_digits_and_number_words() {
        for text in [
            "at 5",
            "Seven men",
            "a half-million",
            "the dozens",
            "¼ cup",
            "⅚ of it",
            "x-ninety",
            "Fourteen",
            "tenfold",
            "a twentieth of it",
            "her seventies",
            "a couple of days",
            "ten",
            "was one",
            "(Two)",
            "Ｎｏ ５",
            "at ٣",
            "at ۳",
            "at ३",
            "at ৩",
            "at ๓",
        ] {
            assert!(may_hold_number(text), "{text}");
        }
        for text in [
            "",
            "no men at all",
            "someone bent",
            "for this country",
            "those could think through",
            "tender",
            "ทาน, يوم, हम",
        ] {
            assert!(!may_hold_number(text), "{text}");
        }
    }
}
