//! The queue of articles to write, limited to a fixed number of bytes of text.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};
use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::corrections::Correction;
use crate::corrections::originals::OriginalValues;
use crate::index::StoryAssignment;
use crate::storage::{ArticleKey, ContentHash};

/// The maximum size of the queue in bytes. It is large enough to keep all threads busy.
pub const IN_FLIGHT: usize = 8 << 20;

/// How long to wait for room in the queue before probing whether tantivy's threads are still alive.
const PROBE_AFTER: Duration = Duration::from_millis(500);

/// An article to write.
pub struct WriteJob {
    /// The key under which the article is stored.
    pub key: ArticleKey,
    /// A hash of the uncorrected article and its corrections.
    pub hash: ContentHash,
    /// Whether the index contains an earlier version of the article.
    pub replaces: bool,
    /// The article's former key, or `None` if its file was not moved.
    pub moved_from: Option<ArticleKey>,
    /// The id shown to the user.
    pub id: String,
    /// The path shown to the user.
    pub path: String,
    /// The article's position among the articles in its file or archive member.
    pub place: usize,
    /// The stamp of the ingest that first saw the article.
    pub first_seen: i64,
    /// The article, with corrected fields.
    pub article: Article,
    /// The original values of corrected fields.
    pub corrected: OriginalValues,
    /// The article's corrections. The writing thread applies them to the figures.
    pub corrections: Vec<Arc<Correction>>,
    /// The article's story, or `None` if it has not been assigned yet.
    pub story: Option<StoryAssignment>,
}

/// The error returned when the writer threads have stopped early. `write::run` returns the cause.
#[derive(Debug)]
pub struct WritersStopped;

/// The articles of the last commit that this ingest replaces, each with the turn of its new version.
#[derive(Default)]
pub struct ReplacedArticles(Mutex<FxHashMap<ArticleKey, u32>>);

impl ReplacedArticles {
    fn note(&self, job: &WriteJob, turn: u32) {
        let former = job.replaces.then_some(job.key).into_iter();
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for key in former.chain(job.moved_from) {
            turns.entry(key).or_insert(turn);
        }
    }

    /// Returns whether the article `key` is replaced in a turn before `turn`. The answer is final once the article with
    /// that turn is queued.
    pub fn is_replaced_before(&self, turn: u32, key: ArticleKey) -> bool {
        let turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        turns.get(&key).is_some_and(|other| *other < turn)
    }
}

/// The sending end of the queue.
pub struct Queue {
    jobs: Sender<(WriteTask, Permit)>,
    budget: Arc<Budget>,
    stopped: Arc<AtomicBool>,
    replaced: Arc<ReplacedArticles>,
    /// The number of articles queued so far.
    queued: AtomicU32,
}

/// A task for a writing thread.
pub enum WriteTask {
    /// Write an article. The number is the article's turn: how many articles were queued before it.
    Add(Box<WriteJob>, u32),
    /// Remove an article.
    Delete(ArticleKey),
    /// Check whether tantivy still accepts operations.
    Probe,
}

impl Queue {
    /// Creates an empty queue. Returns it with the receiver, which yields each task with its share of the budget.
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
            replaced: Arc::default(),
            queued: AtomicU32::new(0),
        };
        (queue, receiver)
    }

    /// Returns the flag that stops all writer threads.
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stopped)
    }

    /// Returns the committed articles that queued ones replace.
    pub fn replaced(&self) -> Arc<ReplacedArticles> {
        Arc::clone(&self.replaced)
    }

    /// Queues an article. Blocks until there is room.
    pub fn add(&self, job: WriteJob) -> Result<(), WritersStopped> {
        let bytes = job.article.body.len() + 1000;
        let number = self.queued.fetch_add(1, Ordering::Relaxed);
        self.replaced.note(&job, number);
        self.send(WriteTask::Add(Box::new(job), number), bytes)
    }

    /// Queues the removal of an article.
    pub fn delete(&self, key: ArticleKey) -> Result<(), WritersStopped> {
        self.send(WriteTask::Delete(key), 100)
    }

    /// Waits until tantivy has received everything queued so far.
    pub fn settle(&self) -> Result<(), WritersStopped> {
        // A task as large as the whole budget waits until the queue is empty.
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
            // If tantivy's threads have died, tantivy's queue never empties, and only another operation returns the
            // error.
            let permit = Permit {
                budget: Arc::clone(&self.budget),
                bytes: 0,
            };
            let _ = self.jobs.try_send((WriteTask::Probe, permit));
        }
    }
}

/// The number of bytes that may still be queued.
struct Budget {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A share of the budget, released on drop.
pub struct Permit {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    /// Takes `bytes` as soon as that many are free. Returns `None` if they are not free within [`PROBE_AFTER`].
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
