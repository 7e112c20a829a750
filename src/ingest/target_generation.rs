//! The generation that an ingest writes to, and the commit. The state is saved before the commit, because the commit
//! refers to the state by name.

use std::path::PathBuf;
use std::time::SystemTime;

use tantivy::{Index, IndexWriter};

use super::event::{EventHandler, IngestEvent};
use super::indexed_candidates::IndexedCandidates;
use super::options::{IngestContext, IngestOptions};
use super::pending_history::PendingHistory;
use super::previous_index::{open_index, remove_other_states, with_analyzers};
use super::queue::{Queue, WritersStopped};
use super::queued_document::QueuedDocument;
use super::read_outcome::ReadOutcome;
use super::story_assignment::StoryAssigner;
use super::totals::count_totals;
use super::write;
use crate::dedup::{PendingCandidates, TurnSequencer};
use crate::error::{Result, engine};
use crate::index::IndexReader;
use crate::index::schema::{SchemaFields, schema};
use crate::plural::with_commas;
use crate::storage::IngestSummary;
use crate::storage::directory::{Access, SharedDirectory};
use crate::storage::folder::{IndexFolder, IngestLock};
use crate::storage::generation::Generation;
use crate::storage::history::History;
use crate::storage::layout;

/// The generation that an ingest writes to: a new one for a rebuild or a new index, or else the current one.
pub struct TargetGeneration {
    generation: Generation,
    /// Whether the generation is new and must be made the current one.
    fresh: bool,
    index: Index,
    fields: SchemaFields,
}

/// The history and the index as they were before an ingest.
pub struct PriorKnowledge<'a> {
    /// The history of the index.
    pub history: &'a History,
    /// The index, or `None` if it is missing or unreadable.
    pub index: Option<&'a IndexReader>,
}

/// The result of writing and committing.
pub struct WriteOutcome {
    /// The new generation to make current, or `None` if the ingest wrote to the current one.
    pub generation: Option<Generation>,
    /// The name of the committed state and the pending history, or `None` if there was nothing to commit.
    pub committed: Option<(String, PendingHistory)>,
    /// The absent roots whose files have all moved elsewhere.
    pub emptied: Vec<PathBuf>,
    /// The absent roots from which only some files have moved elsewhere.
    pub partly_moved: Vec<PathBuf>,
}

impl TargetGeneration {
    /// Opens the current generation, or creates a new one if there is none or if this is a rebuild.
    pub fn open(
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

    /// Writes the articles that `read` queues, and commits the changes.
    pub fn write(
        self,
        context: IngestContext<'_>,
        prior: &PriorKnowledge<'_>,
        summary: &mut IngestSummary,
        report: EventHandler<'_>,
        read: impl FnOnce(&Queue, EventHandler<'_>) -> Result<ReadOutcome, WritersStopped>,
    ) -> Result<WriteOutcome> {
        let dir = context.folder.path();
        let options = context.options;
        let mut writer = write::open_writer(&self.index, options).map_err(engine(dir))?;
        let stories = self.story_assigner(prior.index)?;
        let done = write::run(&writer, self.fields, options, &stories, |queue| {
            read(queue, report)
        });
        // If a tantivy thread fails, only the next commit returns the cause.
        let mut done = done.map_err(|e| engine(dir)(writer.prepare_commit().err().unwrap_or(e)))?;
        if let Some(failure) = done.failure.take() {
            return Err(failure);
        }
        for path in &done.cut {
            let message = format!(
                "{path}: too many figures; only the first {} were indexed",
                with_commas(&write::MOST_FIGURES.to_string())
            );
            report(IngestEvent::Warning(&message));
        }
        summary.add(&done.summary);
        count_totals(summary, &done.state, context.corrections, report);
        if let (Some(lost), false) = (done.lost.take(), options.prune) {
            return Err(lost.into_error());
        }
        let (mut committed, emptied) = (None, std::mem::take(&mut done.emptied));
        let partly_moved = std::mem::take(&mut done.partly_moved);
        if self.fresh || done.changed {
            committed = Some(self.commit(context.folder, &mut writer, done, prior)?);
            writer.wait_merging_threads().map_err(engine(dir))?;
        }
        Ok(WriteOutcome {
            generation: self.fresh.then_some(self.generation),
            committed,
            emptied,
            partly_moved,
        })
    }

    /// Creates the story assigner. In a new generation, there are no committed articles to compare with.
    fn story_assigner(&self, earlier: Option<&IndexReader>) -> Result<StoryAssigner> {
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

    /// Saves the state and the pending history, then commits. Returns the state's name and the pending history.
    fn commit(
        &self,
        folder: &IndexFolder,
        writer: &mut IndexWriter<QueuedDocument>,
        done: ReadOutcome,
        prior: &PriorKnowledge<'_>,
    ) -> Result<(String, PendingHistory)> {
        let dir = folder.path();
        let name = format!(
            "{}{}",
            layout::STATE_PREFIX,
            SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default()
                .as_nanos()
        );
        done.state.save(&self.generation.path().join(&name))?;
        let pending =
            PendingHistory::save(folder, &name, done.versions, prior.history, prior.index)?;
        let mut prepared = writer.prepare_commit().map_err(engine(dir))?;
        prepared.set_payload(&name);
        prepared.commit().map_err(engine(dir))?;
        remove_other_states(&self.generation, &name)?;
        Ok((name, pending))
    }
}
