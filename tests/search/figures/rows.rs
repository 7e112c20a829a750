//! `search figures`: one row per figure.

use std::collections::HashSet;

use super::{Row, answer, articles, find, lines, number, said, table};
use crate::harness::Sandbox;
use crate::redaction::redacted;

#[test]
fn war_figures_are_found_in_the_corpus() {
    let rows = [
        (
            "killed:5000..6000 whose:russian",
            ">5300 | Russia | Ukraine's armed forces | 2022-03-01 | ukraine-says-5300-russian-troops-killed
             >5300 | Russia | (Kyiv) | 2022-03-02 | 498-dead-moscow-gives-first-count
             >5300 | Russia | Ukraine | 2022-03-03 | meridian-wire-tolls-differ-tenfold
             >5300 | Russia | Ukraine | 2022-03-04 | northfield-courier-kyiv-moscow-tolls
             ?<6000 | Russia | Russia | 2025-06-09 | moscow-plans-6000-returns
             ?<6000 | Russia | Russia | 2025-06-15 | meridian-wire-repatriation-sunday
             ?<6000 | Russia | Moscow | 2025-07-02 | what-we-can-know-about-the-losses
             ?>5300 | Russia | Kyiv | 2025-07-02 | what-we-can-know-about-the-losses
             ?<6000 | Russia | (Russia) | - | zelensky-46000-and-silence-in-moscow",
        ),
        (
            "killed:498",
            "?498 | (Russia) | Moscow | 2022-03 | nato-7000-to-15000-after-a-month
             498 | (Russia) | Russia's defence ministry | 2022-03-02 | 498-dead-moscow-gives-first-count
             498 | Russia | Russian defence ministry | 2022-03-03 | meridian-wire-tolls-differ-tenfold
             498 | Russia | Russian defence ministry | 2022-03-04 | northfield-courier-kyiv-moscow-tolls
             498 | (Russia) | (ministry) | 2022-03-22 | deleted-toll-9861
             498 | (Russia) | defence ministry | 2025-07-02 | what-we-can-know-about-the-losses
             ?498 | (Russia) | (Russia) | - | reznikov-3000-bodies-offer",
        ),
        (
            "killed:2870 whose:ukraine",
            "~2870 | Ukrain | (Igor Konashenkov) | 2022-03-02 | 498-dead-moscow-gives-first-count
             2870 | Ukrain | Igor Konashenkov | 2022-03-03 | meridian-wire-tolls-differ-tenfold
             2870 | Ukrain | Igor Konashenkov | 2022-03-04 | northfield-courier-kyiv-moscow-tolls
             ?2870 | Ukrain | (Russia) | 2025-07-02 | what-we-can-know-about-the-losses",
        ),
        (
            "wounded:3700",
            "~3700 | Ukrain | (Igor Konashenkov) | 2022-03-02 | 498-dead-moscow-gives-first-count
             ~3700 | Ukrain | Igor Konashenkov | 2022-03-03 | meridian-wire-tolls-differ-tenfold
             ~3700 | Ukrain | Igor Konashenkov | 2022-03-04 | northfield-courier-kyiv-moscow-tolls
             ~3700 | (Ukrain) | (Russia) | 2025-07-02 | what-we-can-know-about-the-losses",
        ),
        (
            "killed:26000",
            ">26000 | Russia | Ukraine | 2022-05-10 | 26000-or-1500
             >26000 | Russia | Ukraine's government | 2022-05-11 | bodies-in-vilkhivka
             ?>26000 | Russia | Kyiv | 2025-07-02 | what-we-can-know-about-the-losses",
        ),
        (
            "killed:46000",
            ">46000 | Ukrain | Zelensky | 2025-06-15 | 1200-bodies-repatriated-kyiv-confirms
             >46000 | Ukrain | Volodymyr Zelensky | 2025-07-02 | what-we-can-know-about-the-losses
             >46000 | Ukrain | Ukraine's president | - | zelensky-46000-and-silence-in-moscow",
        ),
        (
            "bodies:4812 (outlet:meridian OR outlet:valley) before:2025-06-17",
            "4812 | (Ukrain) | Rustem Umerov | 2025-06-15 | meridian-wire-repatriation-sunday
             4812 | (Ukrain) | Rustem Umerov | 2025-06-16 | trucks-bring-1200-dead-home",
        ),
        (
            "bodies:6000 stance:planned before:2025-06-15",
            "6000 | (Ukrain) | (Moscow) | 2025-06-09 | moscow-plans-6000-returns
             ?<=6000 | Ukrain | negotiators | 2025-06-09 | moscow-plans-6000-returns",
        ),
    ];
    find("published", &rows);
}

#[test]
fn earthquake_figures_are_found_in_the_corpus() {
    let rows = [
        (
            "killed:1000..2000 bound:exact path:kestrel-bay-earthquake",
            "1100 | - | - | 2024-02-08 | meridian-wire-toll-passes-1100
             1120 | - | civil defence agency | 2024-02-08 | meridian-wire-toll-passes-1100
             1790 | - | - | 2024 | search-called-off-coast
             1864 | - | (interior ministry) | 2024-02-11 | correction-1864-not-18640
             1864 | - | (interior ministry) | 2024-02-10 | toll-1864-opposition-says-up-to-3000",
        ),
        (
            "killed:2213..2241 bound:exact earthquake",
            "2213 | - | civil defence agency | 2024 | search-called-off-coast
             2241 | - | (official count) | 2024-11-07 | mw-241107-05
             2241 | - | (review) | - | missing-list-shrinks-to-187",
        ),
        (
            "killed:900 by:mayor",
            ">900 | - | mayor of Kestrel Bay | 2024-02-07 | mayor-disputes-agency-toll",
        ),
        (
            "killed:900 by:dolvar",
            "?>=900 | - | Ines Dolvar | 2024-02-07 | mayor-disputes-agency-toll
             >900 | - | Ines Dolvar | 2024 | search-called-off-coast",
        ),
        (
            "money:2bn..5bn by:\"Eastern Reconstruction Bank\"",
            "2300000000 | - | Eastern Reconstruction Bank | 2024-02-29 | damage-2-3-billion-lender-says
             3500000000..4000000000 | - | Eastern Reconstruction Bank | 2024-11-07 | mw-241107-05
             ?3500000000..4000000000 | - | bank | 2024-02-29 | damage-2-3-billion-lender-says
             4600000000 | - | Eastern Reconstruction Bank | 2024-11-07 | mw-241107-05",
        ),
    ];
    find("value", &rows);
}

#[test]
fn cholera_and_flood_figures_are_found() {
    let rows = [
        (
            "killed:43",
            "43 | - | health ministry | 2025-04-15 | pcp-cholera-cases-near-2000
             43 | - | health ministry | 2025-04-16 | capital-post-port-adunn-cholera-spreads
             43 | - | (ministry) | 2025-04-18 | doctors-union-says-at-least-120",
        ),
        (
            "killed:100..199 cholera",
            ">=120 | - | Kessari Doctors' Union | 2025-04-18 | doctors-union-says-at-least-120
             161 | - | (government) | 2025-08-05 | cholera-over-161-deaths-audit
             161 | - | (audit) | 2025-08-05 | cholera-over-161-deaths-audit",
        ),
        (
            "infected:5760 OR recovered:5102",
            "5760 | - | health ministry | 2025-05-20 | mw-250420-07
             5102 | - | health ministry | 2025-05-20 | mw-250420-07",
        ),
        (
            "killed:27 ishra",
            "27 | - | provincial officials | 2023-08-15 | ishra-bursts-banks-27-dead",
        ),
        (
            "killed:58 ishra",
            "?58 | - | Provinzverwaltung | 2023-08-21 | hochwasser-ishra-58-tote
             58 | - | provincial authority | 2023-08-22 | 58-or-131-dead-in-ishra-floods
             58 | - | (authority) | - | toll-revised-down-four-found-alive",
        ),
        (
            "killed:131",
            "131 | - | Clearwater Network | 2023-08-22 | 58-or-131-dead-in-ishra-floods
             131 | - | (Clearwater Network) | 2024-07-30 | still-in-tents
             131 | - | (Clearwater Network) | - | toll-revised-down-four-found-alive",
        ),
        (
            "evacuated:40000 OR rescued:870",
            "40000 | - | provincial officials | 2023-08-15 | ishra-bursts-banks-27-dead
             870 | - | (army) | 2023-08-15 | ishra-bursts-banks-27-dead",
        ),
    ];
    find("published", &rows);
}

#[test]
fn election_mine_and_ferry_figures_are_found() {
    let rows = [
        (
            "arrested:>=640",
            ">=640 | - | Open Cell | 2024-09-18 | at-least-640-held-rights-group-says",
        ),
        ("arrested:64", "64 | - | lawyers | - | 90141"),
        (
            "killed:38 ferry",
            ">=38 | - | (coastguard) | 2023-11-19 | ferry-sinks-at-least-38-dead",
        ),
        (
            "rescued:131",
            "131 | - | - | 2023-11-19 | ferry-sinks-at-least-38-dead
             131 | - | (coastguard) | 2024-05-21 | a1f3",
        ),
        (
            "killed:1380",
            "~1380 | - | (epidemiologists) | 2025-07-29 | heat-killed-1380-study-says",
        ),
        (
            "evacuated:9500",
            "9500 | - | - | 2024-07-24 | halden-ridge-contained-214-homes
             ?9500 | - | (county) | - | halden-ridge-12400-hectares",
        ),
        (
            "killed:2315 bound:exact kessari",
            "2315 | (Kessari) | (Kessari) | 2026-02-19 | a221
             2315 | (Kessari) | (Kessari) | 2026-05-30 | 8841-how-the-dead-come-home",
        ),
    ];
    find("published", &rows);
}

/// Runs `search figures` on `corpus/` and returns the rows.
fn of(args: &[&str]) -> Vec<Row> {
    lines(Sandbox::corpus(), "figures", args)
}

fn ids(rows: &[Row]) -> HashSet<(String, String)> {
    rows.iter()
        .map(|row| (row.path.clone(), row.id.clone()))
        .collect()
}

#[test]
fn query_words_select_figure_properties() {
    let killed = of(&["killed"]);
    assert!(killed.len() > 50, "{}", killed.len());
    assert!(
        killed
            .iter()
            .all(|row| row.measure.as_deref() == Some("killed"))
    );
    let died = of(&["died"]);
    assert_eq!(ids(&died), ids(&killed));
    // The nation is the owner of the figure. The owner may be missing if the text near the figure mentions the nation.
    for (word, name, other) in [
        ("Russian", "russia", "ukrain"),
        ("Ukraine", "ukrain", "russia"),
    ] {
        let rows = of(&["killed", word]);
        assert!(rows.len() > 5, "{word}");
        for row in &rows {
            let whose = row.whose.as_deref().unwrap_or_default().to_lowercase();
            let sentence = row.sentence.text.to_lowercase();
            let title = row.title.as_deref().unwrap_or_default().to_lowercase();
            let by = row.claimant.as_deref().unwrap_or_default().to_lowercase();
            let counted = row.counted.as_deref().unwrap_or_default().to_lowercase();
            let spoken = [sentence, title, by, counted]
                .iter()
                .any(|text| text.contains(name));
            assert!(!whose.contains(other), "{word}: {row:?}");
            assert!(
                whose.contains(name) || whose.is_empty() && spoken,
                "{word}: {row:?}"
            );
        }
    }
    // If the query contains a measure, other words may occur anywhere in the article.
    let cholera = of(&["killed", "cholera"]);
    assert!(
        cholera
            .iter()
            .any(|row| !row.sentence.text.contains("cholera"))
    );
    let bare = of(&["cholera"]);
    let named = |row: &Row| {
        let title = row.title.clone().unwrap_or_default();
        format!("{} {title}", row.sentence.text)
            .to_lowercase()
            .contains("cholera")
    };
    assert!(bare.len() > 10 && bare.iter().all(named));
}

#[test]
fn best_match_comes_first() {
    let rows = [
        (
            "russian soldiers killed",
            ">5300",
            "ukraine-says-5300-russian-troops-killed",
        ),
        (
            "\"refrigerated trucks\" bodies",
            "1200",
            "trucks-bring-1200-dead-home",
        ),
        (
            "people killed by cholera, union",
            ">=120",
            "doctors-union-says-at-least-120",
        ),
        ("penguins given ice", "4", "heatwave-43-8-degrees"),
        (
            "people arrested since the election in Belvar",
            ">=640",
            "at-least-640-held-rights-group-says",
        ),
    ];
    for (query, value, article) in rows {
        let rows = of(&["--sort=relevance", "--", query]);
        let scores = rows.iter().map(|row| row.score.unwrap_or_default());
        assert!(scores.is_sorted_by(|a, b| a >= b), "{query}");
        let first = rows.first().map(|row| (number(row), row.article.clone()));
        assert_eq!(first, Some((value.into(), article.into())), "{query}");
    }
}

#[test]
fn headline_duplicate_counts_once() {
    let rows = of(&["killed:5300 outlet:eastgate"]);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].in_headline && rows[0].place == "body", "{rows:?}");
    let run = Sandbox::corpus().search(["figures", "killed:5300 outlet:eastgate"]);
    insta::assert_snapshot!(redacted(&run.stdout), @"
    1. more than 5,300 Russian soldiers killed · source: Ukraine's armed forces · since Thursday
       Ukraine's armed forces say that *more than 5,300* Russian soldiers have been killed since Thursday, a figure that no other government has been willing to endorse.
       Eastgate Tribune, 2022-03-01, corpus/war-ukraine/ukraine-says-5300-russian-troops-killed.md, ukraine-says-5300-russian-troops-killed#3, also in the headline
    ");
    // A figure that occurs only in the headline has a separate row.
    let rows = of(&["bodies:6000 bound:exact stance:planned"]);
    assert!(
        rows.len() == 1 && rows[0].in_headline && rows[0].place == "title",
        "{rows:?}"
    );
    let run = Sandbox::corpus().search(["figures", "bodies:6000 bound:exact stance:planned"]);
    insta::assert_snapshot!(redacted(&run.stdout), @"
    1. 6,000 bodies (planned)
       Moscow plans to return *6,000* bodies; Kyiv says the list is not agreed
       Pan-Continental Press, 2025-06-09, corpus/war-ukraine/moscow-plans-6000-returns.txt, moscow-plans-6000-returns#1, in the headline
    ");
}

/// Creates a sandbox with articles whose figures have an obvious order.
fn sorted() -> Sandbox {
    articles(&[
        (
            "a",
            "Storm",
            "2024-03-02",
            "Valley Post",
            "Ada Brook said 30 people were killed on 1 March 2024.",
        ),
        (
            "b",
            "Storm",
            "2024-03-05",
            "Harbour Mail",
            "Carl Dunn said at least 20 people were killed on 3 March 2024.",
        ),
        (
            "c",
            "Storm",
            "2024-03-04",
            "Coast Radio",
            "Ben Cole said between 10 and 40 people were killed on 2 March 2024.",
        ),
        ("d", "Storm", "", "", "Fewer than 50 people were killed."),
    ])
}

#[test]
fn rows_sort_by_each_key_in_both_directions() {
    let sandbox = sorted();
    let rows = [
        ("value", "c b a d"),
        ("-value", "d c a b"),
        ("as-of", "a c b d"),
        ("-as-of", "b c a d"),
        ("published", "a c b d"),
        ("-published", "b c a d"),
        ("outlet", "c b a d"),
        ("-outlet", "a b c d"),
        ("claimant", "a c b d"),
        ("-claimant", "b c a d"),
        ("relevance", "b c a d"),
    ];
    for (sort, expected) in rows {
        let joined = format!("--sort={sort}");
        for args in [&["--sort", sort, "killed:*"][..], &["killed:*", &joined]] {
            let rows = lines::<Row>(&sandbox, "figures", args);
            let order: Vec<_> = rows.iter().map(|row| row.article.as_str()).collect();
            assert_eq!(order.join(" "), expected, "{args:?}");
        }
    }
    insta::assert_snapshot!(sandbox.search(["figures", "--sort", "size", "killed"]).complaint(2), @"
    error: invalid value 'size' for '--sort <BY>'
      [possible values: relevance, value, -value, as-of, -as-of, published, -published, outlet, -outlet, claimant, -claimant]

    For more information, try '--help'.
    ");
}

#[test]
fn concatenated_pages_equal_the_full_list() {
    let all = of(&["killed", "--uncertain", "--sort", "relevance"]);
    assert!(all.len() > 100);
    let mut pages = Vec::new();
    for offset in (0..all.len() + 40).step_by(40) {
        pages.extend(of(&[
            "killed",
            "--uncertain",
            "-n",
            "40",
            "--offset",
            &offset.to_string(),
        ]));
    }
    assert_eq!(pages, all);
    let total = all.len();
    let rows = [
        (&["-n", "3"][..], "showing the first 3"),
        (&["-n", "3", "--offset", "5"], "showing 6 to 8"),
        (&["--offset", "5000"], "none after the first 5000"),
        (&["-n", "0"], "none shown"),
        (&[], "showing the first 20"),
    ];
    for (args, told) in rows {
        let run = Sandbox::corpus()
            .call(["figures", "--uncertain", "killed"])
            .args(args)
            .run();
        assert_eq!(said(&run), format!("{total} figures; {told}\n"), "{args:?}");
        assert_eq!(run.status, 0, "{run}");
    }
    let run = Sandbox::corpus().search(["figures", "killed", "-n", "2", "--offset", "7"]);
    assert!(
        run.stdout.starts_with("8. ") && run.stdout.contains("\n9. "),
        "{run}"
    );
}

#[test]
fn after_and_before_options_use_article_dates() {
    let sandbox = sorted();
    let rows = [
        (&["--after", "2024-03-04", "killed"][..], "b c", 1),
        (&["--before", "2024-03-04", "killed"], "a", 1),
        (
            &["--after=2024-03-03", "--before=2024-03-05", "killed"],
            "c",
            1,
        ),
        (&["--after", "2024-03-05"], "b", 1),
        // An option applies to the whole query, even if the query contains OR.
        (
            &["--before", "2024-03-04", "killed:30 OR killed:20"],
            "a",
            0,
        ),
        (&["killed", "date:unknown"], "d", 0),
    ];
    for (args, expected, undated) in rows {
        let answer = answer::<Row>(&sandbox, "figures", args);
        let mut found: Vec<_> = answer
            .items
            .iter()
            .map(|row| row.article.as_str())
            .collect();
        found.sort_unstable();
        assert_eq!(found.join(" "), expected, "{args:?}");
        assert_eq!(answer.excluded.undated, undated, "{args:?}");
        let run = sandbox.call(["figures"]).args(args).run();
        let told = "1 figure in an undated article hidden (`date:unknown` finds it)";
        assert_eq!(run.stderr.contains(told), undated == 1, "{run}");
    }
}

#[test]
fn vague_figures_are_included_on_request() {
    let sandbox = articles(&[
        (
            "a",
            "Camp",
            "2024-01-01",
            "",
            "Tens of thousands of people were displaced.",
        ),
        (
            "b",
            "Town",
            "2024-01-02",
            "",
            "The agency said 60,000 people were displaced.",
        ),
    ]);
    let strict = answer::<Row>(&sandbox, "figures", &["displaced:>=20000"]);
    assert_eq!((strict.total, strict.excluded.vague), (1, 1));
    let run = sandbox.search(["figures", "displaced:>=20000"]);
    assert_eq!(
        said(&run),
        "1 figure; 1 vague figure hidden (--vague shows it)\n"
    );
    let all = answer::<Row>(&sandbox, "figures", &["--vague", "displaced:>=20000"]);
    assert_eq!((all.total, all.excluded.vague), (2, 0));
    assert!(all.items.iter().any(|row| row.vague && row.article == "a"));
}

#[test]
fn ranges_follow_the_match_option() {
    let sandbox = sorted();
    let rows = [
        ("stated", "killed:20..30", "a b c"),
        ("possible", "killed:20..30", "a b c d"),
        ("within", "killed:20..30", "a"),
        ("within", "killed:0..50", "a c d"),
        ("stated", "killed:>=40", "c d"),
        ("stated", "{killed:>15 by:dunn}", "b"),
        ("stated", "{killed:>15 by:dunn} {killed:30}", ""),
        ("stated", "killed:* -by:cole", "a b d"),
        ("stated", "killed:* bound:range", "c"),
    ];
    for (how, query, expected) in rows {
        let rows = lines::<Row>(&sandbox, "figures", &["--match", how, "--", query]);
        let mut found: Vec<_> = rows.iter().map(|row| row.article.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found.join(" "), expected, "{how} {query}");
    }
}

#[test]
fn rows_agree_across_output_formats() {
    for query in [
        "killed",
        "{bodies:>1000} {wounded:*}",
        "cholera",
        "money:>1m",
    ] {
        let args = ["-n", "30", "--offset", "1", "--", query];
        let whole = answer::<Row>(Sandbox::corpus(), "figures", &args);
        assert_eq!(whole.query.text, query);
        assert!(
            whole.total >= whole.items.len() && !whole.items.is_empty(),
            "{query}"
        );
        assert_eq!(of(&args), whole.items, "{query}");
        assert_eq!(whole.query.warnings, [""; 0]);
        let again = of(&["-n", "30", "--offset", "1", "--", &whole.query.parsed]);
        assert_eq!(again, whole.items, "{query}");
        let run = Sandbox::corpus()
            .call(["figures", "--csv"])
            .args(args)
            .run();
        let (names, rows) = table(&run);
        assert_eq!(names.join(","), NAMES);
        assert_eq!(rows.len(), whole.items.len(), "{query}");
        for (cells, row) in rows.iter().zip(&whole.items) {
            let cell = |name: &str| {
                let at = names.iter().position(|other| other == name).unwrap();
                cells[at].as_str()
            };
            assert_eq!(
                (cell("id"), cell("path")),
                (row.id.as_str(), row.path.as_str())
            );
            assert_eq!(cell("quote"), row.sentence.text.replace(['\n', '\t'], " "));
            assert_eq!(cell("text_start").parse(), Ok(row.start));
            assert_eq!(cell("quote_end").parse(), Ok(row.sentence.end));
            assert_eq!(
                cell("claimant"),
                row.claimant.as_deref().unwrap_or_default()
            );
            assert_eq!(cell("in_headline"), if row.in_headline { "1" } else { "0" });
            assert_eq!(cell("content_hash"), row.content_hash);
        }
    }
}

const NAMES: &str = "id,text,value,low,high,bound,change,unit,counted,whose,measure,scope,stance,claimant,as_of,as_of_date,\
    vague,place,in_headline,text_start,text_end,quote,quote_start,quote_end,agent,event_place,via,rate,confidence,\
    published,published_basis,outlet,title,url,path,article,\
    content_hash,extractor,corrected";

#[test]
fn csv_row_holds_all_figure_properties() {
    let sandbox = articles(&[(
        "dam",
        "Dam breaks",
        "2024-05-02",
        "Harbour Mail",
        "Rain fell.\n\nThe governor said more than 120 Russian soldiers were killed on Wednesday.",
    )]);
    let run = sandbox.search(["figures", "--csv", "killed"]);
    let (_, rows) = table(&run);
    let row = [
        "dam#1",
        "more than 120",
        "120",
        "120",
        "",
        "more_than",
        "",
        "",
        "Russian soldiers",
        "Russian",
        "killed",
        "",
        "stated",
        "governor",
        "on Wednesday",
        "2024-05-01",
        "0",
        "body",
        "0",
        "30",
        "43",
        "The governor said more than 120 Russian soldiers were killed on Wednesday.",
        "12",
        "86",
        "",
        "",
        "",
        "",
        "0.94",
        "2024-05-02",
        "given",
        "Harbour Mail",
        "Dam breaks",
        "",
        "news/dam.txt",
        "dam",
    ];
    assert_eq!(rows.len(), 1, "{run}");
    assert_eq!(rows[0][..row.len()], row, "{run}");
    assert!(
        run.stdout.ends_with("\r\n") && rows[0][36].len() == 32,
        "{run}"
    );
}

#[test]
fn empty_answer_is_reported() {
    let run = Sandbox::corpus().search(["figures", "avalanche"]);
    assert_eq!(
        (run.status, said(&run)),
        (1, "no figures found\n".to_owned())
    );
    let run = Sandbox::corpus().search(["figures", "--csv", "avalanche"]);
    assert_eq!((run.status, run.stdout), (1, format!("{NAMES}\r\n")));
    assert_eq!(
        answer::<Row>(Sandbox::corpus(), "figures", &["avalanche"]).total,
        0
    );
    // An article without figures never matches a query for figures.
    let sandbox = articles(&[(
        "a",
        "Choir",
        "2024-01-01",
        "",
        "The choir sang in the hall.",
    )]);
    insta::assert_snapshot!(sandbox.search(["figures", "*"]), @"
    2> no figures found
    [exit status 1]
    ");
}
