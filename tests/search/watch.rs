//! `search ingest --watch`. Changes are detected quickly, and no file is read while it is incomplete.

use std::fs::File;
use std::io::Write;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::harness::Sandbox;

/// A timeout that is far longer than needed, because the machine may be busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// A watching process that is killed when the test ends.
struct Watching(Child);

impl Watching {
    fn start(sandbox: &Sandbox, args: &[&str]) -> Self {
        let args = [&["ingest", "news", "--watch"], args].concat();
        let watching = Self(sandbox.call(args).spawn());
        until(|| sandbox.path("index/CURRENT").exists());
        watching
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[track_caller]
fn until(mut come: impl FnMut() -> bool) {
    let start = Instant::now();
    while !come() {
        assert!(start.elapsed() < PATIENCE, "it did not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn ids(sandbox: &Sandbox, query: &str) -> Vec<String> {
    sandbox
        .search([
            "query", "--jsonl", "--copies", "--limit", "1000", "--", query,
        ])
        .stdout
        .lines()
        .map(|line| {
            let hit: serde_json::Value = serde_json::from_str(line).unwrap();
            hit["id"].as_str().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn watch_follows_all_changes() {
    for how in [&[][..], &["--poll"]] {
        let sandbox = Sandbox::with([
            ("news/a.txt", "Dam breaks\n\nThe dam broke.\n"),
            ("news/b.txt", "Flood\n\nIt rained.\n"),
        ]);
        let _watching = Watching::start(&sandbox, how);
        sandbox.write("news/later/c.txt", "Ferry sinks\n\nThe ferry sank.\n");
        until(|| ids(&sandbox, "ferry") == ["c"]);
        sandbox.write("news/a.txt", "Dam mended\n\nThe dam was mended again.\n");
        until(|| ids(&sandbox, "mended") == ["a"]);
        assert_eq!(ids(&sandbox, "broke"), [""; 0]);
        sandbox.remove("news/b.txt");
        until(|| ids(&sandbox, "rained").is_empty());
    }
}

#[test]
fn slowly_written_file_is_read_whole() {
    let sandbox = Sandbox::with([("news/a.txt", "Dam breaks\n\nThe dam broke.\n")]);
    let _watching = Watching::start(&sandbox, &[]);
    let mut file = File::create(sandbox.path("news/slow.txt")).unwrap();
    file.write_all(b"Bridge falls\n\nThe bridge fell at noon.\n")
        .unwrap();
    file.sync_all().unwrap();
    // Once this later file is found, the watcher must also have seen the open one.
    sandbox.write("news/quick.txt", "Storm\n\nA storm came.\n");
    until(|| ids(&sandbox, "storm") == ["quick"]);
    assert_eq!(ids(&sandbox, "bridge"), [""; 0]);
    file.write_all(b"Nine cars fell with it.\n").unwrap();
    drop(file);
    until(|| ids(&sandbox, "bridge nine") == ["slow"]);
}

#[test]
fn files_written_in_quick_succession_are_found() {
    let sandbox = Sandbox::with([("news/a.txt", "Dam breaks\n\nThe dam broke.\n")]);
    let _watching = Watching::start(&sandbox, &[]);
    for nth in 0..100 {
        sandbox.write(
            format!("news/many/{nth}.txt"),
            format!("Report {nth}\n\nA quaggamire of {nth} boats was seen at pier {nth}.\n"),
        );
        std::thread::sleep(Duration::from_millis(10));
    }
    until(|| ids(&sandbox, "quaggamire").len() == 100);
}
