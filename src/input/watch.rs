//! Watches folders for changes, and tracks which files are still being written.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use rustc_hash::{FxHashMap, FxHashSet};

use super::walk::{InputFile, nanoseconds};
use crate::hints::HintedError;

/// A file that was written to more recently than this counts as unfinished.
const QUIET: Duration = Duration::from_millis(300);
/// A new file that has not been written to for this long counts as finished. It was probably created as a hard link.
const MADE: Duration = Duration::from_secs(2);
/// The interval at which folders are polled if the system sends no notifications.
const POLL: Duration = Duration::from_secs(1);

/// Files that may still be written to and are left for a later ingest.
#[derive(Clone, Debug)]
pub struct UnfinishedFiles {
    files: FxHashSet<PathBuf>,
    /// Files modified after this time, in nanoseconds since 1970, count as unfinished.
    since: i64,
}

impl UnfinishedFiles {
    /// Returns the number of files known to be unfinished.
    pub fn count(&self) -> u64 {
        self.files.len() as u64
    }

    /// Returns whether a file may still be written to.
    pub fn contains(&self, found: &InputFile) -> bool {
        found.stat.modified > self.since || self.files.contains(&*found.real)
    }
}

/// Watches folders for changes.
pub struct FolderWatcher {
    events: Receiver<notify::Result<Event>>,
    /// The source of `events`. Dropping it would stop the events.
    _watcher: Box<dyn Watcher>,
    /// The index folder. Changes in it are ignored, because `search` itself makes them.
    except: PathBuf,
    files: FxHashMap<PathBuf, WriteActivity>,
    /// Whether the folders are polled, either at the caller's request or because the system sends no notifications.
    pub polls: bool,
}

/// The latest write activity of a file.
#[derive(Clone, Copy)]
struct WriteActivity {
    last: Instant,
    /// Whether the file was created or written to and has not been closed since.
    open: bool,
    /// Whether the file was created and has not been written to since.
    made: bool,
}

impl FolderWatcher {
    /// Starts watching the files and folders in `roots`, which are absolute paths, and ignores changes below `except`.
    /// Polls if `poll` is set or the system cannot send notifications.
    pub fn new(roots: &[PathBuf], except: &Path, poll: bool) -> io::Result<Self> {
        let (send, events) = channel();
        let told = (!poll)
            .then(|| notified_watcher(roots, send.clone()))
            .transpose();
        let (watcher, polls) = match told {
            Ok(Some(watcher)) => (watcher, false),
            Ok(None) => (polling_watcher(roots, send)?, true),
            Err(e) => {
                tracing::warn!("file notifications unavailable ({e}); polling every second");
                (polling_watcher(roots, send)?, true)
            }
        };
        Ok(Self {
            events,
            _watcher: watcher,
            except: except.to_owned(),
            files: FxHashMap::default(),
            polls,
        })
    }

    /// Waits up to `patience` for changes and returns whether there were any.
    pub fn wait(&mut self, patience: Duration) -> io::Result<bool> {
        let mut next = match self.events.recv_timeout(patience) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(HintedError::io(
                    io::ErrorKind::Other,
                    "the file watcher stopped unexpectedly",
                    "run the command again",
                ));
            }
        };
        let mut changed = false;
        while let Some(event) = next {
            changed |= match event {
                Ok(event) => self.note(&event),
                // Events may have been lost, so any file may have changed.
                Err(e) => {
                    tracing::warn!("{e}");
                    true
                }
            };
            next = self.events.try_recv().ok();
        }
        Ok(changed)
    }

    /// Returns the files that may still be written to.
    pub fn unfinished(&mut self) -> UnfinishedFiles {
        let polls = self.polls;
        self.files.retain(|_, writing| {
            let since = writing.last.elapsed();
            let made = writing.made && since > MADE;
            let settled = !writing.open || made || (polls && since > MADE);
            !(settled && since > QUIET)
        });
        UnfinishedFiles {
            files: self.files.keys().cloned().collect(),
            since: nanoseconds(SystemTime::now() - QUIET),
        }
    }

    fn note(&mut self, event: &Event) -> bool {
        let paths: Vec<&PathBuf> = event
            .paths
            .iter()
            .filter(|path| !path.starts_with(&self.except))
            .collect();
        if paths.is_empty() && !event.need_rescan() {
            return false;
        }
        let (open, made) = match event.kind {
            EventKind::Create(CreateKind::Folder)
            | EventKind::Remove(_)
            | EventKind::Modify(ModifyKind::Name(_)) => {
                return true;
            }
            EventKind::Create(_) => (true, true),
            EventKind::Modify(ModifyKind::Metadata(_)) if !self.polls => return true,
            EventKind::Modify(_) => (true, false),
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => (false, false),
            EventKind::Access(_) => return event.need_rescan(),
            EventKind::Any | EventKind::Other => return true,
        };
        for path in paths {
            let last = Instant::now();
            self.files
                .insert(path.clone(), WriteActivity { last, open, made });
        }
        true
    }
}

fn notified_watcher(
    roots: &[PathBuf],
    send: std::sync::mpsc::Sender<notify::Result<Event>>,
) -> notify::Result<Box<dyn Watcher>> {
    let mut watcher = RecommendedWatcher::new(send, Config::default())?;
    for root in roots {
        watcher.watch(root, RecursiveMode::Recursive)?;
    }
    Ok(Box::new(watcher))
}

fn polling_watcher(
    roots: &[PathBuf],
    send: std::sync::mpsc::Sender<notify::Result<Event>>,
) -> io::Result<Box<dyn Watcher>> {
    let config = Config::default().with_poll_interval(POLL);
    let watch = || {
        let mut watcher = PollWatcher::new(send, config)?;
        for root in roots {
            watcher.watch(root, RecursiveMode::Recursive)?;
        }
        Ok::<_, notify::Error>(Box::new(watcher))
    };
    Ok(watch().map_err(io::Error::other)?)
}
