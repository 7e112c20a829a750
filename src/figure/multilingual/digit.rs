//! Digits of all scripts that news is written in.

/// The zeros: ASCII, Arabic, Persian, Devanagari, Bengali, and the wide ones of East Asia.
const ZEROS: [char; 6] = ['0', '٠', '۰', '०', '০', '０'];

/// What a digit says.
pub fn value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let from = |zero: &char| {
        u32::from(c)
            .checked_sub(u32::from(*zero))
            .filter(|value| *value < 10)
    };
    ZEROS.iter().find_map(from)
}

/// Whether a sign is a digit.
pub fn is_digit(c: char) -> bool {
    value(c).is_some()
}

/// Where the next digit of `text` stands, from `at` on.
pub fn next_digit(text: &str, at: usize) -> Option<usize> {
    text[at..].find(is_digit).map(|found| at + found)
}
