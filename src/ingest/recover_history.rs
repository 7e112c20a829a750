//! Restores article versions that the last commit contains but the history lacks.

use std::time::SystemTime;

use crate::error::Result;
use crate::index::IndexReader;
use crate::input::nanoseconds;
use crate::storage::folder::IndexFolder;
use crate::storage::history::{ArticleVersion, History};
use crate::storage::state::{RecordState, State};

/// Adds missing article versions to the history. `state` is the state of the last commit.
pub fn recover(
    folder: &IndexFolder,
    state: &State,
    history: &mut History,
    rebuild: bool,
) -> Result<()> {
    let records = state.files.values().flat_map(|file| &file.records);
    let lacking: Vec<_> = records
        .filter(|record| history.is_new_version(record.key, record.hash))
        .copied()
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    tracing::info!("versions missing in the history: {}", lacking.len());
    match versions(folder, &lacking, history) {
        Ok(versions) => history.append(folder.path(), &versions),
        // A rebuild must succeed even if the old index is unreadable.
        Err(e) if rebuild => {
            tracing::warn!("the times when articles were first seen are unknown: {e}");
            Ok(())
        }
        Err(e) => Err(e),
    }
}

fn versions(
    folder: &IndexFolder,
    lacking: &[RecordState],
    history: &History,
) -> Result<Vec<ArticleVersion>> {
    let reader = IndexReader::open_any_extractor(folder)?;
    let now = history.next_stamp(nanoseconds(SystemTime::now()) / 1_000_000);
    let mut versions = Vec::new();
    for &RecordState { key, hash, .. } in lacking {
        let Some(address) = reader.find(key)? else {
            continue;
        };
        let record = reader.stored(address)?;
        versions.push(ArticleVersion {
            key,
            hash,
            // The index stores only the stamp of an article's first version, so a later version gets the current stamp.
            seen: history.first_seen(key).map_or(record.first_seen, |_| now),
            url: record.article.url,
            moved_from: None,
            changes: Vec::new(),
        });
    }
    Ok(versions)
}
