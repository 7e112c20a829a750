//! The names of the files in the folder of an index.

/// Names the current generation.
pub const CURRENT: &str = "CURRENT";
/// Held by the one process that ingests.
pub const LOCK: &str = "lock";
/// Begins the name of each generation's folder.
pub const GENERATION_PREFIX: &str = "generation-";
/// In each generation, the versions that wrote it.
pub const STAMP: &str = "stamp.json";
/// In each generation, the lock that its readers share.
pub const READERS_LOCK: &str = "readers.lock";
/// In each generation, the folder of tantivy's files.
pub const TANTIVY_FILES: &str = "files";
/// Begins the name of each state in a generation.
pub const STATE_PREFIX: &str = "state-";
/// The folder of what came by standard input.
pub const RECEIVED: &str = "received";
/// What is just being received.
pub const RECEIVING: &str = "receiving.unfinished";
/// The folders that ingest remembers.
pub const ROOTS: &str = "roots.json";
/// When each article was first seen, and its earlier versions.
pub const HISTORY: &str = "history.jsonl";
/// What the last ingest did.
pub const INGEST_REPORT: &str = "last-ingest.json";
/// What the history lacks of a commit.
pub const PENDING: &str = "pending.json";
/// The saved searches.
pub const SAVED: &str = "saved.json";
/// What is about to become the file of saved searches. An ingest clears away what else is unfinished, and not this one, which
/// it does not hold.
pub const SAVED_UNFINISHED: &str = "saved.tmp";
/// Held by the one process that writes the saved searches.
pub const SAVED_LOCK: &str = "saved.lock";
/// The user's corrections, which are only read.
pub const CORRECTIONS: &str = "corrections.toml";
/// Which other file of corrections the user named.
pub const CORRECTIONS_PATH: &str = "corrections.json";
