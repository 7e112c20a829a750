//! The corrections file. Corrections override values and survive changes and rebuilds, and errors in the file are
//! reported.

mod bad;
mod figures;
mod persistence;

use crate::harness::Sandbox;
use crate::redaction::redacted;

const DAM: &str = "---\ntitle: Dam breaks above Adunn\ndate: 2022-03-05\nsource: Gazete\nurl: https://gazette.example/dam\n---\n\
    Rescuers counted 5,300 dead on Monday. The mayor said that 40 people were missing. On Tuesday the ministry said that \
    more than 40 people were injured. In the valley 40 houses were destroyed.\n";

/// Creates a sandbox with one article, ingested with `corrections`.
fn corrected(corrections: &str) -> Sandbox {
    let sandbox = Sandbox::with([("news/dam.md", DAM)]);
    sandbox.write("index/corrections.toml", corrections);
    let run = sandbox.search(["ingest", "news"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(run.stderr.contains("index/corrections.toml"), "{run}");
    sandbox
}

#[test]
fn corrected_outlet_and_date_show_the_original() {
    let sandbox = corrected(
        "[[article]]\nurl = \"http://www.gazette.example/dam/#top\"\noutlet = \"The Gazette\"\npublished = 2022-04-01\nmodified = \"2022-05\"\n",
    );
    for (query, found) in [
        ("outlet:gazette", "dam"),
        ("outlet:gazete", ""),
        ("date:2022-04", "dam"),
        ("date:2022-03", ""),
    ] {
        assert_eq!(sandbox.ids(query).join(" "), found, "{query}");
    }
    let hit = sandbox.hits("dam").remove(0);
    assert_eq!(
        (hit.outlet.as_deref(), hit.outlet_basis.as_deref()),
        (Some("The Gazette"), Some("corrected"))
    );
    assert_eq!(
        (hit.published.as_deref(), hit.published_basis.as_deref()),
        (Some("2022-04-01"), Some("corrected"))
    );
    let was = hit.corrected.unwrap();
    assert_eq!(was["outlet"]["was"]["value"], "Gazete");
    assert_eq!(was["published"]["was"]["value"], "2022-03-05");
    assert_eq!(was["published"]["was"]["basis"], "given");
    assert!(
        was["modified"]["was"].is_null() && was["modified"].is_object(),
        "{was}"
    );
    let shown = sandbox.search(["show", "dam"]).stdout;
    for line in [
        "outlet: The Gazette (corrected, was Gazete, given in the file)\n",
        "published: 2022-04-01 (corrected, was 2022-03-05, given in the file)\n",
        "modified: 2022-05 (corrected, was unknown)\n",
    ] {
        assert!(shown.contains(line), "{shown}");
    }
    let listed = sandbox.search(["dam"]).stdout;
    assert!(
        listed.contains("The Gazette (corrected), 2022-04-01 (corrected), news/dam.md\n"),
        "{listed}"
    );
}

#[test]
fn correction_can_remove_a_wrong_date() {
    let sandbox = corrected("[[article]]\nid = \"dam\"\npublished = \"unknown\"\noutlet = \"\"\n");
    assert_eq!(sandbox.ids("date:unknown no:outlet"), ["dam"]);
    let listed = sandbox.search(["dam"]).stdout;
    insta::assert_snapshot!(redacted(&listed), @"
    1. Dam breaks above Adunn
       outlet unknown (corrected), no date (corrected), news/dam.md
       Rescuers counted 5,300 dead on Monday. The mayor said that 40 people were missing.
       - 5,300 dead · source: Rescuers · on Monday
       - 40 people missing · source: mayor
       - more than 40 people wounded · source: ministry
    ");
    let shown = sandbox.search(["show", "dam"]).stdout;
    insta::assert_snapshot!(redacted(&shown), @"
    Dam breaks above Adunn
    outlet: unknown (corrected, was Gazete, given in the file)
    published: unknown (corrected, was 2022-03-05, given in the file)
    headline: given in the file
    url: https://gazette.example/dam
    path: news/dam.md
    id: dam

    Rescuers counted *5,300*[1] dead on Monday. The mayor said that *40*[2] people were missing. On Tuesday the ministry said that *more than 40*[3] people were injured. In the valley *40*[4] houses were destroyed.

    [1] 5,300 dead · source: Rescuers · on Monday
    [2] 40 people missing · source: mayor
    [3] more than 40 people wounded · source: ministry
    [4] 40 houses destroyed
    ");
}

#[test]
fn corrections_select_articles_by_url_id_or_path() {
    let absolute = |sandbox: &Sandbox| sandbox.path("news/dam.md").display().to_string();
    let rows: [(&str, bool); 8] = [
        ("url = \"https://gazette.example/dam\"", true),
        ("url = \"https://gazette.example/\"", false),
        ("id = \"dam\"", true),
        ("id = \"da\"", false),
        ("path = \"news/dam.md\"", true),
        ("path = \"./news/dam.md\"", true),
        ("path = \"dam.md\"", false),
        ("path = \"news/dam.md\"\nid = \"other\"", false),
    ];
    let sandbox = Sandbox::with([("news/dam.md", DAM)]);
    let real = format!("path = \"{}\"", absolute(&sandbox));
    for (choice, chosen) in rows.into_iter().chain([(real.as_str(), true)]) {
        sandbox.write(
            "index/corrections.toml",
            format!("[[article]]\n{choice}\noutlet = \"X\"\n"),
        );
        let run = sandbox.search(["ingest", "news"]);
        assert_eq!(run.status, if chosen { 0 } else { 3 }, "{choice}: {run}");
        assert_eq!(
            run.stderr.contains("line 1, column 1: no article has the "),
            !chosen,
            "{choice}: {run}"
        );
        assert_eq!(
            sandbox.ids("outlet:x").len(),
            usize::from(chosen),
            "{choice}"
        );
    }
}

#[test]
fn ambiguous_ids_are_reported() {
    let record = |id: &str, source: &str| {
        format!(
            "{{\"id\": \"{id}\", \"text\": \"It rained in the valley of {source}{source}.\", \"source\": \"{source}\"}}\n"
        )
    };
    let sandbox = Sandbox::new();
    sandbox.write("a/one.jsonl", record("7", "A") + &record("8", "B"));
    sandbox.write("a/two.jsonl", record("7", "C"));
    sandbox.write(
        "index/corrections.toml",
        "[[article]]\npath = \"a/one.jsonl\"\nid = \"7\"\noutlet = \"X\"\n",
    );
    let run = sandbox.search(["ingest", "a"]);
    assert_eq!(run.status, 0, "{run}");
    let outlets = || {
        let hits = sandbox.hits("rained");
        let mut outlets: Vec<_> = hits.into_iter().filter_map(|hit| hit.outlet).collect();
        outlets.sort_unstable();
        outlets.join(" ")
    };
    assert_eq!(outlets(), "B C X");
    sandbox.write(
        "index/corrections.toml",
        "\n[[article]]\nid = 7\noutlet = \"Y\"\n",
    );
    let run = sandbox.search(["ingest", "a"]);
    insta::assert_snapshot!(redacted(&run.stderr), @"
    search: using corrections from index/corrections.toml
    search: index/corrections.toml, line 2, column 1: corrects 2 articles that have the same id; add `path` to choose one
    0 new, 2 changed, 1 unchanged, 0 removed, 0 skipped; 0 figures in 3 articles, 2 corrections applied; took [time] seconds
    ");
    assert_eq!(outlets(), "B Y Y");
}
