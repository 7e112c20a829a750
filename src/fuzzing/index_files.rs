//! Reads the files of an index for the fuzz targets. Some functions also write the value back and check that reading it
//! again gives the same value.

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

/// Returns the version stamp that this build writes to a generation.
pub fn stamp() -> String {
    format!("{{\"format\":{FORMAT},\"extractor\":{EXTRACTOR}}}")
}

/// Reads the current generation.
pub fn generation(index: &Path, _: &Path) -> anyhow::Result<()> {
    Ok(IndexFolder::new(index).current().map(drop)?)
}

/// Reads the state of the last commit and writes it back.
pub fn state(_: &Path, path: &Path) -> anyhow::Result<()> {
    let state = State::load(path)?;
    state.count();
    let again = path.with_file_name("again");
    state.save(&again)?;
    assert_eq!(State::load(&again)?.files, state.files);
    Ok(())
}

/// Reads the remembered roots and writes them back.
pub fn roots(index: &Path, _: &Path) -> anyhow::Result<()> {
    let read = roots::load(index)?;
    roots::save(index, &read)?;
    assert_eq!(roots::load(index)?, read);
    Ok(())
}

/// Reads the report of the last ingest and writes it back.
pub fn last_ingest(index: &Path, _: &Path) -> anyhow::Result<()> {
    let Some(read) = ingest_report::load(index)? else {
        return Ok(());
    };
    ingest_report::save(index, &read)?;
    assert_eq!(ingest_report::load(index)?, Some(read));
    Ok(())
}

/// Reads the history of article versions.
pub fn history(index: &Path, _: &Path) -> anyhow::Result<()> {
    let read = History::load(index)?;
    read.next_stamp(0);
    let key = ArticleKey::default();
    history::changes_of(index, key)?;
    assert!(read.first_seen(key).is_none() || read.contains(key));
    Ok(())
}

/// Reads the pending history of a commit.
pub fn pending(index: &Path, _: &Path) -> anyhow::Result<()> {
    Ok(PendingHistory::load(&IndexFolder::new(index), "state-1").map(drop)?)
}

/// Reads the saved searches.
pub fn saved(index: &Path, _: &Path) -> anyhow::Result<()> {
    Ok(saved_searches(&IndexFolder::new(index)).map(drop)?)
}

/// Reads the remembered path of the corrections file.
pub fn remembered_corrections(index: &Path, _: &Path) -> anyhow::Result<()> {
    Ok(corrections::find(index, None).map(drop)?)
}

/// Reads a corrections file, including the outlets that it defines.
pub fn corrections(_: &Path, path: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(path)?;
    let own = corrections::parse_outlets(path, &text).map(drop);
    Corrections::load(path)?;
    Ok(own?)
}
