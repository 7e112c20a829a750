//! Properties of the readers for the small files of an index. A reader must accept or reject any content without
//! panicking.

use std::fs;
use std::path::Path;

use figured::fuzzing::KEPT;

/// Checks the reader of one file. The first byte selects the file, and the rest is its content.
pub fn check(bytes: &[u8]) {
    let Some((selector, bytes)) = bytes.split_first() else {
        return;
    };
    let (name, read) = KEPT[usize::from(*selector) % KEPT.len()];
    INDEX.with(|index| {
        let index = index.path();
        let path = index.join(name);
        let before = fs::read(&path).ok();
        fs::write(&path, bytes).expect("the folder is writable");
        if let Err(error) = read(index, &path) {
            assert!(!error.to_string().is_empty());
        }
        // Restore the file, even if the reader has removed it.
        match before {
            Some(before) => fs::write(&path, before).expect("the folder is writable"),
            None => drop(fs::remove_file(&path)),
        }
    });
}

thread_local! {
    static INDEX: tempfile::TempDir = index_folder().expect("the temporary folder is writable");
}

/// Creates an index folder with the files that the readers expect, but without a search index.
fn index_folder() -> std::io::Result<tempfile::TempDir> {
    // Every input writes a file, so prefer a folder in memory.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory)?
    } else {
        tempfile::tempdir()?
    };
    let generation = folder.path().join("generation-000001");
    fs::create_dir(&generation)?;
    fs::write(folder.path().join("CURRENT"), "generation-000001\n")?;
    fs::write(generation.join("readers.lock"), "")?;
    fs::write(generation.join("stamp.json"), figured::fuzzing::stamp())?;
    Ok(folder)
}
