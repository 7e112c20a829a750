//! The fields of one record, keyed by normalized name.

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::article::limits;
use crate::article::model::field_name::normalize;
use crate::article::text::byline;

/// The maximum number of authors kept per record.
pub(super) const MOST_NAMES: usize = 1_000;

/// Values that mean "absent", in lower case.
const ABSENT: &[&str] = &["", "none", "null", "n/a", "nan", "undefined"];

/// The fields of one record. Each normalized name maps to the original name and the value.
#[derive(Debug, Default)]
pub struct RecordFields(FxHashMap<String, (String, Value)>);

impl RecordFields {
    /// Adds a field. If several fields have the same normalized name, the last one with a value is kept.
    pub fn insert(&mut self, name: &str, value: Value) {
        let name_key = normalize(name);
        if !(is_absent(&value) && self.0.contains_key(&*name_key)) {
            self.0
                .insert(name_key.into_owned(), (name.to_owned(), value));
        }
    }

    /// Returns whether the record has no fields.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether the record has a field with this normalized name.
    pub fn contains(&self, normal: &str) -> bool {
        self.0.contains_key(normal)
    }

    fn value(&self, normal: &str) -> Option<&Value> {
        self.0.get(normal).map(|(_, value)| value)
    }

    /// Returns the record's own name for the field at `path`, or `path` itself if the record has no such field.
    pub fn name_in_record(&self, path: &str) -> String {
        let whole = self.0.get(&*normalize(path)).map(|(name, _)| name.clone());
        let mut parts = path.splitn(2, '.');
        let top = parts.next().and_then(|top| self.0.get(&*normalize(top)));
        let inner = parts
            .next()
            .map(|rest| format!(".{rest}"))
            .unwrap_or_default();
        let within = top.map(|(name, _)| format!("{name}{inner}"));
        within.or(whole).unwrap_or_else(|| path.to_owned())
    }

    /// Returns the strings and numbers at `path`, as strings. Absent values are left out.
    pub fn texts(&self, path: &str) -> Vec<String> {
        self.values(path).into_iter().filter_map(text).collect()
    }

    /// Returns the values at `path`. Each array is replaced by its items. If a dotted path such as `source.name` has no
    /// values, returns the values of the top-level field with that name.
    pub fn values(&self, path: &str) -> Vec<&Value> {
        let mut names = path.split('.').map(normalize);
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
                .value(&normalize(path))
                .into_iter()
                .flat_map(elements)
                .collect();
        }
        values
    }

    /// Returns up to [`MOST_NAMES`] distinct person names at `path`.
    pub fn person_names(&self, path: &str) -> Vec<String> {
        let with_name = format!("{path}.name");
        let written = self.texts(path).into_iter().chain(self.texts(&with_name));
        let written = written.filter(|written| written.len() <= limits::LONGEST_FIELD);
        let mut names: Vec<String> = Vec::new();
        for name in written.flat_map(|written| byline::parse_names(&written)) {
            if !names.contains(&name) {
                names.push(name);
            }
            if names.len() == MOST_NAMES {
                break;
            }
        }
        names
    }

    /// Returns the parts of the body at `path`. If they have several content types, such as `text/plain` and
    /// `text/html`, returns only the plain-text parts or, if there are none, those with the first part's type.
    pub fn bodies(&self, path: &str) -> Vec<String> {
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

/// Returns the items of an array, or the value itself if it is not an array.
pub fn elements(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        _ => std::slice::from_ref(value),
    }
}

fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let mut members = value.as_object()?.iter();
    members
        .find(|(key, _)| normalize(key) == name)
        .map(|(_, value)| value)
}

/// Converts a JSON string or number to a `String`. Returns `None` for other values and for strings that mean "absent".
pub fn text(value: &Value) -> Option<String> {
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
