//! The outlet's name in a page's markup.

use super::headings;
use super::title;
use super::web_page::WebPage;
use crate::article::html::fragment;
use crate::article::text::host;

/// Names of `meta` elements that are the outlet.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "og:site_name", "parsely-site", "cxenseparse:site_name", "publisher", "dc.publisher", "dcterms.publisher",
    "copyright-holder", "citation_journal_title", "application-name", "apple-mobile-web-app-title", "al:android:app_name",
    "al:ios:app_name",
];

/// Types of what publishes.
const PUBLISHERS: &[&str] = &[
    "NewsMediaOrganization",
    "Newspaper",
    "Organization",
    "WebSite",
];

/// How long a name is, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=60;

/// The outlet's name in the markup: the first that the site's address confirms, else the first; else what stands behind
/// the headline in the window's title.
///
/// Publishers are often companies, and names of apps are often short; the address knows what readers call the outlet.
pub(super) fn find(page: &WebPage<'_>) -> Option<String> {
    let linked = page
        .data
        .texts(&["publisher", "name"])
        .chain(page.data.texts(&["publisher"]));
    let handles = page
        .meta
        .all(&["twitter:site"])
        .map(|handle| handle.trim_start_matches('@'));
    let names = page
        .meta
        .all(NAMES)
        .chain(linked)
        .chain(page.data.names_of(PUBLISHERS))
        .chain(handles);
    let names: Vec<String> = names
        .map(fragment::line)
        .filter(|name| is_name(name))
        .collect();
    let host = page.url.as_deref().and_then(host::host);
    let host = headings::squash(host.unwrap_or_default());
    let confirmed = names.iter().find(|name| is_in_host(name, &host));
    confirmed
        .or(names.first())
        .cloned()
        .or_else(|| title::outlet_after_headline(page))
}

/// Whether a host's name, as letters and digits, holds an outlet's.
fn is_in_host(name: &str, host: &str) -> bool {
    let name = headings::squash(name);
    name.len() > 2 && host.contains(&name)
}

fn is_name(name: &str) -> bool {
    LENGTHS.contains(&name.chars().count())
        && !host::is_url(name)
        && name.chars().any(char::is_alphabetic)
}
