//! Finds dates by their position on a page: in elements whose markup suggests a date, in lines that state a date, and
//! near the headline.

use super::super::web_page::WebPage;
use super::date_value::{DateValue, PageDates, first_in, in_page_order, is_exact, read};
use super::names::{CHANGED, LIKELY, NEVER, OTHERS, SURE};
use crate::article::html::tag::Tag;
use crate::article::html::tree::{AttributeName, HtmlTree, NodeId};
use crate::article::model::field_value::{Basis, FieldValue};
use crate::date::in_text;

/// An element is near the headline if it is fewer than this many nodes away.
const NEAR: usize = 60;

/// A line shorter than this, in bytes, may consist of only the author and the date.
const SHORT: usize = 80;

/// The maximum length, in bytes, of a line that states a date.
const LINE: usize = 200;
/// The maximum text length, in bytes, of an element that contains a date.
const ELEMENT: usize = 300;

/// The maximum number of elements or lines that are inspected.
const MOST: usize = 4_000;

/// Returns the values of the elements with the property `mark`, nearest to the headline first.
pub(super) fn marked_values(page: &WebPage<'_>, mark: &str) -> Vec<String> {
    let marked = page
        .tree
        .descendants(HtmlTree::ROOT)
        .filter(|&id| is_marked(page.tree, id, mark));
    let mut own: Vec<NodeId> = marked
        .filter(|&id| !is_in(page, id, NEVER))
        .take(MOST)
        .collect();
    own.sort_by_key(|&id| distance(page, id));
    let texts = own.into_iter().filter_map(|id| {
        let given = value_attribute(page.tree, id).map(str::to_owned);
        given.or_else(|| page.tree.words(id, ELEMENT))
    });
    texts.collect()
}

fn is_marked(tree: &HtmlTree, id: NodeId, mark: &str) -> bool {
    let names = [AttributeName::ItemProp, AttributeName::Property];
    let mut marks = names.iter().filter_map(|&name| tree.attribute(id, name));
    let published = mark == "datepublished" && tree.attribute(id, AttributeName::Pubdate).is_some();
    published
        || (!tree.has_tag(id, Tag::Meta) && marks.any(|of| of.to_ascii_lowercase().ends_with(mark)))
}

/// Returns the best date among the elements whose tag or attributes suggest a date. Prefers dates that are exact to the
/// day, then elements with a lower `rank`, then elements nearer to the headline.
pub(super) fn in_named_elements(page: &WebPage<'_>) -> Option<DateValue> {
    let ranked = page
        .tree
        .descendants(HtmlTree::ROOT)
        .filter_map(|id| Some((rank(page.tree, id)?, id)));
    let own = ranked.filter(|&(_, id)| !is_of_other(page, id)).take(MOST);
    let dated = own.filter_map(|(rank, id)| {
        let given = value_attribute(page.tree, id).and_then(|text| read(page, &text.into()).ok());
        let words = || first_in(page, &page.tree.words(id, ELEMENT)?);
        Some((rank, distance(page, id), given.or_else(words)?))
    });
    let best = dated.min_by_key(|(rank, distance, date)| (!is_exact(date), *rank, *distance));
    best.map(|(.., date)| date)
}

/// Returns the dates that are stated in lines of the page.
pub(super) fn stated_dates(page: &WebPage<'_>) -> PageDates {
    let mut dates = PageDates::default();
    let lines = page.blocks.iter().filter(|block| block.text.len() <= LINE);
    for block in lines.filter(|block| has_digit(&block.text)).take(MOST) {
        if is_of_other(page, block.element) {
            continue;
        }
        let mut stated = in_text::stated_dates(&block.text, page.today);
        if is_in(page, block.at, CHANGED) {
            stated.modified = stated.modified.or(stated.published.take());
        }
        let from_text = |date| FieldValue::from_date(date, Basis::Text);
        let published = stated.published.map(from_text);
        let published = published.map(|found| in_page_order(page, found));
        if let Some(found) = published.filter(|found| dates.published.is_none() || is_exact(found))
        {
            let known = dates.published.as_ref().is_some_and(is_exact);
            dates.published = if known { dates.published } else { Some(found) };
        }
        dates.modified = dates.modified.or(stated.modified.map(from_text));
    }
    dates
}

/// Returns the date in the short line nearest to the headline. A line that is not near the headline must consist mainly
/// of the date. Dates without a day are ignored.
pub(super) fn near_headline(page: &WebPage<'_>) -> Option<DateValue> {
    let short = page
        .blocks
        .iter()
        .filter(|block| block.text.len() < SHORT && has_digit(&block.text));
    let dated = short.take(MOST).filter_map(|block| {
        let far = page.heading.is_none() || distance(page, block.at) >= NEAR;
        let small = block.text.to_lowercase();
        if is_of_other(page, block.element)
            || is_in(page, block.at, CHANGED)
            || holds(&small, CHANGED)
        {
            return None;
        }
        let date = first_in(page, &block.text).filter(is_exact)?;
        let little_more = date.words.len() * 2 > block.text.len();
        (!far || little_more).then(|| (far, distance(page, block.at), date))
    });
    let nearest = dated.min_by_key(|&(far, distance, _)| (far, distance));
    nearest.map(|(.., date)| date)
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

fn holds(name: &str, table: &[&str]) -> bool {
    table.iter().any(|part| name.contains(part))
}

/// Returns the value of the first attribute that may contain a date.
fn value_attribute(tree: &HtmlTree, id: NodeId) -> Option<&str> {
    let names = [
        AttributeName::DateTime,
        AttributeName::Content,
        AttributeName::Title,
    ];
    let mut given = names.iter().filter_map(|&name| tree.attribute(id, name));
    given.find(|text| has_digit(text))
}

/// Returns the distance in nodes between an element and the headline, or the start of the page if there is no headline.
fn distance(page: &WebPage<'_>, id: NodeId) -> usize {
    page.heading.map_or(id, |heading| heading.abs_diff(id))
}

/// Returns a rank from 0 (most likely) to 2 for an element that may contain the date of publication, or `None` for any
/// other element.
fn rank(tree: &HtmlTree, id: NodeId) -> Option<usize> {
    let tag = tree.tag(id)?;
    let whole = matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article);
    if whole || tag.is_hidden() || tag.is_void() {
        return None;
    }
    let names = [
        AttributeName::Class,
        AttributeName::Id,
        AttributeName::ItemProp,
        AttributeName::DataTestId,
    ];
    let names = names.iter().filter_map(|&name| tree.attribute(id, name));
    let names = names
        .map(str::to_ascii_lowercase)
        .collect::<Vec<_>>()
        .join(" ");
    if holds(&names, CHANGED) && !names.contains("publish") {
        None
    } else if holds(&names, SURE) {
        Some(0)
    } else if tag == Tag::Time {
        Some(1)
    } else {
        holds(&names, LIKELY).then_some(2)
    }
}

/// Returns whether an element is in a part of the page that does not belong to the article.
fn is_of_other(page: &WebPage<'_>, id: NodeId) -> bool {
    let near = page.heading.is_some() && distance(page, id) < NEAR;
    is_in(page, id, NEVER) || is_aside(page, id) || (!near && is_in(page, id, OTHERS))
}

/// Returns whether the class or id of any of the element's [`own_ancestors`] contains an entry of `table`.
fn is_in(page: &WebPage<'_>, id: NodeId, table: &[&str]) -> bool {
    let names = [AttributeName::Class, AttributeName::Id];
    own_ancestors(page, id).any(|at| {
        let mut names = names
            .iter()
            .filter_map(|&name| page.tree.attribute(at, name));
        names.any(|name| holds(&name.to_ascii_lowercase(), table))
    })
}

fn is_aside(page: &WebPage<'_>, id: NodeId) -> bool {
    own_ancestors(page, id)
        .any(|at| matches!(page.tree.tag(at), Some(Tag::Nav | Tag::Footer | Tag::Aside)))
}

/// Returns an element and its ancestors, up to but excluding the first one that contains the headline or the whole
/// page.
fn own_ancestors(page: &WebPage<'_>, id: NodeId) -> impl Iterator<Item = NodeId> {
    let all = std::iter::once(id).chain(page.tree.ancestors(id));
    all.take_while(|&at| {
        let whole = matches!(page.tree.tag(at), Some(Tag::Body | Tag::Html | Tag::Root));
        !whole
            && page
                .heading
                .is_none_or(|heading| !page.tree.contains_node(at, heading))
    })
}
