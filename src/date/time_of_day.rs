//! Skips the time of day after a date, such as `, 7:45 a.m. ET` or `T08:30:00+03:00`.

use super::pattern::digits;
use crate::prefix::starts_with_ignore_case;

/// Returns the rest of `text` after the time of day at its start, or all of `text` if there is none.
pub fn skip_time(text: &str) -> &str {
    after_time(text).unwrap_or(text)
}

fn after_time(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', ',', '\u{a0}']);
    let rest = rest
        .strip_prefix("at ")
        .or(rest.strip_prefix('T'))
        .unwrap_or(rest);
    let (_, rest) = digits(rest, 1, 2)?;
    let minutes = rest
        .strip_prefix([':', '.', 'h'])
        .and_then(|rest| digits(rest, 2, 2));
    let after_clock = minutes.map_or(rest, |(_, rest)| after_seconds(rest));
    let half = half_of_day(after_clock);
    (minutes.is_some() || half.is_some()).then(|| after_zone(half.unwrap_or(after_clock)))
}

fn after_seconds(text: &str) -> &str {
    let seconds = text.strip_prefix(':').and_then(|rest| digits(rest, 2, 2));
    let Some((_, rest)) = seconds else {
        return text;
    };
    let fraction = rest
        .strip_prefix('.')
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    fraction.unwrap_or(rest)
}

fn half_of_day(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    let halves = ["a.m.", "p.m.", "am", "pm"];
    let half = halves
        .iter()
        .find(|half| starts_with_ignore_case(rest, half))?;
    Some(&rest[half.len()..])
}

/// Returns the rest of `text` after a time zone (`Z`, `+03:00`, `GMT`, `(ET)`), or all of `text` if there is none.
fn after_zone(text: &str) -> &str {
    let rest = text.trim_start().trim_start_matches('(');
    let named = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let shift = named.strip_prefix(['+', '-']);
    let shifted =
        shift.map(|shift| shift.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'));
    let is_zone = (1..=5).contains(&(rest.len() - named.len()))
        || shifted.map(str::len) < shift.map(str::len);
    let end = shifted.unwrap_or(named);
    let end = end.strip_prefix(')').unwrap_or(end);
    let whole = end
        .chars()
        .next()
        .is_none_or(|next| !next.is_alphanumeric());
    if is_zone && whole { end } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_recognized() {
        let rows = [
            (", 7:45 a.m. ET: more", ": more"),
            (" at 10:02", ""),
            ("T08:30:00+03:00", ""),
            (" 10.02am GMT | more", " | more"),
            (", 6:12 pm", ""),
            (" 5pm (EST) more", " more"),
            (" 12:30 UTC+3", ""),
            (", 400 people", ", 400 people"),
            (" 9 people", " 9 people"),
            (" at noon", " at noon"),
        ];
        for (text, rest) in rows {
            assert_eq!(skip_time(text), rest, "{text}");
        }
    }
}
