//! Formats counts with nouns, and numbers with thousands separators.

use std::fmt::Display;

/// Formats a count with its noun, such as "1 file" or "1,200 files".
pub fn count_of(count: impl Display, noun: &str) -> String {
    let digits = count.to_string();
    let plural = if digits == "1" { "" } else { "s" };
    format!("{} {noun}{plural}", with_commas(&digits))
}

/// Inserts commas as thousands separators into a whole number.
pub fn with_commas(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_agree_with_their_counts() {
        let rows = [
            (0, "0 files"),
            (1, "1 file"),
            (2, "2 files"),
            (999, "999 files"),
            (1200, "1,200 files"),
        ];
        for (count, expected) in rows {
            assert_eq!(count_of(count, "file"), expected);
        }
    }
}
