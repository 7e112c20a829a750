//! Finds the sentences that may hold a number, at the speed at which bytes are read.

use std::sync::LazyLock;

/// The first three letters of words that a number can begin with, as a set of hashes.
static STARTS: LazyLock<Box<[bool; 32768]>> = LazyLock::new(|| {
    let mut set = Box::new([false; 32768]);
    for word in WORDS {
        let b = word.as_bytes();
        set[key(b[0], b[1], b[2])] = true;
    }
    set
});

/// Words that a number can begin with, or that are one.
const WORDS: [&str; 46] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousands",
    "thousand",
    "million",
    "millions",
    "billion",
    "billions",
    "trillions",
    "dozen",
    "dozens",
    "half",
    "third",
    "quarter",
    "scores",
    "couple",
    "fourfold",
    "tens",
];

/// Five bits of each of three letters, upper or lower.
const fn key(a: u8, b: u8, c: u8) -> usize {
    ((a & 31) as usize) << 10 | ((b & 31) as usize) << 5 | (c & 31) as usize
}

/// Whether `text` may hold a number: a digit, or the first letters of a number word at the start of a word.
pub fn may_hold_number(text: &str) -> bool {
    let starts = &**STARTS;
    let bytes = text.as_bytes();
    let mut previous = b' ';
    for (i, &byte) in bytes.iter().enumerate() {
        if byte.is_ascii_alphabetic() {
            if !previous.is_ascii_alphabetic()
                && let Some(&[b, c]) = bytes.get(i + 1..i + 3)
                && starts[key(byte, b, c)]
            {
                return true;
            }
        } else if byte.is_ascii_digit()
            || byte == 0xc2 && matches!(bytes.get(i + 1), Some(0xbc..=0xbe))
        {
            return true;
        }
        previous = byte;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::may_hold_number;

    #[test]
    fn sees_digits_and_number_words() {
        for text in [
            "at 5",
            "Seven men",
            "a half-million",
            "the dozens",
            "¼ cup",
            "x-ninety",
        ] {
            assert!(may_hold_number(text), "{text}");
        }
        for text in ["", "no men at all", "someone bent", "often weightless"] {
            assert!(!may_hold_number(text), "{text}");
        }
    }
}
