//! `search ingest --watch`: ingests what changes, until it is stopped.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::ProgressReporter;
use crate::error::{Error, at};
use crate::ingest::{IngestEvent, IngestOptions, IngestSummary};
use crate::input::{FolderWatcher, UnfinishedFiles};
use crate::output::stderr::{hint, status, warn};
use crate::output::summary_line;
use crate::storage::{IndexFolder, remembered};

/// How often what happened is looked at.
const TICK: Duration = Duration::from_millis(50);
/// Nothing more happens when nothing has for so long.
const QUIET: Duration = Duration::from_millis(300);
/// What goes on happening is ingested so often.
const OFTEN: Duration = Duration::from_secs(1);
/// What could not be ingested is tried again after so long.
const AGAIN: Duration = Duration::from_secs(5);

/// Folders that are watched.
pub struct Watching(FolderWatcher);

impl Watching {
    /// Begins to watch.
    pub fn start(
        folder: &IndexFolder,
        options: &IngestOptions,
        poll: bool,
    ) -> anyhow::Result<Self> {
        let roots = roots(folder, &options.roots)?;
        // The folder of the index is made here if need be: what is written in it is no news.
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

    /// The files that are being written.
    pub fn unfinished(&mut self) -> UnfinishedFiles {
        self.0.unfinished()
    }

    /// Goes on to ingest what changes.
    pub fn go_on(
        mut self,
        folder: &IndexFolder,
        options: &IngestOptions,
        all: bool,
    ) -> anyhow::Result<()> {
        let watch = &mut self.0;
        let mut since: Option<(Instant, Instant)> = Some((Instant::now(), Instant::now()));
        let mut left = 0;
        loop {
            // Of the files that were left some have been closed, or have been quiet for long enough.
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

/// Ingests, and tells when to do so again though nothing happens, and how many files were left.
fn again(
    folder: &IndexFolder,
    options: &IngestOptions,
    watch: &mut FolderWatcher,
    all: bool,
) -> anyhow::Result<(Option<(Instant, Instant)>, u64)> {
    let options = IngestOptions {
        rebuild: false,
        unfinished: Some(watch.unfinished()),
        // Another that watches has soon done what it does.
        patience: options.patience.max(AGAIN),
        ..options.clone()
    };
    let mut progress = ProgressReporter::new(all);
    // Which corrections are in force was said in the beginning.
    let done = crate::ingest::run(folder, &options, &mut |event| {
        if !matches!(event, IngestEvent::Corrections(_)) {
            progress.event(&event);
        }
    });
    progress.end();
    match done {
        Ok(summary) => {
            if did_something(&summary) {
                status(&summary_line(&summary));
            }
            Ok((None, summary.unfinished))
        }
        // Somebody else ingests, a folder is away for a while, or a file is being written by hand.
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

/// The folders to watch, by their absolute paths: those given, else those of earlier times.
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

fn did_something(summary: &IngestSummary) -> bool {
    summary.new + summary.changed + summary.moved + summary.removed > 0
}
