//! Reads the files of a plan in order and queues the articles to write and to delete. Records are processed on one
//! thread, so their order does not depend on the timing of other threads.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rustc_hash::{FxHashMap, FxHashSet};

mod file_reading;
mod mapping_usage;
mod missing_files;
mod prefetch;
mod rebuild_losses;
mod record_origin;
mod reread;

use super::day_month_order::DayMonthOrders;
use super::event::{EventHandler, IngestEvent};
use super::options::{IngestContext, IngestOptions};
use super::plan::{FileCandidate, IngestPlan, MovedFiles, ReadingRules};
use super::queue::{Queue, WriteJob, WritersStopped};
use super::read_outcome::ReadOutcome;
use super::totals::count_totals;
use crate::article::{self, Article, ParseErrorKind, ParseWarning, ReadContext};
use crate::corrections;
use crate::corrections::originals::OriginalValues;
use crate::corrections::{Correction, CorrectionSubject, Corrections};
use crate::hints::HintedError;
use crate::input::{InputFile, InputPart, RealPath, is_packed_by_name, nanoseconds, read_parts};
use crate::plural::count_of;
use crate::storage::IngestSummary;
use crate::storage::correction_outcome::{CorrectionOutcome, FigureOutcome};
use crate::storage::history::{ArticleVersion, History};
use crate::storage::received;
use crate::storage::state::{FileState, RecordState, State};
use crate::storage::{ArticleKey, ContentHash};
use file_reading::FileReading;
use mapping_usage::MappingUsage;
use prefetch::{PrefetchedFile, Prefetcher};
pub use rebuild_losses::RebuildLoss;
use rebuild_losses::RebuildLosses;
use record_origin::{RecordOrigin, article_key};

/// Reads all files of the plan. The returned record states lack figure counts and duplicate flags, which
/// [`ReadOutcome::add_written`] adds later.
pub fn read(
    plan: IngestPlan,
    context: IngestContext<'_>,
    history: &History,
    queue: &Queue,
    report: EventHandler<'_>,
) -> Result<ReadOutcome, WritersStopped> {
    let IngestContext {
        options,
        corrections,
        ..
    } = context;
    let IngestPlan {
        kept,
        candidates,
        gone,
        moves,
        rules,
        before,
        ..
    } = plan;
    let known = candidates
        .iter()
        .filter_map(|candidate| candidate.known.as_ref());
    let orders =
        DayMonthOrders::from_records(kept.values().chain(known).flat_map(|file| &file.records));
    let mut reader = FileReader {
        options,
        history,
        corrections,
        queue,
        report,
        stamp: history.next_stamp(nanoseconds(SystemTime::now()) / 1_000_000),
        moves,
        moved: FxHashMap::default(),
        losses: RebuildLosses::new(before),
        emptied: Vec::new(),
        partly_moved: Vec::new(),
        orders,
        open: FxHashSet::default(),
        state: State {
            files: kept,
            ..State::default()
        },
        changed: false,
        versions: Vec::new(),
        mapped: FxHashMap::default(),
        summary: IngestSummary::default(),
    };
    for file in reader.state.files.values() {
        count_kept(file, &mut reader.summary, reader.report);
    }
    std::thread::scope(|scope| {
        let candidates = candidates.into_iter();
        let ahead = Prefetcher::new(scope, candidates, options.threads, options.today);
        for (candidate, taken) in ahead {
            reader.read(candidate, taken)?;
            (reader.report)(IngestEvent::Read);
        }
        Ok(())
    })?;
    for missing in gone {
        missing_files::remove(&mut reader, missing)?;
    }
    reread::reread_ambiguous_dates(&mut reader, &rules)?;
    for warning in reader.mapped.values().flat_map(MappingUsage::warnings) {
        (reader.report)(IngestEvent::Warning(&warning));
        (reader.report)(IngestEvent::Hint(
            "`search ingest --dry-run` shows where each field comes from",
        ));
    }
    Ok(ReadOutcome {
        state: reader.state,
        changed: reader.changed,
        versions: reader.versions,
        summary: reader.summary,
        cut: Vec::new(),
        failure: None,
        lost: reader.losses.into_first(),
        emptied: reader.emptied,
        partly_moved: reader.partly_moved,
    })
}

/// Computes the summary of an ingest whose plan has nothing to read or remove.
pub fn count_idle_plan(
    plan: IngestPlan,
    corrections: &Corrections,
    summary: &mut IngestSummary,
    report: EventHandler<'_>,
) {
    let kept = State {
        files: plan.kept,
        ..State::default()
    };
    for file in kept.files.values() {
        count_kept(file, summary, report);
    }
    count_totals(summary, &kept, corrections, report);
}

/// Adds the counts of an unchanged file to `summary`, and reports the file's errors again.
fn count_kept(file: &FileState, summary: &mut IngestSummary, report: EventHandler<'_>) {
    summary.unchanged += file.records.len() as u64;
    summary.other += file.other;
    summary.failed += file.problems.count();
    let others = file.problems.describe_others(&file.path);
    for problem in file.problems.named().iter().chain(&others) {
        report(IngestEvent::Failed(problem));
    }
}

/// Reads the files of a plan in order.
struct FileReader<'a> {
    options: &'a IngestOptions,
    history: &'a History,
    corrections: &'a Corrections,
    queue: &'a Queue,
    report: EventHandler<'a>,
    /// The stamp of this ingest, greater than those of all earlier ingests.
    stamp: i64,
    moves: MovedFiles,
    /// The new paths of moved files, by old path.
    moved: FxHashMap<RealPath, RealPath>,
    losses: RebuildLosses,
    /// The absent roots whose files have all moved elsewhere.
    emptied: Vec<PathBuf>,
    /// The absent roots from which only some files have moved elsewhere.
    partly_moved: Vec<PathBuf>,
    /// The day-month orders inferred so far.
    orders: DayMonthOrders,
    /// The articles queued in this ingest that have an ambiguous date.
    open: FxHashSet<ArticleKey>,
    state: State,
    /// Whether the state differs from that of the last commit.
    changed: bool,
    versions: Vec<ArticleVersion>,
    /// The usage of each field mapping, by the hash of the reading rules.
    mapped: FxHashMap<u64, MappingUsage>,
    summary: IngestSummary,
}

impl FileReader<'_> {
    /// Reads a file, which may have been prefetched.
    fn read(
        &mut self,
        candidate: FileCandidate,
        prefetched: Option<PrefetchedFile>,
    ) -> Result<(), WritersStopped> {
        let FileCandidate {
            found,
            known,
            rules,
        } = candidate;
        let begun = nanoseconds(SystemTime::now());
        let (hash, records) = match prefetched {
            Some(prefetched) => (prefetched.hash, prefetched.records),
            None => (ContentHash::from_file(&found.path), None),
        };
        let read_before = known.is_some() || self.losses.had_articles(&found.real);
        let altered = |hash: &ContentHash| !received::is_as_received(&found.real, *hash);
        self.summary.altered += u64::from(hash.as_ref().is_ok_and(altered));
        let hash = match hash.and_then(|hash| check_file(&found, hash, read_before)) {
            Ok(hash) => hash,
            Err(e) => {
                self.keep_unreadable(found, known, &e);
                return Ok(());
            }
        };
        let corrections = self.corrections.rules(&found.path, &found.real);
        if let Some(known) = &known
            && known.hash == hash
            && known.rules == rules.hash
            && known.corrections == corrections
        {
            let mut file = known.clone();
            (file.stat, file.read) = (found.stat, begun);
            self.changed = true;
            self.keep(found.real, file);
            return Ok(());
        }
        let mut reading = FileReading {
            begun,
            hash,
            corrections,
            ..self.begin(&found, hash, known.as_deref(), &rules)
        };
        let read_whole = match records {
            Some(records) => self.queue_prefetched(&found, records, &mut reading).map(Ok),
            None => self.records(&found, &rules, &mut reading),
        };
        match read_whole? {
            Ok(()) => self.keep_of_damaged(&found, &mut reading),
            Err(e) if reading.records.is_empty() => {
                self.keep_unreadable(found, known, &e);
                return Ok(());
            }
            Err(e) => self.keep_unread(&found, &mut reading, &e),
        }
        self.finish(found, reading)
    }

    /// Creates the [`FileReading`] of a new or changed file.
    fn begin(
        &mut self,
        found: &InputFile,
        hash: ContentHash,
        known: Option<&FileState>,
        rules: &ReadingRules,
    ) -> FileReading {
        if rules.hash != 0 {
            let usage = || MappingUsage::new(rules.mapping.clone());
            self.mapped.entry(rules.hash).or_insert_with(usage);
        }
        let records = known.iter().flat_map(|file| &file.records);
        FileReading {
            known: records.map(|record| (record.key, *record)).collect(),
            moved_from: self.moves.take_former_path(found, hash),
            corrected_before: known.map_or_else(Vec::new, |file| file.corrected.clone()),
            rules: rules.hash,
            ..FileReading::default()
        }
    }

    /// Queues the removal of articles that are no longer in the file, and adds the file to the state.
    fn finish(&mut self, found: InputFile, mut reading: FileReading) -> Result<(), WritersStopped> {
        if let Some(others) = reading.problems.describe_others(&found.path) {
            (self.report)(IngestEvent::Failed(&others));
        }
        for (key, _) in reading.known.drain() {
            self.queue.delete(key)?;
            self.summary.removed += 1;
        }
        self.summary.failed += reading.problems.count();
        self.summary.other += reading.other;
        if let Some(from) = reading.moved_from.take() {
            self.moved.insert(from, found.real.clone());
        }
        self.changed = true;
        let real = found.real.clone();
        let file = Box::new(reading.into_state(found));
        self.state.files.insert(real, file);
        Ok(())
    }

    fn keep(&mut self, real: RealPath, file: Box<FileState>) {
        count_kept(&file, &mut self.summary, self.report);
        self.state.files.insert(real, file);
    }

    /// Reports a file that could not be read to its end. Keeps the earlier versions of the articles that were not
    /// reached.
    fn keep_unread(&mut self, found: &InputFile, reading: &mut FileReading, e: &io::Error) {
        let path = found.path.display();
        let kept = reading.keep_unread();
        self.summary.unchanged += kept as u64;
        let kept = match kept {
            0 => String::new(),
            kept => format!(
                "; keeping {} from the last ingest",
                count_of(kept, "article")
            ),
        };
        let problem = format!("{path}: {e}; only the part before the damage was read{kept}");
        reading
            .problems
            .add_last(problem, report_failure(self.report));
        self.losses.note(found, reading.records.len(), e);
    }

    /// If an archive member or the end of the file is damaged, keeps the articles of the last ingest that were not
    /// found again, because they may be in the damaged part.
    fn keep_of_damaged(&mut self, found: &InputFile, reading: &mut FileReading) {
        let Some(e) = reading.damaged.take() else {
            return;
        };
        let kept = reading.keep_unread();
        self.summary.unchanged += kept as u64;
        if kept > 0 {
            let path = found.path.display();
            (self.report)(IngestEvent::Warning(&format!(
                "{path}: keeping {} from the last ingest, because {} may be in the damaged part",
                count_of(kept, "article"),
                if kept == 1 { "it" } else { "they" }
            )));
        }
        self.losses.note(found, reading.records.len(), &e);
    }

    /// Reports a file that could not be read, and keeps its earlier articles.
    fn keep_unreadable(&mut self, found: InputFile, known: Option<Box<FileState>>, e: &io::Error) {
        self.summary.failed += 1;
        (self.report)(IngestEvent::Failed(&format!(
            "{}: {e}",
            found.path.display()
        )));
        if let Some(hint) = HintedError::hint_in(e) {
            (self.report)(IngestEvent::Hint(hint));
        }
        self.losses.note(&found, 0, e);
        if let Some(known) = known {
            self.summary.unchanged += known.records.len() as u64;
            self.state.files.insert(found.real, known);
        }
    }

    /// Queues the records of a prefetched file.
    fn queue_prefetched(
        &mut self,
        found: &InputFile,
        records: Vec<article::ParsedRecord>,
        reading: &mut FileReading,
    ) -> Result<(), WritersStopped> {
        let name = found.path.file_name().and_then(|name| name.to_str());
        let origin = RecordOrigin::new(found, None, name.unwrap_or_default(), 0);
        let mut records = records.into_iter();
        records.try_for_each(|record| self.record(&origin, reading, record))
    }

    /// Reads a file and queues its records. The outer error ends the ingest; the inner error ends only the reading of
    /// this file.
    fn records(
        &mut self,
        found: &InputFile,
        rules: &ReadingRules,
        reading: &mut FileReading,
    ) -> Result<io::Result<()>, WritersStopped> {
        let today = self.options.today;
        let (mut refused, mut damaged) = (Vec::new(), None);
        let again = reading.again;
        // When a file is reread, `found.path` may be relative to the working directory of an earlier ingest.
        let path: &Path = if again { &found.real } else { &found.path };
        let mut stopped = Ok(());
        let mut each = |part: InputPart<'_>| {
            let context = ReadContext {
                today,
                file_name: Some(part.name),
                mapping: &rules.mapping,
            };
            let first = reading.records.len();
            let origin = RecordOrigin::new(found, part.member, part.name, first);
            let mut flow = ControlFlow::Continue(());
            let mut record = |record: article::ParsedRecord| {
                stopped = self.record(&origin, reading, record);
                if stopped.is_err() {
                    flow = ControlFlow::Break(());
                }
                flow
            };
            article::read(part.input, &context, &mut record).map(|()| flow)
        };
        let mut refuse = |member: &str, e: &io::Error| {
            refused.push(format!("{}/{member}: {e}", found.path.display()));
            if e.kind() != io::ErrorKind::Unsupported {
                damaged.get_or_insert_with(|| io::Error::new(e.kind(), e.to_string()));
            }
        };
        let read = read_parts(path, &mut each, &mut refuse);
        for problem in refused.into_iter().filter(|_| !again) {
            reading.problems.add(problem, report_failure(self.report));
        }
        reading.damaged = reading.damaged.take().or(damaged);
        stopped.map(|()| read)
    }

    /// Reports the warnings about a record, and counts its replacement characters.
    fn report_warnings(&mut self, origin: &RecordOrigin<'_>, record: &article::ParsedRecord) {
        let path = &origin.path;
        for warning in &record.warnings {
            if let ParseWarning::Encoding { replaced, .. } = warning {
                self.summary.replaced += *replaced as u64;
            }
            let line = record
                .line
                .map(|line| format!("line {line}: "))
                .unwrap_or_default();
            (self.report)(IngestEvent::Warning(&format!("{path}: {line}{warning}")));
        }
    }

    /// Queues a record if it is a new or changed article.
    fn record(
        &mut self,
        origin: &RecordOrigin<'_>,
        reading: &mut FileReading,
        record: article::ParsedRecord,
    ) -> Result<(), WritersStopped> {
        if reading.again {
            return reread::queue_record(self, origin, reading, record);
        }
        self.report_warnings(origin, &record);
        if let Some(mapped) = self.mapped.get_mut(&reading.rules) {
            mapped.note(&record.keys);
        }
        let Some(mut article) = self.article(origin, reading, record.outcome) else {
            return Ok(());
        };
        let read = self.identify(origin, reading, &article, record.line.is_some());
        let dates = self.orders.read(&mut article, self.options.today);
        let known = reading.known.remove(&read.key);
        if let Some(known) = known
            && known.hash == read.hash
            && known.dates == dates
        {
            self.summary.unchanged += 1;
            reading.keep_unchanged(known);
            return Ok(());
        }
        self.note_version(&read, article.url.as_ref());
        match (known, read.moved_from) {
            (Some(_), _) => self.summary.changed += 1,
            (None, Some(_)) => self.summary.moved += 1,
            (None, None) => self.summary.new += 1,
        }
        let outcome = corrections::article(&mut article, &read.corrections);
        if !read.corrections.is_empty() {
            reading.corrected.push(CorrectionOutcome {
                key: read.key,
                by: read.corrections.iter().map(|one| one.key).collect(),
                values: outcome.applied,
                unapplied: outcome.unapplied,
                figures: FigureOutcome::default(),
            });
        }
        reading.records.push(RecordState {
            key: read.key,
            hash: read.hash,
            figures: 0,
            copy: false,
            dates,
            other_language: article.other_language().is_some(),
        });
        if dates.is_ambiguous() {
            self.open.insert(read.key);
        }
        self.queue_article(read, article, outcome.corrected, known.is_some())
    }

    /// Returns the article of a record, or `None` if it could not be parsed. Counts a record that is not an article,
    /// and reports any other error.
    fn article(
        &mut self,
        origin: &RecordOrigin<'_>,
        reading: &mut FileReading,
        outcome: Result<Article, article::ParseError>,
    ) -> Option<Article> {
        let problem = match outcome {
            Ok(article) => return Some(article),
            Err(problem) => problem,
        };
        if problem.kind == ParseErrorKind::NotAnArticle {
            reading.other += 1;
            return None;
        }
        if problem.kind == ParseErrorKind::Truncated {
            let e = io::Error::new(io::ErrorKind::UnexpectedEof, problem.to_string());
            reading.damaged.get_or_insert(e);
        }
        let problem = format!("{}: {problem}", origin.path);
        reading.problems.add(problem, report_failure(self.report));
        None
    }

    /// Computes an article's key, hash and id, and selects its corrections.
    fn identify(
        &self,
        origin: &RecordOrigin<'_>,
        reading: &mut FileReading,
        article: &Article,
        numbered: bool,
    ) -> ReadArticle {
        let name = reading.record_name(origin, article);
        let slot = reading.records.len() - origin.first;
        let id = origin.shown_id(article, numbered.then_some(slot));
        let corrections = self.corrections.for_article(CorrectionSubject {
            id: &id,
            url: article.url.as_deref(),
            path: Path::new(&origin.path),
            file: origin.walked,
            real: origin.real,
        });
        let moved_from = reading.moved_from.as_ref();
        ReadArticle {
            key: article_key(origin.real, &name),
            hash: content_hash(article, &corrections),
            moved_from: moved_from.map(|from| article_key(from, &name)),
            id,
            path: origin.path.clone(),
            slot,
            corrections,
        }
    }

    /// Adds a version to `versions` if the history lacks it.
    fn note_version(&mut self, read: &ReadArticle, url: Option<&String>) {
        if self.history.is_new_version(read.key, read.hash) {
            self.versions.push(ArticleVersion {
                key: read.key,
                hash: read.hash,
                seen: self.stamp,
                url: url.cloned(),
                moved_from: read.moved_from,
                changes: Vec::new(),
            });
        }
    }

    /// Queues an article for the writing threads.
    fn queue_article(
        &self,
        read: ReadArticle,
        article: Article,
        corrected: OriginalValues,
        replaces: bool,
    ) -> Result<(), WritersStopped> {
        self.queue.add(WriteJob {
            key: read.key,
            hash: read.hash,
            replaces,
            moved_from: read.moved_from,
            id: read.id,
            path: read.path,
            place: read.slot,
            first_seen: self.first_seen(read.key, read.moved_from),
            article,
            corrected,
            corrections: read.corrections,
            story: None,
        })
    }

    /// Returns the stamp of the ingest that first saw the article under its current or former key. For a new article,
    /// that is this ingest.
    fn first_seen(&self, key: ArticleKey, moved_from: Option<ArticleKey>) -> i64 {
        let before = self
            .history
            .first_seen(key)
            .or_else(|| self.history.first_seen(moved_from?));
        before.unwrap_or(self.stamp)
    }
}

/// The key, hash, id and corrections of an article that was read.
struct ReadArticle {
    key: ArticleKey,
    /// A hash of the uncorrected article and its corrections.
    hash: ContentHash,
    /// The article's former key, or `None` if its file was not moved.
    moved_from: Option<ArticleKey>,
    /// The id shown to the user.
    id: String,
    /// The path shown to the user.
    path: String,
    /// The article's position among the articles in its file or archive member.
    slot: usize,
    /// The corrections that apply to the article.
    corrections: Vec<Arc<Correction>>,
}

/// Returns `hash`, or an error if a received file has changed or if a packed file that was read before is now empty.
fn check_file(found: &InputFile, hash: ContentHash, read_before: bool) -> io::Result<ContentHash> {
    if !received::is_as_received(&found.real, hash) {
        return Err(HintedError::io(
            io::ErrorKind::Other,
            "file changed after it was read from standard input",
            "pipe the original text into `search ingest -` again, or delete the file and pass --prune",
        ));
    }
    if found.stat.size == 0 && read_before && is_packed_by_name(&found.path) {
        return Err(HintedError::io(
            io::ErrorKind::UnexpectedEof,
            "file is now empty",
            "restore it, or delete it and pass --prune",
        ));
    }
    Ok(hash)
}

/// Returns a function that reports a read error.
fn report_failure(report: EventHandler<'_>) -> impl FnOnce(&str) {
    move |problem| report(IngestEvent::Failed(problem))
}

/// Returns a hash of an uncorrected article and its corrections.
fn content_hash(article: &Article, by: &[Arc<Correction>]) -> ContentHash {
    // Serialising an article into memory cannot fail.
    let mut content = serde_json::to_vec(article).unwrap_or_default();
    for one in by {
        content.extend(one.key.to_string().bytes());
    }
    ContentHash::from_bytes(&content)
}
