//! Parses numbers that are written in digits, according to the number format of a language.

use super::number_format::{NumberFormat, SeparatorMeaning};
use crate::figure::number_parser::digit;

/// A parsed number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParsedNumber {
    /// The end offset of the digits.
    pub end: usize,
    /// The value, or `None` if it is ambiguous or the digits form something else, such as a date.
    pub value: Option<f64>,
}

/// The maximum length of a number in characters, without thousands separators. Longer numbers are treated as
/// identifiers.
const MOST_DIGITS: usize = 15;

/// Non-breaking and thin spaces, which never separate two numbers.
const TIGHT: [char; 3] = ['\u{a0}', '\u{202f}', '\u{2009}'];
/// Characters that can only be thousands separators.
const SURE: [char; 4] = ['\'', '’', '٬', '˙'];

/// A separator and the digits after it.
#[derive(Clone, Copy)]
struct DigitGroup<'t> {
    /// The separator. A full-width separator is replaced by its ASCII form.
    mark: char,
    /// The length of the separator and the digits, in bytes.
    len: usize,
    digits: &'t str,
}

/// Parses the number whose first digit is at `at`.
pub fn read(text: &str, at: usize, format: NumberFormat) -> ParsedNumber {
    let (first, mut end) = run(text, at);
    let mut groups = Vec::new();
    while let Some(group) = group(text, end) {
        // A space is a separator only if at most three digits precede it and exactly three follow it: "12 500", but not
        // "2022 500".
        let blank = group.mark == ' ' || TIGHT.contains(&group.mark);
        if blank && (length(group.digits) != 3 || length(first) > 3) {
            break;
        }
        end += group.len;
        groups.push(group);
    }
    ParsedNumber {
        end,
        value: value(first, &groups, format),
    }
}

/// Returns the run of digits at `at` and its end offset.
fn run(text: &str, at: usize) -> (&str, usize) {
    let rest = &text[at..];
    let len = rest.find(|c| !digit::is_digit(c)).unwrap_or(rest.len());
    (&rest[..len], at + len)
}

fn group(text: &str, at: usize) -> Option<DigitGroup<'_>> {
    let mark = text[at..].chars().next()?;
    let known = matches!(mark, '.' | ',' | ' ' | '٫' | '．' | '，')
        || TIGHT.contains(&mark)
        || SURE.contains(&mark);
    let (digits, _) = run(text, at + mark.len_utf8());
    (known && !digits.is_empty()).then_some(DigitGroup {
        len: mark.len_utf8() + digits.len(),
        mark: match mark {
            '．' => '.',
            '，' => ',',
            mark => mark,
        },
        digits,
    })
}

fn value(first: &str, groups: &[DigitGroup], format: NumberFormat) -> Option<f64> {
    let Some((last, others)) = groups.split_last() else {
        return number([first], "");
    };
    let grouped = |groups: &[DigitGroup]| groups_well(first, groups);
    let whole = |groups: &[DigitGroup]| {
        number(
            [first]
                .into_iter()
                .chain(groups.iter().map(|group| group.digits)),
            "",
        )
    };
    let decimals = |groups: &[DigitGroup]| {
        let digits = [first]
            .into_iter()
            .chain(groups.iter().map(|group| group.digits));
        number(digits, last.digits)
    };
    if let Some(before) = others.last() {
        // A repeated separator separates thousands. A different separator after it is the decimal separator.
        let one = others.iter().all(|group| group.mark == before.mark);
        return match last.mark {
            mark if one && mark == before.mark => grouped(groups).then(|| whole(groups))?,
            '.' | ',' | '٫' if one => grouped(others).then(|| decimals(others))?,
            _ => None,
        };
    }
    match (last.mark, lone(*last, first, format)) {
        (_, SeparatorMeaning::Thousands) => grouped(groups).then(|| whole(groups))?,
        (_, SeparatorMeaning::Decimal) => decimals(&[]),
        (_, SeparatorMeaning::Unsure) => None,
    }
}

/// Returns the meaning of a separator that is the only one in its number.
fn lone(group: DigitGroup, first: &str, format: NumberFormat) -> SeparatorMeaning {
    let three = length(group.digits) == 3
        && length(first) <= 3
        && first.chars().next().and_then(digit::value) != Some(0);
    match group.mark {
        '.' if three => format.dot,
        ',' if three => format.comma,
        '.' | ',' | '٫' => SeparatorMeaning::Decimal,
        ' ' if !format.blank => SeparatorMeaning::Unsure,
        _ => SeparatorMeaning::Thousands,
    }
}

/// Returns whether the digits are grouped as in 1.234.567 or, in India, 12,34,567.
fn groups_well(first: &str, groups: &[DigitGroup]) -> bool {
    let Some((last, others)) = groups.split_last() else {
        return true;
    };
    let begins =
        (1..=3).contains(&length(first)) && first.chars().next().and_then(digit::value) != Some(0);
    let thousands = others.iter().all(|group| length(group.digits) == 3);
    let lakhs = others
        .iter()
        .all(|group| length(group.digits) == 2 && group.mark == ',');
    begins && length(last.digits) == 3 && (thousands || lakhs && length(first) <= 2)
}

fn length(digits: &str) -> usize {
    digits.chars().count()
}

/// Computes the value of a number from its integer digits and its decimals, in any script. Returns `None` if the number
/// is too long.
fn number<'t>(digits: impl IntoIterator<Item = &'t str>, decimals: &str) -> Option<f64> {
    let ascii = |c| digit::value(c).and_then(|value| char::from_digit(value, 10));
    let mut written: String = digits
        .into_iter()
        .flat_map(str::chars)
        .filter_map(ascii)
        .collect();
    if !decimals.is_empty() {
        written.push('.');
        written.extend(decimals.chars().filter_map(ascii));
    }
    (written.len() <= MOST_DIGITS).then(|| written.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, rows: &[(&str, Option<f64>)]) {
        for &(text, expected) in rows {
            let read = read(text, 0, NumberFormat::from_language(language));
            assert_eq!(read.value, expected, "{language} {text}");
        }
    }

    #[test]
    fn separators_depend_on_the_language() {
        check(
            "de",
            &[
                ("1.200", Some(1200.0)),
                ("1,200", Some(1.2)),
                ("3,5", Some(3.5)),
                ("12.5", Some(12.5)),
                ("1.234.567,89", Some(1_234_567.89)),
                ("1'234.50", Some(1234.5)),
                ("5 200", None),
                ("5\u{a0}200", Some(5200.0)),
                ("0.200", Some(0.2)),
            ],
        );
        check(
            "fr",
            &[
                ("1 200", Some(1200.0)),
                ("1\u{202f}200\u{202f}000,5", Some(1_200_000.5)),
                ("1,200", Some(1.2)),
                ("1.200", None),
                ("2022 500", Some(2022.0)),
                ("12 50", Some(12.0)),
            ],
        );
        check(
            "ja",
            &[
                ("1,200", Some(1200.0)),
                ("1.200", Some(1.2)),
                ("１，２００", Some(1200.0)),
                ("12", Some(12.0)),
            ],
        );
        check(
            "es",
            &[
                ("1.200", Some(1200.0)),
                ("1,200", None),
                ("1,2", Some(1.2)),
                ("12 345", Some(12345.0)),
            ],
        );
        check(
            "hi",
            &[("12,34,567", Some(1_234_567.0)), ("१,२००", Some(1200.0))],
        );
        check(
            "xx",
            &[
                ("1.200", None),
                ("1,200", None),
                ("1.200,5", Some(1200.5)),
                ("1,200.5", Some(1200.5)),
                ("1.200.000", Some(1_200_000.0)),
                ("1200", Some(1200.0)),
                ("٣٫٥", Some(3.5)),
                ("١٬٢٠٠", Some(1200.0)),
            ],
        );
    }

    #[test]
    fn dates_and_versions_are_not_numbers() {
        for text in [
            "1.3.2022",
            "10.0.0.1",
            "01.234.567",
            "1.2,3.4",
            "1,2.345,6",
            "1234567890123456",
        ] {
            check("de", &[(text, None)]);
            assert_eq!(
                read(text, 0, NumberFormat::from_language("de")).end,
                text.len(),
                "{text}"
            );
        }
    }
}
