//! Changed or missing bytes in an index. `search check` detects all damage, and no command panics or hangs.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use figured::storage::IndexFolder;

use crate::harness::{Run, Sandbox};
use crate::random::Random;

/// All kinds of index files, each identified by a part of its path. tantivy's large files are listed twice, so that
/// they are damaged more often.
const KINDS: &[&str] = &[
    ".idx",
    ".pos",
    ".term",
    ".store",
    ".fast",
    ".fieldnorm",
    ".del",
    ".idx",
    ".pos",
    ".term",
    ".store",
    ".fast",
    "derived-",
    "files/meta.json",
    ".managed.json",
    "stamp.json",
    "/state-",
    "CURRENT",
    "roots.json",
    "history.jsonl",
    "last-ingest.json",
    "saved.json",
    "corrections.json",
    "received/",
];

/// The number of entries at the start of [`KINDS`] that stand for tantivy's segment files.
const SEGMENTS: usize = 12;

/// Commands that together read the index in every possible way.
const READING: &[&[&str]] = &[
    &["query", "--json", "killed"],
    &["query", "--json", "killed:>10 after:2022"],
    &["query", "--jsonl", "--limit", "1000", "--copies", "*"],
    &["query", "--any", "kill* soldeir~1 -strike grain"],
    &[
        "query",
        "--explain",
        "\"grain deal\" OR same:(troops killed)",
    ],
    &["query", "--sort", "newest", "outlet:wire OR title:mine"],
    &["figures", "--csv", "killed"],
    &["figures", "--sort", "-value", "*"],
    &["figures", "--group-by", "claimant", "killed by:ministry"],
    &["figures", "--jsonl", "figure:1..100"],
    &["figures", "--sqlite", "out.db", "--force", "*"],
    &["timeline", "killed"],
    &["conflicts", "*"],
    &["repeats", "9"],
    &["facets", "measure,outlet", "killed"],
    &["show", "dam"],
    &["stats", "--json"],
    &["saved"],
    &["new", "--peek"],
    &["check", "--json"],
];

/// The time after which a command is considered to hang.
const PATIENCE: Duration = Duration::from_mins(1);

/// A change to the bytes of a file.
#[derive(Clone, Copy, Debug)]
enum Damage {
    /// Changes one byte.
    Flip(usize, u8),
    /// Truncates the file at this offset.
    Cut(usize),
    /// Removes a number of bytes at an offset.
    Lose(usize, usize),
}

impl Damage {
    fn any(length: usize, near: Option<usize>, random: &mut Random) -> Self {
        let reach = near.unwrap_or(length).min(length);
        let from_end = near.is_some() && random.once_in(2);
        let start = if from_end { length - reach } else { 0 };
        let at = start + random.below(reach);
        match random.below(4) {
            0 => Self::Cut(at),
            1 => Self::Lose(at, 1 + random.below((length - at).min(64))),
            _ => Self::Flip(at, 1 + random.below(255) as u8),
        }
    }

    fn done(self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        match self {
            Self::Flip(at, by) => bytes[at] ^= by,
            Self::Cut(at) => bytes.truncate(at),
            Self::Lose(at, many) => drop(bytes.drain(at..at + many)),
        }
        bytes
    }
}

/// Creates a sandbox whose index contains every kind of file.
fn index() -> Sandbox {
    let sandbox = Sandbox::with([
        (
            "news/dam.txt",
            "Title: Dam breaks\n\nThe dam broke and five people died.\n",
        ),
        (
            "known.toml",
            "[[article]]\nid = \"dam\"\noutlet = \"The Gazette\"\n",
        ),
    ]);
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        &sandbox.path("news/corpus"),
    );
    sandbox.ingest(["news", "--corrections", "known.toml"]);
    sandbox.write(
        "news/dam.txt",
        "Title: Dam breaks\n\nThe dam broke and six people died.\n",
    );
    sandbox.write(
        "news/mine.txt",
        "Title: Mine\n\nNine were killed by a mine.\n",
    );
    sandbox.ingest(["news"]);
    let text = "Title: Fire\n\nA fire killed 12 people.\n";
    let run = sandbox.call(["ingest", "-"]).input(text).run();
    assert_eq!(run.status, 0, "{run}");
    for name in ["deaths", "more"] {
        let run = sandbox.search(["save", name, "killed:>5"]);
        assert_eq!(run.status, 0, "{run}");
    }
    sandbox
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Returns the files of the index, grouped by kind.
fn files(sandbox: &Sandbox) -> Vec<Vec<PathBuf>> {
    let all: Vec<_> = walkdir::WalkDir::new(sandbox.path("index"))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .collect();
    let kinds = KINDS.iter().map(|kind| {
        let of_kind = all
            .iter()
            .filter(|path| path.to_str().unwrap().contains(kind));
        of_kind.cloned().collect::<Vec<_>>()
    });
    let kinds: Vec<_> = kinds.collect();
    for (files, kind) in kinds.iter().zip(KINDS) {
        assert!(!files.is_empty(), "no file is called {kind}");
    }
    let unread = ["lock", ".gitignore", "corrections.toml"];
    for path in all {
        let unread = unread
            .iter()
            .any(|name| path.to_str().unwrap().ends_with(name));
        assert!(
            unread || kinds.iter().flatten().any(|one| *one == path),
            "{} is of no kind",
            path.display()
        );
    }
    kinds
}

/// The outcome of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Went {
    Answered,
    /// The command failed and suggested a remedy.
    Refused,
    /// The command panicked, but reported the damage instead of the panic.
    Caught,
    /// The command printed a panic, was killed by the system, or failed without suggesting a remedy.
    Broke,
    Hung,
}

/// Runs the program with a timeout of [`PATIENCE`].
fn run(sandbox: &Sandbox, args: &[&str]) -> (Went, Option<Run>) {
    let mut call = sandbox.call(args);
    let mut child = call.spawn();
    drop(child.stdin.take());
    let id = child.id();
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || send.send(child.wait_with_output()));
    let Ok(output) = receive.recv_timeout(PATIENCE) else {
        let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
        return (Went::Hung, None);
    };
    let run = Run::of(sandbox, &output.unwrap());
    // Status 4 of `check` counts as an answer, because the check reported the damage.
    let remedies = ["`search check", "`search ingest", "move it away"];
    let remedy = remedies.iter().any(|remedy| run.stderr.contains(remedy));
    let went = match run.status {
        _ if run.stderr.contains("panicked") => Went::Broke,
        0 | 1 => Went::Answered,
        4 if args[0] == "check" => Went::Answered,
        2 if run.stderr.contains("is damaged") && run.stderr.contains("failed: the index in") => {
            Went::Caught
        }
        2 if remedy => Went::Refused,
        // The command did not find the article because of the damage, but it gave an answer.
        2 if run.stderr.contains("no article has the id") => Went::Answered,
        _ => Went::Broke,
    };
    (went, Some(run))
}

/// The results of all commands that were run on damaged indexes.
#[derive(Default)]
struct Tally {
    places: usize,
    found: usize,
    went: BTreeMap<Went, usize>,
    slowest: Duration,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} of {} damages found; commands: {:?}; the slowest took {:?}",
            self.found, self.places, self.went, self.slowest
        )
    }
}

/// Which files are damaged, how often, and which commands are run afterwards.
struct Plan {
    /// How many times a file is damaged, each time in an otherwise intact index.
    places: usize,
    /// The number of entries at the start of [`KINDS`] whose files are damaged.
    kinds: usize,
    /// If set, damage starts within this many bytes of the start or the end of a file.
    near: Option<usize>,
    /// How many commands are run each time.
    commands: usize,
    seed: u64,
}

#[allow(clippy::print_stdout, reason = "the figures reached")]
fn damages(plan: &Plan) {
    let &Plan {
        places,
        near,
        commands,
        seed,
        ..
    } = plan;
    let sandbox = index();
    let whole = figured::check::run(&IndexFolder::new(&sandbox.path("index"))).unwrap();
    assert!(
        whole.damages.is_empty() && whole.remarks.is_empty() && whole.blocks,
        "{whole:?}"
    );
    let kinds = &files(&sandbox)[..plan.kinds];
    let mut random = Random::new(seed);
    let (mut tally, mut amiss) = (Tally::default(), Vec::new());
    for place in 0..places {
        let path = random.pick(&kinds[place % kinds.len()]);
        let bytes = fs::read(path).unwrap();
        let damage = Damage::any(bytes.len(), near, &mut random);
        fs::write(path, damage.done(&bytes)).unwrap();
        let named = path.strip_prefix(sandbox.path("index")).unwrap();
        let what = format!(
            "seed {seed}, place {place}, {}: {damage:?}",
            named.display()
        );
        let check = figured::check::run(&IndexFolder::new(&sandbox.path("index")));
        tally.places += 1;
        match check {
            Ok(check) if check.damages.iter().any(|one| one.path == named) => tally.found += 1,
            other => amiss.push(format!("{what} is not found: {other:?}")),
        }
        let first = random.below(READING.len());
        for nth in 0..commands {
            let args = READING[(first + nth) % READING.len()];
            let start = std::time::Instant::now();
            let (went, run) = run(&sandbox, args);
            tally.slowest = tally.slowest.max(start.elapsed());
            *tally.went.entry(went).or_default() += 1;
            if went > Went::Caught {
                let run = run.map_or("it hangs".to_owned(), |run| run.to_string());
                amiss.push(format!("{what}, {args:?}: {run}"));
            }
        }
        fs::write(path, bytes).unwrap();
    }
    println!("{tally}");
    assert!(amiss.is_empty(), "{tally}\n{}", amiss.join("\n"));
}

#[test]
fn damage_is_always_detected_without_a_panic() {
    damages(&Plan {
        places: 60,
        kinds: KINDS.len(),
        near: None,
        commands: 2,
        seed: 7,
    });
}

/// Run this test with `cargo test --release -- --ignored damage_at_`.
#[test]
#[ignore = "40,000 runs of the program take minutes"]
fn damage_at_2000_offsets_is_detected() {
    damages(&Plan {
        places: 2000,
        kinds: KINDS.len(),
        near: None,
        commands: READING.len(),
        seed: 2026,
    });
}

/// Damages the start and end of files, where tantivy stores the lengths and offsets of everything else.
#[test]
#[ignore = "30,000 runs of the program take minutes"]
fn damage_at_10000_file_edges_is_detected() {
    damages(&Plan {
        places: 10_000,
        kinds: SEGMENTS,
        near: Some(300),
        commands: 3,
        seed: 2027,
    });
}
