//! An article as the index stores it.

use crate::storage::version_diff::VersionFigures;
use crate::storage::{ArticleKey, ContentHash};
use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::corrections::originals::{OriginalFields, OriginalValues};
use crate::figure::{Figure, Place};

/// An article as the index stores it, with its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredArticle {
    /// The article's key, which stays the same across ingests and rebuilds.
    pub key: ArticleKey,
    /// The id shown to users: the article's own id, or else one derived from the file name.
    pub id: String,
    /// The path shown to users: the path of the article's file as the walk found it, followed by the archive member's
    /// path if the article is from an archive.
    pub path: String,
    /// The article's position among the articles in its file or archive member.
    #[serde(default)]
    pub place: usize,
    /// The stamp of the ingest that first saw the article, in milliseconds since 1970.
    pub first_seen: i64,
    /// The fields of the article.
    pub article: Article,
    /// The outlet's name as the article gives it, or `None` if the outlet is shown under that name.
    #[serde(skip)]
    pub outlet_as_given: Option<String>,
    /// The article's figures, those of the headline first.
    pub figures: Vec<Figure>,
    /// The original values of corrected fields and figures.
    #[serde(default, skip_serializing_if = "OriginalValues::is_empty")]
    pub corrected: OriginalValues,
}

/// A stored article without its figures. It can be read even if another extractor version stored the figures.
#[derive(Debug, Deserialize)]
pub struct StoredWithoutFigures {
    pub key: ArticleKey,
    pub id: String,
    pub path: String,
    #[serde(default)]
    pub place: usize,
    pub first_seen: i64,
    pub article: Article,
    #[serde(default)]
    pub corrected: OriginalFields,
}

impl StoredArticle {
    /// Returns the tie-breaker for sorting articles. It is a hash of the shown path and id, so that two indexes of the
    /// same folder return articles in the same order. The low bits come from the key, which differs even between
    /// articles with the same path and id.
    pub fn tie_order(&self) -> u64 {
        const KEY_BITS: u64 = 0xffff;
        let name = format!("{}\0{}", self.path, self.id);
        let name = ContentHash::from_bytes(name.as_bytes()).order();
        (name & !KEY_BITS) | (self.key.order() & KEY_BITS)
    }

    /// Returns the article's figures with its key, for comparison with another version of the article.
    pub fn version_figures(&self) -> VersionFigures<'_> {
        VersionFigures {
            key: self.key,
            figures: &self.figures,
        }
    }

    /// Returns the headline or the body, whichever contains `figure`.
    pub fn text_of(&self, figure: &Figure) -> &str {
        match (figure.place, &self.article.title) {
            (Place::Title, Some(title)) => &title.value,
            _ => &self.article.body,
        }
    }

    /// Returns the original of a corrected figure, or `None` if the figure was not corrected. `figure` must be a
    /// reference into `self.figures`.
    pub fn original_figure(&self, figure: &Figure) -> Option<&Figure> {
        let edited = self.corrected.edited.iter();
        let mut same = edited.filter(|original| {
            self.figures
                .get(original.nth)
                .is_some_and(|one| std::ptr::eq(one, figure))
        });
        same.next().map(|original| &original.was)
    }

    /// Returns the words of a figure as they are written in the article.
    pub fn surface(&self, figure: &Figure) -> &str {
        let text = self.text_of(figure);
        text.get(figure.start..figure.end).unwrap_or_default()
    }
}
