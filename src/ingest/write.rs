//! The writer threads, which extract the figures of queued articles and pass the documents to tantivy.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::Receiver;
use rustc_hash::FxHashMap;
use tantivy::indexer::UserOperation;
use tantivy::schema::TantivyDocument;
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::options::IngestOptions;
use super::queue::{
    IN_FLIGHT, Permit, Queue, ReplacedArticles, WriteJob, WriteTask, WritersStopped,
};
use super::queued_document::QueuedDocument;
use super::read_outcome::ReadOutcome;
use super::story_assignment::StoryAssigner;
use super::word_dictionary::{ENOUGH_WORDS, WordDictionary};
use crate::corrections;
use crate::dedup::Fingerprint;
use crate::figure::{Place, extract_in};
use crate::index::StoredArticle;
use crate::index::document::{StoryMembership, article_block};
use crate::index::schema::SchemaFields;
use crate::storage::ArticleKey;
use crate::storage::correction_outcome::FigureOutcome;

/// The maximum number of figures indexed per article. A table of numbers may contain more.
pub const MOST_FIGURES: usize = 10_000;

/// Segments with a larger share of deleted documents are merged regardless of their size.
const MOST_DELETED: f32 = 0.2;

/// The minimum memory per thread, in bytes, that tantivy accepts.
const LEAST_MEMORY: usize = 15_000_000;

/// Opens tantivy's index writer with its share of the memory that `options` allows.
pub fn open_writer(
    index: &Index,
    options: &IngestOptions,
) -> tantivy::Result<IndexWriter<QueuedDocument>> {
    // tantivy's memory limit covers neither the queued articles nor the merging and writing of segments.
    let memory = options
        .memory
        .saturating_sub(8 * IN_FLIGHT)
        .max(options.memory / 4);
    let threads = options.threads.clamp(1, (memory / LEAST_MEMORY).max(1));
    let memory = (memory / threads).clamp(LEAST_MEMORY, 2_000_000_000) * threads;
    let writer: IndexWriter<QueuedDocument> = index.writer_with_num_threads(threads, memory)?;
    let mut merging = tantivy::indexer::LogMergePolicy::default();
    merging.set_del_docs_ratio_before_merge(MOST_DELETED);
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
}

/// Runs `read` while other threads write the articles that it queues.
pub fn run(
    writer: &IndexWriter<QueuedDocument>,
    fields: SchemaFields,
    options: &IngestOptions,
    stories: &StoryAssigner,
    read: impl FnOnce(&Queue) -> Result<ReadOutcome, WritersStopped>,
) -> tantivy::Result<ReadOutcome> {
    let (queue, receiver) = Queue::new();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..options.threads.max(1))
            .map(|_| {
                let (receiver, stopped) = (receiver.clone(), queue.stop_flag());
                let replaced = queue.replaced();
                let thread = WriterThread {
                    writer,
                    fields,
                    stories,
                    replaced,
                    stopped,
                    dictionary: WordDictionary::new(),
                    output: WriterOutput::default(),
                };
                scope.spawn(move || thread.run(&receiver))
            })
            .collect();
        drop(receiver);
        let done = read(&queue);
        drop(queue);
        let mut articles = FxHashMap::default();
        let mut corrected = FxHashMap::default();
        let mut cut = Vec::new();
        let mut failure = None;
        for thread in threads {
            match thread.join() {
                Ok(Ok(written)) => {
                    articles.extend(written.articles);
                    corrected.extend(written.corrected);
                    cut.extend(written.cut);
                }
                Ok(Err(e)) => failure = Some(e),
                Err(_) => failure = failure.or(Some(thread_ended())),
            }
        }
        match (failure, done) {
            (Some(failure), _) => Err(failure),
            (None, Err(WritersStopped)) => Err(thread_ended()),
            (None, Ok(mut done)) => {
                done.add_written(&articles, corrected);
                done.cut = cut;
                Ok(done)
            }
        }
    })
}

fn thread_ended() -> TantivyError {
    TantivyError::InternalError("a writer thread stopped".to_owned())
}

/// The output of one writing thread.
#[derive(Default)]
struct WriterOutput {
    /// The figure count of each article, and whether the article is a duplicate.
    articles: Vec<(ArticleKey, (u32, bool))>,
    /// The outcome of figure corrections, by article.
    corrected: Vec<(ArticleKey, FigureOutcome)>,
    /// The paths of articles with more than [`MOST_FIGURES`] figures.
    cut: Vec<String>,
}

/// A thread that extracts figures and writes articles.
struct WriterThread<'a> {
    writer: &'a IndexWriter<QueuedDocument>,
    fields: SchemaFields,
    stories: &'a StoryAssigner,
    replaced: Arc<ReplacedArticles>,
    /// Whether any writing thread has failed.
    stopped: Arc<AtomicBool>,
    dictionary: WordDictionary,
    output: WriterOutput,
}

impl WriterThread<'_> {
    /// Runs tasks until the queue is closed or a task fails.
    fn run(mut self, receiver: &Receiver<(WriteTask, Permit)>) -> tantivy::Result<WriterOutput> {
        // If this thread panics, the others must not wait for its turn.
        let _stop = StopOnPanic(Arc::clone(&self.stopped));
        for (task, permit) in receiver {
            let written = match task {
                WriteTask::Delete(key) => self.writer.run([delete(self.fields, key)]),
                WriteTask::Probe => {
                    let nothing = Term::from_field_text(self.fields.key, "");
                    self.writer.run([UserOperation::Delete(nothing)])
                }
                WriteTask::Add(job, turn) => self.add(*job, turn, permit),
            };
            if let Err(e) = written {
                self.stopped.store(true, Ordering::Relaxed);
                return Err(e);
            }
        }
        self.dictionary.write(self.writer, self.fields, 0)?;
        Ok(self.output)
    }

    /// Writes an article. Does nothing if another thread failed before the article's turn.
    fn add(&mut self, job: WriteJob, turn: u32, permit: Permit) -> tantivy::Result<u64> {
        let fingerprint = Fingerprint::from_article(&job.article);
        let assigned =
            self.stories
                .assign(&job, turn, &fingerprint, &self.replaced, &self.stopped)?;
        let Some(assignment) = assigned else {
            return Ok(0);
        };
        let membership = StoryMembership {
            fingerprint: &fingerprint,
            assignment,
        };
        let replaces = job.replaces;
        let (record, applied, cut) = record(job);
        let applied = applied.map(|applied| (record.key, applied));
        self.output.corrected.extend(applied);
        if cut {
            self.output.cut.push(record.path.clone());
        }
        let figures = record.figures.len() as u32;
        let written = (record.key, (figures, assignment.copy));
        self.output.articles.push(written);
        let places = self.dictionary.add_article(&record);
        let documents = article_block(&self.fields, &record, &membership, &places);
        let documents = documents.map_err(|e| TantivyError::InternalError(e.to_string()))?;
        let deleted = replaces.then(|| delete(self.fields, record.key));
        write(self.writer, deleted, documents, permit)?;
        self.dictionary
            .write(self.writer, self.fields, ENOUGH_WORDS)
    }
}

/// Stops all writer threads if dropped during a panic.
struct StopOnPanic(Arc<AtomicBool>);

impl Drop for StopOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}

fn delete(fields: SchemaFields, key: ArticleKey) -> UserOperation<QueuedDocument> {
    UserOperation::Delete(Term::from_field_text(fields.key, &key.to_string()))
}

/// Writes an article's block in one batch, so that the block stays contiguous and replaces an earlier version
/// atomically.
fn write(
    writer: &IndexWriter<QueuedDocument>,
    deleted: Option<UserOperation<QueuedDocument>>,
    documents: Vec<TantivyDocument>,
    permit: Permit,
) -> tantivy::Result<u64> {
    let permit = Arc::new(permit);
    let add = |document| UserOperation::Add(QueuedDocument::new(document, Arc::clone(&permit)));
    let batch: Vec<_> = deleted
        .into_iter()
        .chain(documents.into_iter().map(add))
        .collect();
    writer.run(batch)
}

/// Returns the stored article of a job, the outcome of its figure corrections (`None` if the article has no
/// corrections), and whether figures beyond the limit were dropped.
fn record(job: WriteJob) -> (StoredArticle, Option<FigureOutcome>, bool) {
    let WriteJob {
        key,
        id,
        path,
        place,
        first_seen,
        article,
        mut corrected,
        corrections,
        ..
    } = job;
    let title = article
        .title
        .as_ref()
        .map(|title| title.value.as_str())
        .unwrap_or_default();
    let language = article.other_language();
    let mut figures = extract_in(title, language, usize::MAX);
    for figure in &mut figures {
        figure.place = Place::Title;
    }
    // Extracts one figure more than the limit, to detect that there are too many.
    figures.extend(extract_in(&article.body, language, MOST_FIGURES + 1));
    let cut = figures.len() > MOST_FIGURES;
    figures.truncate(MOST_FIGURES);
    let texts = corrections::ArticleTexts {
        title,
        body: &article.body,
    };
    let applied = (!corrections.is_empty())
        .then(|| corrections::figures(&mut figures, texts, &corrections, &mut corrected));
    let record = StoredArticle {
        key,
        id,
        path,
        place,
        first_seen,
        article,
        outlet_as_given: None,
        figures,
        corrected,
    };
    (record, applied, cut)
}
