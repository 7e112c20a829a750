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
use crate::article::html::tree::{Id, Name, Tree};
use crate::article::missing_fields;
use crate::article::model::article::Article;
use crate::article::model::field_value::{Basis, FieldValue};
use crate::article::model::record::{Context, Doubt, Problem, Record, Wrong};
use crate::article::text::decode;
use crate::article::text::language;
use linked_data::{LinkedData, Scripts};
use meta_tags::Meta;

/// Reads the one article of a page.
pub fn read(input: impl BufRead, context: &Context<'_>) -> io::Result<Record> {
    let (html, mut doubts) = match decode::whole(input, crate::article::html::charset::declared)? {
        Ok(read) => read,
        Err(problem) => return Ok(Record::failed(None, problem)),
    };
    let outcome = article(&html, context, &mut doubts);
    Ok(Record {
        line: None,
        outcome,
        doubts,
        keys: Vec::new(),
    })
}

fn article(html: &str, context: &Context<'_>, doubts: &mut Vec<Doubt>) -> Result<Article, Problem> {
    let tree = crate::article::html::tree_builder::tree(html);
    let scripts = Scripts::of(&tree);
    let page = Page::new(html, &tree, &scripts, context.today);
    let mut article = page.article(doubts);
    if tree.cut {
        doubts.push(Doubt::Cut);
    }
    missing_fields::complete(&mut article, context);
    if !article.body.trim().is_empty() {
        return Ok(article);
    }
    if article.title.is_none() {
        return Err(Problem {
            line: 1,
            column: 1,
            wrong: Wrong::NoText,
        });
    }
    doubts.push(Doubt::NoText);
    Ok(article)
}

/// A page with what its parts are looked for in.
struct Page<'p> {
    html: &'p str,
    tree: &'p Tree,
    meta: Meta<'p>,
    data: LinkedData<'p>,
    blocks: Vec<Block>,
    /// The headlines that its metadata gives.
    titles: Vec<String>,
    /// The title of its window.
    window: String,
    /// Where its headline stands.
    heading: Option<Id>,
    url: Option<String>,
    today: civil::Date,
}

impl<'p> Page<'p> {
    fn new(html: &'p str, tree: &'p Tree, scripts: &'p Scripts, today: civil::Date) -> Self {
        let meta = Meta::of(tree);
        let data = LinkedData::of(scripts);
        let titles = title::given(tree, &meta, &data);
        let window = title::of_window(tree);
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

    fn article(&self, doubts: &mut Vec<Doubt>) -> Article {
        let outlet = outlet::of(self);
        let title = title::of(self, outlet.as_deref());
        let dates = date::of(self, doubts);
        Article {
            id: None,
            body: main_text::of(self, title.as_deref().unwrap_or_default()),
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
fn lang(tree: &Tree) -> Option<&str> {
    let html = tree.elements(Tree::ROOT, Tag::Html).next()?;
    tree.attribute(html, Name::Lang)
}

fn marked(value: String) -> FieldValue<String> {
    FieldValue::from_text(value, Basis::Markup)
}

#[cfg(test)]
mod tests;
