//! Statistics about an index, computed from columns and term dictionaries without reading any article.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::DuplicateCounts;
use super::live_docs;
use super::reader::IndexReader;
use super::schema::{FIRST_DAY, LAST_DAY, label};
use crate::date::day_of;
use crate::error::{Result, at};
use crate::outlets::Outlet;
use crate::storage::ingest_report;
use crate::storage::ingest_report::IngestReport;
use crate::storage::roots;
use crate::storage::version_stamp::{EXTRACTOR, FORMAT};

/// Statistics about an index.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The number of articles, including copies.
    pub articles: u64,
    /// The number of figures in all articles.
    pub figures: u64,
    /// The number of articles without a date.
    pub undated: u64,
    /// The number of figures with each measure, the most frequent first.
    pub measures: Counts,
    /// The number of figures with each unit.
    pub units: Counts,
    /// The number of articles in each language.
    pub languages: Counts,
    /// The duplicate counts.
    pub duplicates: DuplicateCounts,
    /// The outlets, starting with those that have the most articles.
    pub outlets: Vec<Outlet>,
    /// When the articles were published.
    pub dates: PublicationDates,
    /// The total size in bytes of the files in the index folder.
    pub bytes: u64,
    /// The version of the index format.
    pub format: u32,
    /// The version of the extractor.
    pub extractor: u32,
    /// The report of the last ingest, or `None` if no report has been saved.
    pub last: Option<IngestReport>,
    /// The folders and files that ingest remembers, as the user gave them.
    pub roots: Vec<PathBuf>,
}

/// Names, each with its number of occurrences.
pub type Counts = Vec<(String, u64)>;

/// The distribution of the known publication dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicationDates {
    /// The earliest and the latest possible day of publication, or `None` if no date is known.
    pub range: Option<(jiff::civil::Date, jiff::civil::Date)>,
    /// The number of articles published in each year.
    pub years: BTreeMap<String, u64>,
    /// The number of articles published in each month. Articles for which only the year is known are not counted.
    pub months: BTreeMap<String, u64>,
}

impl Overview {
    /// Computes the statistics.
    pub fn load(reader: &IndexReader) -> Result<Self> {
        let mut labels = labels(reader).map_err(reader.failed())?;
        let mut count = |label: &str| labels.remove(label).unwrap_or(0);
        let (articles, figures) = (count(label::ARTICLE), count(label::FIGURE));
        let dated = count(&label::has("date"));
        let path = reader.path();
        Ok(Self {
            articles,
            figures,
            undated: articles - dated,
            measures: of_kind(&labels, "measure:"),
            units: of_kind(&labels, "unit:"),
            languages: of_kind(&labels, "lang:"),
            duplicates: reader.stories()?.counts(),
            outlets: reader.outlets()?.all().to_vec(),
            dates: dates(reader).map_err(reader.failed())?,
            bytes: bytes(path).map_err(at(path))?,
            format: FORMAT,
            extractor: EXTRACTOR,
            last: ingest_report::load(path)?,
            roots: roots::load(path)?
                .into_iter()
                .map(|root| root.given)
                .collect(),
        })
    }
}

/// Returns the number of live documents with each label. Value-bucket labels are skipped.
fn labels(reader: &IndexReader) -> tantivy::Result<FxHashMap<String, u64>> {
    let mut labels: FxHashMap<String, u64> = FxHashMap::default();
    for segment in reader.searcher().segment_readers() {
        let index = segment.inverted_index(reader.fields().label)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            let text = String::from_utf8_lossy(terms.key());
            if !text.contains('/') {
                let living = live_docs::frequency(segment, &index, terms.value())?;
                *labels.entry(text.into_owned()).or_default() += living;
            }
        }
    }
    Ok(labels)
}

/// Returns the labels that start with `kind` and their document counts, the most frequent first. The prefix is stripped
/// from the labels.
fn of_kind(labels: &FxHashMap<String, u64>, kind: &str) -> Counts {
    let of_kind = labels.iter().filter(|(_, count)| **count > 0);
    let of_kind =
        of_kind.filter_map(|(label, count)| Some((label.strip_prefix(kind)?.to_owned(), *count)));
    let mut counts: Counts = of_kind.collect();
    counts.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    counts
}

fn dates(reader: &IndexReader) -> tantivy::Result<PublicationDates> {
    let mut times: FxHashMap<(i64, i64), u64> = FxHashMap::default();
    for segment in reader.searcher().segment_readers() {
        let columns = reader.columns();
        let (first, last) = (
            columns.numbers::<i64>(segment, FIRST_DAY)?,
            columns.numbers::<i64>(segment, LAST_DAY)?,
        );
        if let (Some(first), Some(last)) = (first, last) {
            // Both columns have values for the same documents.
            for days in first.live_values(segment).zip(last.live_values(segment)) {
                *times.entry(days).or_default() += 1;
            }
        }
    }
    let mut dates = PublicationDates::default();
    for ((first, last), articles) in times {
        let (Some(first), Some(last)) = (day_of(first), day_of(last)) else {
            continue;
        };
        let (begin, end) = dates.range.unwrap_or((first, last));
        dates.range = Some((begin.min(first), end.max(last)));
        *dates
            .years
            .entry(format!("{:04}", first.year()))
            .or_default() += articles;
        if first.month() == last.month() {
            let month = format!("{:04}-{:02}", first.year(), first.month());
            *dates.months.entry(month).or_default() += articles;
        }
    }
    Ok(dates)
}

/// Returns the total size in bytes of the files in a folder and its subfolders. Files that are removed during the count
/// are skipped.
fn bytes(folder: &Path) -> io::Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let counted = entry.metadata().and_then(|metadata| {
            if metadata.is_dir() {
                bytes(&entry.path())
            } else {
                Ok(metadata.len())
            }
        });
        sum += match counted {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            counted => counted.unwrap_or(0),
        };
    }
    Ok(sum)
}
