//! Compares the figures that queries find, and their order, with a plain scan.

mod scan;

use std::cmp::Reverse;
use std::collections::HashMap;

use figured::date::PartialDate;
use figured::figure::{Bound, Scope, Stance};
use figured::index::IndexReader;
use figured::query::{FigureRow, FigureSearch, FigureSort, Figures, IntervalMatch, SortKey, parse};
use figured::storage::ArticleKey;

use self::scan::{Article, MEASURES, NATIONS, Scan, as_of_days};
use super::{included, made};
use crate::harness::{Sandbox, TODAY, ingest_here, options, records, release};
use crate::random::Random;

#[test]
fn figures_match_a_scan_of_synthetic_articles() {
    let sandbox = Sandbox::new();
    made::write(&sandbox, 400, |_| false, |_| false);
    let ingest = || {
        ingest_here(
            &sandbox.index(),
            &options(&[sandbox.path("news")]),
            &mut |_| {},
        )
    };
    ingest();
    made::write(&sandbox, 400, |nth| nth % 5 == 1, |nth| nth % 7 == 0);
    ingest();
    let words: Vec<_> = made::WORDS
        .into_iter()
        .chain(["mayor", "doctors"])
        .collect();
    let found = compare(&sandbox, &words, 400, 1);
    assert!(found > 10_000, "{found}");
}

#[test]
fn figures_match_a_scan_of_real_prose() {
    let words = [
        "kyiv",
        "said",
        "army",
        "earthquake",
        "cholera",
        "ministry",
        "war",
        "days",
        "in",
    ];
    let found = compare(Sandbox::corpus(), &words, 300, 2);
    assert!(found > 5_000, "{found}");
}

/// Runs random queries and returns the total number of figures found.
fn compare(sandbox: &Sandbox, words: &[&str], queries: usize, seed: u64) -> usize {
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    let articles: Vec<_> = records(&reader).into_iter().map(Article::new).collect();
    let by_key: HashMap<_, _> = articles.iter().map(|one| (one.record.key, one)).collect();
    let mut maker = Maker {
        random: Random::new(seed),
        words,
    };
    let mut found = 0;
    for _ in 0..queries {
        let text = maker.query(2);
        let Ok(parsed) = parse(&text, TODAY.parse().unwrap()) else {
            continue;
        };
        let search = FigureSearch {
            query: parsed.query,
            include: included(&mut maker.random),
            matching: IntervalMatch::Stated,
            copies: true,
        };
        let scan = Scan {
            query: &search.query,
            include: search.include,
        };
        let of = |one: &Article| {
            let all = scan.figures(one).into_iter();
            all.map(|nth| (one.record.key, nth)).collect::<Vec<_>>()
        };
        let mut expected: Vec<_> = articles.iter().flat_map(of).collect();
        let figures = search.run(&reader).unwrap();
        let sort = maker.sort();
        let rows = sorted(&figures, sort);
        let mut ids: Vec<_> = rows.iter().map(|row| (row.record.key, row.nth)).collect();
        check_order(&text, sort, &rows, &by_key);
        ids.sort_unstable();
        expected.sort_unstable();
        if ids != expected {
            let shown = |of: &[(ArticleKey, usize)], but: &[(ArticleKey, usize)]| -> Vec<_> {
                let of = of.iter().filter(|id| !but.contains(id)).take(5);
                of.map(|(key, nth)| format!("{}#{}", by_key[key].record.id, nth + 1))
                    .collect()
            };
            panic!(
                "{text} ({:?}): {:?} found, {:?} not",
                search.include,
                shown(&ids, &expected),
                shown(&expected, &ids)
            );
        }
        assert_eq!(figures.total(), ids.len(), "{text}");
        found += ids.len();
    }
    release(reader);
    found
}

fn sorted(figures: &Figures<'_>, sort: Option<FigureSort>) -> Vec<FigureRow> {
    let places = match sort {
        Some(sort) => figures.sorted(sort).unwrap(),
        None => figures.unsorted(),
    };
    let mut rows = Vec::new();
    let read = figures.each_row(places, |row| {
        rows.push(row.clone());
        Ok::<_, figured::error::Error>(())
    });
    read.unwrap();
    rows
}

/// Fails unless the rows are in the order of `sort`. Ties are ordered by article, the newest first, and then by
/// position in the article.
fn check_order(
    text: &str,
    sort: Option<FigureSort>,
    rows: &[FigureRow],
    articles: &HashMap<ArticleKey, &Article>,
) {
    let Some(FigureSort { by, descending }) = sort else {
        return;
    };
    let ties = |row: &FigureRow| {
        let first = row.published().map_or(i64::MIN, |date| date.days().0);
        (Reverse(first), row.record.tie_order(), row.nth)
    };
    let mut expected: Vec<_> = rows.iter().collect();
    expected.sort_by_key(|row| ties(row));
    // Maps floats, including negative ones, to integers that sort in the same order.
    let place = |number: f64| {
        let bits = number.to_bits().cast_signed();
        bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
    };
    let of_days =
        |days: Option<(i64, i64)>| days.map(|days| if descending { days.1 } else { days.0 });
    let number = |row: &FigureRow| -> Option<i64> {
        match by {
            SortKey::Relevance => Some(-place(f64::from(row.score))),
            SortKey::Value => {
                let (low, high) = articles[&row.record.key].numbers(row.nth);
                Some(place(if descending { high } else { low }))
            }
            SortKey::AsOf => of_days(as_of_days(&row.record, row.figure())),
            SortKey::Published => of_days(row.published().map(PartialDate::days)),
            SortKey::Outlet | SortKey::Source => None,
        }
    };
    let name = |row: &FigureRow| {
        let name = match by {
            SortKey::Outlet => row
                .record
                .article
                .outlet
                .as_ref()
                .map(|outlet| &outlet.value),
            SortKey::Source => row.figure().source.as_ref(),
            _ => None,
        };
        name.map(|name| (name.to_lowercase(), name.clone()))
    };
    // Unknown values come last in both directions.
    let key = |row: &FigureRow| (number(row), name(row));
    let unknown = |row: &FigureRow| key(row) == (None, None);
    if descending {
        expected.sort_by_key(|row| (unknown(row), Reverse(key(row))));
    } else {
        expected.sort_by_key(|row| (unknown(row), key(row)));
    }
    let ids = |rows: &[&FigureRow]| rows.iter().map(|row| row.id()).collect::<Vec<_>>();
    let rows: Vec<_> = rows.iter().collect();
    assert_eq!(ids(&rows), ids(&expected), "{text} by {sort:?}");
}

/// Generates random queries.
struct Maker<'a> {
    random: Random,
    words: &'a [&'a str],
}

impl Maker<'_> {
    /// Generates a query that is nested at most `depth` levels deep.
    fn query(&mut self, depth: usize) -> String {
        match self.random_kind(depth) {
            0..4 => self.some(" ", depth),
            4 => format!("({})", self.some(" OR ", depth)),
            5 => format!("{} -({})", self.leaf(), self.query(depth - 1)),
            _ => self.leaf(),
        }
    }

    /// Generates two or three queries, joined by `between`.
    fn some(&mut self, between: &str, depth: usize) -> String {
        let count = 2 + self.random.below(2);
        let all: Vec<_> = (0..count).map(|_| self.query(depth - 1)).collect();
        all.join(between)
    }

    fn random_kind(&mut self, depth: usize) -> usize {
        if depth == 0 { 9 } else { self.random.below(8) }
    }

    fn leaf(&mut self) -> String {
        let word = *self.random.pick(self.words);
        match self.random.below(20) {
            0..5 => word.to_owned(),
            5..7 => self.random.pick(MEASURES).0.to_owned(),
            7..9 => self.random.pick(NATIONS).0.to_owned(),
            9..11 => (*self.random.pick(&["soldiers", "people", "troops"])).to_owned(),
            11 => format!("\"{word} {}\"", self.random.pick(self.words)),
            12 => format!("title:{word}"),
            13 => {
                let month = 1 + self.random.below(9);
                let field = self.random.pick(&["date", "after", "before"]);
                format!("{field}:2022-0{month}")
            }
            14 => (*self.random.pick(&["date:unknown", "has:date", "*"])).to_owned(),
            15 => format!("-{}", self.condition()),
            16 | 17 => self.condition(),
            18 => format!("{{{} {}}}", self.condition(), self.condition()),
            _ => format!("{{{}}} {{{}}}", self.condition(), self.condition()),
        }
    }

    fn condition(&mut self) -> String {
        let random = &mut self.random;
        let number = *random.pick(&[5, 12, 40, 498, 500, 1000, 5300]);
        let measure = *random.pick(&["killed", "wounded", "figure", "bodies", "percent"]);
        match random.below(10) {
            9 => format!("rate:{}", random.pick(&["*", "year"])),
            0 => format!("{measure}:*"),
            1 => format!("{measure}:>{number}"),
            2 => format!("{measure}:<={number}"),
            3 => format!("{measure}:{number}..{}", number * 3),
            4 => format!(
                "by:{}",
                random.pick(&["police", "unknown", "ministry", "ukraine"])
            ),
            5 => format!("whose:{}", random.pick(&["russia", "ukrainian", "unknown"])),
            6 => format!("counted:{}", random.pick(&["soldiers", "people", "bodies"])),
            7 => format!("bound:{}", random.pick(Bound::ALL)),
            _ if random.once_in(2) => format!("scope:{}", random.pick(Scope::ALL)),
            _ => format!("stance:{}", random.pick(Stance::ALL)),
        }
    }

    /// Picks a random sort order, or `None`.
    fn sort(&mut self) -> Option<FigureSort> {
        let by = [
            SortKey::Relevance,
            SortKey::Value,
            SortKey::AsOf,
            SortKey::Published,
            SortKey::Outlet,
            SortKey::Source,
        ];
        let by = by.get(self.random.below(by.len() + 1)).copied()?;
        let descending = by != SortKey::Relevance && self.random.once_in(2);
        Some(FigureSort { by, descending })
    }
}
