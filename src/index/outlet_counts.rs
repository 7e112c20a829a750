//! Counts articles by outlet mention. Only articles have values in the outlet mention column.

use rustc_hash::FxHashMap;
use tantivy::Searcher;

use super::columns::Columns;
use crate::outlets::OUTLET_MENTION;

/// Returns the distinct outlet mentions in an index, each with its number of articles.
pub fn count_outlet_mentions(
    searcher: &Searcher,
    columns: &Columns,
) -> tantivy::Result<Vec<(String, u64)>> {
    let mut counted: FxHashMap<String, u64> = FxHashMap::default();
    for segment in searcher.segment_readers() {
        let Some(column) = columns.strings(segment, OUTLET_MENTION)? else {
            continue;
        };
        let mut times = vec![0; column.len()];
        for ord in column.ordinals().live_values(segment) {
            if let Some(times) = times.get_mut(ord as usize) {
                *times += 1;
            }
        }
        let met = (0..times.len() as u64).filter(|ord| times[*ord as usize] > 0);
        let met: Vec<_> = met.collect();
        let mut counts = met.iter().map(|ord| times[*ord as usize]);
        column.for_each(&met, |text| {
            *counted.entry(text.to_owned()).or_default() += counts.next().unwrap_or(0);
        })?;
    }
    Ok(counted.into_iter().collect())
}
