//! Applies corrections to the metadata of an article.

use std::sync::Arc;

use super::correction::Correction;
use super::new_value::NewValue;
use super::originals::{OriginalValue, OriginalValues};
use crate::article::{Article, Basis, FieldValue};
use crate::storage::correction_outcome::{CorrectedPart, UnappliedCorrection, UnappliedReason};

/// What corrections did to an article.
#[derive(Debug, Default)]
pub struct ArticleOutcome {
    /// What was there before.
    pub corrected: OriginalValues,
    /// How many values were corrected.
    pub applied: u64,
    /// What could not be applied.
    pub unapplied: Vec<UnappliedCorrection>,
}

/// Applies the corrections of an article. Of two that say different things the first holds.
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

/// Sets a value; whether that could be done, where there was something to do.
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
