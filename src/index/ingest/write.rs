//! Finds the figures of queued articles and hands the documents to tantivy, in threads of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::Receiver;
use rustc_hash::FxHashMap;
use tantivy::indexer::UserOperation;
use tantivy::schema::document::{CompactDocValue, Document};
use tantivy::schema::{Field, TantivyDocument};
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::dictionary::{Dictionary, ENOUGH_WORDS};
use super::queue::{IN_FLIGHT, Job, Permit, Queue, Stopped, Task};
use super::{Done, Options};
use crate::figure::{Place, extract_in};
use crate::index::corrections::{self, Unmet};
use crate::index::document::{Places, block};
use crate::index::record::{Key, Record};
use crate::index::schema::Fields;

/// No article has more figures than this; a table of numbers may.
pub const MOST_FIGURES: usize = 10_000;

/// Segments with more deleted documents than this are merged for that alone.
const MOST_DELETED: f32 = 0.2;

/// Tantivy's own least for a thread.
const LEAST_MEMORY: usize = 15_000_000;

/// Opens tantivy's writer with the memory that the options leave it.
pub fn open_writer(index: &Index, options: &Options) -> tantivy::Result<IndexWriter<Queued>> {
    // What is in flight, and what merging and writing a segment take, is not in tantivy's own count.
    let memory = options
        .memory
        .saturating_sub(8 * IN_FLIGHT)
        .max(options.memory / 4);
    let threads = options.threads.clamp(1, (memory / LEAST_MEMORY).max(1));
    let memory = (memory / threads).clamp(LEAST_MEMORY, 2_000_000_000) * threads;
    let writer: IndexWriter<Queued> = index.writer_with_num_threads(threads, memory)?;
    let mut merging = tantivy::indexer::LogMergePolicy::default();
    merging.set_del_docs_ratio_before_merge(MOST_DELETED);
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
}

/// A document on its way into tantivy, which frees its share of the budget when it gets there.
pub struct Queued {
    document: TantivyDocument,
    _permit: Option<Arc<Permit>>,
}

impl Queued {
    /// A document that has no share.
    pub fn unbounded(document: TantivyDocument) -> Self {
        Self {
            document,
            _permit: None,
        }
    }
}

impl Document for Queued {
    type Value<'a> = CompactDocValue<'a>;
    type FieldsValuesIter<'a> = Box<dyn Iterator<Item = (Field, CompactDocValue<'a>)> + 'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        Box::new(self.document.field_values())
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

/// Runs `read`, and writes what it queues until it has ended.
pub fn run(
    writer: &IndexWriter<Queued>,
    fields: Fields,
    options: &Options,
    read: impl FnOnce(&Queue) -> Result<Done, Stopped>,
) -> tantivy::Result<Done> {
    let (queue, receiver) = Queue::new();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..options.threads.max(1))
            .map(|_| {
                let (receiver, stopped) = (receiver.clone(), queue.stopper());
                scope.spawn(move || work(writer, fields, &receiver, &stopped))
            })
            .collect();
        drop(receiver);
        let done = read(&queue);
        drop(queue);
        let mut figures = FxHashMap::default();
        let mut corrected = FxHashMap::default();
        let mut cut = Vec::new();
        let mut failure = None;
        for thread in threads {
            match thread.join() {
                Ok(Ok(written)) => {
                    figures.extend(written.figures);
                    corrected.extend(written.corrected);
                    cut.extend(written.cut);
                }
                Ok(Err(e)) => failure = Some(e),
                Err(_) => failure = failure.or(Some(stopped())),
            }
        }
        match (failure, done) {
            (Some(failure), _) => Err(failure),
            (None, Err(Stopped)) => Err(stopped()),
            (None, Ok(mut done)) => {
                done.fill_in(&figures, corrected);
                done.cut = cut;
                Ok(done)
            }
        }
    })
}

fn stopped() -> TantivyError {
    TantivyError::InternalError("a writing thread ended".to_owned())
}

impl Done {
    fn fill_in(&mut self, figures: &FxHashMap<Key, u32>, mut corrected: FxHashMap<Key, Applied>) {
        for done in self
            .state
            .files
            .values_mut()
            .flat_map(|file| &mut file.corrected)
        {
            if let Some((applied, unmet)) = corrected.remove(&done.key) {
                done.applied += applied;
                done.unmet.extend(unmet);
            }
        }
        for record in self
            .state
            .files
            .values_mut()
            .flat_map(|file| &mut file.records)
        {
            if let Some(count) = figures.get(&record.key) {
                record.figures = *count;
            }
        }
    }
}

/// How many figures of an article were corrected, and what could not be.
type Applied = (u64, Vec<Unmet>);

/// What a thread has written.
#[derive(Default)]
struct Written {
    /// How many figures each article has.
    figures: Vec<(Key, u32)>,
    /// What corrections did to the figures of those that have any.
    corrected: Vec<(Key, Applied)>,
    /// The paths of those that have more than are taken.
    cut: Vec<String>,
}

/// Writes until there is nothing left.
fn work(
    writer: &IndexWriter<Queued>,
    fields: Fields,
    receiver: &Receiver<(Task, Permit)>,
    stopped: &AtomicBool,
) -> tantivy::Result<Written> {
    let mut done = Written::default();
    let mut dictionary = Dictionary::new();
    for (task, permit) in receiver {
        let written = match task {
            Task::Delete(key) => writer.run([delete(fields, key)]),
            Task::Probe => {
                writer.run([UserOperation::Delete(Term::from_field_text(fields.key, ""))])
            }
            Task::Add(job) => {
                let replaces = job.replaces;
                let (record, applied, cut) = record(*job);
                done.corrected
                    .extend(applied.map(|applied| (record.key, applied)));
                if cut {
                    done.cut.push(record.path.clone());
                }
                done.figures.push((record.key, record.figures.len() as u32));
                let places = dictionary.take(&record);
                write(writer, fields, (&record, &places), replaces, permit)
                    .and_then(|_| dictionary.write(writer, fields, ENOUGH_WORDS))
            }
        };
        if let Err(e) = written {
            stopped.store(true, Ordering::Relaxed);
            return Err(e);
        }
    }
    dictionary.write(writer, fields, 0)?;
    Ok(done)
}

fn delete(fields: Fields, key: Key) -> UserOperation<Queued> {
    UserOperation::Delete(Term::from_field_text(fields.key, &key.to_string()))
}

/// Writes the block of a record in one batch, which keeps it together and makes a replacement whole.
fn write(
    writer: &IndexWriter<Queued>,
    fields: Fields,
    (record, places): (&Record, &Places),
    replaces: bool,
    permit: Permit,
) -> tantivy::Result<u64> {
    let documents =
        block(&fields, record, places).map_err(|e| TantivyError::InternalError(e.to_string()))?;
    let permit = Arc::new(permit);
    let add = |document| {
        UserOperation::Add(Queued {
            document,
            _permit: Some(Arc::clone(&permit)),
        })
    };
    let deleted = replaces.then(|| delete(fields, record.key));
    let batch: Vec<_> = deleted
        .into_iter()
        .chain(documents.into_iter().map(add))
        .collect();
    writer.run(batch)
}

/// The record of a job, what corrections did to its figures, and whether it has more than are taken.
fn record(job: Job) -> (Record, Option<Applied>, bool) {
    let Job {
        key,
        id,
        path,
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
    // One more than are taken tells that there are more.
    figures.extend(extract_in(&article.body, language, MOST_FIGURES + 1));
    let cut = figures.len() > MOST_FIGURES;
    figures.truncate(MOST_FIGURES);
    let texts = (title, article.body.as_str());
    let applied = (!corrections.is_empty())
        .then(|| corrections::figures(&mut figures, texts, &corrections, &mut corrected));
    let record = Record {
        key,
        id,
        path,
        first_seen,
        article,
        figures,
        corrected,
    };
    (record, applied, cut)
}
