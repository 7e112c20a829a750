//! Updates the index to match the files on disk: adds new articles, replaces changed ones and removes deleted ones.
//!
//! An ingest has four steps:
//!
//! 1. Plan: walk the folders and compare the files with the last state (`plan`).
//! 2. Read and write: read the files in order (`read`), while other threads extract the figures and write the articles
//!    (`write`).
//! 3. Commit (`target_generation`).
//! 4. Publish: switch to the new generation, if there is one, and complete the history.
//!
//! Readers see no changes before the commit or, if there is a new generation, before it is published.

mod day_month_order;
mod event;
mod history_loader;
mod indexed_candidates;
mod options;
mod pending_history;
mod plan;
mod previous_index;
mod queue;
mod queued_document;
mod read;
mod read_outcome;
mod recover_history;
mod reextract;
mod root_selection;
mod story_assignment;
mod target_generation;
mod totals;
mod word_dictionary;
mod write;

use std::time::{Instant, SystemTime};

pub use self::event::{EventHandler, IngestEvent};
use self::history_loader::HistoryLoader;
use self::options::IngestContext;
pub use self::options::IngestOptions;
pub(crate) use self::pending_history::PendingHistory;
use self::plan::{IngestPlan, MovedFiles, RootWalks};
use self::previous_index::PreviousIndex;
use self::root_selection::RootSelection;
use self::target_generation::{PriorKnowledge, TargetGeneration, WriteOutcome};
use self::totals::{count_duplicates, report_corrections};
use crate::corrections::{self, Corrections};
use crate::error::Result;
use crate::index::{IndexReader, derived};
use crate::input::nanoseconds;
pub use crate::storage::IngestSummary;
use crate::storage::folder::{IndexFolder, IngestLock};
use crate::storage::generation::Generation;
use crate::storage::history;
use crate::storage::ingest_report::{self, IngestReport};
use crate::storage::state::State;

/// Runs one ingest: takes the lock, updates the index and saves the report.
pub fn run(
    folder: &IndexFolder,
    options: &IngestOptions,
    report: EventHandler<'_>,
) -> Result<IngestSummary> {
    if options.reextract {
        // Taking the lock would create a missing folder.
        folder.current_of_any_extractor()?;
    }
    let lock = folder.lock(options.patience)?;
    // A failure is harmless here, because the ingest cleans again at the end.
    let _ = folder.clean(&lock);
    let done = run_locked(folder, &lock, options, report);
    if done.is_err() {
        // If the disk was full, this frees space for the next ingest.
        let _ = folder.clean(&lock);
        if let Ok(PreviousIndex {
            state: Some(state), ..
        }) = PreviousIndex::load(folder, false)
        {
            let _ = PendingHistory::load(folder, &state.name);
        }
    }
    done
}

fn run_locked(
    folder: &IndexFolder,
    lock: &IngestLock,
    options: &IngestOptions,
    report: EventHandler<'_>,
) -> Result<IngestSummary> {
    let start = Instant::now();
    // The corrections are loaded first, so that an unreadable corrections file stops the ingest before anything
    // changes.
    let corrections = load_corrections(folder, options)?;
    let context = IngestContext {
        folder,
        lock,
        options,
        corrections: &corrections,
    };
    if options.reextract {
        let mut summary = IngestSummary::default();
        report_corrections(&mut summary, &corrections, report);
        let state_name = reextract::run(context, &mut summary, report)?;
        return finish(context, summary, state_name, start);
    }
    let Prepared {
        mut roots,
        plan,
        generation,
        state_name,
        mut history,
    } = prepare(context, report)?;
    let mut summary = IngestSummary {
        other: plan.other,
        failed: plan.failed + roots.unreadable,
        missing: roots.missing,
        unfinished: plan.unfinished,
        ..IngestSummary::default()
    };
    remember_inputs(context, &roots)?;
    report_corrections(&mut summary, &corrections, report);
    let idle = generation.is_some() && !options.rebuild && plan.is_idle();
    let mut partly_moved = Vec::new();
    let state_name = if idle {
        read::count_idle_plan(plan, &corrections, &mut summary, report);
        state_name
    } else {
        let mut written = write(
            context,
            generation,
            plan,
            &mut history,
            &mut summary,
            report,
        )?;
        partly_moved = std::mem::take(&mut written.partly_moved);
        publish(folder, written, &mut roots, &mut history)?.or(state_name)
    };
    roots.report_absent(&partly_moved, report);
    roots.save(folder, &roots.remembered)?;
    finish(context, summary, state_name, start)
}

/// Saves the derived data and the report, and removes files that are no longer needed.
fn finish(
    context: IngestContext<'_>,
    mut summary: IngestSummary,
    state_name: Option<String>,
    start: Instant,
) -> Result<IngestSummary> {
    let IngestContext {
        folder,
        lock,
        options,
        ..
    } = context;
    let reader = IndexReader::open(folder)?;
    if !derived::is_saved(&reader) {
        derived::save(&reader)?;
    }
    count_duplicates(&mut summary, &reader)?;
    drop(reader);
    folder.clean(lock)?;
    summary.seconds = start.elapsed().as_secs_f64();
    save_report(folder, options, summary, state_name)?;
    Ok(summary)
}

/// Loads the corrections, or returns an empty set if there is no corrections file.
fn load_corrections(folder: &IndexFolder, options: &IngestOptions) -> Result<Corrections> {
    let path = corrections::find(folder.path(), options.corrections.as_deref())?;
    path.map_or_else(
        || Ok(Corrections::default()),
        |path| Corrections::load(&path),
    )
}

/// The result of [`prepare`].
struct Prepared<'a> {
    roots: RootSelection,
    plan: IngestPlan,
    /// The current generation, or `None` if it is missing or unreadable.
    generation: Option<Generation>,
    /// The name of the last commit's state, or `None` if no state could be loaded.
    state_name: Option<String>,
    history: HistoryLoader<'a>,
}

/// Chooses the roots, opens the current index, completes its history, and plans what to read.
fn prepare<'a>(context: IngestContext<'a>, report: EventHandler<'_>) -> Result<Prepared<'a>> {
    let IngestContext {
        folder, options, ..
    } = context;
    let mut roots = RootSelection::new(folder, options, report)?;
    let walks = RootWalks::begin(folder, &roots);
    let PreviousIndex { generation, state } = PreviousIndex::load(folder, options.rebuild)?;
    let state_name = state.as_ref().map(|state| state.name.clone());
    let committed = generation.as_ref().and(state_name.as_deref());
    let mut history = HistoryLoader::new(folder, committed, options.rebuild);
    history.complete(state.as_ref())?;
    let mut plan = if options.rebuild {
        plan_rebuild(context, walks, state, &roots, report)?
    } else {
        IngestPlan::new(walks, state.unwrap_or_default(), &roots, context, report)
    };
    plan.learn_rules(&roots.remembered);
    roots.forget(&plan.forgotten);
    report(IngestEvent::Planned {
        files: plan.candidates.len(),
    });
    Ok(Prepared {
        roots,
        plan,
        generation,
        state_name,
        history,
    })
}

/// Plans a rebuild, which reads all files again. Without `--prune`, returns an error if the rebuild would lose articles
/// that a normal ingest keeps.
fn plan_rebuild(
    context: IngestContext<'_>,
    walks: RootWalks,
    state: Option<State>,
    roots: &RootSelection,
    report: EventHandler<'_>,
) -> Result<IngestPlan> {
    let known = state.is_some();
    let again = RootWalks::begin(context.folder, roots);
    let incremental = IngestPlan::new(
        again,
        state.unwrap_or_default(),
        roots,
        context,
        &mut |_| {},
    );
    if !context.options.prune {
        incremental.refuse_losses(known)?;
    }
    let mut plan = IngestPlan::new(walks, State::default(), roots, context, report);
    plan.moves = MovedFiles::from_plan(&incremental);
    plan.before = incremental.articles();
    Ok(plan)
}

/// Saves the roots and the path of the corrections file for later ingests.
fn remember_inputs(context: IngestContext<'_>, roots: &RootSelection) -> Result<()> {
    let IngestContext {
        folder, options, ..
    } = context;
    // Pruned roots are saved too. They are forgotten only after their articles are removed, in case the ingest is
    // interrupted.
    roots.save(folder, &roots.with_pruned())?;
    match &options.corrections {
        Some(given) => corrections::remember(folder.path(), given),
        None if options.rebuild => corrections::remember_again(folder.path()),
        None => Ok(()),
    }
}

/// Executes a plan: reads the files, writes the articles and commits.
fn write(
    context: IngestContext<'_>,
    generation: Option<Generation>,
    plan: IngestPlan,
    history: &mut HistoryLoader<'_>,
    summary: &mut IngestSummary,
    report: EventHandler<'_>,
) -> Result<WriteOutcome> {
    let IngestContext {
        folder,
        lock,
        options,
        ..
    } = context;
    // Duplicate detection and version diffs read the index as it was before this ingest.
    let earlier = generation.is_some().then(|| IndexReader::open(folder));
    let earlier = match earlier.transpose() {
        // A rebuild must succeed even if the old index is unreadable.
        Err(_) if options.rebuild => None,
        opened => opened?,
    };
    let target = TargetGeneration::open(folder, lock, generation, options)?;
    let prior = PriorKnowledge {
        history: history.history()?,
        index: earlier.as_ref(),
    };
    let options = &IngestOptions {
        threads: plan.useful_threads(options.threads),
        ..options.clone()
    };
    let context = IngestContext { options, ..context };
    target.write(context, &prior, summary, report, |queue, report| {
        read::read(plan, context, prior.history, queue, report)
    })
}

/// Switches to the new generation, if there is one, and completes the history. Returns the name of the committed state,
/// or `None` if nothing was committed.
fn publish(
    folder: &IndexFolder,
    written: WriteOutcome,
    roots: &mut RootSelection,
    history: &mut HistoryLoader<'_>,
) -> Result<Option<String>> {
    if let Some(generation) = written.generation {
        folder.make_current(&generation)?;
        // A rebuild gets this far only if all files of the absent roots were found elsewhere.
        roots.forget_absent();
    }
    roots.forget(&written.emptied);
    let (state, pending) = written.committed.unzip();
    if let Some(pending) = pending {
        pending.apply(folder, history.history_mut()?)?;
    }
    Ok(state)
}

/// Saves the report for `search stats` and for the next ingest.
fn save_report(
    folder: &IndexFolder,
    options: &IngestOptions,
    summary: IngestSummary,
    state_name: Option<String>,
) -> Result<()> {
    let report = IngestReport {
        ended: nanoseconds(SystemTime::now()) / 1_000_000,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        rebuild: options.rebuild,
        summary,
        state: state_name.map(|name| (name, history::size(folder.path()))),
    };
    ingest_report::save(folder.path(), &report)
}
