//! A case-insensitive prefix test.

/// Returns whether `text` starts with `prefix`, ignoring case. `prefix` must be in lower case.
pub fn starts_with_ignore_case(text: &str, prefix: &str) -> bool {
    let head = text.get(..prefix.len());
    head.is_some_and(|head| {
        head.eq_ignore_ascii_case(prefix) || (!head.is_ascii() && head.to_lowercase() == prefix)
    })
}
