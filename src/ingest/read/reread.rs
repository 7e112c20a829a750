//! Rereads files with ambiguous dates if a different day-month order prevails once all files have been read. If they
//! were not reread, the result would depend on the order in which files are read.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::FileReader;
use super::file_reading::FileReading;
use super::record_origin::RecordOrigin;
use crate::article;
use crate::corrections;
use crate::ingest::day_month_order::DayMonthOrders;
use crate::ingest::event::IngestEvent;
use crate::ingest::plan::ReadingRules;
use crate::ingest::queue::WritersStopped;
use crate::input::{InputFile, RealPath};
use crate::storage::ContentHash;
use crate::storage::state::{FileState, RecordState};

/// Rereads files whose ambiguous dates were read in an order that no longer prevails.
pub fn reread_ambiguous_dates(
    reader: &mut FileReader<'_>,
    rules: &FxHashMap<u64, Rc<ReadingRules>>,
) -> Result<(), WritersStopped> {
    let files = || reader.state.files.iter();
    reader.orders = DayMonthOrders::from_records(files().flat_map(|(_, file)| &file.records));
    let outdated = files().filter(|(_, file)| {
        let mut records = file.records.iter();
        records.any(|record| !reader.orders.is_consistent_with(record.dates))
    });
    let mut outdated: Vec<_> = outdated.map(|(real, _)| real.clone()).collect();
    if outdated.is_empty() {
        return Ok(());
    }
    outdated.sort_unstable();
    // An article that was queued in this ingest must be written before its new version replaces it.
    reader.queue.settle()?;
    let moved: FxHashMap<_, _> = reader
        .moved
        .iter()
        .map(|(from, to)| (to.clone(), from.clone()))
        .collect();
    for real in outdated {
        reread_file(reader, &real, moved.get(&real), rules)?;
    }
    Ok(())
}

fn reread_file(
    reader: &mut FileReader<'_>,
    real: &RealPath,
    moved_from: Option<&RealPath>,
    rules: &FxHashMap<u64, Rc<ReadingRules>>,
) -> Result<(), WritersStopped> {
    let Some(file) = reader.state.files.get(real) else {
        return Ok(());
    };
    let unchanged = ContentHash::from_file(real).is_ok_and(|hash| hash == file.hash);
    let Some(rules) = rules.get(&file.rules).filter(|_| unchanged) else {
        let path = file.path.display();
        (reader.report)(IngestEvent::Warning(&format!(
            "{path}: changed or missing; ambiguous dates stay as they are until the next ingest"
        )));
        return Ok(());
    };
    let FileState {
        path,
        stat,
        records,
        ..
    } = FileState::clone(file);
    let mut reading = FileReading {
        known: records.iter().map(|record| (record.key, *record)).collect(),
        moved_from: moved_from.cloned(),
        again: true,
        ..FileReading::default()
    };
    let found = InputFile {
        path,
        real: real.clone(),
        stat,
    };
    // If the file cannot be read to its end now, the next ingest tries again.
    let _ = reader.records(&found, rules, &mut reading)?;
    let dates: FxHashMap<_, _> = reading
        .records
        .iter()
        .map(|record| (record.key, record.dates))
        .collect();
    if let Some(file) = reader.state.files.get_mut(real) {
        for record in &mut file.records {
            record.dates = dates.get(&record.key).copied().unwrap_or(record.dates);
        }
    }
    Ok(())
}

/// Queues a record if its dates are now read in another order. Its errors and warnings are not reported again.
pub fn queue_record(
    reader: &mut FileReader<'_>,
    origin: &RecordOrigin<'_>,
    reading: &mut FileReading,
    record: article::ParsedRecord,
) -> Result<(), WritersStopped> {
    let Ok(mut article) = record.outcome else {
        return Ok(());
    };
    let read = reader.identify(origin, reading, &article, record.line.is_some());
    let dates = reader.orders.read(&mut article, reader.options.today);
    let known = reading.known.remove(&read.key);
    let Some(known) = known.filter(|known| known.hash == read.hash) else {
        return Ok(());
    };
    reading.records.push(RecordState { dates, ..known });
    if known.dates == dates {
        return Ok(());
    }
    if !reader.open.contains(&read.key) {
        reader.summary.unchanged = reader.summary.unchanged.saturating_sub(1);
        reader.summary.changed += 1;
    }
    let outcome = corrections::article(&mut article, &read.corrections);
    reader.changed = true;
    reader.queue_article(read, article, outcome.corrected, true)
}
