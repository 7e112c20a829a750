//! Articles that a rebuild would lose because it reads less of a file than was read before.

use std::io;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::input::{InputFile, RealPath};

/// The earlier article count of each file, and the first file that has fewer articles now because of an error.
#[derive(Default)]
pub struct RebuildLosses {
    /// The number of articles that each file had.
    before: FxHashMap<RealPath, usize>,
    /// The first file from which less was read, and the cause.
    first: Option<(PathBuf, String)>,
}

impl RebuildLosses {
    /// Starts without losses. `before` is the number of articles that each file had.
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

    /// Notes that an error ended the reading of a file after `articles` articles, if it had more before.
    pub fn note(&mut self, found: &InputFile, articles: usize, error: &io::Error) {
        let before = self.before.get(&found.real);
        if before.is_some_and(|before| articles < *before) {
            self.first
                .get_or_insert_with(|| (found.path.clone(), error.to_string()));
        }
    }

    /// The first file from which less was read, and the cause.
    pub fn into_first(self) -> Option<(PathBuf, String)> {
        self.first
    }
}
