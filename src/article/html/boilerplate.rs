//! Recognises boilerplate elements, which are not part of the article, by their tags and attributes.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::tag::Tag;
use super::tree::{AttributeName, HtmlTree, NodeId};

/// Substrings of class names and ids that indicate boilerplate.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "advert", "affiliate", "aggregator", "also-read", "alsoread", "author-bio", "authorbio", "autocomplete", "banner",
    "bookmark", "breadcrumb", "byline", "caption", "carousel", "comment", "cookie", "copyright", "credits", "disclaimer",
    "disclosure", "disqus", "donat", "dropdown", "facebook", "feedback", "fotocredit", "gallery", "infobox",
    "instagram", "keyword", "linkbox", "login", "mehr-zum", "more-on", "morefrom", "more-from", "most-read",
    "mostread", "navigation", "newsletter", "outbrain", "overlay", "pagination",
    "photo-credit", "pinterest", "playlist", "podcast", "popular", "popup", "privacy", "promo", "read-also",
    "readalso", "read-more", "readmore", "recirc", "recommend", "related", "screen-reader", "sr-only", "see-also", "share",
    "sharing", "sidebar", "slideshow", "social", "sponsor", "subscri", "syndication", "taboola", "tagcloud", "teaser",
    "timestamp", "toolbar", "tooltip", "trending", "twitter", "video-player", "visually-hidden", "visuallyhidden",
    "whatsapp", "widget", "yarpp", "zergnet",
];

/// The entries of [`PARTS`] that indicate boilerplate on every page.
#[rustfmt::skip]
const SURE: &[&str] = &[
    "advert", "breadcrumb", "comment", "cookie", "disqus", "dropdown", "login", "navigation", "newsletter", "outbrain",
    "pagination", "popup", "privacy", "promo", "recommend", "related", "screen-reader", "share", "sharing", "sponsor",
    "sr-only", "taboola", "teaser", "toolbar", "tooltip", "trending", "twitter",
];

/// Whole words of class names and ids that indicate boilerplate.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "ad", "ads", "adv", "ambox", "author", "authors", "bio", "bread", "card", "cards", "cta", "crumbs",
    "date", "embed", "fig", "figcaption", "figure", "foot", "footer", "footnote", "hat", "hatnote", "kicker",
    "masthead", "menu", "meta", "metadata", "modal", "nav", "navbar", "navbox", "next", "pager", "prev", "previous",
    "profile", "rating", "ratings", "reflist", "rss", "tag", "taglist", "tags", "toc", "tools", "topics",
    "topic", "vcard", "video", "signup", "source", "sources", "legend", "credit",
];

/// Substrings of class names and ids that indicate article text. They take precedence over boilerplate names in the
/// same attribute.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "article-body", "article__body", "article_body", "articlebody", "article-content", "article__content",
    "article_content", "articlecontent", "article-text", "article__text", "article_text", "articletext",
    "body-content", "body-text", "bodytext", "content-body", "content__body", "entry-content", "entrycontent",
    "paragraph", "post-body", "post__body", "post-content", "post__content", "post-text", "postcontent", "rich-text",
    "richtext", "rte-text", "story-body", "story__body", "storybody", "story-content", "story-text", "storytext",
    "text-block", "textblock", "wysiwyg",
];

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| finder(PARTS));
static SURE_FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| finder(SURE));
static TEXT_FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| finder(TEXTS));

fn finder(parts: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(parts)
        .ok()
}

/// The attributes whose values are compared with the tables above.
const NAMES: &[AttributeName] = &[
    AttributeName::Class,
    AttributeName::Id,
    AttributeName::DataTestId,
];

/// Which class names and ids indicate boilerplate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoilerplateNames {
    /// All names in the tables.
    All,
    /// Only the names in `SURE`. Used for pages whose text is inside an element with one of the other names.
    Sure,
}

/// Returns whether an element's tag or attributes identify it as boilerplate.
#[rustfmt::skip]
pub fn is_boilerplate(tree: &HtmlTree, id: NodeId, tag: Tag, names: BoilerplateNames) -> bool {
    match tag {
        Tag::Nav | Tag::Aside | Tag::Footer | Tag::FigCaption | Tag::Button | Tag::Label | Tag::Choice | Tag::Menu
        | Tag::Caption | Tag::Figure | Tag::Form => true,
        Tag::Html | Tag::Body | Tag::Main | Tag::Root => false,
        _ => is_not_shown(tree, id) || is_named(tree, id, names),
    }
}

/// Returns whether an element is hidden or has an ARIA role that rules out article text.
fn is_not_shown(tree: &HtmlTree, id: NodeId) -> bool {
    tree.attribute(id, AttributeName::Hidden).is_some()
        || tree
            .attribute(id, AttributeName::Class)
            .is_some_and(is_hidden_class)
        || tree.attribute(id, AttributeName::AriaHidden) == Some("true")
        || tree
            .attribute(id, AttributeName::Style)
            .is_some_and(|style| {
                let style: String = style.to_ascii_lowercase().split_whitespace().collect();
                style.contains("display:none") || style.contains("visibility:hidden")
            })
        || matches!(
            tree.attribute(id, AttributeName::Role),
            Some(
                "navigation"
                    | "complementary"
                    | "search"
                    | "dialog"
                    | "contentinfo"
                    | "menu"
                    | "banner"
                    | "alert"
            )
        )
}

/// Returns whether a `class` value hides the element on every screen: `hidden`, but not `hidden lg:block`.
fn is_hidden_class(class: &str) -> bool {
    class.split_ascii_whitespace().any(|name| name == "hidden") && !class.contains(':')
}

fn is_named(tree: &HtmlTree, id: NodeId, names: BoilerplateNames) -> bool {
    let mut given = NAMES.iter().filter_map(|&name| tree.attribute(id, name));
    given.any(|given| is_name(given, names))
}

/// Words in class names of layout elements, such as `with-sidebar`, `has-ads` and `sidebar-grid`. A class name with one
/// of these words does not indicate boilerplate.
#[rustfmt::skip]
const LAYOUT: &[&str] = &["with", "has", "have", "no", "without", "is", "enabled", "disabled", "grid", "layout", "mode"];

/// Returns whether one of the names in the attribute value `given` indicates boilerplate.
fn is_name(given: &str, names: BoilerplateNames) -> bool {
    !holds_text(given)
        && given
            .split_ascii_whitespace()
            .any(|name| is_one_name(name, names))
}

fn is_one_name(name: &str, names: BoilerplateNames) -> bool {
    let has_part =
        |finder: &Option<AhoCorasick>| finder.as_ref().is_some_and(|finder| finder.is_match(name));
    let has_word = |table: &[&str]| {
        words(name).any(|word| table.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    let known = match names {
        BoilerplateNames::All => has_part(&FINDER) || has_word(WORDS),
        BoilerplateNames::Sure => has_part(&SURE_FINDER),
    };
    known && !has_word(LAYOUT)
}

/// Returns whether the class, id or `itemprop` of an element indicates that it contains article text.
pub fn is_named_text(tree: &HtmlTree, id: NodeId) -> bool {
    let mut names = [AttributeName::Class, AttributeName::Id]
        .iter()
        .filter_map(|&name| tree.attribute(id, name));
    tree.attribute(id, AttributeName::ItemProp)
        .is_some_and(|of| of.to_ascii_lowercase().contains("articlebody"))
        || names.any(holds_text)
}

fn holds_text(name: &str) -> bool {
    TEXT_FINDER
        .as_ref()
        .is_some_and(|finder| finder.is_match(name))
}

/// Splits a class name such as `article-tags`, `articleTags` or `article__tags` into words.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split(|c: char| !c.is_ascii_alphabetic());
    parts.flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            let bytes = rest.as_bytes();
            if bytes.is_empty() {
                return None;
            }
            let hump = (1..bytes.len())
                .find(|&at| bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase());
            let (word, after) = rest.split_at(hump.unwrap_or(bytes.len()));
            rest = after;
            Some(word)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::html::tree_builder;

    #[test]
    fn tags_and_attributes_identify_boilerplate() {
        let rows = [
            ("<div class='article-related'>", true),
            ("<div class=relatedLinks>", true),
            ("<div class='x newsletter-signup'>", true),
            ("<div id=comments>", true),
            ("<ul class=articleTags>", true),
            ("<div data-testid=share-bar>", true),
            ("<nav>", true),
            ("<div role=navigation>", true),
            ("<p hidden>", true),
            ("<p style='color: red; DISPLAY: none'>", true),
            ("<div aria-hidden=true>", true),
            ("<div class='hidden'>", true),
            ("<div class='hidden lg:block'>", false),
            ("<div class='with-sidebar'>", false),
            ("<div class='article-body has-comments share'>", false),
            ("<div class=story-content-related>", false),
            ("<div class=heading>", false),
            ("<body class=newsletter>", false),
            ("<p>", false),
        ];
        for (html, expected) in rows {
            let tree = tree_builder::parse(html);
            let tag = tree.tag(1).unwrap();
            assert_eq!(
                is_boilerplate(&tree, 1, tag, BoilerplateNames::All),
                expected,
                "{html}"
            );
        }
    }

    #[test]
    fn names_are_split_at_punctuation_and_camel_case() {
        assert_eq!(
            words("article-tags__listItem 2 ADS").collect::<Vec<_>>(),
            ["article", "tags", "list", "Item", "ADS"]
        );
    }
}
