//! The built-in table of field names, and the role that each name implies.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::article::model::field_name;

const TABLE: &str = include_str!("names.txt");

/// The names of one field, most trusted first.
type NameList = Vec<&'static str>;

/// The built-in names of each field.
pub struct FieldNames {
    pub body: NameList,
    pub description: NameList,
    pub title: NameList,
    pub outlet: NameList,
    pub domain: NameList,
    pub published: NameList,
    pub collected: NameList,
    pub modified: NameList,
    pub authors: NameList,
    pub url: NameList,
    pub id: NameList,
    pub language: NameList,
}

impl FieldNames {
    /// Returns the built-in names.
    pub fn get() -> &'static Self {
        static NAMES: LazyLock<FieldNames> = LazyLock::new(|| FieldNames::from_table(TABLE));
        &NAMES
    }

    fn from_table(table: &'static str) -> Self {
        let lists: FxHashMap<&str, NameList> = rows(table).collect();
        let names = |field: &str| lists.get(field).cloned().unwrap_or_default();
        Self {
            body: names("body"),
            description: names("description"),
            title: names("title"),
            outlet: names("outlet"),
            domain: names("domain"),
            published: names("published"),
            collected: names("collected"),
            modified: names("modified"),
            authors: names("authors"),
            url: names("url"),
            id: names("id"),
            language: names("language"),
        }
    }

    /// Returns all name lists, each with a flag that is true for the body, the description and the title.
    fn lists(&self) -> [(&NameList, bool); 12] {
        [
            (&self.body, true),
            (&self.description, true),
            (&self.title, true),
            (&self.outlet, false),
            (&self.domain, false),
            (&self.published, false),
            (&self.collected, false),
            (&self.modified, false),
            (&self.authors, false),
            (&self.url, false),
            (&self.id, false),
            (&self.language, false),
        ]
    }
}

/// Parses the table into pairs of a field and its names.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, NameList)> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let pairs = rows.filter_map(|row| row.split_once('='));
    pairs.map(|(field, names)| (field.trim(), names.split(',').map(str::trim).collect()))
}

/// The role of a record field, inferred from its name.
#[derive(Clone, Copy, Default)]
pub struct FieldRole {
    /// Whether the table contains the name, or a dotted path that starts with it.
    pub known: bool,
    /// Whether the field is a body, a description or a title.
    pub text: bool,
}

/// Returns the role of a record field called `name`.
pub fn field_role(name: &str) -> FieldRole {
    /// The roles by normalized name. A dotted path is listed twice: under its first part, and under all its parts
    /// joined.
    static ROLES: LazyLock<FxHashMap<String, FieldRole>> = LazyLock::new(|| {
        let mut roles = FxHashMap::<String, FieldRole>::default();
        for (names, is_text) in FieldNames::get().lists() {
            for path in names {
                let top = path.split('.').next().unwrap_or_default();
                for name in [top.to_owned(), path.replace('.', "")] {
                    let role = roles.entry(name).or_default();
                    role.known = true;
                    role.text |= is_text;
                }
            }
        }
        roles
    });
    let name = field_name::normalize(name);
    ROLES.get(&*name).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_field_name_is_used() {
        let used: usize = FieldNames::get()
            .lists()
            .iter()
            .map(|(names, _)| names.len())
            .sum();
        let listed: usize = rows(TABLE).map(|(_, names)| names.len()).sum();
        assert_eq!(used, listed);
        for (field, names) in rows(TABLE) {
            for name in names {
                let normal = |part| field_name::normalize(part) == part && !part.is_empty();
                assert!(name.split('.').all(normal), "{field}: {name}");
            }
        }
    }
}
