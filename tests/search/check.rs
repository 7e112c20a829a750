//! `search check` on indexes that are intact, damaged, or left behind by an interrupted ingest.

use std::fs;

use serde_json::Value;

use crate::harness::{Counts, Run, Sandbox};
use crate::redaction::redacted;

const DAM: &str = "Title: Dam breaks\n\nThe dam broke and five people died.\n";

fn one_article() -> Sandbox {
    let sandbox = Sandbox::with([("news/dam.txt", DAM), ("known.toml", "")]);
    sandbox.ingest(["news", "--corrections", "known.toml"]);
    let run = sandbox
        .call(["ingest", "-"])
        .input("Title: Fire\n\nNine died.\n");
    assert_eq!(run.run().status, 0);
    assert_eq!(sandbox.search(["save", "deaths", "killed:5"]).status, 0);
    sandbox
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {run}"))
}

#[test]
fn intact_index_passes_the_check() {
    let sandbox = one_article();
    let run = sandbox.search(["check"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run}");
    insta::assert_snapshot!(redacted(&run.stdout), @"the index in ./index is intact: [count] files ([size] kB), 2 articles, 2 figures, 2 article versions in the history; checked in [time] seconds");
    let told = json(&sandbox.search(["check", "--json"]));
    assert_eq!((&told["schema"], &told["whole"]), (&1.into(), &true.into()));
    let checked = &told["checked"];
    assert_eq!(
        (&checked["articles"], &checked["figures"]),
        (&2.into(), &2.into())
    );
    assert_eq!(told["damages"].as_array().unwrap().len(), 0);
    assert_eq!(told["remarks"].as_array().unwrap().len(), 0, "{told}");
}

#[test]
fn index_of_another_version_is_not_checked() {
    let sandbox = Sandbox::with([("photos/photo.jpg", "jpg")]);
    insta::assert_snapshot!(sandbox.search(["check"]).complaint(2), @"
    search: no index in ./index
    hint: create one with `search ingest FOLDER`, or choose another with --index
    ");
    insta::assert_snapshot!(sandbox.search(["check", "--index", "photos"]).complaint(2), @"
    search: photos: the folder contains other files but no index
    hint: choose another folder with --index
    ");
    sandbox
        .search(["check", "dam"])
        .complains(2, &["search query check"]);
    let sandbox = one_article();
    let stamp = "index/generation-000001/stamp.json";
    let other = sandbox
        .unsealed(stamp)
        .replace("\"format\":", "\"format\":9");
    sandbox.write(stamp, other);
    insta::assert_snapshot!(sandbox.search(["check"]).complaint(2), @"
    search: index: index version mismatch (found format 910, extractor 7; expected format 10, extractor 7)
    hint: rebuild it with `search ingest --rebuild --index index`
    ");
}

/// A file, its new content (`None` removes the file), and the remedy that the check suggests.
type Row = (&'static str, Option<&'static str>, &'static str);

const ROWS: &[Row] = &[
    ("CURRENT", Some("generation-000009\n"), "--rebuild"),
    ("CURRENT", Some(""), "--rebuild"),
    ("CURRENT", None, "--rebuild"),
    ("generation-000001/stamp.json", None, "--rebuild"),
    ("generation-000001/stamp.json", Some("{"), "--rebuild"),
    ("generation-000001/readers.lock", None, "--rebuild"),
    ("generation-000001/files/meta.json", Some("{}"), "--rebuild"),
    (
        "generation-000001/files/.managed.json",
        Some("[]"),
        "--rebuild",
    ),
    ("roots.json", None, "FOLDER"),
    ("roots.json", Some("[]"), "FOLDER"),
    ("history.jsonl", Some(""), "earlier versions"),
    ("history.jsonl", None, "earlier versions"),
    ("last-ingest.json", Some("{}"), "search ingest --index"),
    ("corrections.json", Some("{}"), "--corrections FILE"),
    ("saved.json", Some("{}"), "save the searches again"),
];

#[test]
fn check_gives_a_hint_for_each_damaged_file() {
    let sandbox = one_article();
    for &(name, content, remedy) in ROWS {
        let path = sandbox.path("index").join(name);
        let bytes = fs::read(&path).unwrap();
        match content {
            Some(content) => fs::write(&path, content).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let run = sandbox.search(["check"]);
        assert_eq!((run.status, run.stderr.as_str()), (4, ""), "{name}: {run}");
        let named = format!("index/{name} ");
        for word in [named.as_str(), remedy] {
            assert!(
                run.stdout.contains(word),
                "{name}, {content:?}: {word:?} is not in {run}"
            );
        }
        let told = json(&sandbox.search(["check", "--json"]));
        assert_eq!(told["whole"], false);
        let damages = told["damages"].as_array().unwrap();
        let named = |damage: &&Value| damage["file"] == format!("index/{name}");
        let damage = damages.iter().find(named).unwrap();
        assert!(
            damage["remedy"].as_str().unwrap().contains(remedy),
            "{damage}"
        );
        fs::write(&path, bytes).unwrap();
    }
    assert_eq!(sandbox.search(["check"]).status, 0);
}

#[test]
fn suggested_remedies_repair_the_index() {
    let rebuild: &[&str] = &["ingest", "--rebuild"];
    for (name, remedy) in [
        ("CURRENT", rebuild),
        ("generation-000001/stamp.json", rebuild),
        ("generation-000001/files/meta.json", rebuild),
        ("history.jsonl", rebuild),
        ("roots.json", &["ingest", "--rebuild", "news"]),
        ("last-ingest.json", &["ingest"]),
        (
            "corrections.json",
            &["ingest", "--corrections", "known.toml"],
        ),
    ] {
        let sandbox = one_article();
        let path = sandbox.path("index").join(name);
        let mut bytes = fs::read(&path).unwrap();
        bytes[5] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(sandbox.search(["check"]).status, 4, "{name}");
        let run = sandbox.search(remedy);
        assert_eq!(run.status, 0, "{name}: {run}");
        let run = sandbox.search(["check"]);
        assert_eq!(run.status, 0, "{name}: {run}");
        let killed = sandbox.search(["query", "--count", "killed:5..9"]);
        assert_eq!(killed.stdout, "2\n", "{name}: {killed}");
    }
    // A damaged received file is repaired by piping the same input again.
    let sandbox = one_article();
    let received = fs::read_dir(sandbox.path("index/received")).unwrap().next();
    fs::write(
        received.unwrap().unwrap().path(),
        "Title: Fire\n\nTen died.\n",
    )
    .unwrap();
    let run = sandbox.search(["check"]);
    assert!(
        run.status == 4 && run.stdout.contains("search ingest --index index -"),
        "{run}"
    );
    let run = sandbox
        .call(["ingest", "-"])
        .input("Title: Fire\n\nNine died.\n");
    assert_eq!(run.run().status, 0);
    assert_eq!(sandbox.search(["check"]).status, 0);
}

/// The checksum of a segment file covers the file's name.
#[test]
fn swapped_segment_files_count_as_damage() {
    let sandbox = one_article();
    let folder = sandbox.path("index/generation-000001/files");
    let entries = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some()).collect();
    files.sort_unstable();
    let mut swapped = 0;
    for end in ["pos", "fieldnorm", "term"] {
        let of_segments: Vec<_> = files
            .iter()
            .filter(|path| path.extension().unwrap() == end)
            .collect();
        let [one, other, ..] = of_segments[..] else {
            panic!("{files:?}")
        };
        let bytes = fs::read(one).unwrap();
        fs::copy(other, one).unwrap();
        let run = sandbox.search(["check"]);
        assert_eq!(run.status, 4, "{run}");
        let name = one.file_name().unwrap().to_str().unwrap();
        assert!(run.stdout.contains(name), "{run}");
        fs::write(one, bytes).unwrap();
        swapped += 1;
    }
    assert_eq!(swapped, 3);
    assert_eq!(sandbox.search(["check"]).status, 0);
}

/// A rebuild reads the remembered roots again. If the list of roots is lost, a rebuild fails instead of losing the
/// articles of roots that are not given again.
#[test]
fn rebuild_fails_if_forgotten_roots_have_articles() {
    let sandbox = one_article();
    sandbox.write(
        "more/flood.txt",
        "Title: Flood\n\nSeven died in the flood.\n",
    );
    sandbox.ingest(["more"]);
    for lost in [None, Some("{")] {
        match lost {
            None => sandbox.remove("index/roots.json"),
            Some(text) => sandbox.write("index/roots.json", text),
        }
        let run = sandbox.search(["ingest", "--rebuild", "news"]);
        run.complains(2, &["more/flood.txt: ", "--prune"]);
        let count = sandbox.search(["query", "--count", "killed:5..9"]);
        assert_eq!(count.stdout, "3\n", "{count}");
        let run = sandbox.search(["ingest", "--rebuild", "news", "more"]);
        assert_eq!((run.status, Counts::of(&run).articles), (0, 3), "{run}");
    }
    sandbox.remove("index/roots.json");
    let run = sandbox.search(["ingest", "--rebuild", "--prune", "news"]);
    assert_eq!(Counts::of(&run).articles, 2, "{run}");
}

/// Files received on standard input are kept in the index folder and move with it.
#[test]
fn moved_index_stays_intact() {
    let sandbox = one_article();
    let ids = sandbox.ids("*");
    let history = sandbox.read("index/history.jsonl");
    sandbox.make_folder("elsewhere");
    sandbox.rename("index", "elsewhere/index");
    for (args, moved) in [
        (&["ingest"][..], 1),
        (&["ingest"], 0),
        (&["ingest", "--rebuild"], 0),
    ] {
        let run = sandbox
            .call(args)
            .args(["--index", "elsewhere/index"])
            .run();
        let counts = Counts::of(&run);
        assert_eq!(
            (run.status, counts.articles, counts.moved),
            (0, 2, moved),
            "{run}"
        );
        assert!(!run.stderr.contains("lacks"), "{run}");
    }
    sandbox.rename("elsewhere/index", "index");
    let run = sandbox.search(["ingest", "--rebuild"]);
    assert_eq!((run.status, Counts::of(&run).articles), (0, 2), "{run}");
    assert_eq!(sandbox.ids("*"), ids);
    assert!(sandbox.read("index/history.jsonl").starts_with(&history));
    assert_eq!(sandbox.search(["check"]).status, 0);
}

#[test]
fn interrupted_ingest_does_not_count_as_damage() {
    let sandbox = one_article();
    let history = sandbox.read("index/history.jsonl");
    for (name, text) in [
        ("generation-000002/files/half.idx", "half"),
        ("CURRENT.unfinished", "generation-00"),
        ("generation-000001/state-9", "half"),
        ("generation-000001/files/half.idx", "half"),
        ("received/.tmp12", "half"),
        ("saved.tmp", "{"),
        ("notes.txt", "not ours"),
        ("history.jsonl", &(history.clone() + "{\"key\":\"12")),
    ] {
        sandbox.write(format!("index/{name}"), text);
    }
    let run = sandbox.search(["check"]);
    assert_eq!(run.status, 0, "{run}");
    let told = json(&sandbox.search(["check", "--json"]));
    assert_eq!(told["remarks"].as_array().unwrap().len(), 8, "{told}");
    assert!(run.stdout.contains("index/notes.txt: "), "{run}");
    // The next ingest completes the history.
    sandbox.write("news/new.txt", "Title: New\n\nNews.\n");
    sandbox.ingest(["news"]);
    let lines = sandbox.read("index/history.jsonl");
    assert!(
        lines.starts_with(&history) && lines.lines().count() == 3,
        "{lines}"
    );
    // Without `pending.json`, a truncated history line counts as damage, even if there is no report of the last ingest.
    // The next ingest restores the line.
    sandbox.remove("index/last-ingest.json");
    sandbox.write("index/history.jsonl", &lines[..lines.len() - 9]);
    let run = sandbox.search(["check"]);
    assert_eq!(run.status, 4, "{run}");
    sandbox.ingest(["news"]);
    let run = sandbox.search(["check"]);
    assert!(
        run.status == 0 && run.stdout.contains("3 article versions"),
        "{run}"
    );
}

/// Makes the index folder and its content writable if `writing` is true, or else read-only.
#[cfg(unix)]
fn allow(sandbox: &Sandbox, writing: bool) {
    use std::os::unix::fs::PermissionsExt;
    for entry in walkdir::WalkDir::new(sandbox.path("index")) {
        let entry = entry.unwrap();
        let mode = if entry.file_type().is_dir() {
            0o555
        } else {
            0o444
        };
        let mode = if writing { mode | 0o200 } else { mode };
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).unwrap();
    }
}

#[test]
#[cfg(unix)]
fn check_does_not_modify_the_index() {
    let sandbox = one_article();
    let times = || {
        let all = walkdir::WalkDir::new(sandbox.path("index")).sort_by_file_name();
        let all = all.into_iter().map(|entry| entry.unwrap());
        all.map(|entry| {
            (
                entry.path().to_owned(),
                entry.metadata().unwrap().modified().unwrap(),
            )
        })
        .collect::<Vec<_>>()
    };
    let before = times();
    allow(&sandbox, false);
    let run = sandbox.search(["check"]);
    allow(&sandbox, true);
    assert_eq!(run.status, 0, "{run}");
    assert_eq!(times(), before);
}

#[test]
fn check_reports_missing_files() {
    for (gone, what) in [
        ("index/CURRENT", "CURRENT"),
        ("index/received", "received/"),
        ("index/history.jsonl", "history.jsonl"),
    ] {
        let sandbox = one_article();
        let received = sandbox
            .call(["ingest", "-"])
            .input("A pump failed.\n")
            .run();
        assert_eq!(received.status, 0, "{received}");
        // The check must also work without the report of the last ingest.
        sandbox.remove("index/last-ingest.json");
        let path = sandbox.path(gone);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        let run = sandbox.search(["check"]);
        assert_eq!(run.status, 4, "{gone}: {run}");
        assert!(run.stdout.contains(what), "{gone}: {run}");
    }
}
