//! The names of all files in the folder of an index, each with its purpose.

/// The file that names the current generation.
pub const CURRENT: &str = "CURRENT";
/// The lock of the one process that ingests.
pub const LOCK: &str = "lock";
/// The prefix of the name of each generation's folder.
pub const GENERATION_PREFIX: &str = "generation-";
/// The versions that wrote a generation, in its folder.
pub const STAMP: &str = "stamp.json";
/// The lock that the readers of a generation share, in its folder.
pub const READERS_LOCK: &str = "readers.lock";
/// The folder of tantivy's files in a generation.
pub const TANTIVY_FILES: &str = "files";
/// The prefix of the name of each state in a generation.
pub const STATE_PREFIX: &str = "state-";
/// The folder of the files received on standard input.
pub const RECEIVED: &str = "received";
/// The file that is being received.
pub const RECEIVING: &str = "receiving.unfinished";
/// The folders and files that ingest remembers.
pub const ROOTS: &str = "roots.json";
/// The history: when each article was first seen, and its earlier versions.
pub const HISTORY: &str = "history.jsonl";
/// The report of the last ingest.
pub const INGEST_REPORT: &str = "last-ingest.json";
/// The pending history: the versions of a commit that the history still lacks.
pub const PENDING: &str = "pending.json";
/// The saved searches.
pub const SAVED: &str = "saved.json";
/// The saved searches while they are being written. The name does not end in `.unfinished`, because an ingest removes
/// such files without the lock of this one.
pub const SAVED_UNFINISHED: &str = "saved.tmp";
/// The lock of the one process that writes the saved searches.
pub const SAVED_LOCK: &str = "saved.lock";
/// The user's corrections, which the program only reads.
pub const CORRECTIONS: &str = "corrections.toml";
/// The path of another file of corrections that the user named.
pub const CORRECTIONS_PATH: &str = "corrections.json";
