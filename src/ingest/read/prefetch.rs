//! Reads and parses small files in advance. This happens on several threads, because parsing a web page takes as long
//! as extracting its figures. The results are returned in the order of the files.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::thread::Scope;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use jiff::civil;

use crate::article::{self, FieldMapping, ReadContext};
use crate::ingest::plan::FileCandidate;
use crate::input::is_packed;
use crate::regular_file;
use crate::storage::ContentHash;

/// The maximum size of a prefetched file, in bytes. Larger files are read as a stream.
const SMALL: u64 = 1 << 20;

/// The maximum number of records in a prefetched file. Files with more records are read as a stream, because prefetched
/// records stay in memory until their turn.
const MOST: usize = 1 << 12;

/// The result of prefetching a file.
pub struct PrefetchedFile {
    /// The hash of the file's bytes.
    pub hash: io::Result<ContentHash>,
    /// The file's records, or `None` if the file is unchanged or must be read as a stream.
    pub records: Option<Vec<article::ParsedRecord>>,
}

/// A file to prefetch.
struct PrefetchJob {
    path: PathBuf,
    /// The file's hash when it was last read, or `None` for a new file.
    known: Option<ContentHash>,
    mapping: FieldMapping,
    taken: Sender<PrefetchedFile>,
}

/// An iterator over files that prefetches the next few of them.
pub struct Prefetcher<I> {
    candidates: I,
    window: VecDeque<(FileCandidate, Option<Receiver<PrefetchedFile>>)>,
    most: usize,
    jobs: Sender<PrefetchJob>,
}

impl<I: Iterator<Item = FileCandidate>> Prefetcher<I> {
    /// Creates a prefetcher for `candidates` and starts its threads.
    pub fn new<'scope>(
        scope: &'scope Scope<'scope, '_>,
        candidates: I,
        threads: usize,
        today: civil::Date,
    ) -> Self {
        let (jobs, receiver) = unbounded::<PrefetchJob>();
        for _ in 0..threads.max(1) {
            let receiver = receiver.clone();
            scope.spawn(move || {
                for job in receiver {
                    // Sending fails only if the ingest was stopped.
                    let _ = job.taken.send(prefetch(&job, today));
                }
            });
        }
        Self {
            candidates,
            window: VecDeque::new(),
            most: 2 * threads.max(1),
            jobs,
        }
    }

    fn begin(&self, candidate: &FileCandidate) -> Option<Receiver<PrefetchedFile>> {
        if candidate.found.stat.size > SMALL {
            return None;
        }
        let (taken, receiver) = bounded(1);
        let job = PrefetchJob {
            path: candidate.found.path.clone(),
            known: candidate.known.as_ref().map(|file| file.hash),
            mapping: candidate.rules.mapping.clone(),
            taken,
        };
        self.jobs.send(job).ok().map(|()| receiver)
    }
}

impl<I: Iterator<Item = FileCandidate>> Iterator for Prefetcher<I> {
    type Item = (FileCandidate, Option<PrefetchedFile>);

    fn next(&mut self) -> Option<Self::Item> {
        while self.window.len() < self.most
            && let Some(candidate) = self.candidates.next()
        {
            let receiver = self.begin(&candidate);
            self.window.push_back((candidate, receiver));
        }
        let (candidate, receiver) = self.window.pop_front()?;
        Some((
            candidate,
            receiver.and_then(|receiver| receiver.recv().ok()),
        ))
    }
}

fn prefetch(job: &PrefetchJob, today: civil::Date) -> PrefetchedFile {
    let hash = ContentHash::from_file(&job.path);
    let same = hash.as_ref().is_ok_and(|hash| job.known == Some(*hash));
    let records = if same { None } else { records(job, today) };
    PrefetchedFile { hash, records }
}

/// Returns the records of a file. Returns `None` if the file is packed or too large, has too many records, or cannot be
/// read to its end.
fn records(job: &PrefetchJob, today: civil::Date) -> Option<Vec<article::ParsedRecord>> {
    let mut bytes = Vec::new();
    let file = regular_file::open(&job.path).ok()?;
    file.take(SMALL + 1).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > SMALL || is_packed(&bytes) {
        return None;
    }
    let context = ReadContext {
        today,
        file_name: job.path.file_name().and_then(|name| name.to_str()),
        mapping: &job.mapping,
    };
    let mut records = Vec::new();
    let mut each = |record| {
        records.push(record);
        if records.len() > MOST {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    };
    article::read(&bytes[..], &context, &mut each).ok()?;
    (records.len() <= MOST).then_some(records)
}
