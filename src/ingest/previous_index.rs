//! Opens the index before an ingest, and removes the files that an interrupted ingest left behind.

use std::path::Path;

use tantivy::Index;

use crate::analysis;
use crate::error::{Error, Result, damaged, engine};
use crate::index::derived::derived_path;
use crate::storage::IndexFolder;
use crate::storage::directory::{Access, SharedDirectory};
use crate::storage::files;
use crate::storage::generation::Generation;
use crate::storage::layout;
use crate::storage::state::State;

/// The index as it was before an ingest.
pub struct PreviousIndex {
    /// The current generation, or `None` if it is missing or unreadable.
    pub generation: Option<Generation>,
    /// The state of the last commit, or `None` if it is missing or unreadable.
    pub state: Option<State>,
}

impl PreviousIndex {
    /// Opens the index. In a rebuild, an unreadable index is not an error, and its state is loaded if possible.
    pub fn load(folder: &IndexFolder, rebuild: bool) -> Result<Self> {
        let loaded = folder.current();
        let loaded = loaded.and_then(|generation| open_generation(folder, generation));
        let without = |state| Self {
            generation: None,
            state,
        };
        match loaded {
            Ok((generation, state)) => Ok(Self {
                generation: Some(generation),
                state: Some(state),
            }),
            Err(Error::NoIndex(_)) => Ok(without(None)),
            Err(e) if rebuild => {
                tracing::info!("rebuilding an index that cannot be read: {e}");
                Ok(without(folder.last_state()))
            }
            Err(e) => Err(e),
        }
    }
}

/// Opens an index with the figures of any extractor version.
pub fn load_any_extractor(folder: &IndexFolder) -> Result<(Generation, State)> {
    open_generation(folder, folder.current_of_any_extractor()?)
}

/// Loads the state of a generation, and removes the files that an interrupted ingest left behind.
fn open_generation(folder: &IndexFolder, generation: Generation) -> Result<(Generation, State)> {
    let index = open_index(&generation.files())?;
    let state = State::load(&generation.path().join(state_name(folder, &index)?))?;
    if let Err(e) = clean(&generation, &index, &state.name) {
        tracing::warn!("cannot remove the files of an interrupted ingest: {e}");
    }
    Ok((generation, state))
}

/// Removes the files that an interrupted ingest left behind in a generation.
fn clean(generation: &Generation, index: &Index, state: &str) -> Result<()> {
    let files = generation.files();
    SharedDirectory::clean(&files, index).map_err(engine(&files))?;
    remove_other_states(generation, state)
}

/// Opens the tantivy index of a generation for writing. `files` is the folder with tantivy's files.
pub fn open_index(files: &Path) -> Result<Index> {
    let directory = SharedDirectory::open(files, Access::Write).map_err(damaged(files))?;
    Ok(with_analyzers(
        Index::open(directory).map_err(damaged(files))?,
    ))
}

/// Registers the analyzers that the schema refers to.
pub fn with_analyzers(mut index: Index) -> Index {
    index.set_tokenizers(analysis::analyzers());
    index
}

fn state_name(folder: &IndexFolder, index: &Index) -> Result<String> {
    let payload = index.load_metas().map_err(engine(folder.path()))?.payload;
    let damaged = || Error::Damaged {
        path: folder.path().to_owned(),
        reason: "the last commit has no state".to_owned(),
    };
    payload.ok_or_else(damaged)
}

/// Removes all states and derived data of a generation except those of the commit whose state is named `keep`.
pub fn remove_other_states(generation: &Generation, keep: &str) -> Result<()> {
    let derived = derived_path(Path::new(keep));
    let other = |name: &str| {
        [layout::STATE_PREFIX, layout::DERIVED_PREFIX]
            .iter()
            .any(|prefix| name.starts_with(prefix))
            && name != keep
            && Path::new(name) != derived
    };
    for path in files::entries(generation.path(), other)? {
        files::remove(&path)?;
    }
    Ok(())
}
