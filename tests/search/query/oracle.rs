//! Compares the hits of random queries with those of a plain scan, which implements the matching rules a second time.

mod asked;
mod facts;
mod made;
mod range;
mod rows;

use figured::index::IndexReader;
use figured::query::{BooleanTree, Included, Leaf, Query, Search, parse};

use self::asked::{Asked, Maker};
use self::facts::Facts;
use crate::harness::{Sandbox, TODAY, ingest_here, options, records, release};
use crate::random::Random;

const ARTICLES: usize = 3_000;
const QUERIES: usize = 2_000;
/// The maximum number of ids that are verified one by one. Conditions are added to a query until at most this many
/// articles match it, or at most this many do not.
const MOST: usize = 150;
/// The number of threads that run queries.
const THREADS: usize = 2;

#[test]
fn results_match_a_scan_after_deletes_and_merges() {
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
fn figure_conditions_match_a_scan_of_real_prose() {
    let found = compare(Sandbox::corpus(), 500, false, 5300);
    assert!(found > 1_000, "{found}");
}

/// Runs random queries on an index and returns the total number of hits.
fn compare(sandbox: &Sandbox, queries: usize, words: bool, start: u64) -> usize {
    let reader = IndexReader::open(&sandbox.index()).unwrap();
    let mut articles: Vec<_> = records(&reader).iter().map(Facts::of).collect();
    // Sorting by id keeps runs reproducible, because keys depend on the folder.
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

/// Runs one random query and returns its number of hits.
fn ask(reader: &IndexReader, articles: &[Facts], maker: &mut Maker<'_>) -> usize {
    let include = included(&mut maker.random);
    let mut asked = maker.query(2);
    let (mut met, mut unmet) = divided(articles, &asked, include);
    while met.len().min(unmet.len()) > MOST {
        asked = Asked::All(vec![asked, maker.query(1)]);
        (met, unmet) = divided(articles, &asked, include);
    }
    let text = asked.text(&mut maker.random);
    let parsed = parse(&text, TODAY.parse().unwrap());
    let query = parsed.unwrap_or_else(|e| panic!("{text}: {e}")).query;
    assert_eq!(count(reader, query.clone(), include), met.len(), "{text}");
    // The number of hits is the length of `met`. If all articles in `met` match, or if none in `unmet` match, the hits
    // are therefore exactly `met`.
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
        count(reader, both, include),
        expected,
        "{text} is not {met:?}"
    );
    met.len()
}

/// Returns the ids of the articles that match, and the ids of those that do not.
fn divided<'a>(
    articles: &'a [Facts],
    asked: &Asked,
    include: Included,
) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut met, mut unmet) = (Vec::new(), Vec::new());
    for (article, holds) in articles.iter().zip(asked.holds(articles, include)) {
        if holds { &mut met } else { &mut unmet }.push(article.id.as_str());
    }
    (met, unmet)
}

/// Returns a random choice of the figures that an answer includes.
fn included(random: &mut Random) -> Included {
    Included {
        vague: random.once_in(2),
        uncertain: random.once_in(2),
        rates: random.once_in(2),
    }
}

/// Returns the number of hits. Reading each hit would take much longer.
fn count(reader: &IndexReader, query: Query, include: Included) -> usize {
    let search = Search {
        include,
        ..Search::new(query, 0)
    };
    search.run(reader).unwrap().total
}
