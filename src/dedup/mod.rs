//! Near-duplicate detection: articles that tell one story, of several outlets or of one again.
//!
//! Duplicates are detected when articles are written. Of each text some shingles are kept as its
//! [`Sketch`](bottom_k::Sketch); the first few of them, its *candidate keys*, are terms of the index. An article is
//! compared with the earlier articles that share keys, and joins the story of one that is alike
//! ([`Fingerprint::is_same_story`]). The number of a story is that of its first article. A key that many stories have
//! is no evidence: it belongs to text that many pages share.
//!
//! - Nothing of the committed articles is held in memory: keys are looked up, and the few articles that have them are
//!   read.
//! - The keys of articles written in this ingest are held, some 70 bytes an article, and their fingerprints lie in a
//!   file.
//! - Sketches are made and the index is searched in all threads at once. Then articles take turns in the order in
//!   which they were read, so the story of an article does not depend on how fast a thread was.
//!
//! The index keeps the story of an article, its address, and when it was last changed. Answers decide from these
//! which articles to leave out ([`StoryClusters`](crate::index::StoryClusters)), so nothing has to be corrected when
//! an article is removed.
//!
//! Measured on 37,554 articles of a news aggregator (233 MB), which has few duplicates: 44, in 43 stories, all of
//! them read. 39 are the same text, three quote most of another article, and two are pages of one site that share all
//! but the article. Sketches take 1.4 s of one core, of some 45 s that an ingest takes.
//!
//! Crates for near-duplicates (gaoya, probminhash, txtfp) hold the signatures of all texts in memory, and estimate
//! how alike texts are as wholes: a text that was cut to half is half alike.

mod address;
mod bottom_k;
mod candidate_keys;
mod fingerprint;
mod pending_candidates;
mod word_hashes;

pub use candidate_keys::{CandidateKey, FREQUENT, INDEXED_KEYS};
pub use fingerprint::Fingerprint;
pub use pending_candidates::{PendingCandidates, TurnSequencer};
