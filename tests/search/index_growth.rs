//! Concurrent reads and writes, and the size of an index that changes often.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use figured::ingest::IngestOptions;
use serde_json::Value;

use crate::harness::{Sandbox, ingest_here, options};
use crate::random::Random;

/// The number of articles in each version.
const ARTICLES: u64 = 12;

/// Writes a new version of all articles. An ingest commits the whole version at once, so no reader may see two
/// versions.
fn write_all(sandbox: &Sandbox, version: u64) {
    for nth in 0..ARTICLES {
        let text = format!(
            "Title: Dam {nth} in version {version}\n\nThe dam broke and {version},{nth:03} people died.\n"
        );
        sandbox.write(format!("news/{nth}.txt"), text);
    }
}

/// Runs a query and returns the version of the articles. Fails unless all articles have the same version.
fn version(sandbox: &Sandbox) -> u64 {
    let run = sandbox.search(["query", "--jsonl", "--copies", "-n", "100", "dam"]);
    assert_eq!(run.status, 0, "{run}");
    let mut versions = BTreeSet::new();
    let mut articles = 0;
    for line in run.stdout.lines() {
        let hit: Value = serde_json::from_str(line).unwrap();
        let title = hit["title"].as_str().unwrap();
        versions.insert(title.rsplit(' ').next().unwrap().parse().unwrap());
        articles += 1;
    }
    assert_eq!((articles, versions.len()), (ARTICLES, 1), "{run}");
    versions.first().copied().unwrap()
}

/// Runs readers that query the index without pause while new versions are written. Stops when `enough` accepts the
/// number of versions and the elapsed time.
fn read_and_write(readers: usize, enough: impl Fn(u64, Duration) -> bool) {
    let sandbox = Sandbox::new();
    write_all(&sandbox, 1);
    sandbox.ingest(["news"]);
    let (ended, asked) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..readers {
            scope.spawn(|| {
                let mut seen = 1;
                while !ended.load(Ordering::Relaxed) {
                    let now = version(&sandbox);
                    assert!(now >= seen, "{now} after {seen}");
                    seen = now;
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let _end = Ending(&ended);
        let start = Instant::now();
        let mut written = 1;
        while !enough(written, start.elapsed()) {
            written += 1;
            write_all(&sandbox, written);
            let rebuild = (written % 3 == 0).then_some("--rebuild");
            sandbox.ingest(["news"].into_iter().chain(rebuild));
            assert_eq!(version(&sandbox), written);
        }
    });
    assert!(asked.into_inner() > 0);
    // The next ingest removes files that were still in use by readers.
    sandbox.ingest(["news"]);
    assert_nothing_is_left_over(&sandbox);
}

/// A guard that stops the readers when it is dropped, so that they also stop if the writer fails.
struct Ending<'a>(&'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn concurrent_readers_see_a_consistent_version() {
    read_and_write(3, |written, _| written >= 6);
}

#[test]
#[ignore = "takes five minutes"]
fn eight_readers_stay_consistent_for_5_minutes() {
    read_and_write(8, |_, since| since > Duration::from_mins(5));
}

/// Returns the folder of the current generation.
fn current(sandbox: &Sandbox) -> PathBuf {
    let name = sandbox.read("index/CURRENT");
    sandbox.path("index").join(name.lines().next().unwrap())
}

/// Fails if the index folder contains a file that nothing refers to.
fn assert_nothing_is_left_over(sandbox: &Sandbox) {
    let generation = current(sandbox);
    let names = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    };
    let generations = names(&sandbox.path("index"));
    let generations = generations
        .iter()
        .filter(|name| name.starts_with("generation-"));
    assert_eq!(
        generations.collect::<Vec<_>>(),
        [generation.file_name().unwrap().to_str().unwrap()]
    );
    let states = names(&generation);
    let states: Vec<_> = states
        .iter()
        .filter(|name| name.starts_with("state-"))
        .collect();
    assert_eq!(states.len(), 1, "{states:?}");
    let files = generation.join("files");
    let meta = fs::read_to_string(files.join("meta.json")).unwrap();
    let (meta, _) = meta.rsplit_once("\nchecksum ").unwrap();
    let meta: Value = serde_json::from_str(meta).unwrap();
    let segments = meta["segments"].as_array().unwrap();
    let segments: Vec<_> = segments
        .iter()
        .map(|segment| segment["segment_id"].as_str().unwrap().replace('-', ""))
        .collect();
    for name in names(&files) {
        let own = name == "meta.json" || name.starts_with('.');
        let known = segments
            .iter()
            .any(|segment| name.starts_with(segment.as_str()));
        assert!(own || known, "{name} belongs to none of {segments:?}");
    }
}

/// Returns the total size of the files in the current generation.
fn size(sandbox: &Sandbox) -> u64 {
    let files = walkdir::WalkDir::new(current(sandbox)).into_iter();
    files
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum()
}

/// In each of `rounds` rounds, changes a few of the articles and ingests them. A rebuild then shows the minimum size of
/// the index.
fn change_often(rounds: usize, articles: usize) {
    let sandbox = Sandbox::new();
    let mut random = Random::new(7);
    let mut write = |nth: usize| {
        let words: Vec<_> = (0..200)
            .map(|_| format!("word{}", random.below(2000)))
            .collect();
        let text = format!(
            "Title: Report {nth}\n\n{} people died. {}.\n",
            random.below(900) + 2,
            words.join(" ")
        );
        sandbox.write(format!("news/{nth}.txt"), text);
    };
    (0..articles).for_each(&mut write);
    let options = IngestOptions {
        threads: 2,
        ..options(&[sandbox.path("news")])
    };
    let ingest = |options: &IngestOptions| ingest_here(&sandbox.index(), options, &mut |_| {});
    ingest(&options);
    for round in 0..rounds {
        write(round % articles);
        write((round * 7 + 3) % articles);
        assert_eq!(ingest(&options).articles, articles as u64);
    }
    assert_nothing_is_left_over(&sandbox);
    let grown = size(&sandbox);
    ingest(&IngestOptions {
        rebuild: true,
        reextract: false,
        ..options
    });
    let least = size(&sandbox);
    assert!(
        grown <= 2 * least,
        "{grown} bytes, and {least} after a rebuild"
    );
}

#[test]
fn small_changes_at_most_double_the_index() {
    change_often(25, 60);
}

#[test]
#[ignore = "takes minutes"]
fn five_hundred_changes_at_most_double_the_index() {
    change_often(500, 300);
}
