//! The words of a text as hashes, which are the same for every version of every library: they stand on disk.

/// A word of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Its hash; that of a blank for what says how many or when.
    pub frame: u64,
    /// Its hash.
    pub exact: u64,
}

/// Words that say when, and change from one bulletin to the next.
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

/// The hash of a blank.
const BLANK: u64 = 0x2545_f491_4f6c_dd1d;
/// What a hash begins with, and is multiplied by for each byte, as in FNV-1a.
const BEGIN: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Hands over the words of a text in their order, in lower case. A number is one word: "5,300.5". Where a script has no
/// spaces each letter is one.
pub fn each_word(text: &str, mut take: impl FnMut(Word)) {
    let mut word = Open::default();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let within_number = matches!(c, ',' | '.')
            && word.ends_in_digit
            && chars.peek().is_some_and(char::is_ascii_digit);
        if c.is_ascii_alphanumeric() || within_number {
            word.push_ascii(c);
        } else if c.is_ascii() || !c.is_alphanumeric() {
            word.close(&mut take);
        } else if alone(c) {
            word.close(&mut take);
            word.push(c);
            word.close(&mut take);
        } else {
            c.to_lowercase().for_each(|c| word.push(c));
        }
    }
    word.close(&mut take);
}

/// The hash of a text as it is.
pub fn hash_of(text: &str) -> u64 {
    text.bytes().fold(BEGIN, add)
}

fn add(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// A word that may go on.
struct Open {
    hash: u64,
    length: usize,
    number: bool,
    ends_in_digit: bool,
}

impl Default for Open {
    fn default() -> Self {
        Self {
            hash: BEGIN,
            length: 0,
            number: false,
            ends_in_digit: false,
        }
    }
}

impl Open {
    #[inline]
    fn push_ascii(&mut self, c: char) {
        self.hash = add(self.hash, (c as u8).to_ascii_lowercase());
        self.length += 1;
        self.ends_in_digit = c.is_ascii_digit();
        self.number |= self.ends_in_digit;
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
    fn close(&mut self, take: &mut impl FnMut(Word)) {
        if self.length == 0 {
            return;
        }
        let exact = self.hash;
        let blank = self.number || (5..=9).contains(&self.length) && says_when(exact);
        take(Word {
            frame: if blank { BLANK } else { exact },
            exact,
        });
        *self = Self::default();
    }
}

fn says_when(hash: u64) -> bool {
    static HASHES: std::sync::LazyLock<Vec<u64>> =
        std::sync::LazyLock::new(|| TIMES.iter().map(|time| hash_of(time)).collect());
    HASHES.contains(&hash)
}

/// Whether a letter is a word: in scripts without spaces.
fn alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(word));
        words
    }

    #[test]
    fn words_are_the_same_in_any_case_and_numbers_are_one() {
        assert_eq!(words("The DAM, it broke!"), words("the dam (it) broke"));
        assert_eq!(words("ÉTÉ Straße"), words("été straße"));
        assert_eq!(words("5,300.5 dead").len(), 2);
        assert_eq!(words("in 2024, 5. In").len(), 4);
        assert_eq!(words("大坝决堤 dam").len(), 5);
        assert_eq!(words(" .,-\n"), []);
    }

    #[test]
    fn numbers_and_days_are_blanks() {
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
    fn hashes_stay_what_they_are() {
        // They stand on disk: others need another format of the index.
        let [word] = words("Dam")[..] else {
            panic!("one word")
        };
        assert_eq!(word.exact, 0xca8d_4518_f457_a381);
        assert_eq!(hash_of("dam"), word.exact);
    }

    proptest! {
        #[test]
        fn any_text_has_no_more_words_than_letters(text in any::<String>()) {
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            prop_assert!(words(&text).len() <= letters);
        }
    }
}
