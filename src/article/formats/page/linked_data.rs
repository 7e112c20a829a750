//! Reads the linked data of a page: JSON-LD in scripts of the type `application/ld+json`.
//!
//! Objects can be at the top level, in arrays, in a `@graph` or in other objects. Invalid JSON is repaired. If that
//! fails, the text of the script is searched for members by name.

use serde_json::Value;

use crate::article::fields::elements;
use crate::article::html::tag::Tag;
use crate::article::html::tree::{AttributeName, HtmlTree};
use crate::article::text::json_repair;

/// The maximum nesting depth that is searched.
const DEEPEST: usize = 12;

/// The maximum number of objects that are collected.
const MOST: usize = 2_000;

/// Scripts of at least this many bytes are skipped. The longest in 709 saved pages has 74,265 bytes.
const LONGEST: usize = 4 << 20;

/// The maximum number of members with the same name that are read from invalid JSON.
const MEMBERS: usize = 8;

/// Lower-case suffixes of article types, most certain first.
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "article", "posting", "report", "reportage", "webpage", "webcontent", "videoobject", "creativework",
];

/// Keys whose values describe something other than the page's own article.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "about", "breadcrumb", "citation", "comment", "comments", "hasPart", "isBasedOn", "isPartOf", "itemListElement",
    "liveBlogUpdate", "mainEntityOfPage", "mentions", "potentialAction", "relatedLink", "review", "significantLink",
];

/// The linked data parsed from a page's scripts.
#[derive(Debug, Default)]
pub(super) struct Scripts {
    values: Vec<Value>,
    /// The scripts that are invalid JSON even after repair.
    broken: Vec<String>,
}

impl Scripts {
    /// Parses the linked data in the scripts of a page.
    pub(super) fn from_tree(tree: &HtmlTree) -> Self {
        let mut scripts = Self::default();
        for script in tree.elements(HtmlTree::ROOT, Tag::Script) {
            let kind = tree
                .attribute(script, AttributeName::Type)
                .unwrap_or_default();
            let pieces = || tree.descendants(script).filter_map(|at| tree.node_text(at));
            if kind.to_ascii_lowercase().contains("ld+json")
                && pieces().map(str::len).sum::<usize>() < LONGEST
            {
                scripts.read(&pieces().collect::<String>());
            }
        }
        scripts
    }

    fn read(&mut self, text: &str) {
        let text = unwrap_script(text);
        match parse(text) {
            Some(values) => self.values.extend(values),
            None => self.broken.push(text.to_owned()),
        }
    }
}

/// The linked data of a page.
#[derive(Debug, Default)]
pub(super) struct LinkedData<'s> {
    /// The objects, sorted by [`rank`].
    objects: Vec<&'s Value>,
    broken: &'s [String],
}

impl<'s> LinkedData<'s> {
    /// Collects the objects in the scripts of a page.
    pub(super) fn new(scripts: &'s Scripts) -> Self {
        let mut data = Self {
            objects: Vec::new(),
            broken: &scripts.broken,
        };
        for value in &scripts.values {
            data.take(value, 0);
        }
        data.objects.sort_by_key(|object| rank(object));
        data
    }

    /// Collects the objects in a value. Outer objects come before inner ones.
    fn take(&mut self, value: &'s Value, depth: usize) {
        if depth > DEEPEST || self.objects.len() >= MOST {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.take(value, depth + 1)),
            Value::Object(object) => {
                self.objects.push(value);
                let own = object
                    .iter()
                    .filter(|(key, _)| !OTHERS.contains(&key.as_str()));
                own.for_each(|(_, value)| self.take(value, depth + 1));
            }
            _ => {}
        }
    }

    /// Returns the values at a key path in all objects of an article type, in order of [`rank`].
    pub(super) fn values<'p>(
        &self,
        path: &'p [&'p str],
    ) -> impl Iterator<Item = &'s Value> + use<'_, 's, 'p> {
        let articles = self
            .objects
            .iter()
            .filter(|object| rank(object) < ARTICLES.len());
        articles.flat_map(move |object| follow(object, path))
    }

    /// Returns the non-empty strings at a key path in all objects of an article type.
    pub(super) fn texts<'p>(
        &self,
        path: &'p [&'p str],
    ) -> impl Iterator<Item = &'s str> + use<'_, 's, 'p> {
        let texts = self.values(path).filter_map(Value::as_str);
        texts.map(str::trim).filter(|text| !text.is_empty())
    }

    /// Returns the string values of `key` in scripts that are invalid JSON.
    pub(super) fn broken(&self, key: &str) -> Vec<String> {
        self.broken
            .iter()
            .flat_map(|text| members(text, key))
            .collect()
    }

    /// Returns the names of the objects that have a type in `of`.
    pub(super) fn names_of<'t>(
        &self,
        of: &'t [&'t str],
    ) -> impl Iterator<Item = &'s str> + use<'_, 's, 't> {
        let typed = self
            .objects
            .iter()
            .filter(move |object| types(object).any(|kind| of.contains(&kind)));
        typed.filter_map(|object| object.get("name").and_then(Value::as_str))
    }
}

/// Returns the string values of the first [`MEMBERS`] members named `key` in `text`, which need not be valid JSON.
pub(super) fn members(text: &str, key: &str) -> Vec<String> {
    let quoted = format!("\"{key}\"");
    let places = text
        .match_indices(&quoted)
        .map(|(at, _)| &text[at + quoted.len()..]);
    let values = places.filter_map(|rest| {
        let value = rest
            .trim_start()
            .strip_prefix(':')?
            .trim_start()
            .strip_prefix('"')?;
        let end = value.find(['"', '\n'])?;
        Some(value[..end].replace("\\/", "/"))
    });
    values.take(MEMBERS).collect()
}

/// Returns the values at a key path. Arrays along the path are flattened.
fn follow<'v>(object: &'v Value, path: &[&str]) -> Vec<&'v Value> {
    let mut values = vec![object];
    for &key in path {
        let held = values.into_iter().flat_map(elements);
        values = held.filter_map(|value| value.get(key)).collect();
    }
    values.into_iter().flat_map(elements).collect()
}

fn types(object: &Value) -> impl Iterator<Item = &str> {
    let types = object.get("@type").map(elements).unwrap_or_default();
    types.iter().filter_map(Value::as_str)
}

/// Ranks an object by its type, from 0 (most likely to be the page's article) to `ARTICLES.len()` (not an article).
fn rank(object: &Value) -> usize {
    let of_type = |kind: &str| {
        let kind = kind.to_ascii_lowercase();
        let known = ARTICLES.iter().position(|end| kind.ends_with(end));
        known.unwrap_or(ARTICLES.len())
    };
    types(object).map(of_type).min().unwrap_or(ARTICLES.len())
}

/// Strips the comment delimiters, CDATA delimiters and semicolons that some pages put around JSON.
fn unwrap_script(text: &str) -> &str {
    const AROUND: &[(&str, &str)] = &[
        ("<!--", "-->"),
        ("//<![CDATA[", "//]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("<![CDATA[", "]]>"),
    ];
    let mut bare = text.trim();
    for &(start, end) in AROUND {
        bare = bare.strip_prefix(start).unwrap_or(bare).trim();
        bare = bare.strip_suffix(end).unwrap_or(bare).trim();
    }
    bare.trim_end_matches(';')
}

/// Parses `text` as one or more JSON values, repairing it if necessary. Returns `None` if it is invalid even after
/// repair.
fn parse(text: &str) -> Option<Vec<Value>> {
    if let Ok(value) = serde_json::from_str(text) {
        return Some(vec![value]);
    }
    let repaired = json_repair::repair(text);
    let repaired = without_trailing_commas(repaired.as_deref().unwrap_or(text));
    let all = serde_json::Deserializer::from_str(&repaired).into_iter();
    let all: Result<Vec<Value>, _> = all.collect();
    all.ok().filter(|values| !values.is_empty())
}

/// Removes trailing commas, which JSON does not allow, from arrays and objects.
fn without_trailing_commas(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for (at, c) in json.char_indices() {
        let closes = || json[at + 1..].trim_start().starts_with(['}', ']']);
        if in_string || c != ',' || !closes() {
            out.push(c);
        }
        in_string ^= c == '"' && !escaped;
        escaped = in_string && c == '\\' && !escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::html::tree_builder;

    fn headlines(script: &str) -> Vec<String> {
        let tree = tree_builder::parse(&format!(
            "<script type='application/ld+json'>{script}</script>"
        ));
        let scripts = Scripts::from_tree(&tree);
        let data = LinkedData::new(&scripts);
        let whole = data.texts(&["headline"]).map(str::to_owned);
        whole.chain(data.broken("headline")).collect()
    }

    #[test]
    fn articles_are_found_in_lists_and_graphs() {
        let rows: &[(&str, &[&str])] = &[
            (r#"{"@type": "NewsArticle", "headline": "A"}"#, &["A"]),
            (
                r#"[{"@type": ["Thing", "NewsArticle"], "headline": ["A"]}]"#,
                &["A"],
            ),
            (
                r#"{"@graph": [{"@type": "WebPage", "headline": "B"}, {"@type": "Article", "headline": "A"}]}"#,
                &["A", "B"],
            ),
            (
                r#"{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "A"}}"#,
                &["A"],
            ),
            (
                r#"{"@type": "ItemList", "itemListElement": [{"@type": "Article", "headline": "B"}]}"#,
                &[],
            ),
            (r#"{"@type": "Person", "headline": "B"}"#, &[]),
            ("", &[]),
        ];
        for &(script, expected) in rows {
            assert_eq!(headlines(script), expected, "{script}");
        }
    }

    #[test]
    fn malformed_linked_data_is_still_read() {
        let rows = [
            "{\"@type\": \"Article\", \"headline\": \"A\", }",
            "{\"@type\": \"Article\", \"articleBody\": \"b\nc\", \"headline\": \"A\"}",
            "<!-- {\"@type\": \"Article\", \"headline\": \"A\"} -->",
            "//<![CDATA[\n{\"@type\": \"Article\", \"headline\": \"A\"}\n//]]>",
            "{\"@type\": \"Article\", \"headline\": \"A\"};",
            "{\"@type\": \"Thing\"}\n{\"@type\": \"Article\", \"headline\": \"A\"}",
            "{\"@type\": \"Article\", \"headline\" : \"A\", \"name\": \"a \"b\" c\"}",
            "{\"@type\": \"Article\", \"headline\": \"A\", \"articleBody\": \"cut",
        ];
        for script in rows {
            assert_eq!(headlines(script), ["A"], "{script}");
        }
    }

    #[test]
    fn commas_inside_strings_are_kept() {
        assert_eq!(
            without_trailing_commas(r#"{"a": ",]", "b\"": [1, ], }"#),
            r#"{"a": ",]", "b\"": [1 ] }"#
        );
    }

    #[test]
    fn excessively_nested_data_is_skipped() {
        let deep = format!(
            "{}{{\"@type\": \"Article\", \"headline\": \"A\"}}{}",
            "[".repeat(50),
            "]".repeat(50)
        );
        assert_eq!(headlines(&deep), [""; 0]);
        assert_eq!(headlines(&"[".repeat(100_000)), [""; 0]);
    }
}
