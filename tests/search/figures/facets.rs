//! `search facets`: the number of articles or figures for each value of a facet.

use super::{Facet, answer, articles, lines, said, table};
use crate::harness::Sandbox;

/// Abbreviates a facet: the total, the values with their counts, and the number of unknown values.
fn short(facet: &Facet) -> String {
    let values = facet
        .values
        .iter()
        .map(|value| format!("{} {}", value.name, value.count));
    let values: Vec<_> = values.collect();
    format!(
        "{} {}: {}; unknown {}",
        facet.total,
        facet.counts,
        values.join(", "),
        facet.unknown
    )
}

fn of(sandbox: &Sandbox, by: &str, query: &str) -> Vec<String> {
    let facets = lines::<Facet>(sandbox, "facets", &["--", by, query]);
    facets.iter().map(short).collect()
}

fn storm() -> Sandbox {
    articles(&[
        (
            "a",
            "Storm",
            "2024-03-02",
            "Valley Post",
            "The mayor said 30 Russian soldiers were killed. Another 12 people were wounded.",
        ),
        (
            "b",
            "Storm",
            "2024-03-05",
            "Harbour Mail",
            "The Mayor said 20 people were killed.",
        ),
        (
            "c",
            "Storm",
            "2024-04-04",
            "Valley Post",
            "The agency said between 10 and 40 Russian soldiers were killed.",
        ),
        ("d", "Storm", "", "", "30 Ukrainian soldiers were killed."),
        (
            "e",
            "Sun",
            "2024-03-07",
            "Valley Post",
            "Nobody counted anything.",
        ),
    ])
}

#[test]
fn all_facets_are_counted() {
    let sandbox = storm();
    let rows = [
        (
            "outlet",
            "storm",
            "4 articles: Valley Post 2, Harbour Mail 1; unknown 1",
        ),
        (
            "month",
            "storm",
            "4 articles: 2024-03 2, 2024-04 1; unknown 1",
        ),
        (
            "outlet",
            "*",
            "5 articles: Valley Post 3, Harbour Mail 1; unknown 1",
        ),
        (
            "measure",
            "killed OR wounded",
            "5 figures: killed 4, wounded 1; unknown 0",
        ),
        (
            "claimant",
            "killed",
            "4 figures: mayor 2, agency 1; unknown 1",
        ),
        (
            "whose",
            "killed",
            "4 figures: Russian 2, Ukrainian 1; unknown 1",
        ),
        (
            "counted",
            "killed:<35",
            "4 figures: Russian soldiers 2, people 1, Ukrainian soldiers 1; unknown 0",
        ),
        (
            "value",
            "killed",
            "4 figures: 30 2, 10..40 1, 20 1; unknown 0",
        ),
        ("month", "killed:>100", "0 articles: ; unknown 0"),
    ];
    for (by, query, expected) in rows {
        let found = of(&sandbox, by, query);
        // Ignores order and case. If several spellings of a name are equally frequent, the alphabetically first is
        // shown.
        let sorted = |text: &str| {
            let mut words: Vec<_> = text
                .split([':', ',', ';'])
                .map(|w| w.trim().to_lowercase())
                .collect();
            words.sort_unstable();
            words
        };
        assert_eq!(found.len(), 1, "{by} {query}");
        assert_eq!(
            sorted(&found[0]),
            sorted(expected),
            "{by} {query}: {found:?}"
        );
    }
    let both = of(&sandbox, "month,outlet,measure", "killed");
    assert_eq!(both.len(), 3);
    assert!(
        both[0].starts_with("4 articles: 2024-03 2, 2024-04 1"),
        "{both:?}"
    );
}

#[test]
fn corpus_facet_counts_are_correct() {
    let rows = [
        (
            "outlet",
            "bodies:4812",
            "5 articles: Coastline News 1, Meridian Wire 2, Signal & Standard 1, The Valley Observer 1; unknown 0",
            // Currently, a sentence matches only if it says explicitly that bodies are counted.
            "3 articles: Meridian Wire 2, The Valley Observer 1; unknown 0",
        ),
        (
            "month",
            "killed:43",
            "3 articles: 2025-04 3; unknown 0",
            "3 articles: 2025-04 3; unknown 0",
        ),
        (
            "outlet",
            "killed:131",
            "3 articles: Eastgate Tribune 1, Open Delta 1, Statehouse Monitor 1; unknown 0",
            "3 articles: Eastgate Tribune 1, Open Delta 1; unknown 1",
        ),
        (
            "month",
            "path:belvar",
            "4 articles: 2024-09 3, 2024-10 1; unknown 0",
            "4 articles: 2024-09 3, 2024-10 1; unknown 0",
        ),
    ];
    for (by, query, read, found_now) in rows {
        let found = &of(Sandbox::corpus(), by, query)[0];
        assert!(found == read || found == found_now, "{by} {query}: {found}");
    }
}

#[test]
fn ambiguous_query_causes_a_warning() {
    let args = ["outlet", "killed or wounded"];
    let hint = "`or` is read as a plain word";
    let run = storm().call(["facets"]).args(args).run();
    assert!(run.stderr.contains(hint), "{run}");
    let answer = answer::<Facet>(&storm(), "facets", &args);
    assert!(
        answer.query.warnings.len() == 1 && answer.query.warnings[0].contains(hint),
        "{:?}",
        answer.query.warnings
    );
}

#[test]
fn text_output_contains_bar_charts() {
    let run = storm().search(["facets", "outlet,value", "-n", "1", "killed OR wounded"]);
    let bar = "█".repeat(30);
    let expected = format!(
        "\
outlet (4 articles)
  Valley Post  2  {bar}
  … and 1 more
  unknown for 1 article
value (5 figures)
  30  2  {bar}
  … and 3 more
"
    );
    assert_eq!(run.stdout, expected, "{run}");
    assert_eq!(said(&run), "articles: 4 found\nfigures: 5 found\n", "{run}");
    insta::assert_snapshot!(storm().search(["facets", "outlet", "avalanche"]), @"
    outlet (0 articles)
    2> no articles found
    [exit status 1]
    ");
}

#[test]
fn counts_agree_across_output_formats() {
    let args = ["outlet,month,claimant", "killed"];
    let whole = answer::<Facet>(Sandbox::corpus(), "facets", &args);
    assert_eq!(
        lines::<Facet>(Sandbox::corpus(), "facets", &args),
        whole.items
    );
    let (names, rows) = table(&Sandbox::corpus().call(["facets", "--csv"]).args(args).run());
    assert_eq!(names.join(","), "facet,value,also,counts,count");
    let values = whole.items.iter().flat_map(|facet| {
        facet.values.iter().map(|value| {
            let count = value.count.to_string();
            [
                &facet.by,
                &value.name,
                &value.also.join("; "),
                &facet.counts,
                &count,
            ]
            .map(String::clone)
        })
    });
    assert_eq!(rows, values.map(Vec::from).collect::<Vec<_>>());
    assert!(rows.len() > 30, "{}", rows.len());
}

#[test]
fn unknown_facet_is_an_error() {
    let sandbox = storm();
    for by in ["size", "outlet,size", "", "outlet,,month", "Outlet"] {
        let run = sandbox.search(["facets", by, "storm"]);
        run.complains(
            2,
            &["outlet, month, measure, claimant, whose, counted, value"],
        );
    }
    insta::assert_snapshot!(sandbox.search(["facets"]).complaint(2), @r#"
    search: no facet given
    hint: try `search facets outlet,month "bodies repatriated"`
    "#);
    insta::assert_snapshot!(sandbox.search(["facets", "outlet"]).complaint(2), @"
    search: no query given
    hint: use `*` to find all figures; `search help query` explains the syntax
    ");
    assert_eq!(
        sandbox.search(["facets", "outlet , month", "storm"]).status,
        0
    );
}
