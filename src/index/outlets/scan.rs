//! How many articles each source has, counted in the column that only articles have.

use rustc_hash::FxHashMap;
use tantivy::columnar::{ColumnIndex, StrColumn};
use tantivy::{Searcher, SegmentReader};

use super::source::SOURCE;

/// The sources of an index, each with how many articles it has.
pub fn counted(searcher: &Searcher) -> tantivy::Result<Vec<(String, u64)>> {
    let mut counted: FxHashMap<String, u64> = FxHashMap::default();
    for segment in searcher.segment_readers() {
        let Some(column) = segment.fast_fields().str(SOURCE)? else {
            continue;
        };
        let times = times(segment, &column);
        let ords = (0..times.len() as u64).filter(|ord| times[*ord as usize] > 0);
        let ords: Vec<_> = ords.collect();
        let mut counts = ords.iter().map(|ord| times[*ord as usize]);
        column.dictionary().sorted_ords_to_term_cb(&ords, |term| {
            let text = String::from_utf8_lossy(term).into_owned();
            *counted.entry(text).or_default() += counts.next().unwrap_or(0);
        })?;
    }
    Ok(counted.into_iter().collect())
}

/// How often each value of a column stands in documents that are not deleted.
fn times(segment: &SegmentReader, column: &StrColumn) -> Vec<u64> {
    let mut times = vec![0; column.num_terms()];
    let mut count = |ord: u64| {
        if let Some(times) = times.get_mut(ord as usize) {
            *times += 1;
        }
    };
    let ords = column.ords();
    match (segment.alive_bitset(), &ords.index) {
        (None, _) => ords.values.iter().for_each(&mut count),
        // The documents that have a value, in the order of the values.
        (Some(alive), ColumnIndex::Optional(index)) => {
            let documents = index.iter_non_null_docs().zip(ords.values.iter());
            let living = documents.filter(|(document, _)| alive.is_alive(*document));
            living.for_each(|(_, ord)| count(ord));
        }
        (Some(_), _) => {
            let living = segment.doc_ids_alive();
            living
                .filter_map(|document| ords.first(document))
                .for_each(count);
        }
    }
    times
}
