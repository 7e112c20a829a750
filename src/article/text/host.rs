//! Recognises URLs and returns their hosts.

use crate::prefix::starts_with_ignore_case;
use crate::web_address::{WebAddress, without_www};

/// Returns whether `text` is a URL rather than a name.
pub fn is_url(text: &str) -> bool {
    let text = text.trim();
    let known = ["http://", "https://", "//", "www."];
    known
        .iter()
        .any(|start| starts_with_ignore_case(text, start))
        && !text.contains(char::is_whitespace)
}

/// Returns the host of a URL, as written but without `www.`, or `None` if the host is not a domain name.
pub fn host(url: &str) -> Option<&str> {
    bare_host(WebAddress::new(url).host)
}

/// Returns `host` without `www.`, or `None` if it is not a domain name.
pub fn bare_host(host: &str) -> Option<&str> {
    let bare = without_www(host);
    let has_letter = bare.contains(char::is_alphabetic);
    (bare.contains('.') && has_letter && !bare.contains(char::is_whitespace)).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_is_extracted_from_a_web_address() {
        let rows = [
            ("https://www.gazette.example/a/b?c", Some("gazette.example")),
            (
                "http://user@news.gazette.example:8080",
                Some("news.gazette.example"),
            ),
            ("//gazette.example", Some("gazette.example")),
            ("https://127.0.0.1/a", None),
            ("https://localhost/a", None),
            ("gazette.example/a", Some("gazette.example")),
            ("", None),
        ];
        for (url, expected) in rows {
            assert_eq!(host(url), expected, "{url}");
        }
    }
}
