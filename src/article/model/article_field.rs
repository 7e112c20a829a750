//! The fields of an article and their names.

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleField {
    /// The record's own id.
    Id,
    /// The headline.
    Title,
    /// The main text.
    Body,
    /// The outlet that published the article.
    Outlet,
    /// The date of publication.
    Published,
    /// The date of the last change.
    Modified,
    /// The people who wrote the article.
    Authors,
    /// The language.
    Language,
    /// The URL.
    Url,
}

/// The names that users can type for each field. Messages use the first name.
const NAMES: &[(ArticleField, &[&str])] = &[
    (ArticleField::Id, &["id"]),
    (ArticleField::Title, &["title", "headline"]),
    (ArticleField::Body, &["body", "text"]),
    (ArticleField::Outlet, &["outlet"]),
    (ArticleField::Published, &["date", "published"]),
    (ArticleField::Modified, &["modified"]),
    (ArticleField::Authors, &["author", "authors"]),
    (ArticleField::Language, &["language", "lang"]),
    (ArticleField::Url, &["url"]),
];

impl ArticleField {
    /// Returns the field's name in messages and in `--map`.
    pub fn name(self) -> &'static str {
        let names = NAMES.iter().find(|(field, _)| *field == self);
        names
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default()
    }

    /// Returns the field with this name, ignoring case, or `None` if the name is unknown.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let named = NAMES
            .iter()
            .find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
        named.map(|&(field, _)| field)
    }

    /// Returns the name of each field as shown in messages.
    pub(super) fn shown_names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().filter_map(|(_, names)| names.first().copied())
    }
}
