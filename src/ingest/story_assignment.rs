//! Which story an article tells: decided in the order in which articles were read, whatever thread writes them.

use std::sync::atomic::AtomicBool;

use super::indexed_candidates::IndexedCandidates;
use super::queue::WriteJob;
use crate::dedup::{Fingerprint, TurnSequencer};

/// What articles are set against.
pub struct StoryAssigner {
    /// What the index has from earlier ingests.
    pub committed: Option<IndexedCandidates>,
    /// What this one has written, and whose turn it is.
    pub turns: TurnSequencer,
}

impl StoryAssigner {
    /// The story of an article whose turn is `number`, and whether another told it before; nothing where all was stopped.
    pub fn assign(
        &self,
        job: &WriteJob,
        number: u32,
        facts: &Fingerprint,
        stopped: &AtomicBool,
    ) -> tantivy::Result<Option<(u64, bool)>> {
        // Its own earlier version, and itself at the place it was moved from, are about to go.
        let except: Vec<_> = job.moved_from.into_iter().chain([job.key]).collect();
        let committed = self.committed.as_ref();
        let earlier = committed.map(|committed| committed.story(facts, &except));
        let earlier = earlier.transpose()?.flatten();
        // Another text at the same place in the same file is another story.
        let own = job.key.order() ^ job.hash.order();
        let turn = self.turns.run_in_turn(number, stopped, |pending| {
            pending.assign(facts, earlier, own)
        });
        let story = turn.transpose()?;
        Ok(story.map(|story| (story, story != own)))
    }
}
