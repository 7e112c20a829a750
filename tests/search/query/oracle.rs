//! Random queries beside a plain scan of all articles, with the rules of the design written a second time.

mod asked;
mod facts;
mod made;
mod range;
mod rows;

use figured::index::IndexReader;
use figured::query::{BooleanTree, Leaf, Query, Search, parse};

use self::asked::{Asked, Maker};
use self::facts::Facts;
use crate::harness::{Sandbox, TODAY, ingest_here, options, records, release};
use crate::random::Random;

const ARTICLES: usize = 3_000;
const QUERIES: usize = 2_000;
/// A query that finds more, and leaves out more, is narrowed down: its articles are told one by one.
const MOST: usize = 150;
/// How many threads ask.
const THREADS: usize = 2;

#[test]
fn queries_equal_scan_after_deletes_and_merges() {
    let sandbox = Sandbox::new();
    let ingest = |rebuild: bool| {
        let options = figured::ingest::IngestOptions {
            rebuild,
            ..options(&[sandbox.path("news")])
        };
        ingest_here(&sandbox.index(), &options, &mut |_| {});
    };
    made::write(&sandbox, ARTICLES, |_| false, |_| false);
    ingest(false);
    let mut found = compare(&sandbox, QUERIES, true, 2022);
    made::write(&sandbox, ARTICLES, |nth| nth % 3 == 1, |nth| nth % 7 == 0);
    ingest(false);
    found += compare(&sandbox, QUERIES / 8, true, 2023);
    ingest(true);
    found += compare(&sandbox, QUERIES / 8, true, 2023);
    assert!(found > 10_000, "{found}");
}

#[test]
fn figure_conditions_equal_scan_on_real_prose() {
    let found = compare(Sandbox::corpus(), 500, false, 5300);
    assert!(found > 1_000, "{found}");
}

/// Asks random queries of an index; how many articles were found in all.
fn compare(sandbox: &Sandbox, queries: usize, words: bool, start: u64) -> usize {
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    let mut articles: Vec<_> = records(&reader).iter().map(Facts::of).collect();
    // The same in every run: keys depend on the folder.
    articles.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let figures: Vec<_> = articles.iter().flat_map(|one| &one.figures).collect();
    let ask_some = |nth| {
        let mut maker = Maker {
            random: Random::new(start + nth),
            figures: &figures,
            words,
        };
        let mut found = 0;
        for _ in 0..queries / THREADS {
            found += ask(&reader, &articles, &mut maker);
        }
        found
    };
    let found = std::thread::scope(|scope| {
        let other = scope.spawn(|| ask_some(1));
        ask_some(0) + other.join().unwrap()
    });
    release(reader);
    found
}

/// Asks one query; how many articles it finds.
fn ask(reader: &IndexReader, articles: &[Facts], maker: &mut Maker<'_>) -> usize {
    let vague = maker.random.once_in(2);
    let mut asked = maker.query(2);
    let (mut met, mut unmet) = divided(articles, &asked, vague);
    while met.len().min(unmet.len()) > MOST {
        asked = Asked::All(vec![asked, maker.query(1)]);
        (met, unmet) = divided(articles, &asked, vague);
    }
    let text = asked.text(&mut maker.random);
    let parsed = parse(&text, TODAY.parse().unwrap());
    let query = parsed.unwrap_or_else(|e| panic!("{text}: {e}")).query;
    assert_eq!(count(reader, query.clone(), vague), met.len(), "{text}");
    // As many as there are, and all of these or none of the others: exactly these.
    let (few, expected) = if met.len() < unmet.len() {
        (&met, met.len())
    } else {
        (&unmet, 0)
    };
    let ids = few
        .iter()
        .map(|id| BooleanTree::Leaf(Leaf::Id((*id).to_owned())));
    let both = BooleanTree::All(vec![query, BooleanTree::Any(ids.collect())]);
    assert_eq!(
        count(reader, both, vague),
        expected,
        "{text} is not {met:?}"
    );
    met.len()
}

/// The ids of the articles that are asked for, and of the others.
fn divided<'a>(articles: &'a [Facts], asked: &Asked, vague: bool) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut met, mut unmet) = (Vec::new(), Vec::new());
    for (article, holds) in articles.iter().zip(asked.holds(articles, vague)) {
        if holds { &mut met } else { &mut unmet }.push(article.id.as_str());
    }
    (met, unmet)
}

/// How many articles a query finds. To look at each would take longer by far.
fn count(reader: &IndexReader, query: Query, vague: bool) -> usize {
    let search = Search {
        vague,
        ..Search::new(query, 0)
    };
    search.run(reader).unwrap().total
}
