//! Whether an index is as it was written: every byte by its checksum, every block, and the counts of articles and figures.
//!
//! The files are read first, and without tantivy (`files`). Where they are whole, the blocks are gone through (`blocks`),
//! which tells what no checksum does: that what was written is right.

mod blocks;
mod files;
mod lines;
mod remedy;
#[cfg(test)]
mod tests;

use crate::storage::layout;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

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

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct IndexCheck {
    /// What is not as it was written.
    pub damages: Vec<Damage>,
    /// What lies about that nothing refers to, by its path in the index, and why it may.
    pub remarks: Vec<(PathBuf, String)>,
    /// How much was looked at.
    pub checked: CheckCounts,
    /// Whether blocks were gone through: only where the files that hold them are whole.
    pub blocks: bool,
    /// How long it took.
    pub seconds: f64,
}

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file, by its path in the index.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: String,
    /// What to do.
    pub remedy: Remedy,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckCounts {
    /// Files.
    pub files: u64,
    /// The bytes in them.
    pub bytes: u64,
    /// Articles.
    pub articles: u64,
    /// Figures in them.
    pub figures: u64,
    /// Versions in the history.
    pub versions: u64,
}

/// So often an index is looked at again that an ingest has changed meanwhile.
const TRIES: usize = 3;
/// So many damages of one kind are named.
const MOST: usize = 10;

impl IndexCheck {
    /// Of all there is. An index of another version is an error, and so is none at all.
    pub fn run(folder: &IndexFolder) -> Result<Self> {
        Self::run_with(folder, true)
    }

    /// The first damage among the files, if there is one.
    pub fn first_damage(folder: &IndexFolder) -> Result<Option<Damage>> {
        Ok(Self::run_with(folder, false)?.damages.into_iter().next())
    }

    fn run_with(folder: &IndexFolder, blocks: bool) -> Result<Self> {
        let start = Instant::now();
        for _ in 0..TRIES {
            let before = change_markers(folder);
            files::readable(folder.path())?;
            let mut check = Self::default();
            check.all(folder, blocks)?;
            // What an ingest removed, or was just writing, is no damage.
            if check.damages.is_empty() || before == change_markers(folder) {
                check.seconds = start.elapsed().as_secs_f64();
                return Ok(check);
            }
        }
        Err(Error::Busy {
            dir: folder.path().to_owned(),
            holder: "it changes again and again while it is checked".to_owned(),
        })
    }

    fn all(&mut self, folder: &IndexFolder, blocks: bool) -> Result<()> {
        let generation = folder.generation_to_check()?;
        let files = self.files(folder.path(), generation.as_deref());
        let last = ingest_report::load(folder.path()).unwrap_or_default();
        self.history(folder.path(), last.as_ref());
        let Some((state, whole)) = files.state.as_ref().map(|state| (state, files.whole)) else {
            return Ok(());
        };
        let noted = last.as_ref().and_then(|last| last.state.as_ref());
        if noted.is_some_and(|(name, _)| *name == state.name) {
            self.sums(state, last.as_ref());
        }
        let known = |damage: &Damage| damage.path == Path::new(layout::HISTORY);
        // What an ingest that was cut off has not written yet it has kept.
        let cut_off = folder.path().join(layout::PENDING).exists();
        if !cut_off && !self.damages.iter().any(known) {
            self.lacking(folder.path(), state);
        }
        if blocks && whole {
            // All checksums hold, and so it is either sound or never was.
            let walked = catch_unwind(AssertUnwindSafe(|| {
                self.blocks(&IndexReader::open(folder)?, state)
            }));
            self.blocks = true;
            let what = match walked {
                Ok(Ok(())) => return Ok(()),
                // The system gives no memory, or too few files.
                Ok(Err(refused @ Error::Io { .. })) => return Err(refused),
                Ok(Err(e)) => reason(e),
                Err(_) => "its blocks cannot be read, though its checksums hold".to_owned(),
            };
            let name = generation.unwrap_or_default();
            self.damage(generation_files(Path::new(&name)), what, Remedy::Rebuild);
        }
        Ok(())
    }

    /// Whether what the last ingest said of the index is what its state says.
    fn sums(&mut self, state: &State, last: Option<&IngestReport>) {
        let Some(summary) = last.map(|last| &last.summary) else {
            return;
        };
        let totals = state.count();
        for (what, told, there) in [
            ("articles", summary.articles, totals.articles),
            ("figures", summary.figures, totals.figures),
        ] {
            if told != there {
                let what = format!("it says {told} {what}, and the state {there}");
                self.damage(layout::INGEST_REPORT, what, Remedy::Ingest);
            }
        }
    }

    /// Whether the history has all articles of the state, once an ingest has seen to that.
    fn lacking(&mut self, index: &Path, state: &State) {
        let Ok(history) = History::load(index) else {
            return;
        };
        let records = state.files.values().flat_map(|file| &file.records);
        let lacking = records.filter(|record| history.is_new_version(record.key, record.hash));
        let lacking = lacking.count();
        if lacking > 0 {
            let what = format!("{lacking} versions of articles that are in the index are missing");
            self.damage(layout::HISTORY, what, Remedy::History);
        }
    }

    fn damage(&mut self, path: impl Into<PathBuf>, what: impl Into<String>, remedy: Remedy) {
        self.damages.push(Damage {
            path: path.into(),
            what: what.into(),
            remedy,
        });
    }

    fn remark(&mut self, path: impl Into<PathBuf>, what: &str) {
        self.remarks.push((path.into(), what.to_owned()));
    }
}

/// What an ingest changes last in each of its steps, as it is now.
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

/// What an error says of a file whose name is said beside it.
fn reason(error: Error) -> String {
    match error {
        Error::Damaged { reason, .. } => reason,
        Error::Io { cause, .. } => format!("it cannot be read ({cause})"),
        other => other.to_string(),
    }
}
