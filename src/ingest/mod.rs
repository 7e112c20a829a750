//! Brings the index up to the files on disk: adds what is new, replaces what changed, removes what is gone.
//!
//! The files are walked first (`plan`), then read one after the other (`read`), while other threads find the figures
//! and write (`write`). Nothing is seen by readers before the one commit at the end.

mod day_month_order;
mod indexed_candidates;
mod pending_history;
mod plan;
mod queue;
mod read;
mod recover_history;
mod root_selection;
mod story_assignment;
mod word_dictionary;
mod write;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use jiff::civil;
use rustc_hash::FxHashMap;
use tantivy::{Index, IndexWriter};

use self::plan::{IngestPlan, MovedFiles, RootWalks};
use self::write::QueuedDocument;
use super::analysis;
use super::corrections::{self, Corrections};
use crate::article::Mapping;
use crate::dedup::{PendingCandidates, TurnSequencer};
use crate::error::{Error, Result, damaged, engine};
use crate::index::IndexReader;
use crate::index::schema::{SchemaFields, schema};
use crate::input::{UnfinishedFiles, nanoseconds};
pub use crate::storage::IngestSummary;
use crate::storage::directory::{Access, SharedDirectory};
use crate::storage::files;
use crate::storage::folder::{Generation, IndexFolder, IngestLock};
use crate::storage::history;
use crate::storage::history::History;
use crate::storage::ingest_report;
use crate::storage::ingest_report::IngestReport;
use crate::storage::state::State;
use indexed_candidates::IndexedCandidates;
pub use pending_history::PendingHistory;
use root_selection::RootSelection;
use story_assignment::StoryAssigner;

/// What to ingest, and how.
#[derive(Clone, Debug)]
pub struct IngestOptions {
    /// Folders and files; none stands for all that are remembered.
    pub roots: Vec<PathBuf>,
    /// Whether to write a new index beside the old one and put it in its place.
    pub rebuild: bool,
    /// What fields of the records below the roots given mean; none leaves that as it was.
    pub mapping: Option<Mapping>,
    /// Whether articles are removed even where a root is missing, empty or less than half of what it was.
    pub prune: bool,
    /// About how much memory to use, in bytes.
    pub memory: usize,
    /// How many threads write.
    pub threads: usize,
    /// The file of corrections; none stands for the one that is remembered, else that in the folder of the index.
    pub corrections: Option<PathBuf>,
    /// How long to wait for another process that ingests.
    pub patience: Duration,
    /// The day of today.
    pub today: civil::Date,
    /// Files that are left for later.
    pub unfinished: Option<UnfinishedFiles>,
}

/// What happens on the way.
#[derive(Debug)]
pub enum IngestEvent<'a> {
    /// So many files will be read.
    Planned {
        /// How many.
        files: usize,
    },
    /// This file of corrections is in force.
    Corrections(&'a str),
    /// A file has been read.
    Read,
    /// Something could not be read, or is not as it should be; it is named.
    Failed(&'a str),
    /// Something was read in spite of a doubt, or was left alone.
    Doubt(&'a str),
}

/// Whom to tell.
pub type EventHandler<'a> = &'a mut dyn FnMut(IngestEvent<'_>);

/// Ingests.
pub fn run(
    folder: &IndexFolder,
    options: &IngestOptions,
    report: EventHandler<'_>,
) -> Result<IngestSummary> {
    let lock = folder.lock(options.patience)?;
    // What cannot be removed now may be at the end.
    let _ = folder.clean(&lock);
    let done = run_locked(folder, &lock, options, report);
    if done.is_err() {
        // Where it failed for want of room there is to be some for the next, which may have the same to write.
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
    // First, as a file that cannot be read stops the run before anything is changed.
    let corrections = load_corrections(folder, options)?;
    let mut roots = RootSelection::new(folder, options, report)?;
    let walks = RootWalks::begin(folder, &roots);
    let PreviousIndex { generation, state } = PreviousIndex::load(folder, options.rebuild)?;
    let name = state.as_ref().map(|state| state.name.clone());
    let mut history = HistoryLoader::new(folder, generation.as_ref().and(name.as_deref()), options);
    let known = state.is_some();
    let state = state.unwrap_or_default();
    history.mend(&state)?;
    let (mut moves, mut before) = (MovedFiles::default(), FxHashMap::default());
    let state = if options.rebuild {
        let walks = RootWalks::begin(folder, &roots);
        let then = IngestPlan::new(walks, state, &roots, (options, &corrections), &mut |_| {});
        if !options.prune {
            then.refuse_losses(known)?;
        }
        moves = MovedFiles::from_plan(&then);
        before = then.articles();
        State::default()
    } else {
        state
    };
    let mut plan = IngestPlan::new(walks, state, &roots, (options, &corrections), report);
    if options.rebuild {
        (plan.moves, plan.before) = (moves, before);
    }
    plan.learn_rules(&roots.remembered);
    roots.forget(&plan.forgotten);
    report(IngestEvent::Planned {
        files: plan.candidates.len(),
    });
    let mut summary = IngestSummary {
        other: plan.other,
        failed: plan.failed + roots.missing,
        unfinished: plan.unfinished,
        ..IngestSummary::default()
    };
    // Those pruned are forgotten when they are gone, not before: a run that is cut off here loses nothing.
    roots.save(folder, &roots.with_pruned())?;
    match &options.corrections {
        Some(given) => corrections::remember(folder.path(), given)?,
        None if options.rebuild => corrections::remember_again(folder.path())?,
        None => {}
    }
    corrections.tell(&mut summary, report);
    let idle = generation.is_some() && !options.rebuild && plan.is_idle();
    let written = if idle {
        read::count_idle_plan(plan, &corrections, &mut summary, report);
        name
    } else {
        // Those who look for copies and for what changed see it as it was.
        let earlier = generation.is_some().then(|| IndexReader::open(folder));
        let earlier = match earlier.transpose() {
            // What cannot be read is what a rebuild is for.
            Err(_) if options.rebuild => None,
            opened => opened?,
        };
        let target = TargetGeneration::open(folder, lock, generation, options)?;
        let known = PriorKnowledge {
            history: history.whole()?,
            corrections: &corrections,
            earlier: earlier.as_ref(),
        };
        let brought = target.bring_up(folder, plan, &known, options, &mut summary, report)?;
        if let Some(generation) = brought.generation {
            folder.switch(&generation)?;
            // It would have been refused, had they not all moved.
            roots.forget_away();
        }
        roots.forget(&brought.emptied);
        let (state, pending) = brought.committed.unzip();
        if let Some(pending) = pending {
            pending.apply(folder, history.loaded()?)?;
        }
        state.or(name)
    };
    roots.save(folder, &roots.remembered)?;
    folder.clean(lock)?;
    summary.seconds = start.elapsed().as_secs_f64();
    let last = IngestReport {
        ended: nanoseconds(SystemTime::now()) / 1_000_000,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        rebuild: options.rebuild,
        summary,
        state: written.map(|name| (name, history::size(folder.path()))),
    };
    ingest_report::save(folder.path(), &last)?;
    Ok(summary)
}

/// The corrections that are in force.
fn load_corrections(folder: &IndexFolder, options: &IngestOptions) -> Result<Corrections> {
    let path = corrections::find(folder.path(), options.corrections.as_deref())?;
    path.map_or_else(
        || Ok(Corrections::default()),
        |path| Corrections::load(&path),
    )
}

impl Corrections {
    /// Says which file is in force and what is wrong in it.
    fn tell(&self, summary: &mut IngestSummary, report: EventHandler<'_>) {
        if let Some(name) = &self.name {
            report(IngestEvent::Corrections(name));
        }
        for problem in &self.problems {
            summary.failed += 1;
            report(IngestEvent::Failed(problem));
        }
    }
}

/// The history, which is read when it is needed.
struct HistoryLoader<'a> {
    folder: &'a IndexFolder,
    history: Option<History>,
    /// How many of its bytes are known to have been written whole, where there may be others.
    whole: Option<u64>,
    /// Whether there is a commit that can be read.
    committed: bool,
    /// Whether it may lack what the last commit has.
    unsure: bool,
    rebuild: bool,
}

impl<'a> HistoryLoader<'a> {
    /// The history beside an index whose current state has this name.
    fn new(folder: &'a IndexFolder, state: Option<&str>, options: &IngestOptions) -> Self {
        let last = ingest_report::load(folder.path()).ok().flatten();
        let noted = last.and_then(|last| last.state);
        let now = state.map(|name| (name.to_owned(), history::size(folder.path())));
        let whole = noted.as_ref().map_or(0, |(_, size)| *size);
        Self {
            folder,
            history: None,
            whole: if options.rebuild {
                Some(0)
            } else {
                (now.is_none() || now != noted).then_some(whole)
            },
            committed: state.is_some(),
            unsure: now.is_some() && now != noted,
            rebuild: options.rebuild,
        }
    }

    /// Adds what it lacks of the last commit, if it may.
    fn mend(&mut self, state: &State) -> Result<()> {
        if let Some(whole) = self.whole {
            history::remove_broken_lines(self.folder.path(), whole)?;
        }
        let left = if self.committed {
            PendingHistory::load(self.folder, &state.name)?
        } else {
            None
        };
        if self.unsure || left.is_some() {
            // Before what was kept for it goes.
            history::sync(self.folder.path())?;
        }
        if let Some(pending) = left {
            match pending.apply(self.folder, self.loaded()?) {
                // What cannot be read is what a rebuild is for.
                Err(e) if self.rebuild => tracing::warn!("what changed is not known: {e}"),
                settled => settled?,
            }
        }
        if self.unsure {
            let (folder, rebuild) = (self.folder, self.rebuild);
            recover_history::recover(folder, state, self.loaded()?, rebuild)?;
        }
        Ok(())
    }

    fn loaded(&mut self) -> Result<&mut History> {
        if self.history.is_none() {
            self.history = Some(History::load(self.folder.path())?);
        }
        Ok(self.history.get_or_insert_default())
    }

    fn whole(&mut self) -> Result<&History> {
        self.loaded().map(|history| &*history)
    }
}

/// The index as it was.
struct PreviousIndex {
    generation: Option<Generation>,
    state: Option<State>,
}

impl PreviousIndex {
    fn load(folder: &IndexFolder, rebuild: bool) -> Result<Self> {
        let loaded = folder.current().and_then(|generation| {
            let index = open_index(&generation.files())?;
            let state = State::load(&generation.path().join(state_name(folder, &index)?))?;
            if let Err(e) = clean(&generation, &index, &state.name) {
                tracing::warn!("what an ingest that was cut off has left stays for now: {e}");
            }
            Ok(Self {
                generation: Some(generation),
                state: Some(state),
            })
        });
        let without = |state| Self {
            generation: None,
            state,
        };
        match loaded {
            Ok(before) => Ok(before),
            Err(Error::NoIndex(_)) => Ok(without(None)),
            Err(e) if rebuild => {
                tracing::info!("rebuilding an index that cannot be read: {e}");
                Ok(without(folder.last_state()))
            }
            Err(e) => Err(e),
        }
    }
}

/// Removes what an ingest that was cut off has left in a generation.
fn clean(generation: &Generation, index: &Index, state: &str) -> Result<()> {
    let files = generation.files();
    SharedDirectory::clean(&files, index).map_err(engine(&files))?;
    remove_other_states(generation, state)
}

fn open_index(files: &Path) -> Result<Index> {
    let directory = SharedDirectory::open(files, Access::Write).map_err(damaged(files))?;
    Ok(with_analyzers(
        Index::open(directory).map_err(damaged(files))?,
    ))
}

fn with_analyzers(mut index: Index) -> Index {
    index.set_tokenizers(analysis::analyzers());
    index
}

fn state_name(folder: &IndexFolder, index: &Index) -> Result<String> {
    let payload = index.load_metas().map_err(engine(folder.path()))?.payload;
    let damaged = || Error::Damaged {
        path: folder.path().to_owned(),
        reason: "its last commit names no state".to_owned(),
    };
    payload.ok_or_else(damaged)
}

/// The generation that is written to.
struct TargetGeneration {
    generation: Generation,
    /// Whether it is to become the current one.
    fresh: bool,
    index: Index,
    fields: SchemaFields,
}

/// What is known from the ingests before.
struct PriorKnowledge<'a> {
    history: &'a History,
    corrections: &'a Corrections,
    /// The index as it was; none where there was none.
    earlier: Option<&'a IndexReader>,
}

/// What an ingest has written, to be made known.
struct WriteOutcome {
    /// What is to become the current generation, if another is as yet.
    generation: Option<Generation>,
    /// The name of the state and what the history lacks, if there was something to commit.
    committed: Option<(String, PendingHistory)>,
    /// The roots that are not there and whose files have all moved elsewhere.
    emptied: Vec<PathBuf>,
}

impl TargetGeneration {
    fn open(
        folder: &IndexFolder,
        lock: &IngestLock,
        current: Option<Generation>,
        options: &IngestOptions,
    ) -> Result<Self> {
        let (schema, fields) = schema();
        if let (Some(generation), false) = (current, options.rebuild) {
            let index = open_index(&generation.files())?;
            return Ok(Self {
                generation,
                fresh: false,
                index,
                fields,
            });
        }
        let generation = folder.create_generation(lock)?;
        let files = generation.files();
        let directory = SharedDirectory::open(&files, Access::Write).map_err(engine(&files))?;
        let settings = tantivy::IndexSettings {
            docstore_compression: tantivy::store::Compressor::Zstd(
                tantivy::store::ZstdCompressor::default(),
            ),
            ..tantivy::IndexSettings::default()
        };
        let index = Index::create(directory, schema, settings).map_err(engine(&files))?;
        let index = with_analyzers(index);
        Ok(Self {
            generation,
            fresh: true,
            index,
            fields,
        })
    }

    /// Carries out a plan.
    fn bring_up(
        self,
        folder: &IndexFolder,
        plan: IngestPlan,
        known: &PriorKnowledge<'_>,
        options: &IngestOptions,
        summary: &mut IngestSummary,
        report: EventHandler<'_>,
    ) -> Result<WriteOutcome> {
        let dir = folder.path();
        let options = &IngestOptions {
            threads: plan.worth_threads(options.threads),
            ..options.clone()
        };
        let mut writer = write::open_writer(&self.index, options).map_err(engine(dir))?;
        let telling = self.telling(known.earlier)?;
        let done = write::run(&writer, self.fields, options, &telling, |queue| {
            read::read(
                plan,
                options,
                (known.history, known.corrections),
                queue,
                report,
            )
        });
        // A thread of tantivy's that failed says why only to the one who wants to commit.
        let mut done = done.map_err(|e| engine(dir)(writer.prepare_commit().err().unwrap_or(e)))?;
        for path in &done.cut {
            let message = format!(
                "{path}: only its first {} figures were taken",
                write::MOST_FIGURES
            );
            report(IngestEvent::Doubt(&message));
        }
        summary.add(&done.summary);
        summary.count(&done.state, known.corrections, report);
        if let (Some((path, why)), false) = (&done.lost, options.prune) {
            let hint = format!(
                ": {why}, and a rebuild would lose what was read of it before; mend it, or give --prune"
            );
            let path = path.clone();
            return Err(Error::Lost { path, hint });
        }
        let (mut committed, emptied) = (None, std::mem::take(&mut done.emptied));
        if self.fresh || done.changed {
            committed = Some(self.commit(folder, &mut writer, done, known)?);
            writer.wait_merging_threads().map_err(engine(dir))?;
        }
        Ok(WriteOutcome {
            generation: self.fresh.then_some(self.generation),
            committed,
            emptied,
        })
    }

    /// What articles are set against to tell whether they are copies.
    fn telling(&self, earlier: Option<&IndexReader>) -> Result<StoryAssigner> {
        let path = self.generation.path();
        let earlier = earlier.filter(|_| !self.fresh);
        let committed = earlier.map(|earlier| {
            let committed = IndexedCandidates::new(earlier.searcher().clone(), self.fields);
            committed.map_err(earlier.failed())
        });
        Ok(StoryAssigner {
            committed: committed.transpose()?,
            turns: TurnSequencer::new(
                PendingCandidates::new(path).map_err(crate::error::at(path))?,
            ),
        })
    }

    /// Writes the state, then the commit that names it, and returns its name and what is to be done then.
    fn commit(
        &self,
        folder: &IndexFolder,
        writer: &mut IndexWriter<QueuedDocument>,
        done: ReadOutcome,
        known: &PriorKnowledge<'_>,
    ) -> Result<(String, PendingHistory)> {
        let dir = folder.path();
        let name = format!(
            "state-{}",
            SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default()
                .as_nanos()
        );
        done.state.save(&self.generation.path().join(&name))?;
        let before = (known.history, known.earlier);
        let pending = PendingHistory::save(folder, &name, done.versions, before)?;
        let mut prepared = writer.prepare_commit().map_err(engine(dir))?;
        prepared.set_payload(&name);
        prepared.commit().map_err(engine(dir))?;
        remove_other_states(&self.generation, &name)?;
        Ok((name, pending))
    }
}

/// Removes the states that no commit names.
fn remove_other_states(generation: &Generation, keep: &str) -> Result<()> {
    let other = |name: &str| name.starts_with("state-") && name != keep;
    for path in files::entries(generation.path(), other)? {
        files::remove(&path)?;
    }
    Ok(())
}

impl IngestSummary {
    /// Counts what is there, and names what could not be corrected in it.
    fn count(&mut self, state: &State, corrections: &Corrections, report: EventHandler<'_>) {
        let totals = state.count();
        self.articles = totals.articles;
        self.figures = totals.figures;
        self.copies = totals.copies;
        self.other_languages = totals.other_languages;
        self.corrections = totals.corrections;
        for problem in corrections.describe_unapplied(state) {
            self.failed += 1;
            report(IngestEvent::Failed(&problem));
        }
        for doubt in corrections.doubts(state) {
            report(IngestEvent::Doubt(&doubt));
        }
    }

    fn add(&mut self, other: &Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.moved += other.moved;
        self.unchanged += other.unchanged;
        self.removed += other.removed;
        self.other += other.other;
        self.failed += other.failed;
        self.replaced += other.replaced;
    }
}

/// What reading and writing leave behind.
struct ReadOutcome {
    state: State,
    /// Whether the state is another than before.
    changed: bool,
    versions: Vec<history::ArticleVersion>,
    summary: IngestSummary,
    /// The paths of articles with more figures than are taken.
    cut: Vec<String>,
    /// A file of which a rebuild reads less than was read before, and why.
    lost: Option<(PathBuf, String)>,
    /// The roots that are not there and whose files have all moved elsewhere.
    emptied: Vec<PathBuf>,
}
