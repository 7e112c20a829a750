//! The output of each command on `corpus/`, as text and in the machine-readable formats.

use crate::harness::Sandbox;
use crate::transcript::{Transcript, assert_snapshot};

/// Runs `lines` on `corpus/` and compares their output with a snapshot.
fn check(name: &str, lines: &[&str]) {
    let mut transcript = Transcript::new(Sandbox::corpus());
    transcript.run_all(lines);
    assert_snapshot(name, transcript);
}

#[test]
fn query_output_matches_snapshot() {
    check(
        "query",
        &[
            "search 'bodies repatriated' -n 2",
            "search 'killed:1000..5000 after:2022-03' -n 2 --offset 3",
            "search query --copies 'repatriated miners'",
            "search --sort newest 'killed:>1000' -n 1",
            "search --sort oldest 'killed:>1000' -n 2 --offset 1",
            "search 'killed:20..90 wounded:>5' --vague -n 1",
            "search 'killed:>5000' --match possible -n 1",
            "search 'killed:>5000' --match within -n 1",
            "search --any 'zebra penguin repatriated' -n 1",
            "search 'lang:de 58'",
            "search '{killed:498} {killed:2870}'",
            "search 'date:unknown killed' -n 1",
            "search --count 'bodies repatriated'",
            "search --count 'date:2022 killed'",
            "search 'bodies' --offset 500",
            "search 'bodies' -n 0",
            "search 'zebra bodies'",
            "search nosuchword",
            "search --color always 'bodies repatriated' -n 1",
        ],
    );
}

#[test]
fn query_json_and_csv_match_snapshot() {
    check(
        "query-formats",
        &[
            "search --json 'bodies repatriated' -n 1",
            "search --jsonl 'bodies repatriated' -n 1",
            "search --csv 'bodies repatriated' -n 2",
            "search --json nosuchword",
            "search --jsonl nosuchword",
            "search --csv nosuchword",
            "search --json 'killed: 5000 date:2022' -n 0",
        ],
    );
}

#[test]
fn query_explanations_match_snapshot() {
    check(
        "query-explained",
        &[
            "search 'bodies repatriated bodies:1200' -n 1 --explain",
            "search --explain '\"human shields\" OR kil?ed NEAR/5 troops' -n 1",
            "search --explain 'same:(killed kyiv) -zebra' -n 1",
            "search --explain --sort newest 'reznikov~1 killed:>5' -n 1",
            "search --explain 'repatriat* title:bodies outlet:\"coastline news\"' -n 1",
            "search --jsonl --explain 'bodies repatriated bodies:1200' -n 1",
            "search --json --explain 'bodies:1200' -n 1",
        ],
    );
}

#[test]
fn figures_output_matches_snapshot() {
    check(
        "figures",
        &[
            "search figures 'soldiers killed' -n 3",
            "search figures 'soldiers killed' --sort -value -n 2",
            "search figures 'russian soldiers killed after:2022' --sort as-of -n 2 --offset 1",
            "search figures 'killed' --group-by claimant -n 5",
            "search figures 'killed' --group-by value -n 3",
            "search figures 'killed' --after 2022-03 --before 2022-04 -n 2",
            "search figures 'money:>1bn' -n 2",
            "search figures 'percent stance:planned' -n 2",
            "search figures 'nosuchword'",
            "search figures 'killed:20..90' --vague --copies -n 1",
            "search figures 'killed kyiv' --color always -n 1",
        ],
    );
}

#[test]
fn figures_json_and_csv_match_snapshot() {
    check(
        "figures-formats",
        &[
            "search figures 'bodies:1200' --json -n 1",
            "search figures 'bodies:1200' --jsonl -n 1",
            "search figures 'bodies:1200' --csv -n 2",
            "search figures 'killed' --group-by claimant --json -n 1",
            "search figures 'killed' --group-by claimant --jsonl -n 1",
            "search figures 'killed' --group-by claimant --csv -n 2",
            "search figures nosuchword --json",
            "search figures nosuchword --csv",
        ],
    );
}

#[test]
fn timeline_output_matches_snapshot() {
    check(
        "timeline",
        &[
            "search timeline 'russian troops killed' -n 8",
            "search timeline 'russian troops killed' --by year --group-by outlet -n 3",
            "search timeline 'quake killed kestrel' -n 5",
            "search timeline 'percent' -n 2",
            "search timeline 'wounded date:unknown'",
            "search timeline nosuchword",
            "search timeline 'russian troops killed' --json -n 1",
            "search timeline 'russian troops killed' --jsonl -n 1",
            "search timeline 'russian troops killed' --csv -n 2",
        ],
    );
}

#[test]
fn conflicts_output_matches_snapshot() {
    check(
        "conflicts",
        &[
            "search conflicts 'russian soldiers killed'",
            "search conflicts killed -n 2",
            "search conflicts killed --within 30 -n 1 --copies",
            "search conflicts 'wounded'",
            "search conflicts nosuchword",
            "search conflicts 'russian soldiers killed' --json -n 1",
            "search conflicts 'russian soldiers killed' --jsonl -n 1",
            "search conflicts 'russian soldiers killed' --csv -n 1",
            "search conflicts 'russian soldiers killed' --color always",
        ],
    );
}

#[test]
fn facets_output_matches_snapshot() {
    check(
        "facets",
        &[
            "search facets outlet,month,claimant killed -n 5",
            "search facets measure,whose,counted,value 'killed after:2022' -n 3",
            "search facets outlet nosuchword",
            "search facets value,outlet 'killed:20..90' -n 1",
            "search facets outlet killed --json -n 2",
            "search facets outlet,claimant killed --jsonl -n 2",
            "search facets outlet,claimant killed --csv -n 2",
            "search facets outlet killed --color always -n 1",
        ],
    );
}

#[test]
fn repeats_output_matches_snapshot() {
    check(
        "repeats",
        &[
            "search repeats '9,861'",
            "search repeats 498 -n 1",
            "search repeats 26000-or-1500#4",
            "search repeats 26000-or-1500 -n 2",
            "search repeats '9,861' --json",
            "search repeats '9,861' --jsonl",
            "search repeats '9,861' --csv",
            "search repeats 777777777",
            "search repeats 777777777 --json",
        ],
    );
}

#[test]
fn show_output_matches_snapshot() {
    check(
        "show",
        &[
            "search show 26000-or-1500",
            "search show 26000-or-1500#4",
            "search show 498-dead-moscow-gives-first-count",
            "search show hochwasser-ishra-58-tote",
            "search show a221",
            "search show zelensky-46000-and-silence-in-moscow",
            "search show brief-strike-ballot --json",
            "search show brief-strike-ballot --color always",
        ],
    );
}

#[test]
fn stats_and_check_output_matches_snapshot() {
    check(
        "stats-and-check",
        &[
            "search stats",
            "search stats -n 2",
            "search stats --json -n 1",
            "search check",
            "search check --json",
        ],
    );
}

#[test]
fn extract_output_matches_snapshot() {
    check(
        "extract",
        &[
            "echo 'At least 498 soldiers died, the ministry said on Monday, and another 1,597 were wounded.' | search extract",
            "echo 'At least 498 soldiers died in March 2022, the ministry said.' | search extract --explain",
            "search extract corpus/rail-strike/brief-strike-ballot.txt",
            "search extract corpus/rail-strike/brief-strike-ballot.txt --explain",
            "search extract corpus/rail-strike/brief-strike-ballot.txt --explain --color always",
            "echo 'Es kostete 3,5 Mio. €.' | search extract --lang de",
            r#"echo '{"text": "Five people died."}' | search extract --jsonl"#,
            "search extract nosuch.txt",
            "search extract corpus",
            "echo Nothing. | search extract",
            "echo Nothing in 2022. | search extract --explain",
            "search extract --lang klingonish corpus/rail-strike/brief-strike-ballot.txt",
            r#"printf '{"text": 5}\n\n[]\n{"text": "Five died."}\n' | search extract --jsonl"#,
            "head -c 68000000 /dev/zero | tr '\\0' a | search extract",
            "head -c 68000000 /dev/zero | tr '\\0' a | search extract --jsonl",
        ],
    );
}

#[test]
fn ingest_output_matches_snapshot() {
    let sandbox = Sandbox::with_corpus();
    let mut transcript = Transcript::new(&sandbox);
    transcript.run_all(&[
        "search ingest --dry-run corpus/exports corpus/dorsa-camp",
        "search ingest --dry-run corpus/dorsa-camp",
        "search ingest corpus/",
        "search ingest",
        "search ingest --rebuild --threads 1",
        "search ingest --dry-run",
    ]);
    assert_snapshot("ingest", transcript);
}
