//! Assigns articles to stories in the order in which they were read, regardless of which thread writes them.

use std::sync::atomic::AtomicBool;

use super::indexed_candidates::IndexedCandidates;
use super::queue::WriteJob;
use crate::dedup::{Fingerprint, TurnSequencer};

/// Finds the story of each article among the stories of earlier ingests and of this one.
pub struct StoryAssigner {
    /// The articles of earlier ingests, if there are any.
    pub committed: Option<IndexedCandidates>,
    /// The articles of this ingest, which are assigned in turn.
    pub turns: TurnSequencer,
}

impl StoryAssigner {
    /// Assigns the article whose turn is `number`. Returns its story and whether the article is a duplicate, or `None`
    /// if writing was stopped.
    pub fn assign(
        &self,
        job: &WriteJob,
        number: u32,
        fingerprint: &Fingerprint,
        stopped: &AtomicBool,
    ) -> tantivy::Result<Option<(u64, bool)>> {
        // The article's earlier version and its copy at the former path are about to be removed.
        let except: Vec<_> = job.moved_from.into_iter().chain([job.key]).collect();
        let committed = self.committed.as_ref();
        let earlier = committed.map(|committed| committed.story(fingerprint, &except));
        let earlier = earlier.transpose()?.flatten();
        // The content hash is included because a changed article with the same key may be a new story.
        let own = job.key.order() ^ job.hash.order();
        let turn = self.turns.run_in_turn(number, stopped, |pending| {
            pending.assign(fingerprint, earlier, own)
        });
        let story = turn.transpose()?;
        Ok(story.map(|story| (story, story != own)))
    }
}
