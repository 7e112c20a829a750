//! What a field of a record can mean, and fields that the user gives a meaning.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::article::fields::bare;

/// What a field of a record means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The record's own id.
    Id,
    /// The headline.
    Title,
    /// The main text.
    Body,
    /// Who published it.
    Outlet,
    /// When it was published.
    Published,
    /// When it was last changed.
    Modified,
    /// Who wrote it.
    Authors,
    /// Its language.
    Language,
    /// Its address.
    Url,
}

/// What each is called where it is typed; the first name is the one that is shown.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Id, &["id"]),
    (Column::Title, &["title", "headline"]),
    (Column::Body, &["body", "text"]),
    (Column::Outlet, &["outlet"]),
    (Column::Published, &["date", "published"]),
    (Column::Modified, &["modified"]),
    (Column::Authors, &["author", "authors"]),
    (Column::Language, &["language", "lang"]),
    (Column::Url, &["url"]),
];

impl Column {
    /// What it is called.
    pub fn name(self) -> &'static str {
        let names = NAMES.iter().find(|(column, _)| *column == self);
        names
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default()
    }

    fn named(name: &str) -> Option<Self> {
        let named = NAMES
            .iter()
            .find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
        named.map(|&(column, _)| column)
    }
}

/// Fields that the user gives a meaning: `body=my_field,date=meta.pub`. They are believed before all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(Column, String)>);

impl Mapping {
    /// No fields.
    pub const NONE: &'static Self = &Self(Vec::new());

    /// Whether nothing is said of any field.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names that are said to mean `column`, in their order.
    pub fn of(&self, column: Column) -> impl Iterator<Item = &str> {
        let of = self.0.iter().filter(move |(known, _)| *known == column);
        of.map(|(_, name)| name.as_str())
    }

    /// Whether the field called `key` means `column` because the user says so.
    pub fn is(&self, column: Column, key: &str) -> bool {
        self.of(column).any(|name| bare(name) == bare(key))
    }

    /// The columns that fields are given for, each once.
    pub fn columns(&self) -> impl Iterator<Item = Column> {
        let columns = self.0.iter().map(|(column, _)| *column).enumerate();
        let first = |(nth, column): &(usize, Column)| {
            !self.0[..*nth].iter().any(|(before, _)| before == column)
        };
        columns.filter(first).map(|(_, column)| column)
    }

    /// What is given for a column, as it is typed.
    pub fn typed(&self, column: Column) -> String {
        let pairs = self
            .of(column)
            .map(|name| format!("{}={name}", column.name()));
        pairs.collect::<Vec<_>>().join(",")
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, name)| name.as_str())
    }
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let pair = |pair: &str| {
            let (column, name) = pair
                .split_once('=')
                .ok_or_else(|| format!("`{pair}` has no `=`; write FIELD=NAME"))?;
            let known = Column::named(column.trim()).ok_or_else(|| unknown(column.trim()))?;
            let name = name.trim();
            if name.is_empty() {
                return Err(format!("`{pair}` names nothing; write FIELD=NAME"));
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

fn unknown(column: &str) -> String {
    let known: Vec<&str> = NAMES
        .iter()
        .filter_map(|(_, names)| names.first().copied())
        .collect();
    format!(
        "there is no field `{column}`; there are {}",
        known.join(", ")
    )
}

impl Serialize for Mapping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Mapping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl std::fmt::Display for Mapping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (nth, (column, name)) in self.0.iter().enumerate() {
            let comma = if nth > 0 { "," } else { "" };
            write!(f, "{comma}{}={name}", column.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_read_and_printed() {
        let rows = [
            ("body=my_field,date=pub", Ok("body=my_field,date=pub")),
            (" text = a.b , published=c,, ", Ok("body=a.b,date=c")),
            ("", Ok("")),
            ("body", Err("`body` has no `=`; write FIELD=NAME")),
            ("body=", Err("`body=` names nothing; write FIELD=NAME")),
            (
                "tags=x",
                Err(
                    "there is no field `tags`; there are id, title, body, outlet, date, modified, author, language, url",
                ),
            ),
        ];
        for (text, expected) in rows {
            let read = text.parse::<Mapping>().map(|mapping| mapping.to_string());
            assert_eq!(read.as_deref().map_err(String::as_str), expected, "{text}");
        }
    }
}
