//! Extracts the main text of a page by selecting the blocks that belong to its article.
//!
//! The main text consists of the paragraphs, headings, list items and cells inside the content root, except
//! boilerplate, link lists, captions and sentence fragments. Summary paragraphs above the content root are included as
//! well. `benches/pages` measures the extraction on 131 news pages in 20 languages.

use std::ops::Range;

use super::content_root;
use super::headings::letters_and_digits;
use super::web_page::WebPage;
use crate::article::html::blocks::Block;
use crate::article::html::fragment;
use crate::article::html::tag::Tag;
use crate::article::html::tree::{AttributeName, HtmlTree, NodeId};

/// Substrings of the class names of summary elements.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "abstract", "bajada", "chapo", "deck", "dek", "entradilla", "excerpt", "ingress", "intro", "lead", "lede", "perex",
    "sommario", "standfirst", "sub-title", "subhead", "subtitle", "summary", "vorspann",
];

/// The maximum number of summary paragraphs between the headline and the text.
const MOST_LEADS: usize = 3;

/// Length limits for a summary, in bytes: the minimum for an element with a summary class name, the minimum for any
/// other element, and the exclusive maximum.
const LEAD: (usize, usize, usize) = (50, 80, 1_000);

/// The first letters and digits of a page's description are compared with its paragraphs. At most `end` of them are
/// used, and a description with fewer than `start` is ignored.
const DESCRIBED: Range<usize> = 30..50;

/// The maximum length of a caption, in bytes.
const CAPTION: usize = 200;

/// The maximum length, in bytes, of a byline or a date line above the text.
const CREDIT: usize = 60;

/// Returns the text of the article, with blank lines between its paragraphs.
///
/// If the `articleBody` in linked data is more than twice as long as the visible text, the page shows only part of the
/// article, and the `articleBody` is returned instead.
pub(super) fn extract(page: &WebPage<'_>, title: &str) -> String {
    let blocks = &page.blocks;
    let parts = select_blocks(page, title);
    let parts: Vec<&str> = parts.iter().map(|&at| blocks[at].text.as_str()).collect();
    let shown = parts.join("\n\n");
    let given = page.data.texts(&["articleBody"]).next().unwrap_or_default();
    if given.len() > 2 * shown.len() {
        fragment::text(given)
    } else {
        shown
    }
}

/// Returns the indices of the blocks that make up the text of the article.
fn select_blocks(page: &WebPage<'_>, title: &str) -> Vec<usize> {
    let (tree, blocks) = (page.tree, &page.blocks);
    let root = content_root::find(tree, blocks);
    let place = |node: NodeId| blocks.partition_point(|block| block.at < node);
    let inside = place(root)..place(tree.end(root));
    let in_paragraphs = is_in_paragraphs(&blocks[inside.clone()]);
    let title = letters_and_digits(title);
    let mut text: Vec<usize> = inside
        .clone()
        .filter(|&at| is_text(tree, root, &blocks[at], in_paragraphs))
        .collect();
    let Some(begins) = text
        .iter()
        .position(|&at| content_root::weight(&blocks[at]) > 0)
    else {
        // All blocks are short, so this may be a very short article. Keep its paragraphs and sentences.
        text.retain(|&at| blocks[at].tag == Tag::P || ends_sentence(&blocks[at].text));
        return text;
    };
    let mut at_top = text.drain(..begins).collect::<Vec<_>>();
    at_top.retain(|&at| is_lead_text(&blocks[at], &title));
    let body: Vec<usize> = at_top.into_iter().chain(text).collect();
    let repeated = |lead: &usize| body.iter().any(|&at| blocks[at].text == blocks[*lead].text);
    let leads = lead_paragraphs(page, inside.start, &title)
        .into_iter()
        .filter(|lead| !repeated(lead));
    let mut all: Vec<usize> = leads.chain(body.iter().copied()).collect();
    while all.last().is_some_and(|&at| blocks[at].tag.is_heading()) {
        all.pop();
    }
    all
}

/// Returns whether more than two thirds of the text is in `<p>` elements.
fn is_in_paragraphs(blocks: &[Block]) -> bool {
    let marked = blocks.iter().filter(|block| block.tag == Tag::P);
    let marked: usize = marked.map(content_root::weight).sum();
    let all: usize = blocks.iter().map(content_root::weight).sum();
    marked * 3 > all * 2
}

/// Returns whether a block above the first long block is text rather than a copy of the headline, a byline or a date.
fn is_lead_text(block: &Block, title: &str) -> bool {
    if block.tag.is_heading() {
        letters_and_digits(&block.text) != title
    } else {
        block.text.len() > CREDIT && ends_sentence(&block.text)
    }
}

/// Returns whether a block is article text rather than boilerplate, a link, a caption or a button.
fn is_text(tree: &HtmlTree, root: NodeId, block: &Block, in_paragraphs: bool) -> bool {
    let boilerplate = block
        .boilerplate
        .is_some_and(|id| !tree.contains_node(id, root));
    if boilerplate || block.tag == Tag::H1 || !block.text.chars().any(char::is_alphanumeric) {
        return false;
    }
    let sentence = ends_sentence(&block.text);
    let most_links = match block.tag {
        Tag::P if sentence => 0.95,
        Tag::Li if in_paragraphs && !sentence => 0.4,
        _ => 0.6,
    };
    let marked = matches!(block.tag, Tag::P | Tag::Li | Tag::BlockQuote) || block.tag.is_heading();
    let short = !marked && !sentence && block.text.len() <= CAPTION;
    let caption = in_paragraphs && short && !is_named_lead(tree, block.element);
    block.link_share() < most_links && !caption
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '“', '’', '»', '«', '\'', ')', ']', '*', ' ']);
    text.ends_with(['.', '!', '?', ':', '…', ';', '。', '！', '？', '।', '؟'])
}

/// Returns the indices of the summary paragraphs between the headline and the block `before`. A summary paragraph has a
/// summary class name or ends like a sentence. If there is none, returns the index of the closest block above `before`
/// that starts like the page's description.
fn lead_paragraphs(page: &WebPage<'_>, before: usize, title: &str) -> Vec<usize> {
    let blocks = &page.blocks;
    let from = page.heading.map_or(before, |heading| {
        blocks.partition_point(|block| block.at < heading)
    });
    let near = (from..before).filter(|&at| is_lead(page.tree, &blocks[at], title));
    let mut found: Vec<usize> = near.take(MOST_LEADS).collect();
    let described: String = letters_and_digits(page.description())
        .chars()
        .take(DESCRIBED.end)
        .collect();
    if found.is_empty() && described.chars().count() >= DESCRIBED.start {
        let says_so = |&at: &usize| {
            let words = letters_and_digits(&blocks[at].text);
            words.starts_with(&described) && words != title && blocks[at].link_share() < 0.5
        };
        found.extend((0..before).rev().find(says_so));
    }
    found
}

fn is_lead(tree: &HtmlTree, block: &Block, title: &str) -> bool {
    let (named, plain, longest) = LEAD;
    let length = block.text.len();
    let fits =
        (named..longest).contains(&length) && block.boilerplate.is_none() && block.tag != Tag::H1;
    let sentence = block.tag == Tag::P && length >= plain && ends_sentence(&block.text);
    fits && block.link_share() < 0.3
        && (sentence || is_named_lead(tree, block.element))
        && letters_and_digits(&block.text) != title
}

fn is_named_lead(tree: &HtmlTree, id: NodeId) -> bool {
    let near = std::iter::once(id).chain(tree.ancestors(id)).take(2);
    let mut classes = near.filter_map(|id| tree.attribute(id, AttributeName::Class));
    classes.any(|class| {
        // Class names such as `leading-tight` refer to line spacing, not to a lead.
        let class = class.to_ascii_lowercase().replace("leading", "");
        LEADS.iter().any(|part| class.contains(part))
    })
}

#[cfg(test)]
mod tests;
