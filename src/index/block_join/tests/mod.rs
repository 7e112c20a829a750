//! Compares the block join with a plain scan, on random blocks in several segments with deletes and merges.
#![allow(clippy::unwrap_used)]

mod figures_of;

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::indexer::{NoMergePolicy, UserOperation};
use tantivy::query::{BooleanQuery, Occur, TermQuery, TermSetQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Index, IndexWriter, Searcher, SeekDangerResult, TantivyDocument, Term};

use super::*;
use crate::analysis;
use crate::index::columns::{Columns, spread};
use crate::index::schema::{SchemaFields, label, schema};

/// A random number generator with a fixed seed, so that failures can be reproduced.
struct Random(fastrand::Rng);

impl Random {
    fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end)
    }

    /// Returns a random subset of the numbers below `end`.
    fn some_below(&mut self, end: usize) -> BTreeSet<usize> {
        (0..end).filter(|_| self.below(3) == 0).collect()
    }
}

/// An article and its figures. The article has a set of labels, and each figure has a set of labels and a number.
struct Block {
    id: u64,
    labels: BTreeSet<usize>,
    figures: Vec<(BTreeSet<usize>, usize)>,
}

/// The number of different labels.
const LABELS: usize = 5;
/// The exclusive upper bound of the figures' numbers.
const NUMBERS: usize = 20;

impl Block {
    fn random(id: u64, random: &mut Random) -> Self {
        let figures =
            (0..random.below(7)).map(|_| (random.some_below(LABELS), random.below(NUMBERS)));
        let figures = figures.collect();
        Self {
            id,
            labels: random.some_below(LABELS),
            figures,
        }
    }

    fn documents(&self, fields: &SchemaFields) -> Vec<TantivyDocument> {
        let figures = self
            .figures
            .iter()
            .enumerate()
            .map(|(nth, (labels, number))| {
                let mut document = TantivyDocument::new();
                document.add_text(fields.key, self.id.to_string());
                document.add_text(fields.label, label::FIGURE);
                for label in labels {
                    document.add_text(fields.label, format!("figure {label}"));
                }
                document.add_u64(fields.distance, spread((self.figures.len() - nth) as u32));
                document.add_u64(fields.before, spread(nth as u32));
                document.add_text(fields.label, format!("number {number}"));
                document
            });
        let mut article = TantivyDocument::new();
        article.add_text(fields.key, self.id.to_string());
        article.add_text(fields.label, label::ARTICLE);
        for label in &self.labels {
            article.add_text(fields.label, format!("article {label}"));
        }
        article.add_u64(fields.order, self.id);
        article.add_u64(fields.before, spread(self.figures.len() as u32));
        figures.chain([article]).collect()
    }
}

/// An index, and the blocks that it should contain.
struct World {
    index: Index,
    fields: SchemaFields,
    blocks: Vec<Block>,
}

impl World {
    fn random(random: &mut Random) -> Self {
        let (schema, fields) = schema();
        let mut index = Index::create_in_ram(schema);
        index.set_tokenizers(analysis::analyzers());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let mut blocks: Vec<Block> = Vec::new();
        let mut id = 0;
        for _ in 0..=random.below(6) {
            for _ in 0..random.below(25) {
                id += 1;
                let mut batch = Vec::new();
                // Some batches also delete an earlier block.
                if random.below(6) == 0 && !blocks.is_empty() {
                    batch.push(delete(
                        &fields,
                        blocks.swap_remove(random.below(blocks.len())).id,
                    ));
                }
                let block = Block::random(id, random);
                batch.extend(block.documents(&fields).into_iter().map(UserOperation::Add));
                writer.run(batch).unwrap();
                blocks.push(block);
            }
            for _ in 0..random.below(4).min(blocks.len()) {
                let gone = blocks.swap_remove(random.below(blocks.len()));
                writer.run([delete(&fields, gone.id)]).unwrap();
            }
            writer.commit().unwrap();
            if random.below(3) == 0 {
                let segments = index.searchable_segment_ids().unwrap();
                if segments.len() > 1 {
                    writer.merge(&segments[..2]).wait().unwrap();
                }
            }
        }
        Self {
            index,
            fields,
            blocks,
        }
    }

    fn searcher(&self) -> Searcher {
        self.index.reader().unwrap().searcher()
    }

    fn label(&self, label: &str) -> Box<dyn Query> {
        Box::new(TermQuery::new(
            Term::from_field_text(self.fields.label, label),
            IndexRecordOption::Basic,
        ))
    }

    /// Returns a query for figures with a number in a range. It uses a set of terms, because the count of tantivy's
    /// range query falls below zero if the query is negated.
    fn numbers(&self, from: usize, to: usize) -> Box<dyn Query> {
        let term = |number| Term::from_field_text(self.fields.label, &format!("number {number}"));
        Box::new(TermSetQuery::new((from..=to).map(term)))
    }
}

/// Returns the ids of the articles at the given addresses. Panics if an address is not that of an article.
fn ids(searcher: &Searcher, places: impl IntoIterator<Item = DocAddress>) -> BTreeSet<u64> {
    let id = |place: DocAddress| {
        let segment = searcher.segment_reader(place.segment_ord);
        let order = segment.fast_fields().u64("order").unwrap();
        order.first(place.doc_id).expect("an article")
    };
    places.into_iter().map(id).collect()
}

fn delete(fields: &SchemaFields, id: u64) -> UserOperation {
    UserOperation::Delete(Term::from_field_text(fields.key, &id.to_string()))
}

/// A condition on a figure.
#[derive(Clone, Debug)]
enum Wanted {
    Label(usize),
    Number(usize, usize),
    Both(Box<Wanted>, Box<Wanted>),
    Either(Box<Wanted>, Box<Wanted>),
    Not(Box<Wanted>),
}

impl Wanted {
    fn random(random: &mut Random, depth: usize) -> Self {
        let mut inner = || Box::new(Self::random(random, depth + 1));
        let (left, right) = if depth < 2 {
            (inner(), inner())
        } else {
            (Box::new(Self::Label(0)), Box::new(Self::Label(1)))
        };
        match random.below(if depth < 2 { 6 } else { 3 }) {
            0 | 1 => Self::Label(random.below(LABELS + 1)),
            2 => {
                let from = random.below(NUMBERS);
                Self::Number(from, from + random.below(NUMBERS / 2))
            }
            3 => Self::Both(left, right),
            4 => Self::Either(left, right),
            _ => Self::Not(left),
        }
    }

    fn holds(&self, figure: &(BTreeSet<usize>, usize)) -> bool {
        match self {
            Self::Label(label) => figure.0.contains(label),
            Self::Number(from, to) => (*from..=*to).contains(&figure.1),
            Self::Both(left, right) => left.holds(figure) && right.holds(figure),
            Self::Either(left, right) => left.holds(figure) || right.holds(figure),
            Self::Not(one) => !one.holds(figure),
        }
    }

    fn query(&self, world: &World) -> Box<dyn Query> {
        let boolean = |clauses: Vec<(Occur, Box<dyn Query>)>| {
            Box::new(BooleanQuery::new(clauses)) as Box<dyn Query>
        };
        match self {
            Self::Label(label) => world.label(&format!("figure {label}")),
            Self::Number(from, to) => world.numbers(*from, *to),
            Self::Both(left, right) => boolean(vec![
                (Occur::Must, left.query(world)),
                (Occur::Must, right.query(world)),
            ]),
            Self::Either(left, right) => boolean(vec![
                (Occur::Should, left.query(world)),
                (Occur::Should, right.query(world)),
            ]),
            Self::Not(one) => boolean(vec![
                (Occur::Must, world.label(label::FIGURE)),
                (Occur::MustNot, one.query(world)),
            ]),
        }
    }
}

/// A condition on an article.
#[derive(Debug)]
enum Asked {
    Every,
    Label(usize),
    With(Wanted),
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Not(Box<Asked>),
    /// Only the first condition is required. The second one adds to the score.
    Rather(Box<Asked>, Box<Asked>),
}

impl Asked {
    fn random(random: &mut Random, depth: usize) -> Self {
        match random.below(if depth < 3 { 12 } else { 6 }) {
            0 => Self::Every,
            1 | 2 => Self::Label(random.below(LABELS + 1)),
            3..6 => Self::With(Wanted::random(random, 0)),
            6 | 7 => Self::All(
                (0..2 + random.below(3))
                    .map(|_| Self::random(random, depth + 1))
                    .collect(),
            ),
            8 | 9 => Self::Any(
                (0..2 + random.below(3))
                    .map(|_| Self::random(random, depth + 1))
                    .collect(),
            ),
            10 => Self::Not(Box::new(Self::random(random, depth + 1))),
            _ => Self::Rather(
                Box::new(Self::random(random, depth + 1)),
                Box::new(Self::random(random, depth + 1)),
            ),
        }
    }

    fn holds(&self, block: &Block) -> bool {
        match self {
            Self::Every => true,
            Self::Label(label) => block.labels.contains(label),
            Self::With(wanted) => block.figures.iter().any(|figure| wanted.holds(figure)),
            Self::All(all) => all.iter().all(|one| one.holds(block)),
            Self::Any(all) => all.iter().any(|one| one.holds(block)),
            Self::Not(one) => !one.holds(block),
            Self::Rather(one, _) => one.holds(block),
        }
    }

    fn query(&self, world: &World) -> Box<dyn Query> {
        let each = |occur: Occur, all: &[Self]| {
            all.iter()
                .map(|one| (occur, one.query(world)))
                .collect::<Vec<_>>()
        };
        let clauses = match self {
            Self::Every => return world.label(label::ARTICLE),
            Self::Label(label) => return world.label(&format!("article {label}")),
            Self::With(wanted) => {
                return Box::new(ArticlesWith::new(&Columns::default(), wanted.query(world)));
            }
            Self::All(all) => each(Occur::Must, all),
            Self::Any(all) => each(Occur::Should, all),
            Self::Not(one) => vec![
                (Occur::Must, world.label(label::ARTICLE)),
                (Occur::MustNot, one.query(world)),
            ],
            Self::Rather(one, other) => vec![
                (Occur::Must, one.query(world)),
                (Occur::Should, other.query(world)),
            ],
        };
        Box::new(BooleanQuery::new(clauses))
    }
}

#[test]
fn results_match_a_full_scan() {
    let mut random = Random::new(1);
    let mut found = 0;
    for _ in 0..25 {
        let world = World::random(&mut random);
        let searcher = world.searcher();
        for _ in 0..60 {
            let asked = Asked::random(&mut random, 0);
            let expected: BTreeSet<_> = world
                .blocks
                .iter()
                .filter(|b| asked.holds(b))
                .map(|b| b.id)
                .collect();
            let query = asked.query(&world);
            assert_eq!(
                searcher.search(&query, &Count).unwrap(),
                expected.len(),
                "{asked:?}"
            );
            let all = searcher.search(&query, &DocSetCollector).unwrap();
            assert_eq!(all.len(), expected.len(), "{asked:?}");
            assert_eq!(ids(&searcher, all), expected, "{asked:?}");
            let best = TopDocs::with_limit(1000).order_by_score();
            let (best, count) = searcher.search(&query, &(best, Count)).unwrap();
            assert_eq!(count, expected.len(), "{asked:?}");
            assert_eq!(
                ids(&searcher, best.into_iter().map(|(_, place)| place)),
                expected,
                "{asked:?}"
            );
            found += expected.len();
        }
    }
    // Guards against a test that compares nothing.
    assert!(found > 1000, "{found}");
}

/// Returns, for each segment, the number of documents, the documents that match `query`, and a function that creates a
/// scorer.
fn scorers<'a>(
    searcher: &'a Searcher,
    query: &'a dyn Query,
) -> impl Iterator<Item = (DocId, Vec<DocId>, impl Fn() -> Box<dyn Scorer> + 'a)> + use<'a> {
    let disabled = EnableScoring::disabled_from_searcher(searcher);
    let weight: Arc<dyn Weight> = query.weight(disabled).unwrap().into();
    searcher.segment_readers().iter().map(move |segment| {
        let weight = Arc::clone(&weight);
        let scorer = move || weight.scorer(segment, 1.0).unwrap();
        let mut all = Vec::new();
        let mut whole = scorer();
        while whole.doc() != TERMINATED {
            all.push(whole.doc());
            whole.advance();
        }
        assert!(all.is_sorted_by(|a, b| a < b), "{all:?}");
        assert_eq!(whole.advance(), TERMINATED);
        (segment.max_doc(), all, scorer)
    })
}

fn first_from(all: &[DocId], target: DocId) -> DocId {
    all[all.partition_point(|&doc| doc < target)..]
        .first()
        .copied()
        .unwrap_or(TERMINATED)
}

#[test]
fn seek_returns_the_next_article() {
    let mut random = Random::new(2);
    for _ in 0..10 {
        let world = World::random(&mut random);
        let searcher = world.searcher();
        for _ in 0..6 {
            let wanted = Wanted::random(&mut random, 0);
            check_seeks(
                &searcher,
                &ArticlesWith::new(&Columns::default(), wanted.query(&world)),
            );
        }
    }
}

/// Seeks every document of each segment, whether or not it matches, and a few ids past the end.
fn check_seeks(searcher: &Searcher, query: &dyn Query) {
    for (max_doc, all, scorer) in scorers(searcher, query) {
        for target in (0..=max_doc + 2).chain([max_doc + 100_000, TERMINATED - 1, TERMINATED]) {
            let expected = first_from(&all, target);
            let mut seeking = scorer();
            if seeking.doc() <= target {
                assert_eq!(seeking.seek(target), expected, "{target} {all:?}");
                assert_eq!(seeking.doc(), expected);
                let next = if expected == TERMINATED {
                    TERMINATED
                } else {
                    first_from(&all, expected + 1)
                };
                assert_eq!(seeking.advance(), next, "{target} {all:?}");
            }
            check_danger(&mut *scorer(), target, &all);
        }
    }
}

/// Calls `seek_danger`, checks its result against `all`, and returns whether it found `target`.
fn check_danger(scorer: &mut dyn Scorer, target: DocId, all: &[DocId]) -> bool {
    let expected = first_from(all, target);
    match scorer.seek_danger(target) {
        SeekDangerResult::Found => {
            assert_eq!(expected, target, "{all:?}");
            assert_eq!(scorer.doc(), target);
            true
        }
        SeekDangerResult::SeekLowerBound(bound) => {
            assert!(
                expected != target || target == TERMINATED,
                "{target} is in {all:?}"
            );
            assert!(
                (bound > target || target == TERMINATED) && bound <= expected,
                "{target}: {bound} {all:?}"
            );
            false
        }
    }
}

#[test]
fn steps_in_any_order_visit_the_same_articles() {
    let mut random = Random::new(3);
    for _ in 0..15 {
        let world = World::random(&mut random);
        let searcher = world.searcher();
        for _ in 0..20 {
            let wanted = Wanted::random(&mut random, 0);
            check_steps(
                &searcher,
                &ArticlesWith::new(&Columns::default(), wanted.query(&world)),
                &mut random,
            );
        }
    }
}

/// Moves to the end of each segment in random steps of `advance`, `seek` and `seek_danger`, and checks each step.
fn check_steps(searcher: &Searcher, query: &dyn Query, random: &mut Random) {
    for (max_doc, all, scorer) in scorers(searcher, query) {
        let mut scorer = scorer();
        while scorer.doc() != TERMINATED {
            let at = scorer.doc();
            let further = at + random.below(12) as DocId;
            match random.below(3) {
                0 => assert_eq!(scorer.advance(), first_from(&all, at + 1), "{all:?}"),
                1 => assert_eq!(scorer.seek(further), first_from(&all, further), "{all:?}"),
                // If the target does not match, the scorer has no valid position until a later target is found.
                _ => {
                    let found =
                        (further..max_doc).find(|&target| check_danger(&mut *scorer, target, &all));
                    if found.is_none() {
                        break;
                    }
                }
            }
        }
    }
}

#[test]
fn block_starts_at_its_first_figure() {
    let world = World::random(&mut Random::new(4));
    let searcher = world.searcher();
    for segment in searcher.segment_readers() {
        let blocks = Blocks::open(&Columns::default(), segment).unwrap();
        let mut start = 0;
        for doc in 0..segment.max_doc() {
            assert_eq!(blocks.start(doc), start, "{doc}");
            if blocks.article(doc) == doc {
                start = doc + 1;
            }
        }
    }
}

#[test]
fn only_matches_are_explained() {
    let world = World::random(&mut Random::new(5));
    let searcher = world.searcher();
    let wanted = Wanted::Label(1);
    let query = ArticlesWith::new(&Columns::default(), wanted.query(&world));
    for (ord, (max_doc, all, _)) in scorers(&searcher, &query).enumerate() {
        for doc in 0..max_doc {
            let explained = query.explain(&searcher, DocAddress::new(ord as u32, doc));
            assert_eq!(explained.is_ok(), all.contains(&doc), "{doc}");
        }
    }
}
