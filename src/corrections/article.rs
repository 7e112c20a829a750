//! Applies corrections to the metadata of an article.

use std::sync::Arc;

use super::correction::Correction;
use super::new_value::NewValue;
use super::originals::{OriginalValue, OriginalValues};
use crate::article::{Article, Basis, FieldValue};
use crate::storage::correction_outcome::{CorrectedPart, UnappliedCorrection, UnappliedReason};

/// The result of correcting an article.
#[derive(Debug, Default)]
pub struct ArticleOutcome {
    /// The original values.
    pub corrected: OriginalValues,
    /// The number of values that were corrected.
    pub applied: u64,
    /// The parts that could not be applied.
    pub unapplied: Vec<UnappliedCorrection>,
}

/// Applies the corrections of an article. If two contradict each other, the first applies.
pub fn apply(article: &mut Article, corrections: &[Arc<Correction>]) -> ArticleOutcome {
    let mut outcome = ArticleOutcome::default();
    let OriginalValues {
        outlet,
        published,
        modified,
        ..
    } = &mut outcome.corrected;
    for one in corrections {
        let mut each = |what, done: Option<bool>| match done {
            Some(true) => outcome.applied += 1,
            Some(false) => outcome.unapplied.push(UnappliedCorrection {
                by: one.key,
                what,
                why: UnappliedReason::Contradicted,
            }),
            None => {}
        };
        each(
            CorrectedPart::Outlet,
            set(&mut article.outlet, outlet, one.outlet.as_ref()),
        );
        each(
            CorrectedPart::Published,
            set(&mut article.published, published, one.published.as_ref()),
        );
        each(
            CorrectedPart::Modified,
            set(&mut article.modified, modified, one.modified.as_ref()),
        );
    }
    outcome
}

/// Sets a value. Returns `Some(false)` if an earlier correction set another one, and `None` if nothing has to change.
fn set<T: Clone + PartialEq + ToString>(
    value: &mut Option<FieldValue<T>>,
    was: &mut Option<OriginalValue<T>>,
    change: Option<&NewValue<T>>,
) -> Option<bool> {
    let to = match change? {
        NewValue::To(to) => Some(FieldValue {
            value: to.clone(),
            basis: Basis::Corrected,
            words: to.to_string(),
            day_order: None,
        }),
        NewValue::Nothing => None,
    };
    if was.is_some() {
        return (*value != to).then_some(false);
    }
    *was = Some(OriginalValue {
        was: std::mem::replace(value, to),
    });
    Some(true)
}
