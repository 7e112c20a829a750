//! What holds for the files of an index, whatever is in them: they are read or refused.

use std::fs;
use std::path::Path;

use figured::fuzzing::KEPT;

/// Panics where a property does not hold for a file; its first byte tells which.
pub fn holds(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let (name, read) = KEPT[usize::from(*which) % KEPT.len()];
    INDEX.with(|index| {
        let index = index.path();
        let path = index.join(name);
        let before = fs::read(&path).ok();
        fs::write(&path, bytes).expect("the folder can be written");
        if let Err(error) = read(index, &path) {
            assert!(!error.to_string().is_empty());
        }
        // A reader may have taken it away.
        match before {
            Some(before) => fs::write(&path, before).expect("the folder can be written"),
            None => drop(fs::remove_file(&path)),
        }
    });
}

thread_local! {
    static INDEX: tempfile::TempDir = index().expect("a folder can be made");
}

/// The folder of an index, as far as these files are concerned.
fn index() -> std::io::Result<tempfile::TempDir> {
    // In memory, where there is such a folder: it is written with each input.
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
