//! Recognises decimal digits in several scripts.

/// The digit zero in ASCII, Arabic, Persian, Devanagari, Bengali, Thai and full-width form.
const ZEROS: [char; 7] = ['0', '٠', '۰', '०', '০', '๐', '０'];

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
