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
    /// The original values of the corrected fields.
    pub corrected: OriginalValues,
    /// The number of corrected values.
    pub applied: u64,
    /// The parts of corrections that could not be applied.
    pub unapplied: Vec<UnappliedCorrection>,
}

/// Applies corrections to an article. If two corrections contradict each other, the first one applies.
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

/// Applies `change` to a value. Returns `Some(true)` if the value was set, `Some(false)` if an earlier correction set a
/// different value, and `None` if nothing has to change.
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
