//! Repairs invalid JSON.
//!
//! Python writes `NaN` for missing values in a table, and half a surrogate pair if a string was cut inside an emoji.
//! Other programs leave line breaks and tabs in strings unescaped.

use std::fmt::Write;

/// The defects that [`repair`] fixes, as named in warnings.
pub const REPAIRS: &str =
    "NaN or infinity, an unpaired surrogate, or a control character in a string";

/// Returns `json` with its defects repaired, or `None` if there is nothing to repair.
pub fn repair(json: &str) -> Option<String> {
    let mut repaired = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((plain, from_quote)) = split_before(rest, '"') {
        repaired.push_str(&values(plain));
        rest = string(from_quote, &mut repaired);
    }
    repaired.push_str(&values(rest));
    (repaired != json).then_some(repaired)
}

/// Replaces `NaN` and infinities with `null` in the JSON between two string literals.
fn values(between: &str) -> String {
    let without = ["-Infinity", "Infinity", "NaN"];
    without
        .iter()
        .fold(between.to_owned(), |text, word| text.replace(word, "null"))
}

/// Repairs the string literal at the start of `text`, appends it to `repaired`, and returns the text after it.
fn string<'t>(text: &'t str, repaired: &mut String) -> &'t str {
    repaired.push('"');
    let mut rest = &text[1..];
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '"' => {
                repaired.push('"');
                return &rest[1..];
            }
            '\\' => escape(rest, repaired),
            '\0'..='\u{1f}' => {
                // Writing to a string cannot fail.
                let _ = write!(repaired, "\\u{:04x}", next as u32);
                1
            }
            _ => {
                repaired.push(next);
                next.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    rest
}

/// Appends the escape sequence at the start of `text` to `repaired`, and returns its length. Half a surrogate pair
/// becomes U+FFFD.
fn escape(text: &str, repaired: &mut String) -> usize {
    let length = match (unit(text), text.get(6..).and_then(unit)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
        (Some(0xd800..=0xdfff), _) => {
            repaired.push_str("\\ufffd");
            return 6;
        }
        (Some(_), _) => 6,
        (None, _) => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
    };
    repaired.push_str(&text[..length]);
    length
}

/// Returns the UTF-16 code unit of the `\uXXXX` escape at the start of `text`, or `None` if there is no such escape.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

/// Splits `text` before the first `mark`, or returns `None` if there is none.
fn split_before(text: &str, mark: char) -> Option<(&str, &str)> {
    text.find(mark).map(|at| text.split_at(at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lenient_json_becomes_strict() {
        let rows = [
            (
                r#"{"a": NaN, "b": [-Infinity]}"#,
                r#"{"a": null, "b": [null]}"#,
            ),
            (r#"{"a": "NaN \" NaN"}"#, ""),
            (r#"{"a": "\ud83d"}"#, r#"{"a": "\ufffd"}"#),
            (
                r#"{"a": "\ude00\ud83d\ud83d\ude00"}"#,
                r#"{"a": "\ufffd\ufffd\ud83d\ude00"}"#,
            ),
            ("{\"a\": \"b\tc\nd\"}", r#"{"a": "b\u0009c\u000ad"}"#),
            (r#"{"a": "\\ud83d"}"#, ""),
            (r#"{"a": "open"#, ""),
            (r#"{"a": "\"#, ""),
        ];
        for (json, expected) in rows {
            let repaired = repair(json);
            assert_eq!(repaired.as_deref().unwrap_or_default(), expected, "{json}");
        }
    }

    proptest! {
        #[test]
        fn strict_json_is_unchanged(text in ".*", number in any::<f64>()) {
            let json = serde_json::json!({ "text": text, "number": number }).to_string();
            prop_assert_eq!(repair(&json), None);
        }

        #[test]
        fn repairing_arbitrary_text_does_not_panic(json in r#"(\\|"|u|d83d|NaN|\PC|\s)*"#) {
            let _ = repair(&json);
        }
    }
}
