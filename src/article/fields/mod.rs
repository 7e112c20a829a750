//! The fields of a record, of front matter and of header lines: many names, one meaning.
//!
//! Names are compared by their letters and digits only, in lower case, so `datePublished`, `date_published` and
//! `Date published` are one. A path `source.name` goes into objects; lists are entered without being named, and in a table
//! it is one name. Each table begins with what is believed first. When a page was collected, indexed or crawled is in none
//! of them.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::html::fragment;
use super::limits;
use super::model::article::Article;
use super::model::field_mapping::{Column, Mapping};
use super::model::field_value::{Basis, FieldValue};
use super::model::record::{Context, Doubt};
use super::text::byline;
use super::text::host;
use super::text::language;
use crate::date::PartialDate;
use crate::date::parse;

const BODY: &[&str] = &[
    "articlebody",
    "maintext",
    "textcontent",
    "bodies.value",
    "bodytext",
    "body",
    "content",
    "text",
    "rawtext",
    "bodyxhtml",
    "bodyhtml",
];

/// What stands for a text where there is none.
const DESCRIPTION: &[&str] = &[
    "description",
    "descriptiontext",
    "summary",
    "excerpt",
    "abstract",
    "metadescription",
    "snippet",
];

const TITLE: &[&str] = &[
    "headline",
    "headlines.value",
    "title",
    "ogtitle",
    "titlepage",
    "titlerss",
];

const OUTLET: &[&str] = &[
    "outlet",
    "publication.name",
    "publication",
    "metasitename",
    "ogsitename",
    "sourcehostname",
    "sitename",
    "publisher.name",
    "publisher",
    "source.name",
    "source.title",
    "medianame",
    "newspaper",
    "infosources.name",
    "infosource.name",
    "source",
];

const DOMAIN: &[&str] = &[
    "sourcedomain",
    "publication.domain",
    "hostname",
    "domain",
    "thread.sitefull",
    "thread.site",
];

const PUBLISHED: &[&str] = &[
    "datepublish",
    "datepublished",
    "publishdate",
    "publisheddate",
    "publicationdate",
    "publishedat",
    "publishedtime",
    "articlepublishedtime",
    "datetimepub",
    "published",
    "publishedon",
    "posted",
    "pubdate",
    "firstcreated",
    "contentcreated",
    "date",
];

/// Beside one of these a `date` is the day on which a record was collected.
const COLLECTED: &[&str] = &["datetime"];

const MODIFIED: &[&str] = &[
    "datemodify",
    "datemodified",
    "modifieddate",
    "modified",
    "modifiedat",
    "lastmod",
    "lastmodified",
    "articlemodifiedtime",
    "updated",
    "updatedat",
    "lastupdated",
    "versioncreated",
];

const AUTHORS: &[&str] = &["authors", "author", "byline", "by", "creator"];

const URL: &[&str] = &[
    "url",
    "canonicalurl",
    "canonicallink",
    "link",
    "permalink",
    "ogurl",
    "weburl",
    "mainentityofpage",
    "mainentityofpage.id",
    "uri",
    "source",
];

const ID: &[&str] = &["id", "id.oid", "uuid", "guid", "uri", "articleid", "docid"];

const LANGUAGE: &[&str] = &["language", "lang", "inlanguage", "metalang"];

const TABLES: &[&[&str]] = &[
    BODY,
    DESCRIPTION,
    TITLE,
    OUTLET,
    DOMAIN,
    PUBLISHED,
    COLLECTED,
    MODIFIED,
    AUTHORS,
    URL,
    ID,
    LANGUAGE,
];

/// No article is by more people.
const MOST_NAMES: usize = 1_000;

/// Values that mean that there is none, in lower case.
const ABSENT: &[&str] = &["", "none", "null", "n/a", "nan", "undefined"];

/// What a field may be by its bare name.
#[derive(Clone, Copy, Default)]
pub struct Meaning {
    /// Whether it means something.
    pub known: bool,
    /// Whether it is a text or a title.
    pub text: bool,
}

/// What a field of this name may be.
pub fn meaning(name: &str) -> Meaning {
    /// The bare names that a path of a table begins with or is.
    static NAMES: LazyLock<FxHashMap<String, Meaning>> = LazyLock::new(|| {
        let mut names = FxHashMap::<String, Meaning>::default();
        for table in TABLES {
            let text = [BODY, TITLE, DESCRIPTION].contains(table);
            for path in *table {
                let top = path.split('.').next().unwrap_or_default();
                for name in [top.to_owned(), path.replace('.', "")] {
                    let meaning = names.entry(name).or_default();
                    meaning.known = true;
                    meaning.text |= text;
                }
            }
        }
        names
    });
    NAMES.get(&*bare(name)).copied().unwrap_or_default()
}

/// The known fields of one article, by their bare names, with what they are called there.
#[derive(Debug, Default)]
pub struct Fields(FxHashMap<String, (String, Value)>);

/// What fields give.
#[derive(Debug)]
pub struct Given {
    /// The article; what they do not give is absent.
    pub article: Article,
    /// The name of the field that each part was read from.
    pub keys: Vec<(Column, String)>,
}

impl Fields {
    /// Takes a field in. Of two with the same name the last that says something is kept.
    pub fn insert(&mut self, name: &str, value: Value) {
        let bare = bare(name);
        if !(is_absent(&value) && self.0.contains_key(&*bare)) {
            self.0.insert(bare.into_owned(), (name.to_owned(), value));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the fields give.
    pub fn read(&self, context: &Context<'_>, doubts: &mut Vec<Doubt>) -> Given {
        let mut reading = self.reading(context, doubts);
        let mut article = reading.article();
        article.body = reading.body();
        let keys = reading.keys;
        Given { article, keys }
    }

    /// What the fields give of an article whose text is elsewhere.
    pub fn read_without_text(&self, context: &Context<'_>, doubts: &mut Vec<Doubt>) -> Given {
        let mut reading = self.reading(context, doubts);
        let article = reading.article();
        let keys = reading.keys;
        Given { article, keys }
    }

    fn reading<'a>(&'a self, context: &Context<'a>, doubts: &'a mut Vec<Doubt>) -> Reading<'a> {
        Reading {
            fields: self,
            mapping: context.mapping,
            today: context.today,
            keys: Vec::new(),
            doubts,
        }
    }

    fn value(&self, bare: &str) -> Option<&Value> {
        self.0.get(bare).map(|(_, value)| value)
    }

    /// What the field under a path is called in the record.
    fn called(&self, path: &str) -> String {
        let whole = self.0.get(&*bare(path)).map(|(name, _)| name.clone());
        let mut parts = path.splitn(2, '.');
        let top = parts.next().and_then(|top| self.0.get(&*bare(top)));
        let inner = parts
            .next()
            .map(|rest| format!(".{rest}"))
            .unwrap_or_default();
        let within = top.map(|(name, _)| format!("{name}{inner}"));
        within.or(whole).unwrap_or_else(|| path.to_owned())
    }

    fn texts(&self, path: &str) -> Vec<String> {
        self.values(path).into_iter().filter_map(text).collect()
    }

    /// The values that are there under a path, those of lists one by one.
    fn values(&self, path: &str) -> Vec<&Value> {
        let mut names = path.split('.').map(bare);
        let top = names.next().and_then(|name| self.value(&name));
        let mut values: Vec<&Value> = top.into_iter().flat_map(elements).collect();
        let mut deep = false;
        for name in names {
            deep = true;
            values = values
                .into_iter()
                .filter_map(|value| member(value, &name))
                .flat_map(elements)
                .collect();
        }
        if values.is_empty() && deep {
            values = self
                .value(&bare(path))
                .into_iter()
                .flat_map(elements)
                .collect();
        }
        values
    }

    /// The names of people, each once.
    fn names(&self, path: &str) -> Vec<String> {
        let with_name = format!("{path}.name");
        let written = self.texts(path).into_iter().chain(self.texts(&with_name));
        let written = written.filter(|written| written.len() <= limits::FIELD);
        let mut names: Vec<String> = Vec::new();
        for name in written.flat_map(|written| byline::names(&written)) {
            if !names.contains(&name) {
                names.push(name);
            }
            if names.len() == MOST_NAMES {
                break;
            }
        }
        names
    }

    /// Of several forms of one text, such as `text/plain` and `text/html`, the plain one.
    fn bodies(&self, path: &str) -> Vec<String> {
        let Some((list, "value")) = path.split_once('.') else {
            return self.texts(path);
        };
        let forms = self.values(list);
        let kind = |form: &Value| {
            member(form, "contenttype")
                .and_then(text)
                .unwrap_or_default()
        };
        let plain = forms
            .iter()
            .map(|form| kind(form))
            .find(|kind| kind.contains("plain"));
        let first = forms.first().map(|form| kind(form));
        let wanted = plain.or(first).unwrap_or_default();
        let of_kind = forms.into_iter().filter(|form| kind(form) == wanted);
        of_kind
            .filter_map(|form| member(form, "value").and_then(text))
            .collect()
    }
}

/// The reading of fields, with what they were called.
struct Reading<'a> {
    fields: &'a Fields,
    mapping: &'a Mapping,
    today: civil::Date,
    keys: Vec<(Column, String)>,
    /// What was read with reserve.
    doubts: &'a mut Vec<Doubt>,
}

impl<'a> Reading<'a> {
    /// All but the text.
    fn article(&mut self) -> Article {
        Article {
            id: self.first(Column::Id, ID, Some),
            title: self
                .first(Column::Title, TITLE, |title| {
                    Some(one_line(&fragment::text(&title)))
                })
                .map(given),
            body: String::new(),
            outlet: self.outlet().map(given),
            published: self.date("date", Column::Published, PUBLISHED),
            modified: self.date("date of change", Column::Modified, MODIFIED),
            authors: self.authors(),
            language: self.language(),
            url: self.first(Column::Url, URL, |url| {
                host::is_url(&url).then(|| url.trim().to_owned())
            }),
        }
    }

    /// The paths that may hold a column, those of the user first.
    fn paths(
        &self,
        column: Column,
        table: &'static [&'static str],
    ) -> impl Iterator<Item = &'a str> + use<'a> {
        self.mapping.of(column).chain(table.iter().copied())
    }

    fn body(&mut self) -> String {
        let fields = self.fields;
        let mut bodies = self
            .paths(Column::Body, BODY)
            .map(|path| (path, fields.bodies(path)));
        let mut found = bodies.find(|(_, parts)| !parts.is_empty());
        if found.is_none() {
            let mut others = DESCRIPTION.iter().map(|path| (*path, fields.texts(path)));
            found = others.find(|(_, parts)| !parts.is_empty());
            self.doubts
                .extend(found.as_ref().map(|_| Doubt::Description));
        }
        let Some((path, parts)) = found else {
            return String::new();
        };
        self.keys.push((Column::Body, self.fields.called(path)));
        plain(parts.join("\n\n"))
    }

    /// The code of the language, with the name that it was given by.
    fn language(&mut self) -> Option<FieldValue<String>> {
        let known = |name: String| language::code(&name).map(|_| name);
        let name = self.first(Column::Language, LANGUAGE, known)?;
        Some(FieldValue::new(language::code(&name)?, Basis::Given, name))
    }

    /// The outlet's name, else the domain. An address is no name.
    fn outlet(&mut self) -> Option<String> {
        let name = |name: String| (!host::is_url(&name)).then(|| one_line(&name));
        let domain = |domain: String| host::without_www(domain.trim()).map(str::to_owned);
        self.first(Column::Outlet, OUTLET, name)
            .or_else(|| self.first(Column::Outlet, DOMAIN, domain))
    }

    /// The first date that can be read; a doubt is said only where there is none.
    fn date(
        &mut self,
        field: &'static str,
        column: Column,
        table: &'static [&'static str],
    ) -> Option<FieldValue<PartialDate>> {
        let collected = COLLECTED
            .iter()
            .any(|name| self.fields.0.contains_key(*name));
        let mut unread = None;
        for path in self.paths(column, table) {
            if collected && path == "date" {
                continue;
            }
            for value in self.fields.values(path) {
                let Some(raw) = text(value) else {
                    continue;
                };
                match parse::from_json(value, self.today) {
                    Ok(date) => {
                        self.keys.push((column, self.fields.called(path)));
                        return Some(FieldValue::new(date, Basis::Given, raw));
                    }
                    Err(why) => _ = unread.get_or_insert(Doubt::Date { field, raw, why }),
                }
            }
        }
        self.doubts.extend(unread);
        None
    }

    fn authors(&mut self) -> Vec<String> {
        let fields = self.fields;
        let mut names = self
            .paths(Column::Authors, AUTHORS)
            .map(|path| (path, fields.names(path)));
        let Some((path, names)) = names.find(|(_, names)| !names.is_empty()) else {
            return Vec::new();
        };
        self.keys.push((Column::Authors, fields.called(path)));
        names
    }

    /// The first text that may be a column that `accept` makes something of.
    fn first(
        &mut self,
        column: Column,
        table: &'static [&'static str],
        accept: impl Fn(String) -> Option<String>,
    ) -> Option<String> {
        let fields = self.fields;
        let mut texts = self
            .paths(column, table)
            .flat_map(|path| fields.texts(path).into_iter().map(move |text| (path, text)));
        let doubts = &mut *self.doubts;
        let (path, value) = texts.find_map(|(path, mut text)| {
            limits::cut_field(&mut text, column, doubts);
            Some((path, accept(text)?))
        })?;
        self.keys.push((column, self.fields.called(path)));
        Some(value)
    }
}

fn given(value: String) -> FieldValue<String> {
    FieldValue::from_text(value, Basis::Given)
}

/// The letters and digits of a name, in lower case.
pub fn bare(name: &str) -> Cow<'_, str> {
    let is_bare = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    if name.bytes().all(is_bare) {
        return Cow::Borrowed(name);
    }
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn elements(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        _ => std::slice::from_ref(value),
    }
}

fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let mut members = value.as_object()?.iter();
    members
        .find(|(key, _)| bare(key) == name)
        .map(|(_, value)| value)
}

/// The text that a value is, where it says something.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!is_absent(value)).then_some(text)
}

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => ABSENT
            .iter()
            .any(|word| text.trim().eq_ignore_ascii_case(word)),
        _ => false,
    }
}

/// A text without the markup that it may have.
fn plain(text: String) -> String {
    let marked = text.trim_start().starts_with('<') || text.contains("</");
    if marked && fragment::is_markup(&text) {
        fragment::text_of_fragment(&text)
    } else {
        text
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn article(record: &Value) -> (Article, Vec<Doubt>) {
        let mut fields = Fields::default();
        for (name, value) in record.as_object().unwrap() {
            fields.insert(name, value.clone());
        }
        let mut doubts = Vec::new();
        let context = Context {
            today: civil::date(2026, 6, 1),
            file_name: None,
            mapping: Mapping::NONE,
        };
        let given = fields.read(&context, &mut doubts);
        (given.article, doubts)
    }

    #[test]
    fn the_body_is_the_first_of_many_names() {
        let rows = [
            (json!({"articleBody": "a", "text": "b"}), "a"),
            (json!({"text": "b", "maintext": "a"}), "a"),
            (json!({"raw_text": "b", "text": "a"}), "a"),
            (json!({"content": "<p>b", "textContent": "a"}), "a"),
            (
                json!({"bodies": [{"value": "a"}, {"value": "b"}]}),
                "a\n\nb",
            ),
            (json!({"body_text": "None", "body": " a\r\n"}), " a\r\n"),
            (json!({"body": null}), ""),
        ];
        for (record, body) in rows {
            assert_eq!(article(&record).0.body, body, "{record}");
        }
    }

    #[test]
    fn no_field_is_longer_or_names_more_than_any_has() {
        let many: Vec<_> = (0..3 * MOST_NAMES)
            .map(|nth| format!("Ada Holm{nth}"))
            .collect();
        let long = "o".repeat(100_000);
        let (read, doubts) = article(&json!({"outlet": long, "authors": many, "text": "a"}));
        assert_eq!(read.authors, many[..MOST_NAMES]);
        let outlet = read.outlet.unwrap().value;
        assert!(outlet.len() < long.len() && long.starts_with(&outlet));
        let limit = outlet.len();
        assert_eq!(
            doubts,
            [Doubt::TooLong {
                field: "outlet",
                limit
            }]
        );
        let names = many.join(", ");
        assert!(names.len() < limits::FIELD);
        assert_eq!(article(&json!({"by": names})).0.authors, many[..MOST_NAMES]);
        assert!(
            article(&json!({"by": names.repeat(9)}))
                .0
                .authors
                .is_empty()
        );
    }

    #[test]
    fn outlets_are_names_before_domains_and_never_addresses() {
        let rows = [
            (
                json!({"outlet": "The Gazette", "domain": "g.example"}),
                Some("The Gazette"),
            ),
            (
                json!({"source": {"id": null, "name": "The Gazette"}}),
                Some("The Gazette"),
            ),
            (
                json!({"source": "https://g.example/1", "source-hostname": "Gazette"}),
                Some("Gazette"),
            ),
            (
                json!({"source": "https://g.example/1", "hostname": "www.g.example"}),
                Some("g.example"),
            ),
            (
                json!({"publication": {"code": "g", "name": "Gazette"}}),
                Some("Gazette"),
            ),
            (json!({"publication": "Gazette"}), Some("Gazette")),
            (
                json!({"publisher": {"@type": "Organization", "name": "Gazette"}}),
                Some("Gazette"),
            ),
            (
                json!({"outlet": "N/A", "siteName": "Gazette"}),
                Some("Gazette"),
            ),
            (json!({"Outlet ": "The\n Gazette"}), Some("The Gazette")),
            (json!({"outlet": "None"}), None),
        ];
        for (record, outlet) in rows {
            let found = article(&record).0.outlet.map(|found| found.value);
            assert_eq!(found.as_deref(), outlet, "{record}");
        }
    }

    #[test]
    fn dates_of_collection_are_no_dates_of_publication() {
        let rows = [
            (
                json!({"date_publish": "2024-03-12 08:00:00", "date_download": "2025-01-01"}),
                Some("2024-03-12"),
            ),
            (
                json!({"date_publish": "None", "date_download": "2025-01-01"}),
                None,
            ),
            (
                json!({"filedate": "2025-01-01", "crawled": "2025-01-01", "seendate": "20250101T000000Z"}),
                None,
            ),
            (
                json!({"ts": "2025-01-01", "indexed_date": "2025-01-01"}),
                None,
            ),
            (
                json!({"dateTime": "2025-01-01T00:00:00Z", "dateTimePub": "2024-12-31T23:00:00Z"}),
                Some("2024-12-31"),
            ),
            (
                json!({"publishedAt": "2024-03-12T23:30:00-05:00", "date": "2024"}),
                Some("2024-03-12"),
            ),
            (
                json!({"published": "soon", "date": "March 2024"}),
                Some("2024-03"),
            ),
            (
                json!({"article:published_time": "2024-03-12T00:00:00+03:00"}),
                Some("2024-03-12"),
            ),
            (json!({"date": 1_710_201_600}), Some("2024-03-12")),
        ];
        for (record, date) in rows {
            let (article, doubts) = article(&record);
            let found = article.published.map(|found| found.value.to_string());
            assert_eq!(found.as_deref(), date, "{record}");
            assert_eq!(doubts, [], "{record}");
        }
    }

    #[test]
    fn a_date_that_cannot_be_is_doubted_with_its_words() {
        let (article, doubts) = article(&json!({"date": "2050-01-01", "updated": "31 June 2024"}));
        assert_eq!((article.published, article.modified), (None, None));
        let said: Vec<String> = doubts.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "date \"2050-01-01\" left out: it lies in the future",
                "date of change \"31 June 2024\" left out: the calendar has no such date",
            ]
        );
    }

    #[test]
    fn authors_come_as_text_list_or_objects() {
        let rows = [
            (
                json!({"authors": ["Ada Holm", "Ben Roth"]}),
                vec!["Ada Holm", "Ben Roth"],
            ),
            (
                json!({"author": "By Ada Holm and Ben Roth"}),
                vec!["Ada Holm", "Ben Roth"],
            ),
            (
                json!({"author": [{"@type": "Person", "name": "Ada Holm"}]}),
                vec!["Ada Holm"],
            ),
            (json!({"author": {"name": "Ada Holm"}}), vec!["Ada Holm"]),
            (
                json!({"authors": [], "byline": "Ada Holm; Ben Roth"}),
                vec!["Ada Holm", "Ben Roth"],
            ),
            (
                json!({"authors": ["Ada Holm", "Ada Holm", "https://x.example/a"]}),
                vec!["Ada Holm"],
            ),
            (json!({"authors": "None"}), vec![]),
        ];
        for (record, authors) in rows {
            assert_eq!(article(&record).0.authors, authors, "{record}");
        }
    }

    #[test]
    fn ids_urls_and_languages_as_text() {
        let rows = [
            (json!({"id": 90118}), Some("90118"), None, None),
            (
                json!({"_id": {"$oid": "5f"}, "lang": "en-GB"}),
                Some("5f"),
                None,
                Some("en"),
            ),
            (
                json!({"url": "", "canonical_link": "http://g.example/a"}),
                None,
                Some("http://g.example/a"),
                None,
            ),
            (
                json!({"source": "https://g.example/1"}),
                None,
                Some("https://g.example/1"),
                None,
            ),
            (
                json!({"source": "Gazette", "language": "English"}),
                None,
                None,
                Some("en"),
            ),
            (
                json!({"id": "", "uuid": "u", "language": "fr-unknown"}),
                Some("u"),
                None,
                Some("fr"),
            ),
        ];
        for (record, id, url, language) in rows {
            let article = article(&record).0;
            assert_eq!(article.id.as_deref(), id, "{record}");
            assert_eq!(article.url.as_deref(), url, "{record}");
            assert_eq!(
                article.language.map(|found| found.value).as_deref(),
                language,
                "{record}"
            );
        }
    }
}
