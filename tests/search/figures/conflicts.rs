//! `search conflicts`: sources that contradict each other about the same thing at the same time.

use super::{Conflict, answer, articles, lines, number, said, table};
use crate::harness::Sandbox;
use crate::redaction::redacted;

/// Abbreviates a conflict: the counted noun, the owner, and each side with its source and numbers.
fn short(conflict: &Conflict) -> String {
    let sides = conflict.sides.iter().map(|side| {
        let (low, high) = (number(&side.lowest), number(&side.highest));
        let numbers = if low == high {
            low
        } else {
            format!("{low} to {high}")
        };
        format!("{} {numbers}", side.claimant)
    });
    let whose = conflict.whose.as_deref().unwrap_or("-");
    let sides: Vec<_> = sides.collect();
    format!("{} | {whose} | {}", conflict.counted, sides.join(", "))
}

fn found(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let conflicts = lines::<Conflict>(sandbox, "conflicts", args);
    conflicts.iter().map(short).collect()
}

/// Creates a sandbox with one article, in which several sources make claims about the same storm.
fn storm(claims: &[&str]) -> Sandbox {
    let text = claims.join("\n\n");
    articles(&[("storm", "Storm", "2024-03-02", "Valley Post", &text)])
}

#[test]
fn incompatible_numbers_conflict() {
    let rows: [(&[&str], &[&str]); 9] = [
        (
            &[
                "The mayor said 50 people were killed.",
                "The agency said 20 people were killed.",
            ],
            &["people | - | mayor 50, agency 20"],
        ),
        (
            &[
                "The mayor said 50 people were killed.",
                "The agency said 50 people were killed.",
            ],
            &[],
        ),
        (
            &[
                "The mayor said more than 4,000 people were killed.",
                "The agency said more than 5,300 people were killed.",
            ],
            &[],
        ),
        (
            &[
                "The mayor said more than 4,000 people were killed.",
                "The agency said fewer than 1,500 people were killed.",
            ],
            &["people | - | mayor >4000, agency <1500"],
        ),
        (
            &[
                "The mayor said between 10 and 30 people were killed.",
                "The agency said 20 people were killed.",
            ],
            &[],
        ),
        // A source does not conflict with itself.
        (
            &[
                "The mayor said 50 people were killed.",
                "The mayor said 20 people were killed.",
            ],
            &[],
        ),
        // Different measures and different counted nouns do not conflict.
        (
            &[
                "The mayor said 50 people were killed.",
                "The agency said 20 people were wounded.",
            ],
            &[],
        ),
        (
            &[
                "The mayor said 50 people were killed.",
                "The agency said 20 children were killed.",
            ],
            &[],
        ),
        (
            &[
                "The mayor said 50 Russian soldiers were killed.",
                "The agency said 20 Ukrainian soldiers were killed.",
            ],
            &[],
        ),
    ];
    for (claims, expected) in rows {
        assert_eq!(
            found(&storm(claims), &["killed OR wounded"]),
            expected,
            "{claims:?}"
        );
    }
}

#[test]
fn incomparable_claims_are_only_counted() {
    let other = "The agency said 20 people were killed.";
    let rows = [
        (
            "The mayor said an additional 50 people were killed.",
            "part or addition (1)",
        ),
        (
            "The mayor denied the figure of 50 killed.",
            "not stated as fact (1)",
        ),
        (
            "In the harbour 50 people were killed.",
            "no named source (1)",
        ),
    ];
    for (claim, told) in rows {
        let run = storm(&[other, claim]).search(["conflicts", "killed"]);
        let told = format!("2 figures; no conflicts found\nnot compared: {told}\n");
        assert_eq!((run.status, said(&run)), (1, told));
    }
    let run = storm(&[other]).search(["conflicts", "killed"]);
    assert_eq!(said(&run), "1 figure; no conflicts found\n");
    let run = storm(&[other]).search(["conflicts", "avalanche"]);
    insta::assert_snapshot!(run, @"
    2> read as: avalanche (in the sentence or headline)
    2> no figures found
    [exit status 1]
    ");
}

/// Creates a sandbox with two articles about the same flood. The second one is published on `day`.
fn river(day: &str) -> Sandbox {
    articles(&[
        (
            "a",
            "River",
            "2024-03-02",
            "Valley Post",
            "The mayor said 50 people were killed in the flood.",
        ),
        (
            "b",
            "River",
            day,
            "Harbour Mail",
            "The agency said 20 people were killed in the flood.",
        ),
    ])
}

#[test]
fn only_claims_with_close_dates_conflict() {
    let one = "people | - | mayor 50, agency 20";
    let rows: [(&str, &[&str], &[&str]); 6] = [
        ("2024-03-05", &["killed flood"], &[one]),
        ("2024-03-06", &["killed flood"], &[]),
        ("2024-03-10", &["--within", "8", "killed flood"], &[one]),
        ("2024-03-02", &["--within=0", "killed flood"], &[one]),
        ("2024-03-03", &["--within=0", "killed flood"], &[]),
        // Without a common owner or topic, claims from different articles are not compared.
        ("2024-03-02", &["killed"], &[]),
    ];
    for (day, args, expected) in rows {
        assert_eq!(found(&river(day), args), expected, "{day} {args:?}");
    }
    let sandbox = river("2024-03-02");
    for days in ["-1", "3661", "week"] {
        let run = sandbox.search(["conflicts", &format!("--within={days}"), "killed"]);
        run.complains(2, &["--within", days]);
    }
}

#[test]
fn merged_sources_do_not_conflict() {
    let sandbox = river("2024-03-02");
    sandbox.write("names.toml", "\"The town\" = [\"mayor\", \"agency\"]\n");
    let both = ["--aliases", "names.toml"];
    assert_eq!(found(&sandbox, &["killed flood"]).len(), 1);
    let run = sandbox
        .call(["conflicts"])
        .args(both)
        .args(["killed flood"])
        .run();
    assert_eq!(said(&run), "2 figures; no conflicts found\n");
    let run = sandbox
        .call(["figures", "--group-by", "claimant"])
        .args(both)
        .args(["killed"])
        .run();
    assert!(run.stdout.contains("\nThe town  "), "{run}");
    let run = sandbox.call(["timeline"]).args(both).args(["killed"]).run();
    assert!(run.stdout.contains("a The town"), "{run}");
    let run = sandbox
        .call(["facets", "claimant"])
        .args(both)
        .args(["killed"])
        .run();
    assert!(run.stdout.contains("  The town  2  "), "{run}");
}

#[test]
fn known_conflicts_are_found_in_the_corpus() {
    // Two outlets report claims by Ukraine and Russia about Russian deaths.
    let query = "killed:>=498 whose:russian (outlet:meridian OR outlet:northfield) before:2022-03-05 (by:ukraine OR by:russian)";
    let first_week = "people | Russian | Ukraine >5300, Russian defence ministry 498";
    let conflicts = lines::<Conflict>(Sandbox::corpus(), "conflicts", &["--", query]);
    // One figure counts soldiers. The other inherits its counted noun from the previous sentence.
    let shown: Vec<_> = conflicts
        .iter()
        .map(|one| short(one).replace("soldiers", "people"))
        .collect();
    assert_eq!(shown, [first_week]);
    assert_eq!(
        conflicts[0].period.as_deref(),
        Some("2022-03-03..2022-03-04")
    );
    assert!(
        (conflicts[0].times_apart - 5300.0 / 498.0).abs() < 0.01,
        "{conflicts:?}"
    );
    assert_eq!(
        conflicts[0]
            .sides
            .iter()
            .map(|side| side.figures)
            .collect::<Vec<_>>(),
        [2, 2]
    );
    let rows: [(&str, &[&str]); 5] = [
        (
            "(killed:>=26000 OR killed:<1500) whose:russian outlet:coastline",
            &["soldiers | Russia | Ukraine >26000, Russia's defence ministry <1500"],
        ),
        (
            "killed:300..1000 path:kestrel-bay-earthquake earthquake by:(mayor OR civil)",
            &[
                "people | - | mayor of Kestrel Bay >900, Talmira's civil defence agency >=340, civil defence agency 340",
            ],
        ),
        (
            "killed:58..131 ishra",
            &["people | - | Clearwater Network 131, provincial authority 58"],
        ),
        (
            "killed:43..120 cholera after:2025-04-10 before:2025-04-30",
            &["people | - | Kessari Doctors' Union >=120, health ministry 43"],
        ),
        // The deaths of one side do not conflict with the deaths of the other.
        ("killed:498 OR killed:2870", &[]),
    ];
    for (query, expected) in rows {
        let found: Vec<_> = found(Sandbox::corpus(), &["--uncertain", "--", query])
            .iter()
            .map(|one| one.replace("Russian |", "Russia |"))
            .collect();
        assert_eq!(found, expected, "{query}");
    }
    for conflict in lines::<Conflict>(Sandbox::corpus(), "conflicts", &["killed"]) {
        for side in &conflict.sides {
            let values = [&side.lowest, &side.highest].map(|row| row.value);
            assert!(!values.contains(&Some(2870.0)), "{conflict:?}");
        }
    }
}

#[test]
fn conflicts_agree_across_output_formats() {
    let args = ["killed", "russian"];
    let whole = answer::<Conflict>(Sandbox::corpus(), "conflicts", &args);
    assert_eq!(
        (whole.total, &whole.excluded.undated),
        (whole.items.len(), &0)
    );
    assert!(whole.total > 1);
    let order = |one: &Conflict| (one.period.is_some(), one.times_apart);
    assert!(whole.items.is_sorted_by(|a, b| order(a) >= order(b)));
    assert_eq!(
        lines::<Conflict>(Sandbox::corpus(), "conflicts", &args),
        whole.items
    );
    let run = Sandbox::corpus()
        .call(["conflicts", "--csv"])
        .args(args)
        .run();
    let (names, rows) = table(&run);
    let expected = "conflict,measure,whose,counted,period,times_apart,claimant,also,figures,lowest,lowest_id,lowest_quote,\
        highest,highest_id,highest_quote";
    assert_eq!(names.join(","), expected);
    let sides: Vec<_> = whole.items.iter().flat_map(|one| &one.sides).collect();
    assert_eq!(rows.len(), sides.len());
    for (row, side) in rows.iter().zip(sides) {
        assert_eq!(row[6], side.claimant);
        assert_eq!((&row[10], &row[13]), (&side.lowest.id, &side.highest.id));
    }
    let run = Sandbox::corpus()
        .call(["conflicts", "-n", "1"])
        .args(args)
        .run();
    insta::assert_snapshot!(redacted(&run.stderr), @"
    read as: killed (measure); russian (nationality)
    21 figures; 2 conflicts; showing the widest; 4 uncertain figures hidden (--uncertain shows them)
    not compared: no named source (4)
    ");
    assert!(
        run.stdout.starts_with("1. ") && !run.stdout.contains("\n2. "),
        "{run}"
    );
}
