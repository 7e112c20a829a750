//! Folders without an index, and indexes that are damaged, locked or of another version.

use std::fs;
use std::time::Duration;

use crate::harness::{Run, Sandbox, counts, release};

const DAM: &str = "Title: Dam breaks\n\nThe dam broke and five people died.\n";

fn one_article() -> Sandbox {
    let sandbox = Sandbox::with([("news/dam.txt", DAM)]);
    sandbox.ingest(["news"]);
    sandbox
}

#[test]
fn missing_index_error_suggests_ingest() {
    let sandbox = Sandbox::new();
    let named = "`search ingest FOLDER`";
    sandbox.search(["dam"]).complains(2, &[named]);
    sandbox.make_folder("index");
    sandbox.search(["dam"]).complains(2, &[named]);
    sandbox.write("index/.gitignore", "*\n");
    sandbox
        .search(["query", "--json", "dam"])
        .complains(2, &[named]);
    insta::assert_snapshot!(sandbox.search(["dam", "--index", "my/index"]).complaint(2), @"
    search: no index in ./my/index
    hint: create one with `search ingest --index my/index FOLDER`, or choose another with --index
    ");
    insta::assert_snapshot!(sandbox.call(["dam"]).env("SEARCH_INDEX", "mine").run().complaint(2), @"
    search: no index in ./mine
    hint: create one with `search ingest --index mine FOLDER`, or choose another with --index
    ");
    assert!(!sandbox.path("my").exists() && !sandbox.path("mine").exists());
}

#[test]
fn ingest_without_a_folder_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox
        .search(["ingest"])
        .complains(2, &["search ingest FOLDER"]);
    sandbox
        .search(["ingest", "--rebuild"])
        .complains(2, &["search ingest FOLDER"]);
}

#[test]
fn folder_with_unrelated_files_is_left_alone() {
    let sandbox = Sandbox::with([
        ("news/dam.txt", DAM),
        ("photos/photo.jpg", "jpg"),
        ("file", "text"),
    ]);
    for (index, args) in [
        ("photos", &["ingest", "news"][..]),
        ("photos", &["ingest", "news", "--rebuild"]),
        ("photos", &["dam"]),
        ("news", &["ingest", "news"]),
        ("file", &["ingest", "news"]),
        ("file", &["dam"]),
        ("file/below", &["dam"]),
        ("file/below", &["ingest", "news"]),
    ] {
        let run = sandbox.call(args).args(["--index", index]).run();
        run.complains(2, &[index]);
        let lines: Vec<_> = run.stderr.lines().collect();
        assert!(
            lines.len() == 1 || lines.len() == 2 && lines[1].starts_with("hint: "),
            "{run}"
        );
    }
    assert_eq!(sandbox.read("file"), "text");
    for (folder, file) in [("photos", "photo.jpg"), ("news", "dam.txt")] {
        let entries: Vec<_> = fs::read_dir(sandbox.path(folder))
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        assert_eq!(entries, [file]);
    }
}

#[test]
fn index_version_mismatch_suggests_a_rebuild() {
    for (from, to) in [
        ("\"format\":", "\"format\":9"),
        ("\"extractor\":", "\"extractor\":9"),
    ] {
        let sandbox = one_article();
        let stamp = "index/generation-000001/stamp.json";
        let changed = sandbox.unsealed(stamp).replace(from, to);
        sandbox.write(stamp, &changed);
        for args in [&["dam"][..], &["ingest"], &["ingest", "news"]] {
            sandbox
                .search(args)
                .complains(2, &["search ingest --rebuild --index index"]);
        }
        assert_eq!(sandbox.read(stamp), changed);
        let told = sandbox.ingest(["--rebuild", "--index", "index"]);
        assert_eq!(told.articles, 1);
        assert_eq!(sandbox.ids("dam"), ["dam"]);
        assert_eq!(sandbox.ingest(["news"]).done(), counts("1 unchanged"));
    }
}

/// A part of an index file's path, and the file's new content (`None` removes the file).
type Damage = (&'static str, Option<&'static str>);

const DAMAGES: &[Damage] = &[
    ("index/CURRENT", Some("generation-000009\n")),
    ("index/CURRENT", Some("../news\n")),
    ("index/CURRENT", Some("")),
    ("/stamp.json", Some("{")),
    ("/stamp.json", Some("")),
    ("/stamp.json", None),
    ("/readers.lock", None),
    ("/files/meta.json", Some("{}")),
    ("/files/meta.json", Some("")),
    ("/files/meta.json", None),
];

/// Damage that an ingest does not notice if it has nothing to write.
const DAMAGES_OF_SEGMENTS: &[Damage] = &[(".store", None), (".fast", Some(""))];

const DAMAGES_OF_STATE: &[Damage] = &[("/state-", Some("{\"real\":")), ("/state-", None)];

fn damage(sandbox: &Sandbox, (part, content): Damage) {
    let files = walkdir::WalkDir::new(sandbox.path("index"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path());
    let path = files
        .filter(|path| path.is_file())
        .find(|path| path.to_str().unwrap().contains(part))
        .unwrap();
    match content {
        None => fs::remove_file(path).unwrap(),
        Some(content) => fs::write(path, content).unwrap(),
    }
}

/// Damages an index and returns what went wrong: runs that did not fail or did not suggest the remedy, and a remedy
/// that did not work.
fn amiss(what: Damage, runs: &[&[&str]]) -> Vec<String> {
    let sandbox = one_article();
    damage(&sandbox, what);
    let runs = runs.iter().map(|args| sandbox.search(*args));
    let remedy = |run: &Run| run.status == 2 && run.stderr.contains("search ingest --rebuild");
    let mut amiss: Vec<_> = runs
        .filter(|run| !remedy(run))
        .map(|run| format!("{what:?}: {run}"))
        .collect();
    let mended = sandbox.search(["ingest", "--rebuild"]);
    let found = sandbox.search(["query", "--count", "dam"]);
    if mended.status != 0 || found.stdout != "1\n" {
        amiss.push(format!("{what:?} is not mended: {mended}{found}"));
    }
    amiss
}

#[test]
fn damaged_index_error_suggests_a_rebuild() {
    let amiss: Vec<_> = DAMAGES
        .iter()
        .flat_map(|&what| amiss(what, &[&["dam"], &["ingest"]]))
        .collect();
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

#[test]
fn damaged_segment_error_suggests_a_rebuild() {
    let amiss: Vec<_> = DAMAGES_OF_SEGMENTS
        .iter()
        .flat_map(|&what| amiss(what, &[&["dam"]]))
        .collect();
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

#[test]
fn damaged_state_error_suggests_a_rebuild() {
    let amiss: Vec<_> = DAMAGES_OF_STATE
        .iter()
        .flat_map(|&what| amiss(what, &[&["ingest"]]))
        .collect();
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

#[test]
fn damaged_history_loses_only_damaged_lines() {
    let sandbox = one_article();
    sandbox.write(
        "index/history.jsonl",
        sandbox.read("index/history.jsonl") + "{\"key\":\"00\n\n[]\n\u{fffd}",
    );
    sandbox.write("news/new.txt", "Title: New\n\nNews.\n");
    assert_eq!(
        sandbox.ingest(["news"]).done(),
        counts("1 new, 1 unchanged")
    );
    assert_eq!(sandbox.ingest(["--rebuild"]).articles, 2);
}

#[test]
fn interrupted_ingest_is_cleaned_up() {
    let sandbox = one_article();
    sandbox.write("index/generation-000002/files/half.idx", "half");
    sandbox.write("index/generation-000002/stamp.json", "{");
    sandbox.write("index/CURRENT.new", "generation-00");
    sandbox.write("index/generation-000001/state-9.jsonl", "{\"real\":");
    assert_eq!(sandbox.ids("dam"), ["dam"]);
    sandbox.write("news/new.txt", "Title: New\n\nNews.\n");
    assert_eq!(
        sandbox.ingest(["news"]).done(),
        counts("1 new, 1 unchanged")
    );
    assert!(!sandbox.path("index/generation-000002").exists());
    assert_eq!(sandbox.ingest(["--rebuild"]).articles, 2);
    assert_eq!(sandbox.ids("*"), ["dam", "new"]);
}

#[test]
fn concurrent_ingest_reports_the_lock_holder() {
    let sandbox = one_article();
    let lock = sandbox.index().lock(Duration::ZERO).unwrap();
    let holder = std::process::id().to_string();
    for args in [&["ingest", "news"][..], &["ingest", "--rebuild"]] {
        sandbox
            .search(args)
            .complains(2, &["index", &holder, "--wait 30s"]);
    }
    assert_eq!(sandbox.ids("dam"), ["dam"]);
    // With `--wait`, an ingest waits for the lock.
    sandbox.write("news/new.txt", "Title: New\n\nNews.\n");
    let mut waiting = sandbox.call(["ingest", "news", "--wait", "10m"]);
    let mut waiting = waiting.spawn();
    std::thread::sleep(Duration::from_millis(200));
    assert!(waiting.try_wait().unwrap().is_none());
    release(lock);
    assert!(waiting.wait().unwrap().success());
    assert_eq!(sandbox.ingest(["news"]).unchanged, 2);
    insta::assert_snapshot!(sandbox.search(["ingest", "news", "--wait", "soon"]).complaint(2), @"
    error: invalid value 'soon' for '--wait <TIME>': not a duration; use one such as 30s or 5m

    For more information, try '--help'.
    ");
}

#[test]
fn missing_generation_pointer_needs_a_rebuild() {
    let sandbox = one_article();
    sandbox.write("other/new.txt", "Title: New\n\nNews.\n");
    sandbox.remove("index/CURRENT");
    for args in [&["dam"][..], &["ingest", "other"], &["ingest"]] {
        sandbox
            .search(args)
            .complains(2, &["CURRENT", "search ingest --rebuild"]);
    }
    assert!(
        sandbox
            .path("index/generation-000001/files/meta.json")
            .exists()
    );
    // A rebuild does not drop articles whose files are missing. It fails instead.
    sandbox.rename("news", "away");
    let run = sandbox.search(["ingest", "--rebuild", "other"]);
    assert_eq!(run.status, 2, "{run}");
    assert!(
        sandbox
            .path("index/generation-000001/files/meta.json")
            .exists()
    );
    sandbox.rename("away", "news");
    assert_eq!(sandbox.ingest(["--rebuild", "other"]).articles, 2);
    assert_eq!(sandbox.ids("*"), ["dam", "new"]);
    assert!(!sandbox.path("index/generation-000001").exists());
}

#[test]
fn lookalike_files_are_left_alone() {
    for theirs in [
        "generation-2024/notes.txt",
        "thesis.new",
        "generation-18446744073709551615/a",
        "roots.new",
    ] {
        let sandbox = Sandbox::with([("news/dam.txt", DAM)]);
        let path = format!("index/{theirs}");
        sandbox.write(&path, "mine");
        sandbox.search(["ingest", "news"]).complains(2, &["index"]);
        assert_eq!(sandbox.read(&path), "mine");
        // The file is also left alone if the folder already contains an index.
        sandbox.remove(&path);
        if theirs.contains('/') {
            fs::remove_dir(sandbox.path(&path).parent().unwrap()).unwrap();
        }
        sandbox.ingest(["news"]);
        sandbox.write(&path, "mine");
        sandbox.ingest(["--rebuild"]);
        assert_eq!(sandbox.read(&path), "mine");
        assert_eq!(sandbox.ids("dam"), ["dam"]);
    }
}
