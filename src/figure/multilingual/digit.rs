//! Recognises decimal digits in several scripts.

/// The digit zero in ASCII, Arabic, Persian, Devanagari, Bengali and full-width form.
const ZEROS: [char; 6] = ['0', '٠', '۰', '०', '০', '０'];

/// Returns the value of a digit, or `None` for any other character.
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

/// Returns whether a character is a digit.
pub fn is_digit(c: char) -> bool {
    value(c).is_some()
}

/// Returns the offset of the first digit in `text` at or after `at`, or `None` if there is none.
pub fn next_digit(text: &str, at: usize) -> Option<usize> {
    text[at..].find(is_digit).map(|found| at + found)
}
