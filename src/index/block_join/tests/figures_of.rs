//! Compares the results of `FiguresOf` with a plain scan.

use super::*;
use crate::index::columns::Columns;

/// Converts the addresses of figures to pairs of article id and index in the block. Panics if an address is not that of
/// a figure.
fn figures(
    searcher: &Searcher,
    places: impl IntoIterator<Item = DocAddress>,
) -> BTreeSet<(u64, usize)> {
    let figure = |place: DocAddress| {
        let segment = searcher.segment_reader(place.segment_ord);
        let blocks = Blocks::open(&Columns::default(), segment).unwrap();
        let article = blocks.article(place.doc_id);
        assert!(place.doc_id < article, "{place:?} is no figure");
        let nth = place.doc_id - blocks.start(place.doc_id);
        let order = segment.fast_fields().u64("order").unwrap();
        (order.first(article).expect("an article"), nth as usize)
    };
    places.into_iter().map(figure).collect()
}

/// Scans all blocks and returns the figures for which `wanted` returns true.
fn scanned(world: &World, wanted: impl Fn(&Block, usize) -> bool) -> BTreeSet<(u64, usize)> {
    let of = |block: &'_ Block| -> Vec<_> {
        let figures = (0..block.figures.len()).filter(|&nth| wanted(block, nth));
        figures.map(|nth| (block.id, nth)).collect()
    };
    world.blocks.iter().flat_map(of).collect()
}

#[test]
fn finds_all_figures_in_matching_articles() {
    let mut random = Random::new(6);
    let mut found = 0;
    for _ in 0..20 {
        let world = World::random(&mut random);
        let searcher = world.searcher();
        for _ in 0..40 {
            let asked = Asked::random(&mut random, 0);
            let expected = scanned(&world, |block, _| asked.holds(block));
            let query = FiguresOf::new(&Columns::default(), asked.query(&world));
            let all = searcher.search(&query, &DocSetCollector).unwrap();
            assert_eq!(all.len(), expected.len(), "{asked:?}");
            assert_eq!(figures(&searcher, all), expected, "{asked:?}");
            assert_eq!(
                searcher.search(&query, &Count).unwrap(),
                expected.len(),
                "{asked:?}"
            );
            found += expected.len();
        }
    }
    assert!(found > 5000, "{found}");
}

#[test]
fn figure_and_article_conditions_combine() {
    let mut random = Random::new(7);
    let mut found = 0;
    for _ in 0..20 {
        let world = World::random(&mut random);
        let searcher = world.searcher();
        for _ in 0..40 {
            let (asked, other) = (Asked::random(&mut random, 1), Asked::random(&mut random, 2));
            let wanted = Wanted::random(&mut random, 0);
            let expected = scanned(&world, |block, nth| {
                wanted.holds(&block.figures[nth]) && asked.holds(block) && !other.holds(block)
            });
            let query = BooleanQuery::new(vec![
                (Occur::Must, wanted.query(&world)),
                (
                    Occur::Must,
                    Box::new(FiguresOf::new(&Columns::default(), asked.query(&world))),
                ),
                (
                    Occur::MustNot,
                    Box::new(FiguresOf::new(&Columns::default(), other.query(&world))),
                ),
            ]);
            let all = searcher.search(&query, &DocSetCollector).unwrap();
            let message = format!("{wanted:?} of {asked:?} but not {other:?}");
            assert_eq!(figures(&searcher, all), expected, "{message}");
            found += expected.len();
        }
    }
    assert!(found > 500, "{found}");
}

#[test]
fn seeks_in_any_order_find_the_same_figures() {
    let mut random = Random::new(8);
    for _ in 0..10 {
        let world = World::random(&mut random);
        let searcher = world.searcher();
        for _ in 0..6 {
            let query = FiguresOf::new(
                &Columns::default(),
                Asked::random(&mut random, 0).query(&world),
            );
            check_seeks(&searcher, &query);
            for _ in 0..4 {
                check_steps(&searcher, &query, &mut random);
            }
        }
    }
}
