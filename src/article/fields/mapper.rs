//! Maps the fields of a record to an article.

use jiff::civil;

use super::field_names::FieldNames;
use super::record_fields::{RecordFields, text};
use crate::article::html::fragment;
use crate::article::limits;
use crate::article::model::article::Article;
use crate::article::model::article_field::ArticleField;
use crate::article::model::field_mapping::FieldMapping;
use crate::article::model::field_value::{Basis, FieldValue};
use crate::article::model::record::{ParseWarning, ReadContext};
use crate::article::text::{host, language};
use crate::date::{PartialDate, parse};
use crate::lines::single_spaced;

/// An article and the record fields that it was read from.
#[derive(Debug)]
pub struct MappedArticle {
    /// The article. Fields that the record lacks are empty.
    pub article: Article,
    /// The article fields that were found, each with its name in the record.
    pub keys: Vec<(ArticleField, String)>,
}

/// Maps the fields of a record to an article.
pub fn to_article(
    fields: &RecordFields,
    context: &ReadContext<'_>,
    warnings: &mut Vec<ParseWarning>,
) -> MappedArticle {
    let mut mapper = FieldMapper::new(fields, context, warnings);
    let mut article = mapper.article();
    article.body = mapper.body();
    let keys = mapper.keys;
    MappedArticle { article, keys }
}

/// Maps fields to an article with an empty body, for formats that keep the body outside the fields.
pub fn to_article_without_body(
    fields: &RecordFields,
    context: &ReadContext<'_>,
    warnings: &mut Vec<ParseWarning>,
) -> MappedArticle {
    let mut mapper = FieldMapper::new(fields, context, warnings);
    let article = mapper.article();
    let keys = mapper.keys;
    MappedArticle { article, keys }
}

/// Maps the fields of one record, and collects warnings and the field names that were used.
struct FieldMapper<'a> {
    fields: &'a RecordFields,
    names: &'static FieldNames,
    mapping: &'a FieldMapping,
    today: civil::Date,
    keys: Vec<(ArticleField, String)>,
    warnings: &'a mut Vec<ParseWarning>,
}

impl<'a> FieldMapper<'a> {
    fn new(
        fields: &'a RecordFields,
        context: &ReadContext<'a>,
        warnings: &'a mut Vec<ParseWarning>,
    ) -> Self {
        Self {
            fields,
            names: FieldNames::get(),
            mapping: context.mapping,
            today: context.today,
            keys: Vec::new(),
            warnings,
        }
    }

    /// Maps every field except the body.
    fn article(&mut self) -> Article {
        Article {
            id: self.first(ArticleField::Id, &self.names.id, Some),
            title: self
                .first(ArticleField::Title, &self.names.title, |title| {
                    Some(fragment::line(&title))
                })
                .map(given),
            body: String::new(),
            outlet: self.outlet().map(given),
            published: self.date("date", ArticleField::Published, &self.names.published),
            modified: self.date(
                "date of change",
                ArticleField::Modified,
                &self.names.modified,
            ),
            authors: self.authors(),
            language: self.language(),
            url: self.first(ArticleField::Url, &self.names.url, |url| {
                host::is_url(&url).then(|| url.trim().to_owned())
            }),
        }
    }

    /// Returns the paths to try for a field: the user's first, then the built-in ones.
    fn paths(
        &self,
        field: ArticleField,
        names: &'static [&'static str],
    ) -> impl Iterator<Item = &'a str> + use<'a> {
        self.mapping.names_for(field).chain(names.iter().copied())
    }

    fn body(&mut self) -> String {
        let fields = self.fields;
        let mut bodies = self
            .paths(ArticleField::Body, &self.names.body)
            .map(|path| (path, fields.bodies(path)));
        let mut found = bodies.find(|(_, parts)| !parts.is_empty());
        if found.is_none() {
            let mut others = self
                .names
                .description
                .iter()
                .map(|path| (*path, fields.texts(path)));
            found = others.find(|(_, parts)| !parts.is_empty());
            self.warnings
                .extend(found.as_ref().map(|_| ParseWarning::DescriptionAsText));
        }
        let Some((path, parts)) = found else {
            return String::new();
        };
        self.keys
            .push((ArticleField::Body, self.fields.name_in_record(path)));
        plain(parts.join("\n\n"))
    }

    /// Returns the language code of the first value that names a known language.
    fn language(&mut self) -> Option<FieldValue<String>> {
        let known = |name: String| language::code(&name).map(|_| name);
        let name = self.first(ArticleField::Language, &self.names.language, known)?;
        Some(FieldValue::new(language::code(&name)?, Basis::Given, name))
    }

    /// Returns the outlet's name, or its domain if there is no name. A URL is not accepted as a name.
    fn outlet(&mut self) -> Option<String> {
        let name = |name: String| (!host::is_url(&name)).then(|| single_spaced(&name));
        let domain = |domain: String| host::bare_host(domain.trim()).map(str::to_owned);
        self.first(ArticleField::Outlet, &self.names.outlet, name)
            .or_else(|| self.first(ArticleField::Outlet, &self.names.domain, domain))
    }

    /// Returns the first date that can be parsed. If there is none, adds a warning about the first rejected value.
    fn date(
        &mut self,
        label: &'static str,
        field: ArticleField,
        names: &'static [&'static str],
    ) -> Option<FieldValue<PartialDate>> {
        let collected = self
            .names
            .collected
            .iter()
            .any(|name| self.fields.contains(name));
        let mut unread = None;
        for path in self.paths(field, names) {
            if collected && path == "date" {
                continue;
            }
            for value in self.fields.values(path) {
                let Some(raw) = text(value) else {
                    continue;
                };
                match parse::from_json(value, self.today) {
                    Ok(date) => {
                        self.keys.push((field, self.fields.name_in_record(path)));
                        return Some(FieldValue::new(date, Basis::Given, raw));
                    }
                    Err(why) => {
                        let field = label;
                        unread.get_or_insert(ParseWarning::Date { field, raw, why });
                    }
                }
            }
        }
        self.warnings.extend(unread);
        None
    }

    fn authors(&mut self) -> Vec<String> {
        let fields = self.fields;
        let mut names = self
            .paths(ArticleField::Authors, &self.names.authors)
            .map(|path| (path, fields.person_names(path)));
        let Some((path, names)) = names.find(|(_, names)| !names.is_empty()) else {
            return Vec::new();
        };
        self.keys
            .push((ArticleField::Authors, fields.name_in_record(path)));
        names
    }

    /// Applies `accept` to the values of `field`, path by path, and returns the first result that is not `None`.
    fn first(
        &mut self,
        field: ArticleField,
        names: &'static [&'static str],
        accept: impl Fn(String) -> Option<String>,
    ) -> Option<String> {
        let fields = self.fields;
        let mut texts = self
            .paths(field, names)
            .flat_map(|path| fields.texts(path).into_iter().map(move |text| (path, text)));
        let warnings = &mut *self.warnings;
        let (path, value) = texts.find_map(|(path, mut text)| {
            limits::truncate_field(&mut text, field, warnings);
            Some((path, accept(text)?))
        })?;
        self.keys.push((field, self.fields.name_in_record(path)));
        Some(value)
    }
}

fn given(value: String) -> FieldValue<String> {
    FieldValue::from_text(value, Basis::Given)
}

/// Converts `text` to plain text if it looks like HTML.
fn plain(text: String) -> String {
    let marked = text.trim_start().starts_with('<') || text.contains("</");
    if marked && fragment::is_markup(&text) {
        fragment::text_of_fragment(&text)
    } else {
        text
    }
}
