//! The `meta` elements of a page, by name.

use rustc_hash::FxHashMap;

use crate::article::html::tag::Tag;
use crate::article::html::tree::{AttributeName, HtmlTree};

/// The values of a page's `meta` elements by lower-case name. Values with the same name are in page order.
#[derive(Debug, Default)]
pub(super) struct MetaTags<'t>(FxHashMap<String, Vec<&'t str>>);

impl<'t> MetaTags<'t> {
    /// Collects the `meta` elements of a page.
    pub(super) fn from_tree(tree: &'t HtmlTree) -> Self {
        let mut meta = Self::default();
        for id in tree.elements(HtmlTree::ROOT, Tag::Meta) {
            let content = tree.attribute(id, AttributeName::Content).map(str::trim);
            if let Some(content) = content.filter(|content| !content.is_empty()) {
                let names = [
                    AttributeName::Property,
                    AttributeName::Named,
                    AttributeName::ItemProp,
                    AttributeName::HttpEquiv,
                ];
                let names = names.iter().filter_map(|&name| tree.attribute(id, name));
                for name in names.flat_map(str::split_ascii_whitespace) {
                    meta.0
                        .entry(name.to_ascii_lowercase())
                        .or_default()
                        .push(content);
                }
            }
        }
        meta
    }

    /// Returns the values of the `meta` elements with these names, in the order of `names`.
    pub(super) fn values<'m>(&'m self, names: &'m [&'m str]) -> impl Iterator<Item = &'t str> + 'm {
        let known = names.iter().filter_map(|name| self.0.get(*name));
        known.flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::html::tree_builder;

    #[test]
    fn meta_tag_values_follow_the_requested_order() {
        let tree = tree_builder::parse(
            "<meta name=b content=2><meta property='OG:A b' content=' 1 '><meta itemprop=a content=3><meta name=a content=''>",
        );
        let meta = MetaTags::from_tree(&tree);
        assert_eq!(
            meta.values(&["og:a", "a", "b"]).collect::<Vec<_>>(),
            ["1", "3", "2", "1"]
        );
        assert_eq!(meta.values(&["c"]).next(), None);
    }
}
