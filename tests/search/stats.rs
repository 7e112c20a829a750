//! `search stats`: statistics about the contents of an index.

use serde::Deserialize;
use serde_json::json;

use crate::harness::Sandbox;
use crate::redaction::redacted;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stats {
    schema: u32,
    articles: u64,
    undated: u64,
    figures: u64,
    measures: Vec<Figures>,
    units: Vec<Figures>,
    copies: Copies,
    outlets: Outlets,
    languages: Vec<Articles>,
    published: Published,
    bytes: u64,
    versions: Versions,
    last_ingest: Option<Last>,
    roots: Vec<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    name: String,
    figures: u64,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Articles {
    name: String,
    articles: u64,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Copies {
    groups: u64,
    articles: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outlets {
    total: usize,
    unknown: u64,
    largest: Vec<Outlet>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outlet {
    name: String,
    articles: u64,
    as_given: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    first: Option<String>,
    last: Option<String>,
    years: Vec<Articles>,
    months: Vec<Articles>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Versions {
    program: String,
    format: u32,
    extractor: u32,
}

/// A part of the report on the last ingest.
#[derive(Debug, Deserialize)]
struct Last {
    ended: String,
    program: String,
    rebuild: bool,
    new: u64,
    changed: u64,
    unchanged: u64,
    removed: u64,
    articles: u64,
    figures: u64,
    seconds: f64,
}

fn stats(sandbox: &Sandbox, options: &[&str]) -> Stats {
    let run = sandbox.call(["stats", "--json"]).args(options).run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run}");
    serde_json::from_str(&run.stdout).unwrap()
}

fn pairs(counts: &[Articles]) -> Vec<(&str, u64)> {
    counts
        .iter()
        .map(|one| (one.name.as_str(), one.articles))
        .collect()
}

/// Creates a sandbox with five articles, of which one has no date and one has no outlet.
fn floods() -> Sandbox {
    let articles = [
        json!({"id": "a", "date": "2024-03-12", "outlet": "BBC News", "lang": "en", "text": "The flood killed 12 people and wounded 30."}),
        json!({"id": "b", "date": "2024-03-20", "outlet": "BBC", "lang": "en", "text": "The flood killed 14 people."}),
        json!({"id": "c", "date": "2022", "outlet": "Kestrel", "lang": "en", "text": "Damage came to $5 million."}),
        json!({"id": "d", "date": "2024-05", "lang": "de", "text": "Niemand wurde verletzt."}),
        json!({"id": "e", "outlet": "Kestrel", "text": "Water rose by 12 percent."}),
    ];
    let lines: Vec<_> = articles
        .iter()
        .map(|article| format!("{article}\n"))
        .collect();
    Sandbox::with([("news/a.jsonl", lines.concat())])
}

#[test]
fn json_lists_all_statistics() {
    let sandbox = floods();
    sandbox.ingest(["news"]);
    let told = stats(&sandbox, &[]);
    assert_eq!(
        (told.schema, told.articles, told.undated, told.figures),
        (1, 5, 1, 5)
    );
    let measures: Vec<_> = told
        .measures
        .iter()
        .map(|one| (one.name.as_str(), one.figures))
        .collect();
    assert_eq!(
        measures,
        [("killed", 2), ("money", 1), ("percent", 1), ("wounded", 1)]
    );
    let units: Vec<_> = told
        .units
        .iter()
        .map(|one| (one.name.as_str(), one.figures))
        .collect();
    assert_eq!(units, [("USD", 1), ("percent", 1)]);
    assert_eq!((told.outlets.total, told.outlets.unknown), (2, 1));
    let bbc = Outlet {
        name: "BBC".to_owned(),
        articles: 2,
        as_given: vec!["BBC".to_owned(), "BBC News".to_owned()],
    };
    assert_eq!(told.outlets.largest[0], bbc);
    assert_eq!(pairs(&told.published.years), [("2022", 1), ("2024", 3)]);
    assert_eq!(
        pairs(&told.published.months),
        [("2024-03", 2), ("2024-05", 1)]
    );
    let range = (
        told.published.first.as_deref(),
        told.published.last.as_deref(),
    );
    assert_eq!(range, (Some("2022-01-01"), Some("2024-05-31")));
    assert!(pairs(&told.languages).contains(&("de", 1)), "{told:?}");
    assert_eq!(told.roots, ["news"]);
    let last = told.last_ingest.unwrap();
    assert_eq!(
        (last.new, last.articles, last.figures, last.rebuild),
        (5, 5, 5, false)
    );
    assert_eq!((last.changed, last.unchanged, last.removed), (0, 0, 0));
    assert!(last.ended.ends_with('Z') && last.seconds >= 0.0, "{last:?}");
    assert_eq!(
        (last.program, told.versions.program.as_str()),
        (told.versions.program.clone(), env!("CARGO_PKG_VERSION"))
    );
    assert!(told.versions.format >= 4 && told.versions.extractor >= 3);
    let size = sizes(&sandbox.path("index"));
    assert_eq!(told.bytes, size);
    let first = stats(&sandbox, &["-n", "1"]);
    assert_eq!(
        (
            first.measures.len(),
            first.units.len(),
            first.outlets.largest.len()
        ),
        (1, 1, 1)
    );
    assert_eq!(first.outlets.total, 2);
}

fn sizes(folder: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let size = |entry: std::fs::DirEntry| {
        if entry.path().is_dir() {
            sizes(&entry.path())
        } else {
            entry.metadata().unwrap().len()
        }
    };
    entries.map(size).sum()
}

#[test]
fn removed_articles_are_not_counted() {
    let sandbox = floods();
    // Without the second file, tantivy would drop the deleted documents in a merge.
    let more = (0..40).map(|nth| json!({"id": format!("m{nth}"), "text": "Nobody was hurt."}));
    let more: Vec<_> = more.map(|article| format!("{article}\n")).collect();
    sandbox.write("news/b.jsonl", more.concat());
    sandbox.ingest(["news"]);
    let text = sandbox.read("news/a.jsonl");
    let kept: Vec<_> = text
        .lines()
        .skip(1)
        .map(|line| line.replace("killed 14", "killed 15"))
        .collect();
    sandbox.write("news/a.jsonl", kept.join("\n"));
    sandbox.ingest(["news"]);
    let told = stats(&sandbox, &[]);
    assert_eq!((told.articles, told.figures, told.undated), (44, 3, 41));
    let measures: Vec<_> = told
        .measures
        .iter()
        .map(|one| (one.name.as_str(), one.figures))
        .collect();
    assert_eq!(measures, [("killed", 1), ("money", 1), ("percent", 1)]);
    assert_eq!(
        pairs(&told.published.months),
        [("2024-03", 1), ("2024-05", 1)]
    );
    let outlets: Vec<_> = told
        .outlets
        .largest
        .iter()
        .map(|one| (one.name.as_str(), one.articles))
        .collect();
    assert_eq!(outlets, [("Kestrel", 2), ("BBC", 1)]);
    let last = told.last_ingest.unwrap();
    assert_eq!((last.changed, last.removed, last.unchanged), (1, 1, 43));
}

#[test]
fn text_output_summarizes_all_statistics() {
    let sandbox = floods();
    sandbox.ingest(["news"]);
    let run = sandbox.search(["stats"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run}");
    for words in [
        "articles     5; 1 without a date; 1 without an outlet\n",
        "figures      5\n",
        "outlets      2\n",
        "published    2022-01-01 to 2024-05-31\n",
        "\narticles by month\n  2024-03  2  ",
        "\narticles by outlet\n  BBC      2  ",
        "\nfigures by measure\n  killed   2  ",
        "\nfigures by unit\n",
        "folders      news\n",
        ": 5 new, 0 changed, ",
    ] {
        assert!(run.stdout.contains(words), "{words:?} is not in\n{run}");
    }
    let run = sandbox.search(["stats", "-n", "1"]);
    assert!(run.stdout.contains("  … and 1 more\n"), "{run}");
}

#[test]
fn empty_index_has_zero_counts() {
    let sandbox = Sandbox::new();
    sandbox.make_folder("news");
    insta::assert_snapshot!(sandbox.search(["stats"]).complaint(2), @"
    search: no index in ./index
    hint: create one with `search ingest FOLDER`, or choose another with --index
    ");
    sandbox.ingest(["news"]);
    let told = stats(&sandbox, &[]);
    assert_eq!(
        (
            told.articles,
            told.figures,
            told.undated,
            told.outlets.total
        ),
        (0, 0, 0, 0)
    );
    assert!(
        told.published.first.is_none() && told.measures.is_empty() && told.languages.is_empty()
    );
    assert_eq!(told.last_ingest.unwrap().new, 0);
    let run = sandbox.search(["stats"]);
    assert!(
        run.stdout
            .starts_with("articles     0\nfigures      0\noutlets      0\nsize "),
        "{run}"
    );
    // An index that was written by an older version has no report of the last ingest.
    sandbox.remove("index/last-ingest.json");
    assert!(stats(&sandbox, &[]).last_ingest.is_none());
    assert_eq!(sandbox.search(["stats"]).status, 0);
}

#[test]
fn command_name_can_be_a_query() {
    let sandbox = Sandbox::with([("news/a.txt", "The stats are in.\n\nNobody knew.\n")]);
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.search(["query", "stats"]).status, 0);
    insta::assert_snapshot!(sandbox.search(["stats", "of", "floods"]).complaint(2), @"
    error: unexpected argument 'of' found

      tip: to search for the word `stats`, run `search query stats`

    Usage: search stats [OPTIONS]

    For more information, try '--help'.
    ");
}

#[test]
fn copies_are_counted() {
    let text = "Water rose in the lower town of Almery on Sunday night and reached the doors of the old school. \
                Firemen carried the sick from the ward beside the river, and the mayor asked all who could to leave. \
                By the morning 300 houses stood empty, while the bridge to the station was closed for good reason.";
    let line = |id: &str, outlet: &str, text: &str| {
        format!("{}\n", json!({"id": id, "outlet": outlet, "text": text}))
    };
    let lines = line("a", "Kestrel", text)
        + &line("b", "Heron", text)
        + &line("c", "Plover", "Nothing of it.");
    let sandbox = Sandbox::with([("news/a.jsonl", lines)]);
    sandbox.ingest(["news"]);
    assert_eq!(
        stats(&sandbox, &[]).copies,
        Copies {
            groups: 1,
            articles: 1
        }
    );
    let run = sandbox.search(["stats"]);
    insta::assert_snapshot!(redacted(&run.stdout), @"
    articles     3; 3 without a date
    figures      2
    outlets      3
    copies       1 copy of 1 story
    languages    en 2
    size         [size] kB in index
    versions     search 0.2.0, format 10, extractor 7
    last ingest  [when]: 3 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 2 figures in 3 articles (1 duplicate); took [time] seconds
    folders      news

    articles by outlet
      Heron    1  ██████████████████████████████
      Kestrel  1  ██████████████████████████████
      Plover   1  ██████████████████████████████
    ");
}
