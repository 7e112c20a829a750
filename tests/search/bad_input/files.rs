//! Files that can be parsed only in part or not at all. The program reports each of them and reads all others.

use std::fs;

use figured::ingest::IngestEvent;

use crate::harness::{Counts, Run, Sandbox, counts, ingest_here, options};

const GOOD: &str = "Title: Dam breaks\n\nThe dam broke and five people died.\n";

/// Ingests a folder with a valid article and one more file.
fn beside_a_good_one(name: &str, content: impl AsRef<[u8]>) -> (Sandbox, Run) {
    let sandbox = Sandbox::new();
    sandbox.write("news/good.txt", GOOD);
    sandbox.write(format!("news/{name}"), content);
    let run = sandbox.search(["ingest", "news"]);
    (sandbox, run)
}

#[test]
fn unreadable_files_are_reported_on_each_ingest() {
    let rows: [(&str, &[u8]); 8] = [
        ("empty.txt", b""),
        ("blank.md", b" \n\t\n\n"),
        ("empty.jsonl", b"\n\n"),
        ("binary.txt", b"two\nlines\0\x01\x02"),
        ("binary.jsonl", b"\x07\x8b\x08\0\0\0\0\n\0\0\n\0"),
        ("list.jsonl", b"[1]\n"),
        ("bare.jsonl", b"{\"id\": 1}\n"),
        ("only-front-matter.md", b"---\ndate: 2024\n---\n"),
    ];
    let mut complaints = String::new();
    for (name, content) in rows {
        let (sandbox, run) = beside_a_good_one(name, content);
        let complaint = run.stderr.lines().next().unwrap();
        complaints.extend([complaint, "\n"]);
        assert_eq!(Counts::of(&run).done(), counts("1 new, 1 skipped"), "{run}");
        assert_eq!(sandbox.ids("*"), ["good"], "{name}");
        let again = sandbox.search(["ingest"]);
        again.complains(3, &[complaint]);
        assert_eq!(
            Counts::of(&again).done(),
            counts("1 unchanged, 1 skipped"),
            "{again}"
        );
        sandbox.remove(format!("news/{name}"));
        assert_eq!(sandbox.search(["ingest", "--prune"]).status, 0, "{name}");
    }
    insta::assert_snapshot!(complaints, @r#"
    search: news/empty.txt: line 1, column 1: no content; add an article or delete the file
    search: news/blank.md: line 1, column 1: no content; add an article or delete the file
    search: news/empty.jsonl: line 1, column 1: no content; add an article or delete the file
    search: news/binary.txt: line 2, column 6: binary data (NUL byte); save the file as UTF-8 text
    search: news/binary.jsonl: line 1, column 3: binary data (NUL byte); save the file as UTF-8 text
    search: news/list.jsonl: line 1, column 2: not a JSON object; write one object per article, with its text in a "text" field
    search: news/bare.jsonl: line 1, column 1: no text or title; put the text in a "text" or "body" field, or pass the name of its field with --map body=NAME
    search: news/only-front-matter.md: line 1, column 1: no content; add an article or delete the file
    "#);
}

#[test]
fn files_of_unsupported_types_are_counted() {
    let (sandbox, run) = beside_a_good_one("photo.jpg", b"\xff\xd8\xff\0");
    insta::assert_snapshot!(run, @"2> 1 new, 0 changed, 0 unchanged, 0 removed, 1 skipped (1 not an article); 1 figure in 1 article; took [time] seconds");
    assert_eq!(sandbox.ids("*"), ["good"]);
}

#[test]
fn known_file_that_turns_binary_is_reported() {
    let (sandbox, _) = beside_a_good_one("other.txt", "Title: Other\n\nOther news.\n");
    sandbox.write("news/other.txt", b"\0\0\0");
    for _ in 0..2 {
        sandbox.search(["ingest"]).complains(3, &["news/other.txt"]);
        assert_eq!(sandbox.ids("good"), [""; 0]);
        assert_eq!(sandbox.ids("dam"), ["good"]);
    }
    sandbox.write("news/other.txt", "Title: Other\n\nOther and newer.\n");
    let told = sandbox.ingest(["news"]);
    assert_eq!(told.articles, 2);
    assert_eq!(sandbox.ids("newer"), ["other"]);
}

#[test]
fn non_utf8_text_is_decoded_and_reported() {
    let (sandbox, run) = beside_a_good_one(
        "latin.txt",
        b"Title: Caf\xe9\n\nNine people died in the caf\xe9.\n",
    );
    insta::assert_snapshot!(run.complaint(0), @"
    search: news/latin.txt: not UTF-8; read as windows-1252 (if that is wrong, save the file as UTF-8)
    2 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 2 figures in 2 articles; took [time] seconds
    ");
    let [hit] = &sandbox.hits("nine")[..] else {
        panic!("not found")
    };
    assert_eq!(hit.id, "latin");
    let (sandbox, run) = beside_a_good_one(
        "latin.jsonl",
        b"{\"id\":\"x\",\"text\":\"Nine died in the caf\xe9.\"}\n",
    );
    insta::assert_snapshot!(run.complaint(0), @"
    search: news/latin.jsonl: line 1: not UTF-8; read as windows-1252 (if that is wrong, save the file as UTF-8)
    2 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 2 figures in 2 articles; took [time] seconds
    ");
    assert_eq!(sandbox.ids("nine"), ["x"]);
}

#[test]
fn invalid_date_is_reported_and_dropped() {
    let (sandbox, run) = beside_a_good_one(
        "undated.txt",
        b"DATE: None given\nOUTLET: Capital Post\nTITLE: Silence\n\nNine people died in the cafe.\n",
    );
    let warning = "search: news/undated.txt: date ignored: \"None given\" is not in a known date format; use a format such as 2022-03-01";
    run.complains(0, &[warning]);
    let [hit] = &sandbox.hits("nine")[..] else {
        panic!("not found")
    };
    assert_eq!(
        (hit.id.as_str(), hit.published.as_deref()),
        ("undated", None)
    );
}

#[test]
fn sample_corpus_is_ingested_without_warnings() {
    let sandbox = Sandbox::new();
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let run = sandbox.search(["ingest", corpus]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{run}");
    let [summary] = &run.stderr.lines().collect::<Vec<_>>()[..] else {
        panic!("{run}")
    };
    assert!(summary.starts_with("87 new, 0 changed, "), "{run}");
}

#[test]
fn broken_json_line_does_not_affect_others() {
    let lines = [
        "{\"id\":\"a\",\"text\":\"One.\"}",
        "{\"id\":\"b\",\"text\":\"Two",
        "{\"id\":\"c\",\"text\":\"Three.\"}",
    ];
    let (sandbox, run) = beside_a_good_one("export.jsonl", lines.join("\n"));
    let complaint = ["news/export.jsonl: line 2, column"];
    run.complains(3, &complaint);
    assert_eq!(sandbox.ids("*"), ["a", "c", "good"]);
    for args in [
        &["ingest"][..],
        &["ingest", "news"],
        &["ingest", "--rebuild"],
    ] {
        let run = sandbox.search(args);
        run.complains(3, &complaint);
        assert_eq!(Counts::of(&run).articles, 3, "{run}");
        assert_eq!(run.stderr.matches("export.jsonl").count(), 1, "{run}");
    }
    sandbox.write(
        "news/export.jsonl",
        lines.join("\n").replace("Two", "Two.\"}"),
    );
    assert_eq!(
        sandbox.ingest(["news"]).done(),
        counts("1 new, 3 unchanged")
    );
    assert_eq!(sandbox.ids("*"), ["a", "b", "c", "good"]);
}

/// A file with the wrong extension may have millions of bad lines, and the index stores every reported error.
#[test]
fn excess_broken_lines_are_only_counted() {
    let good = "{\"id\":\"a\",\"text\":\"One.\"}\n";
    let (sandbox, run) = beside_a_good_one("export.jsonl", "x\n".repeat(5_000) + good);
    let more = "news/export.jsonl: 4,000 more";
    for run in [run, sandbox.search(["ingest"])] {
        run.complains(
            3,
            &["export.jsonl: line 1, ", "export.jsonl: line 1000, ", more],
        );
        assert!(!run.stderr.contains("line 1001,"), "{run}");
        assert_eq!(Counts::of(&run).skipped, 5_000, "{run}");
    }
    assert_eq!(sandbox.ids("*"), ["a", "good"]);
}

#[test]
fn record_that_becomes_invalid_is_removed() {
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let (sandbox, _) = beside_a_good_one("export.jsonl", line("a", "One.") + &line("b", "Two."));
    sandbox.write("news/export.jsonl", line("a", "One.") + "{\"id\":\"b\",\n");
    let run = sandbox.search(["ingest"]);
    insta::assert_snapshot!(run.complaint(3), @"
    search: news/export.jsonl: line 2, column 9: invalid JSON (EOF while parsing an object); correct this line
    0 new, 0 changed, 2 unchanged, 1 removed, 1 skipped (1 unreadable); 1 figure in 2 articles; took [time] seconds
    ");
    assert_eq!(Counts::of(&run).articles as usize, sandbox.records().len());
    assert_eq!(sandbox.ids("id:a"), ["a"]);
    assert_eq!(sandbox.ids("dam"), ["good"]);
}

#[test]
fn unusual_file_names_are_accepted() {
    let names = [
        "two words.txt",
        "-dash.txt",
        "ümläut — “quoted”.txt",
        "percent%20&#.txt",
        "dots...txt",
        "\u{202e}txt.reversed.txt",
        "escape\u{1b}[31m.txt",
        "new\nline.txt",
        "*.txt",
    ];
    let sandbox = Sandbox::new();
    for name in names {
        sandbox.write(
            format!("news/{name}"),
            format!("Title: Odd\n\nThe file {} died.\n", name.len()),
        );
    }
    let told = sandbox.ingest(["news"]);
    assert_eq!(
        told.done(),
        Counts {
            new: names.len() as u64,
            ..Counts::default()
        }
    );
    let mut paths: Vec<_> = sandbox
        .hits("odd")
        .into_iter()
        .map(|hit| hit.path)
        .collect();
    paths.sort_unstable();
    let mut expected: Vec<_> = names.iter().map(|name| format!("news/{name}")).collect();
    expected.sort_unstable();
    assert_eq!(paths, expected);
    let shown = sandbox.search(["query", "--limit", "100", "odd"]);
    assert!(!shown.stdout.contains(['\u{1b}', '\u{202e}']), "{shown}");
    assert_eq!(
        shown.stdout.matches("no date, news/").count(),
        names.len(),
        "{shown}"
    );
    assert_eq!(sandbox.ingest_file("news/-dash.txt"), counts("9 unchanged"));
    let unreadable = "news/un\u{1b}[31mreadable.txt";
    sandbox.write(unreadable, "");
    let run = sandbox.search(["ingest"]);
    run.complains(3, &["readable.txt"]);
    assert!(!run.stderr.contains('\u{1b}'), "{run}");
}

impl Sandbox {
    /// Ingests the file `name` and returns the counts for this ingest.
    fn ingest_file(&self, name: &str) -> Counts {
        Counts::of(&self.search(["ingest", "--", name])).done()
    }
}

#[cfg(target_os = "linux")]
#[test]
fn non_utf8_file_name_is_reported_and_skipped() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let sandbox = Sandbox::with([("news/good.txt", GOOD)]);
    fs::write(
        sandbox.path("news").join(OsStr::from_bytes(b"caf\xe9.txt")),
        GOOD,
    )
    .unwrap();
    insta::assert_snapshot!(sandbox.search(["ingest", "news"]).complaint(3), @"
    search: news/caf�.txt: the file name is not UTF-8; rename the file
    1 new, 0 changed, 0 unchanged, 0 removed, 1 skipped (1 unreadable); 1 figure in 1 article; took [time] seconds
    ");
    assert_eq!(sandbox.ids("*"), ["good"]);
}

#[cfg(unix)]
#[test]
fn unreadable_file_keeps_its_article() {
    let (sandbox, run) = beside_a_good_one("secret.txt", "Title: Secret\n\nNine people died.\n");
    assert_eq!(run.status, 0, "{run}");
    sandbox.write("news/secret.txt", "Title: Secret\n\nTen people died.\n");
    if !sandbox.forbid("news/secret.txt") {
        return;
    }
    insta::assert_snapshot!(sandbox.search(["ingest", "news"]).complaint(3), @"");
    assert_eq!(sandbox.ids("nine"), ["secret"]);
    sandbox.allow("news/secret.txt");
    assert_eq!(
        sandbox.ingest(["news"]).done(),
        counts("1 changed, 1 unchanged")
    );
}

/// The files are removed after the walk and before they are read. An ingest event signals this moment to the test.
#[test]
fn file_removed_during_ingest_is_reported() {
    let (sandbox, _) = beside_a_good_one("old.txt", "Title: Old\n\nOld news.\n");
    sandbox.write("news/old.txt", "Title: Old\n\nNewer news.\n");
    sandbox.write("news/new.txt", "Title: New\n\nNew news.\n");
    sandbox.write("news/zebra.txt", "Title: Zebra\n\nA zebra.\n");
    let mut failed = Vec::new();
    let summary = ingest_here(
        &sandbox.index(),
        &options(&[sandbox.path("news")]),
        &mut |event| match event {
            IngestEvent::Planned { .. } => ["news/old.txt", "news/new.txt"]
                .map(|name| sandbox.remove(name))
                .into_iter()
                .collect(),
            IngestEvent::Failed(message) => failed.push(message.to_owned()),
            _ => {}
        },
    );
    assert_eq!((summary.failed, summary.articles), (2, 3), "{failed:?}");
    assert!(
        failed[0].contains("new.txt") && failed[1].contains("old.txt"),
        "{failed:?}"
    );
    assert_eq!(sandbox.ids("*"), ["good", "old", "zebra"]);
    let told = sandbox.ingest(["news"]);
    assert_eq!(told.done(), counts("2 unchanged, 1 removed"));
}

#[test]
fn row_with_a_nul_byte_is_reported_and_skipped() {
    let rows = "title,text\nA,\0\0\nB,Five people died.\n";
    let (sandbox, run) = beside_a_good_one("table.csv", rows);
    insta::assert_snapshot!(run.complaint(3), @"
    search: news/table.csv: line 2, column 1: binary data (NUL byte); save the file as UTF-8 text
    2 new, 0 changed, 0 unchanged, 0 removed, 1 skipped (1 unreadable); 2 figures in 2 articles; took [time] seconds
    ");
    assert_eq!(
        (Counts::of(&run).skipped, sandbox.records().len()),
        (1, 2),
        "{run}"
    );
}
