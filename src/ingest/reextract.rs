//! Extracts the figures of all stored articles again, without reading their files. The result is a new generation with
//! the same articles and stories.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;
use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;

use super::event::{EventHandler, IngestEvent};
use super::history_loader::HistoryLoader;
use super::options::IngestContext;
use super::previous_index::load_any_extractor;
use super::queue::{Queue, WriteJob, WritersStopped};
use super::read_outcome::ReadOutcome;
use super::target_generation::{PriorKnowledge, TargetGeneration};
use crate::corrections::Correction;
use crate::error::{Error, Result, quoted};
use crate::index::schema::{STORY, label};
use crate::index::{IndexReader, StoredWithoutFigures, StoryAssignment};
use crate::plural::count_of;
use crate::storage::directory::Access;
use crate::storage::generation::Generation;
use crate::storage::state::State;
use crate::storage::{ArticleKey, ContentHash, IngestSummary};

/// Extracts the figures again, and makes the new generation the current one. Returns the name of the new state.
pub fn run(
    context: IngestContext<'_>,
    summary: &mut IngestSummary,
    report: EventHandler<'_>,
) -> Result<Option<String>> {
    let folder = context.folder;
    let (generation, state) = load_any_extractor(folder)?;
    refuse_changed_corrections(context, &state)?;
    let mut history = HistoryLoader::new(folder, Some(&state.name), false);
    history.complete(Some(&state))?;
    let stored = StoredArticles::open(context, generation, state)?;
    let target = TargetGeneration::open(folder, context.lock, None, context.options)?;
    let prior = PriorKnowledge {
        history: history.history()?,
        index: None,
    };
    let written = target.write(context, &prior, summary, report, |queue, report| {
        stored.queue(queue, report)
    })?;
    if let Some(generation) = written.generation {
        folder.make_current(&generation)?;
    }
    Ok(written.committed.map(|(state, _)| state))
}

/// Returns an error if the corrections that may apply to some file have changed since it was read, because the stored
/// articles have the earlier corrections.
fn refuse_changed_corrections(context: IngestContext<'_>, state: &State) -> Result<()> {
    let unread = context.corrections.count_unread(state);
    if unread == 0 {
        return Ok(());
    }
    let folder = context.folder.path();
    let name = context.corrections.name.as_ref();
    Err(Error::Lost {
        path: name.map_or_else(|| folder.to_owned(), PathBuf::from),
        why: format!(
            "the corrections for {} have changed since the last ingest; nothing was changed",
            count_of(unread, "file")
        ),
        hint: format!(
            "restore the earlier corrections, or read the files again with `search ingest --rebuild --index {}`",
            quoted(folder)
        ),
    })
}

/// The stored articles of an index.
struct StoredArticles {
    reader: IndexReader,
    state: State,
    /// The articles in the order in which they are stored.
    addresses: Vec<DocAddress>,
    copies: FxHashSet<DocAddress>,
    /// The corrections of each article that has any.
    corrections: FxHashMap<ArticleKey, Vec<Arc<Correction>>>,
}

impl StoredArticles {
    fn open(context: IngestContext<'_>, generation: Generation, state: State) -> Result<Self> {
        let reader = IndexReader::from_generation(context.folder, generation, Access::Scan)?;
        let labelled = |text: &str| {
            let term = Term::from_field_text(reader.fields().label, text);
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            reader.search(&query, &DocSetCollector)
        };
        let mut addresses: Vec<_> = labelled(label::ARTICLE)?.into_iter().collect();
        addresses.sort_unstable();
        let copies = labelled(label::COPY)?.into_iter().collect();
        let corrected = state.files.values().flat_map(|file| &file.corrected);
        let corrections = corrected.map(|done| (done.key, context.corrections.with_keys(&done.by)));
        let corrections = corrections.collect();
        Ok(Self {
            reader,
            state,
            addresses,
            copies,
            corrections,
        })
    }

    /// Queues all articles for the writing threads.
    fn queue(
        mut self,
        queue: &Queue,
        report: EventHandler<'_>,
    ) -> std::result::Result<ReadOutcome, WritersStopped> {
        report(IngestEvent::Planned {
            files: self.addresses.len(),
        });
        let records = self.state.files.values().flat_map(|file| &file.records);
        let mut hashes: FxHashMap<ArticleKey, ContentHash> =
            records.map(|record| (record.key, record.hash)).collect();
        let articles = hashes.len() as u64;
        let mut failure = None;
        for &address in &self.addresses {
            match self.job(address, &mut hashes) {
                Ok(job) => queue.add(job)?,
                Err(e) => {
                    failure = Some(e);
                    break;
                }
            }
            report(IngestEvent::Read);
        }
        // The new generation must not replace one with more articles. A damaged file can hide some.
        if failure.is_none() && !hashes.is_empty() {
            let what = format!("{} not found", count_of(hashes.len(), "article"));
            failure = Some(self.reader.broken(what));
        }
        Ok(ReadOutcome {
            state: std::mem::take(&mut self.state),
            changed: true,
            versions: Vec::new(),
            summary: IngestSummary {
                unchanged: articles,
                ..IngestSummary::default()
            },
            cut: Vec::new(),
            failure,
            lost: None,
            emptied: Vec::new(),
            partly_moved: Vec::new(),
        })
    }

    /// Returns the job of a stored article, and removes the article from `hashes`, the content hashes of the articles that
    /// have not been queued yet.
    fn job(
        &self,
        address: DocAddress,
        hashes: &mut FxHashMap<ArticleKey, ContentHash>,
    ) -> Result<WriteJob> {
        let StoredWithoutFigures {
            key,
            id,
            path,
            place,
            first_seen,
            article,
            corrected,
        } = self.reader.stored_without_figures(address)?;
        let segment = self.reader.searcher().segment_reader(address.segment_ord);
        let story = self.reader.columns().numbers::<u64>(segment, STORY);
        let story = story.map_err(self.reader.failed())?;
        let story = story.and_then(|story| story.first(address.doc_id));
        let (Some(hash), Some(story)) = (hashes.remove(&key), story) else {
            let what = "an article is stored twice, is not in the state, or has no story";
            return Err(self.reader.broken(what));
        };
        Ok(WriteJob {
            key,
            hash,
            replaces: false,
            moved_from: None,
            id,
            path,
            place,
            first_seen,
            article,
            corrected: corrected.into(),
            corrections: self.corrections.get(&key).cloned().unwrap_or_default(),
            story: Some(StoryAssignment {
                story,
                copy: self.copies.contains(&address),
            }),
        })
    }
}
