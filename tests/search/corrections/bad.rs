//! Corrections that cannot be parsed or applied. The program reports each of them and continues.

use super::DAM;
use crate::harness::Sandbox;

/// Returns the messages about a corrections file. The valid correction at the end of the file must still apply and set
/// the article's outlet to X.
fn told(corrections: &str) -> Vec<String> {
    let sandbox = Sandbox::with([("news/dam.md", DAM)]);
    sandbox.write(
        "index/corrections.toml",
        format!("{corrections}\n[[article]]\nid = \"dam\"\noutlet = \"X\"\n"),
    );
    let run = sandbox.search(["ingest", "news"]);
    assert_eq!((run.status, sandbox.ids("outlet:x").len()), (3, 1), "{run}");
    // The message is repeated until the file is fixed.
    let again = sandbox.search(["ingest"]);
    assert_eq!(again.status, 3, "{again}");
    let of = |text: &str| {
        let lines = text
            .lines()
            .filter_map(|line| line.strip_prefix("search: index/corrections.toml, "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of(&run.stderr), of(&again.stderr));
    of(&run.stderr)
}

#[test]
fn errors_state_the_line_and_the_remedy() {
    let rows = [
        "[[articel]]\nid = \"dam\"",
        "[colours]\nred = 1",
        "[[article]]\nid = \"dam\"\n  outlt = \"Y\"",
        "[[article]]\nid = \"dam\"\npublished = \"31 March\"",
        "[[article]]\noutlet = \"Y\"",
        "[[article]]\nurl = \"https://other.example\"\nid = \"x\"\noutlet = \"Y\"",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"77\"\nstrike = true",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"300\"\nstrike = true",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"40\"\nstrike = true",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"5,300\"\nstrike = true\nvalue = 5",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"5,300\"",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\nstrike = true",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"5,300\"\nbound = \"over\"",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"5,300\"\nvalue = \"many\"",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"5,300\"\nunit = \"furlongs\"",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"5,300\"\nlow = 9000",
        "[[article]]\nid = \"dam\"\n[[article.figure]]\ntext = \"5,300\"\nvalue = 1\n[[article.figure]]\ntext = \"5300\"\nvalue = 2",
    ];
    let told = rows.map(|corrections| told(corrections).join("\n"));
    insta::assert_snapshot!(told.join("\n"), @r#"
    line 1, column 3: unknown table `articel`; did you mean `article`?
    line 1, column 2: unknown table `colours`; use one of article, outlet
    line 3, column 3: unknown key `outlt`; did you mean `outlet`?
    line 3, column 13: "31 March" is not a date; use one such as 2022-03-01, 2022-03 or 2022, or "unknown"
    line 1, column 1: no article selected; set `url`, `id` or `path`
    line 1, column 1: no article has the url https://other.example and the id x; `search show ID` prints the url, id and path of an article
    line 3, column 1: no figure "77" in news/dam.md; `search show ID` lists the figures of an article
    line 3, column 1: no figure "300" in news/dam.md; `search show ID` lists the figures of an article
    line 3, column 1: 2 figures in news/dam.md match "40"; set `in` to words from the sentence, or `nth` to 1 for the first
    line 3, column 1: a figure with `strike = true` cannot have other corrections; remove `strike`, or remove the other corrections
    line 3, column 1: no correction given; set `strike = true`, or a new value such as `claimant = "mayor"`
    line 3, column 1: no figure selected; set `text` to a figure's wording or number
    line 5, column 9: "over" is not one of exact, approx, nearly, more_than, at_least, less_than, at_most, range
    line 5, column 9: `value` must be a number such as 5300 or "5,300"
    line 5, column 8: unknown unit "furlongs"; use one such as kilometre, percent or EUR
    line 3, column 1: "5,300" in news/dam.md would become a range whose end is below its start; set both `low` and `high`
    line 6, column 1: conflicts with an earlier correction of "5300" in news/dam.md, which was used instead; keep only one of them
    "#);
}

#[test]
fn first_of_conflicting_corrections_wins() {
    let sandbox = Sandbox::with([("news/dam.md", DAM)]);
    sandbox.write(
        "index/corrections.toml",
        "[[article]]\nid = \"dam\"\npublished = 2022-04-01\noutlet = \"X\"\n\n[[article]]\npath = \"news/dam.md\"\noutlet = \"X\"\npublished = 2022-04-02\n",
    );
    let run = sandbox.search(["ingest", "news"]);
    insta::assert_snapshot!(run.complaint(3), @"
    search: using corrections from index/corrections.toml
    search: index/corrections.toml, line 9, column 1: conflicts with an earlier correction of news/dam.md, which was used instead; keep only one of them
    1 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 4 figures in 1 article, 2 corrections applied, 1 correction not applied; took [time] seconds
    ");
    assert_eq!(sandbox.ids("date:2022-04-01 outlet:x"), ["dam"]);
}

#[test]
fn invalid_toml_prevents_any_change() {
    let sandbox = Sandbox::with([("news/dam.md", DAM)]);
    sandbox.ingest(["news"]);
    sandbox.write("news/new.txt", "It rained.");
    sandbox.write("index/corrections.toml", "[[article]]\nid = dam\n");
    let run = sandbox.search(["ingest"]);
    insta::assert_snapshot!(run.complaint(2), @"
    search: index/corrections.toml, line 2, column 6: string values must be quoted, expected literal string; nothing was changed
    hint: repair the file, or pass another one with --corrections
    ");
    sandbox.remove("index/corrections.toml");
    assert_eq!(sandbox.ids("*"), ["dam"]);
    let run = sandbox.search(["ingest", "--corrections", "none.toml"]);
    insta::assert_snapshot!(run.complaint(2), @"
    search: none.toml: No such file or directory (os error 2); nothing was changed
    hint: restore the file, or pass another one with --corrections
    ");
    sandbox.write("index/corrections.toml", [0xff, 0xfe]);
    assert_eq!(sandbox.search(["ingest"]).status, 2);
    sandbox.write("index/corrections.toml", "");
    assert_eq!(sandbox.ingest([""; 0]).new, 1);
}
