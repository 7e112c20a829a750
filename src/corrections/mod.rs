//! The corrections file, in which a user corrects the outlet, a date or a figure of an article.
//!
//! ```toml
//! [[article]]
//! url = "https://gazette.example/dam"   # or id, or path; all that are given must match
//! outlet = "The Gazette"
//! published = 2022-03-01                # or "unknown"
//!
//! [[article.figure]]
//! text = "5,300"                        # its words, or its number
//! in = "on Monday"                      # words of its sentence, if two figures would match; or nth = 2
//! claimant = "the ministry"             # or strike = true
//! ```
//!
//! Corrections are applied when an article is read, so everything derived from the article uses them. The state of each
//! file has a hash of the corrections that may apply to it. When this hash changes, the file is read again, but only
//! articles that come out differently are written. Corrections that could not be applied are kept in the state and
//! reported at each ingest.

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

pub use self::article::apply as article;
pub use self::article_selector::CorrectionSubject;
pub use self::correction::Correction;
pub use self::figure::{ArticleTexts, apply as figures};
pub use self::outlets_section::{parse as parse_outlets, read as read_outlets};
use crate::error::{Error, HintedError, Result};
use crate::plural::count_of;
use crate::regular_file;
use crate::storage::ContentHash;
use crate::storage::state::State;
pub use location::{find, remember, remember_again};
pub use originals::OriginalValue;

/// All corrections of the file.
#[derive(Debug, Default)]
pub struct Corrections {
    /// The path of the file as shown to the user, if there is a file.
    pub name: Option<String>,
    /// The errors in the file.
    pub problems: Vec<String>,
    all: Vec<Arc<Correction>>,
}

impl Corrections {
    /// Reads a corrections file.
    pub fn load(path: &Path) -> Result<Self> {
        let text = regular_file::read_to_string(path).map_err(|e| Error::Lost {
            path: path.to_owned(),
            why: format!("{e}; nothing was changed"),
            hint: match HintedError::hint_in(&e) {
                Some(hint) => format!("{hint}, or name another with --corrections"),
                None => "restore the file, or name another with --corrections".to_owned(),
            },
        })?;
        let (all, problems) = parser::read(&text).map_err(|(at, why)| Error::Corrections {
            path: path.to_owned(),
            line: at.line,
            column: at.column,
            what: format!("{why}; nothing was changed"),
            hint: Some("repair the file, or name another with --corrections".to_owned()),
        })?;
        let name = path.display().to_string();
        let mut problems: Vec<_> = problems
            .into_iter()
            .map(|problem| format!("{name}, {problem}"))
            .collect();
        // Queries fail on invalid outlets, so an ingest reports them already.
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

    /// A hash of the corrections that may apply to a file, if there are any.
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

    /// The corrections of an article.
    pub fn for_article(&self, subject: CorrectionSubject<'_>) -> Vec<Arc<Correction>> {
        let chosen = |one: &&Arc<Correction>| one.choice.matches(subject);
        self.all.iter().filter(chosen).cloned().collect()
    }

    /// Messages about corrections that could not be applied to the articles of `state`. Files that were not read since
    /// the corrections changed add no messages.
    pub fn describe_unapplied(&self, state: &State) -> Vec<String> {
        let Some(name) = &self.name else {
            return Vec::new();
        };
        let files = || state.files.iter();
        let mut told = Vec::new();
        for (file, done) in
            files().flat_map(|(_, file)| file.corrected.iter().map(move |done| (file, done)))
        {
            for unmet in done.unapplied.iter().chain(&done.figures.unapplied) {
                if let Some(correction) = self.all.iter().find(|one| one.key == unmet.by) {
                    told.push((
                        correction.line_of(unmet.what),
                        correction.describe(unmet, &file.path),
                    ));
                }
            }
        }
        let unread = files()
            .filter(|(real, file)| file.corrections != self.rules(&file.path, real))
            .count();
        if unread == 0 {
            let met = |one: &Correction| {
                files()
                    .any(|(_, file)| file.corrected.iter().any(|done| done.by.contains(&one.key)))
            };
            let unmet = self.all.iter().filter(|one| !met(one));
            told.extend(unmet.map(|one| (one.at.line, one.describe_unmatched())));
        }
        told.sort_unstable();
        told.into_iter()
            .map(|(_, problem)| format!("{name}, {problem}"))
            .collect()
    }

    /// Messages about corrections that apply to more than the user may have meant, or that do not apply yet.
    pub fn doubts(&self, state: &State) -> Vec<String> {
        let Some(name) = &self.name else {
            return Vec::new();
        };
        let corrected = || state.files.values().flat_map(|file| &file.corrected);
        let by_id = self.all.iter().filter(|one| one.choice.is_by_id_only());
        let several = by_id.filter_map(|one| {
            let times = corrected().filter(|done| done.by.contains(&one.key)).count();
            (times > 1).then(|| format!("{name}, {}: {times} articles have this id, and all are corrected; add a path to choose one", one.at))
        });
        let mut doubts: Vec<_> = several.collect();
        let unread = state
            .files
            .iter()
            .filter(|(real, file)| file.corrections != self.rules(&file.path, real))
            .count();
        if unread > 0 {
            doubts.push(format!("{name}: not yet applied to {} in folders that were not given; run `search ingest` without folders", count_of(unread, "file")));
        }
        doubts
    }
}
