//! `search timeline`: how a figure changed over time, as a plot and a table.

use super::{Point, answer, articles, lines, said, table};
use crate::harness::Sandbox;
use crate::redaction::redacted;

/// Creates a sandbox with articles about the deaths in a flood, as counted by two sources.
fn flood() -> Sandbox {
    articles(&[
        (
            "a",
            "Flood",
            "2024-03-04",
            "Valley Post",
            "The agency said 10 people were killed.",
        ),
        (
            "b",
            "Flood",
            "2024-03-06",
            "Harbour Mail",
            "The agency said 14 people were killed.",
        ),
        (
            "c",
            "Flood",
            "2024-03-06",
            "Valley Post",
            "The mayor said more than 40 people were killed.",
        ),
        (
            "d",
            "Flood",
            "2024-04-09",
            "Valley Post",
            "The agency said fewer than 20 people were killed.",
        ),
        (
            "e",
            "Flood",
            "2024-04-09",
            "Harbour Mail",
            "The mayor denied the figure of 90 killed.",
        ),
        (
            "f",
            "Flood",
            "2025-01-02",
            "Valley Post",
            "Between 16 and 18 people were killed.",
        ),
        (
            "g",
            "Flood",
            "",
            "Valley Post",
            "The agency said 12 people were killed.",
        ),
    ])
}

/// Abbreviates a point: period, number with bound, source, stance, number of figures, and the first figure.
fn short(point: &Point) -> String {
    let less = if point.or_less { "<" } else { "" };
    let more = if point.or_more { ">" } else { "" };
    let number = if point.low.to_bits() == point.high.to_bits() {
        point.low.to_string()
    } else {
        format!("{}..{}", point.low, point.high)
    };
    let none = || "-".to_owned();
    [
        point.period.clone().unwrap_or_else(none),
        format!("{less}{more}{number}"),
        point.series.clone().unwrap_or_else(none),
        point.stance.clone(),
        point.figures.to_string(),
        point.first.clone(),
    ]
    .join(" | ")
}

#[test]
fn points_are_grouped_by_day_week_month_or_year() {
    let sandbox = flood();
    let undated = "- | 12 | agency | stated | 1 | g#1";
    let rows: [(&str, &[&str]); 4] = [
        (
            "day",
            &[
                "2024-03-04 | 10 | agency | stated | 1 | a#1",
                "2024-03-06 | 14 | agency | stated | 1 | b#1",
                "2024-03-06 | >40 | mayor | stated | 1 | c#1",
                "2024-04-09 | <20 | agency | stated | 1 | d#1",
                "2024-04-09 | 90 | - | denied | 1 | e#1",
                "2025-01-02 | 16..18 | - | stated | 1 | f#1",
                undated,
            ],
        ),
        (
            "week",
            &[
                "2024-03-04..2024-03-10 | 10..14 | agency | stated | 2 | a#1",
                "2024-03-04..2024-03-10 | >40 | mayor | stated | 1 | c#1",
                "2024-04-08..2024-04-14 | <20 | agency | stated | 1 | d#1",
                "2024-04-08..2024-04-14 | 90 | - | denied | 1 | e#1",
                "2024-12-30..2025-01-05 | 16..18 | - | stated | 1 | f#1",
                undated,
            ],
        ),
        (
            "month",
            &[
                "2024-03 | 10..14 | agency | stated | 2 | a#1",
                "2024-03 | >40 | mayor | stated | 1 | c#1",
                "2024-04 | <20 | agency | stated | 1 | d#1",
                "2024-04 | 90 | - | denied | 1 | e#1",
                "2025-01 | 16..18 | - | stated | 1 | f#1",
                undated,
            ],
        ),
        (
            "year",
            &[
                "2024 | 10..20 | agency | stated | 3 | a#1",
                "2024 | >40 | mayor | stated | 1 | c#1",
                "2024 | 90 | - | denied | 1 | e#1",
                "2025 | 16..18 | - | stated | 1 | f#1",
                undated,
            ],
        ),
    ];
    for (by, expected) in rows {
        let points = lines::<Point>(&sandbox, "timeline", &["--by", by, "killed"]);
        let points: Vec<_> = points.iter().map(short).collect();
        assert_eq!(points, expected, "{by}");
    }
    // Without `--by`, the program chooses the period, which is a day here.
    let days = lines::<Point>(&sandbox, "timeline", &["killed"]);
    assert_eq!(
        days,
        lines::<Point>(&sandbox, "timeline", &["--by", "day", "killed"])
    );
    let outlets = [
        "--group-by",
        "outlet",
        "--by",
        "year",
        "killed:<30 -date:unknown",
    ];
    let points: Vec<_> = lines::<Point>(&sandbox, "timeline", &outlets);
    let points: Vec<_> = points.iter().map(short).collect();
    assert_eq!(
        points,
        [
            "2024 | <10..20 | Valley Post | stated | 2 | a#1".replace("<10", "10"),
            "2024 | 14 | Harbour Mail | stated | 1 | b#1".into(),
            "2025 | 16..18 | Valley Post | stated | 1 | f#1".into(),
        ]
    );
}

#[test]
fn plot_has_axes_and_points() {
    let run = flood().search(["timeline", "killed"]);
    let lines: Vec<_> = run.stdout.lines().collect();
    let plot = &lines[..16];
    // Time runs to the right, and numbers grow upwards. The denied number is the highest, and the number without a
    // source is the last.
    assert!(
        plot[0].starts_with("90 ┤") && plot[0].ends_with('!'),
        "{run}"
    );
    let last = plot.iter().max_by_key(|line| line.chars().count()).unwrap();
    assert!(last.starts_with("18 ┤") && last.ends_with('?'), "{run}");
    assert!(plot[15].starts_with(" 0 ┤"), "{run}");
    for sign in ["a", "b", "?", "!", "↑", "↓"] {
        assert!(plot.iter().any(|line| line.contains(sign)), "{sign}: {run}");
    }
    let dates = lines[17].split_whitespace().collect::<Vec<_>>();
    assert_eq!(dates, ["2024-03-04", "2025-01-02"], "{run}");
    let legend = "  a agency  b mayor  ? no source named  ↑ may be higher  ↓ may be lower  ! not stated as fact";
    assert_eq!(lines[18], legend, "{run}");
    assert!(!run.stdout.contains("logarithmic"), "{run}");
    let table = "\
date           number  source              figures  first figure  note
2024-03-04         10  a agency          1  a#1    dated by article
2024-03-06         14  a agency          1  b#1    dated by article
2024-03-06 more than 40  b mayor               1  c#1    dated by article
2024-04-09   fewer than 20  a agency          1  d#1    dated by article
2024-04-09         90  ? no source named        1  e#1    denied, dated by article
2025-01-02   16 to 18  ? no source named        1  f#1    dated by article
no date            12  a agency          1  g#1";
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&lines[20..].join("\n")), words(table), "{run}");
    assert_eq!(
        said(&run),
        "7 figures; 1 without a date, listed but not plotted\n"
    );
}

#[test]
fn wide_value_range_uses_a_logarithmic_axis() {
    let sandbox = articles(&[
        (
            "a",
            "Toll",
            "2024-03-04",
            "",
            "The ministry said 10 soldiers were killed.",
        ),
        (
            "b",
            "Toll",
            "2024-05-04",
            "",
            "The ministry said 3,000 soldiers were killed.",
        ),
        (
            "c",
            "Toll",
            "2024-06-04",
            "",
            "The ministry plans to return 500 bodies by March 2025.",
        ),
    ]);
    let run = sandbox.search(["timeline", "killed"]);
    insta::assert_snapshot!(redacted(&run.stdout), @"
    3,000 ┤                                                                                           a
          ┤
          ┤
      960 ┤
          ┤
          ┤
      310 ┤
          ┤
          ┤
       98 ┤
          ┤
          ┤
       31 ┤
          ┤
          ┤
       10 ┤a
          └────────────────────────────────────────────────────────────────────────────────────────────
           2024-03-04                                                                        2024-05-04
           (logarithmic scale)
      a ministry

    date        number  source      figures  first figure  note
    2024-03-04      10  a ministry        1  a#1           dated by article
    2024-05-04   3,000  a ministry        1  b#1           dated by article
    ");
    assert!(!run.stdout.contains("planned"), "{run}");
    let points = lines::<Point>(&sandbox, "timeline", &["bodies"]);
    assert_eq!(points.len(), 1);
    assert_eq!(
        (points[0].stance.as_str(), points[0].low),
        ("planned", 500.0)
    );
    // The corpus contains an article that denies a number.
    let denied = lines::<Point>(Sandbox::corpus(), "timeline", &["killed:300 stance:denied"]);
    let denied: Vec<_> = denied.iter().map(short).collect();
    assert_eq!(denied.len(), 1, "{denied:?}");
    assert!(denied[0].contains("| 300 | - | denied | 1 |"), "{denied:?}");
}

#[test]
fn unplottable_figures_are_reported() {
    let sandbox = articles(&[
        (
            "a",
            "Toll",
            "2024-03-04",
            "",
            "The ministry said 10 soldiers were killed.",
        ),
        (
            "b",
            "Toll",
            "2024-03-04",
            "",
            "The mayor said 30 soldiers were killed. Repairs cost $5 million and $6 million.",
        ),
        (
            "c",
            "Storm",
            "",
            "",
            "The mayor said 30 homes were destroyed.",
        ),
    ]);
    let rows = [
        (
            "killed",
            "nothing to plot: all dated figures are from 2024-03-04",
            "2 figures",
        ),
        (
            "destroyed",
            "nothing to plot: no figure has a date",
            "1 figure; 1 without a date, listed but not plotted",
        ),
        (
            "figure:* title:toll",
            "nothing to plot: all dated figures are from 2024-03-04",
            "4 figures; 2 figures with a measure or unit other than killed left out",
        ),
        (
            "money:* OR killed:10",
            "nothing to plot: all dated figures are from 2024-03-04",
            "3 figures; 1 figure with a measure or unit other than money in USD left out",
        ),
    ];
    for (query, first, told) in rows {
        let run = sandbox.search(["timeline", query]);
        assert_eq!(run.stdout.lines().next(), Some(first), "{query}: {run}");
        assert!(
            run.stdout.contains("\ndate  ") || run.stdout.contains("\ndate "),
            "{run}"
        );
        assert_eq!(said(&run), format!("{told}\n"), "{query}: {run}");
        assert_eq!(run.status, 0);
    }
    insta::assert_snapshot!(sandbox.search(["timeline", "avalanche"]), @"
    2> read as: avalanche (in the sentence or headline)
    2> no figures found
    [exit status 1]
    ");
}

#[test]
fn stated_date_overrides_article_date() {
    let sandbox = articles(&[
        (
            "a",
            "Toll",
            "2024-03-04",
            "",
            "The ministry said 10 soldiers were killed as of 1 March 2024.",
        ),
        (
            "b",
            "Toll",
            "2024-03-05",
            "",
            "The ministry said 12 soldiers had been killed since 1 February 2024.",
        ),
    ]);
    let points = lines::<Point>(&sandbox, "timeline", &["killed"]);
    let dated: Vec<_> = points
        .iter()
        .map(|point| (point.period.as_deref(), point.dated_by.as_deref()))
        .collect();
    // A figure that counts "since" a day is dated by its article.
    let expected = [("2024-03-01", "words"), ("2024-03-05", "article")];
    assert_eq!(dated, expected.map(|(day, by)| (Some(day), Some(by))));
}

#[test]
fn points_agree_across_output_formats() {
    let run = Sandbox::corpus().search(["timeline", "--csv", "killed"]);
    let (names, rows) = table(&run);
    let expected = "period,dated_by,series,also,low,high,or_less,or_more,unit,measure,stance,scope,vague,figures,first,quote,outlet,published,url,path";
    assert_eq!(names.join(","), expected);
    let whole = answer::<Point>(Sandbox::corpus(), "timeline", &["killed"]);
    assert_eq!(
        lines::<Point>(Sandbox::corpus(), "timeline", &["killed"]),
        whole.items
    );
    assert_eq!(rows.len(), whole.items.len());
    for (row, point) in rows.iter().zip(&whole.items) {
        assert_eq!(row[0], point.period.clone().unwrap_or_default());
        assert_eq!(row[2], point.series.clone().unwrap_or_default());
        assert_eq!(
            (row[4].parse(), row[5].parse()),
            (Ok(point.low), Ok(point.high))
        );
        assert_eq!(row[10], point.stance);
        assert_eq!(
            (&row[13], &row[14]),
            (&point.figures.to_string(), &point.first)
        );
    }
    let run = Sandbox::corpus().search(["timeline", "-n", "2", "killed"]);
    let told = format!("showing the first 2 of {} rows", whole.items.len());
    assert!(run.stderr.contains(&told), "{run}");
}

#[test]
fn corpus_timelines_have_the_expected_points() {
    let rows: [(&str, &[&str]); 2] = [
        (
            "killed:131 OR killed:58",
            &[
                "2023-08-22 | 131 | Clearwater Network | stated | 1 | 58-or-131-dead-in-ishra-floods#5",
                "2023-08-22 | 58 | provincial authority | stated | 1 | 58-or-131-dead-in-ishra-floods#4",
            ],
        ),
        (
            "killed:43",
            &[
                "2025-04-15 | 43 | health ministry | stated | 1 | pcp-cholera-cases-near-2000#5",
                "2025-04-16 | 43 | health ministry | stated | 1 | capital-post-port-adunn-cholera-spreads#5",
            ],
        ),
    ];
    for (query, expected) in rows {
        let args = [
            "--",
            &format!("({query}) before:2025-04-18 (by:ministry OR by:network OR by:authority)"),
        ];
        let points = lines::<Point>(Sandbox::corpus(), "timeline", &args);
        let points: Vec<_> = points.iter().map(short).collect();
        assert_eq!(points, expected, "{query}");
    }
}
