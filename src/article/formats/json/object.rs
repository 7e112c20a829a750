//! Parses one JSON object into a record.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::line_column::LineColumn;
use crate::article::fields::{self, RecordFields};
use crate::article::missing_fields;
use crate::article::model::field_mapping::FieldMapping;
use crate::article::model::record::{ParseErrorKind, ParseWarning, ParsedRecord, ReadContext};
use crate::article::text::decode;
use crate::article::text::json_repair;

/// Names of the members that contain the articles in API responses and document store exports.
pub(super) const ENVELOPES: &[&str] = &[
    "articles",
    "results",
    "items",
    "data",
    "docs",
    "documents",
    "hits",
    "entries",
    "records",
    "response",
    "@graph",
    "stories",
    "posts",
];

/// Lower-case suffixes of the JSON-LD types that count as articles.
const TYPES: &[&str] = &[
    "article",
    "blogposting",
    "report",
    "creativework",
    "webpage",
];

/// The result of parsing an object.
pub(super) enum ParsedObject {
    /// A record, valid or not.
    Record(ParsedRecord),
    /// A record that is not valid JSON. The error is at byte offset `at`, and `ends` is true if the input ended there.
    Broken {
        record: ParsedRecord,
        at: usize,
        ends: bool,
    },
    /// An object that contains articles.
    Envelope,
    /// An object that is not an article, judging by its type or format.
    Nothing,
}

/// Parses the object in `bytes`, which start at `place`. `alone` means that the file contains nothing else.
pub(super) fn read(
    bytes: &[u8],
    place: LineColumn,
    context: &ReadContext<'_>,
    alone: bool,
) -> ParsedObject {
    let line = (!alone).then_some(place.line);
    let fail = |place: LineColumn, kind| {
        ParsedObject::Record(ParsedRecord::from_error(line, place.error(kind)))
    };
    if let Some(nul) = memchr::memchr(0, bytes) {
        return fail(place.after(&bytes[..nul]), ParseErrorKind::Binary);
    }
    let (text, warning) = decode::to_text(bytes, None);
    let mut warnings: Vec<ParseWarning> = warning.into_iter().collect();
    let object = match object(&text, context.mapping, &mut warnings) {
        Ok(Some(object)) => object,
        Ok(None) => {
            let start = text.len() - text.trim_start().len();
            return fail(
                place.after(&text.as_bytes()[..start]),
                ParseErrorKind::NotObject,
            );
        }
        Err(error) => {
            let at = offset(&text, &error);
            let kind = ParseErrorKind::NotJson(without_place(&error));
            return ParsedObject::Broken {
                record: ParsedRecord::from_error(
                    line,
                    place.after(&text.as_bytes()[..at]).error(kind),
                ),
                at,
                ends: error.is_eof(),
            };
        }
    };
    if object.is_no_article() {
        return ParsedObject::Nothing;
    }
    let context = ReadContext {
        file_name: context.file_name.filter(|_| alone),
        ..*context
    };
    let given = fields::to_article(&object.fields, &context, &mut warnings);
    let mut article = given.article;
    if article.body.trim().is_empty() {
        if article.title.is_none() && object.envelope {
            return ParsedObject::Envelope;
        }
        if article.title.is_none() {
            return fail(place.after(leading(bytes)), ParseErrorKind::NoArticle);
        }
        warnings.push(ParseWarning::NoText);
    }
    missing_fields::fill_in(&mut article, &context);
    ParsedObject::Record(ParsedRecord {
        line,
        outcome: Ok(article),
        warnings,
        keys: given.keys,
    })
}

/// Returns whether `bytes` contains an object that may be an article: one with text or a title, or a JSON-LD node.
pub(super) fn is_record(bytes: &[u8], mapping: &FieldMapping) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let object = object(&text, mapping, &mut Vec::new());
    object.is_ok_and(|object| object.is_some_and(|one| one.has_text || one.kind.is_some()))
}

fn leading(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len() - bytes.trim_ascii_start().len()]
}

/// Parses `text` as an object, repairing it if necessary. Returns `None` if it is valid JSON but not an object.
fn object(
    text: &str,
    mapping: &FieldMapping,
    warnings: &mut Vec<ParseWarning>,
) -> serde_json::Result<Option<JsonObject>> {
    let read = parse(text, mapping);
    if read.is_ok() {
        return read;
    }
    let repaired = json_repair::repair(text);
    if let Some(Ok(Some(object))) = repaired.as_deref().map(|repaired| parse(repaired, mapping)) {
        warnings.push(ParseWarning::LenientJson(json_repair::REPAIRS));
        return Ok(Some(object));
    }
    read
}

/// Parses `text` as an object. Returns `None` if it is valid JSON but not an object.
fn parse(text: &str, mapping: &FieldMapping) -> serde_json::Result<Option<JsonObject>> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let object = if text.trim_start().starts_with('{') {
        Some(ObjectVisitor(mapping).deserialize(&mut reader)?)
    } else {
        <IgnoredAny as serde::Deserialize>::deserialize(&mut reader)?;
        None
    };
    reader.end()?;
    Ok(object)
}

/// Returns the byte offset of a `serde_json` error in `text`.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let start = std::iter::once(0)
        .chain(lines)
        .nth(error.line().saturating_sub(1));
    let at = start.unwrap_or(text.len()) + error.column().saturating_sub(1);
    at.min(text.len())
}

/// Returns the error message without its line and column, which are relative to the record and not to the file.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(place) => message[..place].to_owned(),
        None => message,
    }
}

/// The known members of an object. All others are skipped without being stored.
#[derive(Default)]
struct JsonObject {
    fields: RecordFields,
    has_text: bool,
    /// Whether the object has a member that may contain articles.
    envelope: bool,
    /// The `@type` of a JSON-LD node.
    kind: Option<Value>,
    /// Whether the object's `format` identifies it as the header of a list of pages.
    header: bool,
}

impl JsonObject {
    /// Adds the known members of a nested object to this one.
    fn take_all(&mut self, members: serde_json::Map<String, Value>, mapping: &FieldMapping) {
        for (key, value) in members {
            let (meaning, mapped) = (fields::field_role(&key), is_mapped(mapping, &key));
            self.has_text |= meaning.text || mapped;
            if meaning.known || mapped {
                self.fields.insert(&key, value);
            }
        }
    }

    fn is_no_article(&self) -> bool {
        let types: Vec<&str> = match &self.kind {
            Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(one)) => vec![one],
            _ => Vec::new(),
        };
        let is_article = |name: &&str| {
            TYPES
                .iter()
                .any(|known| name.to_lowercase().ends_with(known))
        };
        self.header || (!types.is_empty() && !types.iter().any(is_article) && !self.envelope)
    }
}

/// The member that contains the document in Elasticsearch and `OpenSearch` exports. The `_id` of the document is
/// outside this member.
const SOURCE: &str = "_source";

/// Returns whether the user has mapped `key`, or a path that starts with it, to an article field.
fn is_mapped(mapping: &FieldMapping, key: &str) -> bool {
    let mut names = mapping.names();
    names.any(|name| name == key || name.split('.').next() == Some(key))
}

struct ObjectVisitor<'m>(&'m FieldMapping);

impl<'de> DeserializeSeed<'de> for ObjectVisitor<'_> {
    type Value = JsonObject;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<JsonObject, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = JsonObject;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonObject, A::Error> {
        let mapped = |key: &str| is_mapped(self.0, key);
        let mut object = JsonObject::default();
        while let Some(key) = map.next_key::<String>()? {
            object.envelope |= ENVELOPES.contains(&key.as_str());
            let meaning = fields::field_role(&key);
            let mapped = mapped(&key);
            if key == SOURCE {
                match map.next_value()? {
                    Value::Object(members) => object.take_all(members, self.0),
                    other => object.fields.insert(&key, other),
                }
                continue;
            }
            object.has_text |= meaning.text || mapped;
            if meaning.known || mapped {
                object.fields.insert(&key, map.next_value::<Value>()?);
            } else if key == "@type" {
                object.kind = Some(map.next_value()?);
            } else if key == "format" {
                object.header = map
                    .next_value::<Value>()?
                    .as_str()
                    .is_some_and(|format| format.starts_with("json-pages"));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(object)
    }
}
