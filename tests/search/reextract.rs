//! `search ingest --reextract`: figures are extracted again from the stored articles.

use std::fs;

use crate::harness::{Sandbox, release};
use crate::index_dump::dump;
use figured::index::IndexReader;

/// Makes the index look as if an earlier extractor version had written it.
fn set_old_version(sandbox: &Sandbox, field: &str) {
    let stamp = "index/generation-000001/stamp.json";
    let text = sandbox.unsealed(stamp);
    let at = text.find(field).unwrap() + field.len();
    let end = at + text[at..].find([',', '}']).unwrap();
    sandbox.write(stamp, format!("{}1{}", &text[..at], &text[end..]));
}

#[test]
fn reextracted_index_equals_the_original() {
    let dam = "The dam above the old mill broke on Monday after a week of rain, and five people died in the villages below \
               it, officials said. The river was still rising in the evening.";
    let sandbox = Sandbox::with([
        ("corpus/dam.txt", format!("Title: Dam breaks\n\n{dam}\n")),
        (
            "corpus/copy.txt",
            format!("Title: Dam breaks\n\n{dam} More rain is expected.\n"),
        ),
        (
            "corpus/vote.txt",
            "Title: Vote\n\nThe vote was close: 30 to 28.\n".to_owned(),
        ),
    ]);
    sandbox.ingest(["corpus"]);
    let before = dump(IndexReader::open(&sandbox.index()).unwrap());
    let answers = |sandbox: &Sandbox| {
        let commands = [&["dam"][..], &["figures", "killed"], &["show", "dam"]];
        commands.map(|command| sandbox.search(command).stdout)
    };
    let answered = answers(&sandbox);
    let first_seen = |record: &figured::index::StoredArticle| (record.key, record.first_seen);
    let seen: Vec<_> = sandbox.records().iter().map(first_seen).collect();
    set_old_version(&sandbox, "\"extractor\":");
    sandbox.rename("corpus", "elsewhere");
    sandbox
        .search(["killed"])
        .complains(2, &["search ingest --reextract --index index"]);
    let run = sandbox.search(["ingest", "--reextract"]);
    assert_eq!(run.status, 0, "{run}");
    assert_eq!(dump(IndexReader::open(&sandbox.index()).unwrap()), before);
    let again: Vec<_> = sandbox.records().iter().map(first_seen).collect();
    assert_eq!(again, seen);
    assert_eq!(answers(&sandbox), answered);
    assert_eq!(sandbox.search(["check"]).status, 0);
    // The folder is back, and nothing in it has changed.
    sandbox.rename("elsewhere", "corpus");
    let counts = sandbox.ingest(["corpus"]);
    assert_eq!((counts.new, counts.changed, counts.removed), (0, 0, 0));
    release(sandbox);
}

#[test]
fn corrections_still_apply_after_reextraction() {
    let sandbox = Sandbox::with([(
        "news/dam.txt",
        "Title: Dam breaks\n\nThe dam broke. Five people were killed and 20 were wounded.\n",
    )]);
    sandbox.write(
        "fix.toml",
        "[[article]]\nid = \"dam\"\noutlet = \"The Kestrel\"\n\n\
         [[article.figure]]\ntext = \"20\"\nvalue = 30\n",
    );
    sandbox.ingest(["news", "--corrections", "fix.toml"]);
    let shown = |sandbox: &Sandbox| sandbox.search(["show", "dam"]).stdout;
    let before = shown(&sandbox);
    assert!(before.contains("corrected, was value 20"), "{before}");
    assert!(before.contains("outlet: The Kestrel"), "{before}");
    set_old_version(&sandbox, "\"extractor\":");
    let run = sandbox.search(["ingest", "--reextract"]);
    assert_eq!(run.status, 0, "{run}");
    assert_eq!(shown(&sandbox), before);
}

#[test]
fn changed_corrections_are_not_lost() {
    let sandbox = Sandbox::with([(
        "news/dam.txt",
        "Title: Dam breaks\n\nThe dam broke. Five people were killed and 20 were wounded.\n",
    )]);
    let correction = |value: u32| {
        format!("[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"20\"\nvalue = {value}\n")
    };
    sandbox.write("index/corrections.toml", correction(30));
    sandbox.ingest(["news"]);
    let found = |sandbox: &Sandbox| sandbox.search(["wounded:30", "--count"]).stdout;
    assert_eq!(found(&sandbox).trim(), "1");
    for changed in [correction(40), String::new(), "[[article]]\n".to_owned()] {
        sandbox.write("index/corrections.toml", changed);
        sandbox
            .search(["ingest", "--reextract"])
            .complains(2, &["corrections for 1 file have changed", "--rebuild"]);
        assert_eq!(found(&sandbox).trim(), "1");
    }
    // An error elsewhere in the file is reported.
    sandbox.write(
        "index/corrections.toml",
        format!("{}\n[[outlat]]\nname = 5\n", correction(30)),
    );
    sandbox
        .search(["ingest", "--reextract"])
        .complains(3, &["outlat"]);
    assert_eq!(found(&sandbox).trim(), "1");
}

#[test]
fn lost_history_is_recovered_first() {
    let sandbox = Sandbox::with([
        (
            "news/dam.txt",
            "Title: Dam breaks\n\nThe dam broke. Five people were killed.\n",
        ),
        (
            "news/vote.txt",
            "Title: Vote\n\nThe vote was close: 30 to 28.\n",
        ),
    ]);
    sandbox.ingest(["news"]);
    set_old_version(&sandbox, "\"extractor\":");
    // As after an ingest that was interrupted before it wrote the history.
    sandbox.write("index/history.jsonl", "");
    sandbox.remove("index/last-ingest.json");
    sandbox.rename("news", "elsewhere");
    let run = sandbox.search(["ingest", "--reextract"]);
    assert_eq!(run.status, 0, "{run}");
    let check = sandbox.search(["check"]);
    assert_eq!(check.status, 0, "{check}");
}

#[test]
fn damage_never_costs_articles() {
    let sandbox = Sandbox::with([
        (
            "news/dam.txt",
            "Title: Dam breaks\n\nThe dam broke. Five people were killed.\n",
        ),
        (
            "news/vote.txt",
            "Title: Vote\n\nThe vote was close: 30 to 28.\n",
        ),
        (
            "news/rain.txt",
            "Title: Rain\n\nMore rain is expected in 12 towns.\n",
        ),
    ]);
    sandbox.ingest(["news"]);
    let files = fs::read_dir(sandbox.path("index/generation-000001/files")).unwrap();
    let postings = files
        .map(|file| file.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "idx"))
        .unwrap();
    let content = fs::read(&postings).unwrap();
    sandbox.shell("cp -r index kept").run();
    for at in (0..content.len()).step_by(2) {
        let mut damaged = content.clone();
        damaged[at] ^= 2;
        fs::write(&postings, damaged).unwrap();
        let run = sandbox.search(["ingest", "--reextract"]);
        let found = sandbox.search(["*", "--count"]);
        assert!(
            run.status == 2 || found.stdout.trim() == "3",
            "{at}: {run}{found}"
        );
        sandbox.shell("rm -r index; cp -r kept index").run();
    }
}

#[test]
fn missing_index_is_not_created() {
    let sandbox = Sandbox::new();
    sandbox
        .search(["ingest", "--reextract"])
        .complains(2, &["no index in ./index"]);
    assert!(!sandbox.path("index").exists());
}

#[test]
fn another_format_needs_a_rebuild() {
    let sandbox = Sandbox::with([("news/dam.txt", "Title: Dam\n\nThe dam broke.\n")]);
    sandbox.ingest(["news"]);
    set_old_version(&sandbox, "\"format\":");
    for command in [&["dam"][..], &["ingest", "--reextract"]] {
        let run = sandbox.search(command);
        run.complains(2, &["--rebuild"]);
        assert!(
            !run.stderr.contains("with `search ingest --reextract"),
            "{run}"
        );
    }
    for with in ["news", "--rebuild", "--dry-run", "--prune", "--watch"] {
        let run = sandbox.search(["ingest", "--reextract", with]);
        run.complains(2, &["cannot be used with"]);
    }
}
