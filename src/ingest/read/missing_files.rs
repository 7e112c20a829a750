//! Handles files that earlier ingests read and this one did not find. Decides which were moved, and whether the
//! articles of the others are kept or removed.

use std::path::Path;

use super::FileReader;
use crate::error::quoted;
use crate::ingest::event::IngestEvent;
use crate::ingest::plan::{MissingFiles, missing_of};
use crate::ingest::queue::WritersStopped;
use crate::storage::layout;

/// Removes the articles of missing files. If the files may be missing by mistake, keeps their articles instead.
pub fn remove(
    reader: &mut FileReader<'_>,
    mut missing: MissingFiles,
) -> Result<(), WritersStopped> {
    remove_moved(reader, &mut missing)?;
    if missing.files.is_empty() {
        forget_emptied_root(reader, missing);
        return Ok(());
    }
    if missing.away {
        report_unmoved(reader, &missing);
        keep(reader, missing);
        return Ok(());
    }
    if !reader.options.prune && (missing.empty || missing.files.len() * 2 > missing.known) {
        report_unpruned(reader, &missing);
        keep(reader, missing);
        return Ok(());
    }
    reader.changed = true;
    for record in missing.files.values().flat_map(|file| &file.records) {
        reader.queue.delete(record.key)?;
        reader.summary.removed += 1;
    }
    Ok(())
}

/// Removes the articles of moved files under their old keys. The articles are already queued under their new keys.
fn remove_moved(
    reader: &mut FileReader<'_>,
    missing: &mut MissingFiles,
) -> Result<(), WritersStopped> {
    let moved: Vec<_> = missing
        .files
        .keys()
        .filter(|real| reader.moved.contains_key(*real))
        .cloned()
        .collect();
    reader.changed |= !moved.is_empty();
    for real in moved {
        let file = missing.files.remove(&real);
        for record in file.iter().flat_map(|file| &file.records) {
            reader.queue.delete(record.key)?;
        }
    }
    Ok(())
}

/// Forgets an absent root whose files have all moved elsewhere.
fn forget_emptied_root(reader: &mut FileReader<'_>, missing: MissingFiles) {
    if missing.away && missing.root != Path::new(layout::RECEIVED) {
        (reader.report)(IngestEvent::Warning(&format!(
            "{}: folder not found, but all its files were found elsewhere; later ingests will not look for it",
            missing.root.display()
        )));
        reader.emptied.push(missing.root);
    }
}

/// Reports an absent root if only some of its files have moved elsewhere.
fn report_unmoved(reader: &mut FileReader<'_>, missing: &MissingFiles) {
    let (left, known) = (missing.files.len(), missing.known);
    if left < known && missing.root != Path::new(layout::RECEIVED) {
        let root = missing.root.display();
        let (was, its, file) = match left {
            1 => ("was", "its", "that file"),
            _ => ("were", "their", "those files"),
        };
        (reader.report)(IngestEvent::Warning(&format!(
            "{root}: folder not found, and {left} of its {known} files {was} not found elsewhere; the articles \
             from {file} stay in the index"
        )));
        (reader.report)(IngestEvent::Hint(&format!(
            "remove {its} articles with `search ingest --prune {}`",
            quoted(&missing.root)
        )));
        reader.partly_moved.push(missing.root.clone());
    }
}

/// Reports a root that is missing so many files that only `--prune` removes their articles.
fn report_unpruned(reader: &mut FileReader<'_>, missing: &MissingFiles) {
    let what = if missing.empty {
        "no longer contains articles".to_owned()
    } else {
        missing_of(missing.files.len(), missing.known)
    };
    (reader.report)(IngestEvent::Warning(&format!(
        "{}: {what}; nothing was removed from the index",
        missing.root.display()
    )));
    (reader.report)(IngestEvent::Hint(
        "pass --prune to remove articles whose files are missing",
    ));
}

fn keep(reader: &mut FileReader<'_>, missing: MissingFiles) {
    for (real, file) in missing.files {
        reader.keep(real, file);
    }
}
