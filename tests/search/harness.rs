//! The test harness: temporary folders, runs of the program in them, and helpers for comparing the output.
//!
//! ```text
//! let sandbox = Sandbox::new();
//! sandbox.write("news/a.txt", "Five died.");
//! let run = sandbox.search(["ingest", "news"]);
//! ```
//!
//! The program runs in the sandbox's folder, so paths are short and the index is in the default folder, `index`.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use figured::error::Error;
use figured::index::{IndexReader, StoredArticle};
use figured::ingest::{IngestEvent, IngestOptions, IngestSummary};
use figured::query::{BooleanTree, Leaf, Search};
use figured::storage::IndexFolder;
use serde::Deserialize;
use tempfile::TempDir;

use crate::redaction::redacted;

/// The current date in all tests.
pub const TODAY: &str = "2026-06-30";

/// A folder in memory, used if it exists. On a disk, the tests would spend most of their time waiting for the index to
/// be synced.
const MEMORY: &str = "/dev/shm";
/// The folder with the index of `corpus`.
const CORPUS_INDEX: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/corpus-index");

/// A temporary folder in which a test runs the program.
pub struct Sandbox {
    folder: PathBuf,
    /// Removes the folder when the sandbox is dropped. `None` for the project's own folder.
    temporary: Option<TempDir>,
}

impl Sandbox {
    /// Creates an empty sandbox.
    pub fn new() -> Self {
        let temporary = TempDir::with_prefix_in("figured-", MEMORY);
        let temporary = temporary
            .or_else(|_| TempDir::with_prefix("figured-"))
            .unwrap();
        let folder = temporary.path().canonicalize().unwrap();
        Self {
            folder,
            temporary: Some(temporary),
        }
    }

    /// Returns the project's folder as a sandbox. The index of `corpus` is in a separate folder and is built once per
    /// test run.
    pub fn corpus() -> &'static Self {
        static CORPUS: OnceLock<Sandbox> = OnceLock::new();
        CORPUS.get_or_init(|| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
            let sandbox = Self {
                folder,
                temporary: None,
            };
            let _ = fs::remove_dir_all(CORPUS_INDEX);
            let run = sandbox.call(["ingest", "corpus"]).run();
            assert_eq!(run.status, 0, "{run}");
            sandbox
        })
    }

    /// Creates a sandbox with a copy of `corpus`.
    pub fn with_corpus() -> Self {
        let sandbox = Self::new();
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        for entry in walkdir::WalkDir::new(&corpus) {
            let path = entry.unwrap().into_path();
            if path.is_file() {
                let below = path.strip_prefix(corpus.parent().unwrap()).unwrap();
                sandbox.write(below, fs::read(&path).unwrap());
            }
        }
        sandbox
    }

    /// Creates a sandbox with the given files.
    pub fn with<T: AsRef<[u8]>>(files: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let sandbox = Self::new();
        for (name, text) in files {
            sandbox.write(name, text);
        }
        sandbox
    }

    /// Returns the absolute path of `name`. Links in the path of the sandbox itself are resolved.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        // Joining an empty path would add a slash.
        let name = name.as_ref();
        if name.as_os_str().is_empty() {
            self.folder.clone()
        } else {
            self.folder.join(name)
        }
    }

    /// Writes a file and creates its parent folders.
    pub fn write(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Creates a folder.
    pub fn make_folder(&self, name: impl AsRef<Path>) {
        fs::create_dir_all(self.path(name)).unwrap();
    }

    /// Removes a file.
    pub fn remove(&self, name: impl AsRef<Path>) {
        fs::remove_file(self.path(name)).unwrap();
    }

    /// Moves a file or folder and creates the parent folders of its new path.
    pub fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) {
        let to = self.path(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.path(from), to).unwrap();
    }

    /// Reads a file.
    pub fn read(&self, name: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Reads a file of the index and removes the checksum line at its end.
    pub fn unsealed(&self, name: impl AsRef<Path>) -> String {
        let text = self.read(name);
        let content = text.rsplit_once("\nchecksum ");
        content.map_or(text.clone(), |(content, _)| content.to_owned())
    }

    /// Runs the program.
    pub fn search<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        self.call(args).run()
    }

    /// Prepares a run of the program, so that standard input, environment variables and so on can be set before it
    /// starts.
    pub fn call<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Call<'_> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_search"));
        let mut args: Vec<_> = args
            .into_iter()
            .map(|arg| arg.as_ref().to_owned())
            .collect();
        if self.temporary.is_none() {
            with_copies(&mut args);
        }
        command
            .args(args)
            .current_dir(self.path(""))
            .env_clear()
            .env("SEARCH_TODAY", TODAY);
        if self.temporary.is_none() {
            command.env("SEARCH_INDEX", CORPUS_INDEX);
        }
        Call {
            sandbox: self,
            command,
            input: Vec::new(),
        }
    }

    /// Prepares to run a shell command with `search` in its `PATH`.
    pub fn shell(&self, line: &str) -> Call<'_> {
        let mut call = self.call([""; 0]);
        let program = Path::new(env!("CARGO_BIN_EXE_search"));
        let folder = program.parent().unwrap().display();
        let mut command = Command::new("sh");
        command
            .args(["-c", line])
            .current_dir(self.path(""))
            .env_clear()
            .envs(
                call.command
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .env("PATH", format!("{folder}:/usr/sbin:/usr/bin:/sbin:/bin"));
        call.command = command;
        call
    }

    /// Runs an ingest, which must succeed, and returns the counts in its last line.
    pub fn ingest<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Counts {
        let run = self.call(["ingest"]).args(args).run();
        assert_eq!(run.status, 0, "{run}");
        Counts::of(&run)
    }

    /// Runs a query and returns its hits, including all copies of a story and
    /// those whose facts are uncertain. Returns an empty list if nothing matches.
    pub fn hits(&self, query: &str) -> Vec<Hit> {
        let all = [
            "query",
            "--jsonl",
            "--copies",
            "--uncertain",
            "--limit",
            "100000",
            "--",
            query,
        ];
        let run = self.search(all);
        assert!(run.status <= 1, "{query}: {run}");
        let hits: Vec<_> = run
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(run.status == 1, hits.is_empty(), "{query}: {run}");
        hits
    }

    /// Runs a query and returns the sorted ids of its hits.
    pub fn ids(&self, query: &str) -> Vec<String> {
        let mut ids: Vec<_> = self.hits(query).into_iter().map(|hit| hit.id).collect();
        ids.sort_unstable();
        ids
    }

    /// Returns the index folder, for use with the library.
    pub fn index(&self) -> IndexFolder {
        let own = self.path("index");
        IndexFolder::new(if self.temporary.is_some() {
            &own
        } else {
            Path::new(CORPUS_INDEX)
        })
    }

    /// Returns all articles of the index with their figures, sorted by key.
    pub fn records(&self) -> Vec<StoredArticle> {
        let reader = IndexReader::open(&self.index()).unwrap();
        let records = records(&reader);
        release(reader);
        records
    }

    /// Replaces paths that differ from run to run with placeholders.
    fn placeholders(&self, text: &[u8]) -> String {
        let folder = self.path("");
        String::from_utf8_lossy(text)
            .replace(CORPUS_INDEX, "[index]")
            .replace(folder.to_str().unwrap(), "[folder]")
    }
}

/// Adds `--copies` to commands that accept it. Four articles of `corpus` are copies of others, and most tests on
/// `corpus` do not concern copies. Tests of copies write their own articles.
fn with_copies(args: &mut Vec<OsString>) {
    if args.iter().any(|arg| arg == "--copies") {
        return;
    }
    let command = args
        .first()
        .and_then(|arg| arg.to_str())
        .unwrap_or_default();
    match command {
        "query" | "figures" | "timeline" | "conflicts" | "facets" => {
            args.insert(1, "--copies".into());
        }
        "" | "check" | "ingest" | "extract" | "repeats" | "show" | "save" | "saved" | "new"
        | "completions" | "help" => {}
        _ => args.insert(0, "--copies".into()),
    }
}

/// Runs an ingest through the library.
pub fn ingest_here(
    folder: &IndexFolder,
    options: &IngestOptions,
    report: &mut dyn FnMut(IngestEvent<'_>),
) -> IngestSummary {
    for _ in 0..1000 {
        match figured::ingest::run(folder, options, report) {
            Ok(summary) => return summary,
            // A process that is just starting may still have a copy of the previous ingest's lock.
            Err(Error::Busy { .. }) => std::thread::sleep(Duration::from_millis(5)),
            Err(e) => panic!("{e}"),
        }
    }
    panic!("{} stays locked", folder.path().display());
}

/// Returns all articles that `reader` sees, with their figures, sorted by key.
pub fn records(reader: &IndexReader) -> Vec<StoredArticle> {
    let every = Search::new(BooleanTree::Leaf(Leaf::Every), 1_000_000);
    let hits = every.run(reader).unwrap().hits;
    let mut records: Vec<_> = hits.into_iter().map(|hit| hit.record).collect();
    records.sort_unstable_by_key(|record| record.key);
    records
}

/// Returns minimal options for ingesting `roots` through the library.
pub fn options(roots: &[PathBuf]) -> IngestOptions {
    IngestOptions {
        roots: roots.to_owned(),
        rebuild: false,
        reextract: false,
        mapping: None,
        prune: false,
        memory: 64_000_000,
        threads: 1,
        corrections: None,
        patience: Duration::ZERO,
        today: TODAY.parse().unwrap(),
        unfinished: None,
    }
}

/// A run of the program that has been prepared but not started.
pub struct Call<'a> {
    sandbox: &'a Sandbox,
    command: Command,
    input: Vec<u8>,
}

impl Call<'_> {
    /// Adds arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs the program through a wrapper, which receives the command line as arguments.
    pub fn through(mut self, wrapper: &[&str]) -> Self {
        let mut command = Command::new(wrapper[0]);
        command
            .args(&wrapper[1..])
            .arg(self.command.get_program())
            .args(self.command.get_args())
            .current_dir(self.sandbox.path(""))
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("SEARCH_TODAY", TODAY);
        self.command = command;
        self
    }

    /// Runs the program in a subfolder of the sandbox.
    pub fn within(mut self, folder: &str) -> Self {
        self.command.current_dir(self.sandbox.path(folder));
        self
    }

    /// Sets the standard input.
    pub fn input(mut self, text: impl AsRef<[u8]>) -> Self {
        text.as_ref().clone_into(&mut self.input);
        self
    }

    /// Runs the program and waits until it ends.
    pub fn run(mut self) -> Run {
        let mut child = self.spawn();
        let mut stdin = child.stdin.take().unwrap();
        let input = std::mem::take(&mut self.input);
        // The program may end before it has read all its input.
        let writing = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writing.join().unwrap();
        Run::of(self.sandbox, &output)
    }

    /// Runs the program with a terminal as standard output, and waits until it ends.
    #[cfg(target_os = "linux")]
    pub fn run_on_terminal(mut self) -> Run {
        use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};

        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
        let ours = openpt(flags).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        let of_program = ioctl_tiocgptpeer(&ours, flags).unwrap();
        self.command
            .stdin(Stdio::null())
            .stdout(of_program)
            .stderr(Stdio::piped());
        let child = self.start();
        // Closes this process's copy of the program's end of the terminal.
        self.command.stdout(Stdio::null());
        let mut shown = Vec::new();
        // The read fails when the program has ended.
        let _ = fs::File::from(ours).read_to_end(&mut shown);
        let mut output = child.wait_with_output().unwrap();
        output.stdout = String::from_utf8(shown)
            .unwrap()
            .replace("\r\n", "\n")
            .into_bytes();
        Run::of(self.sandbox, &output)
    }

    /// Starts the program with pipes for all its streams.
    pub fn spawn(&mut self) -> Child {
        self.command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        self.start()
    }

    fn start(&mut self) -> Child {
        let _one = SPAWNING.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut copies, ours) = std::io::pipe().unwrap();
        let child = self.command.spawn().unwrap();
        // Waits until the child has closed its copies of all files that are open in this process.
        drop(ours);
        copies.read_to_end(&mut Vec::new()).unwrap();
        child
    }
}

/// Held while a child process starts. Until the child executes the program, it has copies of all open files of this
/// process, and thus of their locks.
static SPAWNING: Mutex<()> = Mutex::new(());

/// Releases a lock of this process, and waits until no starting process holds a copy of it.
pub fn release<T>(locked: T) {
    drop(locked);
    drop(SPAWNING.lock().unwrap_or_else(PoisonError::into_inner));
}

/// The output and exit status of a completed run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub status: i32,
}

impl Run {
    /// Creates a run from the output of a process.
    pub fn of(sandbox: &Sandbox, output: &Output) -> Self {
        Self {
            stdout: sandbox.placeholders(&output.stdout),
            stderr: sandbox.placeholders(&output.stderr),
            status: output.status.code().unwrap_or(-1),
        }
    }

    /// Fails unless the output and status of the run equal `expected`. White space at both ends is ignored.
    #[track_caller]
    pub fn shows(&self, expected: &str) {
        assert_eq!(self.to_string().trim(), expected.trim(), "\n{self}");
    }

    /// Fails unless the run ended with this status, and returns its standard error.
    #[track_caller]
    pub fn complaint(&self, status: i32) -> String {
        assert_eq!(self.status, status, "{self}");
        redacted(&self.stderr)
    }

    /// Fails unless the run ended with this status and standard error contains each of `words`.
    #[track_caller]
    pub fn complains(&self, status: i32, words: &[&str]) {
        assert_eq!(self.status, status, "{self}");
        for word in words {
            assert!(self.stderr.contains(word), "{word:?} is not in\n{self}");
        }
    }
}

/// Formats standard output, standard error and the status, in this order. Empty parts are omitted.
impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ended = |text: &str| {
            if text.is_empty() || text.ends_with('\n') {
                ""
            } else {
                "[no line end]\n"
            }
        };
        write!(f, "{}{}", self.stdout, ended(&self.stdout))?;
        for line in redacted(&self.stderr).lines() {
            writeln!(f, "2> {line}")?;
        }
        f.write_str(ended(&self.stderr))?;
        if self.status == 0 {
            Ok(())
        } else {
            writeln!(f, "[exit status {}]", self.status)
        }
    }
}

/// The counts in the last line of an ingest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: u64,
    pub changed: u64,
    pub moved: u64,
    pub unchanged: u64,
    pub removed: u64,
    pub skipped: u64,
    pub figures: u64,
    pub articles: u64,
}

impl Counts {
    /// Parses the last line of standard error.
    #[track_caller]
    pub fn of(run: &Run) -> Self {
        let line = run.stderr.lines().last().unwrap_or_default();
        assert!(line.contains("unchanged"), "no last line: {run}");
        counts(line)
    }

    /// Returns the counts for this ingest only, without the totals of the index.
    pub fn done(self) -> Self {
        Self {
            figures: 0,
            articles: 0,
            ..self
        }
    }
}

/// Parses counts such as "1 new, 3 unchanged". Missing counts are 0.
pub fn counts(text: &str) -> Counts {
    let mut told = Counts::default();
    let words: Vec<_> = text
        .split([' ', ';'])
        .map(|word| word.trim_matches(','))
        .filter(|word| !word.is_empty())
        .collect();
    for pair in words.windows(2) {
        let count = match pair[1] {
            "new" => &mut told.new,
            "changed" => &mut told.changed,
            "moved" => &mut told.moved,
            "unchanged" => &mut told.unchanged,
            "removed" => &mut told.removed,
            "skipped" => &mut told.skipped,
            "figure" | "figures" => &mut told.figures,
            "article" | "articles" => &mut told.articles,
            _ => continue,
        };
        // In "2 not articles", the word before "articles" is not a number.
        if let Ok(number) = pair[0].replace(',', "").parse() {
            *count = number;
        }
    }
    told
}

/// A hit, as the JSON schema defines it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hit {
    pub id: String,
    pub score: f32,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub outlet_basis: Option<String>,
    #[serde(default)]
    pub outlet_as_given: Option<String>,
    pub published: Option<String>,
    pub published_basis: Option<String>,
    #[serde(default)]
    pub published_day_order: Option<String>,
    pub modified: Option<String>,
    pub authors: Vec<String>,
    pub language: Option<String>,
    pub language_basis: Option<String>,
    pub url: Option<String>,
    pub path: String,
    pub snippet: String,
    pub snippet_marks: Vec<(usize, usize)>,
    pub figures: Vec<Figure>,
    pub corrected: Option<serde_json::Value>,
    #[serde(default)]
    pub earlier_version: bool,
}

/// A figure, as the JSON schema defines it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    pub text: String,
    pub start: usize,
    pub end: usize,
    #[serde(rename = "in")]
    pub place: String,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub bound: String,
    pub change: Option<String>,
    pub unit: Option<String>,
    pub counted: Option<String>,
    pub whose: Option<String>,
    pub measure: Option<String>,
    pub scope: Option<String>,
    pub stance: String,
    pub claimant: Option<String>,
    pub as_of: Option<String>,
    pub as_of_date: Option<String>,
    pub agent: Option<String>,
    #[serde(rename = "place")]
    pub location: Option<String>,
    pub via: Option<String>,
    pub rate: Option<String>,
    #[serde(default)]
    pub confidence: std::collections::BTreeMap<String, f64>,
    pub sentence: Sentence,
    pub vague: bool,
    pub corrected: Option<serde_json::Value>,
}

/// The sentence of a figure.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    pub text: String,
    pub start: usize,
    pub end: usize,
}
