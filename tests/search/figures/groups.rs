//! `search figures --group-by`: one row for all figures with the same group key and unit.

use super::{Group, answer, articles, is, lines, number, said, table};
use crate::harness::Sandbox;

/// Creates a sandbox with articles about the death toll of a storm over several months.
fn storm() -> Sandbox {
    articles(&[
        (
            "a",
            "Storm",
            "2024-03-02",
            "Valley Post",
            "Ukraine's defence ministry said 30 people were killed.",
        ),
        (
            "b",
            "Storm",
            "2024-03-05",
            "Harbour Mail",
            "The Ukrainian Defense Ministry said at least 20 people were killed.",
        ),
        (
            "c",
            "Storm",
            "2024-04-04",
            "Valley Post",
            "The agency said between 10 and 40 people were killed. It counted 25 injured.",
        ),
        (
            "d",
            "Storm",
            "",
            "",
            "Dozens of people were killed. Repairs cost $5 million and took 300 km of rope.",
        ),
    ])
}

/// Abbreviates a group: key, unit, count, lowest and highest number, and the article of the first figure.
fn short(group: &Group) -> String {
    [
        group.key.as_deref().unwrap_or("?"),
        group.unit.as_deref().unwrap_or("-"),
        &group.figures.to_string(),
        &number(&group.lowest),
        &number(&group.highest),
        &group.first.article,
    ]
    .join(" | ")
}

#[test]
fn figures_are_grouped_by_each_dimension() {
    let sandbox = storm();
    let rows: [(&str, &str, &[&str]); 6] = [
        (
            "killed",
            "claimant",
            &[
                "Ukraine's defence ministry | - | 2 | >=20 | 30 | a",
                "agency | - | 1 | 10..40 | 10..40 | c",
                "? | - | 1 | 24 | 24 | d",
            ],
        ),
        (
            "killed",
            "outlet",
            &[
                "Valley Post | - | 2 | 10..40 | 10..40 | a",
                "Harbour Mail | - | 1 | >=20 | >=20 | b",
                "? | - | 1 | 24 | 24 | d",
            ],
        ),
        (
            "killed",
            "month",
            &[
                "2024-03 | - | 2 | >=20 | 30 | a",
                "2024-04 | - | 1 | 10..40 | 10..40 | c",
                "? | - | 1 | 24 | 24 | d",
            ],
        ),
        (
            "killed:>15",
            "value",
            &[
                "30 | - | 1 | 30 | 30 | a",
                "20 | - | 1 | >=20 | >=20 | b",
                "10..40 | - | 1 | 10..40 | 10..40 | c",
                "12..120 | - | 1 | 24 | 24 | d",
            ],
        ),
        (
            "storm title:storm (killed:* OR wounded:*)",
            "measure",
            &[
                "killed | - | 4 | 10..40 | 10..40 | a",
                "wounded | - | 1 | 25 | 25 | c",
            ],
        ),
        (
            "figure:* id:d",
            "whose",
            &[
                "? | - | 1 | 24 | 24 | d",
                "? | USD | 1 | 5000000 | 5000000 | d",
                "? | kilometre | 1 | 300 | 300 | d",
            ],
        ),
    ];
    for (query, by, expected) in rows {
        // "24 | 24" is a placeholder for the lowest and highest number of "dozens", which depend on the extractor.
        let groups = lines::<Group>(
            &sandbox,
            "figures",
            &["--group-by", by, "--vague", "--", query],
        );
        let groups: Vec<_> = groups.iter().map(short).collect();
        let vague = expected
            .iter()
            .map(|line| line.replace("24 | 24", &vague(&sandbox)));
        assert_eq!(groups, vague.collect::<Vec<_>>(), "{query} by {by}");
    }
}

/// Formats the lowest and highest number of a group whose only figure is "dozens".
fn vague(sandbox: &Sandbox) -> String {
    let rows = lines::<super::Row>(sandbox, "figures", &["--vague", "--", "killed id:d"]);
    assert!(rows.len() == 1 && rows[0].vague, "{rows:?}");
    format!("{0} | {0}", number(&rows[0]))
}

#[test]
fn merged_names_are_shown() {
    let sandbox = storm();
    let groups = lines::<Group>(&sandbox, "figures", &["--group-by", "claimant", "killed"]);
    assert_eq!(groups[0].also, ["Ukrainian Defense Ministry"]);
    let run = sandbox.search(["figures", "--group-by", "claimant", "killed after:2024"]);
    insta::assert_snapshot!(run, @"
    claimant                    unit  figures       lowest   highest  first published  outlet       first figure
    Ukraine's defence ministry              2  at least 20        30  2024-03-02       Valley Post  a#1
    agency                                  1     10 to 40  10 to 40  2024-04-04       Valley Post  c#1
    merged names: Ukraine's defence ministry (also Ukrainian Defense Ministry)
    2> read as: killed (measure)
    2> 3 figures; 2 groups by claimant; 1 figure in an undated article hidden (`date:unknown` finds it)
    ");
    let run = sandbox.search(["figures", "--group-by", "outlet", "killed outlet:harbour"]);
    assert_eq!(said(&run), "1 figure; 1 group by outlet\n", "{run}");
    let run = sandbox.search(["figures", "--group-by", "outlet", "avalanche"]);
    insta::assert_snapshot!(run, @"
    2> read as: avalanche (in the sentence or headline)
    2> no figures found
    [exit status 1]
    ");
}

#[test]
fn groups_agree_across_output_formats() {
    let sandbox = storm();
    for by in [
        "claimant", "outlet", "measure", "whose", "month", "value", "counted",
    ] {
        let args = ["--group-by", by, "--", "*"];
        let whole = answer::<Group>(&sandbox, "figures", &args).items;
        assert_eq!(lines::<Group>(&sandbox, "figures", &args), whole, "{by}");
        let run = sandbox.call(["figures", "--csv"]).args(args).run();
        let (names, rows) = table(&run);
        let expected = format!(
            "{by},also,unit,figures,lowest,lowest_id,highest,highest_id,first,first_date,first_outlet,first_quote"
        );
        assert_eq!(names.join(","), expected);
        assert_eq!(rows.len(), whole.len(), "{by}");
        for (row, group) in rows.iter().zip(&whole) {
            assert_eq!(row[0], group.key.clone().unwrap_or_default());
            assert_eq!(row[3], group.figures.to_string());
            assert_eq!(
                [&row[5], &row[7], &row[8]],
                [&group.lowest.id, &group.highest.id, &group.first.id]
            );
            assert_eq!(row[11], group.first.sentence.text);
        }
        // `-n` and `--offset` count groups.
        let args = ["--group-by", by, "-n", "1", "--offset", "1", "--", "*"];
        let page = lines::<Group>(&sandbox, "figures", &args);
        assert_eq!(page[..], whole[1..whole.len().min(2)], "{by}");
    }
}

#[test]
fn corpus_figures_form_the_expected_groups() {
    // The query finds claims in two outlets about Russian deaths in the first week of March.
    let query = "killed:* whose:russian (outlet:meridian OR outlet:northfield) after:2022-03-02 before:2022-03-05 killed:>=498";
    let groups = lines::<Group>(
        Sandbox::corpus(),
        "figures",
        &["--group-by", "claimant", "--", query],
    );
    let short: Vec<_> = groups.iter().map(short).collect();
    assert_eq!(
        short,
        [
            "Russian defence ministry | - | 2 | 498 | 498 | meridian-wire-tolls-differ-tenfold",
            "Ukraine | - | 2 | >5300 | >5300 | meridian-wire-tolls-differ-tenfold",
            "American official | - | 2 | 2000 | 2000 | meridian-wire-tolls-differ-tenfold",
        ]
        .into_iter()
        .collect::<Vec<_>>()
    );
    let months = lines::<Group>(
        Sandbox::corpus(),
        "figures",
        &["--group-by", "month", "killed:43"],
    );
    assert_eq!(months.len(), 1);
    assert!(
        is(
            &months[0].first,
            "43 | - | health ministry | 2025-04-15 | pcp-cholera-cases-near-2000"
        ),
        "{months:?}"
    );
    // The date after "since" is not the date of the figure.
    let all = lines::<Group>(
        Sandbox::corpus(),
        "figures",
        &["--group-by", "measure", "killed:5300"],
    );
    assert_eq!(
        all[0].first.article,
        "ukraine-says-5300-russian-troops-killed"
    );
    let run = Sandbox::corpus().search(["figures", "--group-by", "measure", "killed:5300"]);
    assert!(
        run.stdout.contains("  2022-03-01       Eastgate Tribune  "),
        "{run}"
    );
}
