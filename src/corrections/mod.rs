//! The corrections file, in which a user corrects the outlet, a date or a figure of an article.
//!
//! ```toml
//! [[article]]
//! url = "https://gazette.example/dam"   # or id or path; all given keys must match
//! outlet = "The Gazette"
//! published = 2022-03-01                # or "unknown"
//!
//! [[article.figure]]
//! text = "5,300"                        # the figure's words or number
//! in = "on Monday"                      # words of the figure's sentence, if several figures match; or nth = 2
//! claimant = "the ministry"             # or strike = true
//! ```
//!
//! Corrections are applied when an article is read, so everything derived from the article uses them. The state of each
//! file contains a hash of the corrections that may apply to the file. When this hash changes, the file is read again,
//! but only changed articles are written. Corrections that could not be applied are stored in the state and reported by
//! every ingest.

mod article;
mod article_selector;
mod correction;
mod figure;
mod figure_edit;
mod location;
mod new_value;
pub mod originals;
mod outlets_section;
mod parser;

use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

pub use self::article::apply as article;
pub use self::article_selector::CorrectionSubject;
pub use self::correction::Correction;
pub use self::figure::{ArticleTexts, apply as figures};
pub use self::outlets_section::{file_hash, parse as parse_outlets, read as read_outlets};
use crate::error::{Error, Result};
use crate::hints::HintedError;
use crate::plural::count_of;
use crate::regular_file;
use crate::storage::ContentHash;
use crate::storage::state::State;
pub use location::{find, remember, remember_again};
pub use originals::OriginalValue;

/// The corrections in a corrections file.
#[derive(Debug, Default)]
pub struct Corrections {
    /// The path of the file as shown to the user, or `None` if there is no file.
    pub name: Option<String>,
    /// The errors in the file.
    pub problems: Vec<String>,
    all: Vec<Arc<Correction>>,
}

impl Corrections {
    /// Loads a corrections file.
    pub fn load(path: &Path) -> Result<Self> {
        let text = regular_file::read_to_string(path).map_err(|e| Error::Lost {
            path: path.to_owned(),
            why: format!("{e}; nothing was changed"),
            hint: match HintedError::hint_in(&e) {
                Some(hint) => format!("{hint}, or pass another one with --corrections"),
                None => "restore the file, or pass another one with --corrections".to_owned(),
            },
        })?;
        let (all, problems) = parser::read(&text).map_err(|(at, why)| Error::Corrections {
            path: path.to_owned(),
            line: at.line,
            column: at.column,
            what: format!("{why}; nothing was changed"),
            hint: Some("repair the file, or pass another one with --corrections".to_owned()),
        })?;
        let name = path.display().to_string();
        let mut problems: Vec<_> = problems
            .into_iter()
            .map(|problem| format!("{name}, {problem}"))
            .collect();
        // Invalid outlets make queries fail, so the ingest reports them.
        problems.extend(
            outlets_section::parse(path, &text)
                .err()
                .map(|e| match e.hint() {
                    Some(hint) => format!("{e}; {hint}"),
                    None => e.to_string(),
                }),
        );
        Ok(Self {
            problems,
            name: Some(name),
            all: all.into_iter().map(Arc::new).collect(),
        })
    }

    /// Returns a hash of the corrections that may apply to a file, or `None` if there are none.
    pub fn rules(&self, path: &Path, real: &Path) -> Option<ContentHash> {
        let may = |one: &&Arc<Correction>| one.choice.may_match_file(path, real);
        let mut keys = self
            .all
            .iter()
            .filter(may)
            .map(|one| one.key.to_string())
            .peekable();
        keys.peek()?;
        Some(ContentHash::from_bytes(keys.collect::<String>().as_bytes()))
    }

    /// Returns the corrections that apply to an article.
    pub fn for_article(&self, subject: CorrectionSubject<'_>) -> Vec<Arc<Correction>> {
        let chosen = |one: &&Arc<Correction>| one.choice.matches(subject);
        self.all.iter().filter(chosen).cloned().collect()
    }

    /// Returns the corrections with the given keys.
    pub fn with_keys(&self, keys: &[ContentHash]) -> Vec<Arc<Correction>> {
        let chosen = |one: &&Arc<Correction>| keys.contains(&one.key);
        self.all.iter().filter(chosen).cloned().collect()
    }

    /// Returns messages about corrections that could not be applied to the articles of `state`. Corrections that select
    /// no article are included only if all files have been read with the current corrections.
    pub fn describe_unapplied(&self, state: &State) -> Vec<String> {
        let Some(name) = &self.name else {
            return Vec::new();
        };
        let mut problems = Vec::new();
        for file in state.files.values() {
            let outcomes = file.corrected.iter();
            let unapplied =
                outcomes.flat_map(|done| done.unapplied.iter().chain(&done.figures.unapplied));
            for part in unapplied {
                if let Some(correction) = self.all.iter().find(|one| one.key == part.by) {
                    problems.push((
                        correction.line_of(part.what),
                        correction.describe(part, &file.path),
                    ));
                }
            }
        }
        if self.count_unread(state) == 0 {
            let counts = articles_by_correction(state);
            let unmatched = self.all.iter().filter(|one| !counts.contains_key(&one.key));
            problems.extend(unmatched.map(|one| (one.at.line, one.describe_unmatched())));
        }
        problems.sort_unstable();
        problems
            .into_iter()
            .map(|(_, problem)| format!("{name}, {problem}"))
            .collect()
    }

    /// Returns warnings about corrections that select several articles by id, and about files to which the corrections
    /// have not been applied yet.
    pub fn warnings(&self, state: &State) -> Vec<String> {
        let Some(name) = &self.name else {
            return Vec::new();
        };
        let counts = articles_by_correction(state);
        let by_id = self.all.iter().filter(|one| one.choice.is_by_id_only());
        let several = by_id.filter_map(|one| {
            let times = counts.get(&one.key).copied().unwrap_or_default();
            (times > 1).then(|| format!("{name}, {}: corrects {times} articles that have the same id; add `path` to choose one", one.at))
        });
        let mut warnings: Vec<_> = several.collect();
        let unread = self.count_unread(state);
        if unread > 0 {
            warnings.push(format!("{name}: corrections not yet applied to {} outside the ingested folders; to apply them, run `search ingest` without a folder", count_of(unread, "file")));
        }
        warnings
    }

    /// Returns the number of files that have not been read since the corrections that may apply to them changed.
    pub fn count_unread(&self, state: &State) -> usize {
        let files = state.files.iter();
        files
            .filter(|(real, file)| file.corrections != self.rules(&file.path, real))
            .count()
    }
}

/// Returns the number of articles that each correction selects, keyed by correction.
fn articles_by_correction(state: &State) -> FxHashMap<ContentHash, usize> {
    let mut counts = FxHashMap::default();
    for done in state.files.values().flat_map(|file| &file.corrected) {
        // Equal corrections have the same key.
        let keys: FxHashSet<_> = done.by.iter().copied().collect();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts
}
