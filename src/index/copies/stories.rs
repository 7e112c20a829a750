//! What is left out of answers: copies of what is shown, and versions of a page that a later one replaced.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, SegmentOrdinal, SegmentReader};

use crate::error::Result;
use crate::index::reader::Reader;
use crate::index::schema::{FIRST_SEEN, PAGE, STORY, UPDATED, label};
use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;

/// The stories that are told more than once, and the articles that are earlier versions of another.
#[derive(Debug)]
pub struct Stories {
    told_again: FxHashSet<u64>,
    superseded: FxHashSet<DocAddress>,
}

/// A day's milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// How early an article came: its day of publication or, where that is not known, the one on which it was first seen; then
/// when it was first seen, and what orders those that nothing else does.
pub type Earliness = (i64, i64, u64);

impl Stories {
    /// Those of an index; none where nothing in it is told twice.
    pub fn of(reader: &Reader) -> Result<Option<Self>> {
        let term = Term::from_field_text(reader.fields().label, label::COPY);
        let failed = || reader.failed();
        if reader.searcher().doc_freq(&term).map_err(failed())? == 0 {
            return Ok(None);
        }
        let copies = TermQuery::new(term, IndexRecordOption::Basic);
        let copies = reader.search(&copies, &DocSetCollector)?;
        let mut columns: FxHashMap<SegmentOrdinal, Members> = FxHashMap::default();
        let mut told_again = FxHashSet::default();
        let mut pages = FxHashSet::default();
        for address in copies {
            let members = match columns.entry(address.segment_ord) {
                std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
                std::collections::hash_map::Entry::Vacant(entry) => {
                    let segment = reader.searcher().segment_reader(address.segment_ord);
                    entry.insert(Members::open(segment).map_err(failed())?)
                }
            };
            if let Some(story) = members.story(address.doc_id) {
                told_again.insert(story);
                pages.extend(members.page(address.doc_id).map(|page| (story, page)));
            }
        }
        let superseded = superseded(reader, &pages)?;
        Ok(Some(Self {
            told_again,
            superseded,
        }))
    }

    /// Whether a story is told more than once.
    pub fn told_again(&self, story: u64) -> bool {
        self.told_again.contains(&story)
    }

    /// Whether an article is an earlier version of another.
    pub fn is_superseded(&self, article: DocAddress) -> bool {
        self.superseded.contains(&article)
    }

    /// All members of a story, the earliest first.
    pub fn members(&self, reader: &Reader, story: u64) -> Result<Vec<DocAddress>> {
        let mut found: Vec<(Earliness, DocAddress)> = Vec::new();
        if !self.told_again(story) {
            return Ok(Vec::new());
        }
        for (ord, segment) in reader.searcher().segment_readers().iter().enumerate() {
            let members = Members::open(segment).map_err(reader.failed())?;
            let own = members.all(segment).filter(|(_, one)| *one == story);
            found.extend(own.map(|(doc, _)| {
                let address = DocAddress::new(ord as u32, doc);
                (members.earliness(doc), address)
            }));
        }
        found.sort_unstable();
        Ok(found.into_iter().map(|(_, address)| address).collect())
    }
}

/// The articles on pages of which a later version is here. Of those changed on one day the one that was read later in the
/// order of paths is the later.
fn superseded(reader: &Reader, pages: &FxHashSet<(u64, u64)>) -> Result<FxHashSet<DocAddress>> {
    let mut versions: FxHashMap<(u64, u64), Vec<(i64, DocAddress)>> = FxHashMap::default();
    if !pages.is_empty() {
        for (ord, segment) in reader.searcher().segment_readers().iter().enumerate() {
            let members = Members::open(segment).map_err(reader.failed())?;
            for (doc, story) in members.all(segment) {
                let page = members.page(doc).map(|page| (story, page));
                if let Some(page) = page.filter(|page| pages.contains(page)) {
                    let one = (members.updated(doc), DocAddress::new(ord as u32, doc));
                    versions.entry(page).or_default().push(one);
                }
            }
        }
    }
    let mut superseded = FxHashSet::default();
    for versions in versions.into_values() {
        let latest = versions.iter().map(|(day, _)| *day).max();
        let last: Vec<_> = versions
            .iter()
            .filter(|(day, _)| Some(*day) == latest)
            .collect();
        let kept = match last.as_slice() {
            [(_, only)] => Some(*only),
            several => last_read(reader, several.iter().map(|(_, address)| *address))?,
        };
        let addresses = versions.into_iter().map(|(_, address)| address);
        superseded.extend(addresses.filter(|address| Some(*address) != kept));
    }
    Ok(superseded)
}

/// Of some articles the one that is read last.
fn last_read(
    reader: &Reader,
    articles: impl Iterator<Item = DocAddress>,
) -> Result<Option<DocAddress>> {
    let mut last = None;
    for address in articles {
        let record = reader.record(address)?;
        let place = (record.path, record.place, address);
        last = last.max(Some(place));
    }
    Ok(last.map(|(_, _, address)| address))
}

/// What the columns of a segment say of the stories in it.
pub struct Members {
    story: Option<Column<u64>>,
    page: Option<Column<u64>>,
    updated: Option<Column<i64>>,
    published: Option<Column<i64>>,
    first_seen: Option<Column<i64>>,
    order: Option<Column<u64>>,
}

impl Members {
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

    /// The story of an article.
    pub fn story(&self, article: DocId) -> Option<u64> {
        self.story.as_ref()?.first(article)
    }

    fn page(&self, article: DocId) -> Option<u64> {
        self.page.as_ref()?.first(article)
    }

    /// The day of its last change; the least there is where that is not known.
    fn updated(&self, article: DocId) -> i64 {
        let day = self.updated.as_ref().and_then(|days| days.first(article));
        day.unwrap_or(i64::MIN)
    }

    /// How early an article came.
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

    /// All articles with their stories.
    fn all<'a>(&'a self, segment: &'a SegmentReader) -> impl Iterator<Item = (DocId, u64)> + 'a {
        let stories = self.story.iter();
        stories.flat_map(|stories| {
            let alive = segment.doc_ids_alive();
            alive.filter_map(|doc| Some((doc, stories.first(doc)?)))
        })
    }
}
