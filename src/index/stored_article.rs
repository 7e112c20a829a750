//! An article as the index stores it.

use crate::storage::version_diff::VersionFigures;
use crate::storage::{ArticleKey, ContentHash};
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::corrections::originals::OriginalValues;
use crate::figure::{Figure, Place};

/// An article as the index stores it, with its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredArticle {
    /// Its key, which stays the same across ingests and rebuilds.
    pub key: ArticleKey,
    /// The id that users see: the record's own id, or else the name of its file.
    pub id: String,
    /// The path of its file as the walk found it.
    pub path: String,
    /// Its position among the records of its file.
    #[serde(default)]
    pub place: usize,
    /// The stamp of the ingest that first saw it, in milliseconds since 1970.
    pub first_seen: i64,
    /// The article.
    pub article: Article,
    /// The spelling or host by which the article gives its outlet, if the outlet is shown under another name.
    #[serde(skip)]
    pub outlet_as_given: Option<String>,
    /// Its figures, those of the headline first.
    pub figures: Vec<Figure>,
    /// The original values of corrected fields and figures.
    #[serde(default, skip_serializing_if = "OriginalValues::is_empty")]
    pub corrected: OriginalValues,
}

impl StoredArticle {
    /// Returns the position among articles that nothing else orders. It depends on the path as it was given, so an
    /// index of the same folder in another place answers in the same order. The low bits come from the key, which
    /// keeps articles with equal paths and ids apart.
    pub fn tie_order(&self) -> u64 {
        const KEY_BITS: u64 = 0xffff;
        let name = format!("{}\0{}", self.path, self.id);
        let name = ContentHash::from_bytes(name.as_bytes()).order();
        (name & !KEY_BITS) | (self.key.order() & KEY_BITS)
    }

    /// Returns the figures with the article's key, for a comparison with another version.
    pub fn version_figures(&self) -> VersionFigures<'_> {
        VersionFigures {
            key: self.key,
            figures: &self.figures,
        }
    }

    /// Returns the headline or text that contains a figure of the article.
    pub fn text_of(&self, figure: &Figure) -> &str {
        match (figure.place, &self.article.title) {
            (Place::Title, Some(title)) => &title.value,
            _ => &self.article.body,
        }
    }

    /// Returns a figure of the article as it was before it was corrected.
    pub fn original_figure(&self, figure: &Figure) -> Option<&Figure> {
        let edited = self.corrected.edited.iter();
        let mut same = edited.filter(|original| {
            self.figures
                .get(original.nth)
                .is_some_and(|one| std::ptr::eq(one, figure))
        });
        same.next().map(|original| &original.was)
    }

    /// Returns the words of a figure, as the article has them.
    pub fn surface(&self, figure: &Figure) -> &str {
        let text = self.text_of(figure);
        text.get(figure.start..figure.end).unwrap_or_default()
    }
}
