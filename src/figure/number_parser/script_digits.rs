//! Parses numbers in the digits of other scripts: "１２３", "٣٫٥", "१,२००".

use super::numeral::Numeral;
use super::{digit, digits};

/// The maximum length of a number in characters, including its separators.
const MOST_CHARACTERS: usize = 36;

/// Parses the digits at `at` like ASCII digits, but without an exponent or a multiplier.
pub fn read(text: &str, at: usize) -> Option<Numeral> {
    let rest = text.get(at..)?;
    rest.starts_with(digit::is_digit).then_some(())?;
    let (mut ascii, mut ends) = (String::new(), Vec::new());
    let characters = rest.char_indices().take(MOST_CHARACTERS);
    for (start, plain, len) in
        characters.map_while(|(start, c)| Some((start, to_ascii(c)?, c.len_utf8())))
    {
        ascii.push(plain);
        ends.push(at + start + len);
    }
    let numeral = digits::read(ascii.as_bytes(), 0)?;
    let end = *ends.get(numeral.end.checked_sub(1)?)?;
    Some(Numeral { end, ..numeral })
}

/// Returns the ASCII form of a digit or separator, or `None` for any other character.
fn to_ascii(c: char) -> Option<char> {
    match c {
        ',' | '٬' | '，' => Some(','),
        '.' | '٫' | '．' => Some('.'),
        _ => digit::value(c).and_then(|value| char::from_digit(value, 10)),
    }
}
