//! Story clusters, and page versions superseded by later ones. By default, answers omit duplicates and superseded
//! versions. Both depend on all articles, so they are derived after each commit (`derived.rs`).

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::DocSetCollector;
use tantivy::directory::OwnedBytes;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, SegmentReader, Term};

use crate::error::Result;
use crate::index::IndexReader;
use crate::index::columns::{Columns, NumberColumn};
use crate::index::schema::{FIRST_SEEN, LAST_DAY, ORDER, PAGE, STORY, UPDATED, label};

/// The stories that have several articles, and the articles superseded by a later version of the same page.
#[derive(Clone, Debug)]
pub struct StoryClusters {
    /// The numbers of the stories that have several articles.
    duplicated: SortedNumbers,
    /// The tie orders of the superseded articles.
    superseded: SortedNumbers,
    /// The number of duplicates.
    copies: u64,
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
    /// The number of sections in which clusters are stored.
    pub const SECTIONS: usize = 3;

    /// Derives the clusters from all articles, and returns the content of their sections.
    pub fn derive(reader: &IndexReader) -> Result<[Vec<u8>; Self::SECTIONS]> {
        let columns = ClusterColumns::all(reader)?;
        let copied = CopiedStories::load(reader, &columns)?;
        let members = StoryMembers::load(reader, &columns, &copied);
        let several = members.counts.iter().filter(|(_, articles)| **articles > 1);
        let duplicates = several.clone().map(|(_, articles)| articles - 1).sum();
        let mut superseded = Vec::new();
        for versions in members.versions.into_values() {
            if let Some((_, earlier)) = in_order(reader, versions)?.split_last() {
                let order =
                    |at: &DocAddress| columns[at.segment_ord as usize].versions.order(at.doc_id);
                superseded.extend(earlier.iter().map(order));
            }
        }
        Ok([
            SortedNumbers::encode(several.map(|(story, _)| *story).collect()),
            SortedNumbers::encode(superseded),
            SortedNumbers::encode(vec![duplicates]),
        ])
    }

    /// Creates clusters from the sections that [`StoryClusters::derive`] returned.
    pub fn from_sections(sections: [OwnedBytes; Self::SECTIONS]) -> Self {
        let [duplicated, superseded, copies] = sections.map(SortedNumbers);
        Self {
            duplicated,
            superseded,
            copies: copies.get(0).unwrap_or(0),
        }
    }

    /// Returns the number of stories that have several articles, and the number of duplicates in them.
    pub fn counts(&self) -> DuplicateCounts {
        DuplicateCounts {
            stories: self.duplicated.len() as u64,
            copies: self.copies,
        }
    }

    /// Returns whether a story has several articles.
    pub fn is_duplicated(&self, story: u64) -> bool {
        self.duplicated.contains(story)
    }

    /// Returns whether the index contains a later version of the article with the tie order `order`.
    pub fn is_superseded(&self, order: u64) -> bool {
        self.superseded.contains(order)
    }
}

/// Returns all articles that belong to the same story as `article`, the earliest first. Returns an empty list if
/// `article` is the only one.
pub fn story_members(reader: &IndexReader, article: DocAddress) -> Result<Vec<DocAddress>> {
    let story = ClusterColumns::at(reader, article)?
        .story
        .story(article.doc_id);
    let mut members = Vec::new();
    if let Some(story) = story {
        let story = Term::from_field_u64(reader.fields().story, story);
        let story = TermQuery::new(story, IndexRecordOption::Basic);
        for address in reader.search(&story, &DocSetCollector)? {
            let columns = ClusterColumns::at(reader, address)?;
            members.push((columns.versions.earliness(address.doc_id), address));
        }
    }
    if members.len() == 1 {
        members.clear();
    }
    members.sort_unstable();
    Ok(members.into_iter().map(|(_, address)| address).collect())
}

/// Returns all versions of the page of `article`, in chronological order. Returns an empty list if `article` is the only
/// one.
pub fn page_versions(reader: &IndexReader, article: DocAddress) -> Result<Vec<DocAddress>> {
    let mut versions = Vec::new();
    let page = |address: DocAddress| -> Result<_> {
        let columns = ClusterColumns::at(reader, address)?;
        let page = columns.versions.page(address.doc_id);
        Ok(page.map(|page| (page, columns.versions.updated(address.doc_id))))
    };
    let Some((own, _)) = page(article)? else {
        return Ok(Vec::new());
    };
    for address in story_members(reader, article)? {
        let page = page(address)?.filter(|(page, _)| *page == own);
        versions.extend(page.map(|(_, updated)| (updated, address)));
    }
    if versions.len() == 1 {
        versions.clear();
    }
    in_order(reader, versions)
}

/// A sorted list of little-endian `u64` numbers.
#[derive(Clone, Debug)]
struct SortedNumbers(OwnedBytes);

impl SortedNumbers {
    fn encode(mut numbers: Vec<u64>) -> Vec<u8> {
        numbers.sort_unstable();
        numbers
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect()
    }

    fn len(&self) -> usize {
        self.0.len() / size_of::<u64>()
    }

    fn get(&self, nth: usize) -> Option<u64> {
        let bytes = self.0.get(nth * size_of::<u64>()..)?.first_chunk()?;
        Some(u64::from_le_bytes(*bytes))
    }

    fn contains(&self, number: u64) -> bool {
        let (numbers, _) = self.0.as_chunks();
        numbers
            .binary_search_by(|bytes| u64::from_le_bytes(*bytes).cmp(&number))
            .is_ok()
    }
}

/// The stories of the articles that are labelled as copies.
struct CopiedStories {
    stories: FxHashSet<u64>,
    /// The pages of the copies.
    pages: FxHashSet<StoryPage>,
}

impl CopiedStories {
    /// Reads the stories of all copies.
    fn load(reader: &IndexReader, columns: &[ClusterColumns]) -> Result<Self> {
        let term = Term::from_field_text(reader.fields().label, label::COPY);
        let copies = TermQuery::new(term, IndexRecordOption::Basic);
        let mut found = Self {
            stories: FxHashSet::default(),
            pages: FxHashSet::default(),
        };
        for address in reader.search(&copies, &DocSetCollector)? {
            let columns = &columns[address.segment_ord as usize];
            if let Some(story) = columns.story.story(address.doc_id) {
                found.stories.insert(story);
                let page = columns.versions.page(address.doc_id);
                found.pages.extend(page.map(|page| (story, page)));
            }
        }
        Ok(found)
    }
}

/// A page of a story, as story number and page hash.
type StoryPage = (u64, u64);

/// The articles in the stories of all copies.
#[derive(Default)]
struct StoryMembers {
    /// The number of articles in each story.
    counts: FxHashMap<u64, u64>,
    /// The versions of each page, with the days of their last changes.
    versions: FxHashMap<StoryPage, Vec<(i64, DocAddress)>>,
}

impl StoryMembers {
    fn load(reader: &IndexReader, columns: &[ClusterColumns], copied: &CopiedStories) -> Self {
        let mut members = Self::default();
        if copied.stories.is_empty() {
            return members;
        }
        let segments = reader.searcher().segment_readers().iter().zip(columns);
        for (ord, (segment, columns)) in segments.enumerate() {
            for (doc, story) in columns.story.articles(segment) {
                if !copied.stories.contains(&story) {
                    continue;
                }
                *members.counts.entry(story).or_default() += 1;
                let page = columns.versions.page(doc).map(|page| (story, page));
                if let Some(page) = page.filter(|page| copied.pages.contains(page)) {
                    let address = DocAddress::new(ord as u32, doc);
                    let version = (columns.versions.updated(doc), address);
                    members.versions.entry(page).or_default().push(version);
                }
            }
        }
        members
    }
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
            let record = reader.stored(address)?;
            places.push((record.path, record.place, address));
        }
        places.sort_unstable();
        sorted.extend(places.into_iter().map(|(_, _, address)| address));
    }
    Ok(sorted)
}

/// The story numbers of the articles in a segment.
pub struct StoryColumn(Option<NumberColumn<u64>>);

impl StoryColumn {
    /// Opens the column of a segment.
    pub fn open(columns: &Columns, segment: &SegmentReader) -> tantivy::Result<Self> {
        columns.numbers(segment, STORY).map(Self)
    }

    /// Returns the story number of an article, or `None` if `article` is not an article's document.
    pub fn story(&self, article: DocId) -> Option<u64> {
        self.0.as_ref()?.first(article)
    }

    /// Returns all live articles of `segment` with their story numbers.
    fn articles<'a>(
        &'a self,
        segment: &'a SegmentReader,
    ) -> impl Iterator<Item = (DocId, u64)> + 'a {
        let stories = self.0.iter();
        stories.flat_map(|stories| stories.live_documents(segment))
    }
}

/// The columns of a segment that determine the order of the articles in a story.
pub struct VersionColumns {
    page: Option<NumberColumn<u64>>,
    updated: Option<NumberColumn<i64>>,
    published: Option<NumberColumn<i64>>,
    first_seen: Option<NumberColumn<i64>>,
    order: Option<NumberColumn<u64>>,
}

impl VersionColumns {
    /// Opens the columns of a segment.
    pub fn open(columns: &Columns, segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            page: columns.numbers(segment, PAGE)?,
            updated: columns.numbers(segment, UPDATED)?,
            published: columns.numbers(segment, LAST_DAY)?,
            first_seen: columns.numbers(segment, FIRST_SEEN)?,
            order: columns.numbers(segment, ORDER)?,
        })
    }

    fn page(&self, article: DocId) -> Option<u64> {
        self.page.as_ref()?.first(article)
    }

    /// Returns the day of an article's last change, or `i64::MIN` if it is unknown.
    fn updated(&self, article: DocId) -> i64 {
        let day = self.updated.as_ref().and_then(|days| days.first(article));
        day.unwrap_or(i64::MIN)
    }

    /// Returns the tie order of an article.
    pub fn order(&self, article: DocId) -> u64 {
        let order = self.order.as_ref().and_then(|order| order.first(article));
        order.unwrap_or(u64::MAX)
    }

    /// Returns the key that sorts articles from the earliest to the latest.
    pub fn earliness(&self, article: DocId) -> Earliness {
        let seen = self.first_seen.as_ref();
        let seen = seen.and_then(|seen| seen.first(article));
        let seen = seen.unwrap_or(i64::MAX);
        let day = self.published.as_ref().and_then(|days| days.first(article));
        (day.unwrap_or(seen / DAY), seen, self.order(article))
    }
}

/// The columns of a segment from which clusters are derived.
struct ClusterColumns {
    story: StoryColumn,
    versions: VersionColumns,
}

impl ClusterColumns {
    fn open(reader: &IndexReader, segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            story: StoryColumn::open(reader.columns(), segment)?,
            versions: VersionColumns::open(reader.columns(), segment)?,
        })
    }

    /// Opens the columns of the segment that contains a document.
    fn at(reader: &IndexReader, document: DocAddress) -> Result<Self> {
        let segment = reader.searcher().segment_reader(document.segment_ord);
        Self::open(reader, segment).map_err(reader.failed())
    }

    /// Opens the columns of all segments.
    fn all(reader: &IndexReader) -> Result<Vec<Self>> {
        let segments = reader.searcher().segment_readers().iter();
        segments
            .map(|segment| Self::open(reader, segment).map_err(reader.failed()))
            .collect()
    }
}
