//! Splits web addresses, finds their registered domains, and normalizes addresses for comparison.
//!
//! Addresses in articles are often malformed: they have no scheme, contain spaces, or have a port that is not a number.
//! The `url` crate (2.5.8) follows the WHATWG standard and rejects such addresses. It also takes the host of
//! `m.example.org:443/a` for a scheme, needs 0.6 µs per address instead of less than 0.1 µs, and adds 30 crates with
//! Unicode's IDNA tables. This module therefore splits addresses itself and depends only on the public suffix list
//! (`psl`).

use crate::prefix::starts_with_ignore_case;

/// Host prefixes under which a site serves the same pages, sometimes in another layout.
const SAME_PAGES: [&str; 3] = ["www.", "m.", "amp."];

/// Query parameters that record where a reader came from. Parameters that start with `utm_` have the same purpose.
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "msclkid", "dclid", "igshid", "mc_cid", "mc_eid", "cmpid", "ncid", "smid",
    "smtyp", "ocid", "hpt", "ref", "ref_src",
];

/// A web address, split after its host.
///
/// Splitting never fails. For text that is not an address, the host is empty or meaningless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebAddress<'a> {
    /// The host as written, without user, password and port.
    pub host: &'a str,
    /// The path and the query as written, without the fragment.
    pub rest: &'a str,
}

impl<'a> WebAddress<'a> {
    /// Splits an address, with or without a scheme.
    pub fn new(url: &'a str) -> Self {
        let hierarchy = without_scheme(url.trim());
        let (resource, _fragment) = hierarchy.split_once('#').unwrap_or((hierarchy, ""));
        let authority_end = resource.find(['/', '?']).unwrap_or(resource.len());
        let (authority, rest) = resource.split_at(authority_end);
        let host_and_port = authority.rsplit('@').next().unwrap_or_default();
        Self {
            host: without_port(host_and_port),
            rest,
        }
    }

    /// Returns the path with its leading slash.
    pub fn path(self) -> &'a str {
        self.path_and_query().0
    }

    /// Returns the host in lower case, without a leading `www.`.
    pub fn site_host(self) -> String {
        without_www(&self.host.to_lowercase()).to_owned()
    }

    /// Returns the address in a normalized form for comparing pages, or `None` for a front page or a missing host.
    ///
    /// Removes the scheme, the fragment, tracking parameters and the host prefixes `www.`, `m.` and `amp.`, and sorts
    /// the remaining parameters.
    pub fn page(self) -> Option<String> {
        let (path, query) = self.path_and_query();
        let path = path.strip_prefix('/')?.trim_matches('/');
        let mut parameters: Vec<_> = query
            .split('&')
            .filter(|parameter| !parameter.is_empty() && !is_tracking(parameter))
            .collect();
        parameters.sort_unstable();
        let lower = self.host.to_lowercase();
        let host = SAME_PAGES
            .iter()
            .find_map(|prefix| lower.strip_prefix(prefix))
            .unwrap_or(&lower);
        if host.is_empty() || path.is_empty() && parameters.is_empty() {
            return None;
        }
        let mark = if parameters.is_empty() { "" } else { "?" };
        Some(format!("{host}/{path}{mark}{}", parameters.join("&")))
    }

    fn path_and_query(self) -> (&'a str, &'a str) {
        self.rest.split_once('?').unwrap_or((self.rest, ""))
    }
}

/// Returns `host` without a leading `www.`, ignoring case.
pub fn without_www(host: &str) -> &str {
    if starts_with_ignore_case(host, "www.") {
        &host["www.".len()..]
    } else {
        host
    }
}

/// Returns the registered domain of `host` according to the public suffix list, such as `bbc.co.uk` for
/// `news.bbc.co.uk`.
///
/// A host that is itself a public suffix is returned unchanged. Returns `None` for an IP address and for a host without
/// a dot.
pub fn registered_domain(host: &str) -> Option<&str> {
    let host = host.trim_end_matches('.');
    let last_label = host.rsplit('.').next().unwrap_or_default();
    let is_name = host.contains('.') && last_label.contains(char::is_alphabetic);
    is_name.then(|| psl::domain_str(host).unwrap_or(host))
}

/// Strips the scheme (`https://`) or a leading `//` from an address. A scheme in the path or the query is kept.
fn without_scheme(url: &str) -> &str {
    if let Some(rest) = url.strip_prefix("//") {
        return rest;
    }
    match url.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => rest,
        _ => url,
    }
}

fn is_scheme(text: &str) -> bool {
    let is_scheme_byte = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    text.bytes().all(is_scheme_byte)
}

fn without_port(host_and_port: &str) -> &str {
    let is_ipv6 = host_and_port.starts_with('[');
    match host_and_port.find(']') {
        Some(end) if is_ipv6 => &host_and_port[..=end],
        _ => host_and_port.split(':').next().unwrap_or_default(),
    }
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    // Some pages escape the `&` before a parameter twice.
    let name = name.trim_start_matches("amp;").to_ascii_lowercase();
    name.is_empty() || name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_split_into_host_and_path() {
        let rows = [
            (
                "https://www.Gazette.example/a/b?c#d",
                "www.Gazette.example",
                "/a/b?c",
            ),
            ("http://user:pass@g.example:8080?q", "g.example", "?q"),
            (" HTTPS://g.example ", "g.example", ""),
            // The `url` crate rejects these addresses or reads them differently.
            ("g.example/a", "g.example", "/a"),
            ("//g.example/a//b", "g.example", "/a//b"),
            (
                "g.example/share?u=https://other.example/a",
                "g.example",
                "/share?u=https://other.example/a",
            ),
            ("m.g.example:443/a", "m.g.example", "/a"),
            ("https://g.example:port/a", "g.example", "/a"),
            ("https://g example/a b", "g example", "/a b"),
            ("https://[2001:db8::1]:80/a", "[2001:db8::1]", "/a"),
            ("https://g.example#/a", "g.example", ""),
            ("/a.b", "", "/a.b"),
            ("://", "", ""),
            ("", "", ""),
        ];
        for (url, host, rest) in rows {
            assert_eq!(WebAddress::new(url), WebAddress { host, rest }, "{url}");
        }
    }

    #[test]
    fn site_host_ignores_case_and_www() {
        let rows = [
            ("https://www.BBC.co.uk/news?x=1", "bbc.co.uk"),
            ("https://user@news.bbc.co.uk:8080/", "news.bbc.co.uk"),
            ("WWW.g.example", "g.example"),
            ("", ""),
        ];
        for (url, expected) in rows {
            assert_eq!(WebAddress::new(url).site_host(), expected, "{url}");
        }
    }

    #[test]
    fn page_addresses_are_normalized() {
        let page = |url| WebAddress::new(url).page();
        let expected = "example.org/news/2024/dam-breaks?id=7&p=2";
        for url in [
            "https://www.Example.org/news/2024/dam-breaks/?p=2&id=7",
            "http://example.org/news/2024/dam-breaks?id=7&utm_source=x&p=2#comments",
            "m.example.org:443/news/2024/dam-breaks?id=7&p=2&amp;utm_medium=y&fbclid=1",
            "//amp.example.org/news/2024/dam-breaks?id=7&p=2",
        ] {
            assert_eq!(page(url).as_deref(), Some(expected), "{url}");
        }
        for url in [
            "",
            "https://example.org",
            "https://example.org/?utm_source=x",
            "/a",
            "#",
        ] {
            assert_eq!(page(url), None, "{url}");
        }
        assert_ne!(page("https://a.org/Dam"), page("https://a.org/dam"));
    }

    #[test]
    fn hosts_map_to_their_registered_domains() {
        let rows = [
            ("news.bbc.co.uk", Some("bbc.co.uk")),
            ("bbc.co.uk", Some("bbc.co.uk")),
            ("co.uk", Some("co.uk")),
            // A short domain below a country domain is not a public suffix.
            ("areena.yle.fi", Some("yle.fi")),
            ("a.b.gazette.example", Some("gazette.example")),
            ("ada.github.io", Some("ada.github.io")),
            ("gazette.example.", Some("gazette.example")),
            ("localhost", None),
            ("127.0.0.1", None),
            ("[2001:db8::1]", None),
            ("..", None),
            ("", None),
        ];
        for (host, expected) in rows {
            assert_eq!(registered_domain(host), expected, "{host}");
        }
    }
}
