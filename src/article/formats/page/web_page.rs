//! A web page, split into the parts that the field extractors share.

use jiff::civil;

use super::canonical_url;
use super::content_root;
use super::headings;
use super::linked_data::{LinkedData, Scripts};
use super::meta_tags::MetaTags;
use crate::article::html::blocks::Block;
use crate::article::html::tag::Tag;
use crate::article::html::tree::{AttributeName, HtmlTree, NodeId};
use crate::article::model::field_value::{Basis, FieldValue};
use crate::article::text::language;

/// A web page and the parts that its fields are read from.
pub(super) struct WebPage<'p> {
    pub(super) html: &'p str,
    pub(super) tree: &'p HtmlTree,
    pub(super) meta: MetaTags<'p>,
    pub(super) data: LinkedData<'p>,
    pub(super) blocks: Vec<Block>,
    /// The headlines in the page's metadata.
    pub(super) titles: Vec<String>,
    /// The text of the page's `<title>`.
    pub(super) window: String,
    /// The heading that shows the page's headline.
    pub(super) heading: Option<NodeId>,
    pub(super) url: Option<String>,
    pub(super) today: civil::Date,
}

impl<'p> WebPage<'p> {
    /// Collects the parts of a page.
    pub(super) fn new(
        html: &'p str,
        tree: &'p HtmlTree,
        scripts: &'p Scripts,
        today: civil::Date,
    ) -> Self {
        let meta = MetaTags::from_tree(tree);
        let data = LinkedData::new(scripts);
        let titles = headings::metadata_titles(tree, &meta, &data);
        let window = headings::window_title(tree);
        Self {
            html,
            tree,
            blocks: content_root::blocks(tree),
            heading: headings::headline_heading(tree, &titles, &window),
            url: canonical_url::canonical(tree, &meta, &data),
            meta,
            data,
            titles,
            window,
            today,
        }
    }

    /// Returns the longest description in the page's metadata, or an empty string.
    pub(super) fn description(&self) -> &'p str {
        let all = self
            .meta
            .values(&["og:description", "description", "twitter:description"]);
        all.max_by_key(|text| text.len()).unwrap_or_default()
    }

    /// Returns the language that the page declares.
    pub(super) fn language(&self) -> Option<FieldValue<String>> {
        let meta = self
            .meta
            .values(&["og:locale", "language", "content-language", "dc.language"]);
        let linked = self.data.texts(&["inLanguage"]);
        let mut all = self.language_tag().into_iter().chain(meta).chain(linked);
        let (tag, code) = all.find_map(|tag| Some((tag, language::code(tag)?)))?;
        Some(FieldValue::new(code, Basis::Markup, tag))
    }

    /// Returns the language tag of the page's `<html>` element.
    pub(super) fn language_tag(&self) -> Option<&'p str> {
        let html = self.tree.elements(HtmlTree::ROOT, Tag::Html).next()?;
        self.tree.attribute(html, AttributeName::Lang)
    }
}
