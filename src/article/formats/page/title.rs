//! The headline of a page, and the outlet's name that many pages write behind it.

use super::Page;
use super::linked_data::LinkedData;
use super::meta_tags::Meta;
use crate::article::html::fragment;
use crate::article::html::tag::Tag;
use crate::article::html::tree::{Id, Name, Tree};

/// Names of `meta` elements that are the headline.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "og:title", "twitter:title", "headline", "parsely-title", "sailthru.title", "dc.title", "dcterms.title",
    "citation_title", "title", "cxenseparse:title",
];

/// What stands between a headline and an outlet's name.
const MARKS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " › ", " « ", " ‹ ", " · ", " • ", " / ",
];

/// The most words of an outlet's name.
const NAME: usize = 6;

/// The longest headline in bytes.
const LONGEST: usize = 1_000;

/// The most headings that are looked at.
const HEADINGS: usize = 200;

/// The headlines that a page's metadata gives, what is believed first.
pub(super) fn given(tree: &Tree, meta: &Meta<'_>, data: &LinkedData<'_>) -> Vec<String> {
    let marked = tree
        .within(Tree::ROOT)
        .filter(|&id| tree.attribute(id, Name::ItemProp) == Some("headline"));
    let linked = data.texts(&["headline"]).map(str::to_owned);
    let meta = meta.all(NAMES).map(str::to_owned);
    let titles = linked
        .chain(data.broken("headline"))
        .chain(meta)
        .chain(marked.filter_map(|id| tree.words(id, LONGEST)));
    let titles = titles
        .filter(|title| title.len() <= LONGEST)
        .map(|title| fragment::line(&title));
    titles.filter(|title| has_letters(title)).collect()
}

/// The heading that shows the page's headline: the first whose words are one of `titles` or in the window's title, else
/// the first of the first level.
pub(super) fn heading(tree: &Tree, titles: &[String], window: &str) -> Option<Id> {
    let titles: Vec<String> = titles.iter().map(|title| squash(title)).collect();
    let window = squash(window);
    let levels = [Tag::H1, Tag::H2, Tag::H3, Tag::H4];
    let mut headings = levels
        .into_iter()
        .flat_map(|tag| tree.elements(Tree::ROOT, tag))
        .take(HEADINGS);
    let shows = |&id: &Id| {
        let words = squash(&tree.words(id, LONGEST).unwrap_or_default());
        words.len() > 8 && (titles.contains(&words) || window.contains(&words))
    };
    headings
        .find(shows)
        .or_else(|| tree.elements(Tree::ROOT, Tag::H1).next())
}

/// The text of `<title>`.
pub(super) fn of_window(tree: &Tree) -> String {
    let mut titles = tree.elements(Tree::ROOT, Tag::Title);
    titles
        .find_map(|title| tree.words(title, LONGEST))
        .unwrap_or_default()
}

/// The page's headline: what its metadata gives, else its heading, else the window's title.
pub(super) fn of(page: &Page<'_>, outlet: Option<&str>) -> Option<String> {
    let heading = page.heading.and_then(|id| page.tree.words(id, LONGEST));
    let all = page
        .titles
        .iter()
        .chain(&heading)
        .chain(std::iter::once(&page.window));
    let mut bare = all.map(|title| without_outlet(title, outlet));
    bare.find(|title| has_letters(title)).map(str::to_owned)
}

/// The outlet that stands behind the headline in the window's title.
pub(super) fn outlet_behind(page: &Page<'_>) -> Option<String> {
    let (before, after) = split_last(&page.window)?;
    let heading = page.heading.and_then(|id| page.tree.words(id, LONGEST));
    let mut headlines = page.titles.iter().chain(&heading);
    let before = squash(before);
    let short = (1..=NAME).contains(&after.split_whitespace().count());
    let named = short
        && !before.is_empty()
        && headlines.any(|headline| squash(headline).starts_with(&before));
    named.then(|| after.to_owned())
}

/// A text before and after the last mark that can stand before an outlet's name.
fn split_last(text: &str) -> Option<(&str, &str)> {
    let places = MARKS
        .iter()
        .filter_map(|mark| Some((text.rfind(mark)?, mark.len())));
    let (at, length) = places.max()?;
    Some((text[..at].trim(), text[at + length..].trim()))
}

/// A headline without the outlet's name behind it.
fn without_outlet<'t>(title: &'t str, outlet: Option<&str>) -> &'t str {
    let Some((before, after)) = split_last(title) else {
        return title;
    };
    let (name, outlet) = (squash(after), squash(outlet.unwrap_or_default()));
    let named =
        name.len() > 1 && outlet.len() > 1 && (name.contains(&outlet) || outlet.contains(&name));
    if named && has_letters(before) {
        before
    } else {
        title
    }
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Letters and digits in lower case.
pub(super) fn squash(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlet_behind_a_headline_is_no_part_of_it() {
        let rows = [
            ("Dam breaks | Adunn Gazette", "Adunn Gazette", "Dam breaks"),
            (
                "Dam breaks - World - Gazette",
                "Adunn Gazette",
                "Dam breaks - World",
            ),
            ("Dam breaks – GAZETTE.example", "gazette", "Dam breaks"),
            (
                "Dam - and town - gone",
                "Adunn Gazette",
                "Dam - and town - gone",
            ),
            ("Gazette", "Gazette", "Gazette"),
            ("Dam breaks", "", "Dam breaks"),
        ];
        for (title, outlet, expected) in rows {
            assert_eq!(without_outlet(title, Some(outlet)), expected, "{title}");
        }
    }
}
