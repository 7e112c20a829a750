//! An article as the index stores it.

use crate::storage::ArticleKey;
use crate::storage::version_diff::VersionFigures;
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::corrections::originals::OriginalValues;
use crate::figure::{Figure, Place};

/// An article as the index stores it, with its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredArticle {
    /// Its place in the world, for good.
    pub key: ArticleKey,
    /// The id that people see: the record's own, else the name of its file.
    pub id: String,
    /// The path of its file, as it was walked.
    pub path: String,
    /// Its place among the records of its file.
    #[serde(default)]
    pub place: usize,
    /// The stamp of the ingest that met it first, in milliseconds since 1970.
    pub first_seen: i64,
    /// The article.
    pub article: Article,
    /// The spelling or the host that it gives its outlet by, where the outlet is shown by another name.
    #[serde(skip)]
    pub outlet_as_given: Option<String>,
    /// Its figures, those of the title first.
    pub figures: Vec<Figure>,
    /// What was corrected in it.
    #[serde(default, skip_serializing_if = "OriginalValues::is_empty")]
    pub corrected: OriginalValues,
}

impl StoredArticle {
    /// Its figures under its key, to compare them with another version.
    pub fn version_figures(&self) -> VersionFigures<'_> {
        VersionFigures {
            key: self.key,
            figures: &self.figures,
        }
    }

    /// The text that a figure of the article stands in.
    pub fn text_of(&self, figure: &Figure) -> &str {
        match (figure.place, &self.article.title) {
            (Place::Title, Some(title)) => &title.value,
            _ => &self.article.body,
        }
    }

    /// A figure of the article before it was corrected.
    pub fn original_figure(&self, figure: &Figure) -> Option<&Figure> {
        let mended = self.corrected.mended.iter();
        let mut same = mended.filter(|mended| {
            self.figures
                .get(mended.nth)
                .is_some_and(|one| std::ptr::eq(one, figure))
        });
        same.next().map(|mended| &mended.was)
    }

    /// The words of a figure, as the article has them.
    pub fn surface(&self, figure: &Figure) -> &str {
        let text = self.text_of(figure);
        text.get(figure.start..figure.end).unwrap_or_default()
    }
}
