//! The names of the files and folders in an index folder.

/// The file that contains the name of the current generation.
pub const CURRENT: &str = "CURRENT";
/// The lock file that allows only one process to ingest.
pub const LOCK: &str = "lock";
/// The prefix of generation folder names.
pub const GENERATION_PREFIX: &str = "generation-";
/// The version stamp in a generation's folder.
pub const STAMP: &str = "stamp.json";
/// The lock file in a generation's folder, on which each reader holds a shared lock.
pub const READERS_LOCK: &str = "readers.lock";
/// The folder with tantivy's files in a generation.
pub const TANTIVY_FILES: &str = "files";
/// The prefix of state file names in a generation.
pub const STATE_PREFIX: &str = "state-";
/// The prefix of derived-data file names in a generation. The number of the commit's state follows.
pub const DERIVED_PREFIX: &str = "derived-";
/// The folder for files received on standard input.
pub const RECEIVED: &str = "received";
/// The name of a file while it is being received.
pub const RECEIVING: &str = "receiving.unfinished";
/// The remembered roots.
pub const ROOTS: &str = "roots.json";
/// The history: when each article was first seen, and its earlier versions.
pub const HISTORY: &str = "history.jsonl";
/// The report of the last ingest.
pub const INGEST_REPORT: &str = "last-ingest.json";
/// The pending history: the article versions to be added to the history after a commit.
pub const PENDING: &str = "pending.json";
/// The saved searches.
pub const SAVED: &str = "saved.json";
/// The temporary file for saving searches. Its name does not end in `.unfinished`, because an ingest removes files with
/// that extension without taking [`SAVED_LOCK`].
pub const SAVED_UNFINISHED: &str = "saved.tmp";
/// The lock file that allows only one process to write the saved searches.
pub const SAVED_LOCK: &str = "saved.lock";
/// The user's corrections, which the program only reads.
pub const CORRECTIONS: &str = "corrections.toml";
/// The file that contains the path of another corrections file, if the user specified one.
pub const CORRECTIONS_PATH: &str = "corrections.json";
