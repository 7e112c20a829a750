//! Hashes of words. They are stored in the index, so they must not depend on the version of a library.

use std::sync::LazyLock;

/// The two hashes of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordHash {
    /// The hash of the word, or [`BLANK`] for a number, weekday or month.
    pub frame: u64,
    /// The hash of the word itself.
    pub exact: u64,
}

/// Names of weekdays and months, which change from one bulletin to the next. This list is separate from
/// `date/calendar_names.rs` because it must never change. The stored hashes depend on it.
const TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The hash used for every number, weekday and month.
const BLANK: u64 = 0x2545_f491_4f6c_dd1d;
/// The offset basis and the prime of FNV-1a.
const BEGIN: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Passes the hashes of each word in `text` to `take`, in order and ignoring case. A number such as "5,300.5" is one
/// word. In a script without spaces between words, each letter is a word.
pub fn each_word(text: &str, mut take: impl FnMut(WordHash)) {
    let bytes = text.as_bytes();
    let mut word = WordHasher::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'a'..=b'z' => word.letter(byte),
            b'A'..=b'Z' => word.letter(byte.to_ascii_lowercase()),
            b'0'..=b'9' => word.digit(byte),
            b',' | b'.' if word.ends_in_digit && bytes.get(at).is_some_and(u8::is_ascii_digit) => {
                word.letter(byte);
            }
            0..128 => word.close(&mut take),
            _ => {
                // `at` is one byte past the start of the character.
                let c = text[at - 1..].chars().next().unwrap_or_default();
                at += c.len_utf8() - 1;
                if !c.is_alphanumeric() {
                    word.close(&mut take);
                } else if is_unspaced_script(c) {
                    word.close(&mut take);
                    word.push(c);
                    word.close(&mut take);
                } else {
                    c.to_lowercase().for_each(|c| word.push(c));
                }
            }
        }
    }
    word.close(&mut take);
}

/// Returns the hash of `text`, without changing its case.
pub fn hash_of(text: &str) -> u64 {
    text.bytes().fold(BEGIN, add)
}

fn add(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Computes the hashes of a word, character by character.
struct WordHasher {
    hash: u64,
    length: usize,
    number: bool,
    ends_in_digit: bool,
}

impl Default for WordHasher {
    fn default() -> Self {
        Self {
            hash: BEGIN,
            length: 0,
            number: false,
            ends_in_digit: false,
        }
    }
}

impl WordHasher {
    #[inline]
    fn letter(&mut self, byte: u8) {
        self.hash = add(self.hash, byte);
        self.length += 1;
        self.ends_in_digit = false;
    }

    #[inline]
    fn digit(&mut self, byte: u8) {
        self.letter(byte);
        self.ends_in_digit = true;
        self.number = true;
    }

    fn push(&mut self, c: char) {
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).bytes();
        self.hash = bytes.fold(self.hash, add);
        self.length += 1;
        self.ends_in_digit = false;
        self.number |= c.is_numeric();
    }

    #[inline]
    fn close(&mut self, take: &mut impl FnMut(WordHash)) {
        if self.length == 0 {
            return;
        }
        let exact = self.hash;
        let blank = self.number || (5..=9).contains(&self.length) && is_time_word(exact);
        take(WordHash {
            frame: if blank { BLANK } else { exact },
            exact,
        });
        *self = Self::default();
    }
}

fn is_time_word(hash: u64) -> bool {
    /// A mask and the hashes of [`TIMES`]. Each hash sets one bit of the mask, at the index given by the lowest six
    /// bits of the hash. Testing this bit rejects most other words quickly.
    static HASHES: LazyLock<(u64, Vec<u64>)> = LazyLock::new(|| {
        let hashes: Vec<_> = TIMES.iter().map(|time| hash_of(time)).collect();
        let bits = hashes.iter().fold(0, |bits, hash| bits | 1 << (hash & 63));
        (bits, hashes)
    });
    let (bits, hashes) = &*HASHES;
    bits >> (hash & 63) & 1 == 1 && hashes.contains(&hash)
}

/// Returns whether a letter belongs to a script without spaces between words. Each such letter counts as a word.
fn is_unspaced_script(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<WordHash> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(word));
        words
    }

    #[test]
    fn hashes_ignore_case_and_punctuation() {
        assert_eq!(words("The DAM, it broke!"), words("the dam (it) broke"));
        assert_eq!(words("ÉTÉ Straße"), words("été straße"));
        assert_eq!(words("5,300.5 dead").len(), 2);
        assert_eq!(words("in 2024, 5. In").len(), 4);
        assert_eq!(words("大坝决堤 dam").len(), 5);
        assert_eq!(words(" .,-\n"), []);
    }

    #[test]
    fn hashes_can_ignore_numbers_and_weekdays() {
        let frames = |text: &str| {
            words(text)
                .into_iter()
                .map(|word| word.frame)
                .collect::<Vec<_>>()
        };
        assert_eq!(frames("on Monday 12 died"), frames("on Friday 4,000 died"));
        assert_eq!(frames("3pm in May"), frames("11pm in May"));
        assert_ne!(frames("on Monday"), frames("on Mondays"));
        assert_ne!(words("Monday"), words("Friday"));
    }

    #[test]
    fn hashes_are_stable() {
        // Hashes are stored on disk, so changing them requires a new version of the index format.
        let [word] = words("Dam")[..] else {
            panic!("one word")
        };
        assert_eq!(word.exact, 0xca8d_4518_f457_a381);
        assert_eq!(hash_of("dam"), word.exact);
    }

    proptest! {
        #[test]
        fn word_count_is_at_most_letter_count(text in any::<String>()) {
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            prop_assert!(words(&text).len() <= letters);
        }
    }
}
