//! Finds the authors in a page's markup.

use super::web_page::WebPage;
use crate::article::html::fragment;
use crate::article::html::tree::{AttributeName, HtmlTree, NodeId};
use crate::article::text::byline;

/// Names of `meta` elements that contain authors.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author",
    "cxenseparse:author", "byl", "twitter:creator",
];

/// Classes of elements that contain an author's name.
const CLASSES: &[&str] = &[
    "byline",
    "author",
    "author-name",
    "byline__name",
    "p-author",
];

/// The maximum lengths of a name and of a byline, in bytes.
const LONGEST: (usize, usize) = (60, 100);

/// The maximum number of author elements that are read.
const MOST: usize = 4;

/// Returns the authors, without duplicates, from the first of these sources that contains any: linked data, `meta`
/// elements, and elements that are marked as authors.
pub(super) fn authors(page: &WebPage<'_>) -> Vec<String> {
    let linked = page
        .data
        .texts(&["author", "name"])
        .chain(page.data.texts(&["author"]));
    let mut names = unique_names(linked.map(str::to_owned));
    if names.is_empty() {
        let meta = page
            .meta
            .values(NAMES)
            .filter(|name| !name.starts_with('@'));
        names = unique_names(meta.map(str::to_owned));
    }
    if names.is_empty() {
        names = unique_names(marked(page.tree));
    }
    names
}

fn unique_names(written: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in written.flat_map(|written| byline::parse_names(&fragment::line(&written))) {
        if !names.contains(&name) && name.len() <= LONGEST.0 {
            names.push(name);
        }
    }
    names
}

/// Returns the text of each element that is marked as an author.
fn marked(tree: &HtmlTree) -> impl Iterator<Item = String> {
    let marked = tree
        .descendants(HtmlTree::ROOT)
        .filter(|&id| is_author(tree, id));
    marked.filter_map(|id| tree.words(id, LONGEST.1)).take(MOST)
}

fn is_author(tree: &HtmlTree, id: NodeId) -> bool {
    let mut classes = tree
        .attribute(id, AttributeName::Class)
        .unwrap_or_default()
        .split_ascii_whitespace();
    tree.attribute(id, AttributeName::Rel) == Some("author")
        || tree.attribute(id, AttributeName::ItemProp) == Some("author")
        || classes.any(|class| CLASSES.contains(&class))
}
