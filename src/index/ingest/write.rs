//! Finds the figures of queued articles and hands the documents to tantivy, in threads of its own.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};
use rustc_hash::FxHashMap;
use tantivy::indexer::UserOperation;
use tantivy::schema::document::{CompactDocValue, Document};
use tantivy::schema::{Field, TantivyDocument};
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::dictionary::{Dictionary, ENOUGH_WORDS};
use super::{Done, Options};
use crate::article::Article;
use crate::figure::{Place, extract, extract_at_most};
use crate::index::document::block;
use crate::index::record::{Key, Record};
use crate::index::schema::Fields;

/// No article has more figures than this; a table of numbers may.
pub const MOST_FIGURES: usize = 10_000;

/// The bytes of text that wait to be written: enough to keep all threads busy.
const IN_FLIGHT: usize = 8 << 20;

/// A queue that has not moved for so long may have come to a stop.
const LONG: Duration = Duration::from_millis(500);

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

/// An article to write.
pub struct Job {
    /// Its key.
    pub key: Key,
    /// Whether the index has an earlier version.
    pub replaces: bool,
    /// Its shown id.
    pub id: String,
    /// Its path.
    pub path: String,
    /// When it was first seen.
    pub first_seen: i64,
    /// The article itself.
    pub article: Article,
}

/// The writing threads have ended before their time; why is told by [`run`].
#[derive(Debug)]
pub struct Stopped;

/// Where articles wait to be written.
pub struct Queue {
    jobs: Sender<(Task, Permit)>,
    budget: Arc<Budget>,
    stopped: Arc<AtomicBool>,
}

enum Task {
    Add(Box<Job>),
    Delete(Key),
    /// Nothing but a question whether tantivy still takes operations.
    Probe,
}

impl Queue {
    /// Queues an article, when there is room.
    pub fn add(&self, job: Job) -> Result<(), Stopped> {
        let bytes = job.article.body.len() + 1000;
        self.send(Task::Add(Box::new(job)), bytes)
    }

    /// Queues the removal of an article.
    pub fn delete(&self, key: Key) -> Result<(), Stopped> {
        self.send(Task::Delete(key), 100)
    }

    fn send(&self, task: Task, bytes: usize) -> Result<(), Stopped> {
        loop {
            if self.stopped.load(Ordering::Relaxed) {
                return Err(Stopped);
            }
            if let Some(permit) = Budget::take(&self.budget, bytes) {
                return self.jobs.send((task, permit)).map_err(|_| Stopped);
            }
            // What waits in tantivy's queue waits for good if tantivy's threads have died, and only the next operation
            // tells.
            let permit = Permit {
                budget: Arc::clone(&self.budget),
                bytes: 0,
            };
            let _ = self.jobs.try_send((Task::Probe, permit));
        }
    }
}

/// How many bytes may wait.
struct Budget {
    free: Mutex<usize>,
    freed: Condvar,
}

/// Bytes that wait; given back when dropped.
struct Permit {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    /// Takes `bytes` as soon as they are free; none where that takes long.
    fn take(budget: &Arc<Self>, bytes: usize) -> Option<Permit> {
        // What is larger than all there is waits until it is alone.
        let bytes = bytes.min(IN_FLIGHT);
        let free = budget.free.lock().unwrap_or_else(PoisonError::into_inner);
        let lacking = |free: &mut usize| *free < bytes;
        let waited = budget.freed.wait_timeout_while(free, LONG, lacking);
        let (mut free, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return None;
        }
        *free -= bytes;
        Some(Permit {
            budget: Arc::clone(budget),
            bytes,
        })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self
            .budget
            .free
            .lock()
            .unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.freed.notify_one();
    }
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
    let (sender, receiver) = bounded(1024);
    let budget = Arc::new(Budget {
        free: Mutex::new(IN_FLIGHT),
        freed: Condvar::new(),
    });
    let queue = Queue {
        jobs: sender,
        budget,
        stopped: Arc::new(AtomicBool::new(false)),
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..options.threads.max(1))
            .map(|_| {
                let (receiver, stopped) = (receiver.clone(), Arc::clone(&queue.stopped));
                scope.spawn(move || work(writer, fields, &receiver, &stopped))
            })
            .collect();
        drop(receiver);
        let done = read(&queue);
        drop(queue);
        let mut figures = FxHashMap::default();
        let mut cut = Vec::new();
        let mut failure = None;
        for thread in threads {
            match thread.join() {
                Ok(Ok(written)) => {
                    figures.extend(written.figures);
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
                done.fill_in(&figures);
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
    fn fill_in(&mut self, figures: &FxHashMap<Key, u32>) {
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

/// What a thread has written.
#[derive(Default)]
struct Written {
    /// How many figures each article has.
    figures: Vec<(Key, u32)>,
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
                let (record, cut) = record(*job);
                if cut {
                    done.cut.push(record.path.clone());
                }
                done.figures.push((record.key, record.figures.len() as u32));
                dictionary.take(&record);
                write(writer, fields, &record, replaces, permit)
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
    record: &Record,
    replaces: bool,
    permit: Permit,
) -> tantivy::Result<u64> {
    let documents =
        block(&fields, record).map_err(|e| TantivyError::InternalError(e.to_string()))?;
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

/// The record of a job, and whether it has more figures than are taken.
fn record(job: Job) -> (Record, bool) {
    let Job {
        key,
        id,
        path,
        first_seen,
        article,
        ..
    } = job;
    let title = article
        .title
        .as_ref()
        .map(|title| title.value.as_str())
        .unwrap_or_default();
    let mut figures = extract(title);
    for figure in &mut figures {
        figure.place = Place::Title;
    }
    // One more than are taken tells that there are more.
    figures.extend(extract_at_most(&article.body, MOST_FIGURES + 1));
    let cut = figures.len() > MOST_FIGURES;
    figures.truncate(MOST_FIGURES);
    let record = Record {
        key,
        id,
        path,
        first_seen,
        article,
        figures,
    };
    (record, cut)
}
