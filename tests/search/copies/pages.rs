//! Versions of one page and the differences between them.

use serde_json::{Value, json};

use super::{Maker, article};
use crate::harness::Sandbox;
use crate::redaction::redacted;

const PAGE: &str = "https://www.harbour-mail.example/news/flood-in-the-valley";

/// Returns a version of a page that was last changed on `day` and reports `dead` deaths.
fn version(id: &str, url: &str, day: &str, dead: u32, story: &[String]) -> Value {
    let lead = format!("The flood killed {dead} people in the valley, the mayor said.");
    let text = [&[lead], story].concat();
    let mut one = article(id, "Harbour Mail", "Flood in the valley", &text);
    one["url"] = json!(url);
    one["date"] = json!("2024-03-01");
    one["modified"] = json!(day);
    one
}

#[test]
fn only_the_latest_page_version_is_found() {
    let story = Maker::new(1).text(20);
    let sandbox = Sandbox::new();
    let tracked = format!(
        "{}/?utm_source=letter#top",
        PAGE.replace("https://www.", "http://")
    );
    // The later version is read first.
    sandbox.lines(
        "news/a.jsonl",
        &[version("late", &tracked, "2024-03-05", 14, &story)],
    );
    sandbox.lines(
        "news/b.jsonl",
        &[version("early", PAGE, "2024-03-02", 12, &story)],
    );
    sandbox.lines(
        "news/c.jsonl",
        &[version("middle", PAGE, "2024-03-03", 13, &story)],
    );
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.found(&["valley"]), (vec!["late".to_owned()], 2));
    // Numbers that occur only in an earlier version are not found.
    assert_eq!(sandbox.found(&["killed:12"]), (vec![], 1));
    assert_eq!(sandbox.found(&["--copies", "killed:12"]).0, ["early"]);
    let run = sandbox.search(["query", "--copies", "killed:12"]);
    insta::assert_snapshot!(redacted(&run.stdout), @"
    1. Flood in the valley
       Harbour Mail, 2024-03-01, news/b.jsonl, earlier version
       The flood killed *12* people in the valley, the mayor said. The anchor ladder candle and island river island of helmet magnet timber were railway.
       - 12 people killed · source: mayor · agent: flood · place: valley
    ");
    let run = sandbox.search(["figures", "killed", "--copies", "--jsonl"]);
    assert_eq!(
        run.stdout.matches("\"earlier_version\":true").count(),
        2,
        "{run}"
    );
    assert_eq!(
        sandbox
            .search(["figures", "killed", "--jsonl"])
            .stdout
            .lines()
            .count(),
        1
    );
    let shown = sandbox.shown("late");
    let versions: Vec<_> = shown.versions.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(versions, ["early", "middle", "late"]);
    let changed = shown.versions[2].change.as_ref().unwrap();
    assert_eq!(changed["removed"][0]["numbers"], json!([13.0, 13.0]));
    let run = sandbox.search(["show", "early"]);
    for line in [
        "version: this one (earlier)\n",
        "news/c.jsonl, middle; killed 12 -> 13\n",
        "version: latest, Harbour Mail, 2024-03-01, news/a.jsonl, late; killed 13 -> 14\n",
    ] {
        assert!(run.stdout.contains(line), "{line}{run}");
    }
    let history = sandbox.read("index/history.jsonl");
    assert_eq!(history.matches("\"changes\"").count(), 2, "{history}");
    sandbox.remove("news/a.jsonl");
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.found(&["valley"]), (vec!["middle".to_owned()], 1));
    sandbox.ingest(["--rebuild"]);
    assert_eq!(sandbox.found(&["valley"]), (vec!["middle".to_owned()], 1));
    assert_eq!(sandbox.found(&["killed:13"]).0, ["middle"]);
}

#[test]
fn same_day_versions_are_ordered_by_path() {
    let story = Maker::new(2).text(20);
    let sandbox = Sandbox::new();
    let one = |id, dead| version(id, PAGE, "2024-03-02", dead, &story);
    sandbox.lines("news/b.jsonl", &[one("b1", 15), one("b2", 16)]);
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.found(&["valley"]).0, ["b2"]);
    sandbox.lines("news/a.jsonl", &[one("a", 17)]);
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.found(&["valley"]).0, ["b2"]);
    sandbox.lines("news/c.jsonl", &[one("c", 18)]);
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.found(&["valley"]).0, ["c"]);
    sandbox.ingest(["--rebuild"]);
    assert_eq!(sandbox.found(&["valley"]).0, ["c"]);
}

#[test]
fn generic_address_does_not_join_articles() {
    let mut maker = Maker::new(3);
    let sandbox = Sandbox::new();
    let mut articles = Vec::new();
    for (nth, url) in [
        "https://harbour-mail.example/",
        "https://harbour-mail.example/latest",
    ]
    .iter()
    .cycle()
    .take(40)
    .enumerate()
    {
        let mut one = article(
            &format!("{nth}"),
            "Harbour Mail",
            "Latest news",
            &maker.text(20),
        );
        one["url"] = json!(url);
        articles.push(one);
    }
    sandbox.lines("news/all.jsonl", &articles);
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.found(&["*"]).0.len(), 40);
}

#[test]
fn changed_figures_are_recorded_in_the_history() {
    let story = Maker::new(4).text(6).join("\n\n");
    let sandbox = Sandbox::new();
    let write = |name: &str, said: &str| {
        sandbox.write(
            name,
            format!("Title: Flood\nDate: 2024-03-01\n\n{said}\n\n{story}\n"),
        );
    };
    write(
        "news/flood.txt",
        "The flood killed 12 people and wounded 30.",
    );
    write("news/other.txt", "Nothing was lost.");
    sandbox.ingest(["news"]);
    write(
        "news/flood.txt",
        "The flood killed 14 people. 7 people are missing.",
    );
    sandbox.ingest(["news"]);
    // A change that leaves all figures the same is not reported.
    write(
        "news/flood.txt",
        "The flood killed 14 people. Now 7 people are missing.",
    );
    sandbox.ingest(["news"]);
    let expected = "killed 12 -> 14; wounded 30 removed; missing 7 added\n";
    let run = sandbox.search(["show", "flood"]);
    assert!(run.stdout.contains(expected), "{run}");
    assert_eq!(sandbox.shown("flood").changes.len(), 1);
    // Changes survive a move and a rebuild. A rebuild also detects new changes.
    sandbox.rename("news/flood.txt", "news/moved/flood.txt");
    sandbox.ingest(["news"]);
    write(
        "news/moved/flood.txt",
        "The flood killed 15 people. Now 7 people are missing.",
    );
    sandbox.ingest(["--rebuild"]);
    let run = sandbox.search(["show", "flood"]);
    assert!(run.stdout.contains(": killed 14 -> 15\n"), "{run}");
    assert_eq!(sandbox.shown("flood").changes.len(), 2, "{run}");
}
