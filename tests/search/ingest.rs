//! Repeated ingests: new, changed, moved, removed and unchanged files, and rebuilds.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use figured::index::IndexReader;

use crate::harness::{Counts, Sandbox, counts, ingest_here, options, records, release};

const DAM: &str = "Title: Dam breaks\nDate: 2024-03-01\n\nThe dam broke and five people died.\n";
const FERRY: &str =
    "Title: Ferry sinks\nOutlet: Coastline News\n\nThe ferry sank with 180 passengers.\n";
const STRIKE: &str = "Title: Trains stop\n\nSome 41,000 workers walked out.\n";

fn three_articles() -> Sandbox {
    let sandbox = Sandbox::with([
        ("news/dam.txt", DAM),
        ("news/sea/ferry.md", FERRY),
        ("news/strike.txt", STRIKE),
    ]);
    assert_eq!(sandbox.ingest(["news"]).done(), counts("3 new"));
    sandbox
}

/// Runs an ingest. Fails unless it reports the expected counts, and a total that matches the index.
#[track_caller]
fn check(sandbox: &Sandbox, args: &[&str], expected: Counts) {
    let told = sandbox.ingest(args);
    assert_eq!(told.done(), expected);
    assert_eq!(told.articles, sandbox.records().len() as u64);
}

#[test]
fn last_line_summarizes_the_ingest() {
    let sandbox = three_articles();
    sandbox.write("news/new.txt", "Title: New\n\nNine people died.\n");
    sandbox.write("news/photo.jpg", [0xff, 0xd8, 0]);
    sandbox.write("news/dam.txt", DAM.replace("five", "six"));
    sandbox.remove("news/strike.txt");
    insta::assert_snapshot!(sandbox.search(["ingest", "news"]), @"2> 1 new, 1 changed, 1 unchanged, 1 removed, 1 skipped (1 not an article); 3 figures in 3 articles; took [time] seconds");
}

/// Returns the paths and contents of the segment files, which tantivy never rewrites, and of the files outside the
/// generation.
fn written(sandbox: &Sandbox) -> BTreeSet<(PathBuf, Vec<u8>)> {
    let files = sandbox.path("index/generation-000001/files");
    let segments = fs::read_dir(files)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let segments = segments.filter(|path| {
        path.extension()
            .is_some_and(|extension| extension != "json" && extension != "lock")
    });
    let beside =
        ["CURRENT", "history.jsonl", "roots.json"].map(|name| sandbox.path("index").join(name));
    segments
        .chain(beside)
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

#[test]
fn second_ingest_writes_nothing() {
    let sandbox = three_articles();
    let before = written(&sandbox);
    for args in [&["news"][..], &[], &["news", "--prune"]] {
        check(&sandbox, args, counts("3 unchanged"));
    }
    assert_eq!(written(&sandbox), before);
}

#[test]
fn touched_file_counts_as_unchanged() {
    let sandbox = three_articles();
    let before = written(&sandbox);
    sandbox.write("news/dam.txt", DAM);
    check(&sandbox, &["news"], counts("3 unchanged"));
    assert_eq!(written(&sandbox), before);
}

#[test]
fn changed_file_is_replaced() {
    let sandbox = three_articles();
    sandbox.write("news/dam.txt", "Title: Dam holds\n\nNobody was hurt.\n");
    check(&sandbox, &["news"], counts("1 changed, 2 unchanged"));
    assert_eq!(sandbox.ids("broke"), [""; 0]);
    assert_eq!(sandbox.ids("title:holds"), ["dam"]);
    assert_eq!(sandbox.hits("hurt")[0].published, None);
}

#[test]
fn change_with_same_size_and_time_is_detected() {
    let sandbox = three_articles();
    let path = sandbox.path("news/dam.txt");
    let time = path.metadata().unwrap().modified().unwrap();
    sandbox.write("news/dam.txt", DAM.replace("five", "nine"));
    File::options()
        .append(true)
        .open(&path)
        .unwrap()
        .set_modified(time)
        .unwrap();
    check(&sandbox, &["news"], counts("1 changed, 2 unchanged"));
    assert_eq!(sandbox.ids("nine"), ["dam"]);
}

#[test]
fn deleting_a_file_removes_its_article() {
    let sandbox = three_articles();
    sandbox.remove("news/strike.txt");
    check(&sandbox, &["news"], counts("2 unchanged, 1 removed"));
    assert_eq!(sandbox.ids("*"), ["dam", "ferry"]);
}

#[test]
fn deletions_in_other_roots_are_ignored() {
    let sandbox = three_articles();
    sandbox.write("other/quake.txt", "Title: Quake\n\nThe ground shook.\n");
    sandbox.remove("news/strike.txt");
    check(&sandbox, &["other"], counts("1 new, 3 unchanged"));
    check(&sandbox, &["news/sea"], counts("4 unchanged"));
    check(&sandbox, &[], counts("3 unchanged, 1 removed"));
}

/// A time in September 2001.
const LONG_AGO: i64 = 1_000_000_000_000;

/// Sets the first-seen timestamp of every article to [`LONG_AGO`].
fn age(sandbox: &Sandbox) {
    let aged = |line: &str| {
        let mut version: serde_json::Value = serde_json::from_str(line).unwrap();
        version["seen"] = LONG_AGO.into();
        version.as_object_mut().unwrap().remove("checksum");
        format!("{version}\n")
    };
    let history: String = sandbox
        .read("index/history.jsonl")
        .lines()
        .map(aged)
        .collect();
    sandbox.write("index/history.jsonl", history);
}

#[test]
fn moved_file_stays_the_same_article() {
    let rows = [
        ("news/dam.txt", "news/levee.txt"),
        ("news/dam.txt", "news/2024/03/dam.txt"),
        ("news/dam.txt", "news/sea/dam.txt"),
        ("news/sea", "news/ocean"),
    ];
    for (from, to) in rows {
        let sandbox = three_articles();
        age(&sandbox);
        sandbox.rename(from, to);
        check(&sandbox, &["news"], counts("1 moved, 2 unchanged"));
        let moved = sandbox
            .records()
            .into_iter()
            .find(|record| record.path.starts_with(to))
            .unwrap();
        assert_eq!(moved.first_seen, LONG_AGO, "{from} to {to}");
        let history = sandbox.read("index/history.jsonl");
        let line = history
            .lines()
            .find(|line| line.contains("moved_from"))
            .unwrap();
        assert!(line.contains(&moved.key.to_string()), "{line}");
        check(&sandbox, &["news", "--rebuild"], counts("3 new"));
        assert!(
            sandbox
                .records()
                .iter()
                .all(|record| record.first_seen == LONG_AGO),
            "{from} to {to}"
        );
    }
}

#[test]
fn move_to_another_root_keeps_the_article() {
    let sandbox = three_articles();
    sandbox.write("old/quake.txt", "Title: Quake\n\nThe ground shook.\n");
    sandbox.ingest(["old"]);
    age(&sandbox);
    sandbox.rename("news/dam.txt", "old/dam.txt");
    check(&sandbox, &["old", "news"], counts("1 moved, 3 unchanged"));
    let moved = sandbox
        .records()
        .into_iter()
        .find(|record| record.id == "dam")
        .unwrap();
    assert_eq!(
        (moved.path.as_str(), moved.first_seen),
        ("old/dam.txt", LONG_AGO)
    );
}

#[test]
fn moved_identical_files_are_all_matched() {
    let sandbox = Sandbox::with([
        ("news/a/1.txt", DAM),
        ("news/a/2.txt", DAM),
        ("news/a/3.txt", DAM),
    ]);
    sandbox.ingest(["news"]);
    sandbox.rename("news/a", "news/b");
    check(&sandbox, &["news"], counts("3 moved"));
    let paths: Vec<_> = sandbox.hits("*").into_iter().map(|hit| hit.path).collect();
    assert!(
        paths.iter().all(|path| path.starts_with("news/b/")),
        "{paths:?}"
    );
}

#[test]
fn identical_files_stay_separate_articles() {
    let sandbox = three_articles();
    sandbox.write("news/sea/dam.txt", DAM);
    check(&sandbox, &["news"], counts("1 new, 3 unchanged"));
    sandbox.write("copies/dam.txt", DAM);
    check(&sandbox, &["copies"], counts("1 new, 4 unchanged"));
    let mut paths: Vec<_> = sandbox
        .records()
        .into_iter()
        .filter(|r| r.id == "dam")
        .map(|r| r.path)
        .collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        ["copies/dam.txt", "news/dam.txt", "news/sea/dam.txt"]
    );
    sandbox.remove("news/dam.txt");
    check(&sandbox, &["news"], counts("4 unchanged, 1 removed"));
}

#[test]
fn json_lines_are_identified_by_id() {
    let sandbox = Sandbox::new();
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let [one, two, three] =
        ["1", "2", "3"].map(|id| line(id, &format!("Record {id} tells of five dead.")));
    sandbox.write("a.jsonl", [&*one, &two, &three].concat());
    check(&sandbox, &["a.jsonl"], counts("3 new"));
    let rows = [
        (
            "another order",
            [&*three, &one, &two].concat(),
            counts("3 unchanged"),
        ),
        (
            "one more",
            [&*three, &line("4", "Nine."), &one, &two].concat(),
            counts("1 new, 3 unchanged"),
        ),
        (
            "one less",
            [&*three, &one, &two].concat(),
            counts("3 unchanged, 1 removed"),
        ),
        (
            "changed",
            [&*three, &line("1", "Ten."), &two].concat(),
            counts("1 changed, 2 unchanged"),
        ),
        (
            "all at once",
            [&*line("5", "New."), &line("2", "Other.")].concat(),
            counts("1 new, 1 changed, 2 removed"),
        ),
    ];
    for (what, text, expected) in rows {
        sandbox.write("a.jsonl", text);
        let told = sandbox.ingest(["a.jsonl"]);
        assert_eq!(told.done(), expected, "{what}");
    }
    assert_eq!(sandbox.ids("*"), ["2", "5"]);
}

#[test]
fn records_with_equal_or_no_id_stay_distinct() {
    let sandbox = Sandbox::new();
    let texts = [
        "{\"id\":7,\"text\":\"One.\"}\n",
        "{\"id\":7,\"text\":\"Two.\"}\n",
        "{\"text\":\"Three.\"}\n",
        "{\"text\":\"Four.\"}\n",
    ];
    sandbox.write("a/x.jsonl", texts.concat());
    sandbox.write("b/x.jsonl", texts.concat());
    check(&sandbox, &["a", "b"], counts("8 new"));
    assert_eq!(
        sandbox.ids("*"),
        ["7", "7", "7", "7", "x#3", "x#3", "x#4", "x#4"]
    );
}

#[test]
fn roots_are_remembered() {
    let sandbox = three_articles();
    sandbox.write("other/quake.txt", "Title: Quake\n\nThe ground shook.\n");
    sandbox.ingest(["other"]);
    sandbox.write("news/new.txt", "Title: New\n\nNews.\n");
    sandbox.write("other/new.txt", "Title: New\n\nOther news.\n");
    check(&sandbox, &[], counts("2 new, 4 unchanged"));
}

#[test]
fn roots_are_found_from_another_folder() {
    let sandbox = three_articles();
    sandbox.make_folder("elsewhere");
    sandbox.write("news/new.txt", "Title: New\n\nNews.\n");
    let run = sandbox
        .call(["ingest", "--index", "../index"])
        .within("elsewhere")
        .run();
    assert_eq!(
        Counts::of(&run).done(),
        counts("1 new, 3 unchanged"),
        "{run}"
    );
}

#[test]
fn rebuild_reads_all_roots() {
    for args in [&["--rebuild"][..], &["news", "--rebuild"]] {
        let sandbox = three_articles();
        sandbox.write("other/quake.txt", "Title: Quake\n\nThe ground shook.\n");
        sandbox.ingest(["other"]);
        let before = sandbox.records();
        check(&sandbox, args, counts("4 new"));
        assert_eq!(sandbox.records(), before);
        check(&sandbox, &[], counts("4 unchanged"));
    }
}

#[test]
fn rebuild_keeps_the_first_seen_time() {
    let sandbox = three_articles();
    age(&sandbox);
    sandbox.write("news/dam.txt", DAM.replace("five", "six"));
    sandbox.write("news/new.txt", "Title: New\n\nNews.\n");
    sandbox.ingest(["news"]);
    sandbox.ingest(["--rebuild"]);
    for record in sandbox.records() {
        assert_eq!(
            record.first_seen == LONG_AGO,
            record.id != "new",
            "{record:?}"
        );
    }
}

#[test]
fn returning_article_keeps_its_first_seen_time() {
    let sandbox = three_articles();
    age(&sandbox);
    sandbox.remove("news/dam.txt");
    sandbox.ingest(["news"]);
    sandbox.write("news/dam.txt", DAM);
    check(&sandbox, &["news"], counts("1 new, 2 unchanged"));
    let back = sandbox
        .records()
        .into_iter()
        .find(|record| record.id == "dam")
        .unwrap();
    assert_eq!(back.first_seen, LONG_AGO);
}

fn generations(sandbox: &Sandbox) -> Vec<String> {
    let entries = fs::read_dir(sandbox.path("index")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names
        .filter(|name| name.starts_with("generation"))
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn open_reader_survives_a_rebuild() {
    let sandbox = three_articles();
    let before = sandbox.records();
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    sandbox.write("news/dam.txt", DAM.replace("five", "six"));
    sandbox.ingest(["--rebuild"]);
    assert_eq!(records(&reader), before);
    assert_ne!(sandbox.records(), before);
    assert_eq!(
        generations(&sandbox),
        ["generation-000001", "generation-000002"]
    );
    release(reader);
    sandbox.ingest(["--rebuild"]);
    assert_eq!(generations(&sandbox), ["generation-000003"]);
}

#[test]
fn reader_keeps_its_snapshot_during_ingest() {
    let sandbox = three_articles();
    let before = sandbox.records();
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    for round in 0..5 {
        sandbox.write("news/dam.txt", DAM.replace("five", &format!("{round}00")));
        sandbox.ingest(["news"]);
    }
    assert_eq!(records(&reader), before);
}

#[test]
fn failed_rebuild_keeps_the_old_index() {
    let sandbox = three_articles();
    let before = sandbox.records();
    sandbox.rename("news", "elsewhere");
    let run = sandbox.search(["ingest", "--rebuild"]);
    insta::assert_snapshot!(run.complaint(2), @"
    search: [folder]/news: not found, and a rebuild would lose its articles
    hint: restore it, or pass --prune to remove its articles
    ");
    assert_eq!(sandbox.records(), before);
    assert_eq!(generations(&sandbox), ["generation-000001"]);
}

#[test]
fn nested_roots_are_indexed_once() {
    for roots in [
        &["news", "news/sea"][..],
        &["news/sea", "news"],
        &["news", "news"],
        &["news/sea/ferry.md", "news"],
    ] {
        let sandbox = Sandbox::with([("news/dam.txt", DAM), ("news/sea/ferry.md", FERRY)]);
        check(&sandbox, roots, counts("2 new"));
        check(&sandbox, roots, counts("2 unchanged"));
        check(&sandbox, &[], counts("2 unchanged"));
        check(&sandbox, &["--rebuild"], counts("2 new"));
        sandbox.remove("news/sea/ferry.md");
        sandbox.write("news/sea/cliff.md", "Title: Cliff\n\nA cliff.\n");
        let told = Counts::of(&sandbox.search(["ingest", "news", "--prune"]));
        assert_eq!(
            told.done(),
            counts("1 new, 1 unchanged, 1 removed"),
            "{roots:?}"
        );
    }
}

#[test]
fn root_path_is_normalized() {
    let sandbox = three_articles();
    let absolute = sandbox.path("news");
    let mut names = vec![
        absolute.to_str().unwrap(),
        "./news",
        "news/",
        "news/../news",
        "news/sea/..",
    ];
    if cfg!(unix) {
        link(&absolute, &sandbox.path("link"));
        names.push("link");
    }
    for name in names {
        check(&sandbox, &[name], counts("3 unchanged"));
        let roots: serde_json::Value =
            serde_json::from_str(&sandbox.unsealed("index/roots.json")).unwrap();
        assert_eq!(roots.as_array().unwrap().len(), 1, "{name}: {roots}");
    }
}

fn link(original: &Path, link: &Path) {
    #[cfg(unix)]
    std::os::unix::fs::symlink(original, link).unwrap();
    #[cfg(not(unix))]
    let _ = (original, link);
}

#[test]
fn file_can_be_a_root() {
    let sandbox = Sandbox::with([("a.txt", DAM), ("b.txt", FERRY)]);
    check(&sandbox, &["a.txt"], counts("1 new"));
    sandbox.write("a.txt", DAM.replace("five", "six"));
    check(&sandbox, &[], counts("1 changed"));
    assert_eq!(sandbox.ids("*"), ["a"]);
}

#[test]
fn many_small_ingests_leave_few_segments() {
    let sandbox = Sandbox::new();
    let roots = [sandbox.path("news")];
    for nth in 0..30 {
        sandbox.write(
            format!("news/{nth}.txt"),
            format!("Title: Nth\n\nArticle {nth} tells of {nth} dead."),
        );
        ingest_here(&sandbox.index(), &options(&roots), &mut |_| {});
    }
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    assert_eq!(records(&reader).len(), 30);
    let segments = reader.searcher().segment_readers().len();
    assert!(segments < 20, "{segments} segments");
}

#[test]
fn wildcards_match_words_from_every_ingest() {
    let sandbox = three_articles();
    let rows = [
        ("pass*", "ferry"),
        ("*ked", "strike"),
        ("d?m", "dam"),
        ("kestr*", ""),
    ];
    for (query, expected) in rows {
        assert_eq!(sandbox.ids(query).join(" "), expected, "{query}");
    }
    sandbox.write("news/quake.txt", "Title: Quake\n\nKestrel Bay shook.\n");
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.ids("kestr*"), ["quake"]);
    assert_eq!(sandbox.ids("kestral~1"), ["quake"]);
    assert_eq!(sandbox.ids("-kestr*"), ["dam", "ferry", "strike"]);
    sandbox.remove("news/quake.txt");
    for rebuild in [&["news"][..], &["--rebuild"]] {
        sandbox.ingest(rebuild);
        assert_eq!(sandbox.ids("kestr*"), [""; 0]);
        assert_eq!(sandbox.ids("* OR kestr*").len(), 3);
    }
}

#[test]
fn rebuild_fails_rather_than_lose_articles() {
    let sandbox = Sandbox::new();
    for nth in 0..6 {
        sandbox.write(
            format!("news/{nth}.txt"),
            format!("Title: {nth}\n\nNews of day {nth}.\n"),
        );
    }
    sandbox.ingest(["news"]);
    for nth in 0..5 {
        sandbox.remove(format!("news/{nth}.txt"));
    }
    insta::assert_snapshot!(sandbox.search(["ingest", "--rebuild"]).complaint(2), @"
    search: news: 5 of 6 files are missing, and a rebuild would lose their articles
    hint: restore the files, or pass --prune to remove their articles
    ");
    assert_eq!(sandbox.ids("*").len(), 6);
    assert_eq!(sandbox.ingest(["--rebuild", "--prune"]).articles, 1);
}

#[test]
fn ids_that_resemble_generated_ids_stay_distinct() {
    let sandbox = Sandbox::new();
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let mut lines =
        line("a", "One.") + &line("a", "Two.") + &line("a#2", "Three.") + &line("2=a", "Four.");
    sandbox.write("news/all.jsonl", &lines);
    assert_eq!(sandbox.ingest(["news"]).articles, 4);
    for nth in 5..8 {
        lines += &line("b", &format!("Number {nth}."));
        sandbox.write("news/all.jsonl", &lines);
        let told = sandbox.ingest(["news"]);
        assert_eq!((told.articles, told.new, told.changed), (nth, 1, 0));
        assert_eq!(sandbox.ids("*").len() as u64, nth);
    }
}

#[test]
fn index_inside_a_root_is_not_ingested() {
    let sandbox = Sandbox::with([("news/a.txt", "Title: A\n\nNews.\n")]);
    sandbox.ingest(["news", "--index", "news/other"]);
    assert_eq!(sandbox.ingest(["news"]).articles, 1);
    assert_eq!(sandbox.ids("*"), ["a"]);
}

#[test]
fn moved_file_keeps_first_seen_time_on_rebuild() {
    let sandbox = three_articles();
    let seen: Vec<_> = sandbox
        .records()
        .iter()
        .map(|record| record.first_seen)
        .collect();
    let history = sandbox.read("index/history.jsonl");
    assert!(history.contains(&format!("\"seen\":{}", seen[0])));
    age(&sandbox);
    sandbox.rename("news/dam.txt", "news/moved.txt");
    sandbox.ingest(["--rebuild"]);
    assert!(
        sandbox
            .records()
            .iter()
            .all(|record| record.first_seen == LONG_AGO)
    );
}

#[test]
fn history_is_restored_from_the_index() {
    let sandbox = three_articles();
    age(&sandbox);
    sandbox.ingest(["--rebuild"]);
    sandbox.write("news/new.txt", "Title: New\n\nNews.\n");
    sandbox.rename("news/strike.txt", "news/struck.txt");
    sandbox.ingest(["news"]);
    let (before, history) = (sandbox.records(), sandbox.read("index/history.jsonl"));
    let first_three: String = history.split_inclusive('\n').take(3).collect();
    // An ingest that is interrupted after its commit leaves the first history. The empty history simulates a lost one.
    for left in [first_three.as_str(), ""] {
        sandbox.write("index/history.jsonl", left);
        check(&sandbox, &[], counts("4 unchanged"));
        sandbox.ingest(["--rebuild"]);
        assert_eq!(sandbox.records(), before, "{left}");
    }
}
