//! Pages of results, and the messages about them.

use super::json::answer;
use crate::harness::Sandbox;

#[test]
fn concatenated_pages_equal_the_full_list() {
    for (query, sort) in [
        ("killed", "relevance"),
        ("killed", "oldest"),
        ("*", "newest"),
        ("killed:1000..5000", "relevance"),
    ] {
        let page = |offset: usize, limit: usize| {
            let (offset, limit) = (offset.to_string(), limit.to_string());
            answer(&[
                "--json", "--sort", sort, "--offset", &offset, "--limit", &limit, "--", query,
            ])
        };
        let all = page(0, 1000);
        assert!(all.total > 15 && all.hits.len() == all.total, "{query}");
        for size in [7, all.total / 2, all.total] {
            let mut hits = Vec::new();
            for offset in (0..all.total).step_by(size) {
                let page = page(offset, size);
                assert_eq!(page.total, all.total, "{query} {sort} {offset}");
                hits.extend(page.hits);
            }
            assert_eq!(hits, all.hits, "{query} {sort} {size}");
        }
        // Checks the last page, pages beyond the end, and a page with a limit of 0.
        let end = page(all.total - 1, 10);
        assert_eq!(end.hits, all.hits[all.total - 1..], "{query} {sort}");
        for (offset, limit) in [
            (all.total, 10),
            (usize::MAX, 10),
            (usize::MAX, usize::MAX),
            (3, 0),
        ] {
            let none = page(offset, limit);
            assert_eq!((none.total, none.hits.len()), (all.total, 0), "{query}");
        }
    }
}

#[test]
fn page_range_is_reported() {
    let rows: [(&[&str], &str); 7] = [
        (&["-n", "3"], "showing the best 3 of 11 articles\n"),
        (
            &["-n", "3", "--offset", "3"],
            "showing 4 to 6 of 11 articles\n",
        ),
        (&["-n", "1", "--offset", "3"], "showing article 4 of 11\n"),
        (&["--offset", "9"], "showing 10 to 11 of 11 articles\n"),
        (
            &["--offset", "11"],
            "11 articles, none after the first 11\n",
        ),
        (&["--offset", "11", "--count"], "11 articles\n"),
        (&["-n", "50"], "11 articles\n"),
    ];
    for (args, told) in rows {
        let run = Sandbox::corpus()
            .call(["bodies repatriated"])
            .args(args)
            .run();
        assert_eq!((run.status, run.stderr.as_str()), (0, told), "{args:?}");
    }
    let nothing = Sandbox::corpus().search(["--offset", "3", "avalanche"]);
    insta::assert_snapshot!(nothing, @"
    2> nothing found
    [exit status 1]
    ");
}

#[test]
fn hit_numbers_continue_across_pages() {
    let heads = |args: &[&str]| {
        let run = Sandbox::corpus()
            .call(["bodies repatriated"])
            .args(args)
            .run();
        let numbered = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit());
        let heads = run.stdout.lines().filter(numbered).map(str::to_owned);
        heads.collect::<Vec<_>>()
    };
    let all = heads(&["-n", "20"]);
    assert!(all.len() == 11 && all[10].starts_with("11. "), "{all:?}");
    assert_eq!(heads(&["-n", "4", "--offset", "5"]), all[5..9]);
}
