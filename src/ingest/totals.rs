//! Fills in the index totals and the correction counts of the ingest summary.

use super::event::{EventHandler, IngestEvent};
use crate::corrections::Corrections;
use crate::error::Result;
use crate::index::IndexReader;
use crate::storage::IngestSummary;
use crate::storage::state::State;

/// Sets the totals in `summary` to those of `state`. Reports and counts corrections that could not be applied, and
/// reports warnings about corrections.
pub fn count_totals(
    summary: &mut IngestSummary,
    state: &State,
    corrections: &Corrections,
    report: EventHandler<'_>,
) {
    let totals = state.count();
    summary.articles = totals.articles;
    summary.figures = totals.figures;
    summary.copies = totals.copies;
    summary.other_languages = totals.other_languages;
    summary.corrections = totals.corrections;
    for problem in corrections.describe_unapplied(state) {
        summary.unapplied += 1;
        report(IngestEvent::Failed(&problem));
    }
    for warning in corrections.warnings(state) {
        report(IngestEvent::Warning(&warning));
    }
}

/// Sets the number of copies in `summary` to the number of duplicates in the index. The number from the state may be
/// too high, because an article remains marked as a copy even if its original has since changed or been removed.
pub fn count_duplicates(summary: &mut IngestSummary, reader: &IndexReader) -> Result<()> {
    // Every story with several articles has at least one that was marked as a copy when it was written.
    if summary.copies > 0 {
        summary.copies = reader.stories()?.counts().copies;
    }
    Ok(())
}

/// Reports the path of the corrections file and the errors in it. Counts the errors in `summary`.
pub fn report_corrections(
    summary: &mut IngestSummary,
    corrections: &Corrections,
    report: EventHandler<'_>,
) {
    if let Some(name) = &corrections.name {
        report(IngestEvent::Corrections(name));
    }
    for problem in &corrections.problems {
        summary.unapplied += 1;
        report(IngestEvent::Failed(problem));
    }
}
