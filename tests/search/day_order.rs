//! Numeric dates with an ambiguous order of day and month. They are resolved like the other dates of their site,
//! regardless of the order in which files are read.

use figured::index::{IndexReader, StoredArticle};
use figured::ingest::IngestOptions;
use figured::storage::IndexFolder;
use serde_json::json;

use crate::harness::{Counts, Sandbox, ingest_here, options, records, release};
use crate::random::Random;
use crate::redaction::redacted;

/// Returns a JSON line for an article with the given id, host and date. The date may be in any notation.
fn line(id: &str, host: &str, date: &str) -> String {
    let text = format!("The storm {id} killed 12 people.");
    let article =
        json!({"id": id, "url": format!("https://{host}/{id}"), "date": date, "text": text});
    format!("{article}\n")
}

/// Returns the publication date of an article, and the order of day and month that was used to resolve it.
fn published(sandbox: &Sandbox, id: &str) -> (Option<String>, Option<String>) {
    let mut hits = sandbox.hits(&format!("id:{id}"));
    assert_eq!(hits.len(), 1, "{id}");
    let hit = hits.remove(0);
    (hit.published, hit.published_day_order)
}

fn date(value: &str, order: Option<&str>) -> (Option<String>, Option<String>) {
    (Some(value.to_owned()), order.map(str::to_owned))
}

/// Returns JSON lines for three articles whose dates are valid only if the day comes first.
fn days_first(host: &str) -> String {
    let days = ["13/04/2024", "14/04/2024", "15/04/2024"];
    let lines = days.iter().enumerate();
    lines
        .map(|(nth, day)| line(&format!("sure{nth}"), host, day))
        .collect()
}

#[test]
fn site_order_resolves_ambiguous_dates() {
    let open = line("open", "www.kestrel.example", "03/04/2024 10:00")
        + &line("dots", "kestrel.example", "03.04.2024")
        + &line("other", "heron.example", "03/04/2024");
    // The ambiguous dates are read before the unambiguous ones.
    let sandbox = Sandbox::with([
        ("news/a.jsonl", open),
        ("news/b.jsonl", days_first("kestrel.example")),
    ]);
    let counts = sandbox.ingest(["news"]);
    assert_eq!((counts.new, counts.changed, counts.articles), (6, 0, 6));
    assert_eq!(
        published(&sandbox, "open"),
        date("2024-04-03", Some("day_first"))
    );
    assert_eq!(published(&sandbox, "dots"), date("2024", None));
    assert_eq!(published(&sandbox, "other"), date("2024", None));
    assert_eq!(published(&sandbox, "sure0"), date("2024-04-13", None));
    assert_eq!(sandbox.ids("date:2024-04-03"), ["dots", "open", "other"]);
    assert_eq!(sandbox.ids("date:2024-03-04"), ["dots", "other"]);
    let run = sandbox.search(["show", "open"]);
    let said = "published: 2024-04-03, given in the file as \"03/04/2024 10:00\"; day first, as in other dates of the outlet\n";
    assert!(run.stdout.contains(said), "{run}");
    let run = sandbox.search(["id:open"]);
    insta::assert_snapshot!(redacted(&run.stdout), @"
    1. (no headline)
       kestrel.example (from the URL), 2024-04-03 (day and month as in other dates of the outlet), news/a.jsonl
       The storm open killed 12 people.
       - 12 people killed · agent: storm
    ");
    // No further reread is needed.
    let again = sandbox.ingest(["news"]);
    assert_eq!((again.unchanged, again.changed), (6, 0));
}

#[test]
fn later_files_can_resolve_earlier_dates() {
    let sandbox = Sandbox::with([(
        "news/a.jsonl",
        line("open", "kestrel.example", "03/04/2024"),
    )]);
    sandbox.ingest(["news"]);
    assert_eq!(published(&sandbox, "open"), date("2024", None));
    sandbox.write("news/b.jsonl", days_first("kestrel.example"));
    let counts = sandbox.ingest(["news"]);
    let expected = Counts {
        new: 3,
        changed: 1,
        ..Counts::default()
    };
    assert_eq!(counts.done(), expected);
    assert_eq!(
        published(&sandbox, "open"),
        date("2024-04-03", Some("day_first"))
    );
    // The history gets no new version of the article.
    assert_eq!(sandbox.read("index/history.jsonl").lines().count(), 4);
    sandbox.write("news/b.jsonl", "");
    let run = sandbox.search(["ingest", "news"]);
    assert_eq!(Counts::of(&run).removed, 3, "{run}");
    assert_eq!(published(&sandbox, "open"), date("2024", None));
}

#[test]
fn new_day_order_is_applied_to_omitted_folders() {
    let sandbox = Sandbox::with([(
        "old/deep/a.jsonl",
        line("open", "kestrel.example", "03/04/2024"),
    )]);
    sandbox.make_folder("elsewhere");
    let ingest = |within: &str, folder: &str| {
        let index = sandbox.path("index");
        let run = sandbox
            .call(["ingest", folder, "--index", index.to_str().unwrap()])
            .within(within)
            .run();
        assert_eq!(run.status, 0, "{run}");
    };
    ingest("old", "deep");
    let path = sandbox.hits("id:open").remove(0).path;
    sandbox.write("elsewhere/new/b.jsonl", days_first("kestrel.example"));
    ingest("elsewhere", "new");
    assert_eq!(
        published(&sandbox, "open"),
        date("2024-04-03", Some("day_first"))
    );
    assert_eq!(sandbox.hits("id:open").remove(0).path, path);
}

/// After each ingest, the index has the same content as a new index of the same files.
#[test]
fn many_ingests_match_a_rebuild() {
    let (mut told, mut taken_back) = (0, 0);
    for seed in 0..6 {
        let mut random = Random::new(seed);
        let sandbox = Sandbox::new();
        sandbox.make_folder("news");
        let folder = sandbox.index();
        let mut before = 0;
        for round in 0..8 {
            for _ in 0..=random.below(2) {
                change(&sandbox, &mut random);
            }
            here(&sandbox, &folder, round == 5);
            let kept = all(&folder);
            let rebuilt = IndexFolder::new(&sandbox.path("rebuilt"));
            here(&sandbox, &rebuilt, true);
            assert_eq!(kept, all(&rebuilt), "seed {seed}, round {round}");
            let order = |record: &&StoredArticle| {
                let published = record.article.published.as_ref();
                published.is_some_and(|date| date.day_order.is_some())
            };
            let now = kept.iter().filter(order).count();
            told += usize::from(now > before);
            taken_back += usize::from(now < before);
            before = now;
        }
    }
    assert!(
        told > 10 && taken_back > 3,
        "{told} told, {taken_back} taken back"
    );
}

/// Writes one of five files with dates from two sites, or empties it.
fn change(sandbox: &Sandbox, random: &mut Random) {
    let file = random.below(5);
    let name = format!("news/{file}.jsonl");
    if random.once_in(4) {
        sandbox.write(&name, "");
        return;
    }
    let mut lines = String::new();
    // The order of day and month on a site is known after three unambiguous dates. If all files were short, most dates
    // would stay ambiguous.
    for nth in 0..=random.below(10) {
        // One site puts the day first, and the other puts the month first. One date in 40 is an exception.
        let (site, first) = *random.pick(&[("kestrel.example", true), ("heron.example", false)]);
        let (low, high) = (1 + random.below(12), 13 + random.below(15));
        let certain = if first ^ random.once_in(40) {
            (high, low)
        } else {
            (low, high)
        };
        let open = (low, 1 + random.below(12));
        let (day, month) = if random.once_in(2) { certain } else { open };
        let mark = *random.pick(&["/", "/", "."]);
        let written = format!("{day:02}{mark}{month:02}{mark}2023");
        lines += &line(&format!("{file}-{nth}"), site, &written);
    }
    sandbox.write(&name, lines);
}

fn here(sandbox: &Sandbox, folder: &IndexFolder, rebuild: bool) {
    let roots = [sandbox.path("news")];
    let options = IngestOptions {
        rebuild,
        prune: true,
        threads: 2,
        ..options(&roots)
    };
    ingest_here(folder, &options, &mut |_| {});
}

/// Returns all stored articles, without their first-seen timestamps.
fn all(folder: &IndexFolder) -> Vec<StoredArticle> {
    let reader = IndexReader::open(folder).unwrap();
    let mut all = records(&reader);
    release(reader);
    for record in &mut all {
        record.first_seen = 0;
    }
    all
}
