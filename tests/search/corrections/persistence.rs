//! Corrections survive ingests, rebuilds and changed files. When a correction is removed, the original value returns.

use super::{DAM, corrected};
use crate::harness::Sandbox;
use crate::redaction::redacted;

const OUTLET: &str = "[[article]]\nurl = \"https://gazette.example/dam\"\noutlet = \"X\"\n[[article.figure]]\ntext = \"5,300\"\nvalue = 6300\n";

#[test]
fn removing_a_correction_restores_the_original() {
    let plain = Sandbox::with([("news/dam.md", DAM)]);
    plain.ingest(["news"]);
    let sandbox = corrected(OUTLET);
    assert_eq!(sandbox.ids("outlet:x killed:6300"), ["dam"]);
    sandbox.write("index/corrections.toml", "");
    let counts = sandbox.ingest(["news"]);
    assert_eq!((counts.changed, counts.unchanged), (1, 0));
    let without = |sandbox: &Sandbox| {
        let mut hits = sandbox.hits("*");
        for hit in &mut hits {
            hit.score = 0.0;
        }
        hits
    };
    assert_eq!(without(&sandbox), without(&plain));
}

#[test]
fn only_affected_articles_are_rewritten() {
    let sandbox = corrected(OUTLET);
    sandbox.write("news/other.txt", "It rained.");
    sandbox.ingest(["news"]);
    // After a new correction, the ingest reads all files again, but only one article changes.
    let more = format!("{OUTLET}[[article]]\nid = \"other\"\noutlet = \"Y\"\n");
    sandbox.write("index/corrections.toml", &more);
    let counts = sandbox.ingest(["news"]);
    assert_eq!((counts.changed, counts.unchanged), (1, 1));
    assert_eq!(sandbox.ids("outlet:x killed:6300"), ["dam"]);
    assert_eq!(sandbox.ids("outlet:y"), ["other"]);
    // A comment does not change the corrections.
    sandbox.write("index/corrections.toml", format!("# mine\n{more}"));
    let run = sandbox.search(["ingest", "news"]);
    assert!(
        run.stderr.contains("0 new, 0 changed, 2 unchanged")
            && run.stderr.contains("2 articles, 3 corrections applied; "),
        "{run}"
    );
}

#[test]
fn corrections_survive_rebuilds_and_edits() {
    let sandbox = corrected(OUTLET);
    sandbox.ingest(["--rebuild"]);
    assert_eq!(sandbox.ids("outlet:x killed:6300"), ["dam"]);
    sandbox.write("news/dam.md", format!("{DAM}\nIt rained."));
    sandbox.ingest(["news"]);
    assert_eq!(sandbox.ids("outlet:x killed:6300 rained"), ["dam"]);
    // The body no longer contains the figure. The other corrections apply, and the program reports the missing figure.
    sandbox.write("news/dam.md", DAM.replace("5,300", "5,900"));
    let run = sandbox.search(["ingest", "news"]);
    insta::assert_snapshot!(run.complaint(3), @r#"
    search: using corrections from index/corrections.toml
    search: index/corrections.toml, line 4, column 1: no figure "5,300" in news/dam.md; `search show ID` lists the figures of an article
    0 new, 1 changed, 0 unchanged, 0 removed, 0 skipped; 4 figures in 1 article, 1 correction applied, 1 correction not applied; took [time] seconds
    "#);
    assert_eq!(sandbox.ids("outlet:x killed:5900"), ["dam"]);
}

#[test]
fn moved_file_keeps_corrections_by_url() {
    let sandbox = corrected(&format!(
        "{OUTLET}[[article]]\npath = \"news/dam.md\"\npublished = 2022-04-01\n"
    ));
    assert_eq!(sandbox.ids("outlet:x date:2022-04"), ["dam"]);
    sandbox.rename("news/dam.md", "news/later/dam.md");
    let run = sandbox.search(["ingest", "news"]);
    insta::assert_snapshot!(run.complaint(3), @"
    search: using corrections from index/corrections.toml
    search: index/corrections.toml, line 7, column 1: no article has the path news/dam.md; `search show ID` prints the url, id and path of an article
    0 new, 0 changed, 1 moved, 0 unchanged, 0 removed, 0 skipped; 4 figures in 1 article, 2 corrections applied, 1 correction not applied; took [time] seconds
    ");
    assert_eq!(sandbox.ids("outlet:x date:2022-03"), ["dam"]);
}

#[test]
fn given_corrections_file_is_remembered() {
    let sandbox = Sandbox::with([("news/dam.md", DAM)]);
    sandbox.write("mine.toml", OUTLET);
    let run = sandbox.search(["ingest", "news", "--corrections", "mine.toml"]);
    insta::assert_snapshot!(redacted(&run.stderr), @"
    search: using corrections from mine.toml
    1 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 4 figures in 1 article, 2 corrections applied; took [time] seconds
    ");
    let rebuilt = sandbox.search(["ingest", "--rebuild"]);
    insta::assert_snapshot!(redacted(&rebuilt.stderr), @"
    search: using corrections from mine.toml
    1 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 4 figures in 1 article, 2 corrections applied; took [time] seconds
    ");
    assert_eq!(sandbox.ids("outlet:x"), ["dam"]);
    // If the corrections file is missing, the ingest reads no files.
    sandbox.rename("mine.toml", "yours.toml");
    insta::assert_snapshot!(sandbox.search(["ingest"]).complaint(2), @"
    search: [folder]/mine.toml: No such file or directory (os error 2); nothing was changed
    hint: restore the file, or pass another one with --corrections
    ");
    sandbox.write("index/corrections.toml", "");
    let run = sandbox.search(["ingest", "--corrections", "index/corrections.toml"]);
    assert_eq!((run.status, sandbox.ids("outlet:x").len()), (0, 0), "{run}");
    let run = sandbox.search(["ingest"]);
    insta::assert_snapshot!(redacted(&run.stderr), @"
    search: using corrections from index/corrections.toml
    0 new, 0 changed, 1 unchanged, 0 removed, 0 skipped; 4 figures in 1 article; took [time] seconds
    ");
}

#[test]
fn next_full_ingest_applies_corrections_to_omitted_folders() {
    let sandbox = Sandbox::with([("news/dam.md", DAM), ("more/rain.txt", "It rained.")]);
    sandbox.ingest(["news", "more"]);
    sandbox.write("index/corrections.toml", OUTLET);
    let run = sandbox.search(["ingest", "more"]);
    insta::assert_snapshot!(run.complaint(0), @"
    search: using corrections from index/corrections.toml
    search: index/corrections.toml: corrections not yet applied to 1 file outside the ingested folders; to apply them, run `search ingest` without a folder
    0 new, 0 changed, 2 unchanged, 0 removed, 0 skipped; 4 figures in 2 articles; took [time] seconds
    ");
    assert_eq!(sandbox.ids("outlet:x"), [""; 0]);
    sandbox.ingest([""; 0]);
    assert_eq!(sandbox.ids("outlet:x"), ["dam"]);
}
