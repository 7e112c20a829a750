//! `--csv`: the same hits as in JSON, one per row, and no cell that a spreadsheet would evaluate as a formula.

use std::collections::HashMap;

use csv::ReaderBuilder;

use super::json::answer;
use crate::harness::{Figure, Hit, Run, Sandbox};

const NAMES: &str = "rank,id,score,title,outlet,outlet_basis,published,published_basis,url,path,snippet,figures,figure,\
    value,low,high,bound,unit,counted,whose,measure,stance,claimant";

/// Parses the output of a run as CSV. Returns the rows, each as a map from column name to cell.
fn rows(run: &Run) -> Vec<HashMap<String, String>> {
    let (names, _) = run.stdout.split_once("\r\n").unwrap();
    assert_eq!(names, NAMES, "{run}");
    let mut table = ReaderBuilder::new().from_reader(run.stdout.as_bytes());
    table.deserialize().map(Result::unwrap).collect()
}

/// Returns the expected cells of a hit, based on its JSON.
fn of_hit(rank: usize, hit: &Hit) -> HashMap<String, String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let surfaces: Vec<_> = hit
        .figures
        .iter()
        .map(|figure| figure.text.as_str())
        .collect();
    let first = hit.figures.first();
    let of = |value: &dyn Fn(&Figure) -> String| first.map(value).unwrap_or_default();
    let cells = [
        ("rank", rank.to_string()),
        ("id", hit.id.clone()),
        ("score", hit.score.to_string()),
        ("title", text(&hit.title)),
        ("outlet", text(&hit.outlet)),
        ("outlet_basis", text(&hit.outlet_basis)),
        ("published", text(&hit.published)),
        ("published_basis", text(&hit.published_basis)),
        ("url", text(&hit.url)),
        ("path", hit.path.clone()),
        ("snippet", hit.snippet.clone()),
        ("figures", surfaces.join("; ")),
        ("figure", of(&|figure| figure.text.clone())),
        ("value", of(&|figure| number(figure.value))),
        ("low", of(&|figure| number(figure.low))),
        ("high", of(&|figure| number(figure.high))),
        ("bound", of(&|figure| figure.bound.clone())),
        ("unit", of(&|figure| text(&figure.unit))),
        ("counted", of(&|figure| text(&figure.counted))),
        ("whose", of(&|figure| text(&figure.whose))),
        ("measure", of(&|figure| text(&figure.measure))),
        ("stance", of(&|figure| figure.stance.clone())),
        ("claimant", of(&|figure| text(&figure.claimant))),
    ];
    cells
        .map(|(name, cell)| (name.to_owned(), one_line(&cell)))
        .into()
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

#[test]
fn csv_rows_match_json() {
    for query in [
        "bodies repatriated",
        "killed:1000..5000",
        "-has:date",
        "money:*",
        "*",
    ] {
        let page = ["-n", "30", "--offset", "2", "--", query];
        let run = Sandbox::corpus().call(["query", "--csv"]).args(page).run();
        let hits = answer(&["--json", "-n", "30", "--offset", "2", "--", query]).hits;
        assert!(hits.len() > 3, "{query}");
        let expected = hits.iter().enumerate();
        let expected: Vec<_> = expected.map(|(nth, hit)| of_hit(nth + 3, hit)).collect();
        assert_eq!(rows(&run), expected, "{query}");
    }
}

#[test]
fn cells_are_quoted_and_never_formulas() {
    let sandbox = Sandbox::with([(
        "news/a.txt",
        "Title: =HYPERLINK(\"http://evil.example\",\"5 died\")\nOutlet: @Evil\u{1b}[2J, News\nDate: 2024-03-01\n\n\
         -2+3 dams\tbroke \u{202e}now. The dam \"Old\nFord\" broke; -5 percent died.\n",
    )]);
    sandbox.ingest(["news"]);
    let run = sandbox.search(["--csv", "dam percent:-5"]);
    let (_, row) = run.stdout.split_once("\r\n").unwrap();
    let rows = rows(&run);
    assert_eq!(rows.len(), 1, "{run}");
    let expected = [
        ("title", "'=HYPERLINK(\"http://evil.example\",\"5 died\")"),
        ("outlet", "'@Evil\u{fffd}[2J, News"),
        ("value", "-5"),
        ("figure", "'-5 percent"),
        ("figures", "'-5 percent"),
    ];
    for (name, cell) in expected {
        assert_eq!(rows[0][name], cell, "{name}: {run}");
    }
    assert!(
        row.contains(",\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"5 died\"\")\","),
        "{row}"
    );
    assert!(row.contains(",2024-03-01,given,,news/a.txt,"), "{row}");
    assert!(
        row.ends_with("\r\n") && row.trim_end().lines().count() == 1,
        "{row:?}"
    );
    let snippet = sandbox.search(["--csv", "dams broke"]);
    let harmless = "'-2+3 dams broke \u{fffd}now.";
    assert!(snippet.stdout.contains(harmless), "{snippet}");
}

#[test]
fn excluded_counts_go_to_standard_error() {
    let corpus = Sandbox::corpus();
    let run = corpus.search([
        "--csv",
        "-n",
        "2",
        "cholera after:2025 -vaccine",
        "--offset",
        "1",
    ]);
    let jsonl = corpus.search([
        "--jsonl",
        "-n",
        "2",
        "cholera after:2025 -vaccine",
        "--offset",
        "1",
    ]);
    assert_eq!(run.stderr, jsonl.stderr, "{run}");
    insta::assert_snapshot!(run.complaint(0), @"showing 2 to 3 of 5 articles; 1 undated article hidden (`date:unknown` finds it)");
    assert_eq!(rows(&run).len(), 2, "{run}");
    let nothing = corpus.search(["--csv", "avalanche"]);
    assert_eq!(nothing.stdout, format!("{NAMES}\r\n"));
    insta::assert_snapshot!(nothing.complaint(1), @"nothing found");
}

#[test]
fn only_one_format_is_accepted() {
    for other in ["--json", "--jsonl", "--count"] {
        for args in [["--csv", other, "dam"], [other, "--csv", "dam"]] {
            Sandbox::corpus()
                .search(args)
                .complains(2, &["--csv", other]);
        }
    }
}
