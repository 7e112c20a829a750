//! Finds the outlet's name in a page's markup.

use super::headings;
use super::title;
use super::web_page::WebPage;
use crate::article::html::fragment;
use crate::article::text::host;

/// Names of `meta` elements that contain the outlet's name.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "og:site_name", "parsely-site", "cxenseparse:site_name", "publisher", "dc.publisher", "dcterms.publisher",
    "copyright-holder", "citation_journal_title", "application-name", "apple-mobile-web-app-title", "al:android:app_name",
    "al:ios:app_name",
];

/// Types of linked-data objects that describe publishers.
const PUBLISHERS: &[&str] = &[
    "NewsMediaOrganization",
    "Newspaper",
    "Organization",
    "WebSite",
];

/// The allowed lengths of an outlet's name, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=60;

/// Returns the outlet's name: the first name in the markup that also occurs in the page's host, or else the first name.
/// If the markup contains no name, returns the name after the headline in `<title>`.
///
/// The host usually contains the name that readers know. The publisher is often a company with another name, and app
/// names are often shortened.
pub(super) fn find(page: &WebPage<'_>) -> Option<String> {
    let linked = page
        .data
        .texts(&["publisher", "name"])
        .chain(page.data.texts(&["publisher"]));
    let handles = page
        .meta
        .values(&["twitter:site"])
        .map(|handle| handle.trim_start_matches('@'));
    let names = page
        .meta
        .values(NAMES)
        .chain(linked)
        .chain(page.data.names_of(PUBLISHERS))
        .chain(handles);
    let names: Vec<String> = names
        .map(fragment::line)
        .filter(|name| is_name(name))
        .collect();
    let host = page.url.as_deref().and_then(host::host);
    let host = headings::letters_and_digits(host.unwrap_or_default());
    let confirmed = names.iter().find(|name| is_in_host(name, &host));
    confirmed
        .or(names.first())
        .cloned()
        .or_else(|| title::outlet_after_headline(page))
}

/// Returns whether `host` contains the letters and digits of `name`. `host` must consist of letters and digits only.
fn is_in_host(name: &str, host: &str) -> bool {
    let name = headings::letters_and_digits(name);
    name.len() > 2 && host.contains(&name)
}

fn is_name(name: &str) -> bool {
    LENGTHS.contains(&name.chars().count())
        && !host::is_url(name)
        && name.chars().any(char::is_alphabetic)
}
