//! Queries for figures on `corpus/`: ranges, bounds, sources and owners.
//!
//! The extraction itself is tested elsewhere. Here, each row lists articles that the query must find and articles that
//! it must not find.

use crate::harness::Sandbox;

/// A query, the ids that it must find, and the ids that it must not find.
type Row = (&'static str, &'static str, &'static str);

#[track_caller]
fn check(rows: &[Row]) {
    let wrong: Vec<_> = rows.iter().filter_map(wrong_with).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn wrong_with(&(query, found, not_found): &Row) -> Option<String> {
    let ids = Sandbox::corpus().ids(query);
    let has = |id: &&str| ids.iter().any(|found| found == id);
    let missing: Vec<_> = found.split_whitespace().filter(|id| !has(id)).collect();
    let wrong: Vec<_> = not_found.split_whitespace().filter(has).collect();
    let fine = missing.is_empty() && wrong.is_empty();
    (!fine).then(|| format!("{query}: {missing:?} not found, {wrong:?} found"))
}

#[test]
fn number_ranges_find_corpus_articles() {
    let rows = [
        (
            "killed:1000..5000 after:2022-03",
            "498-dead-moscow-gives-first-count meridian-wire-tolls-differ-tenfold northfield-courier-kyiv-moscow-tolls \
             ukraine-says-5300-russian-troops-killed what-we-can-know-about-the-losses \
             toll-1864-opposition-says-up-to-3000 heat-killed-1380-study-says 8841-how-the-dead-come-home a21a a221 \
             mw-241107-05 search-called-off-coast",
            "reznikov-3000-bodies-offer missing-list-shrinks-to-187 zelensky-46000-and-silence-in-moscow \
             derby-and-a-diverted-flight",
        ),
        (
            "killed:>5300",
            "ukraine-says-5300-russian-troops-killed meridian-wire-tolls-differ-tenfold 26000-or-1500",
            "8841-how-the-dead-come-home a1f3",
        ),
        (
            "killed:5300",
            "ukraine-says-5300-russian-troops-killed meridian-wire-tolls-differ-tenfold",
            "26000-or-1500 nato-7000-to-15000-after-a-month",
        ),
        (
            "killed:=5300",
            "ukraine-says-5300-russian-troops-killed",
            "26000-or-1500",
        ),
        (
            "killed:<5300 title:5300",
            "ukraine-says-5300-russian-troops-killed",
            "",
        ),
        (
            "killed:10000",
            "nato-7000-to-15000-after-a-month",
            "26000-or-1500",
        ),
        ("killed:>15000 nato", "", "nato-7000-to-15000-after-a-month"),
        (
            "bodies:>=4000",
            "1200-bodies-repatriated-kyiv-confirms meridian-wire-repatriation-sunday moscow-plans-6000-returns mw-250611-01",
            "bodies-in-vilkhivka 8841-how-the-dead-come-home",
        ),
        (
            "wounded:>100k",
            "1200-bodies-repatriated-kyiv-confirms zelensky-46000-and-silence-in-moscow",
            "498-dead-moscow-gives-first-count quake-kills-at-least-340",
        ),
        (
            "money:>=1m",
            "damage-2-3-billion-lender-says 90150 fiscal-council-deficit-4-1 crew-of-the-orlena \
             ukraine-says-5300-russian-troops-killed",
            "brackmoor-14-trapped",
        ),
        (
            "money:>=1bn",
            "damage-2-3-billion-lender-says fiscal-council-deficit-4-1 mw-241107-05",
            "crew-of-the-orlena",
        ),
        (
            "money:2.3bn",
            "damage-2-3-billion-lender-says",
            "crew-of-the-orlena",
        ),
        (
            "figure:13",
            "26000-or-1500 bodies-in-vilkhivka",
            "498-dead-moscow-gives-first-count",
        ),
        (
            "killed:[300 TO 400]",
            "quake-kills-at-least-340",
            "498-dead-moscow-gives-first-count",
        ),
        (
            "percent:4.1",
            "fiscal-council-deficit-4-1",
            "maruvia-plans-214-billion",
        ),
        (
            "rescued:131",
            "ferry-sinks-at-least-38-dead a1f3",
            "search-called-off-coast",
        ),
        ("missing:412", "search-called-off-coast", "brief-aftershock"),
        (
            "arrested:212",
            "police-arrest-212-in-belvar",
            "meridian-wire-toll-passes-1100",
        ),
        (
            "infected:>5000",
            "mw-250420-07 cholera-over-161-deaths-audit",
            "cholera-confirmed-11-dead",
        ),
        (
            "killed:2291",
            "one-year-on-final-toll-2291",
            "derby-and-a-diverted-flight",
        ),
    ];
    check(&rows);
}

#[test]
fn figure_conditions_find_corpus_articles() {
    let first_week = "meridian-wire-tolls-differ-tenfold northfield-courier-kyiv-moscow-tolls";
    let rows = [
        (
            "killed:>5000 by:ukraine",
            first_week,
            "8841-how-the-dead-come-home",
        ),
        (
            "killed:498 by:russia",
            first_week,
            "ukraine-says-5300-russian-troops-killed",
        ),
        ("killed:498 by:ukraine", "", first_week),
        (
            "killed:2870 whose:ukrainian",
            "498-dead-moscow-gives-first-count meridian-wire-tolls-differ-tenfold",
            "",
        ),
        ("killed:2870 whose:russian", "", first_week),
        (
            "killed:5300 whose:russia",
            "ukraine-says-5300-russian-troops-killed",
            "",
        ),
        (
            "{killed:498} {killed:>=2000}",
            first_week,
            "ukraine-says-5300-russian-troops-killed",
        ),
        ("{killed:498 killed:>=2000}", "", first_week),
        ("killed:498 killed:>=2000", "", first_week),
        (
            "{killed:>5000 by:ukraine} {killed:<2000 by:russia}",
            first_week,
            "26000-or-1500-no",
        ),
        (
            "by:\"Open Cell\"",
            "at-least-640-held-rights-group-says",
            "police-arrest-212-in-belvar",
        ),
        (
            "by:clearwater",
            "toll-revised-down-four-found-alive",
            "ferry-sinks-at-least-38-dead",
        ),
        (
            "bodies:6000 stance:planned",
            "moscow-plans-6000-returns",
            "bodies-in-vilkhivka",
        ),
        (
            "bound:range killed:*",
            "nato-7000-to-15000-after-a-month toll-1864-opposition-says-up-to-3000",
            "26000-or-1500",
        ),
        (
            "{killed:340} {killed:>=900}",
            "mayor-disputes-agency-toll",
            "one-year-on-final-toll-2291",
        ),
        (
            "killed:58 OR killed:54",
            "toll-revised-down-four-found-alive",
            "ferry-sinks-at-least-38-dead",
        ),
        (
            "ishra -killed:*",
            "dam-release-warning rice-crop-18-percent-down",
            "58-or-131-dead-in-ishra-floods",
        ),
    ];
    check(&rows);
}

#[test]
fn vague_numbers_are_excluded_and_counted() {
    let sandbox = Sandbox::with([
        (
            "a.txt",
            "Title: Camp\n\nTens of thousands of people were displaced by the flood, the agency said.",
        ),
        (
            "b.txt",
            "Title: Town\n\nThe agency said 60,000 people were displaced by the flood.",
        ),
    ]);
    sandbox.ingest(["."]);
    assert_eq!(sandbox.ids("displaced:>=20000"), ["b"]);
    let run = sandbox.search(["query", "--json", "displaced:>=20000"]);
    assert!(run.stdout.contains("\"vague\": 1"), "{run}");
    let run = sandbox.search(["query", "--vague", "--count", "displaced:>=20000"]);
    assert_eq!(run.stdout, "2\n", "{run}");
    assert_eq!(sandbox.ids("displaced:*"), ["a", "b"]);
}
