//! Formats numbers, ranges and sizes.

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

/// Formats a range: "10 to 30", or one number if both ends are equal. `or_less` and `or_more` state which ends are
/// open, as in "10 to 30 or more".
pub fn span((low, high): (f64, f64), or_less: bool, or_more: bool) -> String {
    let one = low.total_cmp(&high).is_eq();
    match (one, or_less, or_more) {
        (true, false, false) => grouped(low),
        (true, true, false) => format!("up to {}", grouped(high)),
        (true, false, true) => format!("{} or more", grouped(low)),
        (true, true, true) => format!("about {}", grouped(low)),
        (false, less, more) => {
            let less = if less { "up to " } else { "" };
            let more = if more { " or more" } else { "" };
            format!("{less}{} to {}{more}", grouped(low), grouped(high))
        }
    }
}

/// Formats the lowest and the highest of several numbers: "10 … 30", or one number if all are equal. `or_less` and
/// `or_more` state which ends are open.
pub fn ends((low, high): (f64, f64), or_less: bool, or_more: bool) -> String {
    if low.total_cmp(&high).is_eq() {
        return span((low, high), or_less, or_more);
    }
    let less = if or_less { "up to " } else { "" };
    let more = if or_more { " or more" } else { "" };
    format!("{less}{} … {}{more}", grouped(low), grouped(high))
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
    fn sizes_use_the_fitting_unit() {
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
