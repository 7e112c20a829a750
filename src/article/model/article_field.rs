//! The fields of an article, and their names.

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleField {
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

/// The names that can be typed for each field; the first one is shown.
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
    /// Its name in messages and in `--map`.
    pub fn name(self) -> &'static str {
        let names = NAMES.iter().find(|(field, _)| *field == self);
        names
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default()
    }

    /// The field of a name, in any case.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let named = NAMES
            .iter()
            .find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
        named.map(|&(field, _)| field)
    }

    /// The shown names of all fields.
    pub(super) fn shown_names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().filter_map(|(_, names)| names.first().copied())
    }
}
