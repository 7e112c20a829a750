//! The readers of the index's own files, for the fuzz targets. What is read and written again reads as the same.

use std::path::Path;

use crate::corrections;
use crate::corrections::Corrections;
use crate::ingest::PendingHistory;
use crate::storage::ArticleKey;
use crate::storage::folder::IndexFolder;
use crate::storage::history;
use crate::storage::history::History;
use crate::storage::state::State;
use crate::storage::version_stamp::{EXTRACTOR, FORMAT};
use crate::storage::{ingest_report, roots, saved_searches};

/// The stamp of a generation that this version writes.
pub fn stamp() -> String {
    format!("{{\"format\":{FORMAT},\"extractor\":{EXTRACTOR}}}")
}

/// The current generation.
pub fn generation(index: &Path, _: &Path) -> anyhow::Result<()> {
    Ok(IndexFolder::new(index).current().map(drop)?)
}

/// The state of the last ingest.
pub fn state(_: &Path, path: &Path) -> anyhow::Result<()> {
    let state = State::load(path)?;
    state.count();
    let again = path.with_file_name("again");
    state.save(&again)?;
    assert_eq!(State::load(&again)?.files, state.files);
    Ok(())
}

/// The folders that ingest remembers.
pub fn roots(index: &Path, _: &Path) -> anyhow::Result<()> {
    let read = roots::load(index)?;
    roots::save(index, &read)?;
    assert_eq!(roots::load(index)?, read);
    Ok(())
}

/// What the last ingest did.
pub fn last_ingest(index: &Path, _: &Path) -> anyhow::Result<()> {
    let Some(read) = ingest_report::load(index)? else {
        return Ok(());
    };
    ingest_report::save(index, &read)?;
    assert_eq!(ingest_report::load(index)?, Some(read));
    Ok(())
}

/// When articles were first seen.
pub fn history(index: &Path, _: &Path) -> anyhow::Result<()> {
    let read = History::load(index)?;
    read.next_stamp(0);
    let key = ArticleKey::default();
    history::changes_of(index, key)?;
    assert!(read.first_seen(key).is_none() || read.contains(key));
    Ok(())
}

/// What the history lacks of a commit.
pub fn pending(index: &Path, _: &Path) -> anyhow::Result<()> {
    Ok(PendingHistory::load(&IndexFolder::new(index), "state-1").map(drop)?)
}

/// The searches that are saved.
pub fn saved(index: &Path, _: &Path) -> anyhow::Result<()> {
    Ok(saved_searches(&IndexFolder::new(index)).map(drop)?)
}

/// Where the file of corrections is.
pub fn remembered_corrections(index: &Path, _: &Path) -> anyhow::Result<()> {
    Ok(corrections::find(index, None).map(drop)?)
}

/// Corrections, and what they say of outlets.
pub fn corrections(_: &Path, path: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(path)?;
    let own = corrections::parse_outlets(path, &text).map(drop);
    Corrections::load(path)?;
    Ok(own?)
}
