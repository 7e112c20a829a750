//! A correction of one article, as parsed from the corrections file.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use super::article_selector::ArticleSelector;
use super::figure_edit::FigureEdit;
use super::new_value::NewValue;
use crate::date::PartialDate;
use crate::storage::ContentHash;
use crate::storage::correction_outcome::{CorrectedPart, UnappliedCorrection, UnappliedReason};

/// A position in the corrections file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilePosition {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

impl fmt::Display for FilePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// The correction of one article and its figures.
#[derive(Debug, Default, Serialize)]
pub struct Correction {
    /// The hash of the correction's content.
    #[serde(skip)]
    pub key: ContentHash,
    /// The position of the correction's table in the file.
    #[serde(skip)]
    pub at: FilePosition,
    /// The selector of the article to correct.
    pub choice: ArticleSelector,
    /// The new outlet, or `None` to keep the outlet.
    pub outlet: Option<NewValue<String>>,
    /// The new date of publication.
    pub published: Option<NewValue<PartialDate>>,
    /// The new date of the last change.
    pub modified: Option<NewValue<PartialDate>>,
    /// The corrections of the article's figures.
    pub figures: Vec<FigureCorrection>,
    /// The TOML keys of the correction, each with its position in the file.
    #[serde(skip)]
    pub places: Vec<(&'static str, FilePosition)>,
}

/// The correction of one figure.
#[derive(Debug, Default, Serialize)]
pub struct FigureCorrection {
    /// The position of the correction's table in the file.
    #[serde(skip)]
    pub at: FilePosition,
    /// The figure's words or number.
    pub text: String,
    /// Words from the figure's sentence.
    pub within: Option<String>,
    /// Which of the matching figures to correct, counted from 1.
    pub nth: Option<usize>,
    /// The edit, or `None` if the figure is struck.
    pub action: Option<FigureEdit>,
}

impl Correction {
    /// Returns the line in the file on which a part of the correction starts.
    pub fn line_of(&self, what: CorrectedPart) -> usize {
        self.place_of(what).line
    }

    fn place_of(&self, what: CorrectedPart) -> FilePosition {
        let name = match what {
            CorrectedPart::Outlet => "outlet",
            CorrectedPart::Published => "published",
            CorrectedPart::Modified => "modified",
            CorrectedPart::Figure(nth) => {
                return self.figures.get(nth).map_or(self.at, |figure| figure.at);
            }
        };
        let place = self.places.iter().find(|(known, _)| *known == name);
        place.map_or(self.at, |(_, at)| *at)
    }

    /// Formats a message, with a hint, about a part of the correction that could not be applied to the article at
    /// `path`.
    pub fn describe(&self, unmet: &UnappliedCorrection, path: &Path) -> String {
        let at = self.place_of(unmet.what);
        let path = path.display();
        let CorrectedPart::Figure(nth) = unmet.what else {
            return format!(
                "{at}: conflicts with an earlier correction of {path}, which was used instead; keep only one of them"
            );
        };
        let text = self
            .figures
            .get(nth)
            .map_or("", |figure| figure.text.as_str());
        match unmet.why {
            UnappliedReason::NotFound => format!(
                "{at}: no figure {text:?} in {path}; `search show ID` lists the figures of an article"
            ),
            UnappliedReason::Several(many) => format!(
                "{at}: {many} figures in {path} match {text:?}; set `in` to words from the sentence, or `nth` to 1 for the first"
            ),
            UnappliedReason::Contradicted => format!(
                "{at}: conflicts with an earlier correction of {text:?} in {path}, which was used instead; keep only one of them"
            ),
            UnappliedReason::Reversed => format!(
                "{at}: {text:?} in {path} would become a range whose end is below its start; set both `low` and `high`"
            ),
        }
    }

    /// Formats a message, with a hint, about a correction that selects no article.
    pub fn describe_unmatched(&self) -> String {
        let Self { at, choice, .. } = self;
        format!(
            "{at}: no article has {choice}; `search show ID` prints the url, id and path of an article"
        )
    }
}
