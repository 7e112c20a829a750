//! Replaces the parts of the output that differ from run to run, so that outputs can be compared.

/// Replaces durations, times, process ids, sizes and generated file names with placeholders.
pub fn redacted(text: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let mut text = text.replace('\u{1b}', "\\e");
    for (end, by) in [
        (" seconds", "[time]"),
        (" kB", "[size]"),
        (" MB", "[size]"),
        (" files (", "[count]"),
    ] {
        text = replace_before(&text, end, by, number);
    }
    for (start, by) in [
        ("\"took_ms\": ", "[time]"),
        ("\"seconds\": ", "[time]"),
        ("\"bytes\": ", "[size]"),
        ("\"files\": ", "[count]"),
        ("process ", "[id]"),
        ("/state-", "[id]"),
        ("/derived-", "[id]"),
    ] {
        text = replace_after(&text, start, by, number);
    }
    let hexadecimal = "x".repeat(32) + ".";
    for (shape, by) in [
        ("0000-00-00T00:00:00Z", "[when]"),
        ("0000-00-00 00:00", "[when]"),
        (&hexadecimal, "[segment]."),
    ] {
        text = replace_shape(&text, shape, by);
    }
    text
}

/// Replaces text of a given shape. In `shape`, `0` stands for any digit and `x` for any hexadecimal digit. Other
/// characters stand for themselves.
fn replace_shape(text: &str, shape: &str, by: &str) -> String {
    let has_shape = |part: &[u8]| {
        part.iter()
            .zip(shape.bytes())
            .all(|(byte, shape)| match shape {
                b'0' => byte.is_ascii_digit(),
                b'x' => byte.is_ascii_hexdigit(),
                _ => *byte == shape,
            })
    };
    let (mut replaced, mut end) = (String::new(), 0);
    for (start, _) in text.char_indices() {
        let part = text.as_bytes().get(start..start + shape.len());
        if start >= end && part.is_some_and(has_shape) {
            replaced.extend([&text[end..start], by]);
            end = start + shape.len();
        }
    }
    replaced + &text[end..]
}

/// Replaces the characters directly before `end` for which `part` returns true.
fn replace_before(text: &str, end: &str, by: &str, part: fn(char) -> bool) -> String {
    let mut replaced = String::new();
    let mut pieces = text.split(end).peekable();
    while let Some(piece) = pieces.next() {
        let kept = piece.trim_end_matches(part);
        if pieces.peek().is_none() {
            replaced.push_str(piece);
        } else if kept.len() == piece.len() {
            replaced.extend([piece, end]);
        } else {
            replaced.extend([kept, by, end]);
        }
    }
    replaced
}

/// Replaces the characters directly after `start` for which `part` returns true.
fn replace_after(text: &str, start: &str, by: &str, part: fn(char) -> bool) -> String {
    let mut pieces = text.split(start);
    let mut replaced = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let kept = piece.trim_start_matches(part);
        let by = if kept.len() == piece.len() { "" } else { by };
        replaced.extend([start, by, kept]);
    }
    replaced
}
