//! Removes duplicates from an answer: copies of articles, figures that copies repeat, and earlier versions of a page.

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, SegmentReader};

use crate::figure::{Bound, Measure};
use crate::index::block_join::Blocks;
use crate::index::figure_attributes::FigureAttributes;
use crate::index::{Earliness, IndexReader, StoryClusters, StoryColumns};
use crate::query::excluded_counts::AnswerUnit;

/// The attributes that two figures of a story must share to be duplicates.
#[derive(Clone, PartialEq, Eq, Hash)]
struct CollapseKey {
    low: u64,
    high: u64,
    bound: Bound,
    measure: Option<Measure>,
    unit: Option<String>,
}

/// A matching figure or article that belongs to a story with several articles.
struct ClusterFigure {
    place: DocAddress,
    article: DocAddress,
    earliness: Earliness,
}

/// Removes duplicates from `places`, which contains the addresses of either articles or figures. Keeps only the
/// earliest article of a story. Keeps equal figures of a story only in the earliest article that contains them. Also
/// removes earlier versions of a page with their figures.
pub fn collapse_duplicates(
    reader: &IndexReader,
    stories: &StoryClusters,
    what: AnswerUnit,
    places: &mut Vec<DocAddress>,
) -> tantivy::Result<()> {
    let mut hidden = Vec::new();
    let mut same_story: FxHashMap<(u64, Option<CollapseKey>), Vec<ClusterFigure>> =
        FxHashMap::default();
    for of_segment in places.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let segment = reader.searcher().segment_reader(of_segment[0].segment_ord);
        let (blocks, members) = (Blocks::open(segment)?, StoryColumns::open(segment)?);
        let facts = (what == AnswerUnit::Figures).then(|| CollapseColumns::open(segment));
        let facts = facts.transpose()?;
        for &place in of_segment {
            let doc_id = blocks.article(place.doc_id);
            let article = DocAddress { doc_id, ..place };
            if stories.is_superseded(article) {
                hidden.push(place);
                continue;
            }
            let story = members
                .story(doc_id)
                .filter(|story| stories.is_duplicated(*story));
            if let Some(story) = story {
                let same = facts
                    .as_ref()
                    .map(|facts| facts.key(place.doc_id))
                    .transpose()?;
                same_story
                    .entry((story, same))
                    .or_default()
                    .push(ClusterFigure {
                        place,
                        article,
                        earliness: members.earliness(doc_id),
                    });
            }
        }
    }
    for figures in same_story.into_values() {
        let first = figures
            .iter()
            .min_by_key(|one| one.earliness)
            .map(|one| one.article);
        let again = figures.iter().filter(|one| Some(one.article) != first);
        hidden.extend(again.map(|one| one.place));
    }
    hidden.sort_unstable();
    places.retain(|place| hidden.binary_search(place).is_err());
    Ok(())
}

/// The columns from which a [`CollapseKey`] is built.
struct CollapseColumns {
    low: Column<f64>,
    high: Column<f64>,
    traits: Column<u64>,
    unit: Option<StrColumn>,
}

impl CollapseColumns {
    fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fields = segment.fast_fields();
        Ok(Self {
            low: fields.f64("low")?,
            high: fields.f64("high")?,
            traits: fields.u64("traits")?,
            unit: fields.str("unit")?,
        })
    }

    fn key(&self, figure: DocId) -> tantivy::Result<CollapseKey> {
        let traits = FigureAttributes::unpack(self.traits.first(figure).unwrap_or_default());
        let number = |column: &Column<f64>| column.first(figure).unwrap_or_default().to_bits();
        let unit = self
            .unit
            .as_ref()
            .and_then(|unit| Some((unit, unit.ords().first(figure)?)));
        let unit = unit.map(|(unit, ord)| {
            let mut text = String::new();
            unit.ord_to_str(ord, &mut text).map(|_| text)
        });
        Ok(CollapseKey {
            low: number(&self.low),
            high: number(&self.high),
            bound: traits.bound,
            measure: traits.measure,
            unit: unit.transpose()?,
        })
    }
}
