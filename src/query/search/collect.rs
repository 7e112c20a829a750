//! The best articles, and how many there are.
//!
//! All matches are looked at: tantivy's own pruning goes by bounds that were computed with figures among the documents,
//! and with the statistics of articles alone it loses hits.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// What answers best; of equals the newest.
    #[default]
    Relevance,
    /// The latest date of publication; what has none comes last. Nothing is scored.
    Newest,
    /// The earliest date of publication; what has none comes last. Nothing is scored.
    Oldest,
}

impl Sort {
    /// A day, as a number that is the greater the sooner it comes.
    fn soon(self, day: i64) -> i64 {
        match self {
            Self::Relevance | Self::Newest => day,
            Self::Oldest => -day,
        }
    }
}

/// An article that matches, with what it is ranked by: score, then date, then key.
#[derive(Clone, Copy, Debug)]
pub struct Ranked {
    /// Its score; the same for all where they are sorted by date.
    pub score: Score,
    /// How soon its date comes, by the first day it may have been published on; the least there is where that is not
    /// known.
    soon: i64,
    order: u64,
    /// Where it is.
    pub address: DocAddress,
}

impl Ord for Ranked {
    /// The better one is the greater.
    fn cmp(&self, other: &Self) -> Ordering {
        let by_rank = self
            .score
            .total_cmp(&other.score)
            .then(self.soon.cmp(&other.soon));
        by_rank
            .then(other.order.cmp(&self.order))
            .then(other.address.cmp(&self.address))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ranked {}

/// Collects the first articles, and counts all.
pub struct Best {
    /// What comes first.
    pub sort: Sort,
    /// How many to keep.
    pub limit: usize,
}

impl Collector for Best {
    type Fruit = (Vec<Ranked>, usize);
    type Child = SegmentBest;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentBest> {
        let fields = reader.fast_fields();
        Ok(SegmentBest {
            segment,
            sort: self.sort,
            limit: self.limit,
            day: fields.column_opt("first_day")?,
            order: fields.column_opt("order")?,
            best: BinaryHeap::new(),
            count: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(
        &self,
        fruits: Vec<(Vec<Ranked>, usize)>,
    ) -> tantivy::Result<(Vec<Ranked>, usize)> {
        let count = fruits.iter().map(|(_, count)| count).sum();
        let mut best: Vec<_> = fruits.into_iter().flat_map(|(best, _)| best).collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        best.truncate(self.limit);
        Ok((best, count))
    }
}

/// The best of one segment.
pub struct SegmentBest {
    segment: SegmentOrdinal,
    sort: Sort,
    limit: usize,
    day: Option<Column<i64>>,
    order: Option<Column<u64>>,
    /// The worst of them on top.
    best: BinaryHeap<Reverse<Ranked>>,
    count: usize,
}

impl SegmentBest {
    fn rank(&self, doc: DocId, score: Score) -> Ranked {
        let soon = self
            .day
            .as_ref()
            .and_then(|day| day.first(doc))
            .map_or(i64::MIN, |day| self.sort.soon(day));
        let order = self
            .order
            .as_ref()
            .and_then(|order| order.first(doc))
            .unwrap_or(u64::MAX);
        Ranked {
            score,
            soon,
            order,
            address: DocAddress::new(self.segment, doc),
        }
    }
}

impl SegmentCollector for SegmentBest {
    type Fruit = (Vec<Ranked>, usize);

    fn collect(&mut self, doc: DocId, score: Score) {
        self.count += 1;
        if self.best.len() < self.limit {
            self.best.push(Reverse(self.rank(doc, score)));
            return;
        }
        // Most documents are told apart from the worst by their score alone.
        let Some(Reverse(worst)) = self.best.peek() else {
            return;
        };
        if score < worst.score {
            return;
        }
        let ranked = self.rank(doc, score);
        if ranked > *worst {
            self.best.pop();
            self.best.push(Reverse(ranked));
        }
    }

    fn harvest(self) -> (Vec<Ranked>, usize) {
        (
            self.best
                .into_iter()
                .map(|Reverse(ranked)| ranked)
                .collect(),
            self.count,
        )
    }
}
