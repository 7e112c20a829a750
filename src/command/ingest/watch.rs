//! `search ingest --watch`: ingests changed files until it is stopped.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::ProgressReporter;
use crate::error::{Error, at};
use crate::ingest::{IngestEvent, IngestOptions, IngestSummary};
use crate::input::{FolderWatcher, UnfinishedFiles};
use crate::output::stderr::{hint, status, warn};
use crate::output::summary_line;
use crate::storage::{IndexFolder, remembered};

/// The interval between checks for changes.
const TICK: Duration = Duration::from_millis(50);
/// How long to wait after the last change before ingesting.
const QUIET: Duration = Duration::from_millis(300);
/// The longest wait after the first change, even if more changes follow.
const OFTEN: Duration = Duration::from_secs(1);
/// How long to wait after a failed ingest before trying again.
const AGAIN: Duration = Duration::from_secs(5);

/// A watcher of the input roots.
pub struct Watching(FolderWatcher);

impl Watching {
    /// Starts watching the input roots.
    pub fn start(
        folder: &IndexFolder,
        options: &IngestOptions,
        poll: bool,
    ) -> anyhow::Result<Self> {
        let roots = roots(folder, &options.roots)?;
        // Taking the lock creates the index folder if needed. The folder must exist, so that the watcher can exclude
        // it.
        drop(folder.lock(options.patience)?);
        let except = folder.path().canonicalize().map_err(at(folder.path()))?;
        let watch = FolderWatcher::new(&roots, &except, poll);
        let watch = watch.map_err(at(Path::new("watched folders")))?;
        let how = if watch.polls {
            " (polling every second)"
        } else {
            ""
        };
        status(&format!(
            "watching {}{how}; press Ctrl-C to stop",
            named(&roots)
        ));
        Ok(Self(watch))
    }

    /// Returns the files that may still be written to.
    pub fn unfinished(&mut self) -> UnfinishedFiles {
        self.0.unfinished()
    }

    /// Ingests changes until the program is stopped.
    pub fn run_until_stopped(
        mut self,
        folder: &IndexFolder,
        options: &IngestOptions,
        all: bool,
    ) -> anyhow::Result<()> {
        let watch = &mut self.0;
        let mut since: Option<(Instant, Instant)> = Some((Instant::now(), Instant::now()));
        let mut left = 0;
        loop {
            // If the number of unfinished files has decreased since the last ingest, some of them can be ingested now.
            let closed = since.is_none() && left > watch.unfinished().count();
            if watch.wait(TICK)? || closed {
                let first = since.map_or_else(Instant::now, |(first, _)| first);
                since = Some((first, Instant::now()));
            }
            let due = since
                .is_some_and(|(first, last)| last.elapsed() > QUIET || first.elapsed() > OFTEN);
            if due {
                (since, left) = again(folder, options, watch, all)?;
            }
        }
    }
}

/// Runs an ingest. Returns the times of the first and the last pending change, and the number of unfinished files.
/// After success, no change is pending. After a failure that may be temporary, both times are the time of the next
/// attempt, and the number is 0.
fn again(
    folder: &IndexFolder,
    options: &IngestOptions,
    watch: &mut FolderWatcher,
    all: bool,
) -> anyhow::Result<(Option<(Instant, Instant)>, u64)> {
    let options = IngestOptions {
        rebuild: false,
        reextract: false,
        unfinished: Some(watch.unfinished()),
        // Another watching process may hold the lock, but only briefly.
        patience: options.patience.max(AGAIN),
        ..options.clone()
    };
    let mut progress = ProgressReporter::new(all);
    // The first ingest has already reported the corrections in use.
    let done = crate::ingest::run(folder, &options, &mut |event| {
        if !matches!(event, IngestEvent::Corrections(_)) {
            progress.event(&event);
        }
    });
    progress.end();
    match done {
        Ok(summary) => {
            if has_changes(&summary) {
                status(&summary_line(&summary));
            }
            Ok((None, summary.unfinished))
        }
        // These errors may be temporary: another process is ingesting, a folder is unavailable, or the user is editing
        // the corrections.
        Err(e @ (Error::Busy { .. } | Error::Io { .. } | Error::Corrections { .. })) => {
            warn(&format!("{e}; trying again in {} seconds", AGAIN.as_secs()));
            if let Some(text) = e.hint() {
                hint(&text);
            }
            let then = Instant::now() + AGAIN;
            Ok((Some((then, then)), 0))
        }
        Err(e) => Err(e.into()),
    }
}

/// Returns the absolute paths to watch: those in `given` or, if there are none, the remembered roots. Paths that do not
/// exist are skipped.
fn roots(folder: &IndexFolder, given: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    if given.is_empty() {
        let known = remembered(folder)?.into_iter().map(|(path, _)| path);
        return Ok(known.filter(|path| path.exists()).collect());
    }
    let real = |path: &PathBuf| {
        path.canonicalize()
            .map_err(at(path))
            .map_err(anyhow::Error::from)
    };
    given
        .iter()
        .filter(|path| path.exists())
        .map(real)
        .collect()
}

fn named(roots: &[PathBuf]) -> String {
    match roots {
        [one] => one.display().to_string(),
        _ => format!("{} folders", roots.len()),
    }
}

fn has_changes(summary: &IngestSummary) -> bool {
    summary.new + summary.changed + summary.moved + summary.removed > 0
}
