//! Articles that a rebuild would lose because it reads less of a file than was read before.

use std::io;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::input::{InputFile, RealPath};

/// What the files had before a rebuild, and the first of them that has less now because of an error.
#[derive(Default)]
pub struct RebuildLosses {
    /// How many articles each file had.
    before: FxHashMap<RealPath, usize>,
    /// A file of which less was read, and why.
    first: Option<(PathBuf, String)>,
}

impl RebuildLosses {
    /// No losses yet. `before` says how many articles each file had.
    pub fn new(before: FxHashMap<RealPath, usize>) -> Self {
        Self {
            before,
            first: None,
        }
    }

    /// Whether the file had articles before.
    pub fn had_articles(&self, real: &RealPath) -> bool {
        self.before.contains_key(real)
    }

    /// Notes that an error ended the reading of a file after so many articles, if it had more before.
    pub fn note(&mut self, found: &InputFile, articles: usize, error: &io::Error) {
        let before = self.before.get(&found.real);
        if before.is_some_and(|before| articles < *before) {
            self.first
                .get_or_insert_with(|| (found.path.clone(), error.to_string()));
        }
    }

    /// The first file of which less was read, and why.
    pub fn into_first(self) -> Option<(PathBuf, String)> {
        self.first
    }
}
