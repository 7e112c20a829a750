//! Counts articles by outlet mention. Only articles have values in the outlet mention column.

use rustc_hash::FxHashMap;
use tantivy::Searcher;

use super::live_docs;
use crate::outlets::OUTLET_MENTION;

/// Returns the distinct outlet mentions in an index, each with its number of articles.
pub fn count_outlet_mentions(searcher: &Searcher) -> tantivy::Result<Vec<(String, u64)>> {
    let mut counted: FxHashMap<String, u64> = FxHashMap::default();
    for segment in searcher.segment_readers() {
        let Some(column) = segment.fast_fields().str(OUTLET_MENTION)? else {
            continue;
        };
        let mut times = vec![0; column.num_terms()];
        for ord in live_docs::values(segment, column.ords()) {
            if let Some(times) = times.get_mut(ord as usize) {
                *times += 1;
            }
        }
        let met = (0..times.len() as u64).filter(|ord| times[*ord as usize] > 0);
        let met: Vec<_> = met.collect();
        let mut counts = met.iter().map(|ord| times[*ord as usize]);
        column.dictionary().sorted_ords_to_term_cb(&met, |term| {
            let text = String::from_utf8_lossy(term).into_owned();
            *counted.entry(text).or_default() += counts.next().unwrap_or(0);
        })?;
    }
    Ok(counted.into_iter().collect())
}
