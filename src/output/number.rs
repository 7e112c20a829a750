//! Formats numbers, ranges and sizes.

use crate::figure::Bound;
use crate::plural::{count_of, with_commas};

/// Formats a number with a comma as the thousands separator: 26,000.
pub fn grouped(number: f64) -> String {
    let text = number.to_string();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, rest) = digits
        .find('.')
        .map_or((digits, ""), |point| digits.split_at(point));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return text;
    }
    format!("{sign}{}{rest}", with_commas(whole))
}

/// Formats a number or a range with its bound: "more than 5,300", "10 to 30". `unit` is `None` if people or things are
/// counted.
pub fn span((low, high): (f64, f64), bound: Bound, unit: Option<&str>) -> String {
    let bound = match bound {
        Bound::Exact | Bound::Range => "",
        Bound::Approx => "about ",
        Bound::Nearly => "nearly ",
        Bound::MoreThan => "more than ",
        Bound::AtLeast => "at least ",
        Bound::LessThan if unit.is_some() => "less than ",
        Bound::LessThan => "fewer than ",
        Bound::AtMost => "at most ",
    };
    if low.total_cmp(&high).is_eq() {
        format!("{bound}{}", grouped(low))
    } else {
        format!("{bound}{} to {}", grouped(low), grouped(high))
    }
}

/// Formats the lowest and the highest of several numbers with their bounds: "10 … more than 30", or one number if both
/// are equal. `unit` is `None` if people or things are counted.
pub fn ends((low, high): (f64, f64), bounds: [Bound; 2], unit: Option<&str>) -> String {
    let ends = [(low, bounds[0]), (high, bounds[1])];
    let [low, high] = ends.map(|(number, bound)| span((number, number), bound, unit));
    if low == high {
        low
    } else {
        format!("{low} … {high}")
    }
}

/// Formats a size in bytes, for example as "12.3 MB".
pub fn size(bytes: u64) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"];
    let mut size = bytes as f64;
    let mut unit = 0;
    while size >= 1000.0 && unit + 1 < units.len() {
        size /= 1000.0;
        unit += 1;
    }
    match unit {
        0 => count_of(bytes, "byte"),
        _ => format!("{size:.1} {}", units[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        let rows = [
            (0.0, "0"),
            (999.0, "999"),
            (1000.0, "1,000"),
            (-26000.0, "-26,000"),
            (1_234_567.5, "1,234,567.5"),
            (0.001, "0.001"),
            (f64::INFINITY, "inf"),
        ];
        for (number, expected) in rows {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn numbers_keep_their_bounds() {
        let five = (5.0, 5.0);
        let rows = [
            (span(five, Bound::Exact, None), "5"),
            (span(five, Bound::MoreThan, None), "more than 5"),
            (span(five, Bound::AtLeast, None), "at least 5"),
            (span(five, Bound::LessThan, None), "fewer than 5"),
            (span(five, Bound::LessThan, Some("percent")), "less than 5"),
            (span((10.0, 30.0), Bound::Range, None), "10 to 30"),
            (
                ends((10.0, 30.0), [Bound::Range, Bound::MoreThan], None),
                "10 … more than 30",
            ),
            (ends(five, [Bound::Exact; 2], None), "5"),
        ];
        for (shown, expected) in rows {
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn sizes_use_the_largest_fitting_unit() {
        let rows = [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1000, "1.0 kB"),
            (412_345_678, "412.3 MB"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(size(bytes), expected);
        }
    }
}
