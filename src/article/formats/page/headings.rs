//! Collects the headings and titles of a page that are candidates for its headline.

use super::linked_data::LinkedData;
use super::meta_tags::MetaTags;
use crate::article::html::fragment;
use crate::article::html::tag::Tag;
use crate::article::html::tree::{AttributeName, HtmlTree, NodeId};

/// Names of `meta` elements that contain the headline.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "og:title", "twitter:title", "headline", "parsely-title", "sailthru.title", "dc.title", "dcterms.title",
    "citation_title", "title", "cxenseparse:title",
];

/// The maximum length of a headline in bytes.
pub(super) const LONGEST: usize = 1_000;

/// The maximum number of headings that are inspected.
const HEADINGS: usize = 200;

/// Returns the headlines in a page's metadata, most trusted first.
pub(super) fn metadata_titles(
    tree: &HtmlTree,
    meta: &MetaTags<'_>,
    data: &LinkedData<'_>,
) -> Vec<String> {
    let marked = tree
        .descendants(HtmlTree::ROOT)
        .filter(|&id| tree.attribute(id, AttributeName::ItemProp) == Some("headline"));
    let linked = data.texts(&["headline"]).map(str::to_owned);
    let meta = meta.values(NAMES).map(str::to_owned);
    let titles = linked
        .chain(data.broken("headline"))
        .chain(meta)
        .chain(marked.filter_map(|id| tree.words(id, LONGEST)));
    let titles = titles
        .filter(|title| title.len() <= LONGEST)
        .map(|title| fragment::line(&title));
    titles.filter(|title| has_letters(title)).collect()
}

/// Returns the heading that shows the page's headline: the first whose text equals one of `titles` or occurs in
/// `window`, the text of `<title>`. If there is none, returns the first `<h1>`.
pub(super) fn headline_heading(tree: &HtmlTree, titles: &[String], window: &str) -> Option<NodeId> {
    let titles: Vec<String> = titles
        .iter()
        .map(|title| letters_and_digits(title))
        .collect();
    let window = letters_and_digits(window);
    let levels = [Tag::H1, Tag::H2, Tag::H3, Tag::H4];
    let mut headings = levels
        .into_iter()
        .flat_map(|tag| tree.elements(HtmlTree::ROOT, tag))
        .take(HEADINGS);
    let shows = |&id: &NodeId| {
        let words = letters_and_digits(&tree.words(id, LONGEST).unwrap_or_default());
        words.len() > 8 && (titles.contains(&words) || window.contains(&words))
    };
    headings
        .find(shows)
        .or_else(|| tree.elements(HtmlTree::ROOT, Tag::H1).next())
}

/// Returns the text of `<title>`.
pub(super) fn window_title(tree: &HtmlTree) -> String {
    let mut titles = tree.elements(HtmlTree::ROOT, Tag::Title);
    titles
        .find_map(|title| tree.words(title, LONGEST))
        .unwrap_or_default()
}

/// Returns whether `text` contains a letter or a digit.
pub(super) fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Returns the letters and digits of `text`, in lower case.
pub(super) fn letters_and_digits(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
