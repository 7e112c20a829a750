//! The selection of roots: which folders and files an ingest reads, and which it remembers.

use crate::storage::layout;
use std::io;
use std::path::{Path, PathBuf};

use super::event::{EventHandler, IngestEvent};
use super::options::IngestOptions;
use crate::error::{Error, Result, damaged, quoted};
use crate::hints::HintedError;
use crate::storage::folder::IndexFolder;
use crate::storage::received::is_received;
use crate::storage::roots;
use crate::storage::roots::InputRoot;

/// The roots of an ingest, grouped by what the ingest does with them.
#[derive(Default)]
pub struct RootSelection {
    /// The roots that exist and are walked for files.
    pub given: Vec<InputRoot>,
    /// Absent roots whose articles will be removed.
    pub pruned: Vec<InputRoot>,
    /// Other absent roots. Their files may have moved to roots that exist.
    pub away: Vec<InputRoot>,
    /// The roots that later ingests read if none are given.
    pub remembered: Vec<InputRoot>,
    /// The number of given or remembered roots that cannot be read.
    pub unreadable: u64,
    /// The number of unreadable roots that do not exist.
    pub missing: u64,
    /// Absent remembered roots that have not been reported yet, because their files may have moved.
    absent: Unreadable,
    /// The roots that are saved on disk, or an empty list in a rebuild.
    before: Vec<InputRoot>,
}

/// Roots that cannot be read, with their errors.
type Unreadable = Vec<(PathBuf, io::Error)>;

impl RootSelection {
    /// Classifies the given and the remembered roots. Returns an error if there is nothing to read or prune.
    pub fn new(
        folder: &IndexFolder,
        options: &IngestOptions,
        report: EventHandler<'_>,
    ) -> Result<Self> {
        let index = folder.path();
        let mut remembered = load_remembered(folder, options, report)?;
        let before = remembered.clone();
        roots::relocate_received(index, &mut remembered);
        // Files received by an interrupted ingest may not be remembered yet.
        for root in roots::received(index) {
            if !contains_root(&remembered, &root) {
                remembered.push(root);
            }
        }
        let mut roots = Self::default();
        let (mut unreadable, mut absent) = (Vec::new(), Vec::new());
        for path in &options.roots {
            roots.add_given(path, index, options, &remembered, &mut unreadable);
        }
        // A rebuild from the given roots alone would lose the articles of the remembered ones.
        let all = options.roots.is_empty() || options.rebuild;
        let (there, away): (Vec<_>, Vec<_>) =
            remembered.iter().partition(|root| root.real.exists());
        for root in there.into_iter().filter(|_| all) {
            if !contains_root(&roots.given, root) {
                roots.given.push(root.as_reachable());
            }
        }
        for root in away {
            roots.add_absent(root, all, options, &mut absent);
        }
        roots.take_over_mapping(options, &remembered, report);
        if roots.given.is_empty() && roots.pruned.is_empty() {
            unreadable.append(&mut absent);
            return Err(roots.nothing_to_read(all, unreadable));
        }
        report_unreadable(&unreadable, &remembered, report);
        let all_unreadable = unreadable.iter().chain(&absent);
        roots.unreadable = all_unreadable.clone().count() as u64;
        let missing = all_unreadable.filter(|(_, e)| e.kind() == io::ErrorKind::NotFound);
        roots.missing = missing.count() as u64;
        roots.absent = absent;
        // A rebuild leaves `before` empty, so that the roots are saved even if they did not change.
        if !options.rebuild {
            roots.before = before;
        }
        roots.remembered = remembered;
        roots.remember();
        Ok(roots)
    }

    /// Adds a given root to `given` or `pruned`. If it can be neither read nor pruned, adds it to `unreadable` with the
    /// error.
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
                let hint = "pass the folder that contains the articles";
                let cause = HintedError::io(io::ErrorKind::Other, "this is the index itself", hint);
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

    /// Returns the error for an ingest that has no root to read.
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

    /// Adds an absent remembered root to `pruned` or `away`.
    fn add_absent(
        &mut self,
        root: &InputRoot,
        all: bool,
        options: &IngestOptions,
        unreadable: &mut Unreadable,
    ) {
        // If this root lies within a given root, its files are counted as missing from the given root.
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

    /// Applies the field mapping of absent roots to new roots, which may be the same folders under new names. Does
    /// nothing if `--map` was given or if the mappings of the absent roots differ.
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
            report(IngestEvent::Warning(&format!(
                "{}: {} no longer exists; using its field mapping",
                root.given.display(),
                before.real.display()
            )));
            report(IngestEvent::Hint("to change the mapping, pass --map"));
        }
    }

    /// Returns whether `real` is the old path of a received file that was moved together with the index.
    pub fn moved_with_index(&self, real: &Path) -> bool {
        let followed = |root: &InputRoot| {
            is_received(&root.real)
                && root.real.file_name() == real.file_name()
                && root.real != *real
        };
        is_received(real) && self.given.iter().any(followed)
    }

    /// Forgets the absent roots.
    pub fn forget_absent(&mut self) {
        let away = &self.away;
        self.remembered.retain(|root| !contains_root(away, root));
    }

    /// Forgets the roots in `moved`, which no longer have any files.
    pub fn forget(&mut self, moved: &[PathBuf]) {
        self.remembered.retain(|root| !moved.contains(&root.real));
        self.absent.retain(|(path, _)| !moved.contains(path));
    }

    /// Reports the absent roots that are still remembered, except those in `reported`.
    pub fn report_absent(&mut self, reported: &[PathBuf], report: EventHandler<'_>) {
        self.absent.retain(|(path, _)| !reported.contains(path));
        report_unreadable(&self.absent, &self.remembered, report);
    }

    /// Saves `roots` if they differ from the saved ones or if any root was pruned.
    pub fn save(&self, folder: &IndexFolder, roots: &[InputRoot]) -> Result<()> {
        let settled = self.before == roots && self.pruned.is_empty();
        if settled {
            return Ok(());
        }
        roots::save(folder.path(), roots)
    }

    /// Returns the pruned and the remembered roots. Both are saved until the articles of the pruned roots are removed.
    pub fn with_pruned(&self) -> Vec<InputRoot> {
        self.pruned
            .iter()
            .chain(&self.remembered)
            .cloned()
            .collect()
    }

    /// Appends the given roots to the remembered ones. Forgets pruned roots and absent roots within given ones.
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

/// Reports roots that cannot be read.
fn report_unreadable(unreadable: &Unreadable, remembered: &[InputRoot], report: EventHandler<'_>) {
    for (path, e) in unreadable {
        let known = remembered
            .iter()
            .any(|root| root.real == *path || root.was_given_as(path));
        let kept = if known {
            "; the articles from this path stay in the index"
        } else {
            ""
        };
        report(IngestEvent::Failed(&format!(
            "{}: {e}{kept}",
            path.display()
        )));
        if let Some(hint) = HintedError::hint_in(e) {
            report(IngestEvent::Hint(hint));
        } else if known {
            report(IngestEvent::Hint(&restore_or_prune(path)));
        }
    }
}

/// Returns the hint for a missing root. A path with an extension is most likely that of a file.
fn restore_or_prune(path: &Path) -> String {
    let what = match path.extension() {
        Some(_) => "file",
        None => "folder",
    };
    format!(
        "restore the {what}, or remove its articles with `search ingest --prune {}`",
        quoted(path)
    )
}

/// Returns whether `roots` contains a root with the same path as `root`.
fn contains_root(roots: &[InputRoot], root: &InputRoot) -> bool {
    roots.iter().any(|other| other.real == root.real)
}

/// Returns whether a root equals one of `roots` or lies below it.
fn lies_in(roots: &[InputRoot], root: &InputRoot) -> bool {
    roots.iter().any(|other| root.real.starts_with(&other.real))
}

/// Loads the remembered roots. If the roots file is damaged, a rebuild with given or received roots reports the damage
/// and reads only those roots.
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
                "{}: {reason}; only the folders that you named will be read",
                path.display()
            );
            report(IngestEvent::Warning(&message));
            Ok(Vec::new())
        }
        loaded => loaded,
    }
}

/// Returns `roots`, or an error if the roots file is missing although an ingest has completed in this folder.
fn check_roots_file(folder: &IndexFolder, roots: Vec<InputRoot>) -> Result<Vec<InputRoot>> {
    let path = folder.path().join(layout::ROOTS);
    if roots.is_empty() && folder.was_ingested() && !path.exists() {
        return Err(damaged(&path)("file is missing"));
    }
    Ok(roots)
}

/// Returns whether a root lies within the index folder and is not a received file.
fn is_of_index(root: &InputRoot, index: &Path) -> bool {
    index.canonicalize().is_ok_and(|index| {
        root.real.starts_with(&index) && !root.real.starts_with(index.join(layout::RECEIVED))
    })
}

/// Sets the field mapping of a root to the given one, or else to the remembered one.
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
