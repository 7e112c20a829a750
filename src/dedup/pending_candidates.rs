//! Finds possible duplicates among the articles of the current ingest. The keys of these articles are kept in memory,
//! and their fingerprints in a temporary file.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustc_hash::FxHashMap;

use super::candidate_keys::{CandidateKey, FREQUENT};
use super::fingerprint::{BYTES, Fingerprint};
use crate::error::at;

/// The number of shingle keys kept for each article. A copy that is cut to half its length still has about four of
/// them.
const KEYS_HELD: usize = 8;
/// The number of shingle keys looked up for each article. If an article contains the whole text of another that is a
/// quarter as long, about eight of its 32 keys are keys of the shorter article.
const KEYS_LOOKED_UP: usize = 32;
/// The maximum number of candidates that an article is compared with.
const COMPARED: usize = 16;
/// The interval at which a thread that is waiting for its turn checks whether writing was stopped.
const LOOK: Duration = Duration::from_millis(100);

/// The articles of the current ingest that already belong to a story, numbered by turn.
pub struct PendingCandidates {
    /// The number of the article whose turn it is.
    turn: u32,
    /// The story of each article.
    stories: Vec<u64>,
    keys: KeyPostings,
    fingerprint: File,
    /// The folder of the fingerprint file, for error messages.
    folder: PathBuf,
}

impl PendingCandidates {
    /// Creates an empty set of candidates. Their fingerprints go to an unnamed temporary file in `folder`. The system
    /// deletes this file when the process exits.
    pub fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            turn: 0,
            stories: Vec::new(),
            keys: KeyPostings::default(),
            fingerprint: tempfile::tempfile_in(folder)?,
            folder: folder.to_owned(),
        })
    }

    /// Assigns an article to a story and returns the story: `committed` if given, or else the story of a similar
    /// earlier article of this ingest, or else `own`.
    pub fn assign(
        &mut self,
        fingerprint: &Fingerprint,
        committed: Option<u64>,
        own: u64,
    ) -> io::Result<u64> {
        let joined = self.join_story(fingerprint, committed, own);
        joined.map_err(|e| at(&self.folder)(e).into())
    }

    fn join_story(
        &mut self,
        fingerprint: &Fingerprint,
        committed: Option<u64>,
        own: u64,
    ) -> io::Result<u64> {
        let story = match committed {
            Some(story) => story,
            None => self.find_earlier(fingerprint)?.unwrap_or(own),
        };
        let number = self.stories.len() as u32;
        self.stories.push(story);
        self.fingerprint.seek(SeekFrom::Start(place(number)))?;
        self.fingerprint.write_all(&fingerprint.to_bytes())?;
        for key in fingerprint.candidate_keys(KEYS_HELD) {
            self.hold_key(key, number);
        }
        Ok(story)
    }

    /// Returns the story of the first candidate in this ingest that is similar enough, or `None` if there is none.
    fn find_earlier(&mut self, fingerprint: &Fingerprint) -> io::Result<Option<u64>> {
        let mut times: FxHashMap<u32, u32> = FxHashMap::default();
        for key in fingerprint.candidate_keys(KEYS_LOOKED_UP) {
            let numbers: Vec<_> = self.keys.articles_with(short(key)).collect();
            if numbers.len() < FREQUENT {
                for number in numbers {
                    // An article with the same page and headline ranks before all others.
                    *times.entry(number).or_default() +=
                        if key.page { KEYS_LOOKED_UP as u32 } else { 1 };
                }
            }
        }
        let mut numbers: Vec<_> = times.into_iter().collect();
        numbers.sort_unstable_by_key(|&(number, times)| (std::cmp::Reverse(times), number));
        numbers.truncate(COMPARED);
        numbers.sort_unstable_by_key(|&(number, _)| number);
        for (number, _) in numbers {
            if self
                .read(number)?
                .is_some_and(|other| other.is_same_story(fingerprint))
            {
                return Ok(Some(self.stories[number as usize]));
            }
        }
        Ok(None)
    }

    fn read(&mut self, number: u32) -> io::Result<Option<Fingerprint>> {
        let mut bytes = Vec::with_capacity(BYTES);
        self.fingerprint.seek(SeekFrom::Start(place(number)))?;
        (&self.fingerprint)
            .take(BYTES as u64)
            .read_to_end(&mut bytes)?;
        Ok(Fingerprint::from_bytes(&bytes))
    }

    /// Records that an article has a key. A key is recorded once for each story, and for at most [`FREQUENT`] stories.
    fn hold_key(&mut self, key: CandidateKey, number: u32) {
        let story = self.stories[number as usize];
        let mut others = 0;
        for other in self.keys.articles_with(short(key)) {
            others += 1;
            if self.stories[other as usize] == story {
                return;
            }
        }
        if others < FREQUENT {
            self.keys.add(short(key), number);
        }
    }
}

/// Returns the offset of an article's fingerprint in the fingerprint file.
fn place(number: u32) -> u64 {
    u64::from(number) * BYTES as u64
}

/// Shortens a key to 32 bits. Collisions are harmless, because the fingerprints of the articles found are compared
/// anyway.
fn short(key: CandidateKey) -> u32 {
    // The two halves of the key are equal for a shingle without numbers, so they are mixed first.
    (key.hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

/// Maps each key to the articles that have it. A pair of key and article takes eight bytes.
#[derive(Default)]
struct KeyPostings {
    /// Pairs of key and article number, each packed into one integer, sorted.
    settled: Vec<u64>,
    /// Pairs added since the last merge: at most [`RECENT`] or an eighth of `settled`, whichever is more.
    recent: BTreeSet<u64>,
}

/// The minimum number of recent pairs that triggers a merge.
const RECENT: usize = 1 << 14;

impl KeyPostings {
    fn articles_with(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let (first, last) = (u64::from(key) << 32, u64::from(key) << 32 | 0xffff_ffff);
        let start = self.settled.partition_point(|one| *one < first);
        let settled = self.settled[start..]
            .iter()
            .take_while(move |one| **one <= last);
        settled
            .chain(self.recent.range(first..=last))
            .map(|one| *one as u32)
    }

    fn add(&mut self, key: u32, number: u32) {
        self.recent.insert(u64::from(key) << 32 | u64::from(number));
        if self.recent.len() >= RECENT.max(self.settled.len() / 8) {
            self.settle();
        }
    }

    /// Merges the recent pairs into `settled` in place, starting from the end.
    fn settle(&mut self) {
        let (mut from, mut to) = (self.settled.len(), self.settled.len() + self.recent.len());
        self.settled.reserve_exact(self.recent.len());
        self.settled.resize(to, 0);
        for &one in self.recent.iter().rev() {
            while from > 0 && self.settled[from - 1] > one {
                (from, to) = (from - 1, to - 1);
                self.settled[to] = self.settled[from];
            }
            to -= 1;
            self.settled[to] = one;
        }
        self.recent.clear();
    }
}

/// Makes threads take turns, in the order in which their articles were read.
pub struct TurnSequencer {
    running: Mutex<PendingCandidates>,
    next: Condvar,
}

impl TurnSequencer {
    /// Creates a sequencer that starts with turn 0.
    pub fn new(running: PendingCandidates) -> Self {
        Self {
            running: Mutex::new(running),
            next: Condvar::new(),
        }
    }

    /// Waits for the turn of `number`, then runs `act` and returns its result. Returns `None` if writing was stopped
    /// before that turn.
    pub fn run_in_turn<T>(
        &self,
        number: u32,
        stopped: &AtomicBool,
        act: impl FnOnce(&mut PendingCandidates) -> T,
    ) -> Option<T> {
        let mut running = self.lock();
        while running.turn != number {
            if stopped.load(Ordering::Relaxed) {
                return None;
            }
            let waited = self.next.wait_timeout(running, LOOK);
            running = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let done = act(&mut running);
        running.turn += 1;
        self.next.notify_all();
        Some(done)
    }

    fn lock(&self) -> MutexGuard<'_, PendingCandidates> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_are_found_before_and_after_a_merge(
            pairs in proptest::collection::vec((0_u32..40, 0_u32..100), 0..200),
            every in 1_usize..50,
        ) {
            let mut keys = KeyPostings::default();
            for (nth, (key, number)) in pairs.iter().enumerate() {
                keys.add(*key, *number);
                if nth % every == 0 {
                    keys.settle();
                }
            }
            for wanted in 0..40 {
                let mut found: Vec<_> = keys.articles_with(wanted).collect();
                let mut expected: Vec<_> = pairs
                    .iter()
                    .filter(|(key, _)| *key == wanted)
                    .map(|(_, number)| *number)
                    .collect();
                for list in [&mut found, &mut expected] {
                    list.sort_unstable();
                    list.dedup();
                }
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn turns_run_in_order_until_stopped() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let turns = TurnSequencer::new(PendingCandidates::new(folder.path()).expect("a file"));
        let stopped = AtomicBool::new(false);
        let taken = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for number in (0..8).rev() {
                let (turns, stopped, taken) = (&turns, &stopped, &taken);
                scope.spawn(move || {
                    turns.run_in_turn(number, stopped, |_| {
                        taken.lock().expect("held by none").push(number);
                    })
                });
            }
        });
        assert_eq!(
            taken.into_inner().expect("held by none"),
            (0..8).collect::<Vec<_>>()
        );
        stopped.store(true, Ordering::Relaxed);
        assert!(turns.run_in_turn(9, &stopped, |_| ()).is_none());
    }
}
