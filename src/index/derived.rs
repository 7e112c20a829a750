//! Data about all articles together, derived from the index after each commit, so that a query need not derive it: which
//! stories have several articles, which articles are superseded, and which outlet each mention refers to.
//!
//! The data is stored beside the commit's state, under the same number. It identifies articles and stories by numbers
//! that merges do not change. If the file is missing, because an ingest was interrupted after its commit, the data is
//! derived when it is needed, and the next ingest writes the file.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::directory::OwnedBytes;

use super::clusters::StoryClusters;
use super::outlet_counts::count_outlet_mentions;
use super::reader::IndexReader;
use crate::corrections;
use crate::error::{Result, damaged};
use crate::outlets::{OutletIndex, OutletOverrides, StoredOutlets};
use crate::storage::files;
use crate::storage::layout;
use crate::storage::section_file::{self, Sections};

/// The first section of the outlets.
const OUTLETS: usize = StoryClusters::SECTIONS;
/// The section with the hash of the corrections file that was used to resolve the outlets.
const CORRECTIONS: usize = OUTLETS + StoredOutlets::SECTIONS;

/// The derived data of a commit.
#[derive(Debug)]
pub struct DerivedData {
    sections: Sections,
    /// The path of the file, for error messages.
    path: PathBuf,
}

impl DerivedData {
    /// Opens the derived data of the commit that `reader` reads, or derives it if the file is missing.
    pub fn load(reader: &IndexReader) -> Result<Self> {
        let path = reader.derived_path();
        let sections = match Sections::open(&path)? {
            Some(sections) => sections,
            None => Sections::from_content(derive(reader)?).map_err(damaged(&path))?,
        };
        Ok(Self { sections, path })
    }

    /// Returns the stories that have several articles, and the superseded articles.
    pub fn stories(&self) -> Result<StoryClusters> {
        self.sections(0)
            .map(StoryClusters::from_sections)
            .map_err(damaged(&self.path))
    }

    /// Returns the outlets. Resolves them again if the corrections file has changed since the commit.
    pub fn outlets(&self, reader: &IndexReader) -> Result<StoredOutlets> {
        let corrections = self.sections.get(CORRECTIONS);
        let corrections = corrections.map_err(damaged(&self.path))?;
        if corrections.as_slice() == corrections::file_hash(reader.path())?.as_bytes() {
            let outlets = self.sections(OUTLETS).map(StoredOutlets::from_sections);
            return outlets.map_err(damaged(&self.path));
        }
        let (own, _) = corrections::read_outlets(reader.path())?;
        let outlets = StoredOutlets::encode(&resolve_outlets(reader, &own)?);
        let outlets = outlets.map_err(|e| reader.broken(e))?;
        Ok(StoredOutlets::from_sections(outlets.map(OwnedBytes::new)))
    }

    fn sections<const N: usize>(&self, first: usize) -> io::Result<[OwnedBytes; N]> {
        let mut sections = Vec::with_capacity(N);
        for nth in first..first + N {
            sections.push(self.sections.get(nth)?);
        }
        sections
            .try_into()
            .map_err(|_| io::ErrorKind::InvalidData.into())
    }
}

/// Returns the path of the derived data of the commit whose state is the file `state`.
pub fn derived_path(state: &Path) -> PathBuf {
    let name = state.file_name().unwrap_or_default().to_string_lossy();
    let number = name.strip_prefix(layout::STATE_PREFIX).unwrap_or(&name);
    state.with_file_name(format!("{}{number}", layout::DERIVED_PREFIX))
}

/// Derives the data of the commit that `reader` reads, and returns the content of its file.
pub fn derive(reader: &IndexReader) -> Result<Vec<u8>> {
    let stories = StoryClusters::derive(reader)?;
    // If the corrections file is invalid, no hash is stored. The next reader of the outlets then reports the error.
    let own = corrections::read_outlets(reader.path()).ok();
    let (own, corrections) = own.map_or_else(Default::default, |(own, hash)| {
        (own, hash.as_bytes().to_vec())
    });
    let outlets = StoredOutlets::encode(&resolve_outlets(reader, &own)?);
    let outlets = outlets.map_err(|e| reader.broken(e))?;
    let sections = stories.iter().chain(&outlets).chain([&corrections]);
    Ok(section_file::content(sections.map(Vec::as_slice)))
}

/// Returns whether the commit's derived data is stored, intact, and up to date with the corrections file.
pub fn is_saved(reader: &IndexReader) -> bool {
    let path = reader.derived_path();
    let whole = files::read(&path).is_ok_and(|content| content.is_some());
    let Ok(Some(sections)) = Sections::open(&path) else {
        return false;
    };
    let corrections = corrections::file_hash(reader.path());
    let saved = sections.get(CORRECTIONS).ok().zip(corrections.ok());
    whole && saved.is_some_and(|(saved, now)| saved.as_slice() == now.as_bytes())
}

/// Returns whether the stored derived data equals data derived anew from the articles. Returns `true` if the file is missing.
/// Outlets are not compared if the corrections file has changed since they were resolved.
pub fn matches_articles(reader: &IndexReader) -> Result<bool> {
    let path = reader.derived_path();
    let Some(stored) = Sections::open(&path)? else {
        return Ok(true);
    };
    let derived = Sections::from_content(derive(reader)?).map_err(damaged(&path))?;
    let same = |nth| -> Result<bool> {
        let read = |sections: &Sections| sections.get(nth).map_err(damaged(&path));
        Ok(read(&stored)?.as_slice() == read(&derived)?.as_slice())
    };
    let compared = if same(CORRECTIONS)? {
        CORRECTIONS
    } else {
        OUTLETS
    };
    for nth in 0..compared {
        if !same(nth)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Derives the data of the commit that `reader` reads, and writes it to its file.
pub fn save(reader: &IndexReader) -> Result<()> {
    section_file::write(&reader.derived_path(), &derive(reader)?)
}

/// Resolves the outlets from the articles and the user's overrides.
fn resolve_outlets(reader: &IndexReader, own: &OutletOverrides) -> Result<OutletIndex> {
    let counted = count_outlet_mentions(reader.searcher(), reader.columns());
    let counted = counted.map_err(reader.failed())?;
    Ok(OutletIndex::new(own, counted))
}
