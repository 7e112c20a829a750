//! The pending history: the article versions to be added to the history after a commit. It is saved before the commit
//! and removed once the history is complete. After an interruption, the next ingest uses it to complete the history.
//!
//! The history is updated after the commit. If it were updated first, an interruption could leave articles in the
//! history that were never committed. If a later ingest then committed these articles, they would keep their old
//! stamps, and saved searches would miss them (`storage/saved_searches.rs`).

use crate::storage::layout;
use std::collections::BTreeSet;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result, at};
use crate::index::IndexReader;
use crate::index::StoredArticle;
use crate::index::page_versions;
use crate::storage::ArticleKey;
use crate::storage::files;
use crate::storage::folder::IndexFolder;
use crate::storage::history::{ArticleVersion, History};
use crate::storage::version_diff::{FigureClaim, VersionDiff};

/// The article versions to be added to the history after a commit, and the figure claims of the versions that they
/// replace.
#[derive(Default, Serialize, Deserialize)]
pub struct PendingHistory {
    /// The name of the commit's state.
    state: String,
    /// The article versions to add to the history.
    versions: Vec<ArticleVersion>,
    /// The figure claims of the replaced versions, by article.
    before: Vec<(ArticleKey, Vec<FigureClaim>)>,
}

impl PendingHistory {
    /// Saves the pending history of a commit that is about to be made. `state` is the name of the commit's state, and
    /// `earlier` is the index before the commit.
    pub fn save(
        folder: &IndexFolder,
        state: &str,
        versions: Vec<ArticleVersion>,
        history: &History,
        earlier: Option<&IndexReader>,
    ) -> Result<Self> {
        let mut pending = Self {
            state: state.to_owned(),
            versions,
            before: Vec::new(),
        };
        for key in pending.versions.iter().map(|version| version.key) {
            let Some(earlier) = earlier.filter(|_| history.contains(key)) else {
                continue;
            };
            let record = record(earlier, key)?;
            let said = record.map(|record| (key, FigureClaim::from_figures(&record.figures)));
            pending.before.extend(said);
        }
        if !pending.versions.is_empty() {
            let path = folder.path().join(layout::PENDING);
            let text = serde_json::to_vec(&pending).map_err(|e| at(&path)(e.into()))?;
            files::replace(&path, &text)?;
        }
        Ok(pending)
    }

    /// Loads the pending history of the commit whose state is named `state`, or returns `None` if there is none.
    /// Removes the pending file if it is damaged or belongs to a different commit.
    pub fn load(folder: &IndexFolder, state: &str) -> Result<Option<Self>> {
        let path = folder.path().join(layout::PENDING);
        let text = match files::read(&path) {
            Ok(Some(text)) => text,
            Ok(None) => return Ok(None),
            Err(Error::Damaged { .. }) => Vec::new(),
            Err(e) => return Err(e),
        };
        // If the file is damaged, `recover_history` restores the versions, but not the differences between them.
        let pending = serde_json::from_slice(&text).ok();
        let pending = pending.filter(|pending: &Self| pending.state == state);
        if pending.is_none() {
            remove_file(folder.path())?;
        }
        Ok(pending)
    }

    /// Adds the pending versions to the history and removes the pending file.
    pub fn apply(mut self, folder: &IndexFolder, history: &mut History) -> Result<()> {
        if self.versions.is_empty() {
            return Ok(());
        }
        self.note_changes(folder)?;
        // An interrupted ingest may already have added some of the versions.
        self.versions
            .retain(|version| history.is_new_version(version.key, version.hash));
        history.append(folder.path(), &self.versions)?;
        remove_file(folder.path())
    }

    /// Records how each version differs from the previous version, which has the same key or is from the same web page.
    fn note_changes(&mut self, folder: &IndexFolder) -> Result<()> {
        let versions = &mut self.versions;
        if self.before.is_empty() && versions.iter().all(|version| version.url.is_none()) {
            return Ok(());
        }
        let now = IndexReader::open_any_extractor(folder)?;
        let places = versions.iter().enumerate();
        let places: FxHashMap<ArticleKey, usize> =
            places.map(|(nth, version)| (version.key, nth)).collect();
        for (key, before) in &self.before {
            if let (Some(&place), Some(after)) = (places.get(key), record(&now, *key)?) {
                let change = VersionDiff::since(*key, before, after.version_figures());
                versions[place].changes.extend(change);
            }
        }
        let mut pages = BTreeSet::new();
        for version in versions.iter().filter(|version| version.url.is_some()) {
            if let Some(address) = now.find(version.key)? {
                pages.insert(page_versions(&now, address)?);
            }
        }
        for of_page in pages {
            let records = of_page.iter().map(|address| now.stored(*address));
            let records: Vec<_> = records.collect::<Result<_>>()?;
            for pair in records.windows(2) {
                let [before, after] = pair else { continue };
                let place = places.get(&after.key).or_else(|| places.get(&before.key));
                if let Some(&place) = place {
                    versions[place].changes.extend(VersionDiff::between(
                        before.version_figures(),
                        after.version_figures(),
                    ));
                }
            }
        }
        Ok(())
    }
}

fn remove_file(index: &Path) -> Result<()> {
    files::remove(&index.join(layout::PENDING))
}

fn record(reader: &IndexReader, key: ArticleKey) -> Result<Option<StoredArticle>> {
    let address = reader.find(key)?;
    address.map(|address| reader.stored(address)).transpose()
}
