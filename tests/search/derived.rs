//! Data that an ingest derives from all articles: copies, superseded versions, and the outlets of spellings.

use std::fs;
use std::path::PathBuf;

use crate::harness::{Run, Sandbox, release};

const COPY: &str = "Title: Dam breaks\n\nThe dam above the old mill broke on Monday after a week of rain, and five \
    people died in the villages below it, officials said. The river was still rising in the evening.\n";

fn three_articles() -> Sandbox {
    let sandbox = Sandbox::with([
        ("news/a.txt", COPY.to_owned()),
        ("news/b.txt", format!("{COPY}\nMore rain is expected.\n")),
        (
            "news/c.txt",
            "Title: Vote\n\nThe vote was close.\n".to_owned(),
        ),
    ]);
    sandbox.ingest(["news"]);
    sandbox
}

/// Returns the path of the file with the derived data.
fn derived(sandbox: &Sandbox) -> PathBuf {
    let files = fs::read_dir(sandbox.path("index/generation-000001")).unwrap();
    let mut files = files.map(|file| file.unwrap().path());
    files
        .find(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("derived-")
        })
        .expect("the derived data is stored")
}

/// Runs commands whose answers depend on the derived data.
fn answers(sandbox: &Sandbox) -> Vec<String> {
    let commands: [&[&str]; 4] = [
        &["dam"],
        &["figures", "killed"],
        &["show", "a"],
        &["facets", "outlet", "*"],
    ];
    let output = |run: Run| format!("{}{}", run.stdout, run.stderr);
    let answers = commands
        .iter()
        .map(|command| output(sandbox.search(*command)));
    answers.collect()
}

#[test]
fn answers_stay_the_same_without_derived_data() {
    let sandbox = three_articles();
    let before = answers(&sandbox);
    assert!(before[0].contains("1 duplicate"), "{}", before[0]);
    let path = derived(&sandbox);
    let content = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(answers(&sandbox), before);
    let check = sandbox.search(["check"]);
    assert!(
        check.stdout.contains("the next ingest will write it"),
        "{check}"
    );
    sandbox.ingest(["news"]);
    assert_eq!(fs::read(derived(&sandbox)).unwrap(), content);
    assert_eq!(answers(&sandbox), before);
}

#[test]
fn damaged_derived_data_is_reported_and_replaced() {
    let sandbox = three_articles();
    let before = answers(&sandbox);
    let content = fs::read(derived(&sandbox)).unwrap();
    for at in [
        0,
        content.len() / 2,
        content.len() - 14,
        content.len() - 3,
        content.len() - 1,
    ] {
        let path = derived(&sandbox);
        let mut damaged = content.clone();
        damaged[at] ^= 1;
        fs::write(&path, &damaged).unwrap();
        let check = sandbox.search(["check"]);
        assert!(
            check.status == 4 && check.stdout.contains("derived-"),
            "{check}"
        );
        for run in [
            sandbox.search(["dam"]),
            sandbox.search(["facets", "outlet", "*"]),
        ] {
            // A command that does not need the damaged part still answers.
            assert!(run.status == 0 || run.stderr.contains("derived-"), "{run}");
        }
        sandbox.ingest(["news"]);
        assert_eq!(fs::read(derived(&sandbox)).unwrap(), content);
        assert_eq!(answers(&sandbox), before);
    }
}

#[test]
fn check_compares_derived_data_with_the_articles() {
    let sandbox = three_articles();
    let path = derived(&sandbox);
    let with_copy = fs::read(&path).unwrap();
    sandbox.remove("news/b.txt");
    sandbox.ingest(["news", "--prune"]);
    let path = derived(&sandbox);
    assert_ne!(fs::read(&path).unwrap(), with_copy);
    fs::write(&path, with_copy).unwrap();
    let check = sandbox.search(["check"]);
    assert_eq!(check.status, 4, "{check}");
    assert!(
        check.stdout.contains("does not match the articles"),
        "{check}"
    );
}

#[test]
fn edited_outlets_take_effect_without_an_ingest() {
    let sandbox = Sandbox::with([
        (
            "news/a.txt",
            "Title: Dam\nOutlet: Kestrel Online\n\nThe dam broke.\n",
        ),
        (
            "news/b.txt",
            "Title: Rain\nOutlet: The Kestrel\n\nThe dam held.\n",
        ),
    ]);
    sandbox.ingest(["news"]);
    let outlets = || sandbox.search(["facets", "outlet", "*"]).stdout;
    assert!(outlets().contains("Kestrel Online"));
    sandbox.write(
        "index/corrections.toml",
        "[[outlet]]\nname = \"The Kestrel\"\nspellings = [\"Kestrel Online\"]\n",
    );
    let merged = outlets();
    assert!(!merged.contains("Kestrel Online"), "{merged}");
    sandbox.ingest(["news"]);
    assert_eq!(outlets(), merged);
    release(sandbox);
}
