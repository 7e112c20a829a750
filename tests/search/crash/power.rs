//! Power cuts, after which unsynced data survives completely, in part, or not at all.
//!
//! Over several ingests, the program records all changes to the files of its index. The test replays the changes up to
//! the cut in a model of a disk. The model loses whatever POSIX allows to be lost. A file keeps its synced content and
//! any part of the later writes. A folder keeps its entries as of the last sync, with any subset of the later changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::trace::{self, Change};
use super::{
    Telling, answers, check_first_seen, check_not_damaged, check_nothing_is_left_over, check_same,
    copy, dumped, edition, rebuilt, versions,
};
use crate::harness::Sandbox;
use crate::index_dump::Dump;
use crate::random::Random;

/// The seed for the random cuts.
const SEED: u64 = 2022;

/// A model of a disk that separates the current content from the synced content.
struct Disk {
    nodes: Vec<Node>,
}

enum Node {
    File {
        now: Vec<u8>,
        safe: Vec<u8>,
    },
    Folder {
        now: Names,
        safe: Names,
        since: Vec<Renamed>,
    },
}

type Names = BTreeMap<String, usize>;

/// A change to the entries of a folder.
#[derive(Clone)]
enum Renamed {
    Added(String, usize),
    Moved(String, String, usize),
    Removed(String),
}

impl Renamed {
    fn apply(&self, names: &mut Names) {
        match self {
            Self::Added(name, node) => {
                names.insert(name.clone(), *node);
            }
            Self::Moved(from, to, node) => {
                names.retain(|name, other| (name, &*other) != (from, node));
                names.insert(to.clone(), *node);
            }
            Self::Removed(name) => {
                names.remove(name);
            }
        }
    }
}

impl Node {
    fn folder() -> Self {
        Self::Folder {
            now: Names::new(),
            safe: Names::new(),
            since: Vec::new(),
        }
    }
}

/// How much unsynced data survives.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kept {
    Nothing,
    All,
    /// A random part survives.
    Some,
}

impl Disk {
    /// Creates a disk with one empty folder.
    fn new() -> Self {
        Self {
            nodes: vec![Node::folder()],
        }
    }

    /// Returns the folder that contains `path`, and the last component of the path.
    fn find(&self, path: &Path) -> (usize, String) {
        let mut names: Vec<_> = path
            .iter()
            .map(|name| name.to_str().unwrap().to_owned())
            .collect();
        let name = names.pop().unwrap_or_default();
        let folder = names
            .iter()
            .fold(0, |folder, name| match &self.nodes[folder] {
                Node::Folder { now, .. } => now[name],
                Node::File { .. } => panic!("{} is below a file", path.display()),
            });
        (folder, name)
    }

    fn node(&self, path: &Path) -> Option<usize> {
        let (folder, name) = self.find(path);
        match &self.nodes[folder] {
            Node::Folder { .. } if name.is_empty() => Some(folder),
            Node::Folder { now, .. } => now.get(&name).copied(),
            Node::File { .. } => None,
        }
    }

    fn rename(&mut self, folder: usize, renamed: Renamed) {
        let Node::Folder { now, since, .. } = &mut self.nodes[folder] else {
            panic!("no folder");
        };
        renamed.apply(now);
        since.push(renamed);
    }

    fn add(&mut self, path: &Path, node: Node) {
        let (folder, name) = self.find(path);
        self.nodes.push(node);
        self.rename(folder, Renamed::Added(name, self.nodes.len() - 1));
    }

    /// Applies a change to a file below `root`.
    fn apply(&mut self, change: &Change, root: &Path) {
        let below = |path: &Path| path.strip_prefix(root).unwrap().to_owned();
        let file = |disk: &Self, path: &Path| disk.node(&below(path)).unwrap();
        match change {
            Change::MakeFolder(path) => self.add(&below(path), Node::folder()),
            Change::Create(path) | Change::Touch(path) => match self.node(&below(path)) {
                None => self.add(
                    &below(path),
                    Node::File {
                        now: Vec::new(),
                        safe: Vec::new(),
                    },
                ),
                Some(node) => {
                    if let (Node::File { now, .. }, Change::Create(_)) =
                        (&mut self.nodes[node], change)
                    {
                        now.clear();
                    }
                }
            },
            Change::Write(path, bytes) => {
                let node = file(self, path);
                if let Node::File { now, .. } = &mut self.nodes[node] {
                    now.extend(bytes);
                }
            }
            Change::Sync(path) | Change::SyncFolder(path) => {
                let node = file(self, path);
                match &mut self.nodes[node] {
                    Node::File { now, safe } => safe.clone_from(now),
                    Node::Folder { now, safe, since } => {
                        safe.clone_from(now);
                        since.clear();
                    }
                }
            }
            Change::Rename(from, to) => {
                let ((folder, from), (other, to)) =
                    (self.find(&below(from)), self.find(&below(to)));
                assert_eq!(folder, other, "nothing is moved from folder to folder");
                let Node::Folder { now, .. } = &self.nodes[folder] else {
                    panic!("no folder");
                };
                let node = now[&from];
                self.rename(folder, Renamed::Moved(from, to, node));
            }
            Change::Remove(path) | Change::RemoveFolder(path) => {
                let (folder, name) = self.find(&below(path));
                self.rename(folder, Renamed::Removed(name));
            }
        }
    }

    /// Writes to `path` the part of a file or folder that survives a power cut.
    fn write(&self, node: usize, path: &Path, kept: Kept, random: &mut Random) {
        match &self.nodes[node] {
            Node::File { now, safe } => fs::write(path, part(now, safe, kept, random)).unwrap(),
            Node::Folder { safe, since, .. } => {
                fs::create_dir_all(path).unwrap();
                let mut names = safe.clone();
                for renamed in since {
                    if is_kept(kept, random) {
                        renamed.apply(&mut names);
                    }
                }
                for (name, node) in names {
                    self.write(node, &path.join(name), kept, random);
                }
            }
        }
    }
}

fn is_kept(kept: Kept, random: &mut Random) -> bool {
    match kept {
        Kept::Nothing => false,
        Kept::All => true,
        Kept::Some => random.once_in(2),
    }
}

/// Returns the surviving content of a file: the synced content, followed by a part of the later writes. The rest of
/// these writes is cut off or replaced with zeros.
fn part(now: &[u8], safe: &[u8], kept: Kept, random: &mut Random) -> Vec<u8> {
    if !is_kept(kept, random) {
        return safe.to_owned();
    }
    let mut left = now.to_owned();
    if kept == Kept::Some && now != safe {
        let safe = if now.starts_with(safe) { safe.len() } else { 0 };
        let end = safe + random.below(now.len() - safe + 1);
        if random.once_in(2) {
            left.truncate(end);
        } else {
            left[end..].fill(0);
        }
    }
    left
}

/// The expected state after a number of changes.
struct Step {
    changes: usize,
    /// The content of the index, if there is one.
    dump: Option<Dump>,
    versions: BTreeSet<String>,
    saved: Option<String>,
}

/// The changes to an index over several ingests, as recorded by the program.
struct Life {
    sandbox: Sandbox,
    trace: Vec<Change>,
    steps: Vec<Step>,
}

impl Life {
    fn new() -> Self {
        let mut life = Self {
            sandbox: Sandbox::new(),
            trace: Vec::new(),
            steps: vec![Step {
                changes: 0,
                dump: None,
                versions: BTreeSet::new(),
                saved: None,
            }],
        };
        life.step(0, &["ingest", "news"]);
        life.step(0, &["save", "deaths", "killed:>0"]);
        life.step(1, &["ingest", "news"]);
        life.step(1, &["ingest"]);
        life.step(2, &["ingest", "--rebuild"]);
        // Ingests further editions until segments are merged.
        for edition in 3..10 {
            life.step(edition, &["ingest"]);
        }
        assert_eq!(
            life.steps[life.steps.len() - 1].dump,
            Some(rebuilt(&life.sandbox))
        );
        life.step(10, &["ingest", "--rebuild"]);
        life
    }

    fn step(&mut self, nth: usize, args: &[&str]) {
        let sandbox = &self.sandbox;
        edition(sandbox, nth);
        copy(
            &sandbox.path("news"),
            &sandbox.path(format!("news{}", self.steps.len())),
        );
        let trace = sandbox.path("trace");
        let run = sandbox
            .call(args)
            .env("FIGURED_TRACE", trace.to_str().unwrap())
            .run();
        assert_eq!(run.status, 0, "{run}");
        self.trace = trace::read(&trace);
        let dump = dumped(sandbox);
        self.steps.push(Step {
            changes: self.trace.len(),
            dump: Some(dump),
            versions: versions(sandbox),
            saved: saved(sandbox),
        });
    }

    fn disk(&self, changes: usize) -> Disk {
        let mut disk = Disk::new();
        for change in &self.trace[..changes] {
            disk.apply(change, &self.sandbox.path(""));
        }
        disk
    }

    /// Fails if a change is missing from the trace.
    fn check_trace(&self) {
        let sandbox = &self.sandbox;
        let again = sandbox.path("again");
        let disk = self.disk(self.trace.len());
        disk.write(0, &again, Kept::All, &mut Random::new(SEED));
        assert_eq!(files(&again.join("index")), files(&sandbox.path("index")));
        fs::remove_dir_all(again).unwrap();
    }

    /// Cuts the power after the given number of changes, and checks the index before and after the next ingest.
    fn cut(&self, changes: usize, kept: Kept, random: &mut Random) {
        let sandbox = &self.sandbox;
        let step = self
            .steps
            .iter()
            .position(|step| step.changes >= changes)
            .unwrap();
        let (after, before) = (&self.steps[step], &self.steps[step.saturating_sub(1)]);
        let _telling = Telling(format!(
            "step {step}, cut after {changes} of {} changes, {kept:?} kept, the last: {:?}",
            self.trace.len(),
            &self.trace[changes.saturating_sub(3)..changes],
        ));
        for folder in ["index", "news", "disk"] {
            let _ = fs::remove_dir_all(sandbox.path(folder));
        }
        self.disk(changes)
            .write(0, &sandbox.path("disk"), kept, random);
        if sandbox.path("disk/index").exists() {
            sandbox.rename("disk/index", "index");
        }
        copy(
            &sandbox.path(format!("news{}", step.max(1))),
            &sandbox.path("news"),
        );
        let now = if sandbox.path("index/CURRENT").exists() {
            check_not_damaged(sandbox);
            Some(dumped(sandbox))
        } else {
            answers(sandbox)
                .0
                .complains(2, &["no index in", "search ingest"]);
            None
        };
        // The result of a run that completed before the cut must survive.
        let ended = changes == after.changes;
        assert!(
            now == after.dump || !ended && now == before.dump,
            "{now:#?}"
        );
        let saved = saved(sandbox);
        assert!(
            saved == after.saved || !ended && saved == before.saved,
            "{saved:?}"
        );
        sandbox.ingest(["news"]);
        let step = &self.steps[step.max(1)];
        check_same(&dumped(sandbox), step.dump.as_ref().unwrap());
        assert_eq!(versions(sandbox), step.versions);
        check_first_seen(sandbox);
        check_nothing_is_left_over(sandbox);
    }
}

fn saved(sandbox: &Sandbox) -> Option<String> {
    fs::read_to_string(sandbox.path("index/saved.json")).ok()
}

/// Returns the content of all files below a folder, by relative path. Lock files count as empty.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for name in super::names(folder) {
        let path = folder.join(&name);
        let name = name.into_string().unwrap();
        if path.is_dir() {
            let below = self::files(&path).into_iter();
            files.extend(below.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            let is_lock = ["lock", "saved.lock"].contains(&name.as_str());
            files.insert(
                name,
                if is_lock {
                    Vec::new()
                } else {
                    fs::read(path).unwrap()
                },
            );
        }
    }
    files
}

/// Cuts the power `count` times. Every fifth cut comes directly after a run and loses all unsynced data.
fn cuts(count: usize) {
    let life = Life::new();
    life.check_trace();
    let mut random = Random::new(SEED);
    let _telling = Telling(format!("cuts of seed {SEED}"));
    for nth in 0..count {
        if nth % 5 == 0 {
            let step = &life.steps[nth / 5 % life.steps.len()];
            life.cut(step.changes, Kept::Nothing, &mut random);
        } else {
            let kept = *random.pick(&[Kept::Nothing, Kept::Some, Kept::Some]);
            let changes = random.below(life.trace.len() + 1);
            life.cut(changes, kept, &mut random);
        }
    }
}

#[test]
fn index_survives_20_power_cuts() {
    cuts(20);
}

#[test]
#[ignore = "takes minutes"]
fn index_survives_200_power_cuts() {
    cuts(200);
}
