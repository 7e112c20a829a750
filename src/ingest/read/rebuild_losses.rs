//! Articles that a rebuild would lose because it reads less of a file than was read before.

use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::hints::HintedError;
use crate::input::{InputFile, RealPath};

/// The earlier article count of each file, and the first file that has fewer articles now because of an error.
#[derive(Default)]
pub struct RebuildLosses {
    /// The number of articles that each file had.
    before: FxHashMap<RealPath, usize>,
    /// The first file from which less was read.
    first: Option<RebuildLoss>,
}

/// A file from which less was read than before.
pub struct RebuildLoss {
    path: PathBuf,
    cause: String,
    hint: String,
}

impl RebuildLoss {
    fn new(path: &Path, error: &io::Error) -> Self {
        let message = error.to_string();
        // The messages of file formats end in a hint, which the warning about the file has already given.
        let (cause, _) = message.split_once("; ").unwrap_or((&message, ""));
        let hint = HintedError::hint_in(error);
        Self {
            path: path.to_owned(),
            cause: cause.to_owned(),
            hint: hint
                .unwrap_or("repair the file, or pass --prune to remove its articles")
                .to_owned(),
        }
    }

    /// Returns the error that ends a rebuild.
    pub fn into_error(self) -> Error {
        Error::Lost {
            path: self.path,
            why: format!("{}, and a rebuild would lose its articles", self.cause),
            hint: self.hint,
        }
    }
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
                .get_or_insert_with(|| RebuildLoss::new(&found.path, error));
        }
    }

    /// The first file from which less was read.
    pub fn into_first(self) -> Option<RebuildLoss> {
        self.first
    }
}
