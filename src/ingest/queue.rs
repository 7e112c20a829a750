//! The queue of articles to write. It holds enough text to keep all threads busy, within a fixed budget of bytes.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::article::Article;
use crate::corrections::Correction;
use crate::corrections::originals::OriginalValues;
use crate::storage::{ArticleKey, ContentHash};

/// The maximum number of bytes of queued text, enough to keep all threads busy.
pub const IN_FLIGHT: usize = 8 << 20;

/// How long the queue may make no progress before it probes whether the writing threads are alive.
const PROBE_AFTER: Duration = Duration::from_millis(500);

/// An article to write.
pub struct WriteJob {
    /// The article's key.
    pub key: ArticleKey,
    /// A hash of the article as read.
    pub hash: ContentHash,
    /// Whether the index has an earlier version.
    pub replaces: bool,
    /// The article's key before its file was moved.
    pub moved_from: Option<ArticleKey>,
    /// The id shown to the user.
    pub id: String,
    /// The path.
    pub path: String,
    /// The position among the records of its file.
    pub place: usize,
    /// The stamp of the ingest that saw the article first.
    pub first_seen: i64,
    /// The article itself.
    pub article: Article,
    /// The values that were corrected, as they were before.
    pub corrected: OriginalValues,
    /// The corrections that apply to the article. Its figures are not corrected yet.
    pub corrections: Vec<Arc<Correction>>,
}

/// The error that the writing threads ended early. Their caller reports the cause.
#[derive(Debug)]
pub struct WritersStopped;

/// The queue of articles and removals.
pub struct Queue {
    jobs: Sender<(WriteTask, Permit)>,
    budget: Arc<Budget>,
    stopped: Arc<AtomicBool>,
    /// The number of articles queued so far.
    queued: AtomicU32,
}

/// A task for a writing thread.
pub enum WriteTask {
    /// Write an article. The number is its turn: that many articles were queued before it.
    Add(Box<WriteJob>, u32),
    /// Remove an article.
    Delete(ArticleKey),
    /// Check whether tantivy still accepts operations.
    Probe,
}

impl Queue {
    /// Creates an empty queue, and the receiver of its tasks, each with its share of the budget.
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

    /// The flag that stops all writing.
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stopped)
    }

    /// Queues an article as soon as there is room.
    pub fn add(&self, job: WriteJob) -> Result<(), WritersStopped> {
        let bytes = job.article.body.len() + 1000;
        let number = self.queued.fetch_add(1, Ordering::Relaxed);
        self.send(WriteTask::Add(Box::new(job), number), bytes)
    }

    /// Queues the removal of an article.
    pub fn delete(&self, key: ArticleKey) -> Result<(), WritersStopped> {
        self.send(WriteTask::Delete(key), 100)
    }

    /// Waits until tantivy has received everything queued so far.
    pub fn settle(&self) -> Result<(), WritersStopped> {
        // A task of the size of the whole budget waits until the queue is empty.
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
            // If tantivy's threads have died, its queue never empties, and only the next operation returns an error.
            let permit = Permit {
                budget: Arc::clone(&self.budget),
                bytes: 0,
            };
            let _ = self.jobs.try_send((WriteTask::Probe, permit));
        }
    }
}

/// The bytes that may still be queued.
struct Budget {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A share of the budget, returned when it is dropped.
pub struct Permit {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    /// Takes `bytes` once that many are free; returns `None` after [`PROBE_AFTER`].
    fn take(budget: &Arc<Self>, bytes: usize) -> Option<Permit> {
        // A task that exceeds the budget waits until the queue is empty.
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
