//! Parses cardinals: `7,000`, `7.5 million`, `two hundred and fifty`, `1.2bn`.
//!
//! The parser does not look at the words around a number, and does not decide whether the number is a figure.

pub mod digit;
mod digits;
mod multiplier;
mod number_words;
mod numeral;
mod script_digits;
mod vulgar_fraction;

pub(super) use number_words::small_words;
pub use numeral::Numeral;
pub use vulgar_fraction::vulgar_fraction;

/// Parses the longest cardinal that starts at byte `at`, or returns `None` if there is none.
pub fn read(text: &str, at: usize) -> Option<Numeral> {
    read_with_factor(text, at).map(|(numeral, _)| numeral)
}

/// Parses like [`read`], and also returns the last multiplier of the number: 1e6 for "five million".
pub(super) fn read_with_factor(text: &str, at: usize) -> Option<(Numeral, f64)> {
    starts_word(text.as_bytes(), at)
        .then(|| read_part(text, at))
        .flatten()
}

/// Parses like [`read_with_factor`], but also accepts a number that starts within a word, such as `10m` in `USD10m`.
pub(super) fn read_part(text: &str, at: usize) -> Option<(Numeral, f64)> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        b'0'..=b'9' => digits::read(bytes, at).map(|numeral| digits::multiplied(bytes, numeral)),
        b'.' if starts_word(bytes, at) => digits::read(bytes, at).map(|numeral| (numeral, 1.0)),
        byte if byte.is_ascii_alphabetic() => number_words::read(bytes, at),
        byte if !byte.is_ascii() => {
            script_digits::read(text, at).map(|numeral| digits::multiplied(bytes, numeral))
        }
        _ => None,
    }
}

/// Returns whether a word or number can start at `at`, judging by the characters before it.
fn starts_word(bytes: &[u8], at: usize) -> bool {
    let Some(&before) = at.checked_sub(1).and_then(|i| bytes.get(i)) else {
        return true;
    };
    let joined = matches!(before, b'.' | b',')
        && at >= 2
        && bytes[at - 2].is_ascii_digit()
        && bytes.get(at).is_some_and(u8::is_ascii_digit);
    !before.is_ascii_alphanumeric() && !joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cardinals() {
        let rows: &[(&str, Option<(&str, f64)>)] = &[
            ("7,000 men", Some(("7,000", 7000.0))),
            ("7000", Some(("7000", 7000.0))),
            ("7 000 men", Some(("7 000", 7000.0))),
            ("7.5 million", Some(("7.5 million", 7.5e6))),
            ("1.2bn", Some(("1.2bn", 1.2e9))),
            ("5 tn in all", Some(("5 tn", 5e12))),
            ("35 TN", Some(("35", 35.0))),
            ("seven thousand", Some(("seven thousand", 7000.0))),
            (
                "two hundred and fifty cows",
                Some(("two hundred and fifty", 250.0)),
            ),
            (
                "two hundred and fifty thousand",
                Some(("two hundred and fifty thousand", 250_000.0)),
            ),
            (
                "two hundred and three hundred",
                Some(("two hundred", 200.0)),
            ),
            (
                "one thousand and two thousand",
                Some(("one thousand", 1000.0)),
            ),
            (
                "three million two hundred thousand and six",
                Some(("three million two hundred thousand and six", 3_200_006.0)),
            ),
            ("Twenty-one", Some(("Twenty-one", 21.0))),
            ("twenty twenty", Some(("twenty", 20.0))),
            ("a hundred and one dogs", Some(("a hundred and one", 101.0))),
            ("a dog", None),
            ("one", Some(("one", 1.0))),
            ("onerous", None),
            ("2022.03.01", None),
            ("12,34,567", Some(("12,34,567", 1_234_567.0))),
            ("1,23", Some(("1", 1.0))),
            ("1,23 billion", Some(("1,23 billion", 1.23e9))),
            ("4,5bn", Some(("4,5bn", 4.5e9))),
            ("1,23,4 million", Some(("1", 1.0))),
            ("7,5 euros", Some(("7,5", 7.5))),
            ("7,5 men", Some(("7", 7.0))),
            ("2.500.000 cows", Some(("2.500.000", 2.5e6))),
            ("250.500.000", Some(("250.500.000", 250_500_000.0))),
            ("192.168.100.200", None),
            ("1.500.22", None),
            ("４５０ cows", Some(("４５０", 450.0))),
            ("٤٬٥٠٠", Some(("٤٬٥٠٠", 4500.0))),
            ("۴٫۵ million", Some(("۴٫۵ million", 4.5e6))),
            ("১২ cows", Some(("১২", 12.0))),
            ("๑๕", Some(("๑๕", 15.0))),
            ("é1", None),
            ("million", None),
            (
                "nought point nought three of it",
                Some(("nought point nought three", 0.03)),
            ),
            (
                "two point five million people",
                Some(("two point five million", 2.5e6)),
            ),
            (
                "six hundred point seventy-one",
                Some(("six hundred point seventy-one", 600.71)),
            ),
            ("nine point lead", Some(("nine", 9.0))),
            ("fifty   four", Some(("fifty   four", 54.0))),
            ("sixty - three", Some(("sixty - three", 63.0))),
            ("sixty - two thirds", Some(("sixty - two", 62.0))),
            (
                "five hundred  and  eleven",
                Some(("five hundred  and  eleven", 511.0)),
            ),
            ("6 hundred and 12 men", Some(("6 hundred and 12", 612.0))),
            ("6 hundred and 0", Some(("6 hundred", 600.0))),
            (
                "7 thousand 2 hundred and 9",
                Some(("7 thousand 2 hundred and 9", 7209.0)),
            ),
            (
                "1 million 200 thousand men",
                Some(("1 million 200 thousand", 1.2e6)),
            ),
            ("1 million 200 men", Some(("1 million", 1e6))),
            ("4 hundred and 20 thousand", Some(("4 hundred", 400.0))),
            ("4.7e5 cells", Some(("4.7e5", 470_000.0))),
            ("3e-2", Some(("3e-2", 0.03))),
            ("3e12f", Some(("3", 3.0))),
            ("5 tln", Some(("5 tln", 5e12))),
            (
                "five hundred thousand",
                Some(("five hundred thousand", 5e5)),
            ),
        ];
        for &(text, expected) in rows {
            let read = read(text, 0).map(|n| (&text[..n.end], n.value));
            assert_eq!(read, expected, "{text}");
        }
    }
}
