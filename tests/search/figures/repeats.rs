//! `search repeats`: the articles that share a figure, starting with the first, and the outlets that they cite.

use serde::Deserialize;

use super::{answer, articles, lines, said, table};
use crate::harness::Sandbox;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Repeated {
    low: f64,
    high: f64,
    unit: Option<String>,
    measure: Option<String>,
    whose: Option<String>,
    articles: usize,
    unsaid: usize,
    outlets: usize,
    repeats: Vec<serde_json::Map<String, serde_json::Value>>,
}

/// Abbreviates the appearances of a shared figure: date, outlet, and the cited outlets.
fn short(repeated: &Repeated) -> Vec<String> {
    let one = |repeat: &serde_json::Map<String, serde_json::Value>| {
        let text = |name: &str| repeat[name].as_str().unwrap_or("-").to_owned();
        let via = repeat["cites"].as_array().unwrap().iter();
        let via: Vec<_> = via.map(|name| name.as_str().unwrap()).collect();
        [text("published"), text("outlet"), via.join(" < ")].join(" | ")
    };
    repeated.repeats.iter().map(one).collect()
}

fn of(sandbox: &Sandbox, what: &str) -> Vec<Repeated> {
    lines(sandbox, "repeats", &["--", what])
}

/// Creates a sandbox with six articles from different outlets that repeat a figure. The file names are not in date
/// order.
fn dam() -> Sandbox {
    let broke = "4,417 people were killed when the dam broke.";
    articles(&[
        (
            "f",
            "Dam",
            "2024-05-01",
            "Harbour Mail",
            &format!("The governor said {broke} It cost $3 million."),
        ),
        (
            "e",
            "Dam again",
            "2024-05-02",
            "River Post",
            &format!("Harbour Mail reported that {broke}"),
        ),
        (
            "d",
            "Dam once more",
            "2024-05-03",
            "Night Ledger",
            &format!("According to River Post, {broke}"),
        ),
        (
            "c",
            "Dam by wire",
            "2024-05-04",
            "Coast Radio",
            &format!("TOWN (Harbour Mail) - Rain fell. {broke}"),
        ),
        (
            "b",
            "Dam, a week on",
            "2024-05-08",
            "Harbour Mail",
            &format!("As Harbour Mail reported last week, {broke}"),
        ),
        (
            "a",
            "Dam, a reader",
            "2024-05-09",
            "Hill Times",
            &format!("Nobody who reads River Post knew that {broke}"),
        ),
        (
            "g",
            "Dam, undated",
            "",
            "Old Sheet",
            &format!("The governor told Night Ledger that {broke}"),
        ),
        (
            "h",
            "Other",
            "2024-05-05",
            "Hill Times",
            "Between 4,000 and 4,417 people were wounded. It cost $3 million.",
        ),
    ])
}

const DAM: [&str; 7] = [
    "2024-05-01 | Harbour Mail | ",
    "2024-05-02 | River Post | Harbour Mail",
    "2024-05-03 | Night Ledger | River Post < Harbour Mail",
    "2024-05-04 | Coast Radio | Harbour Mail",
    "2024-05-08 | Harbour Mail | ",
    "2024-05-09 | Hill Times | ",
    "- | Old Sheet | Night Ledger < River Post < Harbour Mail",
];

#[test]
fn figure_is_traced_across_outlets() {
    let sandbox = dam();
    for what in ["4,417", "4417", "f#1", "d#1", "d"] {
        let all = of(&sandbox, what);
        assert_eq!(all.len(), 1, "{what}: {all:?}");
        assert_eq!(short(&all[0]), DAM, "{what}");
        assert_eq!((all[0].articles, all[0].outlets), (7, 6), "{what}");
        assert_eq!(all[0].measure.as_deref(), Some("killed"));
    }
    let run = sandbox.search(["repeats", "4,417"]);
    let heads = run.stdout.lines().filter(|line| !line.starts_with("     "));
    let expected = [
        "4,417 killed · in 7 articles from 6 outlets",
        "  first: 2024-05-01, Harbour Mail, f#1",
        "  2024-05-02, River Post, citing Harbour Mail, e#1",
        "  2024-05-03, Night Ledger, citing River Post, citing Harbour Mail, d#1",
        "  2024-05-04, Coast Radio, citing Harbour Mail, c#1",
        "  2024-05-08, Harbour Mail, b#1",
        "  2024-05-09, Hill Times, a#1",
        "  no date, Old Sheet, citing Night Ledger, citing River Post, citing Harbour Mail, g#1",
    ];
    assert_eq!(heads.collect::<Vec<_>>(), expected, "{run}");
    assert_eq!(said(&run), "1 figure\n");
}

#[test]
fn every_figure_in_an_article_is_traced() {
    let sandbox = dam();
    let all = of(&sandbox, "f");
    let heads: Vec<_> = all
        .iter()
        .map(|one| (one.low, one.unit.as_deref(), one.articles))
        .collect();
    assert_eq!(heads, [(4417.0, None, 7), (3e6, Some("USD"), 2)]);
    assert_eq!(of(&sandbox, "$3 million").len(), 1);
    let money = of(&sandbox, "f#2");
    assert_eq!(
        short(&money[0]),
        ["2024-05-01 | Harbour Mail | ", "2024-05-05 | Hill Times | "]
    );
    let run = sandbox.search(["repeats", "-n", "1", "f"]);
    assert_eq!(said(&run), "2 figures; showing the first\n", "{run}");
}

#[test]
fn citation_chain_has_no_cycle() {
    let text = |from: &str| format!("{from} reported that 4,417 people were killed.");
    let sandbox = articles(&[
        (
            "a",
            "Dam",
            "2024-05-01",
            "Harbour Mail",
            &text("River Post"),
        ),
        (
            "b",
            "Dam",
            "2024-05-02",
            "River Post",
            &text("Harbour Mail"),
        ),
        (
            "c",
            "Dam",
            "2024-05-03",
            "Coast Radio",
            &text("Night Ledger"),
        ),
        (
            "d",
            "Dam",
            "2024-05-04",
            "Night Ledger",
            &text("Hill Times"),
        ),
    ]);
    // An article cannot be the source of one that was published before it.
    let expected = [
        "2024-05-01 | Harbour Mail | River Post",
        "2024-05-02 | River Post | Harbour Mail",
        "2024-05-03 | Coast Radio | Night Ledger",
        "2024-05-04 | Night Ledger | ",
    ];
    assert_eq!(short(&of(&sandbox, "4,417")[0]), expected);
}

#[test]
fn known_repeats_are_found_in_the_corpus() {
    let all = of(Sandbox::corpus(), "9,861");
    let mut outlets: Vec<_> = all.iter().flat_map(short).collect();
    outlets.sort_unstable();
    let expected = [
        "- | The Daily Ledger | ",
        "2022-03-22 | Signal & Standard | ",
        "2025-07-02 | Signal & Standard | ",
    ];
    assert_eq!(outlets, expected);
    // A news agency published the report, and another outlet published an article based on it.
    let quake = of(Sandbox::corpus(), "1,120");
    assert_eq!(quake.len(), 1);
    let expected = [
        "2024-02-08 | Meridian Wire | ",
        "2024-02-08 | Radio Lantern | Meridian Wire",
    ];
    assert_eq!(short(&quake[0]), expected);
    let first = of(Sandbox::corpus(), "meridian-wire-tolls-differ-tenfold#4");
    // An article may cite its source at its end or in its byline.
    let with_source = short(&first[0]);
    // Articles that do not mention the owner share the number too. A date without a day sorts first but does not count
    // as the first appearance.
    let expected = [
        "2022-03 | Capital Post | ",
        "2022-03-02 | The Harbour Gazette | ",
        "2022-03-03 | Meridian Wire | ",
        "2022-03-04 | Northfield Courier | Meridian Wire",
        "2022-03-22 | Signal & Standard | ",
        "2025-07-02 | Signal & Standard | ",
        "- | The Daily Ledger | ",
    ];
    assert!(first[0].repeats.iter().all(|one| one["first"] == false));
    assert_eq!(with_source, expected);
    let trucks = of(Sandbox::corpus(), "trucks-bring-1200-dead-home#3");
    let trucks = short(&trucks[0]);
    let expected = "2025-06-16 | The Valley Observer | Meridian Wire";
    assert!(trucks.iter().any(|one| one == expected), "{trucks:?}");
}

#[test]
fn articles_agree_across_output_formats() {
    let sandbox = dam();
    let whole = answer::<Repeated>(&sandbox, "repeats", &["f"]);
    assert_eq!((whole.total, whole.query.text.as_str()), (2, "f"));
    assert_eq!(of(&sandbox, "f"), whole.items);
    let (names, rows) = table(&sandbox.search(["repeats", "--csv", "f"]));
    let expected =
        "figure,low,high,unit,measure,whose,place,published,outlet,cites,id,title,url,quote";
    assert_eq!(names.join(","), expected);
    let articles: Vec<_> = whole.items.iter().flat_map(|one| &one.repeats).collect();
    assert_eq!(rows.len(), articles.len());
    for (row, article) in rows.iter().zip(articles) {
        assert_eq!(article["id"].as_str(), Some(row[10].as_str()));
        assert_eq!(article["sentence"]["text"].as_str(), Some(row[13].as_str()));
    }
    assert_eq!(rows[2][9], "River Post < Harbour Mail");
}

#[test]
fn untraceable_target_is_an_error() {
    let sandbox = dam();
    for format in [&[][..], &["--jsonl"]] {
        let run = sandbox.call(["repeats", "77,777"]).args(format).run();
        assert_eq!(run.status, 1, "{run}");
    }
    assert_eq!(
        answer::<Repeated>(&sandbox, "repeats", &["77,777"]).total,
        0
    );
    let rows = [
        (&[][..], "no figure given"),
        (&[" "], "no figure given"),
        (
            &["nosuch"],
            "`nosuch` is neither a number nor the id of an article",
        ),
        (
            &["nosuch#1"],
            "`nosuch#1` is neither a number nor the id of an article",
        ),
        (&["f#9"], "article `f` has 2 figures, but no figure 9"),
        (&["f#0"], "article `f` has 2 figures, but no figure 0"),
        (&["e#2"], "article `e` has 1 figure, but no figure 2"),
        (&["killed:>5"], "`killed:>5` is neither a number"),
    ];
    for (args, told) in rows {
        let run = sandbox.call(["repeats"]).args(args).run();
        run.complains(2, &[told]);
        assert_eq!(run.stdout, "", "{run}");
    }
}
