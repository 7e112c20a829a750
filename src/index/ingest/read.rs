//! Reads files one after the other and queues what has to be written.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustc_hash::FxHashMap;

use super::plan::{Candidate, Gone, Moves, Plan};
use super::queue::{Job, Queue, Stopped};
use super::{Done, Event, Options, Report, Summary};
use crate::article::{self, Article, Context, Format};
use crate::index::history::{History, Version};
use crate::index::record::Key;
use crate::index::state::{FileState, RecordState, State};
use crate::source::{Found, nanoseconds};

/// Reads all that the plan says. The states of records lack the numbers of their figures until those have been written.
pub fn read(
    plan: Plan,
    options: &Options,
    history: &History,
    queue: &Queue,
    report: Report<'_>,
) -> Result<Done, Stopped> {
    let Plan {
        kept,
        candidates,
        gone,
        moves,
        ..
    } = plan;
    let mut reader = Reader {
        options,
        history,
        queue,
        report,
        stamp: history.next_stamp(nanoseconds(SystemTime::now()) / 1_000_000),
        moves,
        moved: FxHashMap::default(),
        state: State::default(),
        versions: Vec::new(),
        summary: Summary::default(),
    };
    for (real, file) in kept {
        reader.keep(real, file);
    }
    for candidate in candidates {
        reader.read(candidate)?;
        (reader.report)(Event::Read);
    }
    for gone in gone {
        reader.remove(gone)?;
    }
    Ok(Done {
        state: reader.state,
        versions: reader.versions,
        summary: reader.summary,
        cut: Vec::new(),
    })
}

struct Reader<'a> {
    options: &'a Options,
    history: &'a History,
    queue: &'a Queue,
    report: Report<'a>,
    /// What tells this ingest from those before it and after it.
    stamp: i64,
    moves: Moves,
    /// The files that were found again elsewhere.
    moved: FxHashMap<PathBuf, PathBuf>,
    state: State,
    versions: Vec<Version>,
    summary: Summary,
}

/// What one file gave.
struct FileReading {
    records: Vec<RecordState>,
    problems: Vec<String>,
    /// How often each own id was met, to tell records with the same id apart.
    ids: FxHashMap<String, u32>,
    /// The records that were known, without those met again.
    known: FxHashMap<Key, RecordState>,
    /// The place the file was at before.
    moved_from: Option<PathBuf>,
}

impl Reader<'_> {
    fn read(&mut self, candidate: Candidate) -> Result<(), Stopped> {
        let Candidate { found, known } = candidate;
        let read = nanoseconds(SystemTime::now());
        let hash = match hash_of(&found.path) {
            Ok(hash) => hash,
            Err(e) => {
                self.unreadable(found, known, &e);
                return Ok(());
            }
        };
        if let Some(known) = &known
            && known.hash == hash
        {
            let file = FileState {
                stat: found.stat,
                read,
                ..known.clone()
            };
            self.keep(found.real, file);
            return Ok(());
        }
        let moved_from = self.moves.take(&found, hash);
        let mut reading = FileReading {
            records: Vec::new(),
            problems: Vec::new(),
            ids: FxHashMap::default(),
            known: known
                .iter()
                .flat_map(|file| &file.records)
                .map(|record| (record.key, *record))
                .collect(),
            moved_from,
        };
        match self.records(&found, &mut reading)? {
            Ok(()) => {}
            Err(e) if reading.records.is_empty() => {
                self.unreadable(found, known, &e);
                return Ok(());
            }
            Err(e) => reading.problems.push(format!(
                "{}: {e}: the rest was not read",
                found.path.display()
            )),
        }
        for key in reading.known.into_keys() {
            self.queue.delete(key)?;
            self.summary.removed += 1;
        }
        self.summary.failed += reading.problems.len() as u64;
        if let Some(from) = reading.moved_from {
            self.moved.insert(from, found.real.clone());
        }
        let (records, problems) = (reading.records, reading.problems);
        let file = FileState {
            path: found.path,
            stat: found.stat,
            read,
            hash,
            records,
            problems,
        };
        self.state.files.insert(found.real, file);
        Ok(())
    }

    fn keep(&mut self, real: PathBuf, file: FileState) {
        self.summary.unchanged += file.records.len() as u64;
        for problem in &file.problems {
            self.summary.failed += 1;
            (self.report)(Event::Failed(problem));
        }
        self.state.files.insert(real, file);
    }

    /// Names a file that could not be read. What was read of it before stays.
    fn unreadable(&mut self, found: Found, known: Option<FileState>, e: &io::Error) {
        self.summary.failed += 1;
        (self.report)(Event::Failed(&format!("{}: {e}", found.path.display())));
        if let Some(known) = known {
            self.summary.unchanged += known.records.len() as u64;
            self.state.files.insert(found.real, known);
        }
    }

    /// Queues the records of a file. The outer error ends the run, the inner one this file.
    fn records(
        &mut self,
        found: &Found,
        reading: &mut FileReading,
    ) -> Result<io::Result<()>, Stopped> {
        let file = match File::open(&found.path) {
            Ok(file) => BufReader::with_capacity(1 << 16, file),
            Err(e) => return Ok(Err(e)),
        };
        let context = Context {
            today: self.options.today,
            file_name: found.path.file_name().and_then(|n| n.to_str()),
        };
        let mut stopped = Ok(());
        let mut each = |record: article::Record| {
            stopped = self.record(found, reading, record);
            if stopped.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        let read = article::read(found.format, file, &context, &mut each);
        stopped.map(|()| read)
    }

    fn record(
        &mut self,
        found: &Found,
        reading: &mut FileReading,
        record: article::Record,
    ) -> Result<(), Stopped> {
        let place = match found.format {
            Format::JsonLines => format!("{}: line {}", found.path.display(), record.line),
            Format::Text | Format::Markdown | Format::Html => found.path.display().to_string(),
        };
        for doubt in &record.doubts {
            (self.report)(Event::Doubt(&format!("{place}: {doubt}")));
        }
        let article = match record.outcome {
            Ok(article) => article,
            Err(problem) => {
                let problem = format!("{}: {problem}", found.path.display());
                (self.report)(Event::Failed(&problem));
                reading.problems.push(problem);
                return Ok(());
            }
        };
        let name = reading.name(&article);
        let key = Key::new(path_bytes(&found.real), &name);
        let hash = content_of(&article);
        let known = reading.known.remove(&key);
        if let Some(known) = known
            && known.hash == hash
        {
            self.summary.unchanged += 1;
            reading.records.push(known);
            return Ok(());
        }
        let moved_from = reading
            .moved_from
            .as_ref()
            .map(|from| Key::new(path_bytes(from), &name));
        if self.history.is_news(key, hash) {
            self.versions.push(Version {
                key,
                hash,
                seen: self.stamp,
                url: article.url.clone(),
                moved_from,
            });
        }
        match (known, moved_from) {
            (Some(_), _) => self.summary.changed += 1,
            (None, Some(_)) => self.summary.moved += 1,
            (None, None) => self.summary.new += 1,
        }
        let slot = reading.records.len();
        reading.records.push(RecordState {
            key,
            hash,
            figures: 0,
        });
        let before = self
            .history
            .first_seen(key)
            .or_else(|| self.history.first_seen(moved_from?));
        self.queue.add(Job {
            key,
            replaces: known.is_some(),
            id: shown_id(&article, found, slot),
            path: found.path.to_string_lossy().into_owned(),
            first_seen: before.unwrap_or(self.stamp),
            article,
        })
    }

    /// Removes the files that are gone, unless that may be a mistake.
    fn remove(&mut self, mut gone: Gone) -> Result<(), Stopped> {
        let moved: Vec<_> = gone
            .files
            .keys()
            .filter(|real| self.moved.contains_key(*real))
            .cloned()
            .collect();
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
        let Gone {
            root,
            known,
            empty,
            files,
        } = gone;
        if files.is_empty() {
            return Ok(());
        }
        if !self.options.prune && (empty || files.len() * 2 > known) {
            let what = if empty {
                "holds no article now".to_owned()
            } else {
                format!("lacks {} of {known} files", files.len())
            };
            (self.report)(Event::Doubt(&format!(
                "{}: {what}; nothing was removed: give --prune to remove the articles that are gone",
                root.display()
            )));
            for (real, file) in files {
                self.keep(real, file);
            }
            return Ok(());
        }
        for record in files.values().flat_map(|file| &file.records) {
            self.queue.delete(record.key)?;
            self.summary.removed += 1;
        }
        Ok(())
    }
}

impl FileReading {
    /// What tells a record from the others of its file: its own id, else its place.
    fn name(&mut self, article: &Article) -> String {
        let Some(id) = &article.id else {
            return format!("#{}", self.records.len());
        };
        let times = self.ids.entry(id.clone()).or_insert(0);
        *times += 1;
        format!("{times}={id}")
    }
}

fn shown_id(article: &Article, found: &Found, slot: usize) -> String {
    if let Some(id) = &article.id {
        return id.clone();
    }
    let stem = found.path.file_stem().unwrap_or_default().to_string_lossy();
    if found.format == Format::JsonLines {
        format!("{stem}#{}", slot + 1)
    } else {
        stem.into_owned()
    }
}

fn path_bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// A hash of a file's bytes.
pub fn hash_of(path: &Path) -> io::Result<Key> {
    let mut file = File::open(path)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Key::from_hash(hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        };
    }
}

fn content_of(article: &Article) -> Key {
    // Serializing plain structs of text into memory does not fail.
    Key::of_content(&serde_json::to_vec(article).unwrap_or_default())
}
