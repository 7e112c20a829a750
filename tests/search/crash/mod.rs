//! Crash safety. After an ingest is interrupted, the index is either unchanged or completely updated. The next ingest
//! completes the work, with the same result as without the crash.
//!
//! These tests run a few rounds of each kind. `cargo test --release -- --ignored crash` runs 1,000 kills and 200 power
//! cuts.

mod killed;
mod power;
mod refused;
mod trace;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};

use figured::index::IndexReader;
use figured::storage::IndexFolder;
use serde_json::Value;

use crate::harness::{Run, Sandbox, release};
use crate::index_dump::{Dump, dump};

/// Replaces the files in `news` with those of edition `nth`. Between editions, files change in every possible way.
fn edition(sandbox: &Sandbox, nth: usize) {
    let _ = fs::remove_dir_all(sandbox.path("news"));
    for place in 0..6 {
        let page = place + 10 * nth;
        // A third of the files stay the same, a third change, and a third are replaced by new files.
        let (name, url, dead) = match place % 3 {
            0 => (format!("stays{place}"), page - 10 * nth, place),
            1 => (format!("changes{place}"), page - 10 * nth, page),
            _ => (format!("comes{page}"), page, page),
        };
        let text = format!(
            "Title: Flood at pier {place}\nURL: https://a.example/{url}\n\n\
             The flood at pier {place} killed {} people and wounded 30 others, officials of the harbour said.\n",
            dead + 2
        );
        sandbox.write(format!("news/{name}.txt"), text);
    }
    // Adds another version of an existing page.
    if nth > 0 {
        sandbox.write(
            format!("news/again{nth}.txt"),
            format!(
                "Title: Flood at pier 0\nURL: https://a.example/0\n\n\
                 The flood at pier 0 killed {} people and wounded 30 others, officials of the harbour said.\n",
                100 + nth
            ),
        );
    }
    // The path of this file changes with every edition.
    sandbox.write(
        format!("news/moved/{nth}.txt"),
        "Title: Ferry sinks\n\nThe ferry Aurora sank with 210 passengers at noon, the coast guard said.\n",
    );
    sandbox.write("news/wire.jsonl", wire(nth));
}

/// Returns a file with three records. From edition to edition, the first one changes, the second one stays the same,
/// and the third one is replaced.
fn wire(nth: usize) -> String {
    let record = |id: &str, dead: usize| {
        format!(
            "{{\"id\":\"{id}\",\"title\":\"Quake {id}\",\"text\":\"The quake of {id} killed {dead} miners, a minister said.\"}}\n"
        )
    };
    let other = char::from(b'c' + nth as u8).to_string();
    record("a", 5 + nth) + &record("b", 7) + &record(&other, 9)
}

/// Returns the content of the index.
fn dumped(sandbox: &Sandbox) -> Dump {
    dump(IndexReader::open(&sandbox.index()).unwrap())
}

/// Ingests the same files into a new index and returns its content.
fn rebuilt(sandbox: &Sandbox) -> Dump {
    let _ = fs::remove_dir_all(sandbox.path("rebuilt"));
    let run = sandbox.search(["ingest", "news", "--index", "rebuilt"]);
    assert_eq!(run.status, 0, "{run}");
    dump(IndexReader::open(&IndexFolder::new(&sandbox.path("rebuilt"))).unwrap())
}

/// Fails if two indexes differ, and shows the differences.
#[track_caller]
fn check_same(now: &Dump, expected: &Dump) {
    let keys: BTreeSet<_> = now.keys().chain(expected.keys()).collect();
    let differ = keys
        .into_iter()
        .filter(|key| now.get(*key) != expected.get(*key));
    let differ: Vec<_> = differ
        .map(|key| (now.get(key), expected.get(key)))
        .collect();
    assert!(differ.is_empty(), "{differ:#?}");
}

/// Runs a query for all articles, and returns the run and its sorted output lines.
fn answers(sandbox: &Sandbox) -> (Run, Vec<String>) {
    let run = sandbox.search(["query", "--jsonl", "--copies", "--limit", "1000", "*"]);
    let mut lines: Vec<_> = run.stdout.lines().map(str::to_owned).collect();
    lines.sort_unstable();
    (run, lines)
}

/// Returns the versions in the history without their timestamps and checksums. Fails if the history contains a version
/// twice.
fn versions(sandbox: &Sandbox) -> BTreeSet<String> {
    let mut versions = BTreeSet::new();
    for mut version in history(sandbox) {
        for own in ["seen", "checksum"] {
            version.as_object_mut().unwrap().remove(own);
        }
        let new = versions.insert(version.to_string());
        assert!(new, "{version} is there twice");
    }
    versions
}

fn history(sandbox: &Sandbox) -> Vec<Value> {
    let text = fs::read_to_string(sandbox.path("index/history.jsonl")).unwrap_or_default();
    // Skips a truncated line.
    text.lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

/// Fails unless the index and the history agree on when each article was first seen.
#[track_caller]
fn check_first_seen(sandbox: &Sandbox) {
    let history = history(sandbox);
    for record in sandbox.records() {
        let mut key = record.key.to_string();
        // Follows the article's moves back to its first key.
        while let Some(from) = history.iter().find_map(|version| {
            let moved = version["key"] == key.as_str() && version["moved_from"].is_string();
            moved.then(|| version["moved_from"].as_str().unwrap().to_owned())
        }) {
            key = from;
        }
        let first = history
            .iter()
            .filter(|version| version["key"] == key.as_str());
        let first = first.filter_map(|version| version["seen"].as_i64()).min();
        assert_eq!(first, Some(record.first_seen), "{}", record.path);
    }
}

/// Fails if the index folder contains a file that nothing refers to.
#[track_caller]
fn check_nothing_is_left_over(sandbox: &Sandbox) {
    let known = [
        "CURRENT",
        "history.jsonl",
        "last-ingest.json",
        "lock",
        "received",
        "roots.json",
        "saved.json",
        "saved.lock",
    ];
    let (known_here, others): (Vec<_>, Vec<_>) = names(&sandbox.path("index"))
        .into_iter()
        .partition(|name| known.iter().any(|known| name == known));
    assert!(known_here.contains(&"CURRENT".into()));
    let current = sandbox.unsealed("index/CURRENT");
    assert_eq!(others, [current.trim()], "beside the one generation");
    let generation = sandbox.path("index").join(current.trim());
    let commit_files = names(&generation).into_iter();
    let commit_files: Vec<_> = commit_files
        .filter(|name| {
            !["files", "readers.lock", "stamp.json"]
                .iter()
                .any(|known| name == known)
        })
        .collect();
    // The derived data and the state of the last commit have the same number.
    let number = |name: &OsString, prefix: &str| {
        let name = name.to_str().unwrap();
        name.strip_prefix(prefix).map(str::to_owned)
    };
    let [derived, state] = &commit_files[..] else {
        panic!("{commit_files:?}");
    };
    let (derived, state) = (number(derived, "derived-"), number(state, "state-"));
    assert!(derived.is_some() && derived == state, "{commit_files:?}");
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    let metas = reader.searcher().index().load_metas().unwrap();
    let living: BTreeSet<OsString> = metas
        .list_segment_files()
        .into_iter()
        .map(Into::into)
        .chain(["meta.json", ".managed.json", ".tantivy-meta.lock"].map(Into::into))
        .collect();
    release(reader);
    let stray: Vec<_> = names(&generation.join("files"))
        .into_iter()
        .filter(|name| !living.contains(name))
        .collect();
    assert!(stray.is_empty(), "{stray:?}");
    let check = figured::check::run(&sandbox.index()).unwrap();
    assert!(check.remarks.is_empty(), "{check:?}");
    check_not_damaged(sandbox);
}

/// Fails if a check finds damage. Leftovers of an interrupted ingest are not damage.
#[track_caller]
fn check_not_damaged(sandbox: &Sandbox) {
    let check = figured::check::run(&sandbox.index()).unwrap();
    assert!(check.damages.is_empty() && check.blocks, "{check:?}");
}

fn names(folder: &Path) -> Vec<OsString> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort_unstable();
    names
}

/// A guard that prints the current round if the test fails.
struct Telling(String);

impl Drop for Telling {
    #[expect(clippy::print_stderr, reason = "only where the test fails")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("in {}", self.0);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in names(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

/// Returns a channel that receives each line that a process prints to standard error.
fn lines(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = channel();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    std::thread::spawn(move || {
        for line in stderr.lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}
