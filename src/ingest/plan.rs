//! The plan of an ingest: which files to read, which to keep, and which are missing.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::Receiver;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::event::{EventHandler, IngestEvent};
use super::options::IngestContext;
use super::root_selection::RootSelection;
use crate::article::FieldMapping;
use crate::corrections::Corrections;
use crate::error::{Error, Result};
use crate::input::{InputFile, RealPath, WalkEntry, walk_ahead};
use crate::plural::count_of;
use crate::storage::ContentHash;
use crate::storage::folder::IndexFolder;
use crate::storage::layout;
use crate::storage::roots::InputRoot;
use crate::storage::state::{FileState, State};

/// The files that the walks found, compared with the state of the last commit.
pub struct IngestPlan {
    /// Files that keep their earlier state, by absolute path.
    pub kept: FxHashMap<RealPath, Box<FileState>>,
    /// Files to read: new ones, and known ones that may have changed.
    pub candidates: Vec<FileCandidate>,
    /// Known files that the walks did not find, by root.
    pub gone: Vec<MissingFiles>,
    /// The number of links, special files, and files of types that contain no articles.
    pub other: u64,
    /// The number of files and folders that could not be read.
    pub failed: u64,
    /// The number of unfinished files, which are left for a later ingest.
    pub unfinished: u64,
    /// Files that may have been moved.
    pub moves: MovedFiles,
    /// The reading rules of all remembered roots, by their hashes.
    pub rules: FxHashMap<u64, Rc<ReadingRules>>,
    /// The paths of the candidates so far. If one root lies within another, a file may be found twice.
    met: FxHashSet<RealPath>,
    /// The number of articles that each file had before the rebuild.
    pub before: FxHashMap<RealPath, usize>,
    /// Roots with known files below unreadable paths, each with the number of such files.
    unread: Vec<(PathBuf, usize)>,
    /// Absent roots to forget, because they have no known files.
    pub forgotten: Vec<PathBuf>,
    /// The first known file outside all roots, and the number of such files. `None` if there are none or if this is not
    /// a rebuild.
    elsewhere: Option<(PathBuf, usize)>,
}

/// The total file size, in bytes, that justifies another thread. Compressed files count with their compressed size.
const A_THREADS_WORTH: u64 = 1 << 18;

/// Missing files by size and hash, to recognise them at a new path.
#[derive(Default)]
pub struct MovedFiles {
    gone: FxHashMap<(u64, ContentHash), Vec<RealPath>>,
    /// Known files that are still at their old path.
    stayed: FxHashSet<RealPath>,
}

impl MovedFiles {
    /// Collects the missing files of a plan, and the known files that still exist.
    pub fn from_plan(plan: &IngestPlan) -> Self {
        let mut gone: FxHashMap<_, Vec<RealPath>> = FxHashMap::default();
        for (real, file) in plan.gone.iter().flat_map(|gone| &gone.files) {
            let content = (file.stat.size, file.hash);
            gone.entry(content).or_default().push(real.clone());
        }
        // If no file is missing, none can have been moved.
        if gone.is_empty() {
            return Self::default();
        }
        for paths in gone.values_mut() {
            paths.sort_unstable_by(|a, b| b.cmp(a));
        }
        let known = plan
            .candidates
            .iter()
            .filter(|candidate| candidate.known.is_some());
        let known = known.map(|candidate| candidate.found.real.clone());
        let stayed = plan.kept.keys().cloned().chain(known).collect();
        Self { gone, stayed }
    }

    /// Removes a missing file with the same size and hash as `found`, and returns its path. Returns `None` if no such
    /// file is left or if `found` is not new.
    pub fn take_former_path(&mut self, found: &InputFile, hash: ContentHash) -> Option<RealPath> {
        let new = !self.stayed.contains(&found.real);
        new.then(|| self.gone.get_mut(&(found.stat.size, hash))?.pop())
            .flatten()
    }
}

/// A file to read, with its earlier state and its reading rules.
pub struct FileCandidate {
    /// The file as found by the walk.
    pub found: InputFile,
    /// The file's state after the last ingest, or `None` for a new file.
    pub known: Option<Box<FileState>>,
    /// The rules for reading the file.
    pub rules: Rc<ReadingRules>,
}

/// The settings that affect how a file is read.
pub struct ReadingRules {
    /// The field mapping that the user gave.
    pub mapping: FieldMapping,
    /// The hash of the field mapping, or 0 if it is empty.
    pub hash: u64,
}

impl ReadingRules {
    fn from_root(root: &InputRoot) -> Rc<Self> {
        let mapping = root.mapping.clone();
        let hash = if mapping.is_empty() {
            0
        } else {
            ContentHash::from_bytes(mapping.to_string().as_bytes()).order()
        };
        Rc::new(Self { mapping, hash })
    }
}

/// The known files of a root that the walk did not find.
pub struct MissingFiles {
    /// The path of the root.
    pub root: PathBuf,
    /// The number of known files in the root.
    pub known: usize,
    /// Whether no files were found in the root.
    pub empty: bool,
    /// Whether the root is absent and is not being pruned.
    pub away: bool,
    /// The missing files, by their absolute paths.
    pub files: FxHashMap<RealPath, Box<FileState>>,
}

/// Formats a message about how many of a root's known files are missing.
pub fn missing_of(lost: usize, known: usize) -> String {
    let files = match known {
        1 => "file",
        _ => "files",
    };
    let are = if lost == 1 { "is" } else { "are" };
    format!("{lost} of {known} {files} {are} missing")
}

/// The walks of the given roots, which run in the background while the state is loaded.
pub struct RootWalks(Vec<Receiver<Vec<WalkEntry>>>);

impl RootWalks {
    /// Starts a walk of each given root.
    pub fn begin(folder: &IndexFolder, roots: &RootSelection) -> Self {
        let index = folder.path();
        let index = index.canonicalize().unwrap_or_else(|_| index.to_owned());
        let walk = |root: &InputRoot| walk_ahead(&root.given, &root.real, &index);
        Self(roots.given.iter().map(walk).collect())
    }
}

impl IngestPlan {
    /// Compares the files found by the walks with `state`.
    pub fn new(
        walks: RootWalks,
        state: State,
        roots: &RootSelection,
        context: IngestContext<'_>,
        report: EventHandler<'_>,
    ) -> Self {
        let mut rest = state.files;
        let mut plan = Self {
            kept: FxHashMap::with_capacity_and_hasher(rest.len(), FxBuildHasher),
            candidates: Vec::new(),
            gone: Vec::new(),
            other: 0,
            failed: 0,
            unfinished: 0,
            moves: MovedFiles::default(),
            rules: FxHashMap::default(),
            met: FxHashSet::default(),
            before: FxHashMap::default(),
            unread: Vec::new(),
            forgotten: Vec::new(),
            elsewhere: None,
        };
        for (root, walk) in roots.given.iter().zip(walks.0) {
            plan.add_walk(root, walk, context, &mut rest, report);
        }
        plan.add_absent_roots(roots, &mut rest);
        // A normal ingest keeps files outside the given roots, but a rebuild would lose them.
        if context.options.rebuild {
            let paths = rest.iter().map(|(real, file)| (real, &file.path));
            plan.elsewhere = paths.min().map(|(_, path)| (path.clone(), rest.len()));
        }
        plan.kept.extend(rest);
        if !context.options.rebuild {
            plan.forget_empty_absent_roots(report);
            if plan.candidates.is_empty() {
                plan.keep_files_of_absent_roots();
            }
        }
        plan.moves = MovedFiles::from_plan(&plan);
        plan
    }

    /// Adds the files of pruned and absent roots to the missing files.
    fn add_absent_roots(
        &mut self,
        roots: &RootSelection,
        rest: &mut FxHashMap<RealPath, Box<FileState>>,
    ) {
        for root in &roots.pruned {
            let files = self.take_missing_files(root, rest, &[]);
            let known = files.len();
            let root = root.given.clone();
            self.gone.push(MissingFiles {
                root,
                known,
                empty: true,
                away: false,
                files,
            });
        }
        let moved_with_index = rest.extract_if(|real, _| roots.moved_with_index(real));
        let files: FxHashMap<_, _> = moved_with_index.collect();
        if !files.is_empty() {
            self.gone.push(MissingFiles {
                root: PathBuf::from(layout::RECEIVED),
                known: files.len(),
                empty: false,
                away: true,
                files,
            });
        }
        for root in &roots.away {
            let files = self.take_missing_files(root, rest, &[]);
            self.gone.push(MissingFiles {
                root: root.real.clone(),
                known: files.len(),
                empty: true,
                away: true,
                files,
            });
        }
    }

    /// Returns whether there is nothing to read or remove.
    pub fn is_idle(&self) -> bool {
        self.candidates.is_empty() && self.gone.iter().all(|gone| gone.files.is_empty())
    }

    /// Returns how many of the available `threads` are worth using for the files to read. Each thread takes up memory
    /// and writes a separate segment.
    pub fn useful_threads(&self, threads: usize) -> usize {
        let sizes = self.candidates.iter().map(|one| one.found.stat.size);
        let bytes = sizes.fold(0, u64::saturating_add);
        threads.min(usize::try_from(bytes / A_THREADS_WORTH).unwrap_or(usize::MAX) + 1)
    }

    /// Records the reading rules of all remembered roots, including roots that this ingest does not walk.
    pub fn learn_rules(&mut self, roots: &[InputRoot]) {
        let rules = roots.iter().map(ReadingRules::from_root);
        self.rules = rules.map(|rules| (rules.hash, rules)).collect();
    }

    /// Keeps the files of absent roots. May only be called if there are no candidates, because then no file can have
    /// moved.
    fn keep_files_of_absent_roots(&mut self) {
        for gone in self.gone.extract_if(.., |gone| gone.away) {
            self.kept.extend(gone.files);
        }
    }

    /// Forgets and reports absent roots that have no known files.
    fn forget_empty_absent_roots(&mut self, report: EventHandler<'_>) {
        for gone in self
            .gone
            .extract_if(.., |gone| gone.away && gone.known == 0)
        {
            report(IngestEvent::Warning(&format!(
                "{}: folder not found, and the index has no articles from it; later ingests will not look for it",
                gone.root.display()
            )));
            self.forgotten.push(gone.root);
        }
    }

    /// Returns the number of articles in each file that has any.
    pub fn articles(&self) -> FxHashMap<RealPath, usize> {
        let kept = self.kept.iter();
        let known = self.candidates.iter().filter_map(|candidate| {
            let known = candidate.known.as_ref()?;
            Some((&candidate.found.real, known))
        });
        let all = kept
            .chain(known)
            .map(|(real, file)| (real.clone(), file.records.len()));
        all.filter(|(_, articles)| *articles > 0).collect()
    }

    /// Returns an error if a rebuild would lose articles that a normal ingest keeps. `known` is false if the state of
    /// the last commit could not be loaded.
    pub fn refuse_losses(&self, known: bool) -> Result<()> {
        let new = self
            .candidates
            .iter()
            .filter(|candidate| candidate.known.is_none());
        let met: Vec<_> = new.map(|candidate| &candidate.found).collect();
        let moved = |file: &FileState| {
            let same =
                |path: &Path| ContentHash::from_file(path).is_ok_and(|hash| hash == file.hash);
            met.iter()
                .any(|found| found.stat.size == file.stat.size && same(&found.path))
        };
        let refuse = |root: &Path, what: String, files: usize| {
            let (the_files, their) = match files {
                1 => ("file", "its"),
                _ => ("files", "their"),
            };
            let why = format!("{what}, and a rebuild would lose {their} articles");
            let hint =
                format!("restore the {the_files}, or pass --prune to remove {their} articles");
            let path = root.to_owned();
            Err(Error::Lost { path, why, hint })
        };
        for gone in &self.gone {
            if gone.away && !known {
                return refuse(&gone.root, "files not found".to_owned(), gone.known);
            }
            let lost = gone.files.values().filter(|file| !moved(file)).count();
            if lost > 0 && (gone.empty || lost * 2 > gone.known) {
                let what = missing_of(lost, gone.known);
                return refuse(&gone.root, what, lost);
            }
        }
        if let Some((root, files)) = self.unread.first() {
            return refuse(
                root,
                format!("{} can no longer be read", count_of(*files, "file")),
                *files,
            );
        }
        match &self.elsewhere {
            Some((path, files)) => {
                let (others, their, folders) = match files - 1 {
                    0 => ("this file is".to_owned(), "its", "its folder"),
                    others => {
                        let others = format!("this file and {} are", count_of(others, "other"));
                        (others, "their", "their folders")
                    }
                };
                let why = format!(
                    "{others} outside the folders to be read, and a rebuild would lose {their} articles"
                );
                let hint =
                    format!("name {folders} too, or pass --prune to remove {their} articles");
                let path = path.clone();
                Err(Error::Lost { path, why, hint })
            }
            None => Ok(()),
        }
    }

    fn add_walk(
        &mut self,
        root: &InputRoot,
        walk: Receiver<Vec<WalkEntry>>,
        context: IngestContext<'_>,
        rest: &mut FxHashMap<RealPath, Box<FileState>>,
        report: EventHandler<'_>,
    ) {
        let known = rest
            .keys()
            .filter(|real| real.is_within(&root.real))
            .count();
        let rules = ReadingRules::from_root(root);
        let unfinished = context.options.unfinished.as_ref();
        let (mut met, mut unread) = (0, Vec::new());
        for walked in walk.into_iter().flatten() {
            match walked {
                WalkEntry::File(found) => {
                    met += 1;
                    if unfinished.is_some_and(|unfinished| unfinished.contains(&found)) {
                        self.postpone(found, rest);
                    } else {
                        self.add_file(found, &rules, context.corrections, rest);
                    }
                }
                WalkEntry::Other => self.other += 1,
                WalkEntry::PassedOver(path) => {
                    self.other += 1;
                    report(IngestEvent::Warning(&format!(
                        "{}: skipped, because it is a link or a special file",
                        path.display()
                    )));
                }
                WalkEntry::Failed(path, e) => {
                    self.failed += 1;
                    report(IngestEvent::Failed(&format!("{}: {e}", path.display())));
                    unread.push(
                        root.real
                            .join(path.strip_prefix(&root.given).unwrap_or(&path)),
                    );
                }
            }
        }
        let files = self.take_missing_files(root, rest, &unread);
        self.gone.push(MissingFiles {
            root: root.given.clone(),
            known,
            empty: met == 0,
            away: false,
            files,
        });
    }

    /// Removes the files under `root` from `rest` and returns them as missing. Files below the unreadable paths in
    /// `unread` are kept instead, because they may still exist.
    fn take_missing_files(
        &mut self,
        root: &InputRoot,
        rest: &mut FxHashMap<RealPath, Box<FileState>>,
        unread: &[PathBuf],
    ) -> FxHashMap<RealPath, Box<FileState>> {
        let under = |real: &RealPath, _: &mut Box<FileState>| real.is_within(&root.real);
        let (kept, gone) = rest
            .extract_if(under)
            .partition(|(real, _)| unread.iter().any(|place| real.starts_with(place)));
        let kept: FxHashMap<_, _> = kept;
        if !kept.is_empty() {
            self.unread.push((root.given.clone(), kept.len()));
        }
        self.kept.extend(kept);
        gone
    }

    /// Leaves an unfinished file for a later ingest and keeps its earlier state.
    fn postpone(&mut self, found: InputFile, rest: &mut FxHashMap<RealPath, Box<FileState>>) {
        self.unfinished += 1;
        if let Some(file) = rest.remove(&found.real) {
            self.kept.insert(found.real, file);
        }
    }

    fn add_file(
        &mut self,
        found: InputFile,
        rules: &Rc<ReadingRules>,
        corrections: &Corrections,
        rest: &mut FxHashMap<RealPath, Box<FileState>>,
    ) {
        let by = corrections.rules(&found.path, &found.real);
        if self.kept.contains_key(&found.real) || self.met.contains(&found.real) {
            return;
        }
        match rest.remove(&found.real) {
            Some(file) if file.is_current(found.stat, rules.hash, by) => {
                self.kept.insert(found.real, file);
            }
            known => {
                self.met.insert(found.real.clone());
                self.candidates.push(FileCandidate {
                    found,
                    known,
                    rules: Rc::clone(rules),
                });
            }
        }
    }
}
