//! The selection of roots: which folders and files an ingest reads, and which are remembered.

use crate::storage::layout;
use std::io;
use std::path::{Path, PathBuf};

use super::event::{EventHandler, IngestEvent};
use super::options::IngestOptions;
use crate::error::{Error, Result, damaged};
use crate::storage::folder::IndexFolder;
use crate::storage::received::is_received;
use crate::storage::roots;
use crate::storage::roots::InputRoot;

/// The roots of an ingest.
#[derive(Default)]
pub struct RootSelection {
    /// The roots to walk.
    pub given: Vec<InputRoot>,
    /// Absent roots whose articles are to be removed.
    pub pruned: Vec<InputRoot>,
    /// Other absent roots. Their files may have moved to roots that are there.
    pub away: Vec<InputRoot>,
    /// The roots to remember.
    pub remembered: Vec<InputRoot>,
    /// How many roots were given or remembered and are absent.
    pub missing: u64,
    /// The roots on the disk.
    before: Vec<InputRoot>,
}

/// Roots that were asked for and cannot be read, and why.
type Unreadable = Vec<(PathBuf, io::Error)>;

impl RootSelection {
    /// Chooses from the roots that are given and those that are remembered.
    pub fn new(
        folder: &IndexFolder,
        options: &IngestOptions,
        report: EventHandler<'_>,
    ) -> Result<Self> {
        let index = folder.path();
        let mut remembered = load_remembered(folder, options, report)?;
        let before = remembered.clone();
        roots::relocate_received(index, &mut remembered);
        // What was received by an ingest that was cut off is taken in by the next.
        for root in roots::received(index) {
            if !contains_root(&remembered, &root) {
                remembered.push(root);
            }
        }
        let mut roots = Self::default();
        let mut unreadable = Vec::new();
        for path in &options.roots {
            roots.add_given(path, index, options, &remembered, &mut unreadable);
        }
        // A rebuild that took only the roots given would lose the articles of the others.
        let all = options.roots.is_empty() || options.rebuild;
        let (there, away): (Vec<_>, Vec<_>) =
            remembered.iter().partition(|root| root.real.exists());
        for root in there.into_iter().filter(|_| all) {
            if !contains_root(&roots.given, root) {
                roots.given.push(root.as_reachable());
            }
        }
        for root in away {
            roots.add_absent(root, all, options, &mut unreadable);
        }
        roots.take_over_mapping(options, &remembered, report);
        if roots.given.is_empty() && roots.pruned.is_empty() {
            return Err(roots.nothing_to_read(all, unreadable));
        }
        for (path, e) in &unreadable {
            let message = format!("{}: {e}; its articles stay in the index", path.display());
            report(IngestEvent::Failed(&message));
            report(IngestEvent::Hint(
                "restore it, or name it with --prune to remove its articles",
            ));
        }
        roots.missing = unreadable.len() as u64;
        // A rebuild writes all anew.
        if !options.rebuild {
            roots.before = before;
        }
        roots.remembered = remembered;
        roots.remember();
        Ok(roots)
    }

    /// Takes a root that is given.
    fn add_given(
        &mut self,
        path: &Path,
        index: &Path,
        options: &IngestOptions,
        remembered: &[InputRoot],
        unreadable: &mut Unreadable,
    ) {
        match InputRoot::new(path) {
            Ok(root) if is_of_index(&root, index) => {
                let cause =
                    io::Error::other("this is the index itself; name the folder of the articles");
                unreadable.push((path.to_owned(), cause));
            }
            Ok(root) if contains_root(&self.given, &root) => {}
            Ok(root) => self.given.push(with_mapping(root, options, remembered)),
            Err(e) => match remembered.iter().find(|root| root.was_given_as(path)) {
                Some(root) if options.prune => self.pruned.push(root.clone()),
                _ => unreadable.push((path.to_owned(), e)),
            },
        }
    }

    /// Why no root is left to read.
    fn nothing_to_read(&self, all: bool, unreadable: Unreadable) -> Error {
        match (unreadable.into_iter().next(), self.away.first()) {
            (Some((path, cause)), _) => Error::Io { path, cause },
            (None, Some(root)) if all => Error::Lost {
                path: root.real.clone(),
                why: "not found, and a rebuild would lose its articles".to_owned(),
                hint: "restore it, or pass --prune to remove its articles".to_owned(),
            },
            _ => Error::NoRoots,
        }
    }

    /// Takes an absent root of earlier ingests.
    fn add_absent(
        &mut self,
        root: &InputRoot,
        all: bool,
        options: &IngestOptions,
        unreadable: &mut Unreadable,
    ) {
        // What is missing within a root that is there is the business of that root.
        if contains_root(&self.pruned, root) || lies_in(&self.given, root) {
            return;
        }
        if all && options.prune {
            self.pruned.push(root.clone());
            return;
        }
        self.away.push(root.clone());
        if let (true, false, Err(e)) = (all, options.rebuild, root.real.metadata()) {
            unreadable.push((root.real.clone(), e));
        }
    }

    /// Applies the mapping of an absent folder to the new one, which may be the same folder renamed.
    fn take_over_mapping(
        &mut self,
        options: &IngestOptions,
        remembered: &[InputRoot],
        report: EventHandler<'_>,
    ) {
        let mut mapped = self.away.iter().filter(|root| !root.mapping.is_empty());
        let (Some(before), None) = (mapped.next(), &options.mapping) else {
            return;
        };
        if mapped.any(|other| other.mapping != before.mapping) {
            return;
        }
        let new = self
            .given
            .iter_mut()
            .filter(|root| !contains_root(remembered, root));
        for root in new.filter(|root| root.mapping.is_empty()) {
            root.mapping.clone_from(&before.mapping);
            report(IngestEvent::Doubt(&format!(
                "{}: using the field mapping of {}, which no longer exists",
                root.given.display(),
                before.real.display()
            )));
            report(IngestEvent::Hint("pass --map to change the mapping"));
        }
    }

    /// Whether a file came by standard input and moved with the index.
    pub fn moved_with_index(&self, real: &Path) -> bool {
        let followed = |root: &InputRoot| {
            is_received(&root.real)
                && root.real.file_name() == real.file_name()
                && root.real != *real
        };
        is_received(real) && self.given.iter().any(followed)
    }

    /// Forgets the absent roots.
    pub fn forget_away(&mut self) {
        let away = &self.away;
        self.remembered.retain(|root| !contains_root(away, root));
    }

    /// Forgets those whose files have all moved elsewhere.
    pub fn forget(&mut self, moved: &[PathBuf]) {
        self.remembered.retain(|root| !moved.contains(&root.real));
    }

    /// Writes `roots` to the disk, unless they are there.
    pub fn save(&self, folder: &IndexFolder, roots: &[InputRoot]) -> Result<()> {
        let settled = self.before == roots && self.pruned.is_empty();
        if settled {
            return Ok(());
        }
        roots::save(folder.path(), roots)
    }

    /// The roots to remember until the articles of the pruned ones are removed.
    pub fn with_pruned(&self) -> Vec<InputRoot> {
        self.pruned
            .iter()
            .chain(&self.remembered)
            .cloned()
            .collect()
    }

    /// Remembers the roots that are given, the last ones last, and forgets the pruned ones.
    fn remember(&mut self) {
        let named = |root: &InputRoot| {
            contains_root(&self.given, root) || contains_root(&self.pruned, root)
        };
        let swallowed = |root: &InputRoot| !root.real.exists() && lies_in(&self.given, root);
        self.remembered
            .retain(|root| !named(root) && !swallowed(root));
        self.remembered.extend(self.given.iter().cloned());
    }
}

/// Whether one of `roots` is the same folder or file.
fn contains_root(roots: &[InputRoot], root: &InputRoot) -> bool {
    roots.iter().any(|other| other.real == root.real)
}

/// Whether it is one of `roots` or lies in one.
fn lies_in(roots: &[InputRoot], root: &InputRoot) -> bool {
    roots.iter().any(|other| root.real.starts_with(&other.real))
}

/// The roots that are remembered. A rebuild that is given roots does without them if their file is damaged.
fn load_remembered(
    folder: &IndexFolder,
    options: &IngestOptions,
    report: EventHandler<'_>,
) -> Result<Vec<InputRoot>> {
    let index = folder.path();
    let loaded = roots::load(index).and_then(|roots| check_roots_file(folder, roots));
    match loaded {
        Err(Error::Damaged { path, reason })
            if options.rebuild
                && !(options.roots.is_empty() && roots::received(index).is_empty()) =>
        {
            let message = format!(
                "{}: {reason}; only the folders given now are read",
                path.display()
            );
            report(IngestEvent::Doubt(&message));
            Ok(Vec::new())
        }
        loaded => loaded,
    }
}

/// The roots that are remembered; an error if their file is lost.
fn check_roots_file(folder: &IndexFolder, roots: Vec<InputRoot>) -> Result<Vec<InputRoot>> {
    let path = folder.path().join(layout::ROOTS);
    if roots.is_empty() && folder.was_ingested() && !path.exists() {
        return Err(damaged(&path)("file is missing"));
    }
    Ok(roots)
}

/// Whether a root lies in the index and did not come by standard input.
fn is_of_index(root: &InputRoot, index: &Path) -> bool {
    index.canonicalize().is_ok_and(|index| {
        root.real.starts_with(&index) && !root.real.starts_with(index.join(layout::RECEIVED))
    })
}

/// The root with what its fields mean: as is said now, else as was said before.
fn with_mapping(root: InputRoot, options: &IngestOptions, remembered: &[InputRoot]) -> InputRoot {
    let before = remembered.iter().find(|other| other.real == root.real);
    let mapping = options
        .mapping
        .clone()
        .or(before.map(|root| root.mapping.clone()));
    InputRoot {
        mapping: mapping.unwrap_or_default(),
        ..root
    }
}
