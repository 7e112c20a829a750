//! Files whose dates are read otherwise after all files are known.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{FileReader, FileReading, RecordOrigin, content_hash, hash_of, path_bytes};
use crate::article;
use crate::corrections;
use crate::ingest::IngestEvent;
use crate::ingest::day_month_order::DayMonthOrders;
use crate::ingest::plan::ReadingRules;
use crate::ingest::queue::{WriteJob, WritersStopped};
use crate::input::{InputFile, RealPath};
use crate::storage::ArticleKey;
use crate::storage::state::{FileState, RecordState};

impl FileReader<'_> {
    /// Reads once more the files with dates whose order is told otherwise by all that is known now.
    pub(super) fn read_again(
        &mut self,
        rules: &FxHashMap<u64, Rc<ReadingRules>>,
    ) -> Result<(), WritersStopped> {
        let files = || self.state.files.iter();
        self.orders = DayMonthOrders::from_records(files().flat_map(|(_, file)| &file.records));
        let open = files().filter(|(_, file)| {
            let mut records = file.records.iter();
            records.any(|record| !self.orders.is_consistent_with(record.dates))
        });
        let mut open: Vec<_> = open.map(|(real, _)| real.clone()).collect();
        if open.is_empty() {
            return Ok(());
        }
        open.sort_unstable();
        // What was queued before is replaced, and so has to be written before.
        self.queue.settle()?;
        let moved: FxHashMap<_, _> = self
            .moved
            .iter()
            .map(|(from, to)| (to.clone(), from.clone()))
            .collect();
        for real in open {
            self.file_again(&real, moved.get(&real), rules)?;
        }
        Ok(())
    }

    fn file_again(
        &mut self,
        real: &RealPath,
        moved_from: Option<&RealPath>,
        rules: &FxHashMap<u64, Rc<ReadingRules>>,
    ) -> Result<(), WritersStopped> {
        let Some(file) = self.state.files.get(real) else {
            return Ok(());
        };
        let unchanged = hash_of(real).is_ok_and(|hash| hash == file.hash);
        let Some(rules) = rules.get(&file.rules).filter(|_| unchanged) else {
            let path = file.path.display();
            (self.report)(IngestEvent::Doubt(&format!(
                "{path}: changed or not there: its dates of two numbers stay as they are until it is read"
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
        // Where it cannot be read to its end now, the rest is asked for again by the next ingest.
        let _ = self.records(&found, rules, &mut reading)?;
        let dates: FxHashMap<_, _> = reading
            .records
            .iter()
            .map(|record| (record.key, record.dates))
            .collect();
        if let Some(file) = self.state.files.get_mut(real) {
            for record in &mut file.records {
                record.dates = dates.get(&record.key).copied().unwrap_or(record.dates);
            }
        }
        Ok(())
    }

    /// Queues a record whose dates are read otherwise now. All else was told and counted when it was read first.
    pub(super) fn record_again(
        &mut self,
        place: &RecordOrigin<'_>,
        reading: &mut FileReading,
        record: article::Record,
    ) -> Result<(), WritersStopped> {
        let Ok(mut article) = record.outcome else {
            return Ok(());
        };
        let name = reading.name(place, &article);
        let key = ArticleKey::new(path_bytes(place.real), &name);
        let slot = reading.records.len() - place.first;
        let id = place.shown_id(&article, record.line.map(|_| slot));
        let corrections = self.corrections_of(place, &id, &article);
        let hash = content_hash(&article, &corrections);
        let dates = self.orders.read(&mut article, self.options.today);
        let Some(known) = reading
            .known
            .remove(&key)
            .filter(|known| known.hash == hash)
        else {
            return Ok(());
        };
        reading.records.push(RecordState { dates, ..known });
        if known.dates == dates {
            return Ok(());
        }
        if !self.open.contains(&key) {
            self.summary.unchanged = self.summary.unchanged.saturating_sub(1);
            self.summary.changed += 1;
        }
        let outcome = corrections::article(&mut article, &corrections);
        let from = reading.moved_from.as_ref();
        let moved_from = from.map(|from| ArticleKey::new(path_bytes(from), &name));
        self.changed = true;
        self.queue.add(WriteJob {
            key,
            hash,
            replaces: true,
            moved_from,
            id,
            path: place.path.clone(),
            place: slot,
            first_seen: self.first_seen(key, moved_from),
            article,
            corrected: outcome.corrected,
            corrections,
        })
    }
}
