//! Pages of the web: the article of a saved page, from its markup.
//!
//! The way of a page: `build` makes a flat `tree` of it in one pass; `linked_data` and `meta` hold what the page says of
//! itself, `block` its paragraphs, each with whether it stands in `furniture`. `main_text` tells which of those are the
//! article's, and `title`, `outlet`, `person`, `link` and `date` the rest. What none of them finds is looked for in the
//! text, as with other files.
//!
//! No crate does this: of six that were compared (`benches/pages`) the best gave a body F1 of .942 at 85 pages a second,
//! and each took longer than 30 seconds or overflowed the stack on deeply nested elements.

mod authors;
mod canonical_url;
mod content_root;
mod date;
mod linked_data;
mod main_text;
mod meta_tags;
mod outlet;
mod title;

use std::io::{self, BufRead};

use jiff::civil;

use crate::article::html::blocks::Block;
use crate::article::html::tag::Tag;
use crate::article::html::tree::{AttributeName, HtmlTree, NodeId};
use crate::article::missing_fields;
use crate::article::model::article::Article;
use crate::article::model::field_value::{Basis, FieldValue};
use crate::article::model::record::{
    ParseError, ParseErrorKind, ParseWarning, ParsedRecord, ReadContext,
};
use crate::article::text::decode;
use crate::article::text::language;
use linked_data::{LinkedData, Scripts};
use meta_tags::MetaTags;

/// Reads the one article of a page.
pub fn read(input: impl BufRead, context: &ReadContext<'_>) -> io::Result<ParsedRecord> {
    let (html, mut warnings) =
        match decode::read_all(input, crate::article::html::charset::declared)? {
            Ok(read) => read,
            Err(problem) => return Ok(ParsedRecord::from_error(None, problem)),
        };
    let outcome = article(&html, context, &mut warnings);
    Ok(ParsedRecord {
        line: None,
        outcome,
        warnings,
        keys: Vec::new(),
    })
}

fn article(
    html: &str,
    context: &ReadContext<'_>,
    warnings: &mut Vec<ParseWarning>,
) -> Result<Article, ParseError> {
    let tree = crate::article::html::tree_builder::parse(html);
    let scripts = Scripts::from_tree(&tree);
    let page = WebPage::new(html, &tree, &scripts, context.today);
    let mut article = page.article(warnings);
    if tree.cut {
        warnings.push(ParseWarning::PageTruncated);
    }
    missing_fields::fill_in(&mut article, context);
    if !article.body.trim().is_empty() {
        return Ok(article);
    }
    if article.title.is_none() {
        return Err(ParseError {
            line: 1,
            column: 1,
            kind: ParseErrorKind::NoText,
        });
    }
    warnings.push(ParseWarning::NoText);
    Ok(article)
}

/// A page with what its parts are looked for in.
struct WebPage<'p> {
    html: &'p str,
    tree: &'p HtmlTree,
    meta: MetaTags<'p>,
    data: LinkedData<'p>,
    blocks: Vec<Block>,
    /// The headlines that its metadata gives.
    titles: Vec<String>,
    /// The title of its window.
    window: String,
    /// Where its headline stands.
    heading: Option<NodeId>,
    url: Option<String>,
    today: civil::Date,
}

impl<'p> WebPage<'p> {
    fn new(html: &'p str, tree: &'p HtmlTree, scripts: &'p Scripts, today: civil::Date) -> Self {
        let meta = MetaTags::from_tree(tree);
        let data = LinkedData::new(scripts);
        let titles = title::given(tree, &meta, &data);
        let window = title::window_title(tree);
        Self {
            html,
            tree,
            blocks: content_root::blocks(tree),
            heading: title::heading(tree, &titles, &window),
            url: canonical_url::canonical(tree, &meta, &data),
            meta,
            data,
            titles,
            window,
            today,
        }
    }

    fn article(&self, warnings: &mut Vec<ParseWarning>) -> Article {
        let outlet = outlet::find(self);
        let title = title::find(self, outlet.as_deref());
        let dates = date::find(self, warnings);
        Article {
            id: None,
            body: main_text::extract(self, title.as_deref().unwrap_or_default()),
            title: title.map(marked),
            outlet: outlet.map(marked),
            published: dates.published,
            modified: dates.modified,
            authors: authors::authors(self),
            language: self.language(),
            url: self.url.clone(),
        }
    }

    /// What the page says that it is about.
    fn description(&self) -> &'p str {
        let all = self
            .meta
            .all(&["og:description", "description", "twitter:description"]);
        all.max_by_key(|text| text.len()).unwrap_or_default()
    }

    /// The language that the page says it is in.
    fn language(&self) -> Option<FieldValue<String>> {
        let meta = self
            .meta
            .all(&["og:locale", "language", "content-language", "dc.language"]);
        let linked = self.data.texts(&["inLanguage"]);
        let mut all = lang(self.tree).into_iter().chain(meta).chain(linked);
        let (tag, code) = all.find_map(|tag| Some((tag, language::code(tag)?)))?;
        Some(FieldValue::new(code, Basis::Markup, tag))
    }
}

/// The language's tag on the page's outermost element.
fn lang(tree: &HtmlTree) -> Option<&str> {
    let html = tree.elements(HtmlTree::ROOT, Tag::Html).next()?;
    tree.attribute(html, AttributeName::Lang)
}

fn marked(value: String) -> FieldValue<String> {
    FieldValue::from_text(value, Basis::Markup)
}

#[cfg(test)]
mod tests;
