//! Story clusters, and page versions superseded by later ones. By default, answers omit duplicates and superseded
//! versions. Both depend on all articles, so they are not stored, but computed when an index is read.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::DocSetCollector;
use tantivy::columnar::Column;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, SegmentOrdinal, SegmentReader, Term};

use crate::error::Result;
use crate::index::IndexReader;
use crate::index::live_docs;
use crate::index::schema::{FIRST_SEEN, PAGE, STORY, UPDATED, label};

/// The stories that may have several articles, and the articles superseded by a later version of the same page.
#[derive(Debug)]
pub struct StoryClusters {
    duplicated: FxHashSet<u64>,
    /// The versions of each page that has several versions in the index, in chronological order.
    versions: Vec<Vec<DocAddress>>,
    superseded: FxHashSet<DocAddress>,
}

/// The number of stories with several articles in an index, and the number of duplicates in these stories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DuplicateCounts {
    /// The number of stories with several articles.
    pub stories: u64,
    /// The number of duplicates. In each story with several articles, all but the first are duplicates.
    pub copies: u64,
}

/// Milliseconds per day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// A key that sorts articles from the earliest to the latest: the day of publication, the first-seen stamp, and a
/// tie-breaker. If the day of publication is unknown, the day of the first-seen stamp replaces it.
pub type Earliness = (i64, i64, u64);

impl StoryClusters {
    /// Loads the clusters of an index, or returns `None` if no article is labelled as a copy.
    pub fn load(reader: &IndexReader) -> Result<Option<Self>> {
        let Some(copied) = CopiedStories::load(reader)? else {
            return Ok(None);
        };
        let versions = versions(reader, &copied.pages)?;
        let earlier = versions.iter().filter_map(|versions| versions.split_last());
        Ok(Some(Self {
            superseded: earlier
                .flat_map(|(_, earlier)| earlier.iter().copied())
                .collect(),
            duplicated: copied.stories,
            versions,
        }))
    }

    /// Counts the stories that have several articles, and the duplicates in them. The articles labelled as copies
    /// cannot simply be counted, because their originals may have changed or been removed since.
    pub fn count(reader: &IndexReader) -> Result<DuplicateCounts> {
        let Some(copied) = CopiedStories::load(reader)? else {
            return Ok(DuplicateCounts::default());
        };
        let mut members: FxHashMap<u64, u64> = FxHashMap::default();
        for segment in reader.searcher().segment_readers() {
            let stories = segment.fast_fields().column_opt::<u64>(STORY);
            let Some(stories) = stories.map_err(reader.failed())? else {
                continue;
            };
            let stories = live_docs::values(segment, &stories);
            for story in stories.filter(|story| copied.stories.contains(story)) {
                *members.entry(story).or_default() += 1;
            }
        }
        let mut counts = DuplicateCounts::default();
        for articles in members.into_values().filter(|articles| *articles > 1) {
            counts.stories += 1;
            counts.copies += articles - 1;
        }
        Ok(counts)
    }

    /// Returns whether a story contains an article that is labelled as a copy. Only such a story can have several
    /// articles.
    pub fn is_duplicated(&self, story: u64) -> bool {
        self.duplicated.contains(&story)
    }

    /// Returns whether the index contains a later version of `article`.
    pub fn is_superseded(&self, article: DocAddress) -> bool {
        self.superseded.contains(&article)
    }

    /// Returns the versions of each page that has several versions, in chronological order.
    pub fn versions(&self) -> &[Vec<DocAddress>] {
        &self.versions
    }

    /// Returns all articles that belong to the same story as `article`, the earliest first. Returns an empty list if
    /// `article` is the only one.
    pub fn members(&self, reader: &IndexReader, article: DocAddress) -> Result<Vec<DocAddress>> {
        let segment = reader.searcher().segment_reader(article.segment_ord);
        let members = StoryColumns::open(segment).map_err(reader.failed())?;
        let Some(story) = members.story(article.doc_id) else {
            return Ok(Vec::new());
        };
        let mut found: Vec<(Earliness, DocAddress)> = Vec::new();
        if !self.is_duplicated(story) {
            return Ok(Vec::new());
        }
        for (ord, segment) in reader.searcher().segment_readers().iter().enumerate() {
            let members = StoryColumns::open(segment).map_err(reader.failed())?;
            let own = members.all(segment).filter(|(_, one)| *one == story);
            found.extend(own.map(|(doc, _)| {
                let address = DocAddress::new(ord as u32, doc);
                (members.earliness(doc), address)
            }));
        }
        if found.len() == 1 {
            found.clear();
        }
        found.sort_unstable();
        let found = found.into_iter().map(|(_, address)| address);
        Ok(found.collect())
    }
}

/// The stories of the articles that are labelled as copies.
struct CopiedStories {
    stories: FxHashSet<u64>,
    /// The pages of the copies, as pairs of story number and page hash.
    pages: FxHashSet<(u64, u64)>,
}

impl CopiedStories {
    /// Reads the stories of all copies. Returns `None` if there are no copies.
    fn load(reader: &IndexReader) -> Result<Option<Self>> {
        let term = Term::from_field_text(reader.fields().label, label::COPY);
        let failed = || reader.failed();
        if reader.searcher().doc_freq(&term).map_err(failed())? == 0 {
            return Ok(None);
        }
        let copies = TermQuery::new(term, IndexRecordOption::Basic);
        let copies = reader.search(&copies, &DocSetCollector)?;
        let mut columns: FxHashMap<SegmentOrdinal, StoryColumns> = FxHashMap::default();
        let mut found = Self {
            stories: FxHashSet::default(),
            pages: FxHashSet::default(),
        };
        for address in copies {
            let members = match columns.entry(address.segment_ord) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => {
                    let segment = reader.searcher().segment_reader(address.segment_ord);
                    entry.insert(StoryColumns::open(segment).map_err(failed())?)
                }
            };
            if let Some(story) = members.story(address.doc_id) {
                found.stories.insert(story);
                let page = members.page(address.doc_id);
                found.pages.extend(page.map(|page| (story, page)));
            }
        }
        Ok(Some(found))
    }
}

/// Returns the versions of each page in `pages` that has several versions, in chronological order. A page is given as a
/// pair of story number and page hash.
fn versions(reader: &IndexReader, pages: &FxHashSet<(u64, u64)>) -> Result<Vec<Vec<DocAddress>>> {
    let mut versions: FxHashMap<(u64, u64), Vec<(i64, DocAddress)>> = FxHashMap::default();
    if pages.is_empty() {
        return Ok(Vec::new());
    }
    for (ord, segment) in reader.searcher().segment_readers().iter().enumerate() {
        let members = StoryColumns::open(segment).map_err(reader.failed())?;
        for (doc, story) in members.all(segment) {
            let page = members.page(doc).map(|page| (story, page));
            if let Some(page) = page.filter(|page| pages.contains(page)) {
                let one = (members.updated(doc), DocAddress::new(ord as u32, doc));
                versions.entry(page).or_default().push(one);
            }
        }
    }
    let several = versions.into_values().filter(|versions| versions.len() > 1);
    several.map(|versions| in_order(reader, versions)).collect()
}

/// Sorts the versions of a page by the day of their last change. Versions of the same day are sorted by path, then by
/// their position in the file.
fn in_order(reader: &IndexReader, mut versions: Vec<(i64, DocAddress)>) -> Result<Vec<DocAddress>> {
    versions.sort_unstable();
    let mut sorted = Vec::with_capacity(versions.len());
    for of_day in versions.chunk_by(|(one, _), (other, _)| one == other) {
        if let [(_, only)] = of_day {
            sorted.push(*only);
            continue;
        }
        let mut places = Vec::with_capacity(of_day.len());
        for &(_, address) in of_day {
            let record = reader.record(address)?;
            places.push((record.path, record.place, address));
        }
        places.sort_unstable();
        sorted.extend(places.into_iter().map(|(_, _, address)| address));
    }
    Ok(sorted)
}

/// The columns of a segment that determine stories and the order of their articles.
pub struct StoryColumns {
    story: Option<Column<u64>>,
    page: Option<Column<u64>>,
    updated: Option<Column<i64>>,
    published: Option<Column<i64>>,
    first_seen: Option<Column<i64>>,
    order: Option<Column<u64>>,
}

impl StoryColumns {
    /// Opens the columns of a segment.
    pub fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fields = segment.fast_fields();
        Ok(Self {
            story: fields.column_opt(STORY)?,
            page: fields.column_opt(PAGE)?,
            updated: fields.column_opt(UPDATED)?,
            published: fields.column_opt("last_day")?,
            first_seen: fields.column_opt(FIRST_SEEN)?,
            order: fields.column_opt("order")?,
        })
    }

    /// Returns the story number of an article, or `None` if `article` is not an article's document.
    pub fn story(&self, article: DocId) -> Option<u64> {
        self.story.as_ref()?.first(article)
    }

    fn page(&self, article: DocId) -> Option<u64> {
        self.page.as_ref()?.first(article)
    }

    /// Returns the day of an article's last change, or `i64::MIN` if it is unknown.
    fn updated(&self, article: DocId) -> i64 {
        let day = self.updated.as_ref().and_then(|days| days.first(article));
        day.unwrap_or(i64::MIN)
    }

    /// Returns the key that sorts articles from the earliest to the latest.
    pub fn earliness(&self, article: DocId) -> Earliness {
        let seen = self
            .first_seen
            .as_ref()
            .and_then(|seen| seen.first(article));
        let seen = seen.unwrap_or(i64::MAX);
        let day = self.published.as_ref().and_then(|days| days.first(article));
        let order = self.order.as_ref().and_then(|order| order.first(article));
        (day.unwrap_or(seen / DAY), seen, order.unwrap_or(u64::MAX))
    }

    /// Returns all live articles of `segment` with their story numbers.
    fn all<'a>(&'a self, segment: &'a SegmentReader) -> impl Iterator<Item = (DocId, u64)> + 'a {
        let stories = self.story.iter();
        stories.flat_map(|stories| {
            let alive = segment.doc_ids_alive();
            alive.filter_map(|doc| Some((doc, stories.first(doc)?)))
        })
    }
}
