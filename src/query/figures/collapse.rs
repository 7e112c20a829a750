//! Removes duplicates from an answer: copies of articles, figures that copies repeat, and earlier versions of a page.

use rustc_hash::FxHashMap;
use tantivy::{DocAddress, DocId, SegmentReader};

use crate::figure::{Bound, Measure};
use crate::index::block_join::Blocks;
use crate::index::columns::{Columns, NumberColumn, TextColumn};
use crate::index::figure_attributes::FigureAttributes;
use crate::index::schema::{ATTRIBUTES, HIGH, LOW, UNIT};
use crate::index::{Earliness, IndexReader, StoryClusters, StoryColumn, VersionColumns};
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
    let columns = reader.columns();
    let mut hidden = Vec::new();
    let mut same_story: FxHashMap<(u64, Option<CollapseKey>), Vec<ClusterFigure>> =
        FxHashMap::default();
    for of_segment in places.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let segment = reader.searcher().segment_reader(of_segment[0].segment_ord);
        let blocks = Blocks::open(columns, segment)?;
        let members = StoryColumn::open(columns, segment)?;
        let versions = VersionColumns::open(columns, segment)?;
        let facts = (what == AnswerUnit::Figures).then(|| CollapseColumns::open(columns, segment));
        let facts = facts.transpose()?;
        for &place in of_segment {
            let doc_id = blocks.article(place.doc_id);
            let article = DocAddress { doc_id, ..place };
            let story = members
                .story(doc_id)
                .filter(|story| stories.is_duplicated(*story));
            if let Some(story) = story {
                // All versions of a page belong to the same story.
                if stories.is_superseded(versions.order(doc_id)) {
                    hidden.push(place);
                    continue;
                }
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
                        earliness: versions.earliness(doc_id),
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
    low: Option<NumberColumn<f64>>,
    high: Option<NumberColumn<f64>>,
    attributes: Option<NumberColumn<u64>>,
    unit: Option<TextColumn>,
}

impl CollapseColumns {
    fn open(columns: &Columns, segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            low: columns.numbers(segment, LOW)?,
            high: columns.numbers(segment, HIGH)?,
            attributes: columns.numbers(segment, ATTRIBUTES)?,
            unit: columns.strings(segment, UNIT)?,
        })
    }

    fn key(&self, figure: DocId) -> tantivy::Result<CollapseKey> {
        let attributes = self.attributes.as_ref();
        let attributes = attributes.and_then(|attributes| attributes.first(figure));
        let attributes = FigureAttributes::unpack(attributes.unwrap_or_default());
        let number = |column: &Option<NumberColumn<f64>>| {
            let number = column.as_ref().and_then(|column| column.first(figure));
            number.unwrap_or_default().to_bits()
        };
        let unit = self.unit.as_ref().map(|unit| unit.first(figure));
        Ok(CollapseKey {
            low: number(&self.low),
            high: number(&self.high),
            bound: attributes.bound,
            measure: attributes.measure,
            unit: unit.transpose()?.flatten(),
        })
    }
}
