//! Checks whether an index is intact: the checksums of all files, the blocks, and the counts of articles and figures.
//!
//! The files are checked first, without tantivy (`files`). If they are intact, `blocks` looks for wrong documents that
//! were written with valid checksums.

mod blocks;
mod files;
mod findings;
mod history;
mod remedy;
#[cfg(test)]
mod tests;

use crate::plural::{count_of, with_commas};
use crate::storage::layout;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use self::findings::reason;
pub use self::findings::{CheckCounts, Damage, IndexCheck};
pub use self::remedy::Remedy;
use crate::error::{Error, Result};
use crate::index::IndexReader;
use crate::regular_file;
use crate::storage::directory;
use crate::storage::folder::IndexFolder;
use crate::storage::generation::generation_files;
use crate::storage::history::History;
use crate::storage::ingest_report;
use crate::storage::ingest_report::IngestReport;
use crate::storage::state::State;

/// The maximum number of attempts. A check that finds damage is repeated if an ingest changed the index meanwhile.
const TRIES: usize = 3;
/// Checks the whole index. Returns an error if the index is missing or if another version of the program wrote it.
pub fn run(folder: &IndexFolder) -> Result<IndexCheck> {
    run_with(folder, true)
}

/// Checks the files but not the blocks, and returns the first damage, or `None` if there is none.
pub fn first_damage(folder: &IndexFolder) -> Result<Option<Damage>> {
    Ok(run_with(folder, false)?.damages.into_iter().next())
}

fn run_with(folder: &IndexFolder, blocks: bool) -> Result<IndexCheck> {
    let start = Instant::now();
    for _ in 0..TRIES {
        let before = change_markers(folder);
        files::readable(folder.path())?;
        let mut check = IndexCheck::default();
        check_all(&mut check, folder, blocks)?;
        // If an ingest changed the index during the check, the damage may not be real.
        if check.damages.is_empty() || before == change_markers(folder) {
            check.seconds = start.elapsed().as_secs_f64();
            return Ok(check);
        }
    }
    Err(Error::Busy {
        dir: folder.path().to_owned(),
        holder: "the index changed during the check".to_owned(),
    })
}

fn check_all(check: &mut IndexCheck, folder: &IndexFolder, blocks: bool) -> Result<()> {
    let generation = folder.generation_to_check()?;
    let files = files::check_files(check, folder.path(), generation.as_deref());
    let last = ingest_report::load(folder.path()).unwrap_or_default();
    history::check_history(check, folder.path(), last.as_ref());
    let Some((state, whole)) = files.state.as_ref().map(|state| (state, files.whole)) else {
        return Ok(());
    };
    let noted = last.as_ref().and_then(|last| last.state.as_ref());
    if noted.is_some_and(|(name, _)| *name == state.name) {
        compare_report(check, state, last.as_ref());
    }
    let known = |damage: &Damage| damage.path == Path::new(layout::HISTORY);
    // If there is a pending history, the next ingest adds the missing versions from it.
    let cut_off = folder.path().join(layout::PENDING).exists();
    if !cut_off && !check.damages.iter().any(known) {
        check_versions(check, folder.path(), state);
    }
    // If `CURRENT` is damaged, the index cannot be opened to check its blocks.
    let is_current = !check
        .damages
        .iter()
        .any(|damage| damage.path == Path::new(layout::CURRENT));
    if blocks && whole && is_current {
        // All checksums match, so any error found here was written with a valid checksum.
        let walked = catch_unwind(AssertUnwindSafe(|| {
            blocks::check_blocks(check, &IndexReader::open(folder)?, state)
        }));
        check.blocks = true;
        let what = match walked {
            Ok(Ok(())) => return Ok(()),
            // An I/O error is not damage. The system may be out of memory or out of file descriptors.
            Ok(Err(refused @ Error::Io { .. })) => return Err(refused),
            Ok(Err(e)) => reason(e),
            Err(_) => "the blocks cannot be read, although the checksums match".to_owned(),
        };
        let name = generation.unwrap_or_default();
        check.damage(generation_files(Path::new(&name)), what, Remedy::Rebuild);
    }
    Ok(())
}

/// Compares the counts in the report of the last ingest with those of the state.
fn compare_report(check: &mut IndexCheck, state: &State, last: Option<&IngestReport>) {
    let Some(summary) = last.map(|last| &last.summary) else {
        return;
    };
    let totals = state.count();
    for (what, told, there) in [
        ("articles", summary.articles, totals.articles),
        ("figures", summary.figures, totals.figures),
    ] {
        if told != there {
            let [told, there] = [told, there].map(|count| with_commas(&count.to_string()));
            let what = format!("{what}: {told} in the report, {there} in the state");
            check.damage(layout::INGEST_REPORT, what, Remedy::Ingest);
        }
    }
}

/// Checks that the history has the current version of every article in the state.
fn check_versions(check: &mut IndexCheck, index: &Path, state: &State) {
    let Ok(history) = History::load(index) else {
        return;
    };
    let records = state.files.values().flat_map(|file| &file.records);
    let lacking = records.filter(|record| history.is_new_version(record.key, record.hash));
    let lacking = lacking.count();
    if lacking > 0 {
        let what = format!(
            "{} of indexed articles not found in the history",
            count_of(lacking, "version")
        );
        check.damage(layout::HISTORY, what, Remedy::History);
    }
}

/// Returns file contents and lengths that change whenever an ingest changes the index.
fn change_markers(folder: &IndexFolder) -> Vec<Option<Vec<u8>>> {
    let current = folder.path().join(layout::CURRENT);
    let last = folder.path().join(layout::INGEST_REPORT);
    let history = folder.path().join(layout::HISTORY);
    let name = folder.generation_to_check().ok().flatten();
    let meta = name.map(|name| generation_files(&folder.path().join(name)).join(directory::META));
    let read = |path: &Path| regular_file::read(path).ok();
    let length = history.metadata().ok().map(|data| data.len());
    vec![
        read(&current),
        read(&last),
        meta.as_deref().and_then(read),
        length.map(|length| length.to_le_bytes().to_vec()),
    ]
}
