//! Related articles: articles in the same story, versions of the same page, and figure changes within one file.

use crate::error::Result;
use crate::index::{IndexReader, StoredArticle, page_versions, story_members};
use crate::storage::{VersionDiff, changes_of};

/// The articles related to one article, and the changes to its figures.
#[derive(Debug, Default)]
pub struct RelatedArticles {
    /// All articles in the same story, including the given one, earliest first. Empty if there are no others.
    pub story: Vec<StoredArticle>,
    /// All versions of the same page, including the given one, oldest first. Empty if there are no others.
    pub versions: Vec<PageVersion>,
    /// Figure changes in the article's own file, each with the stamp of the ingest that detected it.
    pub changes: Vec<(i64, VersionDiff)>,
}

/// A version of a page.
#[derive(Debug)]
pub struct PageVersion {
    /// The article as stored, with its figures.
    pub record: StoredArticle,
    /// The figure changes since the previous version, or `None` if there are none.
    pub change: Option<VersionDiff>,
}

impl RelatedArticles {
    /// Finds the articles related to `record`.
    pub fn new(reader: &IndexReader, record: &StoredArticle) -> Result<Self> {
        let mut related = Self::default();
        let changes = changes_of(reader.path(), record.key)?;
        let own = |change: &VersionDiff| change.from == change.to;
        related.changes = changes.into_iter().filter(|(_, one)| own(one)).collect();
        let Some(address) = reader.find(record.key)? else {
            return Ok(related);
        };
        let read = |address| reader.record(address);
        let story = story_members(reader, address)?.into_iter().map(read);
        related.story = story.collect::<Result<_>>()?;
        for address in page_versions(reader, address)? {
            let record = reader.record(address)?;
            let before = related.versions.last();
            let change = before.and_then(|before| {
                VersionDiff::between(before.record.version_figures(), record.version_figures())
            });
            related.versions.push(PageVersion { record, change });
        }
        Ok(related)
    }
}
