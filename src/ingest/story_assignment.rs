//! Assigns articles to stories in the order in which they were read, regardless of which thread writes them.

use std::sync::atomic::AtomicBool;

use super::indexed_candidates::IndexedCandidates;
use super::queue::{ReplacedArticles, WriteJob};
use crate::dedup::{Fingerprint, TurnSequencer};
use crate::index::StoryAssignment;

/// Assigns each article to a story from an earlier ingest, to one from this ingest, or to a new story.
pub struct StoryAssigner {
    /// The articles of earlier ingests, or `None` in a new generation.
    pub committed: Option<IndexedCandidates>,
    /// The articles of this ingest, which are assigned in turn.
    pub turns: TurnSequencer,
}

impl StoryAssigner {
    /// Assigns the article with the turn `number` to a story, unless the job already has one. Returns `None` if writing
    /// was stopped.
    pub fn assign(
        &self,
        job: &WriteJob,
        number: u32,
        fingerprint: &Fingerprint,
        replaced: &ReplacedArticles,
        stopped: &AtomicBool,
    ) -> tantivy::Result<Option<StoryAssignment>> {
        if job.story.is_some() {
            return Ok(job.story);
        }
        // The committed versions of this article, under its current and its former key, are about to be removed.
        // Articles replaced in an earlier turn are skipped too. Their new versions, which may belong to another story,
        // are among the articles of this ingest.
        let is_outdated = |key| {
            key == job.key
                || job.moved_from == Some(key)
                || replaced.is_replaced_before(number, key)
        };
        let committed = self.committed.as_ref();
        let earlier = committed.map(|committed| committed.story(fingerprint, is_outdated));
        let earlier = earlier.transpose()?.flatten();
        // The content hash is included because a changed article with the same key may be a new story.
        let own = job.key.order() ^ job.hash.order();
        let turn = self.turns.run_in_turn(number, stopped, |pending| {
            pending.assign(fingerprint, earlier, own)
        });
        let story = turn.transpose()?;
        Ok(story.map(|story| StoryAssignment {
            story,
            copy: story != own,
        }))
    }
}
