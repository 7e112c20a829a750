//! Normalizes field names for comparison.

use std::borrow::Cow;

/// Returns the letters and digits of `name`, in lower case.
pub fn normalize(name: &str) -> Cow<'_, str> {
    let is_normal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    if name.bytes().all(is_normal) {
        return Cow::Borrowed(name);
    }
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
