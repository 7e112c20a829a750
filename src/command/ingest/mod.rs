//! `search ingest`: updates the index, with a progress bar and warnings.

mod dry_run;
mod watch;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::dry_run::dry_run;
use self::watch::Watching;
use super::{Status, today};
use crate::cli::{Global, IngestArgs};
use crate::hints::HintedError;
use crate::ingest::{IngestEvent, IngestOptions};
use crate::output::stderr::{hint, status, warn};
use crate::output::{Style, reextracted_line, summary_line};
use crate::plural::count_of;
use crate::storage::IndexFolder;

/// The maximum number of warnings to print without `-v`. Further warnings are only counted.
const WARNINGS_SHOWN: u64 = 20;

/// Runs an ingest. With `--watch`, keeps ingesting changed files until the program is stopped.
pub fn ingest(global: &Global, args: &IngestArgs, style: Style) -> anyhow::Result<Status> {
    if args.dry_run {
        return dry_run(global, args, style);
    }
    if args.watch && args.paths.iter().any(|path| path == Path::new("-")) {
        return Err(HintedError::error(
            "standard input cannot be watched",
            "pass a folder to watch",
        ));
    }
    let cores = available_parallelism().map_or(1, usize::from);
    let folder = IndexFolder::new(&global.index);
    let mut options = IngestOptions {
        roots: roots(args, &folder)?,
        rebuild: args.rebuild,
        reextract: args.reextract,
        mapping: args.map.clone(),
        prune: args.prune,
        memory: args.memory as usize * 1_000_000,
        threads: args.threads.map_or(cores, usize::from),
        corrections: args.corrections.clone(),
        patience: args.wait,
        today: today()?.date(),
        unfinished: None,
    };
    // Starts watching before the first ingest, so that no change during the ingest is missed.
    let mut watching = args
        .watch
        .then(|| Watching::start(&folder, &options, args.poll))
        .transpose()?;
    options.unfinished = watching.as_mut().map(Watching::unfinished);
    let mut progress = ProgressReporter::new(global.verbose > 0);
    let summary = crate::ingest::run(&folder, &options, &mut |event| {
        progress.event(&event);
    })?;
    progress.end();
    status(&if args.reextract {
        reextracted_line(&summary)
    } else {
        summary_line(&summary)
    });
    if let Some(watching) = watching {
        watching.run_until_stopped(&folder, &options, global.verbose > 0)?;
    }
    Ok(if summary.failed + summary.unapplied > 0 {
        Status::Incomplete
    } else {
        Status::Done
    })
}

/// Returns the paths to ingest. Standard input is saved to a file in the index folder, so that a rebuild can read it
/// again.
fn roots(args: &IngestArgs, folder: &IndexFolder) -> anyhow::Result<Vec<PathBuf>> {
    let root = |path: &PathBuf| {
        if path == Path::new("-") {
            Ok(folder.receive(io::stdin().lock(), args.wait)?)
        } else {
            Ok(path.clone())
        }
    };
    args.paths.iter().map(root).collect()
}

/// Shows the progress of an ingest, and prints its warnings.
struct ProgressReporter {
    bar: ProgressBar,
    warnings: u64,
    all: bool,
    /// Whether the last message was printed. Its hint is printed only in that case.
    hints: bool,
}

impl ProgressReporter {
    fn new(all: bool) -> Self {
        let terminal = io::stderr().is_terminal();
        let target = if terminal {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{pos} of {len} files {wide_bar} {eta}") {
            bar.set_style(style);
        }
        Self {
            bar,
            warnings: 0,
            hints: true,
            all,
        }
    }

    fn event(&mut self, event: &IngestEvent<'_>) {
        match event {
            IngestEvent::Planned { files } => self.bar.set_length(*files as u64),
            IngestEvent::Corrections(name) => self.name(&format!("using corrections from {name}")),
            IngestEvent::Read => self.bar.inc(1),
            IngestEvent::Failed(message) => {
                self.hints = true;
                self.name(message);
            }
            IngestEvent::Warning(message) => {
                self.warnings += 1;
                self.hints = self.all || self.warnings <= WARNINGS_SHOWN;
                if self.hints {
                    self.name(message);
                }
            }
            IngestEvent::Hint(text) if self.hints => self.bar.suspend(|| hint(text)),
            IngestEvent::Hint(_) => {}
        }
    }

    fn name(&self, message: &str) {
        self.bar.suspend(|| warn(message));
    }

    fn end(&self) {
        self.bar.finish_and_clear();
        if !self.all && self.warnings > WARNINGS_SHOWN {
            warn(&format!(
                "{} not shown; `search ingest --rebuild -v` shows them all",
                count_of(self.warnings - WARNINGS_SHOWN, "more warning")
            ));
        }
    }
}
