//! The plan of an ingest: which files are to be read, which stay, and which are missing.

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

/// What a walk found, compared with the state.
pub struct IngestPlan {
    /// Files that are as they were read, by their absolute paths.
    pub kept: FxHashMap<RealPath, Box<FileState>>,
    /// Files to read: new ones, and known ones that may have changed.
    pub candidates: Vec<FileCandidate>,
    /// Files that are known and were not met, by the root they are under.
    pub gone: Vec<MissingFiles>,
    /// Files that are no articles by their type, and links.
    pub other: u64,
    /// Places that could not be read.
    pub failed: u64,
    /// Files that were left for later.
    pub unfinished: u64,
    /// The files that may have been moved.
    pub moves: MovedFiles,
    /// The rules of all roots that are remembered, by their hashes.
    pub rules: FxHashMap<u64, Rc<ReadingRules>>,
    /// Every file that is to be read so far: roots may lie within each other.
    met: FxHashSet<RealPath>,
    /// How many articles each file had that a rebuild reads anew.
    pub before: FxHashMap<RealPath, usize>,
    /// Roots with known files below places that could not be read, and how many.
    unread: Vec<(PathBuf, usize)>,
    /// Roots that are not there, and of which nothing is known.
    pub forgotten: Vec<PathBuf>,
    /// A file that is known and lies below no root of this rebuild, and how many there are.
    elsewhere: Option<(PathBuf, usize)>,
}

/// So many bytes are worth a thread, packed or not.
const A_THREADS_WORTH: u64 = 1 << 18;

/// Files that are not where they were, by what identifies their content: their size and their hash.
#[derive(Default)]
pub struct MovedFiles {
    gone: FxHashMap<(u64, ContentHash), Vec<RealPath>>,
    /// The files that were known and still are where they were.
    stayed: FxHashSet<RealPath>,
}

impl MovedFiles {
    /// The files that a plan did not meet, and those that it did.
    pub fn from_plan(plan: &IngestPlan) -> Self {
        let mut gone: FxHashMap<_, Vec<RealPath>> = FxHashMap::default();
        for (real, file) in plan.gone.iter().flat_map(|gone| &gone.files) {
            let content = (file.stat.size, file.hash);
            gone.entry(content).or_default().push(real.clone());
        }
        // Nothing can have been moved from where nothing is gone.
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

    /// Where a file with this content was before, if it was elsewhere.
    pub fn take_former_path(&mut self, found: &InputFile, hash: ContentHash) -> Option<RealPath> {
        let new = !self.stayed.contains(&found.real);
        new.then(|| self.gone.get_mut(&(found.stat.size, hash))?.pop())
            .flatten()
    }
}

/// A file to read.
pub struct FileCandidate {
    /// The file.
    pub found: InputFile,
    /// What is known of it.
    pub known: Option<Box<FileState>>,
    /// How it is read.
    pub rules: Rc<ReadingRules>,
}

/// What decides, apart from its bytes, how a file is read.
pub struct ReadingRules {
    /// What fields are said to mean.
    pub mapping: FieldMapping,
    /// A hash that tells these rules from others.
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

/// The files of a root that were not met.
pub struct MissingFiles {
    /// The root, as it was given.
    pub root: PathBuf,
    /// How many files it had.
    pub known: usize,
    /// Whether it holds no article now.
    pub empty: bool,
    /// Whether it is not there and was not asked for.
    pub away: bool,
    /// Those that were not met.
    pub files: FxHashMap<RealPath, Box<FileState>>,
}

/// The walks of the roots that are given, which go on while the state is read.
pub struct RootWalks(Vec<Receiver<Vec<WalkEntry>>>);

impl RootWalks {
    /// Begins to walk.
    pub fn begin(folder: &IndexFolder, roots: &RootSelection) -> Self {
        let index = folder.path();
        let index = index.canonicalize().unwrap_or_else(|_| index.to_owned());
        let walk = |root: &InputRoot| walk_ahead(&root.given, &root.real, &index);
        Self(roots.given.iter().map(walk).collect())
    }
}

impl IngestPlan {
    /// Walks the roots that are given. All files of pruned roots are missing.
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
        // What stands under no root of this ingest is none of its business, but a rebuild would lose it.
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

    /// Adds the files of roots that are pruned or absent. All of them are missing.
    fn add_absent_roots(
        &mut self,
        roots: &RootSelection,
        rest: &mut FxHashMap<RealPath, Box<FileState>>,
    ) {
        for root in &roots.pruned {
            let files = self.take_unmet(root, rest, &[]);
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
            let files = self.take_unmet(root, rest, &[]);
            self.gone.push(MissingFiles {
                root: root.real.clone(),
                known: files.len(),
                empty: true,
                away: true,
                files,
            });
        }
    }

    /// Whether nothing is to be read or removed.
    pub fn is_idle(&self) -> bool {
        self.candidates.is_empty() && self.gone.iter().all(|gone| gone.files.is_empty())
    }

    /// How many of `threads` the files to read are worth. Each takes memory of its own and writes a segment.
    pub fn worth_threads(&self, threads: usize) -> usize {
        let sizes = self.candidates.iter().map(|one| one.found.stat.size);
        let bytes = sizes.fold(0, u64::saturating_add);
        threads.min(usize::try_from(bytes / A_THREADS_WORTH).unwrap_or(usize::MAX) + 1)
    }

    /// Learns how the files below these roots are read, of which only some are walked now.
    pub fn learn_rules(&mut self, roots: &[InputRoot]) {
        let rules = roots.iter().map(ReadingRules::from_root);
        self.rules = rules.map(|rules| (rules.hash, rules)).collect();
    }

    /// Keeps the files of absent roots: if nothing is new, nothing can have moved.
    fn keep_files_of_absent_roots(&mut self) {
        for gone in self.gone.extract_if(.., |gone| gone.away) {
            self.kept.extend(gone.files);
        }
    }

    /// Forgets roots that are absent and of which no file is known.
    fn forget_empty_absent_roots(&mut self, report: EventHandler<'_>) {
        for gone in self
            .gone
            .extract_if(.., |gone| gone.away && gone.known == 0)
        {
            report(IngestEvent::Doubt(&format!(
                "{}: folder not found and none of its articles are indexed; it is forgotten",
                gone.root.display()
            )));
            self.forgotten.push(gone.root);
        }
    }

    /// The number of articles in each file.
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

    /// Returns an error if a rebuild would lose articles that an ingest would keep.
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
        let refuse = |root: &Path, what: String| {
            let why = format!("{what}, and a rebuild would lose their articles");
            let hint = "restore the files, or pass --prune to remove their articles".to_owned();
            let path = root.to_owned();
            Err(Error::Lost { path, why, hint })
        };
        for gone in &self.gone {
            if gone.away && !known {
                return refuse(&gone.root, "files not found".to_owned());
            }
            let lost = gone.files.values().filter(|file| !moved(file)).count();
            if lost > 0 && (gone.empty || lost * 2 > gone.known) {
                let what = format!("{lost} of {} files read before are missing", gone.known);
                return refuse(&gone.root, what);
            }
        }
        if let Some((root, files)) = self.unread.first() {
            return refuse(
                root,
                format!("cannot read {}", count_of(*files, "file read before")),
            );
        }
        match &self.elsewhere {
            Some((path, files)) => {
                let why = format!(
                    "a rebuild would lose this file and others read before ({files} in all), which are in no given or \
                     remembered folder"
                );
                let hint = "name their folders too, or pass --prune".to_owned();
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
                    report(IngestEvent::Doubt(&format!(
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
        let files = self.take_unmet(root, rest, &unread);
        self.gone.push(MissingFiles {
            root: root.given.clone(),
            known,
            empty: met == 0,
            away: false,
            files,
        });
    }

    /// Takes the files under `root` that are left. Below places that could not be read, no file is known to be
    /// missing.
    fn take_unmet(
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

    /// Leaves a file as it was.
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
