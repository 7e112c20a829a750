//! Reads files one after the other and queues what has to be written.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rustc_hash::{FxHashMap, FxHashSet};

mod mapping_usage;
mod prefetch;
mod reread;

use super::day_month_order::DayMonthOrders;
use super::plan::{FileCandidate, IngestPlan, MissingFiles, MovedFiles, ReadingRules};
use super::queue::{Queue, WriteJob, WritersStopped};
use super::{EventHandler, IngestEvent, IngestOptions, IngestSummary, ReadOutcome};
use crate::article::{self, Article, Context, Doubt, Wrong};
use crate::corrections;
use crate::corrections::{Correction, CorrectionSubject, Corrections};
use crate::input::{InputFile, InputPart, RealPath, is_packed_by_name, nanoseconds, read_parts};
use crate::regular_file;
use crate::storage::folder;
use crate::storage::history::{ArticleVersion, History};
use crate::storage::layout;
use crate::storage::read_errors::ReadErrors;
use crate::storage::state::{FileState, RecordState, State};
use crate::storage::{ArticleKey, ContentHash};
use mapping_usage::MappingUsage;
use prefetch::{PrefetchedFile, Prefetcher};

/// Reads all that the plan says. The states of records lack the numbers of their figures until those have been written.
pub fn read(
    plan: IngestPlan,
    options: &IngestOptions,
    (history, corrections): (&History, &Corrections),
    queue: &Queue,
    report: EventHandler<'_>,
) -> Result<ReadOutcome, WritersStopped> {
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
        before,
        lost: None,
        emptied: Vec::new(),
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
    for gone in gone {
        reader.remove(gone)?;
    }
    reader.read_again(&rules)?;
    for doubt in reader.mapped.values().flat_map(MappingUsage::doubts) {
        (reader.report)(IngestEvent::Doubt(&doubt));
    }
    Ok(ReadOutcome {
        state: reader.state,
        changed: reader.changed,
        versions: reader.versions,
        summary: reader.summary,
        cut: Vec::new(),
        lost: reader.lost,
        emptied: reader.emptied,
    })
}

/// Counts what a plan keeps that has nothing to read or remove.
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
    summary.count(&kept, corrections, report);
}

/// Counts a file that is as it was, and names what is wrong with it again.
fn count_kept(file: &FileState, summary: &mut IngestSummary, report: EventHandler<'_>) {
    summary.unchanged += file.records.len() as u64;
    summary.other += file.other;
    summary.failed += file.problems.count();
    let others = file.problems.others(&file.path);
    for problem in file.problems.named().iter().chain(&others) {
        report(IngestEvent::Failed(problem));
    }
}

struct FileReader<'a> {
    options: &'a IngestOptions,
    history: &'a History,
    corrections: &'a Corrections,
    queue: &'a Queue,
    report: EventHandler<'a>,
    /// What tells this ingest from those before it and after it.
    stamp: i64,
    moves: MovedFiles,
    /// The files that were found again elsewhere.
    moved: FxHashMap<RealPath, RealPath>,
    /// How many articles each file had that a rebuild reads anew.
    before: FxHashMap<RealPath, usize>,
    /// A file of which a rebuild reads less, and why.
    lost: Option<(PathBuf, String)>,
    /// The roots that are not there and whose files have all moved elsewhere.
    emptied: Vec<PathBuf>,
    /// In which order sites write day and month, as far as is known.
    orders: DayMonthOrders,
    /// The articles written now that have a date which can be read in both orders.
    open: FxHashSet<ArticleKey>,
    state: State,
    /// Whether it is another than before.
    changed: bool,
    versions: Vec<ArticleVersion>,
    /// What was read by fields that the user gave a meaning, by the hash of their rules.
    mapped: FxHashMap<u64, MappingUsage>,
    summary: IngestSummary,
}

/// What one file gave.
#[derive(Default)]
struct FileReading {
    records: Vec<RecordState>,
    problems: ReadErrors,
    /// What corrections did.
    corrected: Vec<corrections::CorrectionOutcome>,
    /// What they did before.
    corrected_before: Vec<corrections::CorrectionOutcome>,
    /// How many things in it are no articles by their type.
    other: u64,
    /// How often each own id was met, to tell records with the same id apart.
    ids: FxHashMap<String, u32>,
    /// The records that were known, without those met again.
    known: FxHashMap<ArticleKey, RecordState>,
    /// The place the file was at before.
    moved_from: Option<RealPath>,
    /// Whether it was read before and only its dates are to be read otherwise.
    again: bool,
    /// What is wrong with the first member of it that is damaged, or with its end.
    damaged: Option<io::Error>,
    /// A hash of the rules by which it is read; 0 where the user gave no field a meaning.
    rules: u64,
}

impl FileReader<'_> {
    /// Reads a file, of which some may have been read ahead.
    fn read(
        &mut self,
        candidate: FileCandidate,
        taken: Option<PrefetchedFile>,
    ) -> Result<(), WritersStopped> {
        let FileCandidate {
            found,
            known,
            rules,
        } = candidate;
        let read = nanoseconds(SystemTime::now());
        let (hash, records) = match taken {
            Some(taken) => (taken.hash, taken.records),
            None => (hash_of(&found.path), None),
        };
        let read_before = known.is_some() || self.before.contains_key(&found.real);
        let hash = hash.and_then(|hash| check_file(&found, hash, read_before));
        let hash = match hash {
            Ok(hash) => hash,
            Err(e) => {
                self.unreadable(found, known, &e);
                return Ok(());
            }
        };
        let by = self.corrections.rules(&found.path, &found.real);
        if let Some(known) = &known
            && known.hash == hash
            && known.rules == rules.hash
            && known.corrections == by
        {
            let mut file = known.clone();
            (file.stat, file.read) = (found.stat, read);
            self.changed = true;
            self.keep(found.real, file);
            return Ok(());
        }
        let moved_from = self.moves.take(&found, hash);
        let mut reading = FileReading {
            known: known
                .iter()
                .flat_map(|file| &file.records)
                .map(|record| (record.key, *record))
                .collect(),
            moved_from,
            corrected_before: known
                .as_ref()
                .map(|file| file.corrected.clone())
                .unwrap_or_default(),
            rules: rules.hash,
            ..FileReading::default()
        };
        if rules.hash != 0 {
            let mapped = || MappingUsage::new(rules.mapping.clone());
            self.mapped.entry(rules.hash).or_insert_with(mapped);
        }
        let read_whole = match records {
            Some(records) => self.taken(&found, records, &mut reading).map(Ok),
            None => self.records(&found, &rules, &mut reading),
        };
        match read_whole? {
            Ok(()) => self.keep_of_damaged(&found, &mut reading),
            Err(e) if reading.records.is_empty() => {
                self.unreadable(found, known, &e);
                return Ok(());
            }
            Err(e) => {
                self.broken_off(&found, &mut reading, &e);
            }
        }
        if let Some(others) = reading.problems.others(&found.path) {
            (self.report)(IngestEvent::Failed(&others));
        }
        for key in reading.known.into_keys() {
            self.queue.delete(key)?;
            self.summary.removed += 1;
        }
        self.summary.failed += reading.problems.count();
        self.summary.other += reading.other;
        if let Some(from) = reading.moved_from {
            self.moved.insert(from, found.real.clone());
        }
        let file = FileState {
            path: found.path,
            stat: found.stat,
            read,
            hash,
            rules: rules.hash,
            corrections: by,
            records: reading.records,
            corrected: reading.corrected,
            other: reading.other,
            problems: reading.problems,
        };
        self.changed = true;
        self.state.files.insert(found.real, Box::new(file));
        Ok(())
    }

    fn keep(&mut self, real: RealPath, file: Box<FileState>) {
        count_kept(&file, &mut self.summary, self.report);
        self.state.files.insert(real, file);
    }

    /// Names a file whose reading broke off. Of what was not read nothing is known to be gone.
    fn broken_off(&mut self, found: &InputFile, reading: &mut FileReading, e: &io::Error) {
        let path = found.path.display();
        let kept = match self.keep_the_rest(reading) {
            0 => String::new(),
            kept => format!("; {kept} articles that were read of it before stay"),
        };
        let problem = format!("{path}: {e}: the rest was not read{kept}");
        reading
            .problems
            .add_last(problem, report_failure(self.report));
        self.note_loss(found, reading.records.len(), e);
    }

    /// Keeps what was read of a file before, where members of it or its end are damaged, which is named: it may have been there.
    fn keep_of_damaged(&mut self, found: &InputFile, reading: &mut FileReading) {
        let Some(e) = reading.damaged.take() else {
            return;
        };
        let kept = self.keep_the_rest(reading);
        if kept > 0 {
            let path = found.path.display();
            (self.report)(IngestEvent::Doubt(&format!(
                "{path}: {kept} articles that were read of it before and may be in what is damaged stay"
            )));
        }
        self.note_loss(found, reading.records.len(), &e);
    }

    /// Keeps the articles that were read of a file before and not now, and counts them.
    fn keep_the_rest(&mut self, reading: &mut FileReading) -> usize {
        let kept = reading.known.len();
        self.summary.unchanged += kept as u64;
        let before = std::mem::take(&mut reading.corrected_before).into_iter();
        let of_kept = before.filter(|done| reading.known.contains_key(&done.key));
        reading.corrected.extend(of_kept);
        let rest = reading.known.drain().map(|(_, record)| record);
        reading.records.extend(rest);
        kept
    }

    /// Notes where a rebuild reads fewer articles of a file than were read before, as an error ended its reading.
    fn note_loss(&mut self, found: &InputFile, articles: usize, e: &io::Error) {
        if self
            .before
            .get(&found.real)
            .is_some_and(|before| articles < *before)
        {
            self.lost
                .get_or_insert_with(|| (found.path.clone(), e.to_string()));
        }
    }

    /// Names a file that could not be read. What was read of it before stays.
    fn unreadable(&mut self, found: InputFile, known: Option<Box<FileState>>, e: &io::Error) {
        self.summary.failed += 1;
        (self.report)(IngestEvent::Failed(&format!(
            "{}: {e}",
            found.path.display()
        )));
        self.note_loss(&found, 0, e);
        if let Some(known) = known {
            self.summary.unchanged += known.records.len() as u64;
            self.state.files.insert(found.real, known);
        }
    }

    /// Queues the records of a file that was read ahead.
    fn taken(
        &mut self,
        found: &InputFile,
        records: Vec<article::Record>,
        reading: &mut FileReading,
    ) -> Result<(), WritersStopped> {
        let name = found.path.file_name().and_then(|name| name.to_str());
        let place = RecordOrigin::new(found, None, name.unwrap_or_default());
        let mut records = records.into_iter();
        records.try_for_each(|record| self.record(&place, reading, record))
    }

    /// Queues the records of a file. The outer error ends the run, the inner one this file.
    fn records(
        &mut self,
        found: &InputFile,
        rules: &ReadingRules,
        reading: &mut FileReading,
    ) -> Result<io::Result<()>, WritersStopped> {
        let today = self.options.today;
        let (mut refused, mut damaged) = (Vec::new(), None);
        let again = reading.again;
        // The path as it was walked may lead nowhere from here.
        let path: &Path = if again { &found.real } else { &found.path };
        let mut stopped = Ok(());
        let mut each = |part: InputPart<'_>| {
            let context = Context {
                today,
                file_name: Some(part.name),
                mapping: &rules.mapping,
            };
            let mut place = RecordOrigin::new(found, part.member, part.name);
            place.first = reading.records.len();
            let mut told = ControlFlow::Continue(());
            let mut record = |record: article::Record| {
                stopped = self.record(&place, reading, record);
                if stopped.is_err() {
                    told = ControlFlow::Break(());
                }
                told
            };
            article::read(part.input, &context, &mut record).map(|()| told)
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

    /// Tells what a record was read in spite of.
    fn tell_doubts(&mut self, place: &RecordOrigin<'_>, record: &article::Record) {
        let path = &place.path;
        for doubt in &record.doubts {
            if let Doubt::Encoding { replaced, .. } = doubt {
                self.summary.replaced += *replaced as u64;
            }
            let line = record
                .line
                .map(|line| format!("line {line}: "))
                .unwrap_or_default();
            (self.report)(IngestEvent::Doubt(&format!("{path}: {line}{doubt}")));
        }
    }

    fn record(
        &mut self,
        place: &RecordOrigin<'_>,
        reading: &mut FileReading,
        record: article::Record,
    ) -> Result<(), WritersStopped> {
        if reading.again {
            return self.record_again(place, reading, record);
        }
        self.tell_doubts(place, &record);
        let path = &place.path;
        if let Some(mapped) = self.mapped.get_mut(&reading.rules) {
            mapped.note(&record.keys);
        }
        let mut article = match record.outcome {
            Ok(article) => article,
            Err(problem) if problem.wrong == Wrong::Other => {
                reading.other += 1;
                return Ok(());
            }
            Err(problem) => {
                if let Wrong::CutOff(_) = problem.wrong {
                    let e = io::Error::new(io::ErrorKind::UnexpectedEof, problem.to_string());
                    reading.damaged.get_or_insert(e);
                }
                let problem = format!("{path}: {problem}");
                reading.problems.add(problem, report_failure(self.report));
                return Ok(());
            }
        };
        let name = reading.name(place, &article);
        let key = ArticleKey::new(path_bytes(place.real), &name);
        let slot = reading.records.len() - place.first;
        let id = place.shown_id(&article, record.line.map(|_| slot));
        let corrections = self.corrections_of(place, &id, &article);
        let hash = content_hash(&article, &corrections);
        let dates = self.orders.read(&mut article, self.options.today);
        let known = reading.known.remove(&key);
        if let Some(known) = known
            && known.hash == hash
            && known.dates == dates
        {
            self.summary.unchanged += 1;
            reading.records.push(known);
            let before = reading.corrected_before.iter();
            let before = before.filter(|done| done.key == key).cloned();
            reading.corrected.extend(before);
            return Ok(());
        }
        let moved_from = reading
            .moved_from
            .as_ref()
            .map(|from| ArticleKey::new(path_bytes(from), &name));
        if self.history.is_new_version(key, hash) {
            self.versions.push(ArticleVersion {
                key,
                hash,
                seen: self.stamp,
                url: article.url.clone(),
                moved_from,
                changes: Vec::new(),
            });
        }
        match (known, moved_from) {
            (Some(_), _) => self.summary.changed += 1,
            (None, Some(_)) => self.summary.moved += 1,
            (None, None) => self.summary.new += 1,
        }
        let outcome = corrections::article(&mut article, &corrections);
        if !corrections.is_empty() {
            reading.corrected.push(corrections::CorrectionOutcome {
                key,
                by: corrections.iter().map(|one| one.key).collect(),
                values: outcome.applied,
                unapplied: outcome.unapplied,
                figures: (0, Vec::new()),
            });
        }
        reading.records.push(RecordState {
            key,
            hash,
            figures: 0,
            copy: false,
            dates,
            other_language: article.other_language().is_some(),
        });
        if dates.is_ambiguous() {
            self.open.insert(key);
        }
        self.queue.add(WriteJob {
            key,
            hash,
            replaces: known.is_some(),
            moved_from,
            id,
            path: path.clone(),
            place: slot,
            first_seen: self.first_seen(key, moved_from),
            article,
            corrected: outcome.corrected,
            corrections,
        })
    }

    /// The corrections of an article, before it is corrected.
    fn corrections_of(
        &self,
        place: &RecordOrigin<'_>,
        id: &str,
        article: &Article,
    ) -> Vec<Arc<Correction>> {
        self.corrections.for_article(CorrectionSubject {
            id,
            url: article.url.as_deref(),
            path: Path::new(&place.path),
            file: place.walked,
            real: place.real,
        })
    }

    /// When an article was first seen, here or where it was before.
    fn first_seen(&self, key: ArticleKey, moved_from: Option<ArticleKey>) -> i64 {
        let before = self
            .history
            .first_seen(key)
            .or_else(|| self.history.first_seen(moved_from?));
        before.unwrap_or(self.stamp)
    }

    /// Removes the files that are gone, unless that may be a mistake.
    fn remove(&mut self, mut gone: MissingFiles) -> Result<(), WritersStopped> {
        let moved: Vec<_> = gone
            .files
            .keys()
            .filter(|real| self.moved.contains_key(*real))
            .cloned()
            .collect();
        self.changed |= !moved.is_empty();
        for real in moved {
            for record in gone
                .files
                .remove(&real)
                .iter()
                .flat_map(|file| &file.records)
            {
                self.queue.delete(record.key)?;
            }
        }
        let MissingFiles {
            root,
            known,
            empty,
            away,
            files,
        } = gone;
        if files.is_empty() {
            if away && root != Path::new(layout::RECEIVED) {
                (self.report)(IngestEvent::Doubt(&format!(
                    "{}: it is not there, and all that was read of it is elsewhere now: it is not looked for any more",
                    root.display()
                )));
                self.emptied.push(root);
            }
            return Ok(());
        }
        if away {
            if files.len() < known && root != Path::new(layout::RECEIVED) {
                let (root, left) = (root.display(), files.len());
                (self.report)(IngestEvent::Doubt(&format!(
                    "{root}: it is not there, and {left} of the {known} files read before were not found elsewhere; nothing of \
                     them was removed: name it with --prune to remove their articles"
                )));
            }
            for (real, file) in files {
                self.keep(real, file);
            }
            return Ok(());
        }
        if !self.options.prune && (empty || files.len() * 2 > known) {
            let what = if empty {
                "holds no article now".to_owned()
            } else {
                format!("lacks {} of {known} files", files.len())
            };
            (self.report)(IngestEvent::Doubt(&format!(
                "{}: {what}; nothing was removed: give --prune to remove the articles that are gone",
                root.display()
            )));
            for (real, file) in files {
                self.keep(real, file);
            }
            return Ok(());
        }
        self.changed = true;
        for record in files.values().flat_map(|file| &file.records) {
            self.queue.delete(record.key)?;
            self.summary.removed += 1;
        }
        Ok(())
    }
}

impl FileReading {
    /// What tells a record from the others of its file: its own id, else its place.
    fn name(&mut self, place: &RecordOrigin<'_>, article: &Article) -> String {
        let member = place
            .member
            .map(|member| format!("{member}\0"))
            .unwrap_or_default();
        let Some(id) = &article.id else {
            return format!("{member}#{}", self.records.len() - place.first);
        };
        let id = format!("{member}{id}");
        let times = self.ids.entry(id.clone()).or_insert(0);
        *times += 1;
        format!("{times}={id}")
    }
}

/// The hash of a file, unless it shows that the file is not what it was taken for.
fn check_file(found: &InputFile, hash: ContentHash, read_before: bool) -> io::Result<ContentHash> {
    if !folder::is_as_received(&found.real, hash) {
        return Err(io::Error::other(
            "it is not as it came by standard input: pipe the same text into `search ingest -` again, or remove it and give \
             --prune",
        ));
    }
    if found.stat.size == 0 && read_before && is_packed_by_name(&found.path) {
        let what = "it is empty, and was not before: mend it, or remove it";
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, what));
    }
    Ok(hash)
}

/// Tells of what could not be read.
fn report_failure(report: EventHandler<'_>) -> impl FnOnce(&str) {
    move |problem| report(IngestEvent::Failed(problem))
}

/// Where records come from.
struct RecordOrigin<'a> {
    /// The absolute path of the file.
    real: &'a Path,
    /// Its path as it was walked.
    walked: &'a Path,
    /// The path within the archive that the file is.
    member: Option<&'a str>,
    /// The path as it was walked, and on into the archive.
    path: String,
    /// The name of what holds them.
    name: &'a str,
    /// How many records the file had before.
    first: usize,
}

impl<'a> RecordOrigin<'a> {
    fn new(found: &'a InputFile, member: Option<&'a str>, name: &'a str) -> Self {
        let file = found.path.to_string_lossy();
        let path = match member {
            Some(member) => format!("{file}/{member}"),
            None => file.into_owned(),
        };
        Self {
            real: &found.real,
            walked: &found.path,
            member,
            path,
            name,
            first: 0,
        }
    }

    /// The id that people see: the article's own, else the name of its file, with its place there where it has one.
    fn shown_id(&self, article: &Article, slot: Option<usize>) -> String {
        if let Some(id) = &article.id {
            return id.clone();
        }
        let stem = Path::new(self.name)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy();
        match slot {
            Some(slot) => format!("{stem}#{}", slot + 1),
            None => stem.into_owned(),
        }
    }
}

fn path_bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// A hash of a file's bytes.
pub fn hash_of(path: &Path) -> io::Result<ContentHash> {
    let mut file = regular_file::open(path)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(ContentHash::from_blake3(hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        };
    }
}

/// A hash of an article as it was read, and of what corrects it.
fn content_hash(article: &Article, by: &[Arc<Correction>]) -> ContentHash {
    // Serializing plain structs of text into memory does not fail.
    let mut content = serde_json::to_vec(article).unwrap_or_default();
    for one in by {
        content.extend(one.key.to_string().bytes());
    }
    ContentHash::from_bytes(&content)
}
