//! Articles stay in the index if their input is unreadable, truncated or moved, or if their root is no longer given.

use std::fs;
use std::io::Write;

use crate::harness::{Counts, Sandbox};

const DAM: &str = "Title: Dam breaks\n\nThe dam broke and five people died.\n";
const FIRE: &str = "Title: Fire\n\nNine people died in the fire.\n";

fn lines(articles: usize) -> String {
    let line = |nth| {
        format!("{{\"id\":\"a{nth}\",\"text\":\"Quake {nth} killed {nth} miners, they said.\"}}\n")
    };
    (0..articles).map(line).collect::<Vec<_>>().concat()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

fn pipe(sandbox: &Sandbox, text: &str) -> crate::harness::Run {
    sandbox.call(["ingest", "-"]).input(text).run()
}

#[test]
fn next_ingest_reads_input_received_by_a_failed_one() {
    for remembered in [true, false] {
        let sandbox = Sandbox::with([("news/dam.txt", DAM)]);
        if remembered {
            sandbox.ingest(["news"]);
        }
        // The ingest fails after it has received its input.
        sandbox.write("index/corrections.toml", "x = [");
        pipe(&sandbox, FIRE).complains(2, &["corrections.toml, line 1"]);
        sandbox.remove("index/corrections.toml");
        if remembered {
            let check = sandbox.search(["check"]);
            assert_eq!(check.status, 0, "{check}");
            assert!(
                check
                    .stdout
                    .contains("read from standard input by an interrupted ingest"),
                "{check}"
            );
            // An ingest of a folder reads only that folder, but keeps the received file.
            sandbox.ingest(["news"]);
        }
        let run = sandbox.search(["ingest"]);
        assert_eq!((run.status, Counts::of(&run).new), (0, 1), "{run}");
        let count = sandbox.search(["query", "--count", "fire"]);
        assert_eq!(count.stdout, "1\n", "{count}");
        let check = sandbox.search(["check"]);
        assert!(!check.stdout.contains("taken it in"), "{check}");
        let run = sandbox.search(["ingest", "--rebuild"]);
        assert_eq!(
            Counts::of(&run).articles,
            1 + u64::from(remembered),
            "{run}"
        );
    }
}

#[test]
fn changed_received_file_is_not_read() {
    let sandbox = Sandbox::new();
    assert_eq!(pipe(&sandbox, FIRE).status, 0);
    let received = fs::read_dir(sandbox.path("index/received")).unwrap().next();
    let received = received.unwrap().unwrap().path();
    fs::write(&received, FIRE.replace("Nine", "Ninety")).unwrap();
    insta::assert_snapshot!(sandbox.search(["ingest", "--rebuild"]).complaint(2), @"
    search: index/received/cbjndalogmbjaikb: file changed after it was read from standard input
    hint: pipe the original text into `search ingest -` again, or delete the file and pass --prune
    search: index/received/cbjndalogmbjaikb: file changed after it was read from standard input, and a rebuild would lose articles from this file
    hint: pipe the original text into `search ingest -` again, or delete the file and pass --prune
    ");
    insta::assert_snapshot!(sandbox.search(["ingest"]).complaint(3), @"
    search: index/received/cbjndalogmbjaikb: file changed after it was read from standard input
    hint: pipe the original text into `search ingest -` again, or delete the file and pass --prune
    0 new, 0 changed, 1 unchanged, 0 removed, 1 skipped (1 altered); 1 figure in 1 article; took [time] seconds
    ");
    let count = sandbox.search(["query", "--count", "killed:9"]);
    assert_eq!(count.stdout, "1\n", "{count}");
    // Follows the hint in the message.
    assert_eq!(pipe(&sandbox, FIRE).status, 0);
    assert_eq!(sandbox.search(["ingest", "--rebuild"]).status, 0);
    assert_eq!(sandbox.search(["check"]).status, 0);
}

#[test]
fn truncated_file_keeps_earlier_records() {
    let sandbox = Sandbox::new();
    let whole = gzip(&lines(2_000));
    sandbox.write("news/a.jsonl.gz", &whole);
    assert_eq!(sandbox.ingest(["news"]).articles, 2_000);
    for length in [whole.len() / 2, 20] {
        sandbox.write("news/a.jsonl.gz", &whole[..length]);
        for _ in 0..2 {
            let run = sandbox.search(["ingest"]);
            run.complains(3, &["news/a.jsonl.gz: "]);
            let counts = Counts::of(&run);
            assert_eq!(
                (counts.articles, counts.removed),
                (2_000, 0),
                "{length}: {run}"
            );
        }
        let run = sandbox.search(["ingest", "--rebuild"]);
        run.complains(2, &["news/a.jsonl.gz", "--prune"]);
    }
    sandbox.write("news/a.jsonl.gz", gzip(&lines(1_990)));
    let run = sandbox.search(["ingest"]);
    assert_eq!((run.status, Counts::of(&run).removed), (0, 10), "{run}");
    sandbox.write("news/a.jsonl.gz", &whole[..whole.len() / 2]);
    let run = sandbox.search(["ingest", "--rebuild", "--prune"]);
    assert!(
        run.status == 3 && Counts::of(&run).articles < 1_990,
        "{run}"
    );
}

#[test]
fn truncated_json_keeps_earlier_records() {
    for (name, whole) in [
        ("lines.jsonl", lines(100)),
        (
            "list.json",
            format!("[{}]", lines(100).trim_end().replace('\n', ",\n")),
        ),
    ] {
        let sandbox = Sandbox::new();
        let path = format!("news/{name}");
        sandbox.write(&path, &whole);
        assert_eq!(sandbox.ingest(["news"]).articles, 100);
        let within_a_record = whole.len() / 2 - 7;
        let mut ends = vec![within_a_record];
        if name == "list.json" {
            ends.push(whole[..within_a_record].rfind('{').unwrap());
        }
        for end in ends {
            sandbox.write(&path, &whole[..end]);
            for _ in 0..2 {
                let run = sandbox.search(["ingest"]);
                run.complains(3, &[name]);
                let counts = Counts::of(&run);
                assert_eq!((counts.articles, counts.removed), (100, 0), "{end}: {run}");
            }
            sandbox
                .search(["ingest", "--rebuild"])
                .complains(2, &[name, "--prune"]);
        }
        // A syntax error does not count as a truncation.
        if name == "lines.jsonl" {
            sandbox.write(&path, lines(80) + "{\"id\":\"a80\",\"text\":no}");
            let run = sandbox.search(["ingest"]);
            run.complains(3, &["lines.jsonl: line 81, column 21: "]);
            assert_eq!(Counts::of(&run).articles, 80, "{run}");
        }
        // If a complete file is shorter than before, the records that it no longer contains are removed.
        sandbox.write(&path, lines(60));
        let run = sandbox.search(["ingest"]);
        assert_eq!((run.status, Counts::of(&run).articles), (0, 60), "{run}");
    }
}

#[test]
fn damaged_archive_keeps_earlier_records() {
    let sandbox = Sandbox::new();
    let packed = gzip(&lines(100));
    let archive = |second: &[u8]| {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in [("one.jsonl.gz", &packed[..]), ("two.jsonl.gz", second)] {
            let options = zip::write::SimpleFileOptions::default();
            archive.start_file(name, options).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    };
    let whole = archive(&packed);
    sandbox.write("news/a.zip", &whole);
    sandbox.write("news/b.txt", DAM);
    assert_eq!(sandbox.ingest(["news"]).articles, 201);
    let damaged = archive(&packed[..packed.len() / 2]);
    for (bytes, what) in [(&damaged[..], "a.zip/two.jsonl.gz: "), (&[], "a.zip: ")] {
        sandbox.write("news/a.zip", bytes);
        for _ in 0..2 {
            let run = sandbox.search(["ingest"]);
            run.complains(3, &[what]);
            let counts = Counts::of(&run);
            assert_eq!((counts.articles, counts.removed), (201, 0), "{run}");
        }
        sandbox
            .search(["ingest", "--rebuild"])
            .complains(2, &["news/a.zip", "--prune"]);
    }
    sandbox.write("news/a.zip", &whole);
    let run = sandbox.search(["ingest"]);
    assert_eq!((run.status, Counts::of(&run).unchanged), (0, 201), "{run}");
}

/// Does nothing unless run by root, because it has to run the program as a user who may not read one of the files.
#[cfg(unix)]
#[test]
fn rebuild_without_read_permission_fails() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with([("news/dam.txt", DAM), ("news/fire.txt", FIRE)]);
    sandbox.ingest(["news"]);
    for entry in walkdir::WalkDir::new(sandbox.path("")) {
        let path = entry.unwrap().into_path();
        let mode = if path.is_dir() { 0o777 } else { 0o666 };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let denied = fs::Permissions::from_mode(0o0);
    fs::set_permissions(sandbox.path("news/fire.txt"), denied).unwrap();
    let nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
    ];
    let as_nobody = |args: &[&str]| sandbox.call(args).through(&nobody).run();
    if fs::read(sandbox.path("news/fire.txt")).is_err() {
        return;
    }
    let run = as_nobody(&["ingest", "--rebuild"]);
    insta::assert_snapshot!(run.complaint(2), @"
    search: news/fire.txt: Permission denied (os error 13)
    search: news/fire.txt: Permission denied (os error 13), and a rebuild would lose articles from this file
    hint: repair the file, or pass --prune to remove its articles
    ");
    assert_eq!(sandbox.ids("*"), ["dam", "fire"]);
    let run = as_nobody(&["ingest", "--rebuild", "--prune"]);
    assert_eq!((run.status, Counts::of(&run).articles), (3, 1), "{run}");
    // A file without read permission is not reported as damaged.
    let denied = fs::Permissions::from_mode(0o0);
    fs::set_permissions(sandbox.path("index/roots.json"), denied).unwrap();
    insta::assert_snapshot!(as_nobody(&["check"]).complaint(2), @"
    search: index/roots.json: Permission denied (os error 13)
    hint: ask the owner for access, or choose another location
    ");
}

#[test]
fn renamed_folder_is_followed() {
    let sandbox = Sandbox::with([
        ("news/dam.txt", DAM),
        ("news/fire.txt", FIRE),
        ("more/a.jsonl", &lines(3)),
    ]);
    sandbox.ingest(["news", "more"]);
    sandbox.rename("news", "articles");
    insta::assert_snapshot!(sandbox.search(["ingest"]).complaint(3), @"
    search: [folder]/news: No such file or directory (os error 2); the articles from this path stay in the index
    hint: restore the folder, or remove its articles with `search ingest --prune [folder]/news`
    0 new, 0 changed, 5 unchanged, 0 removed, 1 skipped (1 missing); 8 figures in 5 articles; took [time] seconds
    ");
    let run = sandbox.search(["ingest", "articles"]);
    let counts = Counts::of(&run);
    assert_eq!(
        (run.status, counts.moved, counts.articles),
        (0, 2, 5),
        "{run}"
    );
    // Ingests no longer look for `news`.
    assert_eq!(sandbox.search(["ingest"]).status, 0);
    sandbox.rename("articles", "again");
    let run = sandbox.search(["ingest", "--rebuild", "again"]);
    assert_eq!((run.status, Counts::of(&run).articles), (0, 5), "{run}");
    assert_eq!(sandbox.search(["ingest"]).status, 0);
    // Articles whose files are not found stay in the index and are reported.
    sandbox.rename("again", "news");
    sandbox.write("news/fire.txt", FIRE.replace("Nine", "Ten"));
    let run = sandbox.search(["ingest", "news"]);
    insta::assert_snapshot!(run.complaint(0), @"
    search: [folder]/again: folder not found, and 1 of its 2 files was not found elsewhere; the articles from that file stay in the index
    hint: remove its articles with `search ingest --prune [folder]/again`
    1 new, 0 changed, 1 moved, 4 unchanged, 0 removed, 0 skipped; 9 figures in 6 articles; took [time] seconds
    ");
    assert_eq!(Counts::of(&run).articles, 6, "{run}");
    sandbox.search(["ingest", "again", "news", "--prune"]);
    assert_eq!(sandbox.records().len(), 5);
    // If the missing folder is not given, its articles stay and no message is printed, whether or not there are new
    // articles.
    sandbox.rename("more", "away");
    sandbox.write("news/new.txt", "Title: New\n\nNothing is new.\n");
    let run = sandbox.search(["ingest", "news"]);
    assert_eq!((run.status, Counts::of(&run).articles), (0, 6), "{run}");
    sandbox.remove("news/new.txt");
    let run = sandbox.search(["ingest", "news", "--prune"]);
    assert_eq!((run.status, Counts::of(&run).articles), (0, 5), "{run}");
    insta::assert_snapshot!(sandbox.search(["ingest", "news", "--rebuild"]).complaint(2), @"
    search: [folder]/more: 1 of 1 file is missing, and a rebuild would lose its articles
    hint: restore the file, or pass --prune to remove its articles
    ");
}

#[test]
fn folder_moved_into_another_is_followed() {
    let sandbox = Sandbox::with([("a/dam.txt", DAM), ("b/fire.txt", FIRE)]);
    sandbox.ingest(["a", "b", "b/fire.txt"]);
    sandbox.rename("a", "b/a");
    let run = sandbox.search(["ingest"]);
    insta::assert_snapshot!(run.complaint(3), @"
    search: [folder]/a: folder not found, but all its files were found elsewhere; later ingests will not look for it
    0 new, 0 changed, 1 moved, 1 unchanged, 0 removed, 1 skipped (1 missing); 2 figures in 2 articles; took [time] seconds
    ");
    let counts = Counts::of(&run);
    assert_eq!((counts.moved, counts.articles), (1, 2), "{run}");
    assert_eq!(sandbox.search(["ingest"]).status, 0);
    // The article of a file that is missing from an existing folder is removed, regardless of the order of the folders.
    sandbox.remove("b/fire.txt");
    let run = sandbox.search(["ingest"]);
    assert_eq!((run.status, Counts::of(&run).articles), (0, 1), "{run}");
    // After the parent of a nested root is renamed, all files are found in the parent's new location.
    sandbox.ingest(["b/a"]);
    sandbox.rename("b", "c");
    let run = sandbox.search(["ingest", "c"]);
    assert_eq!((run.status, Counts::of(&run).articles), (0, 1), "{run}");
    sandbox.search(["ingest"]);
    let run = sandbox.search(["ingest"]);
    assert_eq!((run.status, Counts::of(&run).articles), (0, 1), "{run}");
    assert_eq!(sandbox.search(["ingest", "--rebuild"]).status, 0);
}

#[test]
fn field_mapping_survives_a_folder_rename() {
    let record = "{\"mt\":\"Five people died in the flood.\"}\n";
    let sandbox = Sandbox::with([("a/one.jsonl", record)]);
    sandbox.ingest(["--map", "body=mt", "a"]);
    sandbox.rename("a", "b");
    let run = sandbox.search(["ingest", "b"]);
    insta::assert_snapshot!(run.complaint(0), @"
    search: b: [folder]/a no longer exists; using its field mapping
    hint: to change the mapping, pass --map
    search: [folder]/a: folder not found, but all its files were found elsewhere; later ingests will not look for it
    0 new, 0 changed, 1 moved, 0 unchanged, 0 removed, 0 skipped; 1 figure in 1 article; took [time] seconds
    ");
    let counts = Counts::of(&run);
    assert_eq!((counts.moved, counts.articles), (1, 1), "{run}");
    let count = sandbox.search(["query", "--count", "killed:5"]);
    assert_eq!(count.stdout, "1\n", "{count}");
    assert_eq!(sandbox.ingest(["--rebuild"]).articles, 1);
}

#[test]
fn copying_an_index_duplicates_no_articles() {
    let sandbox = Sandbox::new();
    assert_eq!(pipe(&sandbox, FIRE).status, 0);
    let copied = std::process::Command::new("cp")
        .args(["-r", "index", "copy"])
        .current_dir(sandbox.path(""))
        .status();
    assert!(copied.unwrap().success());
    for moved in [1, 0] {
        let run = sandbox.search(["ingest", "--index", "copy"]);
        let counts = Counts::of(&run);
        assert_eq!(
            (run.status, counts.moved, counts.articles),
            (0, moved, 1),
            "{run}"
        );
    }
}

#[test]
fn missing_roots_file_loses_no_articles() {
    let sandbox = Sandbox::with([("news/dam.txt", DAM)]);
    sandbox.ingest(["news"]);
    assert_eq!(pipe(&sandbox, FIRE).status, 0);
    sandbox.remove("index/roots.json");
    for args in [&["ingest"][..], &["ingest", "news"]] {
        let run = sandbox.search(args);
        run.complains(2, &["index/roots.json", "--rebuild --index index FOLDER…"]);
    }
    insta::assert_snapshot!(sandbox.search(["ingest", "--rebuild"]).complaint(2), @"
    search: index/roots.json: file is missing; only the folders that you named will be read
    search: news/dam.txt: this file is outside the folders to be read, and a rebuild would lose its articles
    hint: name its folder too, or pass --prune to remove its articles
    ");
    let run = sandbox.search(["ingest", "--rebuild", "news"]);
    assert_eq!((run.status, Counts::of(&run).articles), (0, 2), "{run}");
}

/// Users may have folders named `received`.
#[test]
fn folder_named_received_is_read_normally() {
    let sandbox = Sandbox::with([("received/dam.txt", DAM), ("lock", "theirs")]);
    sandbox.write("received/abcdefghijklmnop.txt", FIRE);
    assert_eq!(sandbox.ingest(["received", "received/dam.txt"]).articles, 2);
    sandbox.remove("received/dam.txt");
    let check = sandbox.search(["check"]);
    assert_eq!(check.status, 0, "{check}");
    sandbox.ingest(["received", "--prune"]);
    assert_eq!(sandbox.records().len(), 1);
}

#[test]
fn index_folder_cannot_be_ingested() {
    let sandbox = Sandbox::with([("news/dam.txt", DAM)]);
    sandbox.ingest(["news", "./news"]);
    assert_eq!(
        sandbox
            .unsealed("index/roots.json")
            .matches("\"real\"")
            .count(),
        1
    );
    for path in ["index", "index/generation-000001"] {
        sandbox.search(["ingest", path]).complains(2, &[path]);
    }
}
