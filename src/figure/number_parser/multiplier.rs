//! Parses multiplier words and the gaps between the words of a number.

/// Parses the multiplier word at `at`. Spaces or a hyphen may come before it. Returns its end and its factor.
pub fn multiplier_after(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    let start = gap(bytes, at)?;
    let word = word_at(bytes, start);
    multiplier(word).map(|factor| (start + word.len(), factor))
}

/// Counts the spaces at `at`, up to three. No number contains a longer gap.
fn blanks(bytes: &[u8], at: usize) -> usize {
    let few = bytes[at..].iter().take(3);
    few.take_while(|&&b| b == b' ').count()
}

/// Returns the offset at which the next word of a number can start, or `None` if none can follow.
pub fn gap(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b' ' => Some(at + blanks(bytes, at)),
        b'-' => Some(at + 1),
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => Some(at + 2),
        byte if byte.is_ascii_alphabetic() => Some(at),
        _ => None,
    }
}

/// Returns the run of letters at `at`, or an empty slice if the letters cannot be a number word.
pub fn word_at(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let len = rest
        .iter()
        .take(12)
        .take_while(|b| b.is_ascii_alphabetic())
        .count();
    // A number word is short and does not continue in digits or another script.
    match rest.get(len) {
        Some(b) if b.is_ascii_alphanumeric() || *b >= 0xc3 && *b < 0xe2 => &[],
        _ => &rest[..len],
    }
}

fn multiplier(word: &[u8]) -> Option<f64> {
    let of = |name: &str| word.eq_ignore_ascii_case(name.as_bytes());
    match word.first()?.to_ascii_lowercase() {
        b'h' if of("hundred") => Some(1e2),
        b't' if of("thousand") => Some(1e3),
        b'm' if of("million") => Some(1e6),
        b'b' if of("billion") => Some(1e9),
        b'l' if of("lakh") => Some(1e5),
        b'c' if of("crore") => Some(1e7),
        b'b' if of("bln") => Some(1e9),
        b'm' if of("mln") => Some(1e6),
        b't' if of("tln") || of("trn") => Some(1e12),
        // "bn" and "tn" must be in lower case, because "TN" can also mean Tennessee.
        b'b' if word == b"bn" => Some(1e9),
        b't' if word == b"tn" => Some(1e12),
        b't' if of("trillion") => Some(1e12),
        _ => None,
    }
}
