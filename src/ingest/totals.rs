//! Counts the totals of an index for the summary of an ingest.

use super::event::{EventHandler, IngestEvent};
use crate::corrections::Corrections;
use crate::storage::IngestSummary;
use crate::storage::state::State;

/// Writes the totals of `state` into `summary`, and reports the corrections that could not be applied.
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

/// Reports which corrections file is in force, and its errors.
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
