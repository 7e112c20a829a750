//! Addresses, without what differs between two that lead to one page.

use super::word_hashes::hash_of;

/// Parameters that say where a reader came from. Those that begin with `utm_` do, too.
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "msclkid", "dclid", "igshid", "mc_cid", "mc_eid", "cmpid", "ncid", "smid",
    "smtyp", "ocid", "hpt", "ref", "ref_src",
];

/// An address in one form: without scheme, "www", a slash at its end, tracking parameters and fragment. None where it
/// leads to no page below the front page.
pub fn normal(url: &str) -> Option<String> {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (page, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = page.split_once('/')?;
    let (host, path) = (bare(host), path.trim_matches('/'));
    let mut kept: Vec<_> = parameters
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !tracks(parameter))
        .collect();
    kept.sort_unstable();
    if host.is_empty() || path.is_empty() && kept.is_empty() {
        return None;
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    Some(format!("{host}/{path}{mark}{}", kept.join("&")))
}

/// A hash of an address in its one form; 0 where it leads to no page.
pub fn page(url: &str) -> u64 {
    normal(url).map_or(0, |address| hash_of(&address).max(1))
}

/// A hash of the domain under which an outlet is known: `news.bbc.co.uk` is `bbc.co.uk`; 0 where there is none.
pub fn site(url: &str) -> u64 {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = bare(rest.split(['/', '?', '#']).next().unwrap_or_default());
    let mut labels: Vec<_> = host.split('.').collect();
    if labels.len() < 2 || labels.contains(&"") {
        return 0;
    }
    // In "co.uk" and "com.au" both labels are short.
    let short = labels[labels.len() - 2].len() <= 3 && labels[labels.len() - 1].len() == 2;
    let kept = if short { 3 } else { 2 };
    let from = labels.len().saturating_sub(kept);
    hash_of(&labels.split_off(from).join(".")).max(1)
}

fn bare(authority: &str) -> String {
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_lowercase();
    ["www.", "m.", "amp."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix))
        .map_or(host.clone(), str::to_owned)
}

fn tracks(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let name = name.trim_start_matches("amp;").to_ascii_lowercase();
    name.is_empty() || name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_address() {
        let same = "example.org/news/2024/dam-breaks?id=7&p=2";
        for url in [
            "https://www.Example.org/news/2024/dam-breaks/?p=2&id=7",
            "http://example.org/news/2024/dam-breaks?id=7&utm_source=x&p=2#comments",
            "m.example.org:443/news/2024/dam-breaks?id=7&p=2&amp;utm_medium=y&fbclid=1",
        ] {
            assert_eq!(normal(url).as_deref(), Some(same), "{url}");
        }
        for url in [
            "",
            "https://example.org",
            "https://example.org/?utm_source=x",
            "/a",
            "#",
        ] {
            assert_eq!(normal(url), None, "{url}");
        }
        assert_ne!(page("https://a.org/Dam"), page("https://a.org/dam"));
    }

    #[test]
    fn a_site_is_a_registered_domain() {
        let rows = [
            ("https://news.bbc.co.uk/1", "bbc.co.uk"),
            ("http://edition.cnn.com/a", "cnn.com"),
            ("https://www.dw.de", "dw.de"),
        ];
        for (url, expected) in rows {
            assert_eq!(site(url), hash_of(expected), "{url}");
        }
        assert_eq!((site(""), site("localhost"), site("/a.b")), (0, 0, 0));
    }
}
