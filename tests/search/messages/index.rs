//! Indexes that are missing, empty, damaged, in use or of another version, and the output of `search check` for them.

use std::time::Duration;

use super::two_articles;
use crate::harness::{Sandbox, release};
use crate::transcript::{Transcript, assert_snapshot};

/// All commands that read an index.
const ASKING: [&str; 12] = [
    "search dam",
    "search figures killed",
    "search timeline killed",
    "search conflicts killed",
    "search facets outlet killed",
    "search repeats 5",
    "search show dam",
    "search stats",
    "search check",
    "search save deaths killed:5",
    "search saved",
    "search new",
];

#[test]
fn every_command_reports_a_missing_index() {
    let sandbox = Sandbox::with([
        ("photos/photo.jpg", "jpg"),
        ("file", "text"),
        ("news/dam.txt", "Dam"),
    ]);
    let mut transcript = Transcript::new(&sandbox);
    transcript.run_all(&ASKING);
    transcript.run_all(&[
        "search dam --index my/index",
        "SEARCH_INDEX=mine search dam",
        "search dam --index photos",
        "search check --index photos",
        "search ingest news --index photos",
        "search ingest news --index news",
        "search dam --index file",
        "search ingest news --index file",
        "search dam --index file/below",
        "search ingest news --index file/below",
        "search ingest",
        "search ingest --rebuild",
    ]);
    assert_snapshot("errors-index-missing", transcript);
}

#[test]
fn answers_from_an_empty_index_match_snapshot() {
    let sandbox = Sandbox::new();
    sandbox.make_folder("news");
    let mut transcript = Transcript::new(&sandbox);
    transcript.run("search ingest news");
    transcript.run_all(&ASKING);
    transcript.run("search timeline 'date:2022'");
    assert_snapshot("answers-index-empty", transcript);
}

#[test]
fn index_version_mismatch_suggests_a_rebuild() {
    let sandbox = two_articles();
    let stamp = "index/generation-000001/stamp.json";
    let changed = sandbox
        .unsealed(stamp)
        .replace("\"format\":", "\"format\":9");
    sandbox.write(stamp, changed);
    let mut transcript = Transcript::new(&sandbox);
    transcript.run_all(&[
        "search dam",
        "search check",
        "search ingest",
        "mv index 'my index'; search dam --index 'my index'",
    ]);
    assert_snapshot("errors-index-version", transcript);
}

#[test]
fn index_in_use_is_reported() {
    let sandbox = two_articles();
    let lock = sandbox.index().lock(Duration::ZERO).unwrap();
    let mut transcript = Transcript::new(&sandbox);
    transcript.run_all(&["search ingest news", "search ingest --rebuild --wait 1ms"]);
    release(lock);
    assert_snapshot("errors-index-in-use", transcript);
}

/// The index files to damage, each with its new content, or `None` to remove the file.
const DAMAGES: [(&str, Option<&str>); 20] = [
    ("CURRENT", Some("generation-000009\n")),
    ("CURRENT", Some("")),
    ("CURRENT", None),
    ("generation-000001/stamp.json", None),
    ("generation-000001/stamp.json", Some("{")),
    ("generation-000001/readers.lock", None),
    ("generation-000001/files/meta.json", Some("{}")),
    ("generation-000001/files/meta.json", None),
    ("generation-000001/files/.managed.json", Some("[]")),
    ("roots.json", None),
    ("roots.json", Some("[]")),
    ("history.jsonl", Some("")),
    ("history.jsonl", Some("{\"key\":\"00\n\n[]\n\u{fffd}")),
    ("history.jsonl", None),
    ("last-ingest.json", Some("{}")),
    ("last-ingest.json", None),
    ("corrections.json", Some("{}")),
    ("saved.json", Some("{}")),
    ("saved.json", Some("{\"version\": 9, \"searches\": []}")),
    ("saved.json", None),
];

fn to_be_damaged() -> Sandbox {
    let sandbox = two_articles();
    sandbox.write("known.toml", "");
    sandbox.ingest(["--corrections", "known.toml"]);
    sandbox.search(["save", "deaths", "killed:5"]);
    sandbox
}

#[test]
fn damaged_index_files_are_reported() {
    let sandbox = to_be_damaged();
    let mut asked = Transcript::new(&sandbox);
    let mut checked = Transcript::new(&sandbox);
    sandbox.shell("cp -r index kept").run();
    let damage = |transcript: &mut Transcript<'_>, name: &str, content: Option<&str>| {
        sandbox.shell("rm -rf index; cp -r kept index").run();
        let path = format!("index/{name}");
        if let Some(content) = content {
            sandbox.write(&path, content);
            transcript.note(&format!("{path} is {content:?}"));
        } else {
            sandbox.remove(&path);
            transcript.note(&format!("{path} is removed"));
        }
    };
    for (name, content) in DAMAGES {
        damage(&mut asked, name, content);
        asked.run_all(&["search dam", "search new --peek", "search ingest"]);
        damage(&mut checked, name, content);
        checked.run("search check | grep -v '^the index in'");
    }
    assert_snapshot("errors-index-damaged", asked);
    assert_snapshot("check-damaged", checked);
}

/// Segment files have random names, so they are damaged by shell commands with wildcards.
#[test]
fn damaged_segments_are_reported() {
    let sandbox = to_be_damaged();
    let mut transcript = Transcript::new(&sandbox);
    sandbox.shell("cp -r index kept").run();
    let of = |end: &str| format!("for f in index/*/files/*.{end}; do");
    for (end, what) in [
        ("store", "rm $f"),
        ("store", ": > $f"),
        ("store", "printf xxxx | dd of=$f conv=notrunc status=none"),
        ("pos", "rm $f"),
        ("pos", "printf xxxx | dd of=$f conv=notrunc status=none"),
    ] {
        let damage = format!("{} {what}; done", of(end));
        sandbox
            .shell(&format!("rm -rf index; cp -r kept index; {damage}"))
            .run();
        transcript.note(&damage);
        transcript.run("search '\"the dam\"'");
        // The check prints one line per segment.
        transcript.run("search check | sed 's/[0-9a-f]\\{32\\}/0/' | sort -u");
    }
    sandbox
        .shell("rm -rf index; cp -r kept index; rm index/*/state-*")
        .run();
    transcript.note("the state is removed");
    transcript.run_all(&["search ingest", "search check --json"]);
    assert_snapshot("errors-index-segments", transcript);
}

#[test]
fn check_reports_leftover_ingest_files() {
    let sandbox = to_be_damaged();
    let history = sandbox.read("index/history.jsonl");
    for (name, text) in [
        ("generation-000002/files/half.idx", "half"),
        ("CURRENT.unfinished", "generation-00"),
        ("generation-000001/state-9", "half"),
        ("generation-000001/files/half.idx", "half"),
        ("received/.tmp12", "half"),
        ("received/abcdefghijklmnop", "half"),
        ("saved.tmp", "{"),
        ("notes.txt", "not ours"),
        ("history.jsonl", &(history + "{\"key\":\"12")),
    ] {
        sandbox.write(format!("index/{name}"), text);
    }
    let mut transcript = Transcript::new(&sandbox);
    transcript.run_all(&["search check", "search check --json"]);
    transcript.run("echo Nine died. | search ingest -");
    transcript.run("rm index/received/*; search check");
    assert_snapshot("check-left-over", transcript);
}

/// Injects system errors, given by number, at the program's first file change.
#[test]
fn system_errors_have_hints() {
    let sandbox = two_articles();
    sandbox.write("news/new.txt", "Title: New\n\nNine died.\n");
    let mut transcript = Transcript::new(&sandbox);
    for error in [28, 122, 27, 30, 24, 23, 1, 13, 11, 12, 17, 20, 21, 5, 2] {
        transcript.run(&format!("FIGURED_FAULT='1 error {error}' search ingest"));
    }
    transcript.run_all(&[
        "ulimit -n 4; search ingest",
        "search dam > /dev/full",
        "search figures killed > /dev/full",
        "search stats > /dev/full",
        "search check > /dev/full",
    ]);
    assert_snapshot("errors-system", transcript);
}
