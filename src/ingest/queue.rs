//! The queue of articles to write: enough to keep all threads busy, and no more bytes than fit in the budget.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::article::Article;
use crate::corrections::Correction;
use crate::corrections::originals::OriginalValues;
use crate::storage::{ArticleKey, ContentHash};

/// The bytes of text that may wait to be written: enough to keep all threads busy.
pub const IN_FLIGHT: usize = 8 << 20;

/// How long the queue may stand still before it checks whether the writing threads are still alive.
const PROBE_AFTER: Duration = Duration::from_millis(500);

/// An article to write.
pub struct WriteJob {
    /// Its key.
    pub key: ArticleKey,
    /// A hash of what was read.
    pub hash: ContentHash,
    /// Whether the index has an earlier version.
    pub replaces: bool,
    /// The article it was before its file was moved.
    pub moved_from: Option<ArticleKey>,
    /// Its shown id.
    pub id: String,
    /// Its path.
    pub path: String,
    /// Its place among the records of its file.
    pub place: usize,
    /// The stamp of the ingest that saw it first.
    pub first_seen: i64,
    /// The article itself.
    pub article: Article,
    /// What was corrected in it.
    pub corrected: OriginalValues,
    /// The corrections that bear on it: its figures are still to be corrected.
    pub corrections: Vec<Arc<Correction>>,
}

/// The writing threads ended early. Whoever ran them reports why.
#[derive(Debug)]
pub struct WritersStopped;

/// Where articles wait to be written.
pub struct Queue {
    jobs: Sender<(WriteTask, Permit)>,
    budget: Arc<Budget>,
    stopped: Arc<AtomicBool>,
    /// How many articles were queued.
    queued: AtomicU32,
}

/// A task for a writing thread.
pub enum WriteTask {
    /// Write an article, after as many articles had their turn as were queued before it.
    Add(Box<WriteJob>, u32),
    /// Remove an article.
    Delete(ArticleKey),
    /// Check whether tantivy still takes operations.
    Probe,
}

impl Queue {
    /// An empty queue, and the end where its tasks come out, each with its share of what may wait.
    pub fn new() -> (Self, Receiver<(WriteTask, Permit)>) {
        let (jobs, receiver) = bounded(1024);
        let budget = Arc::new(Budget {
            free: Mutex::new(IN_FLIGHT),
            freed: Condvar::new(),
        });
        let stopped = Arc::new(AtomicBool::new(false));
        let queue = Self {
            jobs,
            budget,
            stopped,
            queued: AtomicU32::new(0),
        };
        (queue, receiver)
    }

    /// The flag that says that nothing is written any more.
    pub fn stopper(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stopped)
    }

    /// Queues an article, when there is room.
    pub fn add(&self, job: WriteJob) -> Result<(), WritersStopped> {
        let bytes = job.article.body.len() + 1000;
        let number = self.queued.fetch_add(1, Ordering::Relaxed);
        self.send(WriteTask::Add(Box::new(job), number), bytes)
    }

    /// Queues the removal of an article.
    pub fn delete(&self, key: ArticleKey) -> Result<(), WritersStopped> {
        self.send(WriteTask::Delete(key), 100)
    }

    /// Waits until tantivy has all that was queued.
    pub fn settle(&self) -> Result<(), WritersStopped> {
        // What takes all the room waits until it is alone.
        self.send(WriteTask::Probe, IN_FLIGHT)
    }

    fn send(&self, task: WriteTask, bytes: usize) -> Result<(), WritersStopped> {
        loop {
            if self.stopped.load(Ordering::Relaxed) {
                return Err(WritersStopped);
            }
            if let Some(permit) = Budget::take(&self.budget, bytes) {
                return self.jobs.send((task, permit)).map_err(|_| WritersStopped);
            }
            // What waits in tantivy's queue waits for good if tantivy's threads have died, and only the next operation
            // tells.
            let permit = Permit {
                budget: Arc::clone(&self.budget),
                bytes: 0,
            };
            let _ = self.jobs.try_send((WriteTask::Probe, permit));
        }
    }
}

/// How many bytes may wait.
struct Budget {
    free: Mutex<usize>,
    freed: Condvar,
}

/// Bytes that wait; given back when dropped.
pub struct Permit {
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
        let waited = budget.freed.wait_timeout_while(free, PROBE_AFTER, lacking);
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
