//! Recognises outlet names that are hosts, and splits domains into labels.

use crate::web_address::without_www;

/// Returns `text` as a host in lower case and without `www`, or `None` if it contains a character that is not allowed
/// in a host.
pub fn normalize(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let host = without_www(&lower);
    let is_host_char = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    host.chars().all(is_host_char).then(|| host.to_owned())
}

/// Returns the normalized host if an outlet's name is a host, such as "NBCNews.com", or `None` if it is not. A host
/// must end in a known public suffix, because other names can contain full stops too.
pub fn host_spelled(name: &str) -> Option<String> {
    let host = normalize(name)?;
    let has_known_suffix = psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known());
    (has_known_suffix && psl::domain_str(&host).is_some()).then_some(host)
}

/// Returns a host and its parent domains: `news.bbc.co.uk`, `bbc.co.uk`, `co.uk`, `uk`.
pub fn self_and_parents(host: &str) -> impl Iterator<Item = &str> {
    let starts = std::iter::once(0).chain(host.match_indices('.').map(|(at, _)| at + 1));
    starts.map(|at| &host[at..]).filter(|site| !site.is_empty())
}

/// Returns the first label of a domain, which distinguishes it from other domains with the same suffix.
pub fn label(domain: &str) -> &str {
    domain.split('.').next().unwrap_or_default()
}

/// Returns the country code of a domain, or `None` for a generic domain such as `gazette.com`.
pub fn country(domain: &str) -> Option<&str> {
    domain.rsplit('.').next().filter(|last| last.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domain_like_outlet_names_are_recognized() {
        let rows = [
            ("NBCNews.com", Some("nbcnews.com")),
            ("www.gazette.org", Some("gazette.org")),
            ("news.bbc.co.uk", Some("news.bbc.co.uk")),
            ("St. Petersburg Times", None),
            ("Gazette", None),
            ("gazette.example", None),
            ("co.uk", None),
            ("v1.2", None),
            ("", None),
        ];
        for (name, expected) in rows {
            assert_eq!(host_spelled(name).as_deref(), expected, "{name}");
        }
    }
}
