//! Infers missing fields from the article's URL, its text and its file name, in that order.

use super::model::article::Article;
use super::model::field_value::{Basis, FieldValue};
use super::model::record::ReadContext;
use super::text::byline;
use super::text::headline;
use super::text::host;
use super::text::language;
use super::text::publishing_outlet;
use crate::date::{in_path, in_text};

/// Fills in missing fields. If there is no title, moves a headline at the start of the body to the title.
pub fn fill_in(article: &mut Article, context: &ReadContext<'_>) {
    from_url(article, context);
    from_text(article, context);
    from_file_name(article, context);
    // The headline is removed only after the steps above, which also read the lines around it.
    take_heading(article, context);
    language::settle(article);
}

fn from_url(article: &mut Article, context: &ReadContext<'_>) {
    let Some(url) = &article.url else {
        return;
    };
    if article.published.is_none() {
        let found = in_path::in_url(url, context.today);
        article.published = found.map(|date| FieldValue::from_date(date, Basis::Url));
    }
    if article.outlet.is_none() {
        let host = host::host(url);
        article.outlet = host.map(|host| FieldValue::from_text(host.to_owned(), Basis::Url));
    }
}

fn from_text(article: &mut Article, context: &ReadContext<'_>) {
    if article.published.is_none() || article.modified.is_none() {
        let stated = in_text::stated_dates(&article.body, context.today);
        let from_text = |date| FieldValue::from_date(date, Basis::Text);
        article.published = (article.published.take()).or(stated.published.map(from_text));
        article.modified = (article.modified.take()).or(stated.modified.map(from_text));
    }
    if article.outlet.is_none() {
        article.outlet = publishing_outlet::find(&article.body);
    }
    if article.authors.is_empty() {
        article.authors = byline::find(&article.body);
    }
}

fn from_file_name(article: &mut Article, context: &ReadContext<'_>) {
    if let (None, Some(name)) = (&article.published, context.file_name) {
        let found = in_path::in_file_name(name, context.today);
        article.published = found.map(|date| FieldValue::from_date(date, Basis::FileName));
    }
}

fn take_heading(article: &mut Article, context: &ReadContext<'_>) {
    if article.title.is_some() {
        return;
    }
    if let Some(heading) = headline::find(&article.body, context.today) {
        // The text is split into lines at LF only, so a headline from JSON can contain a CR.
        let one_line = heading.title.replace('\r', " ");
        let title = FieldValue::new(one_line, Basis::Text, heading.title);
        let body = article.body[heading.body..].to_owned();
        (article.title, article.body) = (Some(title), body);
    }
}
