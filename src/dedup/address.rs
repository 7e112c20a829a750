//! Hashes of an article's page and site, computed from its URL.

use super::word_hashes::hash_of;
use crate::web_address::{WebAddress, registered_domain};

/// Returns a hash that identifies the page at a URL, or 0 for a front page or an invalid URL.
pub fn page(url: &str) -> u64 {
    WebAddress::new(url)
        .page()
        .map_or(0, |page| hash_of(&page).max(1))
}

/// Returns a hash of the registered domain of a URL, or 0 if the URL has none.
pub fn site(url: &str) -> u64 {
    let host = WebAddress::new(url).site_host();
    registered_domain(&host).map_or(0, |domain| hash_of(domain).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_is_the_registered_domain() {
        let rows = [
            ("https://news.bbc.co.uk/1", "bbc.co.uk"),
            ("http://edition.cnn.com/a", "cnn.com"),
            ("https://www.dw.de", "dw.de"),
            ("https://areena.yle.fi/a", "yle.fi"),
        ];
        for (url, expected) in rows {
            assert_eq!(site(url), hash_of(expected), "{url}");
        }
        assert_eq!((site(""), site("localhost"), site("/a.b")), (0, 0, 0));
    }

    #[test]
    fn front_page_has_no_page_address() {
        assert_eq!(page("https://example.org/"), 0);
        assert_eq!(page("https://example.org/a"), page("m.example.org/a/"));
    }
}
