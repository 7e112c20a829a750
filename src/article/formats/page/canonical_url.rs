//! Finds the canonical URL that a page declares for itself.

use super::linked_data::LinkedData;
use super::meta_tags::MetaTags;
use crate::article::html::tag::Tag;
use crate::article::html::tree::{AttributeName, HtmlTree};
use crate::article::text::host;

/// Names of `meta` elements that contain the page's URL.
const NAMES: &[&str] = &[
    "og:url",
    "twitter:url",
    "parsely-link",
    "cxenseparse:url",
    "al:web:url",
];

/// Paths to the page's URL in linked data.
const LINKED: &[&[&str]] = &[
    &["url"],
    &["mainEntityOfPage"],
    &["mainEntityOfPage", "@id"],
    &["mainEntityOfPage", "url"],
];

/// The maximum length of a URL in bytes.
const LONGEST: usize = 2_000;

/// Returns the canonical URL of a page, or `None` if the page declares no absolute URL.
///
/// The first declared URL determines the site. The canonical URL is the first declared URL on this site that has a
/// path, or the first declared URL if none has a path. URLs with a path are preferred because some sites declare their
/// front page as canonical on every page.
pub(super) fn canonical(
    tree: &HtmlTree,
    meta: &MetaTags<'_>,
    data: &LinkedData<'_>,
) -> Option<String> {
    let links = tree.elements(HtmlTree::ROOT, Tag::Link).filter(|&id| {
        let rel = tree.attribute(id, AttributeName::Rel).unwrap_or_default();
        rel.split_ascii_whitespace()
            .any(|rel| rel.eq_ignore_ascii_case("canonical"))
    });
    let links = links.filter_map(|id| tree.attribute(id, AttributeName::Href));
    let linked = LINKED.iter().flat_map(|path| data.texts(path));
    let all = links.chain(meta.values(NAMES)).chain(linked).map(str::trim);
    let all: Vec<&str> = all.filter(|url| is_absolute(url)).collect();
    let host = host::host(all.first()?)?.to_ascii_lowercase();
    let own = all
        .iter()
        .filter(|url| host::host(url).is_some_and(|other| is_same_site(&host, other)));
    let inner = own.clone().find(|url| has_path(url));
    inner.or_else(|| all.first()).map(|url| (*url).to_owned())
}

fn is_absolute(url: &str) -> bool {
    let schemes = ["http://", "https://"];
    let known = schemes.iter().any(|scheme| url.starts_with(scheme));
    known && url.len() <= LONGEST && host::is_url(url) && host::host(url).is_some()
}

/// Returns whether a URL has a non-empty path.
fn has_path(url: &str) -> bool {
    let after_scheme = url.split_once("//").map_or(url, |(_, rest)| rest);
    after_scheme
        .split_once('/')
        .is_some_and(|(_, path)| !path.trim_matches('/').is_empty())
}

/// Returns whether the hosts are equal or one is a subdomain of the other.
fn is_same_site(host: &str, other: &str) -> bool {
    let other = other.to_ascii_lowercase();
    let within = |a: &str, b: &str| {
        a.strip_suffix(b)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    within(host, &other) || within(&other, host)
}

#[cfg(test)]
mod tests {
    use super::super::linked_data::Scripts;
    use super::*;
    use crate::article::html::tree_builder;

    #[test]
    fn implausible_canonical_url_is_ignored() {
        let rows = [
            (
                "<link rel=canonical href='https://g.example/a'>",
                Some("https://g.example/a"),
            ),
            (
                "<link rel='Canonical nofollow' href='https://g.example/a'>",
                Some("https://g.example/a"),
            ),
            (
                "<link rel=canonical href='/a'><meta property=og:url content='https://g.example/b'>",
                Some("https://g.example/b"),
            ),
            (
                "<link rel=canonical href='https://g.example/'><meta property=og:url content='https://www.g.example/b'>",
                Some("https://www.g.example/b"),
            ),
            (
                "<link rel=canonical href='https://g.example/'><meta property=og:url content='https://other.example/b'>",
                Some("https://g.example/"),
            ),
            (
                "<link rel=canonical href='https://xg.example'><meta property=og:url content='https://g.example/b'>",
                Some("https://xg.example"),
            ),
            ("<link rel=canonical href='https://localhost/a'>", None),
            ("<link rel=canonical href='file:///home/a.html'>", None),
            (
                r#"<script type="application/ld+json">{"@type": "Article", "mainEntityOfPage": {"@id": "https://g.example/c"}}</script>"#,
                Some("https://g.example/c"),
            ),
            ("", None),
        ];
        for (html, expected) in rows {
            let tree = tree_builder::parse(html);
            let scripts = Scripts::from_tree(&tree);
            let url = canonical(
                &tree,
                &MetaTags::from_tree(&tree),
                &LinkedData::new(&scripts),
            );
            assert_eq!(url.as_deref(), expected, "{html}");
        }
    }
}
