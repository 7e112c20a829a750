//! The field mapping that users pass with `--map` for records with unusual field names.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::article_field::ArticleField;
use super::field_name::normalize;

/// A user's field mapping, such as `body=my_field,date=meta.pub`. It takes precedence over the built-in table of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMapping(Vec<(ArticleField, String)>);

impl FieldMapping {
    /// The empty mapping.
    pub const NONE: &'static Self = &Self(Vec::new());

    /// Returns whether no field is mapped.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the names that are mapped to `field`, in the order in which the user typed them.
    pub(crate) fn names_for(&self, field: ArticleField) -> impl Iterator<Item = &str> {
        let pairs = self.0.iter().filter(move |(known, _)| *known == field);
        pairs.map(|(_, name)| name.as_str())
    }

    /// Returns whether `key` is mapped to `field`.
    pub fn maps(&self, field: ArticleField, key: &str) -> bool {
        self.names_for(field)
            .any(|name| normalize(name) == normalize(key))
    }

    /// Returns the mapped fields without duplicates.
    pub fn fields(&self) -> impl Iterator<Item = ArticleField> {
        let fields = self.0.iter().map(|(field, _)| *field).enumerate();
        let first = |(nth, field): &(usize, ArticleField)| {
            !self.0[..*nth].iter().any(|(before, _)| before == field)
        };
        fields.filter(first).map(|(_, field)| field)
    }

    /// Returns the mapping of one field in `--map` syntax.
    pub fn typed(&self, field: ArticleField) -> String {
        let pairs = self
            .names_for(field)
            .map(|name| format!("{}={name}", field.name()));
        pairs.collect::<Vec<_>>().join(",")
    }

    /// Returns all mapped names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, name)| name.as_str())
    }
}

impl FromStr for FieldMapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let pair = |pair: &str| {
            let (field, name) = pair
                .split_once('=')
                .ok_or_else(|| format!("`{pair}` has no `=`; write FIELD=NAME"))?;
            let known =
                ArticleField::from_name(field.trim()).ok_or_else(|| unknown(field.trim()))?;
            let name = name.trim();
            if name.is_empty() {
                return Err(format!("no name after `=` in `{pair}`; write FIELD=NAME"));
            }
            Ok((known, name.to_owned()))
        };
        let pairs = text
            .split(',')
            .map(str::trim)
            .filter(|pair| !pair.is_empty());
        pairs.map(pair).collect::<Result<_, _>>().map(Self)
    }
}

fn unknown(field: &str) -> String {
    let known: Vec<&str> = ArticleField::shown_names().collect();
    format!("unknown field `{field}`; use one of {}", known.join(", "))
}

impl Serialize for FieldMapping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FieldMapping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl std::fmt::Display for FieldMapping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (nth, (field, name)) in self.0.iter().enumerate() {
            let comma = if nth > 0 { "," } else { "" };
            write!(f, "{comma}{}={name}", field.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_parsed_and_printed() {
        let rows = [
            ("body=my_field,date=pub", Ok("body=my_field,date=pub")),
            (" text = a.b , published=c,, ", Ok("body=a.b,date=c")),
            ("", Ok("")),
            ("body", Err("`body` has no `=`; write FIELD=NAME")),
            (
                "body=",
                Err("no name after `=` in `body=`; write FIELD=NAME"),
            ),
            (
                "tags=x",
                Err(
                    "unknown field `tags`; use one of id, title, body, outlet, date, modified, author, language, url",
                ),
            ),
        ];
        for (text, expected) in rows {
            let read = text
                .parse::<FieldMapping>()
                .map(|mapping| mapping.to_string());
            assert_eq!(read.as_deref().map_err(String::as_str), expected, "{text}");
        }
    }
}
