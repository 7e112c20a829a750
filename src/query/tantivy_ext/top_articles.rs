//! A collector for the best articles, at most one per story, and for the totals.
//!
//! The collector scores all matches. tantivy's block-max pruning would lose hits here, because its bounds are computed
//! from statistics of all documents, including figures, but scores use statistics of articles alone.

use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use crate::index::columns::{Columns, NumberColumn};
use crate::index::schema::{FIRST_DAY, ORDER};
use crate::index::{Earliness, StoryClusters, StoryColumn, VersionColumns};

/// The order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By score. Articles with equal scores are sorted by date, the newest first.
    #[default]
    Relevance,
    /// By publication date, the latest first and undated articles last. Articles are not scored.
    Newest,
    /// By publication date, the earliest first and undated articles last. Articles are not scored.
    Oldest,
}

impl Sort {
    /// Returns the rank of a day. Days with a higher rank come first.
    fn date_rank(self, day: i64) -> i64 {
        match self {
            Self::Relevance | Self::Newest => day,
            Self::Oldest => -day,
        }
    }
}

/// A matching article. Articles are ranked by score, then by date, then by tie order.
#[derive(Clone, Copy, Debug)]
pub struct RankedArticle {
    /// The score, or 0 if articles are sorted by date.
    pub score: Score,
    /// The rank of the earliest possible publication day, or the lowest rank if the article is undated.
    date_rank: i64,
    order: u64,
    /// The address of the article's document.
    pub address: DocAddress,
}

impl Ord for RankedArticle {
    /// Compares two articles. The better one is greater.
    fn cmp(&self, other: &Self) -> Ordering {
        let by_rank = self
            .score
            .total_cmp(&other.score)
            .then(self.date_rank.cmp(&other.date_rank));
        by_rank
            .then(other.order.cmp(&self.order))
            .then(other.address.cmp(&self.address))
    }
}

impl PartialOrd for RankedArticle {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for RankedArticle {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for RankedArticle {}

/// Collects the first articles in a given order, and the totals.
pub struct TopArticles {
    /// The columns of the index.
    pub columns: Columns,
    /// The story clusters. If set, only one article of each story is kept.
    pub stories: Option<StoryClusters>,
    /// The order of the articles.
    pub sort: Sort,
    /// The number of articles to keep.
    pub limit: usize,
}

/// The first articles, with the totals.
#[derive(Default)]
pub struct CollectedArticles {
    /// The first articles, in order.
    pub best: Vec<RankedArticle>,
    /// The number of matching articles, not counting `duplicates`.
    pub total: usize,
    /// The number of matching articles left out as copies or earlier versions.
    pub duplicates: usize,
    /// The earliest match of each story that has several articles. These matches move to `best` when the results of all
    /// segments are merged.
    cluster_firsts: FxHashMap<u64, (Earliness, RankedArticle)>,
    /// The error from opening a column, if one failed.
    failure: Option<TantivyError>,
}

impl CollectedArticles {
    /// Adds a match from a story that has several articles. Keeps only the earliest match of each story.
    fn add_cluster_member(&mut self, story: u64, one: (Earliness, RankedArticle)) {
        match self.cluster_firsts.entry(story) {
            Entry::Vacant(entry) => {
                entry.insert(one);
            }
            Entry::Occupied(mut entry) => {
                self.duplicates += 1;
                if one.0 < entry.get().0 {
                    entry.insert(one);
                }
            }
        }
    }
}

impl Collector for TopArticles {
    type Fruit = CollectedArticles;
    type Child = SegmentTopArticles;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentTopArticles> {
        let stories = self.stories.clone().map(|clusters| -> tantivy::Result<_> {
            let column = StoryColumn::open(&self.columns, reader)?;
            Ok(SegmentStories {
                clusters,
                column,
                versions: OnceCell::new(),
                columns: self.columns.clone(),
                segment: reader.clone(),
            })
        });
        Ok(SegmentTopArticles {
            stories: stories.transpose()?,
            segment,
            sort: self.sort,
            limit: self.limit,
            day: self.columns.numbers(reader, FIRST_DAY)?,
            order: self.columns.numbers(reader, ORDER)?,
            best: BinaryHeap::new(),
            found: CollectedArticles::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, fruits: Vec<CollectedArticles>) -> tantivy::Result<CollectedArticles> {
        let mut all = CollectedArticles::default();
        for found in fruits {
            if let Some(failure) = found.failure {
                return Err(failure);
            }
            all.best.extend(found.best);
            all.total += found.total;
            all.duplicates += found.duplicates;
            for (story, one) in found.cluster_firsts {
                all.add_cluster_member(story, one);
            }
        }
        let cluster_firsts = std::mem::take(&mut all.cluster_firsts);
        all.total += cluster_firsts.len();
        all.best
            .extend(cluster_firsts.into_values().map(|(_, ranked)| ranked));
        all.best.sort_unstable_by(|a, b| b.cmp(a));
        all.best.truncate(self.limit);
        Ok(all)
    }
}

/// The stories of the articles in one segment.
struct SegmentStories {
    clusters: StoryClusters,
    column: StoryColumn,
    /// Opened for the first article whose story has several articles.
    versions: OnceCell<VersionColumns>,
    columns: Columns,
    segment: SegmentReader,
}

impl SegmentStories {
    /// Returns the story of an article if the story has several articles.
    fn duplicated(&self, article: DocId) -> Option<u64> {
        let story = self.column.story(article)?;
        self.clusters.is_duplicated(story).then_some(story)
    }

    fn versions(&self) -> tantivy::Result<&VersionColumns> {
        if let Some(versions) = self.versions.get() {
            return Ok(versions);
        }
        let versions = VersionColumns::open(&self.columns, &self.segment)?;
        Ok(self.versions.get_or_init(|| versions))
    }
}

/// Collects the first articles of one segment.
pub struct SegmentTopArticles {
    stories: Option<SegmentStories>,
    segment: SegmentOrdinal,
    sort: Sort,
    limit: usize,
    day: Option<NumberColumn<i64>>,
    order: Option<NumberColumn<u64>>,
    /// The best articles so far, with the worst of them at the top of the heap.
    best: BinaryHeap<Reverse<RankedArticle>>,
    found: CollectedArticles,
}

impl SegmentTopArticles {
    /// Counts the article as a duplicate if a later version exists, or records it under its story if it has copies.
    /// Returns `false` if neither is the case.
    fn collapse(&mut self, doc: DocId, score: Score) -> tantivy::Result<bool> {
        let Some(stories) = &self.stories else {
            return Ok(false);
        };
        let Some(story) = stories.duplicated(doc) else {
            return Ok(false);
        };
        let versions = stories.versions()?;
        // All versions of a page belong to the same story.
        if stories.clusters.is_superseded(versions.order(doc)) {
            self.found.duplicates += 1;
            return Ok(true);
        }
        let one = (versions.earliness(doc), self.rank(doc, score));
        self.found.add_cluster_member(story, one);
        Ok(true)
    }

    fn rank(&self, doc: DocId, score: Score) -> RankedArticle {
        RankedArticle {
            score,
            date_rank: self.date_rank(doc),
            order: self.order(doc),
            address: DocAddress::new(self.segment, doc),
        }
    }

    fn date_rank(&self, doc: DocId) -> i64 {
        let day = self.day.as_ref().and_then(|day| day.first(doc));
        day.map_or(i64::MIN, |day| self.sort.date_rank(day))
    }

    fn order(&self, doc: DocId) -> u64 {
        let order = self.order.as_ref().and_then(|order| order.first(doc));
        order.unwrap_or(u64::MAX)
    }
}

impl SegmentCollector for SegmentTopArticles {
    type Fruit = CollectedArticles;

    fn collect(&mut self, doc: DocId, score: Score) {
        match self.collapse(doc, score) {
            Ok(false) => {}
            Ok(true) => return,
            Err(e) => {
                self.found.failure = Some(e);
                return;
            }
        }
        self.found.total += 1;
        if self.best.len() < self.limit {
            self.best.push(Reverse(self.rank(doc, score)));
            return;
        }
        // Most documents are ruled out by their score or date, so their other values need not be read.
        let Some(Reverse(worst)) = self.best.peek() else {
            return;
        };
        if score < worst.score {
            return;
        }
        let date_rank = self.date_rank(doc);
        if score.total_cmp(&worst.score).is_eq() && date_rank < worst.date_rank {
            return;
        }
        let ranked = RankedArticle {
            score,
            date_rank,
            order: self.order(doc),
            address: DocAddress::new(self.segment, doc),
        };
        if ranked > *worst {
            self.best.pop();
            self.best.push(Reverse(ranked));
        }
    }

    fn harvest(mut self) -> CollectedArticles {
        let best = self.best.into_iter();
        self.found.best = best.map(|Reverse(ranked)| ranked).collect();
        self.found
    }
}
