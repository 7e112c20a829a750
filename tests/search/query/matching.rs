//! `--match`: a range matches a figure by its stated number (`stated`), by any number that it may mean (`possible`), or
//! only if all such numbers are in the range (`within`).

use figured::figure::{Bound, Figure};
use figured::index::{IndexReader, StoredArticle};
use figured::query::{IntervalMatch, Search, parse};

use super::json::answer;
use crate::harness::{Sandbox, TODAY, records, release};
use crate::random::Random;

/// The end of a range or claim, and whether it is inclusive. `None` means that there is no such end.
type End = Option<(f64, bool)>;

/// A range, with its text in the query language.
struct Range {
    text: String,
    low: End,
    high: End,
}

impl Range {
    /// The number of forms in which a range can be written.
    const FORMS: usize = 9;

    /// Creates a range whose ends are numbers of `figures`, numbers close to those, or 0.
    fn random(form: usize, figures: &[&Figure], random: &mut Random) -> Self {
        let mut number = || {
            let figure = random.pick(figures);
            let stated = figure.value.or(figure.low).or(figure.high).unwrap();
            *random.pick(&[stated, stated, stated, stated + 1.0, stated - 0.5, 0.0])
        };
        let (one, other) = (number(), number());
        let (low, mut high) = (one.min(other), one.max(other));
        if low >= high {
            high = low + 1.0;
        }
        let (within, without) = (|at| Some((at, true)), |at| Some((at, false)));
        let (text, low, high) = match form {
            0 => (format!("{low}"), within(low), within(low)),
            1 => (format!(">{low}"), without(low), None),
            2 => (format!(">={low}"), within(low), None),
            3 => (format!("<{high}"), None, without(high)),
            4 => (format!("..{high}"), None, within(high)),
            5 => (format!("{{{low} TO {high}}}"), without(low), without(high)),
            6 => (format!("{{{low} TO {high}]"), without(low), within(high)),
            7 => (format!("[{low} TO {high}}}"), within(low), without(high)),
            _ => (format!("{low}..{high}"), within(low), within(high)),
        };
        Self { text, low, high }
    }
}

/// Returns the interval that a figure claims. Its ends are inclusive unless the bound excludes them.
fn claim(figure: &Figure) -> (End, End) {
    let low_belongs = figure.bound != Bound::MoreThan;
    let high_belongs = !matches!(figure.bound, Bound::LessThan | Bound::Nearly);
    (
        figure.low.map(|low| (low, low_belongs)),
        figure.high.map(|high| (high, high_belongs)),
    )
}

/// Returns whether an interval that ends at `high` reaches one that starts at `low`.
fn reaches(high: End, low: End) -> bool {
    match (high, low) {
        (Some((high, high_belongs)), Some((low, low_belongs))) => {
            high > low || high >= low && high_belongs && low_belongs
        }
        _ => true,
    }
}

/// Returns whether the inner interval does not extend past the outer one at this end. `beyond` is `f64::gt` for lower
/// ends and `f64::lt` for upper ends.
fn keeps_to(inner: End, outer: End, beyond: fn(&f64, &f64) -> bool) -> bool {
    match (inner, outer) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((inner, inner_belongs)), Some((outer, outer_belongs))) => {
            beyond(&inner, &outer) || !beyond(&outer, &inner) && (outer_belongs || !inner_belongs)
        }
    }
}

fn met(matching: IntervalMatch, range: &Range, figure: &Figure) -> bool {
    let (mut low, high) = claim(figure);
    match matching {
        IntervalMatch::Possible => reaches(high, range.low) && reaches(range.high, low),
        IntervalMatch::Within => {
            let cold = matches!(
                figure.unit.as_deref(),
                Some("celsius" | "fahrenheit" | "degree")
            );
            if low.is_none() && !cold && range.low.is_some() && figure.value >= Some(0.0) {
                low = Some((0.0, true));
            }
            keeps_to(low, range.low, f64::gt) && keeps_to(high, range.high, f64::lt)
        }
        IntervalMatch::Stated => unreachable!("another test looks at it"),
    }
}

#[test]
fn interval_matches_agree_with_a_full_scan() {
    let sandbox = Sandbox::corpus();
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    let all = records(&reader);
    let figures: Vec<_> = all.iter().flat_map(|record| &record.figures).collect();
    let mut random = Random::new(46_000);
    for matching in [IntervalMatch::Possible, IntervalMatch::Within] {
        let mut seen = [(0, 0); Bound::ALL.len()];
        // Each form is tried twice with each bound, because the corpus has only a few figures with the rarer bounds.
        for round in 0..2 * Bound::ALL.len() * Range::FORMS {
            let nth = round % Bound::ALL.len();
            let bound = Bound::ALL[nth];
            let bounded: Vec<_> = figures
                .iter()
                .copied()
                .filter(|f| f.bound == bound)
                .collect();
            let form = round / Bound::ALL.len() % Range::FORMS;
            let range = Range::random(form, &bounded, &mut random);
            let wanted = |figure: &Figure| {
                !figure.vague && figure.rate.is_none() && met(matching, &range, figure)
            };
            let expected: Vec<_> = all.iter().map(|record| met_by(record, &wanted)).collect();
            let found = found(&reader, &format!("figure:{}", range.text), matching, &all);
            assert_eq!(found, expected, "{matching:?} {}", range.text);
            for figure in &bounded {
                let count = &mut seen[nth];
                if wanted(figure) {
                    count.0 += 1;
                } else {
                    count.1 += 1;
                }
            }
        }
        // For every bound, some figures must match and others must not.
        for (bound, (yes, no)) in Bound::ALL.iter().zip(seen) {
            assert!(yes > 10 && no > 10, "{matching:?} {bound}: {yes}, {no}");
        }
    }
    release(reader);
}

/// Returns the indices of an article's figures that meet a condition.
fn met_by(record: &StoredArticle, wanted: &impl Fn(&Figure) -> bool) -> Vec<usize> {
    let figures = record.figures.iter().enumerate();
    figures
        .filter(|(_, figure)| wanted(figure))
        .map(|(nth, _)| nth)
        .collect()
}

/// Runs a query and returns the indices of the matching figures of each article.
fn found(
    reader: &IndexReader,
    text: &str,
    matching: IntervalMatch,
    all: &[StoredArticle],
) -> Vec<Vec<usize>> {
    let parsed = parse(text, TODAY.parse().unwrap()).unwrap_or_else(|e| panic!("{text}: {e}"));
    let search = Search {
        matching,
        ..Search::new(parsed.query, all.len())
    };
    let mut found = vec![Vec::new(); all.len()];
    for hit in search.run(reader).unwrap().hits {
        let at = all
            .binary_search_by_key(&hit.record.key, |record| record.key)
            .unwrap();
        found[at] = hit.figures;
    }
    found
}

/// Creates a sandbox with an article for each bound, named after the bound.
fn one_of_each() -> Sandbox {
    let sandbox = Sandbox::with([
        ("news/exact.txt", "On Monday 500 people were killed.\n"),
        ("news/about.txt", "About 500 people were killed.\n"),
        ("news/nearly.txt", "Nearly 500 people were killed.\n"),
        ("news/more.txt", "More than 500 people were killed.\n"),
        ("news/least.txt", "At least 500 people were killed.\n"),
        ("news/fewer.txt", "Fewer than 500 people were killed.\n"),
        ("news/most.txt", "Up to 500 people were killed.\n"),
        (
            "news/range.txt",
            "Between 300 and 700 people were killed.\n",
        ),
        ("news/vague.txt", "Dozens of people were killed.\n"),
        (
            "news/frost.txt",
            "It was below 5 degrees Celsius at night.\n",
        ),
    ]);
    sandbox.ingest(["news"]);
    sandbox
}

#[test]
fn match_mode_decides_which_bounds_match() {
    let sandbox = one_of_each();
    let every = "about exact fewer least more most nearly range";
    let rows = [
        ("stated", "killed:500", every),
        ("possible", "killed:500", "about exact least most range"),
        ("within", "killed:500", "about exact"),
        ("stated", "killed:>500", "more range"),
        ("possible", "killed:>500", "least more range"),
        ("within", "killed:>500", "more"),
        ("stated", "killed:>=500", every),
        (
            "possible",
            "killed:>=500",
            "about exact least more most range",
        ),
        ("within", "killed:>=500", "about exact least more"),
        ("stated", "killed:<500", "fewer range"),
        ("possible", "killed:<500", "fewer most nearly range"),
        ("within", "killed:<500", "fewer nearly"),
        (
            "possible",
            "killed:..500",
            "about exact fewer least most nearly range",
        ),
        ("within", "killed:..500", "about exact fewer most nearly"),
        ("stated", "killed:10000..20000", ""),
        ("possible", "killed:10000..20000", "least more"),
        ("within", "killed:10000..20000", ""),
        ("possible", "killed:1..2", "fewer most nearly"),
        ("within", "killed:200..600", "about exact"),
        ("within", "killed:[300 TO 700]", "about exact range"),
        ("within", "killed:{300 TO 700}", "about exact"),
        // Counts are never negative.
        ("within", "killed:0..600", "about exact fewer most nearly"),
        ("within", "killed:0..499", ""),
        ("within", "killed:{0 TO 600}", "about exact"),
        ("within", "killed:-5..600", "about exact fewer most nearly"),
        ("within", "figure:0..10", ""),
        ("within", "figure:..10", "frost"),
        ("stated", "figure:0..10", "frost"),
        // Conditions without a range do not depend on `--match`, and neither do their excluded counts.
        (
            "possible",
            "killed:*",
            "about exact fewer least more most nearly range vague",
        ),
        (
            "within",
            "killed:*",
            "about exact fewer least more most nearly range vague",
        ),
        ("possible", "killed:20..99", "fewer most nearly"),
    ];
    let wrong: Vec<_> = rows
        .iter()
        .filter_map(|(matching, query, expected)| {
            let args = [
                "query", "--jsonl", "-n", "99", "--match", matching, "--", query,
            ];
            let run = sandbox.search(args);
            let mut ids: Vec<_> = run.stdout.lines().map(id).collect();
            ids.sort_unstable();
            (ids.join(" ") != *expected).then(|| format!("{matching} {query}: {ids:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn id(line: &str) -> String {
    serde_json::from_str::<crate::harness::Hit>(line)
        .unwrap()
        .id
}

#[test]
fn vague_figures_are_counted_in_each_match_mode() {
    let sandbox = one_of_each();
    // "Dozens" means 12 to 120.
    let rows = [
        ("stated", "killed:24..99", 0, 1),
        ("possible", "killed:24..99", 3, 1),
        ("within", "killed:24..99", 0, 0),
        ("within", "killed:12..120", 0, 1),
    ];
    for (matching, query, total, vague) in rows {
        let run = sandbox.search(["--json", "--match", matching, query]);
        let parts = [format!("\"total\": {total}"), format!("\"vague\": {vague}")];
        assert!(parts.iter().all(|part| run.stdout.contains(part)), "{run}");
    }
}

#[test]
fn stated_match_is_the_default() {
    for query in ["killed:1000..5000", "killed:>5300", "money:<5m"] {
        let args = ["--json", "--match", "stated", "-n", "99", query];
        let hits = answer(&args).hits;
        assert!(!hits.is_empty(), "{query}");
        assert_eq!(hits, answer(&["--json", "-n", "99", query]).hits, "{query}");
        let possible = answer(&["--json", "--match", "possible", "-n", "99", query]);
        assert_ne!(hits, possible.hits, "{query}");
    }
    insta::assert_snapshot!(Sandbox::corpus().search(["--match", "overlap", "dam"]).complaint(2), @"
    error: invalid value 'overlap' for '--match <HOW>'
      [possible values: stated, possible, within]

    For more information, try '--help'.
    ");
}
