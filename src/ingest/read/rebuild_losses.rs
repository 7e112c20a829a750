//! Detects articles that a rebuild would lose because it reads less of a file than an earlier ingest did.

use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::hints::HintedError;
use crate::input::{InputFile, RealPath};

/// The article count of each file before the rebuild, and the first loss.
#[derive(Default)]
pub struct RebuildLosses {
    /// The number of articles in each file before the rebuild.
    before: FxHashMap<RealPath, usize>,
    /// The first loss, or `None` if there is none.
    first: Option<RebuildLoss>,
}

/// A file from which a rebuild read fewer articles than before, with the error that caused the loss.
pub struct RebuildLoss {
    path: PathBuf,
    cause: String,
    hint: String,
}

impl RebuildLoss {
    fn new(path: &Path, error: &io::Error) -> Self {
        let message = error.to_string();
        // Some messages end with a hint after a semicolon. The hint has already been reported.
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

    /// Converts the loss into the error that ends the rebuild.
    pub fn into_error(self) -> Error {
        Error::Lost {
            path: self.path,
            why: format!(
                "{}, and a rebuild would lose articles from this file",
                self.cause
            ),
            hint: self.hint,
        }
    }
}

impl RebuildLosses {
    /// Creates a tracker with no losses. `before` is the number of articles in each file before the rebuild.
    pub fn new(before: FxHashMap<RealPath, usize>) -> Self {
        Self {
            before,
            first: None,
        }
    }

    /// Returns whether the file had articles before the rebuild.
    pub fn had_articles(&self, real: &RealPath) -> bool {
        self.before.contains_key(real)
    }

    /// Notes a loss if the file had more than `articles` articles before the rebuild. `error` is the cause of the loss.
    pub fn note(&mut self, found: &InputFile, articles: usize, error: &io::Error) {
        let before = self.before.get(&found.real);
        if before.is_some_and(|before| articles < *before) {
            self.first
                .get_or_insert_with(|| RebuildLoss::new(&found.path, error));
        }
    }

    /// Returns the first loss, or `None` if there is none.
    pub fn into_first(self) -> Option<RebuildLoss> {
        self.first
    }
}
